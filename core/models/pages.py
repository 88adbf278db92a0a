"""What every page of the site has in common."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, get_page_models
from wagtail.url_routing import RouteResult

from core.navigation import site_context
from core.querysets import MAX_DEPTH, PublicPageManager, pages

# Two sentences do not fit on one line.
SAMENVATTING_PANEL = FieldPanel("samenvatting", widget=AdminAutoHeightTextInput)


class BasePage(Page):
    """A page of a municipality's site: teaser, menus, breadcrumbs, and closed branches.

    A page type says where it may stand through `parent_page_types`, which names types of its own or
    lower apps, and through `under_home`, as the home page belongs to an upper app.
    """

    samenvatting = models.CharField(
        _("samenvatting"),
        max_length=300,
        blank=True,
        help_text=_(
            "Een of twee zinnen. Staat in lijsten, in zoekmachines en als iemand de pagina deelt."
        ),
    )
    afbeelding = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("afbeelding"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Staat boven aan de pagina en in lijsten. Liefst liggend."),
    )

    is_home: ClassVar[bool] = False
    under_home: ClassVar[bool] = False
    # A section has its own menu on every page below it: a neighbourhood does.
    opens_section: ClassVar[bool] = False
    # Name, address and place in the menu of the page of this type that a section gets by itself.
    section_title: ClassVar[str] = ""
    section_slug: ClassVar[str] = ""
    section_order: ClassVar[int] = 100
    # An address below the parent that the parent keeps for itself, such as its feed.
    reserved_slug: ClassVar[str] = ""

    teaser_template: ClassVar[str] = "components/teaser.html"

    objects = PublicPageManager()

    content_panels = [*Page.content_panels, SAMENVATTING_PANEL, FieldPanel("afbeelding")]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("seo_title"),
        FieldPanel("show_in_menus"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Add the home page, whose type only an upper app knows, to the allowed parents."""
        models_ = list(super().clean_parent_page_models())
        if cls.under_home:
            models_ += [model for model in get_page_models() if getattr(model, "is_home", False)]
        return models_

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return bool(super().can_create_at(parent) and parent.depth < MAX_DEPTH)

    def can_move_to(self, parent: Page) -> bool:
        """Refuse a move that would take the deepest page below this one too deep."""
        deepest = pages().descendant_of(self, inclusive=True).aggregate(Max("depth"))["depth__max"]
        height = (deepest or self.depth) - self.depth
        return bool(super().can_move_to(parent) and parent.depth + 1 + height <= MAX_DEPTH)

    def clean(self) -> None:
        super().clean()
        if self.reserved_slug and self.slug == self.reserved_slug:
            raise ValidationError({"slug": _("Dit adres is al in gebruik. Kies een ander.")})

    def shows_what_is_below(self) -> bool:
        """Say whether the pages below this one are public at all."""
        return bool(self.live)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Close everything below a page that is not public: Wagtail would still serve it."""
        if path_components and not self.shows_what_is_below():
            raise Http404
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        trail = [*self.get_ancestors().filter(depth__gt=1), self]
        section = next(
            (p for p in trail if getattr(p.specific_class, "opens_section", False)), None
        )
        context |= site_context(request, trail[0])
        context |= {
            "kruimels": trail[:-1],
            "sectie": section,
            "sectiemenu": pages().child_of(section).in_menu().public() if section else [],
        }
        return context
