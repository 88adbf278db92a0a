"""What is kept of residents, and for how long."""

from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bewoners.confirming.waiting import discard
from bewoners.consent.versions import exported as exported_consent
from bewoners.models import Bevestiging, Inactiviteit, Toestemming, User
from bewoners.privacy.erasing import erase_account
from bewoners.privacy.inactivity import (
    SHORTEST_TERM,
    TERM,
    due_accounts,
    never_confirmed,
    unused_staff,
    warn,
)
from bewoners.privacy.kinds import addresses_of
from core.personal_data import PersonalData, register_personal_data
from core.retention import Bewaartermijn, register_retention


def old_submissions(limit: datetime) -> "QuerySet[Bevestiging]":
    return Bevestiging.objects.filter(created_at__lt=limit)


def remove_submissions(found: "QuerySet[Bevestiging]") -> int:
    """Remove them, with what belongs to those that nobody confirmed."""
    for row in found.filter(confirmed_at=None):
        discard(row)
    return found.delete()[0]


def erase(found: "QuerySet[User]") -> int:
    """Erase accounts, as if their owners had asked for it."""
    return sum(erase_account(user) for user in found)


def remove_accounts(found: "QuerySet[User]") -> int:
    number = len(found)
    found.delete()
    return number


def _warn(now: datetime) -> None:
    warn(now, timedelta(days=ACCOUNTS.term))


def over_sessions(limit: datetime) -> "QuerySet[Session]":
    return Session.objects.filter(expire_date__lt=limit)


def over_devices(limit: datetime) -> "QuerySet[UserSession]":
    """Return what was noted of devices whose session is gone."""
    there = Session.objects.filter(session_key=OuterRef("session_key"))
    return UserSession.objects.filter(~Exists(there), last_seen_at__lt=limit)


ACCOUNTS = Bewaartermijn(
    key="accounts",
    what=_("Accounts van bewoners"),
    data=_("Naam, e-mailadres, wijk en foto, wat u volgt, en waarmee u akkoord ging"),
    why=_("Om u te laten meedoen en u te herkennen als u terugkomt"),
    ground=_("Uw toestemming"),
    since=_("nadat u voor het laatst hebt ingelogd. U krijgt eerst twee mails"),
    days=TERM,
    minimum=SHORTEST_TERM,
    due=due_accounts,
    remove=erase,
    before=_warn,
    skipped=unused_staff,
    # What goes wrong with one account holds up no other.
    batch=1,
)

register_retention(
    ACCOUNTS,
    Bewaartermijn(
        key="onbevestigde_accounts",
        what=_("Accounts waarvan het e-mailadres niet is bevestigd"),
        data=_("Naam en e-mailadres"),
        why=_("Om u de tijd te geven het adres te bevestigen"),
        ground=_("Uw toestemming"),
        since=_("nadat het account is gemaakt"),
        days=30,
        due=never_confirmed,
        remove=remove_accounts,
        batch=1,
    ),
    Bewaartermijn(
        key="bevestigingen",
        what=_("Wat u instuurt zonder in te loggen"),
        data=_("Naam, e-mailadres en wat u invulde"),
        why=_("Om te wachten tot u uw e-mailadres bevestigt"),
        ground=_("Uw toestemming"),
        since=_("nadat u het hebt ingestuurd, als u het niet bevestigt"),
        days=30,
        # The link in the mail works for a week.
        minimum=8,
        due=old_submissions,
        remove=remove_submissions,
    ),
    Bewaartermijn(
        key="sessies",
        what=_("Dat u bent ingelogd"),
        data=_("Een nummer in een cookie en in onze database"),
        why=_("Om u ingelogd te houden"),
        ground=_("Uw toestemming"),
        since=_("nadat uw sessie is afgelopen. Dat is als u uitlogt, of vanzelf na twee weken"),
        days=1,
        due=over_sessions,
    ),
    Bewaartermijn(
        key="apparaten",
        what=_("Waar u bent ingelogd"),
        data=_("Internetadres en soort apparaat"),
        why=_("Om u te laten zien waar u bent ingelogd, zodat u misbruik kunt herkennen"),
        ground=_("Taak van algemeen belang"),
        since=_("nadat u daar voor het laatst was, als u er niet meer bent ingelogd"),
        days=1,
        due=over_devices,
    ),
)


def _submissions(user: User) -> "QuerySet[Bevestiging]":
    waiting = Q(email__in=addresses_of(user), confirmed_at=None)
    return Bevestiging.objects.filter(Q(user=user) | waiting)


def _export_submissions(user: User) -> list[dict[str, Any]]:
    rows = _submissions(user)
    return [
        {
            "soort": row.kind,
            "inhoud": row.data,
            "naam": row.naam,
            "ingestuurd_op": row.created_at,
            "bevestigd_op": row.confirmed_at,
        }
        for row in rows
    ]


def _erase_submissions(user: User) -> None:
    remove_submissions(_submissions(user))


def _erase_consent(user: User) -> None:
    # Its own manager refuses to delete: this is the one moment that it goes.
    Toestemming._base_manager.filter(user=user).delete()  # noqa: SLF001


def _export_warnings(user: User) -> list[dict[str, Any]]:
    rows = Inactiviteit.objects.filter(user=user)
    return [{"eerste": row.first_at, "tweede": row.second_at} for row in rows]


def _erase_warnings(user: User) -> None:
    Inactiviteit.objects.filter(user=user).delete()


register_personal_data(
    PersonalData(
        key="ingestuurd",
        label=_("Wat u instuurde zonder in te loggen"),
        export=_export_submissions,
        erase=_erase_submissions,
        goes=_("Wat u instuurde en nog niet bevestigde, wordt verwijderd."),
    ),
    PersonalData(
        key="toestemmingen",
        label=_("Waarmee u akkoord ging"),
        export=exported_consent,
        erase=_erase_consent,
        goes=_("Waarmee u akkoord ging, wordt verwijderd."),
    ),
    PersonalData(
        key="inactiviteit",
        label=_("Waarschuwingen omdat u lang niet inlogde"),
        export=_export_warnings,
        erase=_erase_warnings,
    ),
)
