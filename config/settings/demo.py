"""`make demo` and commands run by hand: embedded servers, mail to the local catcher, plain http on this machine."""

from config.settings.base import *  # noqa: F403
from config.settings.base import SECRET_KEY

# `make demo` makes a key of its own on first start; the fixed one only serves commands that sign nothing.
SECRET_KEY = SECRET_KEY or "demo-key-for-this-machine-only"
ALLOWED_HOSTS = ["*"]
