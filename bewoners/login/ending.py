"""What ends running sessions: lost rights, a closed account, a changed password or factor."""

from collections.abc import Iterable
from typing import Any

from allauth.account import signals as account_signals
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, pre_delete
from django.dispatch import receiver
from django.http import HttpRequest

from bewoners.models import User

ADMIN = {"content_type__app_label": "wagtailadmin", "codename": "access_admin"}


def end_sessions(users: Iterable[int]) -> None:
    """End all sessions of these accounts, in the transaction that is going on."""
    numbers = list(users)
    with transaction.atomic():
        User.objects.filter(pk__in=numbers).update(session_number=F("session_number") + 1)
        forget_devices(numbers)


def forget_devices(users: Iterable[int], *, but: str | None = None) -> None:
    """Remove the sessions that are listed for these accounts, except the one with this key."""
    for session in UserSession.objects.filter(user__in=users).exclude(session_key=but or ""):
        session.end()


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def end_with_lost_rights(
    *, action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """End the sessions of whoever leaves a group, or loses a permission of their own."""
    if not reverse and action in {"post_remove", "post_clear"}:
        end_sessions([instance.pk])
        instance.refresh_from_db(fields=["session_number"])
    elif reverse and action == "post_remove":
        end_sessions(pk_set or ())
    elif reverse and action == "pre_clear":
        # From the other side: everybody leaves the group.
        end_sessions(instance.user_set.values_list("pk", flat=True))


@receiver(m2m_changed, sender=Group.permissions.through)
def end_with_lost_admin(
    *, action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """End the sessions of a group that may no longer enter the admin."""
    if action not in {"post_remove", "pre_clear"}:
        return
    cleared, numbers = pk_set is None, pk_set or set()
    if reverse:
        entrance = Permission.objects.filter(pk=instance.pk, **ADMIN)
        groups = instance.group_set.all() if cleared else Group.objects.filter(pk__in=numbers)
    else:
        lost = instance.permissions.all() if cleared else Permission.objects.filter(pk__in=numbers)
        entrance, groups = lost.filter(**ADMIN), Group.objects.filter(pk=instance.pk)
    if entrance.exists():
        end_sessions(_members(groups))


@receiver(pre_delete, sender=Group)
def end_with_a_group(instance: Group, **kwargs: Any) -> None:
    end_sessions(_members([instance]))


def _members(groups: Iterable[Group]) -> list[int]:
    return list(User.objects.filter(groups__in=groups).values_list("pk", flat=True).distinct())


@receiver(account_signals.password_set)
@receiver(account_signals.password_changed)
@receiver(account_signals.password_reset)
def end_with_the_old_password(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """End all but this session; the others are no longer valid, and need not be listed either."""
    mine = request.session.session_key if request.user.is_authenticated else None
    forget_devices([user.pk], but=mine)
