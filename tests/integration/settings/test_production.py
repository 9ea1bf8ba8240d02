"""Production refuses to start with an unsafe value, and names it."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "throughline.example",
    "BASE_URL": "https://throughline.example",
    "DATABASE_URL": "postgres://throughline:x@db/throughline",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_URL": "smtp://mail:25",
    "FROM_EMAIL": "Throughline <no-reply@throughline.example>",
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATA_DIR": "/nonexistent",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"]} | SAFE | changes
    program = "import django; django.setup(); print('started')"
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


def test_safe_values_start():
    assert start().stdout.strip() == "started"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "localhost"),
        ("BASE_URL", "http://throughline.example"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
        ("EMAIL_URL", ""),
        ("FROM_EMAIL", ""),
        ("DEBUG", "true"),
    ],
)
def test_an_unsafe_value_is_refused_by_name(name, value):
    answer = start(**{name: value})
    assert answer.returncode != 0
    assert f"- {name}:" in answer.stderr
    assert "started" not in answer.stdout
