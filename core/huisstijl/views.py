"""The style sheet of a municipality, and what it would look like with other tokens."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site
from wagtail.permissions import policy_registry

from core.huisstijl.catalogue import Scheme
from core.huisstijl.logo import FOLDER
from core.huisstijl.stylesheet import preview_css, read_tokens
from core.media import EVERYBODY, register_media_folder
from core.models import Gemeente

FIELDS = {"licht": "tokens", "donker": "tokens_donker"}


@require_safe
@cache_control(public=True, max_age=365 * 24 * 60 * 60, immutable=True)
def stylesheet(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Answer with the style sheet of the host's municipality; its address changes with its text."""
    css = (
        Gemeente.objects.filter(site=Site.find_for_request(request), stijl_sleutel=sleutel)
        .values_list("stijl_css", flat=True)
        .first()
    )
    if not css:
        raise Http404
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_POST
@never_cache
def preview(request: HttpRequest, site_id: int, scheme: str) -> HttpResponse:
    """Show the parts of the site with tokens that are not saved; nothing is stored.

    The form of the municipality is sent here as a whole, so that an editor need not save first.
    """
    if scheme not in FIELDS:
        raise Http404
    site = get_object_or_404(Site, pk=site_id)
    policy = policy_registry.get_by_type(Gemeente)
    if not policy.user_has_permission_for_instance(request.user, "change", site):
        raise PermissionDenied
    tokens = read_tokens(request.POST.get(FIELDS[scheme], ""), cast("Scheme", scheme))
    gemeente = Gemeente.for_site(site)
    gemeente.stijl_sleutel = ""  # the saved style sheet would lie over this one
    context = {
        "gemeente": gemeente,
        "tokens": tokens,
        "style": preview_css(tokens),
        "menu": [
            {"pk": number, "title": title, "url": "#inhoud"}
            for number, title in enumerate((_("Wijken"), _("Nieuws"), _("Agenda")), start=1)
        ],
    }
    return render(request, "core/huisstijl/preview.html", context)


def logo_audience(request: HttpRequest, path: str) -> str:
    """A logo stands on every page: everybody may see it."""
    return EVERYBODY


register_media_folder(FOLDER, logo_audience)
