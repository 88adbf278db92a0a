"""Lost rights, a closed account and a new password end sessions at the next request."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from bewoners.login.ending import end_sessions
from bewoners.models import User
from tests.conftest import HOST, Cast
from tests.factories.people import UserFactory

PASSWORD = "wachtwoord-van-test"
NEW = "een-heel-ander-woord-8"
ADMIN, MINE = reverse("wagtailadmin_home"), reverse("bewoners:home")


def log_in(user: User) -> Client:
    """Log in on a device, by the form."""
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    client = Client(headers={"host": HOST})
    response = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": MINE}
    )
    assert response.status_code == 302, response.content.decode()
    return client


def is_in(client: Client, page: str = MINE) -> bool:
    return client.get(page).status_code == 200


@pytest.fixture
def editor(cast: Cast) -> User:
    return cast.redacteur


@pytest.fixture
def devices(editor: User) -> list[Client]:
    """A laptop and a phone on which the editor is logged in."""
    found = [log_in(editor), log_in(editor)]
    assert all(is_in(client, ADMIN) for client in found)
    return found


def leave_group(user: User) -> None:
    user.groups.remove(user.groups.get())


def leave_all(user: User) -> None:
    user.groups.clear()


def taken_out(user: User) -> None:
    user.groups.get().user_set.remove(user)


def group_emptied(user: User) -> None:
    user.groups.get().user_set.clear()


def group_deleted(user: User) -> None:
    user.groups.get().delete()


def group_without_admin(user: User) -> None:
    group = user.groups.get()
    group.permissions.remove(Permission.objects.get(codename="access_admin"))


def admin_for_no_group(user: User) -> None:
    Permission.objects.get(codename="access_admin").group_set.clear()


def other_groups(user: User) -> None:
    user.groups.set([Group.objects.create(name="Anders")])


LOSSES: list[Callable[[User], None]] = [
    leave_group, leave_all, taken_out, group_emptied, group_deleted, group_without_admin,
    admin_for_no_group, other_groups,
]  # fmt: skip


@pytest.mark.parametrize("lose", LOSSES)
def test_whoever_loses_a_group_is_logged_out_everywhere(
    devices: list[Client], editor: User, lose: Callable[[User], None]
) -> None:
    lose(editor)
    for client in devices:
        assert not is_in(client, ADMIN)
        assert not is_in(client)
    assert not UserSession.objects.filter(user=editor).exists()


def close(user: User) -> None:
    user.is_active = False
    user.save()


def close_quickly(user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


def close_many(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("end", [close, close_quickly, close_many])
def test_a_closed_account_is_logged_out_and_stays_so_when_it_opens_again(
    devices: list[Client], editor: User, end: Callable[[User], None]
) -> None:
    end(editor)
    assert not any(is_in(client) for client in devices)
    User.objects.filter(pk=editor.pk).update(is_active=True)
    assert not any(is_in(client) for client in devices)
    assert is_in(log_in(editor))


@pytest.mark.parametrize("right", ["is_superuser", "is_staff"])
def test_an_administrator_no_more_is_logged_out(cast: Cast, right: str) -> None:
    client = log_in(cast.superuser)
    user = User.objects.get(pk=cast.superuser.pk)
    setattr(user, right, False)
    user.save()
    assert not is_in(client)


def test_a_permission_taken_away_logs_out(cast: Cast) -> None:
    permission = Permission.objects.get(codename="access_admin")
    cast.outsider.user_permissions.add(permission)
    client = log_in(cast.outsider)
    assert is_in(client, ADMIN)
    cast.outsider.user_permissions.remove(permission)
    assert not is_in(client)


def test_gained_rights_and_other_changes_leave_sessions_alone(
    devices: list[Client], editor: User, cast: Cast
) -> None:
    editor.groups.add(Group.objects.create(name="Erbij"))
    editor.first_name = "Rik"
    editor.is_staff = True
    editor.save()
    leave_group(cast.eindredacteur)
    group = editor.groups.exclude(name="Erbij").get()
    group.permissions.remove(*group.permissions.exclude(codename="access_admin"))
    assert all(is_in(client, ADMIN) for client in devices)


def test_an_older_copy_of_the_account_opens_no_session_again(
    devices: list[Client], editor: User
) -> None:
    older = User.objects.get(pk=editor.pk)
    leave_group(editor)
    older.first_name = "Rik"
    older.save()
    assert not any(is_in(client) for client in devices)
    assert User.objects.get(pk=editor.pk).session_number == 1


def test_a_loss_that_is_undone_ends_no_session(devices: list[Client], editor: User) -> None:
    with transaction.atomic():
        leave_group(editor)
        transaction.set_rollback(True)
    assert all(is_in(client, ADMIN) for client in devices)
    assert UserSession.objects.filter(user=editor).count() == 2


@pytest.mark.django_db
def test_a_new_account_and_a_log_in_cost_no_question_more() -> None:
    user = UserFactory()
    with connection.execute_wrapper(_refuse_user_selects):
        user.save(update_fields=["last_login"])


def _refuse_user_selects(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    assert not sql.startswith("SELECT"), sql
    return execute(sql, params, many, context)


def test_an_administrator_who_demotes_somebody_stays_logged_in(
    devices: list[Client], editor: User, cast: Cast
) -> None:
    admin = log_in(cast.superuser)
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    fields = {"email": editor.email, "first_name": "Rik", "last_name": "R", "is_active": "on"}
    assert admin.post(address, fields).status_code == 302
    assert not editor.groups.exists()
    assert not any(is_in(client) for client in devices)
    assert is_in(admin, ADMIN)


def test_who_changes_the_own_password_stays_logged_in_here_only(
    devices: list[Client], editor: User
) -> None:
    here, elsewhere = devices
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post(reverse("account_change_password"), fields).status_code == 302
    assert is_in(here, ADMIN)
    assert not is_in(elsewhere)
    assert UserSession.objects.get(user=editor).session_key == here.session.session_key


def test_a_password_set_by_an_administrator_ends_all_sessions(
    devices: list[Client], editor: User, cast: Cast
) -> None:
    admin = log_in(cast.superuser)
    fields = {
        "email": editor.email, "first_name": "Rik", "last_name": "R", "is_active": "on",
        "groups": [str(group.pk) for group in editor.groups.all()],
        "password1": NEW, "password2": NEW,
    }  # fmt: skip
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert admin.post(address, fields).status_code == 302
    assert not any(is_in(client) for client in devices)
    assert is_in(admin, ADMIN)


def test_sessions_ended_by_hand_are_gone_from_the_database(
    devices: list[Client], editor: User
) -> None:
    keys = [client.session.session_key for client in devices]
    end_sessions([editor.pk])
    assert not Session.objects.filter(session_key__in=keys).exists()
    assert not any(is_in(client) for client in devices)


def test_the_settings_of_an_editor_lead_to_the_pages_where_everybody_changes_them(
    devices: list[Client],
) -> None:
    html = devices[0].get(reverse("wagtailadmin_account")).content.decode()
    for name in ("account_change_password", "account_email", "mfa_index"):
        assert f'href="{reverse(name)}"' in html
    assert 'type="password"' not in html
    assert "name_email-email" not in html
