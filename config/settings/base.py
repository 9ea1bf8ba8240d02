"""Settings that every way of running shares. `.env.example` explains each variable."""

from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = Env()
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
# A running `make demo` leaves the addresses of its servers here, so that commands in a second terminal find them.
env.read_env(str(DATA_DIR / "run" / "env"), recurse=False)

BASE_URL = env.str("BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = False
VERSION = "0.1.0"

# --- Applications: folder = schema -------------------------------------------------------------------------------
SHARED_APPS = [
    "django_tenants",
    "apps.core",
    "apps.shared.accounts",
    "apps.shared.clients",
    "apps.shared.portfolio",
    "apps.shared.catalog",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
    "csp",
    "apps.api",
    "apps.demo",
]
TENANT_APPS = [
    "pgtrigger",
    "pghistory",
    "apps.tenant.history",
    "apps.tenant.inventory",
    "apps.tenant.imports",
    "apps.tenant.intake",
    "apps.tenant.discovery",
    "apps.tenant.flows",
    "apps.tenant.decisions",
    "apps.tenant.contracts",
    "apps.tenant.registry",
    "apps.tenant.roadmap",
    "apps.tenant.change",
    "apps.tenant.roi",
    "apps.tenant.surveys",
    "apps.tenant.reports",
    "apps.tenant.portal",
    "apps.tenant.audit",
    "apps.tenant.calendars",
    "apps.tenant.overview",
]
INSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]

TENANT_MODEL = "clients.Client"
TENANT_DOMAIN_MODEL = "clients.ClientHost"
# Switching the search path costs a statement only when the client changes.
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
SILENCED_SYSTEM_CHECKS = [
    # django-tenants would have its own middleware and storage; ours is apps.core.tenancy.
    "django_tenants.W001",
    "django_tenants.W003",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Requests ----------------------------------------------------------------------------------------------------
ROOT_URLCONF = "config.urls.public"
CSRF_FAILURE_VIEW = "apps.core.error_pages.csrf_failure"
CLIENT_URLCONF = "config.urls.client"
CLIENT_API_URLCONF = "config.urls.client_api"
# While a client is being set up (or its set-up failed) nothing else answers below its address.
CLIENT_PENDING_URLCONF = "config.urls.client_pending"
CLIENT_PENDING_API_URLCONF = "config.urls.client_pending_api"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.core.uploads.UploadLimitMiddleware",
    "apps.core.tenancy.middleware.ClientRoutingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.shared.accounts.middleware.BearerTokenMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.shared.clients.middleware.MembershipMiddleware",
    "apps.core.nulls.NullCharacterMiddleware",
]
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "apps.tenant.overview.shell.shell",
            ],
            "builtins": ["apps.core.templatetags.throughline"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}

# --- Database ----------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(env.str("DATABASE_URL", "") or "postgres://postgres@127.0.0.1:5432/throughline")
}
DATABASES["default"] |= {
    "ENGINE": "apps.core.tenancy.backend",
    "OPTIONS": {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 6), "max_lifetime": 1800}},
}
CLIENT_ROLE = "throughline_client"  # holds the table rights; each client's own role adds the use of one schema
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("REDIS_URL", "redis://127.0.0.1:6379/0"),
        "KEY_FUNCTION": "apps.core.tenancy.cache.client_key",
    }
}

# --- Background work ---------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Longer than the longest task: a task still running at that age would be handed out a second time.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"apps.tenant.reports.tasks.make_report": {"queue": "reports"}}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {"task": "apps.shared.clients.tasks.relay_outbox", "schedule": 5.0},
    "resume-clients": {"task": "apps.shared.clients.tasks.resume_clients", "schedule": 30.0},
    "check-integrations": {
        "task": "apps.tenant.registry.tasks.check_due_clients",
        "schedule": crontab(minute=7),  # each hour, for the clients where it is past six in the morning
    },
    "tidy-up": {"task": "apps.shared.clients.tasks.tidy_up", "schedule": crontab(hour=3, minute=17)},
}

# --- People ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "apps.shared.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Throughline"
ACCOUNT_EMAIL_NOTIFICATIONS = True

# --- REST API ----------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.api.authentication.RequestUserAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],  # rights are declared beside each URL
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.api.parsers.Json", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "apps.api.pagination.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["apps.api.throttling.PerPerson"],
    "DEFAULT_THROTTLE_RATES": {"person": "600/min", "signal": "120/min"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "apps.api.errors.handle",
    "COERCE_DECIMAL_TO_STRING": False,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Throughline API",
    "VERSION": "v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

# --- Language, files, mail -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(DATA_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "apps.core.static_files.HashedFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024
vars().update(env.dj_email_url("EMAIL_URL", "smtp://127.0.0.1:1025"))
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "Throughline <no-reply@throughline.example>")

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Both tell each of their steps.
        "fontTools": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
    },
}
