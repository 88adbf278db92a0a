"""The test suite: either database (`DATABASE_URL`), a folder of its own for media, quick hashes."""

import atexit
import shutil
import tempfile

from .base import *
from .base import DATABASES, VAR_DIR
from .environment import env

# Each worker of the test run has its own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = tempfile.mkdtemp(prefix="samenwijk-test-media-")
PRIVATE_ROOT = tempfile.mkdtemp(prefix="samenwijk-test-private-")
ERASURE_LEDGER = f"{PRIVATE_ROOT}/verwijderingen.jsonl"
for _folder in (MEDIA_ROOT, PRIVATE_ROOT):
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests about the second factor ask for it themselves.
STAFF_SECOND_FACTOR = False
# Tests ask no other host for anything.
MAP_TILES_URL = env.text("MAP_TILES_URL")
GEOCODER_URL = env.text("GEOCODER_URL")

DEMO_PASSWORD = "samenwijk-demo"

# A file rather than memory: threads see the same database, and `--reuse-db` can keep it.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}.test"}

env.stop_if_wrong()
