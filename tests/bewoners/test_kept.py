"""What is kept of residents goes in time: submissions, accounts that nobody uses, sessions."""

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.confirming.waiting import Confirmable, register_confirmable, unregister_confirmable
from bewoners.consent.versions import record_consent
from bewoners.models import Bevestiging, Inactiviteit, Toestemming, User, Volger
from core.cleaning import clean_up
from core.models import Opruiming, OutgoingMail
from core.personal_data import personal_data
from tests.bewoners.following import send_in
from tests.conftest import Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _private_folder(settings: Settings, tmp_path: object) -> None:
    settings.PRIVATE_ROOT = str(tmp_path)


def clean(after: timedelta = timedelta(0)) -> dict[str, Opruiming]:
    """Clean up as on a later day; return what was done of each kind."""
    Opruiming.objects.all().delete()
    return {row.key: row for row in clean_up(timezone.now() + after)}


def unused(days: int, **fields: object) -> User:
    """Make somebody who last came this long ago."""
    user = UserFactory(last_login=timezone.now() - timedelta(days=days), **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def subjects_to(user: User) -> list[str]:
    mails = OutgoingMail.objects.order_by("pk")
    return [mail.subject for mail in mails if user.email in mail.recipients]


# --- What waited -------------------------------------------------------------------------------


def test_what_nobody_confirms_goes_after_thirty_days(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, "oud@example.nl")
    Bevestiging.objects.update(created_at=timezone.now() - timedelta(days=31))
    send_in(client, wijk, "nieuw@example.nl")
    assert clean()["bevestigingen"].count == 1
    assert Bevestiging.objects.get().email == "nieuw@example.nl"


def test_what_belongs_to_it_goes_along(client: Client, wijk: WijkPage) -> None:
    gone: list[object] = []
    kind = Confirmable(
        "bestand", "een bestand", lambda _data: [], lambda _user, _data: None,
        lambda _data: "/", discard=lambda data: gone.append(data["naam"]),
    )  # fmt: skip
    register_confirmable(kind)
    for number, confirmed in enumerate((None, timezone.now())):
        Bevestiging.objects.create(
            kind="bestand", data={"naam": f"{number}.jpg"}, site=wijk.get_site(),
            token_hash=str(number), expires_at=timezone.now(), confirmed_at=confirmed,
            created_at=timezone.now() - timedelta(days=31),
        )  # fmt: skip
    assert clean()["bevestigingen"].count == 2
    unregister_confirmable("bestand")
    assert gone == ["0.jpg"]


def test_an_account_whose_address_nobody_confirmed_goes(site: Site, cast: Cast) -> None:
    begun = UserFactory(date_joined=timezone.now() - timedelta(days=31))
    EmailAddress.objects.create(user=begun, email=begun.email, verified=False, primary=True)
    younger = UserFactory(date_joined=timezone.now() - timedelta(days=29))
    EmailAddress.objects.create(user=younger, email=younger.email, verified=False)
    made_by_an_administrator = UserFactory(date_joined=timezone.now() - timedelta(days=99))
    User.objects.filter(pk=cast.redacteur.pk).update(date_joined=timezone.now() - 99 * DAY)
    EmailAddress.objects.create(user=cast.redacteur, email=cast.redacteur.email, verified=False)
    assert clean()["onbevestigde_accounts"].count == 1
    assert not User.objects.filter(pk=begun.pk).exists()
    kept = {younger.pk, made_by_an_administrator.pk, cast.redacteur.pk}
    assert User.objects.filter(pk__in=kept).count() == 3
    assert not subjects_to(begun)


# --- Accounts that nobody uses -----------------------------------------------------------------


def test_two_warnings_come_before_an_account_goes(site: Site) -> None:
    user = unused(730 - 61, wijk=site.root_page)
    assert clean()["accounts"].count == 0
    assert subjects_to(user) == []
    clean(after=2 * DAY)
    assert subjects_to(user) == ["Wij verwijderen uw account bij Waterhage"]
    # Every day after that, nothing more.
    for days in (3, 20, 40, 46):
        clean(after=days * DAY)
    assert len(subjects_to(user)) == 1
    clean(after=49 * DAY)
    assert len(subjects_to(user)) == 2
    clean(after=55 * DAY)
    assert len(subjects_to(user)) == 2
    assert User.objects.filter(pk=user.pk, is_active=True).exists()


def test_a_warning_says_until_when_and_links_to_the_log_in(site: Site) -> None:
    user = unused(730 - 59, wijk=site.root_page)
    clean()
    mail = OutgoingMail.objects.get()
    day = timezone.localtime(timezone.now() + 60 * DAY)
    assert f"{day.day} " in mail.text
    assert str(day.year) in mail.text
    assert "/account/inloggen/" in mail.text
    assert "/account/inloggen/" in mail.html
    assert user.email in mail.recipients


def warn_at(user: User, first: datetime, second: datetime | None = None) -> None:
    Inactiviteit.objects.create(user=user, first_at=first, second_at=second)


def test_an_account_goes_two_years_after_its_last_use(site: Site) -> None:
    user = unused(731)
    Volger.objects.create(user=user, page=site.root_page)
    record_consent(user, site, 0)
    warn_at(user, timezone.now() - 61 * DAY, timezone.now() - 15 * DAY)
    assert clean()["accounts"].count == 1
    assert not User.objects.filter(email=user.email).exists()
    assert not Volger.objects.exists()
    assert not Toestemming.objects.exists()
    assert not Inactiviteit.objects.exists()


def test_nobody_goes_without_both_warnings(site: Site) -> None:
    """Where retention begins with old accounts, they get their two months first."""
    user = unused(3000)
    clean()
    assert len(subjects_to(user)) == 1
    clean(after=45 * DAY)
    assert len(subjects_to(user)) == 1
    clean(after=47 * DAY)
    assert len(subjects_to(user)) == 2
    assert clean(after=48 * DAY)["accounts"].count == 0
    assert User.objects.filter(pk=user.pk, is_active=True).exists()


def test_a_log_in_stops_it(site: Site) -> None:
    user = unused(731)
    warn_at(user, timezone.now() - 61 * DAY, timezone.now() - 15 * DAY)
    user.last_login = timezone.now() - DAY
    user.save()
    assert clean()["accounts"].count == 0
    assert not Inactiviteit.objects.exists()
    assert User.objects.filter(pk=user.pk, is_active=True).exists()


def test_who_never_logged_in_counts_from_the_begin(site: Site) -> None:
    user = UserFactory(last_login=None, date_joined=timezone.now() - 731 * DAY)
    warn_at(user, timezone.now() - 61 * DAY, timezone.now() - 15 * DAY)
    assert clean()["accounts"].count == 1


def test_staff_stays_and_is_reported(site: Site, cast: Cast) -> None:
    old = timezone.now() - 900 * DAY
    for user in (cast.redacteur, cast.superuser):
        User.objects.filter(pk=user.pk).update(last_login=old)
        warn_at(user, timezone.now() - 61 * DAY, timezone.now() - 15 * DAY)
    row = clean()["accounts"]
    assert (row.count, row.skipped) == (0, 2)
    assert User.objects.filter(pk__in=[cast.redacteur.pk, cast.superuser.pk]).count() == 2


def test_a_closed_account_gets_no_mail_but_goes_as_well(site: Site) -> None:
    user = unused(3000, is_active=False)
    clean()
    clean(after=47 * DAY)
    assert subjects_to(user) == []
    assert Inactiviteit.objects.get().second_at is not None


def test_an_installation_with_a_shorter_term_warns_earlier(site: Site, settings: Settings) -> None:
    settings.RETENTION = {"accounts": 365}
    user = unused(306)
    clean()
    assert len(subjects_to(user)) == 1


# --- Sessions ----------------------------------------------------------------------------------


def test_sessions_go_a_day_after_they_ended(site: Site) -> None:
    user = UserFactory()
    for key, ended in (("voorbij", 2), ("net voorbij", 0), ("loopt nog", -3)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=timezone.now() - ended * DAY
        )
        UserSession.objects.create(
            user=user, session_key=key, ip="192.0.2.1", user_agent="x", last_seen_at=NOW
        )
    UserSession.objects.update(last_seen_at=timezone.now() - 20 * DAY)
    rows = clean()
    assert rows["sessies"].count == 1
    assert set(Session.objects.values_list("session_key", flat=True)) == {
        "net voorbij", "loopt nog",
    }  # fmt: skip
    clean(after=DAY / 24)
    assert not UserSession.objects.filter(session_key="voorbij").exists()
    assert UserSession.objects.count() == 2


# --- Somebody's own data -----------------------------------------------------------------------


def test_the_download_has_what_this_part_keeps(client: Client, wijk: WijkPage) -> None:
    user = UserFactory()
    Volger.objects.create(user=user, page=wijk)
    record_consent(user, wijk.get_site(), 0)
    send_in(client, wijk, user.email)
    kinds = {kind.key: kind.export(user) for kind in personal_data()}
    assert [row["wijk"] for row in kinds["volgen"]] == ["Havenkwartier"]
    assert [row["versie"] for row in kinds["toestemmingen"]] == [0]
    assert [row["soort"] for row in kinds["ingestuurd"]] == ["volgen"]


def test_erasing_takes_all_of_it_away_and_nothing_of_others(client: Client, wijk: WijkPage) -> None:
    user, other = UserFactory(), UserFactory()
    for somebody in (user, other):
        Volger.objects.create(user=somebody, page=wijk)
        record_consent(somebody, wijk.get_site(), 0)
        send_in(client, wijk, somebody.email)
        warn_at(somebody, timezone.now())
    for kind in personal_data():
        if kind.key in {"volgen", "toestemmingen", "ingestuurd", "inactiviteit"}:
            kind.erase(user)
            kind.erase(user)
    assert Bevestiging.objects.get().email == other.email
    for model in (Volger, Toestemming, Inactiviteit):
        assert model._default_manager.get().user == other
