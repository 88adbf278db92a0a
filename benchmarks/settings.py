"""Production, with the floors that pages are compared to. The environment turns off HTTPS."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import FORM_LIMITS as PRODUCTION_LIMITS
from cms.settings.production import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.floors"]
ROOT_URLCONF = "benchmarks.urls"

# One machine sends in what thousands of people would: the limits are asked, and never reached.
FORM_LIMITS = {
    **PRODUCTION_LIMITS,
    **dict.fromkeys(("submit", "upload", "burst", "echo"), "1000000/m/ip,1000000/m/key"),
}
