"""System libraries that no Python package brings: installed with apt where that is possible, named elsewhere."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

BREW_LIBRARIES = ("/opt/homebrew/lib", "/usr/local/lib")


class NotReady(Exception):
    """Something is missing that a person has to provide; `str()` says what and how."""


def _library(*names: str) -> bool:
    """Whether one of the names loads."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def browser() -> str | None:
    """The Chromium (or Chrome) that browser tests drive."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = (shutil.which(name) for name in (*names, mac))
    return next((path for path in found if path), None)


@dataclass(frozen=True)
class Need:
    """Something looked for, and the packages that bring it."""

    present: Callable[[], bool]
    apt: tuple[str, ...]
    brew: tuple[str, ...]


def _pdf_library(name: str, apt: str, brew: str) -> Need:
    files = (f"{name}.so.0", f"{name}.dylib", *(f"{folder}/{name}.dylib" for folder in BREW_LIBRARIES))
    return Need(lambda: _library(*files), (apt,), (brew,))


PDF = (
    _pdf_library("libpango-1.0", "libpango-1.0-0", "pango"),
    _pdf_library("libpangoft2-1.0", "libpangoft2-1.0-0", "pango"),
    _pdf_library("libharfbuzz-subset", "libharfbuzz-subset0", "harfbuzz"),
    # The product brings its own font; this one only supplies the rarest signs.
    Need(lambda: sys.platform != "linux" or bool(shutil.which("fc-list")), ("fontconfig", "fonts-dejavu-core"), ()),
)
VENV = Need(lambda: importlib.util.find_spec("ensurepip") is not None, ("python3-venv",), ("python",))
BROWSER = Need(lambda: browser() is not None, ("chromium",), ("--cask google-chrome",))
# Works out the exported spreadsheet again, formula by formula.
OFFICE = Need(
    lambda: any(map(shutil.which, ("soffice", "libreoffice"))), ("libreoffice-calc-nogui",), ("--cask libreoffice",)
)


def ensure_system_packages(*, browser: bool) -> None:
    """Install what is missing. Raises NotReady naming the packages where that is not possible without asking."""
    needs = [need for need in (VENV, *PDF, *([BROWSER, OFFICE] if browser else [])) if not need.present()]
    if not needs:
        print("  system libraries: present", flush=True)
        return
    packages = sorted(set(chain.from_iterable(need.apt for need in needs)))
    if shutil.which("apt-get") is None:
        brew = " ".join(sorted(set(chain.from_iterable(need.brew for need in needs))))
        raise NotReady(
            "System libraries are missing. Install them and start again:\n"
            f"  macOS: brew install {brew}\n  Debian, Ubuntu: apt-get install {' '.join(packages)}\n"
            "  elsewhere: the packages of your system with Pango, HarfBuzz (with its subset library) and Chromium"
        )
    _apt_install(packages)
    if still := [need for need in needs if not need.present()]:
        missing = " ".join(chain.from_iterable(need.apt for need in still))
        raise NotReady(f"apt-get ran, yet something of these is still missing: {missing}")


def _apt_install(packages: list[str]) -> None:
    command = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if prefix and (shutil.which("sudo") is None or subprocess.run([*prefix, "true"], check=False).returncode != 0):
        raise NotReady(f"System libraries are missing. As an administrator, run:\n  {command}\nand start again.")
    print(f"  system libraries: {command}", flush=True)
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for words in (["apt-get", "update", "-qq"], command.split()):
        done = subprocess.run([*prefix, *env, *words], capture_output=True, text=True, check=False)
        if done.returncode != 0 and words[1] == "install":
            raise NotReady(f"{done.stdout[-1500:]}{done.stderr[-1500:]}\n`{command}` failed, see above.")
