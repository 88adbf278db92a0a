"""Taking part, as people do it in tests."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client
from wagtail.models import Site

from bewoners.models import User
from deelname.models import Melding, Reactie, Rondschrijven
from deelname.rounds import send_batch
from deelname.services.reacties import write_comment
from ideeen.models import Idee, IdeeenPage
from tests.bewoners.following import form_values
from tests.conftest import HOST
from wijkpaginas.models import WijkPage

AT_HOME = {"host": HOST}
BAD_TEXTS = ["%00", "\x00", "x" * 20_000, "a@b.nl", "   \n ", "\u202e"]


def open_ideas(wijk: WijkPage, **fields: Any) -> IdeeenPage:
    """Return the page with the ideas of a neighbourhood; make it when the cast has none."""
    page = IdeeenPage.of_wijk(wijk)
    if page is None:
        page = wijk.add_child(instance=IdeeenPage(title="Ideeën", slug="ideeen"))
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    return page


def support_url(idee: Idee) -> str:
    return f"/meedoen/idee/{idee.pk}/steun/"


def action_url(idee: Idee, action: str) -> str:
    return f"/meedoen/idee/{idee.pk}/{action}/"


def post(client: Client, address: str, values: dict[str, Any] | None = None, **kw: Any) -> Any:
    return client.post(address, values or {}, headers={**AT_HOME, **kw.pop("headers", {})}, **kw)


def get(client: Client, address: str, **headers: str) -> Any:
    return client.get(address, headers={**AT_HOME, **headers})


def comment_values(tekst: str = "Goed plan!", **more: Any) -> dict[str, Any]:
    return {"tekst": tekst, "inzending": str(uuid.uuid4()), **more}


def visitor_values(email: str = "an@example.nl", **more: Any) -> dict[str, Any]:
    return {**form_values(email), **more}


def say(idee: Idee, user: User, tekst: str = "Goed plan!", **kw: Any) -> Reactie:
    return write_comment(idee, user, tekst, inzending=uuid.uuid4(), **kw)


def send_rounds() -> None:
    """Write the mails of the rounds that wait, in the transaction of the test."""
    for pk in Rondschrijven.objects.values_list("pk", flat=True):
        while send_batch(pk):
            pass


@contextmanager
def logged_in(user: User) -> Iterator[Client]:
    client = Client()
    client.force_login(user)
    yield client


def count(idee: Idee) -> int:
    idee.refresh_from_db()
    return idee.reactie_aantal


def page_of_thread(client: Client, idee: Idee) -> str:
    return str(get(client, idee.get_url()).content.decode())


def idee_now(idee: Idee) -> Idee:
    idee.refresh_from_db()
    return idee


def report(about: Any, site: Site, **fields: Any) -> Melding:
    values = {"soort": Melding.Soort.RECLAME, "toelichting": "Reclame!"} | fields
    return Melding.objects.create(onderwerp=about, site=site, **values)
