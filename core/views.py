"""Addresses that every site has beside its pages."""

from datetime import timedelta

from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from core.models import Gemeente
from core.navigation import site_context
from core.retention import retention_terms

# A task that waits longer than this says that no worker is running.
QUEUE_LIMIT = timedelta(minutes=10)


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the site, its database and its worker do their work; 503 when one does not."""
    checks = {"app": "ok", "database": "ok", "queue": "ok"}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        now = timezone.now()
        overdue = DBTaskResult.objects.filter(
            status=TaskResultStatus.READY, enqueued_at__lt=now - QUEUE_LIMIT
        ).exclude(run_after__gt=now - QUEUE_LIMIT)
        if overdue.exists():
            checks["queue"] = "late"
    except Error:
        checks["database"] = checks["queue"] = "unreachable"
    healthy = set(checks.values()) == {"ok"}
    return JsonResponse(checks, status=200 if healthy else 503)


def _site_of(request: HttpRequest) -> Site:
    """Return the municipality that the host belongs to; a host without one has nothing."""
    site: Site | None = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines in, keep them out of the admin, and name the sitemap."""
    _site_of(request)
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a leak (RFC 9116), when the municipality has given an address."""
    contact = Gemeente.for_site(_site_of(request)).beveiliging_contact
    if not contact:
        raise Http404
    # Whole days, so that the file is the same all day long; the standard wants less than a year.
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {(today + timedelta(days=180)).isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def processing_register(request: HttpRequest) -> HttpResponse:
    """Show everybody what is kept of people, why, and for how long."""
    _site_of(request)
    return render(request, "core/verwerkingen.html", {"termijnen": retention_terms()})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer with the site's own header and footer, so that people find their way from there."""
    site = Site.find_for_request(request)
    context = site_context(request, site.root_page) if site else {}
    return render(request, "404.html", context, status=404)
