"""The groups that a log-in service puts people in."""

from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from bewoners.models import Aanmelddienst, GekregenGroep, Groepstoekenning, User
from bewoners.municipal_groups import groups_of
from bewoners.organisations import claims as said


@transaction.atomic
def apply_groups(service: Aanmelddienst, user: User, claims: Mapping[str, Any]) -> None:
    """Put somebody in the groups that the claims give, and out of those they no longer give.

    Only groups of the service's own municipality, and never out of a group that somebody was put in
    by hand.
    """
    given = Groepstoekenning.objects.filter(dienst=service, waarde__in=said.groups(claims, service))
    wanted = set(
        groups_of(service.site).filter(pk__in=given.values("groep")).values_list("pk", flat=True)
    )
    received = GekregenGroep.objects.filter(dienst=service, user=user)
    before = set(received.values_list("groep_id", flat=True))
    lost = before - wanted
    if lost:
        user.groups.remove(*lost)
        received.filter(groep__in=lost).delete()
    new = wanted - set(user.groups.values_list("pk", flat=True))
    if new:
        user.groups.add(*new)
        GekregenGroep.objects.bulk_create(
            (GekregenGroep(dienst=service, user=user, groep_id=group) for group in new),
            ignore_conflicts=True,
        )


@receiver(pre_delete, sender=Aanmelddienst)
def take_groups_back(instance: Aanmelddienst, **kwargs: Any) -> None:
    """Take people out of the groups that a service put them in, before it is gone."""
    for row in instance.gegeven.select_related("user"):
        row.user.groups.remove(row.groep_id)


@receiver(post_delete, sender=Aanmelddienst)
def forget_people(instance: Aanmelddienst, **kwargs: Any) -> None:
    """Forget whom a service knew: a later one of the same name knows other people."""
    SocialAccount.objects.filter(provider=instance.sleutel).delete()
