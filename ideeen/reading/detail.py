"""The page of one idea."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Site

from core.navigation import remembered
from core.templatetags.editions import knows_visitor
from deelname.models import Foto
from deelname.photos.reading import first_photos, photos_of
from deelname.subjects import LARGEST_KEY
from ideeen.models.idee import Idee
from ideeen.reading.beside import beside
from ideeen.reading.filters import themas_of
from ideeen.reading.listing import cards
from ideeen.reading.timeline import EVENTS, timeline
from ideeen.workflow import LISTED

SIMILAR = 3


def visitor(request: HttpRequest) -> Any:
    """Return who asks, without a look at the session of who has none."""
    return request.user if knows_visitor(request) else AnonymousUser()


def find_idea(pk: int, request: HttpRequest, site: Site | None) -> Idee:
    """Return the idea with this number that the visitor may see on this site, or answer 404."""
    if pk > LARGEST_KEY:
        raise Http404
    found = Idee.objects.visible_to(visitor(request), site).filter(pk=pk)
    one: Idee | None = next(iter(found.select_related("indiener").order_by()[:1]), None)
    if one is None or site is None:
        raise Http404
    # Those of a municipality are remembered; a reason is asked for when there is an answer.
    thema = next((thema for thema in themas_of(site) if thema.pk == one.thema_id), None)
    if thema:
        one.thema = thema
    return one


def is_inside(idee: Idee, request: HttpRequest) -> bool:
    """Say whether the visitor may read what is between the sender and the municipality."""
    user = visitor(request)
    if not user.is_authenticated:
        return False
    mine = idee.indiener_id == user.pk
    return mine or Idee.objects.filter(pk=idee.pk).moderated_by(user).exists()


@dataclass(frozen=True, slots=True)
class Similar:
    """Other ideas with their photos, the same for many ideas; the key says which they are."""

    ideeen: list[Idee]
    fotos: dict[int, Foto]
    key: str


def similar(idee: Idee, site: Site) -> Similar:
    """Return other ideas of the neighbourhood, of the same subject if it has one: newest first.

    They are asked for once a minute for all ideas that have the same ones.
    """
    minute = timezone.now().strftime("%H%M")

    def find() -> tuple[list[Idee], dict[int, Foto]]:
        found = Idee.objects.listed(site).filter(wijk=idee.wijk_id)
        if idee.thema_id:
            found = found.filter(thema=idee.thema_id)
        newest = list(cards(found).order_by("-geplaatst_op", "-pk")[: SIMILAR + 1])
        return newest, first_photos(newest)

    newest, photos = remembered(("similar", idee.wijk_id, idee.thema_id or 0, minute), find)
    shown = [other for other in newest if other.pk != idee.pk][:SIMILAR]
    return Similar(shown, photos, ",".join(str(other.pk) for other in shown) + minute)


def lead_on(idee: Idee, site: Site) -> Idee | None:
    """Return the idea that this one was merged into, if everybody may see that."""
    if not idee.samengevoegd_met_id:
        return None
    found = Idee.objects.public(site).filter(pk=idee.samengevoegd_met_id)
    return found.select_related("wijk").first()


def merged_into(idee: Idee, site: Site) -> list[Idee]:
    """Return the ideas that were merged into this one."""
    found = Idee.objects.public(site).filter(samengevoegd_met=idee)
    return list(found.select_related("wijk").order_by(F("created_at"), "pk")[:20])


def context_of(idee: Idee, request: HttpRequest, site: Site) -> dict[str, Any]:
    """Return what the page of an idea shows, beside what the tags of others bring along."""
    inside = is_inside(idee, request)
    photos, there_is = list(photos_of(idee)), beside(idee, tuple(EVENTS))
    return {
        "idee": idee,
        "is_inside": inside,
        "is_listed": idee.stadium in LISTED,
        "tijdlijn": timeline(idee, inside=inside, with_events=there_is.events),
        "vergelijkbaar": similar(idee, site),
        "gaat_verder": lead_on(idee, site),
        "samengevoegd": merged_into(idee, site) if there_is.merged else [],
        "burencheck": there_is.check,
        "reacties_verborgen": there_is.hidden_comments,
        "fotos": photos,
        # For who shares the page.
        "deelplaatje": photos[0].bestand.url if photos else "",
        "adres": request.build_absolute_uri(idee.get_url(request)),
    }
