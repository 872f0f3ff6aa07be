"""All settings; the only module (with config.environment) that reads the environment. CONTRACT: docs/operate.md."""

import logging
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from accounts.links import hide_tokens
from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = env.flag("DEBUG")

# --- where things are kept
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
SEARCH_DIR = env.folder("SEARCH_DIR", VAR_DIR / "search")
MEDIA_ROOT = env.folder("MEDIA_DIR", VAR_DIR / "media")
SAMPLES_DIR = env.folder("SAMPLES_DIR", BASE_DIR.parent / "shared" / "data")
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- secrets and hosts
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. Set it to 50 or more random characters (or DEBUG=1)."
        )
    SECRET_KEY = "debug-only-" + "k" * 50
elif not DEBUG and (len(SECRET_KEY) < 50 or SECRET_KEY.startswith("debug-only-")):
    raise ImproperlyConfigured(
        f"SECRET_KEY is too weak. Set it to 50 or more random characters, e.g. {secrets.token_urlsafe(48)}"
    )

# Accreditations are signed with the first; the old ones (public) only verify. None: derived from SECRET_KEY.
SIGNING_KEY = next(iter(env.ed25519("SIGNING_KEY")), b"")
OLD_SIGNING_KEYS = env.ed25519("OLD_SIGNING_KEYS")

SITE_URL = env.web_address("SITE_URL", "http://localhost:8000")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or (
    ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [urlsplit(SITE_URL).hostname]
)
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured("ALLOWED_HOSTS contains *. Name each host that may serve the site.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
if SITE_URL.startswith("https://") and TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- database, cache, broker
DATABASES = {"default": env.database(f"sqlite:///{VAR_DIR / 'multaqa.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured(f"REDIS_URL is “{REDIS_URL}”. Write it like redis://localhost:6379/0.")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
DOORBELL = "workers.tasks.ring" if REDIS_URL else ""

# --- who may do what twice as carefully
SECOND_FACTOR = env.choice("SECOND_FACTOR", ["required", "off"], "required")
DEMO_DATABASE = DATABASES["default"]["ENGINE"].endswith("sqlite3") or "demo" in str(
    DATABASES["default"]["NAME"]
)
if SECOND_FACTOR == "off" and not (DEBUG and DEMO_DATABASE):
    raise ImproperlyConfigured(
        "SECOND_FACTOR=off is only for trying the site out: with DEBUG=1 and SQLite, or a database named …demo…."
    )

# --- the house
INSTALLED_APPS = [
    "deeds",
    "accounts",
    "directory",
    "coordination.committee",
    "coordination.admissions",
    "coordination.initiatives",
    "coordination.standards",
    "coordination.exchange",
    "workers",
    "api",
    "config",
    "accounts.operators.OperatorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "config.apps.BuiltFiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "accounts.middleware.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.AudiencesMiddleware",
    "accounts.typed.KeepTypedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "deeds.middleware.RefusedMiddleware",
]
if DEBUG:  # static files come straight from their sources then, where nobody has compressed them
    MIDDLEWARE.remove("django.middleware.gzip.GZipMiddleware")
    MIDDLEWARE.insert(0, "django.middleware.gzip.GZipMiddleware")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "django.template.context_processors.i18n",
                "accounts.context.site",
            ],
        },
    }
]

# --- language and time
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = env.time_zone("TIME_ZONE", "Asia/Kuwait")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "config.formats"
SITE_NAME = {"ar": env.text("SITE_NAME_AR", "ملتقى"), "en": env.text("SITE_NAME_EN", "Multaqa")}

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_DIR", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": env.media_storage("MEDIA_S3_BUCKET", endpoint=env.text("MEDIA_S3_ENDPOINT")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_HANDLERS = ["directory.media.Limited"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# --- mail: everything goes through the outbox; only its sender opens EMAIL_URL
EMAIL_BACKEND = "workers.outbox.Backend"
EMAIL_TRANSPORT = env.mail_transport("EMAIL_URL", f"filemail://{quote(str(VAR_DIR / 'mail'))}")
DEFAULT_FROM_EMAIL = env.mail_sender("DEFAULT_FROM_EMAIL", f"Multaqa <contact@{urlsplit(SITE_URL).hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_PER_MINUTE = env.number("MAIL_PER_MINUTE", 60)
MAIL_PER_HOUR = env.number("MAIL_PER_HOUR", 3000)
MAIL_CONNECTIONS = env.number("MAIL_CONNECTIONS", 2) or 1
MAIL_BATCH_FLOOR = env.number("MAIL_BATCH_FLOOR", 500)

# --- accounts
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.entrance.SignIn",
    "signup": "accounts.forms.entrance.SignUp",
    "request_login_code": "accounts.forms.entrance.AskForCode",
    "confirm_login_code": "accounts.forms.entrance.SignInCode",
    "confirm_email_verification_code": "accounts.forms.entrance.ConfirmationCode",
    "add_email": "accounts.forms.entrance.ChangeEmail",
    "change_password": "accounts.forms.entrance.ChangePassword",
    "set_password": "accounts.forms.entrance.SetPassword",
    "reset_password": "accounts.forms.entrance.AskForReset",
    "reset_password_from_key": "accounts.forms.entrance.ResetPassword",
    "reauthenticate": "accounts.forms.entrance.ConfirmItIsYou",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # accounts.Limit counts them instead
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_step.SecondStep",
    "reauthenticate": "accounts.forms.second_step.SecondStepAgain",
    "activate_totp": "accounts.forms.second_step.ActivateApp",
    "add_webauthn": "accounts.forms.passkeys.AddPasskey",
    "edit_webauthn": "accounts.forms.passkeys.NamePasskey",
    "login_webauthn": "accounts.forms.passkeys.SignInByPasskey",
    "authenticate_webauthn": "accounts.forms.passkeys.SecondStepByPasskey",
    "reauthenticate_webauthn": "accounts.forms.passkeys.PasskeyAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # http://localhost; the form still wants SITE_URL's own origin
MFA_TOTP_ISSUER = SITE_NAME["en"]
MFA_TOTP_TOLERANCE = 1

# --- security
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- API
API_PER_MINUTE = env.number("API_PER_MINUTE", 600)  # requests of one address without a key; 0: any number
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.auth.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "api.problems.handler",
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Multaqa",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "LicenceStateEnum": "api.shapes.STATES",
        "InitiativeStateEnum": "api.initiatives.STATES",
        "StandardStateEnum": "api.standards.STATES",
        "AccreditationStateEnum": "api.accreditations.STATES",
        "ExchangeStateEnum": "api.exchange.SHOWN",
        "SupportKindEnum": "api.exchange.KINDS",
        "ReadersEnum": "api.exchange.READERS",
        "ReadersOfDraftEnum": "api.drafts.READERS",
    },
}

# --- logging: one line of JSON an event, for people in DEBUG; tracebacks without the values of variables
EVENT: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    hide_tokens,
]
LINE = (
    [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    if DEBUG
    else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
)
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *EVENT,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # it believes any X-Forwarded-For; accounts/addresses.py names it
logging.captureWarnings(True)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": EVENT,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *LINE],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "multaqa": {"level": "INFO"},
        "django": {"handlers": []},  # Django's own handler would say everything a second time
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
