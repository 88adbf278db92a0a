"""What a form asks while somebody fills it in: similar ideas, and the address of a point."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from deelname.spam.limits import LOOK_UP, is_within
from ideeen.sending.places import read_point, spot_at, wijken_with_ideas
from ideeen.sending.similar import Similar, similar_to
from kaart.geocoding import GeocoderError, find_address
from wijkpaginas.models import WijkPage

TITLE_LENGTH = 200


@cache_control(private=True, no_store=True)
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Return the ideas that are like the one of the form, as a part of a page; or nothing."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    title = request.GET.get("titel", "").replace("\0", " ")[:TITLE_LENGTH]
    found = Similar()
    if is_within(request, LOOK_UP):
        found = similar_to(site, title, _point(request), user=request.user)
    return render(request, "ideeen/sending/similar.html", {"gelijkend": found})


@cache_control(private=True, no_store=True)
@require_safe
def address(request: HttpRequest) -> HttpResponse:
    """Return the neighbourhood and the nearest address of a point, or what is wrong with it."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    if not is_within(request, LOOK_UP):
        return JsonResponse({"adres": ""}, status=429)
    try:
        point = read_point(request.GET.get("lat", "")[:40], request.GET.get("lon", "")[:40])
        spot = spot_at(*point, site, _form_wijk(request, site))
    except ValidationError as error:
        return JsonResponse({"fout": error.messages[0]})
    try:
        place = find_address(*point)
    except GeocoderError:
        place = None
    return JsonResponse({"adres": place.label if place else "", "wijk": spot.wijk.title})


def _form_wijk(request: HttpRequest, site: Site) -> WijkPage | None:
    key = request.GET.get("wijk", "")
    return next((wijk for wijk in wijken_with_ideas(site) if str(wijk.pk) == key), None)


def _point(request: HttpRequest) -> tuple[float, float] | None:
    try:
        return read_point(request.GET.get("lat", "")[:40], request.GET.get("lon", "")[:40])
    except ValidationError:
        return None
