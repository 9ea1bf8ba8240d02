"""A real server. Refuses to start with an unsafe value and says which."""

from urllib.parse import urlparse

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, BASE_URL, SECRET_KEY, env

MINIMUM_KEY_LENGTH = 50
LOCAL = {"localhost", "127.0.0.1", "*"}


def unsafe_values() -> list[str]:
    """What must change before this may face people, each with what to do."""
    wrong = []
    if len(SECRET_KEY) < MINIMUM_KEY_LENGTH or SECRET_KEY.startswith("demo-"):
        wrong.append(f"SECRET_KEY: use a random value of at least {MINIMUM_KEY_LENGTH} characters.")
    if not ALLOWED_HOSTS or LOCAL & set(ALLOWED_HOSTS):
        wrong.append("ALLOWED_HOSTS: name the host names that people use, nothing local and no *.")
    if urlparse(BASE_URL).scheme != "https":
        wrong.append("BASE_URL: the public address, beginning with https://.")
    wrong += [f"{name}: set it; there is no default here." for name in REQUIRED if not env.str(name, "")]
    if env.bool("DEBUG", False):
        wrong.append("DEBUG: remove it; error pages would show client data.")
    return wrong


REQUIRED = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "FROM_EMAIL")

if UNSAFE := unsafe_values():
    raise ImproperlyConfigured("Throughline does not start like this:\n- " + "\n- ".join(UNSAFE))

CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
