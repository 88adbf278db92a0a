"""Files to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadsBlock(blocks.StructBlock):
    """Documents, each with its kind and size, so that nobody is surprised by a download."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120, default=_("Downloads"))
    documenten = blocks.ListBlock(DocumentChooserBlock(), label=_("Documenten"), min_num=1)

    def get_preview_value(self) -> Any:
        documents = list(get_document_model().objects.order_by("-created_at")[:2])
        return self.normalize({"titel": "Downloads", "documenten": documents})

    class Meta:
        label = _("Downloads")
        icon = "doc-full"
        template = "blocks/downloads.html"
        description = _("Documenten om te downloaden, met soort en grootte.")
