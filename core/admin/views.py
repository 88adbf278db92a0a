"""Small screens of the admin: reviewing, beginning with an example, help, writing tips."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from core.admin.examples import begin_with
from core.admin.help import help_context
from core.admin.panels import edit_url
from core.admin.review import can_review, mark_reviewed
from core.admin.tips import set_tips_closed
from core.checks.content import check_page


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether the page is still right, and note it when somebody says so."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not can_review(page, request.user):
        raise PermissionDenied
    next_url = get_valid_next_url_from_request(request) or edit_url(page.pk)
    if request.method == "POST":
        mark_reviewed(page, request.user)
        messages.success(request, _("Genoteerd: ‘%s’ klopt nog.") % page.get_admin_display_title())
        return redirect(next_url)
    return render(
        request,
        "wagtailadmin/pages/samenwijk_review.html",
        {"page": page, "next": next_url, "edit_url": edit_url(page.pk)},
    )


@require_POST
def begin(request: HttpRequest, parent_id: int, example_id: int) -> HttpResponse:
    """Make a draft from an example and open it in the editor."""
    parent = get_object_or_404(Page, pk=parent_id).specific
    example = get_object_or_404(Page, pk=example_id)
    page = begin_with(example, parent, request.user)
    messages.success(
        request,
        _("Dit is een nieuw concept. Vervang de titel en de tekst door uw eigen verhaal."),
    )
    return redirect(edit_url(page.pk))


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the first steps."""
    return render(request, "wagtailadmin/samenwijk_help.html", help_context(request))


@require_POST
def tips(request: HttpRequest) -> HttpResponse:
    """Close the first steps on the dashboard, or put them back."""
    closed = request.POST.get("actie") != "terug"
    set_tips_closed(request.user, closed=closed)
    if closed:
        messages.success(request, _("De eerste stappen vindt u terug bij ‘Hulp’."))
    return redirect(reverse("wagtailadmin_home"))


@require_GET
def writing_tips(request: HttpRequest, page_id: int) -> HttpResponse:
    """Tell what could be written better in the saved draft; as a part for the editor's panel."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    context: dict[str, Any] = {"report": check_page(page.get_latest_revision_as_object())}
    return render(request, "wagtailadmin/shared/samenwijk_remarks.html", context)
