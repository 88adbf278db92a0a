"""What tests about judging share."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bewoners.models import User
from ideeen.models import Burencheck, BurencheckAdres, Idee
from ideeen.neighbours.codes import hash_of
from tests.conftest import HOST
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage

AT_HOME = {"host": HOST}
CSV = "naam;straat;huisnummer;postcode;plaats\n" + "".join(
    f"Familie De Wit {n};Waalkade;{n};6511XR;Waterhage\n" for n in range(1, 8)
)
JUDGING = "/admin/beoordelen/"


def judged(wijk: WijkPage, **fields: Any) -> Idee:
    """Make an idea that is being judged, with its promised day still to come."""
    day = timezone.localdate() + timedelta(days=20)
    return IdeeFactory(wijk=wijk, **{"beoordeling": True, "beloofd_op": day, **fields})


def act(client: Client, idee: Idee, actie: str, **data: Any) -> Any:
    """Send one of the forms of the page where an idea is judged."""
    address = reverse("ideeen_judging:act", args=[idee.pk, actie])
    return client.post(address, {f"{actie}-{name}": value for name, value in data.items()})


def upload(text: str | bytes = CSV) -> SimpleUploadedFile:
    content = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile("adressen.csv", content, "text/csv")


def start(client: Client, idee: Idee, **data: Any) -> Any:
    """Send the form with which neighbours are asked."""
    values = {
        "vraag": "Wat vindt u van een bankje op deze plek?",
        "sluit_op": (timezone.localdate() + timedelta(days=14)).isoformat(),
        "adressen": upload(),
        **data,
    }
    return client.post(reverse("ideeen_judging:check", args=[idee.pk]), values)


def code_number(number: int) -> str:
    """Return a code that differs from that of another number."""
    signs = "34679CDFGHJKLMNPQRTVWXY"
    text = ""
    for _place in range(16):
        number, rest = divmod(number, len(signs))
        text = signs[rest] + text
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def asked(
    idee: Idee, number: int = 7, *, door: User | None = None, sluit_op: date | None = None
) -> Burencheck:
    """Make a check that runs, with a code for each address: `code_number(nummer)`."""
    check = Burencheck.objects.create(
        idee=idee,
        vraag="Wat vindt u van een bankje?",
        sluit_op=sluit_op or timezone.localdate() + timedelta(days=14),
        gestart_door=door,
        brieven=Burencheck.Brieven.KLAAR,
    )
    BurencheckAdres.objects.bulk_create(
        BurencheckAdres(
            burencheck=check,
            nummer=n,
            naam=f"Familie Vuurtoren {n}",
            straat=f"Waalkade {n}",
            postcode="6511 XR",
            plaats="Waterhage",
            code_hash=hash_of(code_number(n)),
        )
        for n in range(1, number + 1)
    )
    return check


def open_question(client: Client, code: str, headers: Any = None) -> Any:
    """Give the code of a letter, and return the page with the question, or what came instead."""
    headers = headers or AT_HOME
    given = client.post(reverse("burencheck:code"), {"code": code}, headers=headers)
    if given.status_code not in {200, 302}:
        return given
    return client.get(reverse("burencheck:answer"), headers=headers)


def answer_with(client: Client, code: str, headers: Any = None, **values: str) -> Any:
    """Give the code of a letter and an answer."""
    opened = open_question(client, code, headers)
    if opened.status_code not in {200, 404}:
        return opened
    return client.post(reverse("burencheck:answer"), values, headers=headers or AT_HOME)


def answer(client: Client, number: int, antwoord: str = "voor", opmerking: str = "") -> Any:
    """Answer as the address with this number."""
    return answer_with(client, code_number(number), antwoord=antwoord, opmerking=opmerking)


def check_page(idee: Idee) -> str:
    return reverse("ideeen_judging:check", args=[idee.pk])


def check_action(check: Burencheck, name: str) -> str:
    return reverse(f"ideeen_judging:{name}", args=[check.idee_id, check.pk])


def judge_page(idee: Idee) -> str:
    return reverse("ideeen_judging:judge", args=[idee.pk])
