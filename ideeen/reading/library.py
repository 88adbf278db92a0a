"""Why not: everything that was judged not feasible, by reason and subject."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation import remembered
from deelname.models import Reden
from ideeen.models.idee import Idee
from ideeen.reading.filters import Filters, Sort, themas_of, wijken_of
from ideeen.reading.listing import MAX_FOUND, keys_by_words
from ideeen.workflow import Stadium

if TYPE_CHECKING:
    from ideeen.models import IdeeenPage

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class ReasonChoice:
    """A reason, and how many ideas it was given for."""

    pk: int
    naam: str
    aantal: int


def library_context(page: "IdeeenPage", asked: Filters, request: HttpRequest) -> dict[str, Any]:
    """Return what the library shows: the answers asked for, and the reasons there are."""
    filters = replace(asked, stadium=Stadium.NIET_HAALBAAR, sort=Sort.ANTWOORD, as_map=False)
    counts = remembered(("waarom niet", *filters.key), lambda: _counts(filters))
    reasons = _reasons(filters, counts)
    wanted = request.GET.get("reden", "")
    reason = next((one for one in reasons if str(one.pk) == wanted), None)
    found = filters.in_order()
    if reason:
        found = found.filter(reden=reason.pk)
    keys: Any = found.values_list("pk", flat=True)
    number = reason.aantal if reason else sum(counts.values())
    if filters.text:
        keys = keys_by_words(found)
        number = min(len(keys), MAX_FOUND)
    narrowed = replace(filters, stadium="", sort=Sort.NIEUW)
    return {
        "filters": filters,
        "redenen": reasons,
        "reden": reason,
        "themas": themas_of(filters.site),
        "wijken": [] if page.wijk else wijken_of(filters.site, request),
        "aantal": number,
        "pagina": _page(keys, number, request),
        "is_beperkt": bool(narrowed.is_narrowed or reason),
    }


def _counts(filters: Filters) -> Counter[int]:
    rows = replace(filters, text="", words=None).ideas().values_list("reden").annotate(Count("pk"))
    return Counter({reden or 0: number for reden, number in rows})


def _reasons(filters: Filters, counts: Counter[int]) -> list[ReasonChoice]:
    """Return the reasons that were given, in the order in which the municipality has them."""
    rows = remembered(
        ("redenen", filters.site.pk),
        lambda: list(Reden.objects.filter(site=filters.site).values_list("pk", "naam")),
    )
    return [ReasonChoice(pk, naam, counts[pk]) for pk, naam in rows if counts[pk]]


def _page(keys: Any, number: int, request: HttpRequest) -> Any:
    paginator = Paginator(keys, PAGE_SIZE)
    vars(paginator)["count"] = number
    page = paginator.get_page(request.GET.get("pagina"))
    shown = page.object_list
    page.object_list = SimpleLazyObject(lambda: _answers(list(shown)))
    return page


def _answers(keys: list[int]) -> list[Idee]:
    rows = Idee.objects.filter(pk__in=keys).select_related("wijk", "thema", "reden")
    found = rows.defer("papier_contact", "bezwaar", "wijk__inhoud").in_bulk()
    return [found[pk] for pk in keys if pk in found]
