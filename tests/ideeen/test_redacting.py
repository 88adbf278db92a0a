"""A moderator takes words away that should never have been here, also out of what was before."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from core.models import AuditEntry
from deelname.models import Foto, Reactie
from deelname.services.reacties import write_comment
from ideeen.judging.services import change_answer
from ideeen.models import Idee
from ideeen.services.redacting import take_words_away
from ideeen.services.stadium import change_stage
from ideeen.services.versions import propose
from ideeen.services.wording import approve_version, correct
from ideeen.workflow import Rol, Stadium
from tests.bewoners.traces import places_of
from tests.conftest import HOST, Cast, OtherCast
from tests.core.pictures import picture_bytes
from tests.factories.ideeen import IdeeFactory, SteunFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db
WORDS = "Xanthippe Jansen"


@pytest.fixture
def idee(wijk: WijkPage, cast: Cast) -> Idee:
    """An idea that named somebody in all ways, of which one is still to be seen."""
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident, tekst=f"Vraag het {WORDS} maar.")
    SteunFactory(onderwerp=idee)
    Idee.objects.filter(pk=idee.pk).update(steun_aantal=1)
    for text in ("Vraag het de buren maar.", f"Vraag het toch {WORDS.upper()}."):
        propose(now(idee), {"titel": idee.titel, "tekst": text}, cast.resident)
        approve_version(now(idee), cast.moderator)
    propose(now(idee), {"titel": f"Met {WORDS}", "tekst": "Anders."}, cast.resident)
    correct(now(idee), cast.moderator, titel=idee.titel, tekst="Vraag het.", noot="Naam weg.")
    write_comment(now(idee), cast.resident, f"Groeten aan {WORDS}!", inzending=uuid.uuid4())
    for stadium in (Stadium.BEOORDELING, Stadium.OPGEPAKT):
        change_stage(
            now(idee), stadium, rol=Rol.REGISSEUR, door=cast.regisseur,
            toelichting=f"Dank aan {WORDS}.",
        )  # fmt: skip
    change_answer(now(idee), "Dank u wel.", None, door=cast.regisseur, tell=False)
    return now(idee)


def now(idee: Idee) -> Idee:
    return Idee.objects.get(pk=idee.pk)


def page_of(idee: Idee) -> str:
    return Client().get(idee.get_url(), headers={"host": HOST}).content.decode()


def test_the_words_go_from_the_page_the_history_and_the_log(idee: Idee, cast: Cast) -> None:
    assert WORDS in page_of(idee), "in what was changed"
    assert take_words_away(idee, cast.moderator, f" {WORDS.lower()} ")
    page = page_of(idee)
    assert WORDS.lower() not in page.lower()
    assert "Groeten aan (weggehaald)!" in page
    left = places_of(WORDS)
    assert {place for place in left if not place.startswith("core_outgoingmail")} == set()
    waiting = now(idee).get_latest_revision_as_object()
    assert waiting.titel == "Met (weggehaald)"
    assert waiting.namens == idee.namens


def test_that_it_was_done_is_noted_without_the_words(idee: Idee, cast: Cast) -> None:
    take_words_away(idee, cast.moderator, WORDS)
    row = AuditEntry.objects.filter(about_id=str(idee.pk)).latest("pk")
    assert (row.actor_id, row.action, row.label) == (
        cast.moderator.pk, "gewijzigd", "Woorden weggehaald",
    )  # fmt: skip


def test_a_name_of_a_column_is_no_text(idee: Idee, cast: Cast) -> None:
    take_words_away(idee, cast.moderator, "anders")
    version = now(idee).latest_revision
    assert {"titel", "tekst", "beschrijvingen"} <= version.content.keys()
    with pytest.raises(ValidationError):
        take_words_away(idee, cast.moderator, "bewoner")


@pytest.mark.parametrize("words", ["", "  ", "ab", "staat er niet", "Xanth", ".*"])
def test_what_is_too_short_or_not_there_changes_nothing(idee: Idee, cast: Cast, words: str) -> None:
    before = places_of(WORDS)
    with pytest.raises(ValidationError):
        take_words_away(idee, cast.moderator, words)
    assert places_of(WORDS) == before


@pytest.mark.parametrize("who", ["resident", "redacteur", "regisseur", "outsider"])
def test_nobody_else_may(idee: Idee, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        take_words_away(idee, getattr(cast, who), WORDS)


def test_it_is_an_action_on_the_page_of_the_idea(
    idee: Idee, cast: Cast, other_cast: OtherCast, client: Client
) -> None:
    address = f"/admin/ideeen/{idee.pk}/weghalen/"
    client.force_login(cast.moderator)
    assert "Overal weghalen" in client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
    for wrong in ("%00", "\0", "x" * 20_000, '"><svg onload=alert(1)>', "a\r\nb"):
        answer = client.post(address, {"woorden": wrong})
        assert answer.status_code == 200
        assert "<svg onload" not in answer.content.decode()
    assert client.post(address, {"woorden": WORDS}).status_code == 302
    assert not Reactie.objects.filter(tekst__contains=WORDS).exists()
    client.force_login(other_cast.communicatie)
    assert client.get(address).status_code in {302, 403, 404}


def test_what_is_said_of_photos_is_searched_too(idee: Idee, cast: Cast) -> None:
    file = ContentFile(picture_bytes(), name="foto.jpg")
    foto = Foto.objects.create(onderwerp=idee, bestand=file, alt=WORDS)
    take_words_away(idee, cast.moderator, WORDS)
    foto.refresh_from_db()
    assert foto.alt == "(weggehaald)"
