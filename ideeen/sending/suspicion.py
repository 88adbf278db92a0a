"""Whether an idea that comes in looks like spam, and what is asked of its sender then."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from deelname.photos.forms import PhotoRows
from deelname.spam.forms import MOMENT, PUZZLE, seconds_since
from deelname.spam.limits import is_burst, is_echo
from deelname.spam.puzzle import is_solved, make_puzzle
from deelname.spam.scoring import ASK, add_pace, suspicion_of_text
from ideeen.sending.forms import SubmitForm
from ideeen.sending.submit import is_newcomer

# The form says that it had a puzzle; who has no script can't answer it.
ASKED = "puzzel_gevraagd"


@dataclass(slots=True)
class Look:
    """What a form that is right looks like."""

    score: int
    is_apart: bool
    # Something of who sends it has stood on the site for a while.
    is_known: bool = False
    puzzle: dict[str, object] | None = None


def look_at(request: HttpRequest, form: SubmitForm, photos: PhotoRows) -> Look:
    """Judge a form that is right; with a `puzzle` its sender is asked to answer that first."""
    values, inzending = form.cleaned_data, form.inzending
    # Everybody reads the name, the address and the words below a photo too.
    shown = [_text(values), values.get("naam", ""), form.content["adres"]]
    found = suspicion_of_text("\n".join([*shown, *(kept.photo.alt for kept in photos.kept)]))
    is_known = request.user.is_authenticated and not is_newcomer(request.user)
    if not is_known:
        add_pace(found, seconds_since(values[MOMENT]))
        found.add("echo", 40 if is_echo(request, _text(values), count=False) else 0)
    if found.asks_puzzle:
        if is_solved(values[PUZZLE], inzending):
            found.add("puzzle", -ASK)
        elif ASKED not in request.POST:
            return Look(found.score, found.is_apart, is_known, make_puzzle(inzending))
    return Look(found.score, found.is_apart, is_known)


def is_out_of_burst(request: HttpRequest, site_id: int, *, is_known: bool) -> bool:
    """Count what comes in, and say whether it is one too many of somebody who is not known."""
    return is_burst(request, f"site {site_id}") and not is_known


def remember_text(request: HttpRequest, values: dict[str, Any]) -> None:
    """Count the text of what was taken in: the same one again and again is suspect."""
    is_echo(request, _text(values), count=True)


def _text(values: dict[str, Any]) -> str:
    return f"{values['titel']}\n{values['tekst']}"
