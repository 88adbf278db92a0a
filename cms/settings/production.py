"""A server that people use: says in one sentence each what is missing, and does not start then."""

import sys

from .base import *
from .base import EMAIL_DELIVERY_BACKEND, env

REQUIRED = {
    "SECRET_KEY": "SECRET_KEY is missing: set it to at least 50 random characters.",
    "ALLOWED_HOSTS": "ALLOWED_HOSTS is missing: set it to the host names of your municipalities, "
    "separated by commas.",
    "DATABASE_URL": "DATABASE_URL is missing: set it to the address of your PostgreSQL database, "
    "as in postgres://user:password@host:5432/name.",
    "EMAIL_URL": "EMAIL_URL is missing: set it to the address of your mail server, "
    "as in smtp+tls://user:password@host:587.",
    "DEFAULT_FROM_EMAIL": "DEFAULT_FROM_EMAIL is missing: set it to the address your mails come "
    "from.",
    "WAGTAILADMIN_BASE_URL": "WAGTAILADMIN_BASE_URL is missing: set it to the address of your site "
    "with https://, as links in mails to editors start with it.",
}

_problems = [sentence for name, sentence in REQUIRED.items() if not env.str(name, default="")]
_secret = env.str("SECRET_KEY", default="")
if _secret and (len(_secret) < 50 or len(set(_secret)) < 5):
    _problems.append("SECRET_KEY is too short or too simple: use at least 50 random characters.")
if "*" in env.list("ALLOWED_HOSTS", default=[]):
    _problems.append("ALLOWED_HOSTS may not be *: name the hosts, or anyone can pose as your site.")
if env.str("EMAIL_URL", default="") and "smtp" not in EMAIL_DELIVERY_BACKEND:
    _problems.append("EMAIL_URL names no mail server: nobody would get the mail.")
if _problems:
    sys.exit("\n".join(_problems))

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# The health check comes from inside the network, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
if env.bool("TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

# One JSON object a line, on standard output. Requests have a line of their own, with their status.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "json",
        }
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
    },
}
