"""PostgreSQL and Redis of the test session: started when the first test needs them, gone with it.

Making the schemas by their migrations takes several seconds, so the filled database is kept under `var/test` by a hash
of everything that made it, and copied by the next session.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import dj_database_url
from celery import current_app
from django.core.cache import caches
from django.db import connections

from scripts.services import Server, start_postgres, start_redis

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test"
MADE_BY = (
    "apps/core/tenancy/**/*.py",
    "apps/shared/*/models.py",
    "apps/shared/catalog/*.py",
    "apps/shared/catalog/data/*.toml",
    "apps/shared/clients/[mosw]*.py",
    "apps/shared/*/migrations/*.py",
    "apps/tenant/*/migrations/*.py",
    "scripts/services.py",
    "tests/conftest.py",
    "tests/factories.py",
    "tests/personas.py",
    "tests/servers.py",
    "pyproject.toml",
)


@contextmanager
def running_servers(settings: Any, *, fill: Callable[[], None] | None = None) -> Iterator[None]:
    """Start both and let Django and Celery use them. fill: fills the database when no filled one was kept."""
    folder = Path(tempfile.mkdtemp(prefix="throughline-test-"))
    folder.chmod(0o755)
    redis = start_redis(folder / "redis", durable=False)
    postgres = _filled_postgres(settings, folder, redis, fill) if fill else _postgres(settings, folder, redis)
    try:
        yield
    finally:
        _disconnect()
        postgres.stop()
        redis.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _filled_postgres(settings: Any, folder: Path, redis: Server, fill: Callable[[], None]) -> Server:
    kept = KEPT / _fingerprint()
    if not kept.exists():
        postgres = _postgres(settings, folder, redis)
        try:
            fill()
        finally:
            _disconnect()
            postgres.stop()
        _keep(folder, kept)
    else:
        _copy(kept, folder)
    return _postgres(settings, folder, redis)


def _postgres(settings: Any, folder: Path, redis: Server) -> Server:
    postgres = start_postgres(folder / "postgres", durable=False)
    address = dj_database_url.parse(postgres.url)
    connections["default"].settings_dict.update(
        {name: address[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    )
    settings.CACHES["default"]["LOCATION"] = redis.url
    if hasattr(caches._connections, "default"):
        del caches["default"]
    current_app.conf.broker_url = redis.url
    return postgres


def _disconnect() -> None:
    connections["default"].close()
    connections["default"].close_pool()


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


def _keep(folder: Path, kept: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)[:-2]:
        shutil.rmtree(old, ignore_errors=True)
    half = Path(tempfile.mkdtemp(dir=KEPT, prefix="half-"))
    _copy(folder, half)
    # Another session may have kept the same one meanwhile; both are alike.
    with suppress(OSError):
        half.rename(kept)
        return
    shutil.rmtree(half)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source / "postgres", target / "postgres")
    shutil.copy2(source / "postgres.password", target / "postgres.password")
    owner = (source / "postgres").stat()
    for path in ((target / "postgres"), *(target / "postgres").rglob("*")):
        if path.stat().st_uid != owner.st_uid:
            shutil.chown(path, owner.st_uid, owner.st_gid)
