"""The site as on a server, with the addresses of `tests.production_urls`."""

from django.conf import settings

from cms.wsgi import application

__all__ = ["application"]

settings.ROOT_URLCONF = "tests.production_urls"
