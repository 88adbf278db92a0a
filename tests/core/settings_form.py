"""Saving the settings of a municipality in the admin, as an editor does."""

import json
from typing import Any

from django.test import Client
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import Gemeente

TEXTS = (
    "naam",
    "slogan",
    "taal",
    "opening",
    "opening_tekst",
    "telefoon",
    "email",
    "adres",
    "openingstijden",
    "beveiliging_contact",
    "minimumleeftijd",
    "toegankelijkheid_adres",
    "tokens",
    "tokens_donker",
)


def settings_url(site: Site) -> str:
    return f"/admin/settings/core/gemeente/{site.pk}/"


def link(tekst: str, pagina: Page | None = None, adres: str = "") -> tuple[str, dict[str, Any]]:
    """Return a footer link as the form sends it."""
    return ("link", {"tekst": tekst, "pagina": str(pagina.pk) if pagina else "", "adres": adres})


def channel(adres: str, naam: str = "") -> tuple[str, dict[str, Any]]:
    return ("kanaal", {"adres": adres, "naam": naam})


def form_data(site: Site, **changes: Any) -> dict[str, Any]:
    """Return what the form would send: what is stored, with these changes."""
    gemeente = Gemeente.for_site(site)
    data = {name: getattr(gemeente, name) for name in TEXTS}
    data["toegankelijkheid_pagina"] = gemeente.toegankelijkheid_pagina_id or ""
    streams = {name: streamfield(changes.pop(name, [])) for name in ("voetlinks", "kanalen")}
    return {**data, **nested_form_data(streams), **changes}


def save_settings(client: Client, site: Site, **changes: Any) -> str:
    """Send the form; return the page that the editor then sees."""
    answer = client.post(settings_url(site), form_data(site, **changes), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def tokens(**values: str) -> str:
    """Write tokens as JSON: `tokens(samenwijk_color_link="#000")`."""
    return json.dumps({name.replace("_", "-"): value for name, value in values.items()})
