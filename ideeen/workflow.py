"""The way of an idea: its stages, the steps between them, and who may take each.

This table is the whole process. Only `ideeen.services.stadium.change_stage` takes a step.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stadium(models.TextChoices):
    """Where an idea stands."""

    BEVESTIGEN = "bevestigen", _("Wacht op bevestiging")
    MODERATIE = "moderatie", _("Wordt nagekeken")
    TERUGGESTUURD = "teruggestuurd", _("Teruggestuurd om aan te passen")
    GEPLAATST = "geplaatst", _("Geplaatst")
    BEOORDELING = "beoordeling", _("Wordt beoordeeld")
    OPGEPAKT = "opgepakt", _("Opgepakt")
    NIET_HAALBAAR = "niet_haalbaar", _("Niet haalbaar")
    SAMENGEVOEGD = "samengevoegd", _("Samengevoegd")
    INGETROKKEN = "ingetrokken", _("Ingetrokken")
    AFGEWEZEN = "afgewezen", _("Niet geplaatst")
    VERBORGEN = "verborgen", _("Verborgen")


class Rol(models.TextChoices):
    """In what capacity somebody takes a step."""

    SYSTEEM = "systeem", _("Vanzelf")
    AFZENDER = "afzender", _("Indiener")
    MODERATOR = "moderator", _("Moderator")
    REGISSEUR = "regisseur", _("Regisseur")


S, R = Stadium, Rol

# What stands in lists and on maps.
LISTED = (S.GEPLAATST, S.BEOORDELING, S.OPGEPAKT, S.NIET_HAALBAAR)
# What has a page that everybody may see: one that was merged leads on to the other.
PUBLIC = (*LISTED, S.SAMENGEVOEGD)
# In these people may give support; in the last two they may still talk about the answer.
SUPPORTABLE = (S.GEPLAATST, S.BEOORDELING)
COMMENTABLE = LISTED
# The municipality has said what it does with these.
ANSWERED = (S.OPGEPAKT, S.NIET_HAALBAAR)
# In these the sender may still change the text.
EDITABLE = (S.MODERATIE, S.TERUGGESTUURD, S.GEPLAATST, S.BEOORDELING)

# Days that the public may count on, by stage; a municipality can promise another day for judging.
TERMS = {S.MODERATIE: 3, S.TERUGGESTUURD: 30, S.BEOORDELING: 42}

STEPS: dict[tuple[Stadium, Stadium], frozenset[Rol]] = {
    (S.BEVESTIGEN, S.MODERATIE): frozenset({R.SYSTEEM}),
    # A neighbourhood that checks after publication.
    (S.MODERATIE, S.GEPLAATST): frozenset({R.MODERATOR, R.SYSTEEM}),
    (S.MODERATIE, S.TERUGGESTUURD): frozenset({R.MODERATOR}),
    (S.MODERATIE, S.AFGEWEZEN): frozenset({R.MODERATOR}),
    (S.MODERATIE, S.SAMENGEVOEGD): frozenset({R.MODERATOR}),
    (S.MODERATIE, S.INGETROKKEN): frozenset({R.AFZENDER}),
    (S.TERUGGESTUURD, S.MODERATIE): frozenset({R.AFZENDER, R.MODERATOR}),
    (S.TERUGGESTUURD, S.AFGEWEZEN): frozenset({R.MODERATOR}),
    (S.TERUGGESTUURD, S.INGETROKKEN): frozenset({R.AFZENDER}),
    (S.GEPLAATST, S.MODERATIE): frozenset({R.MODERATOR}),
    (S.GEPLAATST, S.BEOORDELING): frozenset({R.SYSTEEM, R.MODERATOR, R.REGISSEUR}),
    (S.GEPLAATST, S.SAMENGEVOEGD): frozenset({R.MODERATOR, R.REGISSEUR}),
    (S.GEPLAATST, S.INGETROKKEN): frozenset({R.AFZENDER}),
    (S.GEPLAATST, S.VERBORGEN): frozenset({R.MODERATOR}),
    (S.BEOORDELING, S.OPGEPAKT): frozenset({R.REGISSEUR}),
    (S.BEOORDELING, S.NIET_HAALBAAR): frozenset({R.REGISSEUR}),
    # Taken up by mistake; never because support was withdrawn.
    (S.BEOORDELING, S.GEPLAATST): frozenset({R.REGISSEUR}),
    (S.BEOORDELING, S.SAMENGEVOEGD): frozenset({R.MODERATOR, R.REGISSEUR}),
    (S.BEOORDELING, S.INGETROKKEN): frozenset({R.AFZENDER}),
    (S.BEOORDELING, S.VERBORGEN): frozenset({R.MODERATOR}),
    # Judged once more, as after an objection.
    (S.OPGEPAKT, S.BEOORDELING): frozenset({R.REGISSEUR}),
    (S.OPGEPAKT, S.VERBORGEN): frozenset({R.MODERATOR}),
    (S.NIET_HAALBAAR, S.BEOORDELING): frozenset({R.REGISSEUR}),
    (S.NIET_HAALBAAR, S.VERBORGEN): frozenset({R.MODERATOR}),
    # What was done too soon is taken back to the stage from which it was done.
    (S.SAMENGEVOEGD, S.MODERATIE): frozenset({R.MODERATOR}),
    (S.SAMENGEVOEGD, S.GEPLAATST): frozenset({R.MODERATOR}),
    (S.SAMENGEVOEGD, S.BEOORDELING): frozenset({R.MODERATOR}),
    (S.AFGEWEZEN, S.MODERATIE): frozenset({R.MODERATOR}),
    (S.VERBORGEN, S.GEPLAATST): frozenset({R.MODERATOR}),
    (S.VERBORGEN, S.BEOORDELING): frozenset({R.MODERATOR}),
    (S.VERBORGEN, S.OPGEPAKT): frozenset({R.MODERATOR}),
    (S.VERBORGEN, S.NIET_HAALBAAR): frozenset({R.MODERATOR}),
    # What was merged has a page too; shown again, it leads on to the other one as before.
    (S.VERBORGEN, S.SAMENGEVOEGD): frozenset({R.MODERATOR}),
    (S.SAMENGEVOEGD, S.VERBORGEN): frozenset({R.MODERATOR}),
    (S.INGETROKKEN, S.MODERATIE): frozenset({R.AFZENDER}),
}

# A reason has to be given with these: from the list of reasons, in words, or both.
NEEDS_REASON = frozenset({S.AFGEWEZEN, S.VERBORGEN, S.NIET_HAALBAAR})
# These say in words what the sender, or everybody, has to know.
NEEDS_WORDS = frozenset({S.TERUGGESTUURD, S.OPGEPAKT, S.NIET_HAALBAAR})


@dataclass(frozen=True, slots=True)
class StepRefused(Exception):  # noqa: N818  # it is an answer, not a failure
    """The table has no such step, or not for this role."""

    van: str
    naar: str
    rol: str

    def __str__(self) -> str:
        return f"{self.rol}: {self.van} → {self.naar}"


def check_step(van: str, naar: str, rol: Rol) -> None:
    """Raise StepRefused unless somebody in this role may take the step."""
    try:
        allowed = STEPS[Stadium(van), Stadium(naar)]
    except KeyError:
        raise StepRefused(van, naar, rol) from None
    if rol not in allowed:
        raise StepRefused(van, naar, rol)


def steps_from(van: str, rol: Rol) -> list[Stadium]:
    """Return where somebody in this role may take an idea from a stage, in the table's order."""
    return [naar for (begin, naar), roles in STEPS.items() if begin == van and rol in roles]
