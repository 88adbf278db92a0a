"""A server that people use: says in one sentence each what is missing, and does not start then."""

from .base import *
from .base import ALLOWED_HOSTS, EMAIL_DELIVERY_BACKEND, SECRET_KEY
from .environment import env

REQUIRED = {
    "SECRET_KEY": "set it to at least 50 random characters.",
    "ALLOWED_HOSTS": "set it to the host names of your municipalities, separated by commas.",
    "DATABASE_URL": "set it to the address of your PostgreSQL database, as in "
    "postgres://user:password@host:5432/name.",
    "EMAIL_URL": "set it to the address of your mail server, as in "
    "smtp+tls://user:password@host:587.",
    "DEFAULT_FROM_EMAIL": "set it to the address your mails come from.",
    "WAGTAILADMIN_BASE_URL": "set it to the address of your site with https://, as links in mails "
    "to editors start with it.",
}

for _name, _help in REQUIRED.items():
    if not env.text(_name):
        env.refuse(_name, f"is missing: {_help}")
if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    env.refuse("SECRET_KEY", "is too short or too simple: use at least 50 random characters.")
if "*" in ALLOWED_HOSTS:
    env.refuse("ALLOWED_HOSTS", "may not be *: name the hosts, or anyone can pose as your site.")
if env.text("EMAIL_URL") and "smtp" not in EMAIL_DELIVERY_BACKEND:
    env.refuse("EMAIL_URL", "names no mail server: nobody would get the mail.")

SECURE_SSL_REDIRECT = env.switch("SECURE_SSL_REDIRECT", default=True)
# The health check comes from inside the network, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.switch("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.switch("SECURE_HSTS_PRELOAD", default=True)
if env.switch("TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

env.stop_if_wrong()

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
