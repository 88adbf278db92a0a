"""What could be written better, beside the editor of a page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from core.checks.content import check_page


class TextSidePanel(BaseSidePanel):
    """The remarks about the saved draft; each leads to the field or block that it is about."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Schrijftips tonen of verbergen")
        icon_name = "edit"

        def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.report.remarks)
            return context

    name = "schrijftips"
    title = _("Schrijftips")
    template_name = "wagtailadmin/shared/side_panels/samenwijk_schrijftips.html"
    order = 360

    def __init__(self, page: Any, request: Any) -> None:
        super().__init__(page, request)
        self.report = check_page(page)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["report"] = self.report
        return context
