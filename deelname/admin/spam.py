"""Rejecting a burst of spam at once: choosing, confirming, and then each by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from bewoners.models import User
from core.roles import MODERATOR
from deelname.admin.queue import Entry, Queue, queues
from deelname.permissions import wijken_for

# Of each kind on the page; what is left comes after these are gone.
MOST = 100
LARGEST_KEY = 2**63 - 1


@dataclass(slots=True)
class Group:
    """What waits of one kind, as far as it can be rejected as spam."""

    queue: Queue
    count: int
    entries: list[Entry]


@dataclass(slots=True)
class Result:
    """How many were rejected, and which were refused, with why."""

    rejected: int = 0
    refused: list[str] = field(default_factory=list)


def _kinds() -> list[Queue]:
    """Return the kinds in which spam may be, what is kept apart first."""
    return sorted((row for row in queues() if row.may_hold_spam), key=lambda row: not row.apart)


def _waiting(kind: Queue, wijken: Any) -> Any:
    return kind.waiting(wijken).order_by(kind.since, "pk")


def _groups(wijken: Any) -> list[Group]:
    found = []
    for kind in _kinds():
        rows = _waiting(kind, wijken)
        found.append(Group(kind, rows.count(), kind.entries(rows[:MOST])))
    return [group for group in found if group.entries]


def _chosen(request: HttpRequest, kind: Queue, wijken: Any) -> tuple[list[Any], int]:
    """Return the rows of a kind that were chosen, and how many of these do not wait.

    All of a kind is what stood on the page: at most so many.
    """
    rows = _waiting(kind, wijken)
    if kind.doubtful and kind.key in request.POST.getlist("alles"):
        return list(rows[:MOST]), 0
    typed = request.POST.getlist(f"rij_{kind.key}")
    numbers = {int(text) for text in typed if text.isascii() and text.isdecimal()}
    wanted = sorted(number for number in numbers if number <= LARGEST_KEY)[:MOST]
    found = list(rows.filter(pk__in=wanted))
    return found, len(set(typed)) - len(found)


def reject_each(kind: Queue, rows: Iterable[Any], door: User) -> Result:
    """Reject rows one by one, so that one that can't be does not keep the others."""
    result = Result()
    for row in rows:
        try:
            with transaction.atomic():
                cast("Any", kind.reject_spam)(row, door)
        except ValidationError as error:
            result.refused.append(f"‘{row}’: {' '.join(error.messages)}")
        except PermissionDenied:
            result.refused.append(_("‘%s’: dit mag u niet") % row)
        else:
            result.rejected += 1
    return result


@require_http_methods(["GET", "HEAD", "POST"])
def spam(request: HttpRequest) -> HttpResponse:
    """Let a moderator choose what is spam, ask once more, and reject it."""
    own = wijken_for(request.user, MODERATOR)
    if not own.exists():
        raise PermissionDenied
    context: dict[str, Any] = {"most": MOST}
    if request.method == "POST":
        chosen = [(kind, *_chosen(request, kind, own)) for kind in _kinds()]
        missing = sum(lost for _kind, _rows, lost in chosen)
        if not any(rows for _kind, rows, _lost in chosen):
            messages.warning(request, _nothing(missing))
            return redirect("deelname_admin:spam")
        if "bevestigd" in request.POST:
            done = [
                reject_each(kind, rows, cast("User", request.user)) for kind, rows, _lost in chosen
            ]
            _tell(request, done, missing)
            return redirect("deelname_admin:spam")
        groups = [Group(kind, len(rows), kind.entries(rows)) for kind, rows, _lost in chosen]
        context |= {
            "groups": [group for group in groups if group.entries],
            "total": sum(len(group.entries) for group in groups),
            "missing": missing,
            "confirming": True,
        }
    else:
        context |= {"groups": _groups(own)}
    return render(request, "deelname/admin/spam.html", context)


def _nothing(missing: int) -> str:
    if missing:
        return _("Wat u koos, wacht niet (meer) op u. Er is niets afgewezen.")
    return _("Kies eerst wat spam is.")


def _tell(request: HttpRequest, done: list[Result], missing: int) -> None:
    number = sum(result.rejected for result in done)
    if number:
        messages.success(
            request,
            ngettext(
                "%(number)d bericht is afgewezen als spam.",
                "%(number)d berichten zijn afgewezen als spam.",
                number,
            )
            % {"number": number},
        )
    refused = [line for result in done for line in result.refused]
    if refused:
        messages.warning(request, _("Niet afgewezen: %s.") % "; ".join(refused))
    if missing:
        messages.warning(
            request,
            ngettext(
                "%(number)d bericht wachtte niet (meer) op u.",
                "%(number)d berichten wachtten niet (meer) op u.",
                missing,
            )
            % {"number": missing},
        )
