"""What neighbourhoods add to the admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from wijkpaginas.models import Contactpersoon, WijkPage
from wijkpaginas.services import complete_wijk


class ContactpersoonViewSet(SnippetViewSet):
    model = Contactpersoon
    icon = "group"
    menu_label = _("Contactpersonen")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["naam", "functie", "telefoon", "email", BooleanColumn("is_wijkmanager")]
    list_filter = ["is_wijkmanager"]
    search_fields = ["naam", "functie"]


register_snippet(ContactpersoonViewSet)


@hooks.register("after_create_page")
@hooks.register("after_copy_page")
def complete_new_wijk(request: HttpRequest, page: Page, new_page: Page | None = None) -> None:
    """Give a neighbourhood that an editor makes its sections and editor groups."""
    wijk = (new_page or page).specific
    if isinstance(wijk, WijkPage):
        complete_wijk(wijk)
