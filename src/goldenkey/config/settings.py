"""Django's settings. Every value that differs between installations comes from the environment."""

import os
from pathlib import Path

from goldenkey.config import environment

PACKAGE = Path(__file__).resolve().parent.parent

GOLDENKEY_HOME = environment.home()
FILES_ROOT = GOLDENKEY_HOME / "files"
SECRET_KEY = environment.secret_key()
DEBUG = os.environ.get("GOLDENKEY_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("GOLDENKEY_HOSTS", "*").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GOLDENKEY_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django_htmx",
    "goldenkey.data",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goldenkey.web.middleware.content_security_policy",
    "goldenkey.api.middleware.problems",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goldenkey.web.middleware.actor",
    "goldenkey.web.middleware.errors",
]
ROOT_URLCONF = "goldenkey.config.urls"
WSGI_APPLICATION = "goldenkey.config.wsgi.application"

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "data.User"
AUTHENTICATION_BACKENDS = ["goldenkey.web.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = os.environ.get("GOLDENKEY_HTTPS") == "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "goldenkey.web.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

TEMPLATES = [
    {
        "BACKEND": "goldenkey.web.jinja.GuardedJinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "goldenkey.web.jinja.environment"},
    }
]
STATIC_URL = "static/"
STATIC_ROOT = None
WHITENOISE_ROOT = None
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = False
BUNDLE_ROOT = PACKAGE / "web" / "static"

LANGUAGE_CODE = "zh-hant"
LANGUAGES = [("zh-hant", "繁體中文"), ("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # instants are UTC; days of business are in the organisation's zone

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
UPLOAD_LIMIT_BYTES = 50_000_000

_MAIL = environment.mail()
MAIL_READY: bool = _MAIL["MAIL_READY"]
EMAIL_HOST = _MAIL["EMAIL_HOST"]
EMAIL_PORT = _MAIL["EMAIL_PORT"]
EMAIL_HOST_USER = _MAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _MAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _MAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = _MAIL["EMAIL_TIMEOUT"]
DEFAULT_FROM_EMAIL = _MAIL["DEFAULT_FROM_EMAIL"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"goldenkey": {"level": os.environ.get("GOLDENKEY_LOG", "INFO")}},
}
