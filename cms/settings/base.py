"""What every installation shares. Each value that differs comes from the environment.

`docs/settings.md` lists them in one table; `dev`, `test` and `production` add their own defaults.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from .environment import env
from .people import *
from .wagtail import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
# Keys of before: what they signed or encrypted still holds.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS")

INSTALLED_APPS = [
    "home",
    "search",
    "ideeen",
    "deelname",
    "wijkpaginas",
    "kaart",
    "bewoners",
    "core",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "bewoners.user_admin.app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "allauth",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Around all others, as those answer too: with static files, redirects and refusals.
    "core.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.AdminPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Below the session, to see who asks; below compression, to keep what it says uncompressed.
    "core.page_cache.EditionMiddleware",
    # Below it, so that no cache takes a personal page for one that everybody may see.
    "bewoners.personal.middleware.PersonalPagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bewoners.login.limits.FormLimits",
    "bewoners.login.second_factor.SecondFactorMiddleware",
    # Below the two that say who asks and keep what is said to them.
    "core.scoping.middleware.AdminScopeMiddleware",
    "core.middleware.AdminFormMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "core.context_processors.around",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------


def database(url: str) -> dict[str, Any]:
    """Turn a database address into Django's settings, with what each database needs to do well.

    SQLite: write-ahead log and immediate transactions, so that the site and the worker do not lock
    each other out. PostgreSQL: a connection pool, as a new connection per request costs more than
    a whole page.
    """
    config: dict[str, Any] = environ.Env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # Opening the file and setting it up takes as long as ten queries.
        config["CONN_MAX_AGE"] = 60
        config.setdefault("OPTIONS", {}).update(
            {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                ),
            }
        )
    elif config["ENGINE"] == "django.db.backends.postgresql":
        pool_size = env.number("DATABASE_POOL_SIZE", 8, least=1)
        config.setdefault("OPTIONS", {})["pool"] = {
            "min_size": 1,
            "max_size": pool_size,
            # A database that is gone is told within seconds, by the health check too.
            "timeout": 10,
        }
    else:
        raise ValueError("The site knows SQLite and PostgreSQL.")
    return config


DATABASES = {"default": env.service("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3", database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache, tasks and mail ------------------------------------------------------------------

# Shared by all processes of one machine, as Wagtail keeps the addresses of sites in it; several
# machines share one by CACHE_URL, as in dbcache://cache after `manage.py createcachetable`.
CACHES = {
    "default": env.service(
        "CACHE_URL", f"filecache://{VAR_DIR / 'cache'}", environ.Env.cache_url_config
    )
}
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["default"]["BACKEND"] = "core.cache.SharedFileCache"
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 5000}

# Keep whole pages for visitors without a session in the memory of each process.
PAGE_CACHE = env.switch("PAGE_CACHE", default=True)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Every mail is first a row in the database, written with what caused it; the worker delivers it.
EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
_delivery = env.service("EMAIL_URL", "consolemail://", environ.Env.email_url_config)
EMAIL_DELIVERY_BACKEND = _delivery["EMAIL_BACKEND"]
EMAIL_HOST = _delivery.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _delivery.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _delivery.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _delivery.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _delivery.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _delivery.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Samenwijk <samenwijk@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# People, and how they log in: `people.py`. What Wagtail does: `wagtail.py`.

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("nl-be", "Nederlands (België)")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "static_root"))
STATICFILES_DIRS = [BASE_DIR / "static_dist"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.text("MEDIA_ROOT", str(VAR_DIR / "media"))
# What people may download of their own data: no web server serves it, and no back-up has it.
PRIVATE_ROOT = env.text("PRIVATE_ROOT", str(VAR_DIR / "private"))
# Who was erased, by number: beside the database, to be erased again after a restore.
ERASURE_LEDGER = env.text("ERASURE_LEDGER", str(VAR_DIR / "verwijderingen.jsonl"))
# A web server in front of the site serves media faster; without one the site does it itself.
SERVE_MEDIA = env.switch("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Maps -----------------------------------------------------------------------------------

# Address of background map tiles, with {z}, {x} and {y}; empty draws outlines only.
MAP_TILES_URL = env.web_address(
    "MAP_TILES_URL",
    "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png",
    may_be_empty=True,
    may_be_path=True,
)
MAP_TILES_CREDIT = env.text("MAP_TILES_CREDIT", "Kaartgegevens © Kadaster", may_be_empty=True)

# --- Addresses ------------------------------------------------------------------------------

# The class that asks a service where an address is, and the address of that service; without one,
# neighbourhoods are found by their names only.
GEOCODER_BACKEND = env.text(
    "GEOCODER_BACKEND", "kaart.geocoding.pdok.Locatieserver", may_be_empty=True
)
GEOCODER_URL = env.web_address(
    "GEOCODER_URL", "https://api.pdok.nl/bzk/locatieserver/search/v3_1", may_be_empty=True
)
# Seconds for the whole of a question and its answer.
GEOCODER_TIMEOUT = env.seconds("GEOCODER_TIMEOUT", 3.0)

# --- What a browser may do ------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# For old browsers: others follow `frame-ancestors` below, which lets the admin show previews.
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The admin's scripts take the token from the page.
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Strict on the site; `core.middleware.AdminPolicyMiddleware` loosens it for Wagtail's admin only.
# Only the host: a path without a slash at its end would allow that one address.
_tiles = urlsplit(MAP_TILES_URL)
_map_hosts = [f"{_tiles.scheme}://{_tiles.netloc}".replace("{s}", "*")] if _tiles.netloc else []
_video_hosts = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_map_hosts],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, *_video_hosts],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# The password of the demo's accounts; empty draws a new one at each load.
DEMO_PASSWORD = ""
