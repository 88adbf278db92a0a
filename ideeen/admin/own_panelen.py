"""The panels of moderators on the page of an idea."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

from core.audit import Action, record
from deelname.models import Foto, Melding, Reactie
from ideeen.admin.panels import Paneel, register_paneel
from ideeen.models import Idee, Stap
from ideeen.services.versions import pending_changes
from ideeen.versions_diff import changes_since
from ideeen.workflow import Rol, Stadium

MOST_ROWS = 50
# What the address has to say before the address and the like of a person are shown, and noted.
SHOW_CONTACT = "contact"


def _objection(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    return {} if idee.bezwaar_op else None


def _changes(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    """Set what a sender wants to change beside what the public knows."""
    changes = pending_changes(idee) if idee.is_public else []
    headings = {"voor": _("Nu op de site"), "na": _("Wordt")}
    return {"wijzigingen": changes, **headings} if changes else None


def _adjusted(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    """Set what a moderator decided on beside what its sender sent in again after that."""
    if idee.stadium != Stadium.MODERATIE:
        return None
    decided = Stap.objects.filter(idee=idee, van=Stadium.MODERATIE).order_by("-at", "-pk").first()
    changes = changes_since(idee, decided.at) if decided else []
    headings = {"voor": _("Eerst"), "na": _("Nu")}
    return {"wijzigingen": changes, **headings} if changes else None


def _sender(request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    """Tell who sent it in; how to reach them only when somebody asks, which is noted."""
    shown = SHOW_CONTACT in request.GET
    if shown:
        about = idee.indiener or idee
        fields = ["email"] if idee.indiener else ["papier_contact"]
        record(request.user, Action.BEKEKEN, about, request=request, fields=fields)
    return {"contact": shown, "parameter": SHOW_CONTACT}


def _photos(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    fotos = list(Foto.objects.about(idee))
    return {"fotos": fotos} if fotos else None


def _reports(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    meldingen = list(Melding.objects.about(idee).order_by("-created_at")[:MOST_ROWS])
    return {"meldingen": meldingen} if meldingen else None


def _comments(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    """Show what waits for a look, or was hidden; the rest stands on the site."""
    stands = [Reactie.Stand.WACHT, Reactie.Stand.VERBORGEN]
    found = Reactie.objects.about(idee).filter(stand__in=stands).select_related("user")
    reacties = list(found.order_by("-created_at")[:MOST_ROWS])
    return {"reacties": reacties} if reacties else None


def _history(_request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    stappen = Stap.objects.filter(idee=idee).select_related("door", "reden").order_by("-at", "-pk")
    log = registry.get_logs_for_instance(idee).select_related("user")
    shown = list(stappen[:MOST_ROWS])
    for stap in shown:
        # Residents are called by what they are, colleagues by their name.
        stap.wie = stap.door if stap.rol in {Rol.MODERATOR, Rol.REGISSEUR} else None  # type: ignore[attr-defined]
    return {"stappen": shown, "log": list(log.order_by("-timestamp", "-pk")[:MOST_ROWS])}


register_paneel(
    Paneel("bezwaar", _("Bezwaar"), "ideeen/admin/panelen/bezwaar.html", _objection, order=10),
    Paneel(
        "wijzigingen",
        _("Wat de indiener wil wijzigen"),
        "ideeen/admin/panelen/wijzigingen.html",
        _changes,
        order=20,
    ),
    Paneel(
        "aangepast",
        _("Wat de indiener aanpaste"),
        "ideeen/admin/panelen/wijzigingen.html",
        _adjusted,
        order=25,
    ),
    Paneel("fotos", _("Foto's"), "ideeen/admin/panelen/fotos.html", _photos, order=30),
    Paneel("indiener", _("Indiener"), "ideeen/admin/panelen/indiener.html", _sender, order=40),
    Paneel("meldingen", _("Meldingen"), "ideeen/admin/panelen/meldingen.html", _reports, order=50),
    Paneel("reacties", _("Reacties"), "ideeen/admin/panelen/reacties.html", _comments, order=60),
    Paneel("verloop", _("Verloop"), "ideeen/admin/panelen/verloop.html", _history, order=90),
)
