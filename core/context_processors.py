"""What stands around every page, for views that do not say it themselves."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core.middleware import is_admin
from core.navigation import site_context

NAMES = ("gemeente", "voet", "home", "menu", "voetmenu")
NO_SITE: dict[str, Any] = {**dict.fromkeys(NAMES), "menu": [], "voetmenu": []}


def around(request: HttpRequest) -> dict[str, Any]:
    """Return what header and footer need; nothing is looked up unless a template asks for it.

    Pages give the same under the same names: theirs come first.
    """
    if is_admin(request):
        return {}
    made: dict[str, Any] = {}

    def make(name: str) -> Any:
        if not made:
            site = Site.find_for_request(request)
            made.update(site_context(request, site.root_page) if site else NO_SITE)
        return made[name]

    lazy = {name: SimpleLazyObject(partial(make, name)) for name in NAMES}
    return {**lazy, "menu_mark": ""}
