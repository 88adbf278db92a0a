"""What the page of ideas answers at each of its addresses; the page itself routes to here."""

from typing import TYPE_CHECKING, Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core.templatetags.editions import knows_visitor
from deelname.subjects import LARGEST_KEY
from ideeen.models.idee import Idee
from ideeen.reading.detail import context_of, find_idea
from ideeen.reading.embeds import embeddable
from ideeen.reading.exports import KINDS, PART_SIZE, export, parts_of
from ideeen.reading.feeds import atom_feed
from ideeen.reading.filters import SORTS, STADIA, Filters, read_filters, themas_of, wijken_of
from ideeen.reading.library import library_context
from ideeen.reading.listing import KEPT_PAGES, in_this_order, number_of, page_of_ideas
from ideeen.reading.points import map_data
from kaart.clusters import read_box, read_zoom

if TYPE_CHECKING:
    from ideeen.models import IdeeenPage


EMBEDDED = 5


def filters_of(page: "IdeeenPage", request: HttpRequest) -> Filters:
    """Read what is asked of a page; 404 for a page outside every site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return read_filters(request, site, page.wijk)


def list_context(page: "IdeeenPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the list shows."""
    filters = filters_of(page, request)
    here = page.get_url(request) or ""
    ideas, found = page_of_ideas(filters, request)
    # What somebody typed, and pages that few look at, are not kept.
    kept = not filters.text and ideas.number <= KEPT_PAGES
    return {
        "filters": filters,
        "lijst_url": f"{here}{filters.address(toon='')}",
        "kaart_url": f"{here}{filters.address(toon='kaart')}",
        "feed_url": f"{here}feed/{filters.address(toon='')}",
        "neem_mee_url": f"{here}export/{filters.address(toon='')}",
        "alles_url": f"{here}?toon=kaart" if filters.as_map else here,
        "totaal": found,
        "pagina": ideas,
        "bewaard": "/".join(map(str, filters.key)) if kept else None,
        "themas": themas_of(filters.site),
        "wijken": [] if page.wijk else wijken_of(filters.site, request),
        "stadia": STADIA,
        "volgordes": [(sort.value, label) for sort, label in SORTS.items()],
        "eigen_wijk": SimpleLazyObject(lambda: own_wijk(page, request, filters)),
    }


def own_wijk(page: "IdeeenPage", request: HttpRequest, filters: Filters) -> Any:
    """Return the neighbourhood of who is logged in, to choose on the page of the municipality."""
    if page.wijk or not knows_visitor(request) or not request.user.is_authenticated:
        return None
    wijk_id = getattr(request.user, "wijk_id", None)
    return next((one for one in wijken_of(filters.site, request) if one.pk == wijk_id), None)


def detail(
    page: "IdeeenPage", request: HttpRequest, pk: int, slug: str = ""
) -> HttpResponse | HttpResponseRedirect:
    """Show one idea, at its own address in its own neighbourhood."""
    site = Site.find_for_request(request)
    idee = find_idea(pk, request, site)
    if page.wijk is None or page.wijk.pk != idee.wijk_id:
        return redirect(idee.get_url(request))
    # It is there already.
    idee.wijk = page.wijk
    if slug != idee.slug:
        return redirect(idee.get_url(request))
    context = context_of(idee, request, site) | {"lijst_url": page.get_url(request)}
    return page.render(request, template="ideeen/idee.html", context_overrides=context)


def points(page: "IdeeenPage", request: HttpRequest) -> JsonResponse:
    """Answer what a part of the map shows; with 400 when it is no part of the world."""
    box = read_box(request.GET.get("bbox", ""))
    zoom = read_zoom(request.GET.get("zoom", ""))
    filters = filters_of(page, request)
    if box is None or zoom is None:
        return JsonResponse({"fout": "bbox=west,zuid,oost,noord&zoom=12"}, status=400)
    return JsonResponse(
        map_data(filters, box, zoom, request),
        json_dumps_params={"separators": (",", ":"), "ensure_ascii": False},
    )


def feed(page: "IdeeenPage", request: HttpRequest) -> HttpResponse:
    return atom_feed(page, filters_of(page, request), request)


def take_along(page: "IdeeenPage", request: HttpRequest) -> HttpResponse:
    """Offer the files with the ideas asked for, and what others put on their own pages."""
    filters = filters_of(page, request)
    number = number_of(filters)
    here = request.build_absolute_uri(page.get_url(request))
    context = {
        "filters": filters,
        "aantal": number,
        "delen": range(1, parts_of(number) + 1),
        "deelgrootte": PART_SIZE,
        "soorten": KINDS,
        "feed_url": f"{here}feed/{filters.address(toon='')}",
        "inbed_lijst": f"{here}inbed/{filters.address(toon='')}",
        "inbed_kaart": f"{here}inbed/kaart/{filters.address(toon='')}",
        "vraag": filters.address(toon=""),
    }
    return page.render(request, template="ideeen/take_along.html", context_overrides=context)


def export_file(page: "IdeeenPage", request: HttpRequest, kind: str) -> HttpResponseBase:
    """Answer with one file; 404 for a kind or a part that there is not."""
    part = request.GET.get("deel", "1")
    if kind not in KINDS or not (part.isascii() and part.isdecimal() and 0 < int(part[:6]) < 1000):
        raise Http404
    return export(filters_of(page, request), kind, int(part[:6]), request)


def library(page: "IdeeenPage", request: HttpRequest) -> HttpResponse:
    context = library_context(page, filters_of(page, request), request)
    return page.render(request, template="ideeen/library.html", context_overrides=context)


def _embed(
    page: "IdeeenPage", request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    shown = page.get_context(request) | context
    answer = TemplateResponse(request, f"ideeen/embed/{template}.html", shown)
    return embeddable(answer, with_script=template == "map")


def embedded_list(page: "IdeeenPage", request: HttpRequest) -> HttpResponse:
    """Show the first ideas of the list, for the page of somebody else."""
    filters = filters_of(page, request)
    ideas = in_this_order(filters.in_order().values_list("pk", flat=True)[:EMBEDDED])
    return _embed(page, request, "list", {"filters": filters, "ideeen": ideas})


def embedded_map(page: "IdeeenPage", request: HttpRequest) -> HttpResponse:
    return _embed(page, request, "map", {"filters": filters_of(page, request)})


def embedded_idea(page: "IdeeenPage", request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card of one idea, to everybody alike."""
    site = Site.find_for_request(request)
    found = Idee.objects.public(site).select_related("wijk", "thema")
    idee = found.filter(pk=pk, wijk=page.wijk).first() if page.wijk and pk <= LARGEST_KEY else None
    if idee is None:
        raise Http404
    return _embed(page, request, "idea", {"idee": idee})
