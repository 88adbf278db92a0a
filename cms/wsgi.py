"""Entry point of the web server; production settings unless the environment says otherwise."""

import os
from wsgiref.types import WSGIApplication

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

from django.conf import settings  # the settings are named by now
from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application

from cms.settings.environment import stop
from core.logs import RequestLog


def _application() -> WSGIApplication:
    application: WSGIApplication = get_wsgi_application()
    # Commands ask this by themselves; only the apps know which terms there are.
    problems = run_checks(tags=["retention"])
    if problems:
        stop(problem.msg for problem in problems)
    if settings.PAGE_CACHE:
        # Needs Django's settings and models.
        from core.page_cache import PageCache  # noqa: PLC0415

        application = PageCache(application)
    # Around the cache, which answers without asking Django.
    return RequestLog(application)


application = _application()
