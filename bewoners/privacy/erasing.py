"""Erasing somebody: everything that says who they were goes, what they did with others stays."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, FileField
from django.http import HttpRequest
from django.utils import timezone

from bewoners.models import User
from bewoners.privacy import ledger
from bewoners.privacy.traces import end_all_sessions, forget_mails, remove_traces
from core.audit import Action, record
from core.mail.outbox import queue_mail
from core.personal_data import personal_data, words_of
from core.publication import all_sites_changed
from core.search import forget_gone_words

logger = logging.getLogger(__name__)


def erase_account(
    user: User, *, actor: User | None = None, request: HttpRequest | None = None
) -> bool:
    """Erase a person; return False when somebody else did so already.

    `actor` is who does it for them, such as an administrator. A last mail confirms it. Raises
    LedgerError, and changes nothing, when it can't be written down where a restore leaves it.
    """
    ledger.check_file()
    with transaction.atomic():
        person = _locked(user.pk)
        if person is None:
            return False
        address, made_at = person.email, timezone.now()
        erasure = ledger.note(person, made_at)
        if actor and actor.pk != person.pk:
            record(actor, Action.VERWIJDERD, person, request=request)
        remove_files = _erase(person, made_at)
        queue_mail(
            "account_verwijderd",
            to=[address],
            key=f"account-{person.pk}-verwijderd-{made_at.timestamp()}",
            context={"moment": made_at},
            forget=True,
        )
        transaction.on_commit(lambda: _to_file(erasure))
        # Last: what failed before this leaves the person as they were.
        remove_files()
    return True


def erase_again() -> int:
    """Erase whom the ledger names and who came back with a back-up; return how many."""
    count = 0
    for user in ledger.still_there(ledger.read_table() | ledger.read_file()):
        with transaction.atomic():
            person = _locked(user.pk)
            if person is not None:
                _erase(person, timezone.now())()
                count += 1
    # Last: when this breaks off, it is all done once more.
    ledger.sync()
    return count


def may_erase_self(user: User) -> bool:
    """Say whether somebody may delete their own account: staff hands over its work first."""
    return not (user.is_staff or user.is_superuser or user.has_perm("wagtailadmin.access_admin"))


def _locked(pk: int) -> User | None:
    return User.objects.select_for_update(of=("self",)).filter(pk=pk, verwijderd_op=None).first()


def _to_file(erasure: ledger.Erasure) -> None:
    try:
        ledger.add_to_file([erasure])
    except OSError:
        # It is in the table; the daily task writes what the file lacks.
        logger.exception("The ledger of erasures could not be written.")


def _erase(person: User, made_at: datetime) -> Callable[[], None]:
    """Take the person out of the database; return what removes their files."""
    # The account's own come first, and go last: by their words the others find what is theirs.
    kinds = personal_data()[::-1]
    words = words_of(person)
    files = [(file.storage, str(file)) for kind in kinds for file in kind.files(person) if file]
    for kind in kinds:
        kind.erase(person)
    forget_mails(word for word in words if "@" in word)
    forget_gone_words()
    remove_traces(words)
    end_all_sessions(person.pk, words)
    UserSession.objects.filter(user=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
    _empty(person, made_at)
    if not _is_referred_to(person):
        User.objects.filter(pk=person.pk).delete()
    # A name may stand on any page.
    all_sites_changed()

    def remove_files() -> None:
        for storage, name in files:
            storage.delete(name)

    return remove_files


def _empty(person: User, made_at: datetime) -> None:
    """Put every column back to what it is for nobody, also those that are added later."""
    kept = {"id", "session_number"}
    values: dict[str, Any] = {
        field.attname: "" if isinstance(field, FileField) else field.get_default()
        for field in User._meta.concrete_fields
        if field.name not in kept
    }
    values |= {
        "email": f"voormalig-{person.pk}@verwijderd.invalid",
        "password": make_password(None),
        "is_active": False,
        "session_number": F("session_number") + 1,
        "date_joined": made_at,
        "verwijderd_op": made_at,
    }
    User.objects.filter(pk=person.pk).update(**values)


def _is_referred_to(person: User) -> bool:
    """Say whether anything that stays points at the account: a vote, a comment, a revision."""
    for relation in User._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        field: Any = relation.field  # type: ignore[union-attr]
        if field.many_to_many or not field.db_constraint:
            continue
        rows = field.model._base_manager.filter(**{field.name: person.pk})  # noqa: SLF001
        if rows.exists():
            return True
    return False
