"""What moderators do with ideas in tests."""

import uuid
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from ideeen.models import Idee
from ideeen.workflow import Stadium
from tests.conftest import HOST
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage

# Where an action may be taken, and what becomes of the idea; with no stage it stays as it is.
STAGES: dict[str, dict[Stadium, Stadium | None]] = {
    "goedkeuren": {Stadium.MODERATIE: Stadium.GEPLAATST},
    "naar-beoordeling": {Stadium.GEPLAATST: Stadium.BEOORDELING},
    "terugsturen": {Stadium.MODERATIE: Stadium.TERUGGESTUURD},
    "afwijzen": {
        Stadium.MODERATIE: Stadium.AFGEWEZEN,
        Stadium.TERUGGESTUURD: Stadium.AFGEWEZEN,
    },
    "verbergen": {
        Stadium.GEPLAATST: Stadium.VERBORGEN,
        Stadium.BEOORDELING: Stadium.VERBORGEN,
        Stadium.OPGEPAKT: Stadium.VERBORGEN,
        Stadium.NIET_HAALBAAR: Stadium.VERBORGEN,
        Stadium.SAMENGEVOEGD: Stadium.VERBORGEN,
    },
    "terugdraaien": {
        Stadium.GEPLAATST: Stadium.MODERATIE,
        Stadium.TERUGGESTUURD: Stadium.MODERATIE,
        Stadium.VERBORGEN: Stadium.GEPLAATST,
        Stadium.AFGEWEZEN: Stadium.MODERATIE,
        Stadium.SAMENGEVOEGD: Stadium.MODERATIE,
    },
    "samenvoegen": {
        Stadium.MODERATIE: Stadium.SAMENGEVOEGD,
        Stadium.GEPLAATST: Stadium.SAMENGEVOEGD,
        Stadium.BEOORDELING: Stadium.SAMENGEVOEGD,
    },
    "antwoorden": dict.fromkeys(
        (Stadium.GEPLAATST, Stadium.BEOORDELING, Stadium.OPGEPAKT, Stadium.NIET_HAALBAAR)
    ),
    "verplaatsen": dict.fromkeys(set(Stadium) - {Stadium.BEVESTIGEN, Stadium.INGETROKKEN}),
    "verbeteren": dict.fromkeys(set(Stadium) - {Stadium.BEVESTIGEN, Stadium.INGETROKKEN}),
}
# What each action needs to know.
ANSWERS: dict[str, dict[str, Any]] = {
    "terugsturen": {"toelichting": "Zeg waar het is."},
    "afwijzen": {"toelichting": "Dit is reclame."},
    "verbergen": {"toelichting": "Dit is kwetsend."},
    "bezwaar": {"toelichting": "Wij blijven erbij."},
    "verbeteren": {"titel": "Beter", "tekst": "Een betere tekst.", "noot": "Een naam weggehaald."},
    "wijziging-afwijzen": {"toelichting": "Dit is een ander idee."},
}


def in_stage(stadium: Stadium, wijk: WijkPage, **fields: Any) -> Idee:
    trait = {} if stadium == Stadium.GEPLAATST else {stadium.value: True}
    return IdeeFactory(wijk=wijk, **trait | fields)


def act(client: Client, idee: Idee, handeling: str, **data: Any) -> Any:
    return client.post(
        f"/admin/ideeen/{idee.pk}/{handeling}/",
        ANSWERS.get(handeling, {}) | data,
        headers={"host": HOST},
    )


def needs(handeling: str, wijk: WijkPage, other_wijk: WijkPage) -> dict[str, Any]:
    if handeling == "verplaatsen":
        return {"wijk": other_wijk.pk}
    if handeling == "samenvoegen":
        return {"ander": str(IdeeFactory(wijk=other_wijk).pk)}
    if handeling == "antwoorden":
        return {"tekst": "Wij komen kijken.", "inzending": str(uuid.uuid4())}
    return {}


def stripes(width: int = 800, height: int = 600, kind: str = "JPEG") -> ContentFile[bytes]:
    """Black and white lines: what is blurred has neither of both any more."""
    image = Image.new("RGB", (width, height), "white")
    for x in range(0, width, 8):
        image.paste("black", (x, 0, x + 4, height))
    output = BytesIO()
    image.save(output, kind, quality=95)
    return ContentFile(output.getvalue(), name=f"x.{kind.lower()}")
