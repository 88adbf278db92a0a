"""What neighbourhoods add to the admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from wijkpaginas import snippets
from wijkpaginas.admin.panels import WijkenPanel
from wijkpaginas.services import complete_wijken_of

snippets.register()


@hooks.register("after_create_page")
@hooks.register("after_copy_page")
def complete_new_wijk(request: HttpRequest, page: Page, new_page: Page | None = None) -> None:
    """Give each neighbourhood that an editor makes or copies its sections and editor groups."""
    complete_wijken_of(new_page or page)


@hooks.register("construct_homepage_panels")
def wijken_on_dashboard(request: HttpRequest, shown: list[Any]) -> None:
    """Show editors their neighbourhoods first."""
    shown.append(WijkenPanel())
