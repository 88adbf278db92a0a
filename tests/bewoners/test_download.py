"""A download is made when somebody asks, is theirs alone, and not there for long."""

import io
import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from bewoners.models import GegevensExport, User
from bewoners.privacy.exports import (
    GIVE_UP,
    KEPT,
    PER_DAY,
    TooOftenError,
    ask_for_export,
    make_export,
    remove_expired,
)
from core.models import OutgoingMail
from core.personal_data import PersonalData, register_personal_data, unregister_personal_data
from core.retention import retention_terms
from tests.bewoners.traces import private_files
from tests.conftest import Cast
from tests.factories.people import UserFactory
from tests.races import at_the_same_time
from tests.worker import work

PAGE, FILE = "bewoners:download_data", "bewoners:download_file"


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_asking_makes_a_row_a_task_and_then_a_file_and_a_mail(client: Client, an: User) -> None:
    client.force_login(an)
    assert "Maak mijn bestand" in client.get(reverse(PAGE)).content.decode()
    assert client.post(reverse(PAGE)).status_code == 302
    row = GegevensExport.objects.get()
    assert DBTaskResult.objects.filter(task_path="bewoners.privacy.exports.make_export").count()
    assert "wordt gemaakt" in client.get(reverse(PAGE)).content.decode()
    make_export.call(row.pk)
    mail = OutgoingMail.objects.get(key=f"gegevensexport-{row.pk}-klaar")
    assert mail.recipients == [an.email]
    link = row.site.root_url + reverse(PAGE)  # type: ignore[union-attr]
    for part in (mail.text, mail.html):
        assert link in part
        assert "/downloaden/1" not in part
    row.refresh_from_db()
    assert reverse(FILE, args=[row.pk]) in client.get(reverse(PAGE)).content.decode()


def test_looking_asks_for_nothing(client: Client, an: User) -> None:
    client.force_login(an)
    client.get(reverse(PAGE))
    for method in (client.put, client.delete, client.patch):
        assert method(reverse(PAGE)).status_code == 405
    assert not GegevensExport.objects.exists()


def test_one_is_made_at_a_time(an: User) -> None:
    first = ask_for_export(an, None)
    assert ask_for_export(an, None) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        GegevensExport.objects.create(user=an)


def test_somebody_may_ask_a_few_times_a_day(client: Client, an: User) -> None:
    for _time in range(PER_DAY):
        make_export.call(ask_for_export(an, None).pk)
    with pytest.raises(TooOftenError):
        ask_for_export(an, None)
    client.force_login(an)
    response = client.post(reverse(PAGE), follow=True)
    assert "Probeer het morgen weer" in response.content.decode()
    assert GegevensExport.objects.count() == PER_DAY
    GegevensExport.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert ask_for_export(an, None).state == "bezig"


def test_one_that_never_came_does_not_stand_in_the_way(an: User) -> None:
    lost = ask_for_export(an, None)
    GegevensExport.objects.update(asked_at=timezone.now() - GIVE_UP - timedelta(minutes=1))
    assert ask_for_export(an, None) != lost
    lost.refresh_from_db()
    assert lost.state == "mislukt"


def test_a_task_that_is_done_twice_makes_one_file(an: User) -> None:
    row = ask_for_export(an, None)
    assert [make_export.call(row.pk) for _time in range(3)] == [True, False, False]
    assert len(private_files()) == 1
    assert OutgoingMail.objects.filter(key__startswith="gegevensexport").count() == 1


def test_a_failure_is_told_and_can_be_tried_again(client: Client, an: User) -> None:
    def fail(user: Any) -> None:
        raise RuntimeError

    row = ask_for_export(an, None)
    register_personal_data(PersonalData("kapot", "Kapot", export=fail, erase=fail))
    try:
        with pytest.raises(RuntimeError):
            make_export.call(row.pk)
    finally:
        unregister_personal_data("kapot")
    client.force_login(an)
    assert "mislukt" in client.get(reverse(PAGE)).content.decode()
    assert private_files() == []
    assert make_export.call(ask_for_export(an, None).pk)


def test_a_task_for_nothing_does_nothing(db: None) -> None:
    assert make_export.call(10**12) is False


def test_the_owner_gets_the_file_as_something_to_save(
    client: Client, an: User, export: GegevensExport
) -> None:
    client.force_login(an)
    response = client.get(reverse(FILE, args=[export.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    with zipfile.ZipFile(io.BytesIO(body_of(response))) as archive:
        assert json.loads(archive.read("data.json"))["profiel"]["e_mailadres"] == an.email


@pytest.mark.parametrize("who", ["superuser", "communicatie", "moderator", "resident", "outsider"])
def test_to_anybody_else_there_is_no_such_file(
    client: Client, cast: Cast, export: GegevensExport, who: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse(FILE, args=[export.pk])).status_code == 404


def test_who_is_not_logged_in_is_asked_to(client: Client, export: GegevensExport) -> None:
    for address in (reverse(PAGE), reverse(FILE, args=[export.pk])):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/account/inloggen/")


def test_a_file_is_only_fetched(client: Client, an: User, export: GegevensExport) -> None:
    client.force_login(an)
    for method in (client.post, client.put, client.delete):
        assert method(reverse(FILE, args=[export.pk])).status_code == 405


@pytest.mark.parametrize("number", ["0", "99999999999", "9" * 30, "-1", "x", "1%00"])
def test_an_odd_number_is_no_file(client: Client, an: User, number: str) -> None:
    client.force_login(an)
    response = client.get(f"/mijn/gegevens/downloaden/{number}/")
    assert response.status_code == 404


def test_after_a_week_the_page_says_why_there_is_nothing(
    client: Client, an: User, export: GegevensExport
) -> None:
    GegevensExport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.force_login(an)
    response = client.get(reverse(FILE, args=[export.pk]))
    assert response.status_code == 410
    assert "7 dagen" in response.content.decode()
    assert remove_expired() == 1
    assert private_files() == []
    assert client.get(reverse(FILE, args=[export.pk])).status_code == 410
    assert "verlopen" in client.get(reverse(PAGE)).content.decode()


def test_a_file_that_a_restore_took_away_is_gone_not_an_error(
    client: Client, an: User, export: GegevensExport
) -> None:
    for path in private_files():
        path.unlink()
    client.force_login(an)
    assert client.get(reverse(FILE, args=[export.pk])).status_code == 410


def test_one_that_is_being_made_can_not_be_fetched(client: Client, an: User) -> None:
    row = ask_for_export(an, None)
    client.force_login(an)
    assert client.get(reverse(FILE, args=[row.pk])).status_code == 404


def test_the_file_has_no_address_of_its_own(
    client: Client, an: User, export: GegevensExport
) -> None:
    client.force_login(an)
    assert not Path(export.file.path).is_relative_to(django_settings.MEDIA_ROOT)
    assert client.get(f"/media/{export.file.name}").status_code == 404
    assert client.get(f"/media/../{export.file.name}").status_code == 404
    with pytest.raises(ValueError, match="URL"):
        _ = export.file.url


def test_only_the_site_itself_can_read_the_file(export: GegevensExport) -> None:
    path = Path(export.file.path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(path.stem) == 32


def test_what_belongs_to_nobody_is_removed_in_time(export: GegevensExport) -> None:
    stray = Path(export.file.path).with_name("verdwaald.zip")
    stray.touch()
    assert remove_expired() == 0
    assert len(private_files()) == 2
    old = (timezone.now() - KEPT - timedelta(hours=1)).timestamp()
    os.utime(stray, (old, old))
    remove_expired()
    assert [path.name for path in private_files()] == [Path(export.file.name).name]


def test_the_daily_cleaning_removes_files_and_later_rows(export: GegevensExport) -> None:
    term = next(term for term in retention_terms() if term.key == "gegevensexports")
    GegevensExport.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert term.before
    term.before(timezone.now())
    assert private_files() == []
    assert GegevensExport.objects.count() == 1
    GegevensExport.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert term.remove(term.due(term.limit(timezone.now()))) == 1
    assert not GegevensExport.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_requests_at_once_one_file_comes(site: Site) -> None:
    user = UserFactory()
    rows = at_the_same_time(*[lambda: ask_for_export(user, None)] * 4)
    assert len({row.pk for row in rows}) == 1
    work()
    assert GegevensExport.objects.get().is_ready
