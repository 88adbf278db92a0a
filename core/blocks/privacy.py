"""What the privacy page of a municipality needs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.retention import retention_terms


class BewaartermijnenBlock(blocks.StaticBlock):
    """The table of what is kept of people, why, and for how long."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        return context | {"termijnen": retention_terms()}

    class Meta:
        label = _("Bewaartermijnen")
        icon = "history"
        template = "blocks/bewaartermijnen.html"
        admin_text = _("Hier komt de tabel met wat we bewaren en hoe lang. Die houdt zichzelf bij.")
        preview_value = None
        description = _("Een tabel met welke gegevens we bewaren, waarom en hoe lang.")
