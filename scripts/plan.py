"""What runs, as data: the steps that prepare the data and the programs that then run together."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts import assets
from scripts.children import Spec
from scripts.demo_settings import ROOT, Demo
from scripts.ports import HOST

MANAGE = (sys.executable, str(ROOT / "manage.py"))
CELERY = (sys.executable, "-m", "celery", "--app", "config.celery:app")
# Served are the files that scripts/assets.py picked, not whole packages; the PDF reads its fonts from the disk.
NOT_SERVED = ("node_modules", "package*.json", "Inter*.ttf")
COLLECT = (*MANAGE, "collectstatic", "--noinput", "--verbosity=0", *(f"--ignore={name}" for name in NOT_SERVED))
REPORT_WORKER_KILOBYTES = 700_000  # a 200-page report peaks at 607 MB


@dataclass(frozen=True)
class Step:
    """A command run to its end, skipped while `key` is what it was when it last succeeded."""

    name: str
    text: str
    command: tuple[str, ...]
    key: str


def steps(demo: Demo) -> list[Step]:
    static = demo.digest(assets.digest(), (ROOT / "requirements" / "runtime.lock").read_text())
    return [
        Step("collectstatic", "static files", COLLECT, static),
        Step("migrate", "database", (*MANAGE, "migrate_clients"), demo.digest(*_migration_state())),
    ]


def demo_firm(demo: Demo) -> Step:
    """Once; and again, to set the password, when DEMO_PASSWORD has changed."""
    return Step("load_demo", "the demo firm", (*MANAGE, "load_demo"), demo.digest(demo.env["DEMO_PASSWORD"]))


def programs(demo: Demo) -> list[Spec]:
    gunicorn = (sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind={HOST}:{demo.port}")
    web = (
        *gunicorn,
        "--preload",
        "--workers=2",
        "--threads=4",
        "--graceful-timeout=5",
        "--access-logfile=-",
        "--no-control-socket",
    )
    worker = (*CELERY, "worker", "--loglevel=INFO", "--without-gossip", "--without-mingle")
    beat = (*CELERY, "beat", "--loglevel=INFO", f"--schedule={demo.data_dir / 'state' / 'beat'}", "--pidfile=")
    reports = ("--concurrency=1", f"--max-memory-per-child={REPORT_WORKER_KILOBYTES}")
    commands = {
        "web": web,
        "worker": (*worker, "--queues=default", "--concurrency=2", "--hostname=default@%h"),
        "reports": (*worker, "--queues=reports", "--hostname=reports@%h", *reports),
        "beat": beat,
    }
    return [
        Spec(name=name, command=words, log=demo.log(name), env=demo.env, cwd=ROOT) for name, words in commands.items()
    ]


def mail_catcher(demo: Demo) -> Spec:
    folder = demo.data_dir / "mail"
    words = (sys.executable, "-m", "scripts.mailcatcher", str(folder), str(demo.smtp_port), str(demo.mail_page_port))
    return Spec(name="mail", command=words, log=demo.log("mail"), cwd=ROOT)


def _migration_state() -> Iterator[str]:
    """Every migration by name and content, installed packages' by the lock file."""
    yield (ROOT / "requirements" / "runtime.lock").read_text()
    for file in sorted(Path(ROOT, "apps").rglob("migrations/*.py")):
        yield f"{file.relative_to(ROOT)}\n{file.read_text()}"
