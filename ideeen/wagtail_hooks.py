"""What ideas add to the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from ideeen.admin import own_handelingen as _handelingen  # noqa: F401  # registers its own
from ideeen.admin import own_panelen as _panelen  # noqa: F401  # registers its own
from ideeen.admin import viewset
from ideeen.judging import hooks as _judging  # noqa: F401  # registers its own
from ideeen.workflow import Stadium

viewset.register()

ACTIONS = {
    "nagekeken": _("Nagekeken"),
    "vrijgegeven": _("Vrijgegeven uit quarantaine"),
    "verplaatst": _("Naar een andere wijk"),
    "verbeterd": _("Tekst verbeterd"),
    "weggehaald": _("Woorden weggehaald"),
    "gereageerd": _("Gereageerd onder het idee"),
    "ingevoerd": _("Ingevoerd door een medewerker"),
    "bezwaar_afgewezen": _("Bezwaar afgewezen"),
    "foto_onherkenbaar": _("Foto onherkenbaar gemaakt"),
    "foto_verborgen": _("Foto verborgen"),
    "foto_beschreven": _("Beschrijving van een foto aangepast"),
    "foto_verwijderd": _("Foto verwijderd"),
    "foto_getoond": _("Foto weer getoond"),
    "wijziging_goedgekeurd": _("Wijziging goedgekeurd"),
    "wijziging_afgewezen": _("Wijziging niet overgenomen"),
}


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Give what is done with ideas a name in the log."""

    @actions.register_action("ideeen.stadium")
    class StepFormatter(LogFormatter):  # Wagtail's way to name what a row tells
        label = _("Ander stadium")

        def format_message(self, log_entry: Any) -> str:
            names = dict(Stadium.choices)
            data = log_entry.data
            van, naar = names.get(data.get("van"), "?"), names.get(data.get("naar"), "?")
            return f"{van} → {naar}"

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data.get("toelichting", ""))

    for name, label in ACTIONS.items():
        actions.register_action(f"ideeen.{name}", label, label)
