"""What the lists of pages tell about each page."""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column

from core.admin.pages import review_limit, with_review_date, with_section
from core.querysets import PublicPageQuerySet


def with_columns(found: PublicPageQuerySet) -> PublicPageQuerySet:
    """Bring along what the columns below show."""
    editor = F("latest_revision__user__email")
    full_name = Trim(
        Concat(
            "latest_revision__user__first_name",
            Value(" "),
            "latest_revision__user__last_name",
            output_field=CharField(),
        )
    )
    named = found.annotate(
        last_editor=Coalesce(NullIf(full_name, Value("")), editor, output_field=CharField())
    )
    return with_review_date(with_section(named))


class SectionColumn(Column):
    """The neighbourhood that the page is in."""

    def __init__(self) -> None:
        super().__init__("section_title", label=_("Wijk"), width="12%")

    def get_value(self, instance: Any) -> Any:
        return instance.section_title or _("hele gemeente")


class EditedColumn(BaseColumn):
    """When the page was edited, and by whom."""

    cell_template_name = "wagtailadmin/tables/samenwijk_edited_cell.html"

    def __init__(self) -> None:
        super().__init__(
            "latest_revision_created_at",
            label=_("Laatst bewerkt"),
            sort_key="latest_revision_created_at",
            width="15%",
        )


class ReviewColumn(BaseColumn):
    """When somebody last said that the page is still right."""

    cell_template_name = "wagtailadmin/tables/samenwijk_review_cell.html"

    def __init__(self, *, sortable: bool = True) -> None:
        super().__init__(
            "review_date",
            label=_("Nagekeken"),
            sort_key="review_date" if sortable else None,
            width="12%",
        )

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["lasts"] = getattr(instance.specific_class, "needs_review", False)
        context["overdue"] = (
            context["lasts"]
            and instance.live
            and (instance.review_date is None or instance.review_date < review_limit())
        )
        return context
