"""One settings file for every instance; what differs comes from the environment (see environment.py)."""

import os
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from pursuit.config import environment
from pursuit.config.sqlite import use_bundled_sqlite

use_bundled_sqlite()

HOME = environment.home()
SECRET_KEY = environment.secret_key(HOME)
DATABASES = {"default": environment.database(HOME)}
DEBUG = os.environ.get("PURSUIT_DEBUG") == "1"

BASE_URL = os.environ.get("PURSUIT_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
_base = urlsplit(BASE_URL)
_secure = _base.scheme == "https"
_loopback = {"localhost", "127.0.0.1", "[::1]"}
# Links in mail and redirects are built from BASE_URL; a forged Host header is refused.
ALLOWED_HOSTS = sorted(
    {_base.hostname or "localhost", *_loopback, *filter(None, os.environ.get("PURSUIT_HOSTS", "").split(","))}
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

PROJECT_ROOT = environment.PROJECT_ROOT
NODE_MODULES = PROJECT_ROOT / "node_modules"

# Listed from the ground up: a room may use only rooms above it (docs/map.md).
ROOMS = [
    "people",
    "collaboration",
    "customers",
    "market",
    "catalogue",
    "methods",
    "projects",
    "pipeline",
    "chain",
    "execution",
    "plans",
    "capacity",
    "hours",
    "sharing",
    "portfolio",
    "playbooks",
    "goals",
    "strategy",
    "offers",
    "credentials",
    "bids",
    "contracts",
    "budgets",
    "finance",
    "gates",
    "insight",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "csp",
    "tree_queries",
    "pursuit.kernel",
    *[f"pursuit.domain.{room}" for room in ROOMS if (PROJECT_ROOT / "src/pursuit/domain" / room).is_dir()],
    "pursuit.interfaces.web",
    "pursuit.config.apps.ConfigApp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pursuit.interfaces.web.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pursuit.interfaces.web.middleware.ActorMiddleware",
]
ROOT_URLCONF = "pursuit.config.urls"
WSGI_APPLICATION = "pursuit.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A page's template lies beside its view.
        "DIRS": [PROJECT_ROOT / "src/pursuit/interfaces/web"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "pursuit.interfaces.web.folding.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "pursuit.interfaces.web.shell.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "pursuit.interfaces.web.templatetags.pursuit",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PROJECT_ROOT / "src/pursuit/locale"]
LANGUAGE_COOKIE_NAME = "pursuit_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pursuit.interfaces.web.npm.NodeModulesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "pursuit.interfaces.web.npm.StaticStorage"},
}
FILES_ROOT = HOME / "files"
FILE_MAX_BYTES = int(os.environ.get("PURSUIT_FILE_MAX_MB", "50")) * 1024 * 1024
# What an import may bring, and what an xlsx or zip of it may unpack to.
IMPORTS_ROOT = HOME / "imports"  # files of imports in preparation
IMPORT_MAX_BYTES = int(os.environ.get("PURSUIT_IMPORT_MAX_MB", "200")) * 1024 * 1024
IMPORT_XLSX_MAX_BYTES = int(os.environ.get("PURSUIT_IMPORT_XLSX_MAX_MB", "500")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

AUTH_USER_MODEL = "kernel.User"
AUTHENTICATION_BACKENDS = ["pursuit.interfaces.web.signin.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "pursuit.interfaces.web.signin.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "pursuit.interfaces.web.signin.forms.LoginForm",
    "signup": "pursuit.interfaces.web.signin.forms.FounderForm",
}
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "pursuit.interfaces.web.signin.second_step.CodeForm",
    "reauthenticate": "pursuit.interfaces.web.signin.second_step.CodeAgainForm",
    "add_webauthn": "pursuit.interfaces.web.signin.second_step.NewKeyForm",
    "edit_webauthn": "pursuit.interfaces.web.signin.second_step.KeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _secure
USERSESSIONS_TRACK_ACTIVITY = False  # ActorMiddleware notes last-seen, at most every five minutes
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("PURSUIT_SMTP")
    else "django.core.mail.backends.console.EmailBackend"
)

SESSION_ENGINE = "pursuit.interfaces.web.signin.store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_NAME = "__Host-pursuit" if _secure else f"pursuit_{_base.port or 80}"
CSRF_COOKIE_NAME = "__Host-csrf" if _secure else f"csrf_{_base.port or 80}"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _secure else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("PURSUIT_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
PRODUCT_NAME = _("Pursuit")
