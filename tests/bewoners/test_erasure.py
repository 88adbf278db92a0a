"""Who deletes their account is gone, everywhere; what they did with others stays."""

from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Site
from wagtail.users.models import UserProfile

from bewoners.models import GegevensExport, User, Verwijdering
from bewoners.privacy import ledger
from bewoners.privacy.erasing import erase_account
from bewoners.privacy.exports import ask_for_export, make_export
from core.models import OutgoingMail, SiteEdition
from core.personal_data import PersonalData, register_personal_data, unregister_personal_data
from tests.bewoners.traces import places_of, private_files
from tests.bewoners.zoe import (
    ADDRESS,
    FIRST,
    LAST,
    NAME,
    OTHER_ADDRESS,
    deliver_all,
    log_in,
    mail_to,
    picture,
)
from tests.conftest import Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage


def test_nothing_in_the_database_or_the_files_names_somebody_who_was_erased(
    zoe: User, client: Client, wijk: WijkPage, cast: Cast
) -> None:
    log_in(client)
    Client().post(reverse("account_request_login_code"), {"email": ADDRESS})
    zoe.foto.save("zoe-fleur.png", picture())
    profile = UserProfile.get_for_user(zoe)
    profile.avatar.save("zoe-fleur.png", picture())
    mail_to(ADDRESS, text=f"Beste {NAME},", key="een")
    mail_to("ander@example.nl", text=f"{FIRST} {LAST} gaf antwoord.", key="twee")
    mail_to("ander@example.nl", OTHER_ADDRESS, text="Aan u beiden.", key="drie")
    log(instance=wijk, action="wagtail.edit", title=f"Bericht van {ADDRESS.upper()}")
    DBTaskResult.objects.create(
        args_kwargs={"args": [ADDRESS], "kwargs": {"naam": NAME}},
        task_path="core.mail.delivery.deliver_mail", backend_name="default",
        run_after="2030-01-01T00:00Z", traceback=f"Error: {OTHER_ADDRESS}", exception_class_path="",
    )  # fmt: skip
    make_export.call(ask_for_export(zoe, None).pk)
    zoe.wijk = wijk
    zoe.save()
    assert len(places_of(ADDRESS, NAME, LAST)) > 8, "there is something to erase"
    files = len(list(Path(django_settings.MEDIA_ROOT).rglob("*.webp")))

    assert erase_account(zoe)
    deliver_all()

    left = places_of(ADDRESS, OTHER_ADDRESS, NAME, FIRST, LAST, "zoe-fleur", "öztürk")
    assert left == []
    assert len(list(Path(django_settings.MEDIA_ROOT).rglob("*.webp"))) < files
    assert not private_files()
    for model in (EmailAddress, SocialAccount, Authenticator, UserSession, GegevensExport):
        assert not model.objects.filter(user=zoe.pk).exists()  # type: ignore[attr-defined]


def test_mails_to_others_stay_without_the_name(zoe: User) -> None:
    other = mail_to("ander@example.nl", text=f"{FIRST} {LAST} gaf antwoord.", key="a")
    both = mail_to("ander@example.nl", ADDRESS.upper(), text="Aan u beiden.", key="b")
    own = mail_to(ADDRESS, text="Alleen voor u.", key="c")
    erase_account(zoe)
    other.refresh_from_db()
    both.refresh_from_db()
    assert other.text == "voormalig deelnemer gaf antwoord."
    assert both.recipients == ["ander@example.nl"]
    assert not OutgoingMail.objects.filter(pk=own.pk).exists()


def test_a_part_of_another_word_is_not_taken_for_the_name(site: Site) -> None:
    user = UserFactory(email="an@example.nl", naam="An de Wit", first_name="", last_name="")
    mail = mail_to("b@example.nl", text="Jan de Witte en an@example.nlx.", key="a")
    erase_account(user)
    mail.refresh_from_db()
    assert mail.text == "Jan de Witte en an@example.nlx."


def test_who_left_something_behind_stays_as_nobody(zoe: User, wijk: WijkPage) -> None:
    comment = Comment.objects.create(
        page=wijk, user=zoe, text="Mooi!", contentpath="title", position=""
    )
    erase_account(zoe)
    comment.refresh_from_db()
    nobody = comment.user
    assert nobody.pk == zoe.pk
    assert str(nobody) == nobody.public_name == nobody.get_full_name() == "voormalig deelnemer"
    assert not nobody.is_active
    assert not nobody.has_usable_password()
    assert nobody.email == f"voormalig-{zoe.pk}@verwijderd.invalid"
    assert nobody.last_login is None
    assert nobody.verwijderd_op is not None
    assert nobody.date_joined == nobody.verwijderd_op
    assert (nobody.naam, nobody.first_name, nobody.last_name, nobody.foto.name) == ("", "", "", "")


def test_every_column_of_an_account_is_put_back(zoe: User, wijk: WijkPage) -> None:
    """Also a column that somebody adds later and does not think of here."""
    Comment.objects.create(page=wijk, user=zoe, text="x", contentpath="title", position="")
    erase_account(zoe)
    nobody = User.objects.get(pk=zoe.pk)
    own = {"id", "email", "password", "is_active", "session_number", "date_joined", "verwijderd_op"}
    for field in User._meta.concrete_fields:
        if field.name not in own:
            value = field.value_from_object(nobody)
            assert value in (None, "", False, 0) or not value, field.name


def test_who_left_nothing_behind_is_gone(zoe: User) -> None:
    erase_account(zoe)
    assert not User.objects.filter(pk=zoe.pk).exists()
    assert Verwijdering.objects.get().account == zoe.pk


def test_somebody_may_come_back_with_the_same_address(zoe: User, client: Client) -> None:
    erase_account(zoe)
    again = UserFactory(email=ADDRESS)
    assert again.pk != zoe.pk
    assert not again.verwijderd_op


def test_erasing_twice_does_it_once(zoe: User, wijk: WijkPage) -> None:
    Comment.objects.create(page=wijk, user=zoe, text="x", contentpath="title", position="")
    assert erase_account(zoe)
    assert not erase_account(zoe)
    assert Verwijdering.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="account-").count() == 1


def test_others_are_left_alone(zoe: User, cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.resident, email=cast.resident.email)
    mail = mail_to(cast.resident.email, text="Hallo", key="x")
    erase_account(zoe)
    cast.resident.refresh_from_db()
    assert cast.resident.is_active
    assert EmailAddress.objects.filter(user=cast.resident).exists()
    assert OutgoingMail.objects.filter(pk=mail.pk, text="Hallo").exists()


def test_sessions_end_at_once_on_every_device(zoe: User, client: Client) -> None:
    other = Client()
    log_in(client)
    log_in(other)
    erase_account(zoe)
    assert not Session.objects.exists()
    for device in (client, other):
        response = device.get(reverse("bewoners:home"))
        assert response.status_code == 302


def test_a_last_mail_confirms_and_is_then_forgotten(zoe: User) -> None:
    erase_account(zoe)
    mail = OutgoingMail.objects.get(key__startswith="account-")
    assert mail.recipients == [ADDRESS]
    assert "verwijderd" in mail.subject
    assert mail.html
    for part in (mail.text, mail.html):
        assert NAME not in part
    deliver_all()
    mail.refresh_from_db()
    assert mail.sent_at
    assert (mail.recipients, mail.text, mail.html, mail.subject) == ([], "", "", "")


def test_what_shows_a_name_is_drawn_anew(zoe: User, site: Site) -> None:
    before = SiteEdition.objects.get(site=site).number
    erase_account(zoe)
    assert SiteEdition.objects.get(site=site).number > before


def test_the_log_of_staff_keeps_numbers_only(zoe: User) -> None:
    erase_account(zoe)
    entry = ModelLogEntry.objects.get(object_id=str(zoe.pk))
    assert entry.label == f"account {zoe.pk}"
    assert entry.data == {}


def test_nobody_is_erased_when_the_ledger_can_not_be_written(
    zoe: User, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.ERASURE_LEDGER = str(tmp_path / "file" / "ledger.jsonl")
    with pytest.raises(ledger.LedgerError):
        erase_account(zoe)
    zoe.refresh_from_db()
    assert zoe.email == ADDRESS
    assert not Verwijdering.objects.exists()


def test_a_failure_halfway_leaves_somebody_as_they_were(zoe: User, wijk: WijkPage) -> None:
    def fail(user: Any) -> None:
        raise RuntimeError

    zoe.foto.save("x.png", picture())
    register_personal_data(PersonalData("kapot", "Kapot", export=lambda user: None, erase=fail))
    try:
        with pytest.raises(RuntimeError):
            erase_account(zoe)
    finally:
        unregister_personal_data("kapot")
    zoe.refresh_from_db()
    assert zoe.email == ADDRESS
    assert zoe.foto.storage.exists(zoe.foto.name)
    assert EmailAddress.objects.filter(user=zoe).count() == 2
