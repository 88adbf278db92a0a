"""The dashboard of who judges ideas."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.panels import SHOWN, ListPanel, Row
from ideeen.judging.people import is_judge, to_be_judged_by


class JudgePanel(ListPanel):
    """The ideas that wait for an answer of the municipality, what is overdue first."""

    name = "te_beoordelen"
    heading = gettext_lazy("Ideeën: te beoordelen")
    empty = gettext_lazy("Geen idee wacht op uw beoordeling.")
    more_url_name = "ideeen_judging:list"
    order = 115

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """Show nothing to who judges nowhere."""
        if not is_judge((parent_context or {})["request"].user):
            return ""
        return super().render_html(parent_context)

    def rows(self, request: HttpRequest) -> list[Row]:
        found = to_be_judged_by(request.user).select_related("wijk")[: SHOWN + 1]
        return [
            Row(
                idee.titel,
                reverse("ideeen_judging:judge", args=[idee.pk]),
                promised(idee),
                idee.wijk.title,
            )
            for idee in found
        ]


def promised(idee: Any) -> str:
    """Say which day was promised, and whether it is past."""
    if idee.due_on is None:
        return ""
    day = date_format(idee.due_on, "j F Y")
    if idee.is_overdue:
        return _("Te laat: beloofd voor %s") % day
    return _("Antwoord beloofd voor %s") % day
