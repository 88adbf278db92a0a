"""A laptop: SQLite, no secrets, every mail in the terminal. `DEBUG=1` for work on the code."""

from .base import *
from .base import VAR_DIR
from .environment import env

DEBUG = env.switch("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "only-for-development-on-your-own-machine")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", default=("*",))
VAR_DIR.mkdir(exist_ok=True)

# Static files come straight from the source folders: nothing to collect, nothing to restart.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DEMO_PASSWORD = "samenwijk-demo"  # noqa: S105  # known on purpose, on a laptop only
# Every mail of the site can be read at /post/: a code or link arrives without a mail server.
DEMO_POST = True
# The demo's accounts come in with the printed password alone.
STAFF_SECOND_FACTOR = env.switch("STAFF_SECOND_FACTOR", default=False)

env.stop_if_wrong()
