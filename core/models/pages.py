"""What every page of the site has in common."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.editions import Edition, current
from core.forms import SitePageForm
from core.navigation import link_to, section_menu, site_context
from core.querysets import MAX_DEPTH, PublicPageManager, pages
from core.routing import Route, Trail, marked_item, trail_of
from core.search import Searchable

# Two sentences do not fit on one line.
SAMENVATTING_PANEL = FieldPanel("samenvatting", widget=AdminAutoHeightTextInput)


def _known_route(edition: Edition, path_components: list[str]) -> Route | None:
    """Return the page at an address, or the one that owns all addresses below its own."""
    route: Route | None = edition.recall(("route", *path_components))
    for length in range(len(path_components) - 1, 0, -1):
        if route is not None:
            return route
        above: Route | None = edition.recall(("route", *path_components[:length]))
        route = above if above and getattr(above.model, "owns_addresses", False) else None
    return route


class BasePage(Searchable, Page):
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
    nagekeken_op = models.DateField(_("nagekeken op"), null=True, blank=True, editable=False)

    is_home: ClassVar[bool] = False
    under_home: ClassVar[bool] = False
    # A section has its own menu on every page below it: a neighbourhood does.
    opens_section: ClassVar[bool] = False
    # Name, address and place in the menu of the page of this type that a section gets by itself.
    section_title: ClassVar[str] = ""
    section_slug: ClassVar[str] = ""
    section_order: ClassVar[int] = 100
    # Whether somebody has to look once a year if it is still right.
    needs_review: ClassVar[bool] = True
    # Pages below a page of this type are examples that editors begin with; none is ever public.
    holds_examples: ClassVar[bool] = False
    # An address below the parent that the parent keeps for itself, such as its feed.
    reserved_slug: ClassVar[str] = ""
    # All addresses below a page of this type are its own, and there may be very many.
    owns_addresses: ClassVar[bool] = False

    teaser_template: ClassVar[str] = "components/teaser.html"

    _trail: Trail | None = None

    objects = PublicPageManager()
    base_form_class = SitePageForm

    # A copy is a new page, that nobody reviewed.
    exclude_fields_in_copy = ["nagekeken_op"]

    content_panels = [*Page.content_panels, SAMENVATTING_PANEL, FieldPanel("afbeelding")]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("seo_title"),
        FieldPanel("show_in_menus"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("samenvatting")]

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

    def with_content_json(self, content: dict[str, Any]) -> "BasePage":
        """Keep when the page was reviewed: that is no part of what an editor writes."""
        page: BasePage = super().with_content_json(content)
        page.nagekeken_op = self.nagekeken_op
        return page

    def shows_what_is_below(self) -> bool:
        """Say whether the pages below this one are public at all."""
        return bool(self.live)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page for an address below this one, or this one itself.

        Which page an address leads to is remembered for this edition of the site: Wagtail asks the
        database twice for each level of the tree.
        """
        edition = current()
        if edition is None or edition.site.root_page_id != self.pk:
            return self._route(request, path_components)
        route = _known_route(edition, path_components)
        if route is None:
            found = self._route(request, path_components)
            page = found.page
            route = Route(type(page), page.pk, trail_of(page, request))
            known = path_components
            if page.owns_addresses:
                known = path_components[: page.depth - self.depth]
            edition.keep(("route", *known), route)
            if page.pk != self.pk:
                page.stand_in(route.trail)
                return found
        # The front page that is asked is shared by all requests.
        page = get_object_or_404(route.model._default_manager.for_serving(), pk=route.pk)
        page.stand_in(route.trail)
        if page.pk == self.pk:
            return page._route(request, path_components)  # noqa: SLF001
        # What is left of the address is for the page itself, as its feed.
        return page.route(request, path_components[page.depth - self.depth :])

    def _route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Close everything below a page that is not public: Wagtail would still serve it."""
        if path_components and not self.shows_what_is_below():
            raise Http404
        return super().route(request, path_components)

    def stand_in(self, trail: Trail) -> None:
        """Tell the page where it stands, so that it need not ask."""
        self._trail = trail
        if trail.ancestors:
            # Where treebeard looks first.
            self._cached_parent_obj = trail.ancestors[-1]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        if self._trail and not self._trail.restricted:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        trail = self._trail or trail_of(self, request)
        section = trail.section
        steps = [link.pk for link in trail.links] + [self.pk]
        context |= site_context(request, trail.ancestors[0] if trail.ancestors else self)
        context |= {
            "kruimels": trail.links,
            "branch": trail.branch,
            "sectie": link_to(section, request) if section else None,
            "sectiemenu": section_menu(request, section) if section else [],
            "menu_mark": marked_item(steps, steps[0]),
            "section_mark": marked_item(steps, section.pk) if section else "",
        }
        return context
