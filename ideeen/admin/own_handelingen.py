"""The actions of moderators, in the order in which they are offered."""

from django.utils.translation import gettext_lazy as _

from ideeen.admin import forms
from ideeen.admin.panels import Handeling, register_handeling
from ideeen.admin.redacting import TakeAwayForm
from ideeen.models import Idee
from ideeen.services import moderation
from ideeen.services.acting import UNTOUCHABLE
from ideeen.workflow import Rol, Stadium

MODERATOR = (Rol.MODERATOR,)
JUDGES = (Rol.MODERATOR, Rol.REGISSEUR)


def _waits(idee: Idee) -> bool:
    return idee.stadium == Stadium.MODERATIE and not idee.quarantaine


def _can_be_returned(idee: Idee) -> bool:
    """Whoever sent it in has to have an account to change it with."""
    return _waits(idee) and idee.indiener_id is not None


def _is_changed(idee: Idee) -> bool:
    return idee.has_unpublished_changes and idee.is_public


def _not_hidden(idee: Idee) -> bool:
    return idee.stadium != Stadium.VERBORGEN


def _can_be_taken_back(idee: Idee) -> bool:
    return moderation.stage_before(idee) is not None


def _touchable(idee: Idee) -> bool:
    return idee.stadium not in UNTOUCHABLE


def _objected(idee: Idee) -> bool:
    return idee.has_open_objection


register_handeling(
    Handeling(
        "vrijgeven",
        _("Vrijgeven uit quarantaine"),
        forms.ReleaseForm,
        MODERATOR,
        lambda idee: idee.quarantaine and idee.stadium == Stadium.MODERATIE,
        order=5,
    ),
    Handeling("goedkeuren", _("Goedkeuren"), forms.ApproveForm, MODERATOR, _waits, order=10),
    Handeling(
        "nagekeken",
        _("Nagekeken: het is goed zo"),
        forms.SeenForm,
        MODERATOR,
        lambda idee: idee.na_te_kijken and idee.is_public,
        order=12,
    ),
    Handeling(
        "wijziging-overnemen",
        _("Wijziging overnemen"),
        forms.ApproveVersionForm,
        MODERATOR,
        _is_changed,
        order=14,
    ),
    Handeling(
        "wijziging-afwijzen",
        _("Wijziging niet overnemen"),
        forms.RefuseVersionForm,
        MODERATOR,
        _is_changed,
        order=16,
    ),
    Handeling(
        "terugsturen", _("Terugsturen"), forms.ReturnForm, MODERATOR, _can_be_returned, order=20
    ),
    Handeling(
        "bezwaar", _("Bezwaar afwijzen"), forms.ObjectionForm, MODERATOR, _objected, order=25
    ),
    Handeling(
        "terugdraaien",
        _("Terugdraaien"),
        forms.TakeBackForm,
        MODERATOR,
        _can_be_taken_back,
        order=30,
    ),
    Handeling(
        "antwoorden",
        _("Reageren onder het idee"),
        forms.AnswerForm,
        JUDGES,
        lambda idee: idee.takes_comments,
        order=40,
    ),
    Handeling(
        "verbeteren", _("Tekst verbeteren"), forms.CorrectForm, MODERATOR, _touchable, order=50
    ),
    Handeling(
        "verplaatsen", _("Naar een andere wijk"), forms.MoveForm, JUDGES, _touchable, order=60
    ),
    Handeling(
        "samenvoegen",
        _("Samenvoegen met een ander idee"),
        forms.MergeForm,
        JUDGES,
        _not_hidden,
        naar=Stadium.SAMENGEVOEGD,
        order=70,
    ),
    Handeling(
        "afwijzen",
        _("Niet plaatsen"),
        forms.RejectForm,
        MODERATOR,
        naar=Stadium.AFGEWEZEN,
        order=80,
        serious=True,
    ),
    Handeling(
        "weghalen",
        _("Woorden overal weghalen"),
        TakeAwayForm,
        MODERATOR,
        order=85,
        serious=True,
    ),
    Handeling(
        "verbergen",
        _("Verbergen"),
        forms.HideForm,
        MODERATOR,
        naar=Stadium.VERBORGEN,
        order=90,
        serious=True,
    ),
)
