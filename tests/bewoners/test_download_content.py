"""People take along all that the site keeps of them, and nothing of others."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from wagtail.models import Comment

from bewoners.models import User
from bewoners.privacy.exports import (
    write_archive,
)
from core.audit import Action, record
from core.mail.outbox import queue_message
from core.personal_data import PersonalData, register_personal_data, unregister_personal_data
from tests.bewoners.zoe import picture
from tests.conftest import Cast
from wijkpaginas.models import WijkPage


def archive_of(user: User) -> zipfile.ZipFile:
    stream = io.BytesIO()
    write_archive(user, stream)
    return zipfile.ZipFile(stream)


def data_of(user: User) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive_of(user).read("data.json"))
    return found


def test_the_file_has_all_that_is_kept_of_somebody(an: User, wijk: WijkPage, cast: Cast) -> None:
    an.wijk = wijk
    an.foto.save("foto.png", picture())
    SocialAccount.objects.create(user=an, provider="gemeente", uid="123")
    Authenticator.objects.create(user=an, type="totp", data={"secret": "heel-geheim"})
    Authenticator.objects.create(
        user=an, type="webauthn", data={"name": "Telefoon", "credential": {"x": "heel-geheim"}}
    )
    Comment.objects.create(page=wijk, user=an, text="Mooi!", contentpath="title", position="")
    queue_message(key="k", subject="Welkom", text="Dag An", sender="s@x.nl", recipients=[an.email])
    record(cast.superuser, Action.BEKEKEN, an)

    archive = archive_of(an)
    data = json.loads(archive.read("data.json"))
    assert data["profiel"]["e_mailadres"] == an.email
    assert data["profiel"]["naam_op_de_site"] == "An"
    assert data["profiel"]["eigen_wijk"] == wijk.title
    assert data["e_mailadressen"] == [{"adres": an.email, "bevestigd": True, "hoofdadres": True}]
    assert data["organisaties"][0]["nummer_daar"] == "123"
    assert [step["naam"] for step in data["tweede_stap"]] == ["", "Telefoon"]
    assert data["mails"][0]["onderwerp"] == "Welkom"
    assert data["beheer"]["opmerkingen"][0]["tekst"] == "Mooi!"
    assert data["logboek"][0]["handeling"] == "bekeken"
    assert data["bestanden"] == ["bestanden/profiel-1.webp"]
    assert archive.read("bestanden/profiel-1.webp")[:4] == b"RIFF"
    assert archive.testzip() is None


def test_no_secret_is_in_it(an: User) -> None:
    Authenticator.objects.create(user=an, type="totp", data={"secret": "heel-geheim"})
    text = archive_of(an).read("data.json").decode()
    for secret in ("heel-geheim", an.password, "md5$", "session_key"):
        assert secret not in text


def test_nothing_of_others_is_in_it(an: User, cast: Cast, wijk: WijkPage) -> None:
    other = cast.other_resident
    EmailAddress.objects.create(user=other, email=other.email)
    queue_message(key="k", subject="Voor u", text="x", sender="s@x.nl", recipients=[other.email])
    queue_message(
        key="l", subject="Ook", text="x", sender="s@x.nl", recipients=[f"niet-{an.email}"]
    )
    Comment.objects.create(page=wijk, user=other, text="Lelijk!", contentpath="t", position="")
    record(cast.superuser, Action.BEKEKEN, an)
    text = archive_of(an).read("data.json").decode()
    for word in (other.email, cast.superuser.email, "Lelijk!", "Voor u", "niet-an"):
        assert word not in text


def test_a_person_can_read_it(an: User) -> None:
    archive = archive_of(an)
    explanation = archive.read("LEESMIJ.txt").decode()
    assert "data.json" in explanation
    assert "Uw profiel" in explanation
    raw = archive.read("data.json").decode()
    assert raw.startswith('{\n  "gemaakt_op": "20')
    moment = json.loads(raw)["profiel"]["account_sinds"]
    assert moment.endswith(("+01:00", "+02:00"))


def test_odd_letters_come_through(an: User) -> None:
    an.naam = 'Zoë "\\ </script>\u2028 🦆'
    an.save()
    assert data_of(an)["profiel"]["naam_op_de_site"] == an.naam


def test_each_app_can_add_its_own(an: User) -> None:
    kind = PersonalData(
        "idee", "Ideeën", erase=lambda user: None,
        export=lambda user: iter([{"titel": "Bank", "dag": timezone.localdate(), "bij": {1, 2}}]),
    )  # fmt: skip
    register_personal_data(kind)
    try:
        found = data_of(an)["idee"]
    finally:
        unregister_personal_data("idee")
    assert found == [{"titel": "Bank", "dag": timezone.localdate().isoformat(), "bij": [1, 2]}]


def test_very_much_data_is_written_bit_by_bit(an: User) -> None:
    """100,000 rows are never in memory together: what is read is written before the next."""
    ahead = {"made": 0, "most": 0}
    written = io.BytesIO()

    def rows() -> Iterator[dict[str, str]]:
        for number in range(100_000):
            ahead["made"] = number
            yield {"nummer": str(number), "tekst": "x" * 100}

    register_personal_data(
        PersonalData("veel", "Veel", export=lambda user: rows(), erase=lambda user: None)
    )
    import tracemalloc  # noqa: PLC0415

    tracemalloc.start()
    try:
        write_archive(an, written)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        unregister_personal_data("veel")
    assert most < 8 * 1024 * 1024
    assert len(json.loads(zipfile.ZipFile(written).read("data.json"))["veel"]) == 100_000


def test_a_file_that_is_gone_does_not_stop_it(an: User) -> None:
    an.foto.save("foto.png", picture())
    Path(an.foto.path).unlink()
    assert data_of(an)["bestanden"] == []
