"""What administrators see and change of accounts is in the log by itself; deleting is erasing."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Comment

from bewoners.models import User, Verwijdering
from bewoners.privacy.erasing import erase_account
from core.models import AuditEntry
from tests.bewoners.traces import places_of
from tests.bewoners.zoe import (
    ADDRESS,
    LAST,
    NAME,
    OTHER_ADDRESS,
    deliver_all,
)
from tests.conftest import Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

USERS = "wagtailusers_users"


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


def logged(**fields: object) -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(**fields).order_by("pk")
    return list(rows.values_list("action", "about_id"))


def test_everybody_in_a_list_is_noted(admin: Client, cast: Cast) -> None:
    response = admin.get(reverse(f"{USERS}:index"))
    shown = {str(user.pk) for user in response.context["object_list"]}
    assert len(shown) > 3
    assert {key for action, key in logged(actor=cast.superuser) if action == "getoond"} == shown


def test_a_search_notes_whom_it_found_and_not_what_was_typed(admin: Client, cast: Cast) -> None:
    for name in ("index", "index_results"):
        AuditEntry.objects.none()
        admin.get(reverse(f"{USERS}:{name}"), {"q": cast.resident.email})
    assert logged() == [("getoond", str(cast.resident.pk))] * 2
    assert cast.resident.email not in str(list(AuditEntry.objects.values_list()))


@pytest.mark.parametrize("name", ["edit", "delete", "history", "usage"])
def test_looking_at_somebody_is_noted(admin: Client, cast: Cast, name: str) -> None:
    address = reverse(f"{USERS}:{name}", args=[cast.resident.pk])
    assert admin.get(address).status_code == 200
    assert logged() == [("bekeken", str(cast.resident.pk))]


def test_who_may_not_look_is_not_noted_as_having_looked(client: Client, cast: Cast) -> None:
    client.force_login(cast.redacteur)
    for name in ("edit", "delete", "history", "usage"):
        client.get(reverse(f"{USERS}:{name}", args=[cast.resident.pk]))
    client.get(reverse(f"{USERS}:index"))
    assert logged() == []


def test_a_change_is_noted_with_the_names_of_the_fields(admin: Client, cast: Cast) -> None:
    values = {
        "email": "ander@example.nl",
        "first_name": cast.resident.first_name,
        "last_name": "Anders",
        "is_active": "on",
    }
    address = reverse(f"{USERS}:edit", args=[cast.resident.pk])
    assert admin.post(address, values).status_code == 302
    entry = AuditEntry.objects.get(action="gewijzigd")
    assert entry.fields == ["email", "last_name"]
    assert "ander@example.nl" not in str(list(AuditEntry.objects.values_list()))
    assert entry.site is not None or entry.site_id is None


def test_a_change_that_is_refused_is_not_noted_as_one(admin: Client, cast: Cast) -> None:
    address = reverse(f"{USERS}:edit", args=[cast.resident.pk])
    assert admin.post(address, {"email": "geen-adres"}).status_code == 200
    assert logged(action="gewijzigd") == []


def test_saving_without_a_change_is_not_noted_as_one(admin: Client, cast: Cast) -> None:
    person = cast.resident
    values = {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "is_active": "on",
    }
    assert admin.post(reverse(f"{USERS}:edit", args=[person.pk]), values).status_code == 302
    assert logged(action="gewijzigd") == []


def test_a_new_account_is_noted(admin: Client, cast: Cast) -> None:
    values = {
        "email": "nieuw@example.nl",
        "first_name": "N",
        "last_name": "Ieuw",
        "password1": "een-lang-wachtwoord-7",
        "password2": "een-lang-wachtwoord-7",
    }
    assert admin.post(reverse(f"{USERS}:add"), values).status_code == 302
    new = User.objects.get(email="nieuw@example.nl")
    assert logged() == [("toegevoegd", str(new.pk))]


@pytest.mark.parametrize(
    ("action", "values", "field"),
    [
        ("set_active_state", {"mark_as_active": "False"}, "is_active"),
        ("assign_role", {"role": "{role}"}, "groups"),
    ],
)
def test_a_change_of_several_people_is_noted_for_each(
    admin: Client, cast: Cast, action: str, values: dict[str, str], field: str
) -> None:
    role = cast.redacteur.groups.get().pk
    values = {name: value.format(role=role) for name, value in values.items()}
    address = reverse("wagtail_bulk_action", args=["bewoners", "user", action])
    query = f"?id={cast.resident.pk}&id={cast.other_resident.pk}"
    both = {str(cast.resident.pk), str(cast.other_resident.pk)}
    assert admin.get(address + query).status_code == 200
    assert {key for _action, key in logged(action="getoond")} == both
    assert admin.post(address + query, values).status_code == 302
    assert {key for _action, key in logged(action="gewijzigd")} == both
    assert AuditEntry.objects.filter(action="gewijzigd").first().fields == [field]  # type: ignore[union-attr]


def test_a_list_of_more_people_asks_no_more_of_the_database(admin: Client, cast: Cast) -> None:
    counts = []
    for people in (2, 8):
        UserFactory.create_batch(people)
        admin.get(reverse(f"{USERS}:index"))
        with CaptureQueriesContext(connection) as queries:
            admin.get(reverse(f"{USERS}:index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_taking_away_a_second_step_is_noted(cast: Cast) -> None:
    call_command("verwijder_tweede_stap", cast.redacteur.email, stdout=StringIO())
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.about_id) == (None, str(cast.redacteur.pk))
    assert entry.fields == ["tweede_stap"]


def test_an_account_is_not_copied(admin: Client, cast: Cast) -> None:
    assert admin.get(f"/admin/users/copy/{cast.resident.pk}/").status_code == 404


def test_an_administrator_erases_somebody(client: Client, cast: Cast, zoe: User) -> None:
    client.force_login(cast.superuser)
    address = reverse("wagtailusers_users:delete", args=[zoe.pk])
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    AuditEntry.objects.get(action="verwijderd", about_id=str(zoe.pk), actor=cast.superuser)
    Session.objects.all().delete()
    deliver_all()
    assert places_of(ADDRESS, OTHER_ADDRESS, NAME, LAST) == []


def test_an_administrator_erases_several_people(client: Client, cast: Cast, zoe: User) -> None:
    other = UserFactory(email="nog-iemand@example.nl")
    client.force_login(cast.superuser)
    address = reverse("wagtail_bulk_action", args=["bewoners", "user", "delete"])
    query = f"?id={zoe.pk}&id={other.pk}&id={cast.superuser.pk}"
    assert client.post(address + query).status_code == 302
    gone = User.objects.filter(pk__in=[zoe.pk, other.pk], verwijderd_op=None)
    assert not gone.exists()
    assert User.objects.filter(pk=cast.superuser.pk, verwijderd_op=None).exists()
    assert AuditEntry.objects.filter(action="verwijderd").count() == 2
    assert Verwijdering.objects.count() == 2


def test_an_erased_account_is_not_in_the_admin(
    client: Client, cast: Cast, zoe: User, wijk: WijkPage
) -> None:
    Comment.objects.create(page=wijk, user=zoe, text="x", contentpath="title", position="")
    erase_account(zoe)
    client.force_login(cast.superuser)
    assert "verwijderd.invalid" not in client.get("/admin/users/").content.decode()
    for name in ("edit", "delete", "history", "usage"):
        address = reverse(f"wagtailusers_users:{name}", args=[zoe.pk])
        assert client.get(address).status_code == 404
    address = reverse("wagtail_bulk_action", args=["bewoners", "user", "set_active_state"])
    client.post(f"{address}?id={zoe.pk}", {"mark_as_active": "True"})
    assert not User.objects.get(pk=zoe.pk).is_active


def test_an_editor_erases_nobody(client: Client, cast: Cast, zoe: User) -> None:
    client.force_login(cast.communicatie)
    client.post(reverse("wagtailusers_users:delete", args=[zoe.pk]))
    address = reverse("wagtail_bulk_action", args=["bewoners", "user", "delete"])
    client.post(f"{address}?id={zoe.pk}")
    assert User.objects.filter(email=ADDRESS).exists()
