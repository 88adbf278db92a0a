"""The list of ideas: a page of it, and how long it is."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation import remembered
from ideeen.models.idee import Idee
from ideeen.querysets import IdeeQuerySet
from ideeen.reading.filters import Filters
from kaart.tallies import NOWHERE, WORLD

PAGE_SIZE = 12
# Nobody looks further among ideas that hold a word; "more than" is said of the rest.
MAX_FOUND = 1_000
# Pages that many visitors ask for are drawn once; of the rest there are too many to keep.
KEPT_PAGES = 3


@dataclass(frozen=True, slots=True)
class Total:
    """How many ideas there are; more than `number` when it is cut."""

    number: int
    is_cut: bool = False


def number_of(filters: Filters) -> int:
    """Return how many ideas are asked for; only those with words are counted one by one."""
    if filters.text:
        return filters.ideas().count()

    def add_up() -> int:
        cells = filters.counted().filter(niveau__in=(WORLD, NOWHERE))
        return cells.aggregate(sum=Sum("aantal"))["sum"] or 0

    return remembered(("ideeen total", *filters.key), add_up)


def keys_by_words(found: IdeeQuerySet) -> list[int]:
    """Return the numbers of ideas that hold the words, and one more than is looked at: what is on a
    page and how many there are follow from these, so that the words are looked for once.
    """
    return list(found.values_list("pk", flat=True)[: MAX_FOUND + 1])


def cards(found: IdeeQuerySet) -> IdeeQuerySet:
    """Fetch what a card shows."""
    return found.select_related("wijk", "thema").defer(
        "antwoord", "papier_contact", "bezwaar", "wijk__introductie", "wijk__inhoud"
    )


def page_of_ideas(filters: Filters, request: HttpRequest) -> tuple[Any, Total]:
    """Return the page of the list that the visitor asks for, and how long the list is.

    What is on it is asked for when the template needs it.
    """
    in_order = filters.in_order()
    all_keys: Any = in_order.values_list("pk", flat=True)
    if filters.text:
        all_keys = keys_by_words(in_order)
        found = Total(min(len(all_keys), MAX_FOUND), is_cut=len(all_keys) > MAX_FOUND)
    else:
        found = Total(number_of(filters))
    paginator = Paginator(all_keys, PAGE_SIZE)
    # A cached property: who knows the value already spares it the question.
    vars(paginator)["count"] = found.number
    page = paginator.get_page(request.GET.get("pagina"))
    keys = page.object_list
    page.object_list = SimpleLazyObject(lambda: in_this_order(keys))
    return page, found


def in_this_order(keys: Any) -> list[Idee]:
    """Fetch ideas by their numbers: what lies before them in the list is never read in full."""
    wanted = list(keys)
    found = cards(Idee.objects.filter(pk__in=wanted)).in_bulk()
    return [found[pk] for pk in wanted if pk in found]
