"""Sending in an idea, as a browser does that has no script."""

import re
import time
import uuid
from io import BytesIO
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Site

from deelname.spam.forms import SALT
from ideeen.models import Idee, IdeeenPage
from tests.bewoners.people import code_in, last_mail
from tests.conftest import HOST
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import address_of
from wijkpaginas.models import WijkPage

AT_HOME = {"host": HOST}
AN = "an@example.nl"


def form_address(wijk: WijkPage) -> str:
    return address_of(IdeeenPage.of_wijk(wijk), "nieuw/")


def municipal_form(site: Site) -> str:
    page = IdeeenPage.objects.child_of(site.root_page).get()
    return address_of(page, "nieuw/")


def moment(seconds_ago: float = 60) -> str:
    """Return what a form says that was opened some time ago."""
    return signing.Signer(salt=SALT).sign(f"{time.time() - seconds_ago:.2f}")


def values(**more: Any) -> dict[str, Any]:
    """Return what somebody types who is logged in."""
    return {
        "titel": "Een zandbak op het plein",
        "tekst": "Kinderen van drie en vier hebben hier niets. Een zandbak is genoeg.",
        "plek": "wijk",
        "namens": "bewoner",
        "inzending": str(uuid.uuid4()),
        "moment": moment(),
        **more,
    }


def unknown(**more: Any) -> dict[str, Any]:
    """Return what somebody types whom the site does not know."""
    return values(**{"naam": "An de Boer", "email": AN, "toestemming": "0"} | more)


def give_areas(*wijken: WijkPage) -> None:
    """Let neighbourhoods lie below each other: the first in row 0 of the grid."""
    for row, wijk in enumerate(wijken):
        wijk.gebied = GebiedFactory(row=row)
        wijk.save()


def send(client: Client, address: str, data: dict[str, Any]) -> Any:
    return client.post(address, data, headers=AT_HOME)


def errors_of(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200, response
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def confirm(client: Client, code_page: str, email: str = AN) -> Any:
    code = code_in(last_mail(email))
    return client.post(code_page, {"code": code}, headers=AT_HOME)


def photo(
    name: str = "foto.jpg", size: tuple[int, int] = (900, 600), kind: str = "JPEG", **save: Any
) -> SimpleUploadedFile:
    output = BytesIO()
    Image.new("RGB", size, (30, 120, 90)).save(output, kind, **save)
    return SimpleUploadedFile(name, output.getvalue(), content_type="image/jpeg")


def only_idea() -> Idee:
    found: Idee = Idee.objects.get()
    return found


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def form_values(idee: Idee, **more: Any) -> dict[str, Any]:
    """Return what the form holds with which somebody changes an idea."""
    return values() | {"titel": idee.titel, "tekst": idee.tekst} | more


def edit_address(idee: Idee) -> str:
    return f"/idee/{idee.pk}/wijzigen/"
