"""What stands below the page."""

from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.querysets import pages, teasers


class OnderliggendBlock(blocks.StructBlock):
    """The public pages below the page that the block is on."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120, required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        context["paginas"] = SimpleLazyObject(
            lambda: teasers(pages().child_of(page).public()) if page else []
        )
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context=parent_context)
        home = pages().filter(depth=2, live=True).first()
        return context | {"page": home}

    class Meta:
        label = _("Onderliggende pagina's")
        icon = "folder-open-inverse"
        template = "blocks/onderliggend.html"
        description = _("Een lijst van de pagina's onder deze pagina, die zichzelf bijhoudt.")
        preview_value = {"titel": "Meer over dit onderwerp"}
