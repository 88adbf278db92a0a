"""The way an idea went, for everybody to follow: each step, and the one it is in."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deelname.models import Gebeurtenis
from ideeen.models.idee import Idee
from ideeen.models.stap import Stap
from ideeen.versions_diff import EVENT, Change, changes_in
from ideeen.workflow import ANSWERED, PUBLIC, Rol, Stadium

S = Stadium

# What a step means to who reads it, by the stage that it led to.
HAPPENED: dict[str, str | Promise] = {
    S.MODERATIE: _("Ingestuurd"),
    S.TERUGGESTUURD: _("Teruggestuurd om aan te passen"),
    S.GEPLAATST: _("Op de site geplaatst"),
    S.BEOORDELING: _("Naar de beoordeling"),
    S.OPGEPAKT: _("Opgepakt door de gemeente"),
    S.NIET_HAALBAAR: _("Beoordeeld: niet haalbaar"),
    S.SAMENGEVOEGD: _("Samengevoegd met een ander idee"),
    S.INGETROKKEN: _("Ingetrokken door de indiener"),
    S.AFGEWEZEN: _("Niet geplaatst"),
    S.VERBORGEN: _("Van de site gehaald"),
}
# Steps back have a name of their own.
BACK: dict[tuple[str, str], str | Promise] = {
    (S.TERUGGESTUURD, S.MODERATIE): _("Aangepast en opnieuw ingestuurd"),
    (S.BEOORDELING, S.GEPLAATST): _("Terug van de beoordeling"),
    (S.SAMENGEVOEGD, S.GEPLAATST): _("Niet meer samengevoegd"),
    (S.SAMENGEVOEGD, S.BEOORDELING): _("Niet meer samengevoegd"),
    (S.OPGEPAKT, S.BEOORDELING): _("Wordt opnieuw beoordeeld"),
    (S.NIET_HAALBAAR, S.BEOORDELING): _("Wordt opnieuw beoordeeld"),
    (S.INGETROKKEN, S.MODERATIE): _("Opnieuw ingestuurd"),
}
# Steps back of a moderator, from and to whichever stage.
AGAIN = _("Wordt opnieuw nagekeken")
SHOWN_AGAIN = _("Staat weer op de site")
# What comes next, in the stages that wait for somebody.
NOW: dict[str, str | Promise] = {
    S.BEVESTIGEN: _("Wacht tot u uw e-mailadres bevestigt"),
    S.MODERATIE: _("Een moderator kijkt uw idee na"),
    S.TERUGGESTUURD: _("Wacht tot u uw idee aanpast"),
    S.GEPLAATST: _("Verzamelt steun"),
    S.BEOORDELING: _("De gemeente beoordeelt dit idee"),
}
# Everybody may read why; what a moderator wrote to the sender is for the sender.
EXPLAINED = {S.BEOORDELING, S.OPGEPAKT, S.NIET_HAALBAAR, S.SAMENGEVOEGD}
# What happened beside steps, of which the public may know.
EVENTS: dict[str, str | Promise] = {
    EVENT: _("Aangepast door de indiener"),
    "idee_verplaatst": _("Naar deze wijk verplaatst"),
    "antwoord_aangepast": _("Antwoord van de gemeente anders opgeschreven"),
    "reactie_aangepast": _("Een reactie van de gemeente is aangepast"),
    "belofte_verschoven": _("Andere datum voor het antwoord"),
    "burencheck_gestart": _("De buren zijn gevraagd"),
    "burencheck_gesloten": _("De vraag aan de buren is gesloten"),
}
BY: dict[str, str | Promise] = {
    Rol.SYSTEEM: "",
    Rol.AFZENDER: _("door de indiener"),
    Rol.MODERATOR: _("door een moderator"),
    Rol.REGISSEUR: _("door de regisseur van de wijk"),
}


MOST_EVENTS = 50


class Step(NamedTuple):
    """What the line tells of a row of history."""

    van: str
    naar: str
    at: datetime
    rol: str
    toelichting: str
    reden__naam: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the line."""

    label: str | Promise
    at: datetime | None = None
    by: str | Promise = ""
    reason: str = ""
    text: str = ""
    # Only of the last point, when something is promised: when, and whether that day is over.
    due: datetime | None = None
    is_overdue: bool = False
    is_now: bool = False
    # What the sender changed since others could support it.
    changes: list[Change] = field(default_factory=list)


def timeline(idee: Idee, *, inside: bool, with_events: bool = True) -> list[Moment]:
    """Return the points of the line, first one first.

    `inside` is for who sent it and who judges it: others read nothing that was not public, such as
    how a text came to be so. Without `with_events` it is known that there are none to tell of.
    """
    steps = Stap.objects.filter(idee=idee).order_by("at", "pk").values_list(*Step._fields)
    told = (Step(*row) for row in steps)
    moments = [_moment(step, inside=inside) for step in told if inside or step.naar in PUBLIC]
    if not moments or (idee.submitted_at and moments[0].at and idee.submitted_at < moments[0].at):
        moments.insert(0, Moment(HAPPENED[S.MODERATIE], idee.submitted_at or idee.created_at))
    if with_events:
        moments += _events(idee)
    moments.sort(key=lambda moment: moment.at or timezone.now())
    if idee.stadium in ANSWERED:
        # The answer stands above the line.
        moments = [
            replace(moment, text="", reason="") if moment.text == idee.antwoord else moment
            for moment in moments
        ]
    if idee.stadium in NOW and (inside or idee.stadium in PUBLIC):
        due = idee.due_on
        overdue = due is not None and due < timezone.now()
        moments.append(Moment(NOW[idee.stadium], due=due, is_overdue=overdue, is_now=True))
    return moments


def _events(idee: Idee) -> list[Moment]:
    told = Gebeurtenis.objects.about(idee).public().filter(soort__in=EVENTS)
    return [
        Moment(EVENTS[event.soort], event.at, text=_words(event), changes=changes_in(event))
        for event in told[:MOST_EVENTS]
    ]


def _words(event: Gebeurtenis) -> str:
    """Return what the line says of an event beside its name and what was changed."""
    day, reason = parse_date(event.data.get("naar") or ""), event.data.get("reden", "")
    if event.soort != "belofte_verschoven" or day is None:
        return ""
    words = gettext("Het antwoord komt uiterlijk %(dag)s. %(reden)s")
    return words % {"dag": date_format(day, "j F Y"), "reden": reason}


def _label(step: Step) -> str | Promise:
    if step.naar == S.MODERATIE and step.rol == Rol.MODERATOR:
        return AGAIN
    if step.van == S.VERBORGEN:
        return SHOWN_AGAIN
    back = BACK.get((step.van, step.naar))
    return back or HAPPENED.get(step.naar) or Stadium(step.naar).label


def _moment(step: Step, *, inside: bool) -> Moment:
    told = inside or step.naar in EXPLAINED
    return Moment(
        label=_label(step),
        at=step.at,
        by=BY.get(step.rol, ""),
        reason=(step.reden__naam or "") if told else "",
        text=step.toelichting if told else "",
    )
