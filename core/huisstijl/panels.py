"""The field for design tokens in the admin: what was understood of them, and a preview."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel

from core.huisstijl.catalogue import Scheme
from core.huisstijl.stylesheet import read_tokens


class TokensPanel(FieldPanel):
    """A field with tokens for one scheme."""

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "scheme": self.scheme}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "core/huisstijl/tokens_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            text = self.bound_field.value() or ""
            context["notices"] = read_tokens(text, self.panel.scheme).notices
            context["preview_url"] = reverse(
                "core_admin:huisstijl_preview", args=[self.instance.site_id, self.panel.scheme]
            )
            return context
