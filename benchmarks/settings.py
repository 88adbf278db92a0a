"""Production, with the floors that pages are compared to. The environment turns off HTTPS."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import FORM_LIMITS as PRODUCTION_LIMITS
from cms.settings.production import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.floors"]
ROOT_URLCONF = "benchmarks.urls"


def _never_reached(limits: str) -> str:
    """Return as many limits, of the same kind. They look back one second, in which one machine
    sends in about what a person does in the time of the real ones.
    """
    kinds = [limit.rpartition("/")[2] for limit in limits.split(",")]
    return ",".join(f"{1_000_000 + number}/s/{kind}" for number, kind in enumerate(kinds))


# One machine sends in what thousands of people would: the limits are asked, and never reached.
FORM_LIMITS = PRODUCTION_LIMITS | {
    name: _never_reached(PRODUCTION_LIMITS[name]) for name in ("submit", "upload", "burst", "echo")
}
