"""How an idea is judged, and what its neighbours said, for its page."""

from typing import Any

from django import template

from ideeen.judging.criteria import criteria_of
from ideeen.judging.services import PROMISE_MOVED
from ideeen.models import Burencheck, IdeeenPage, Uitkomst
from ideeen.neighbours.totals import MINIMUM, may_be_public
from ideeen.workflow import ANSWERED, Stadium

register = template.Library()

# Icon of each outcome; the word stands beside it.
ICONS = {
    Uitkomst.Waarde.JA: "check",
    Uitkomst.Waarde.DEELS: "info",
    Uitkomst.Waarde.NEE: "close",
    Uitkomst.Waarde.ONBEKEND: "clock",
}


@register.inclusion_tag("ideeen/parts/beoordeling.html", takes_context=True)
def beoordeling(context: template.Context, idee: Any) -> dict[str, Any]:
    """Show who judges an idea, by what, and until when; after that, what was found.

    Two queries on the page of the ideas of its neighbourhood; none when there is nothing to tell.
    """
    judging, answered = idee.stadium == Stadium.BEOORDELING, idee.stadium in ANSWERED
    if not (judging or answered):
        return {"shown": False}
    criteria = list(criteria_of(idee))
    if answered:
        # What nobody looked into plays no part in the answer.
        criteria = [row for row in criteria if row.waarde and row.waarde != "onbekend"]
    for row in criteria:
        row.waarde = Uitkomst.Waarde(row.waarde or Uitkomst.Waarde.ONBEKEND)
        row.icon = ICONS[row.waarde]
    moved = idee.gebeurtenissen.filter(soort=PROMISE_MOVED).last() if judging else None
    return {
        "shown": judging or bool(criteria),
        "idee": idee,
        "judging": judging,
        "criteria": criteria,
        "moved": moved.data.get("reden") if moved and moved.at >= idee.stadium_sinds else "",
        "wie": _judge(context.get("page"), idee) if judging else "",
        "wijk": context.get("wijk") or idee.wijk,
    }


def _judge(page: Any, idee: Any) -> str:
    """Return which office judges, as its neighbourhood calls it: never the name of a person."""
    own = isinstance(page, IdeeenPage) and page.wijk and page.wijk.pk == idee.wijk_id
    of_wijk = page if own else IdeeenPage.of_wijk(idee.wijk)
    return of_wijk.beoordelaar if of_wijk else ""


@register.inclusion_tag("ideeen/parts/burencheck.html")
def burencheck(idee: Any, was_asked: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002
    """Show that neighbours were asked, and the totals when they single out nobody.

    No query when the page knows already that nobody was asked.
    """
    if idee.lat is None or not was_asked:
        return {"check": None}
    check = Burencheck.objects.filter(idee=idee.pk).first()
    totals = None
    # While it is open nothing is told.
    if check and check.gesloten_op:
        totals = Burencheck.objects.with_totals().get(pk=check.pk)
    return {
        "check": check,
        "minimum": MINIMUM,
        "totals": totals if totals and may_be_public(totals) else None,
    }
