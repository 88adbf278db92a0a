"""What accounts add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from bewoners.consent import snippets
from bewoners.organisations.admin import aanmelddienst_viewset
from bewoners.user_admin.viewset import bulk_actions

snippets.register()


# After Wagtail's own, whose places they take.
for _action in bulk_actions:
    hooks.register("register_bulk_action", _action, order=100)


@hooks.register("register_admin_viewset")
def register_aanmelddiensten() -> Any:
    return aanmelddienst_viewset


@hooks.register("register_account_menu_item")
def password_of_account(request: HttpRequest) -> dict[str, str]:
    """Lead from the settings of an editor to the page where everybody changes a password."""
    way = "account_change_password"
    user: Any = request.user
    if not user.has_usable_password():
        way = "account_set_password"
    return {
        "url": reverse(way),
        "label": _("Wachtwoord"),
        "help_text": _("Kies een ander wachtwoord. U blijft alleen hier ingelogd."),
    }


@hooks.register("register_account_menu_item")
def address_of_account(request: HttpRequest) -> dict[str, str]:
    """Lead to where everybody changes the address they log in with."""
    return {
        "url": reverse("account_email"),
        "label": _("E-mailadres"),
        "help_text": _("Verander het adres waarmee u inlogt."),
    }


@hooks.register("register_account_menu_item")
def second_factor_of_account(request: HttpRequest) -> dict[str, str]:
    """Lead to the app, the passkeys and the recovery codes."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Tweede stap"),
        "help_text": _("Uw app, passkeys en herstelcodes."),
    }
