"""Production, with the floors that pages are compared to. The environment turns off HTTPS."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.floors"]
ROOT_URLCONF = "benchmarks.urls"
