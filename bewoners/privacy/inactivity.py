"""Accounts that nobody uses: two warnings, and then they go. A log-in stops it."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from bewoners.models import Inactiviteit, Toestemming, User
from core.mail.outbox import queue_mail
from core.models import Gemeente
from core.retention import YEAR

TERM = 2 * YEAR
FIRST_WARNING = timedelta(days=60)
SECOND_WARNING = timedelta(days=14)
# Both warnings have to fit in it.
SHORTEST_TERM = 90


def staff() -> "QuerySet[User]":
    """Return who can enter the admin, closed accounts included."""
    found: QuerySet[User] = ModelBackend().with_perm(
        "wagtailadmin.access_admin",
        is_active=None,  # type: ignore[arg-type]  # as its documentation says
    )
    return found


def _unused_since(limit: datetime) -> "QuerySet[Any]":
    people: QuerySet[Any] = User.objects.filter(verwijderd_op=None)
    last_use = Coalesce("last_login", "date_joined")
    return people.annotate(last_use=last_use).filter(last_use__lt=limit)


def unused_since(limit: datetime) -> "QuerySet[User]":
    """Return accounts of residents that were last used before a moment."""
    return _unused_since(limit).exclude(pk__in=staff().values("pk"))


def unused_staff(limit: datetime) -> int:
    """Count accounts of staff that were last used before a moment: they stay, but are reported."""
    return _unused_since(limit).filter(pk__in=staff().values("pk")).count()


def due_accounts(limit: datetime) -> "QuerySet[User]":
    """Return unused accounts whose second warning is long enough ago."""
    warned = timezone.now() - SECOND_WARNING
    return unused_since(limit).filter(
        inactiviteit__second_at__lte=warned, inactiviteit__second_at__gt=F("last_use")
    )


def warn(now: datetime, term: timedelta) -> None:
    """Send the warnings that are due, and forget those of people who came back."""
    Inactiviteit.objects.filter(user__last_login__gte=F("first_at")).delete()
    first = unused_since(now - term + FIRST_WARNING).filter(inactiviteit=None)
    for user in first.iterator():
        with transaction.atomic():
            row, created = Inactiviteit.objects.get_or_create(user=user, defaults={"first_at": now})
            if created:
                _mail(user, row, now + max(FIRST_WARNING, _left(user, now, term)), "eerste")
    second = unused_since(now - term + SECOND_WARNING).filter(
        inactiviteit__second_at=None,
        inactiviteit__first_at__lte=now - FIRST_WARNING + SECOND_WARNING,
    )
    for user in second.iterator():
        with transaction.atomic():
            open_row = Inactiviteit.objects.filter(user=user, second_at=None)
            if open_row.update(second_at=now):
                row = Inactiviteit.objects.get(user=user)
                _mail(user, row, now + SECOND_WARNING, "tweede")


def _left(user: User, now: datetime, term: timedelta) -> timedelta:
    last_use: datetime = user.last_login or user.date_joined
    return last_use + term - now


def _mail(user: User, row: Inactiviteit, goes_on: datetime, which: str) -> None:
    """Tell somebody until when they can log in; who can't log in is told nothing."""
    if not user.is_active:
        return
    site = _site_of(user)
    if site is None:
        return
    queue_mail(
        "inactief",
        to=[user.email],
        key=f"inactief-{user.pk}-{row.first_at:%Y%m%d}-{which}",
        context={
            "site_naam": Gemeente.for_site(site).naam or site.site_name,
            "naam": user.public_name,
            "dag": timezone.localtime(goes_on).date(),
            "link": site.root_url + reverse("account_request_login_code"),
        },
    )


def _site_of(user: User) -> Site | None:
    """Return the site that somebody takes part on: of their neighbourhood, or of their consent."""
    if user.wijk:
        site: Site | None = user.wijk.get_site()
        if site:
            return site
    given = Toestemming.objects.filter(user=user).select_related("site").first()
    return given.site if given else Site.objects.filter(is_default_site=True).first()


def never_confirmed(limit: datetime) -> "QuerySet[User]":
    """Return accounts that were begun before a moment, with an address that nobody confirmed."""
    own = EmailAddress.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(
        Q(Exists(own)),
        ~Exists(own.filter(verified=True)),
        last_login=None,
        date_joined__lt=limit,
    ).exclude(pk__in=staff().values("pk"))
