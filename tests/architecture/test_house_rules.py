"""Rules of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core import checks

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for folder in ("apps", "config", "scripts", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js", ".mjs"})
MAX_LINES = 500
OURS = ("apps.shared.", "apps.tenant.")
# What the machinery calls things. Readers meet clients, workspaces, work in progress.
RESERVED_WORDS = re.compile(r"\b(tenants?|schemas?|tasks?|instances?)\b", re.IGNORECASE)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def test_no_file_is_long():
    own = [path for path in SOURCES + TEMPLATES + STYLES if not {"node_modules", "vendor"} & set(path.parts)]
    long = {relative(path): lines for path in own if (lines := len(path.read_text().splitlines())) > MAX_LINES}
    assert not long


def test_a_folder_is_a_schema():
    tenant = [app for app in settings.TENANT_APPS if app.startswith("apps.")]
    shared = [app for app in settings.SHARED_APPS if app.startswith("apps.")]
    assert all(app.startswith("apps.tenant.") for app in tenant)
    assert not [app for app in shared if app.startswith("apps.tenant.")]
    on_disk = {
        f"apps.{side}.{path.name}"
        for side in ("shared", "tenant")
        for path in (ROOT / "apps" / side).iterdir()
        if (path / "apps.py").exists()
    }
    assert on_disk == {app for app in tenant + shared if app.startswith(OURS)}


def test_models_of_shared_apps_never_point_at_a_clients():
    wrong = [
        f"{model.__name__}.{field.name}"
        for config in apps.get_app_configs()
        if config.name in settings.SHARED_APPS
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if field.related_model and apps.get_app_config(field.related_model._meta.app_label).name in settings.TENANT_APPS
    ]
    assert not wrong


def test_no_database_foreign_key_leaves_a_clients_schema():
    assert [error for error in checks.run_checks() if error.id == "throughline.E001"] == []


def test_every_promised_task_exists():
    current_app.loader.import_default_modules()
    named = {}
    for path in SOURCES:
        if relative(path).startswith("tests/"):
            continue
        for name in re.findall(r'"(apps(?:\.\w+)+\.tasks\.\w+)"', path.read_text()):
            named.setdefault(name, relative(path))
    assert named
    assert {name: path for name, path in named.items() if name not in current_app.tasks} == {}


def test_string_references_to_models_exist():
    for path in SOURCES:
        if not relative(path).startswith("apps/"):
            continue
        for call in calls(path):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            first = call.args[0] if call.args else None
            if name in {"ForeignKey", "OneToOneField", "ManyToManyField"} and isinstance(first, ast.Constant):
                assert "." in first.value or first.value == "self", f"{relative(path)}: {first.value}: name the app"
                if "." in first.value:
                    apps.get_model(first.value)


def test_only_the_tenancy_code_switches_schemas():
    allowed = ("apps/core/tenancy/", "tests/")
    pattern = re.compile(r"\b(schema_context|tenant_context|set_schema|set_tenant|set_schema_to_public)\(")
    users = [relative(path) for path in SOURCES if pattern.search(path.read_text())]
    assert [path for path in users if not path.startswith(allowed)] == []


def test_only_making_and_migrating_act_as_owner():
    allowed = ("apps/core/tenancy/", "apps/shared/clients/migrating.py", "apps/shared/clients/orphans.py", "tests/")
    users = [relative(path) for path in SOURCES if "owner_scope(" in path.read_text()]
    assert [path for path in users if not path.startswith(allowed)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_readers_meet_no_word_of_the_machinery(path):
    text = path.read_text()
    for hidden in (r"\{%.*?%\}", r"\{\{.*?\}\}", r"\{#.*?#\}", r"<script.*?</script>", r"<!--.*?-->", r"<[^>]*>"):
        text = re.sub(hidden, " ", text, flags=re.DOTALL)
    assert not RESERVED_WORDS.findall(text)
