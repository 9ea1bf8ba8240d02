"""`make demo` and commands run by hand: embedded servers, mail to the local catcher, plain http on this machine."""

from config.settings.base import *  # noqa: F403
from config.settings.base import SECRET_KEY, STORAGES

# `make demo` makes a key of its own on first start; the fixed one only serves commands that sign nothing.
SECRET_KEY = SECRET_KEY or "demo-key-for-this-machine-only"
ALLOWED_HOSTS = ["*"]
# Hashed as in production; compressing them all would double the first start, for nobody far away.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
