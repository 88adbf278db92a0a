"""Which account belongs to an e-mail address whose owner just showed that it is theirs."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.hashers import make_password
from django.db import transaction

from bewoners.login.addresses import forget_other_addresses
from bewoners.login.ending import end_sessions
from bewoners.models import User


@transaction.atomic
def account_of(email: str, naam: str) -> User:
    """Return the account of an address that was shown to be theirs; make it when there is none.

    Two who ask at the same time get the same account. What a stranger put in an account that was
    made with this address, and never confirmed, does not stay behind.
    """
    # Compared to the letter, as all are stored in lower case: to a database that ignores capitals,
    # an i without its dot is an i, but the two mailboxes are of two people.
    email = email.lower()
    known = EmailAddress.objects.filter(email=email, verified=True)
    address = known.select_related("user").first()
    if address:
        user: User = address.user
    else:
        user, created = User.objects.get_or_create(
            email=email, defaults={"naam": naam, "password": make_password(None)}
        )
        if not created and _was_never_confirmed(user):
            _take_over(user, naam)
        _mark_as_confirmed(user, email)
    if not user.naam and naam:
        user.naam = naam
        user.save(update_fields=["naam"])
    return user


def may_log_in_by_mail(user: User) -> bool:
    """Say whether a link or code in a mail is enough to come in.

    It is not for who can enter the admin, or wants a second step at each log-in.
    """
    return not (user.has_perm("wagtailadmin.access_admin") or is_mfa_enabled(user))


def _was_never_confirmed(user: User) -> bool:
    """Say whether somebody made this account without ever showing that the address is theirs."""
    own = EmailAddress.objects.filter(user=user)
    return (
        user.last_login is None
        and own.exists()
        and not own.filter(verified=True).exists()
        and not user.has_perm("wagtailadmin.access_admin")
    )


def _take_over(user: User, naam: str) -> None:
    user.naam, user.wijk, user.foto = naam, None, ""
    user.set_unusable_password()
    user.save(update_fields=["naam", "wijk", "foto", "password"])
    Authenticator.objects.filter(user=user).delete()
    forget_other_addresses(user)
    end_sessions([user.pk])


def _mark_as_confirmed(user: User, email: str) -> None:
    others = EmailAddress.objects.filter(user=user, primary=True).exclude(email=email)
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": not others.exists()}
    )
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
