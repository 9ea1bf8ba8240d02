"""The test suite: real PostgreSQL and Redis, mail kept in memory except where a test starts an SMTP server."""

import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403

SECRET_KEY = "test-key"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Files that tests store; in the system's own temporary folder, under names nobody guesses.
MEDIA_ROOT = Path(tempfile.gettempdir()) / "throughline-tests"
