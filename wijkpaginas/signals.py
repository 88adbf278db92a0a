"""What goes when a neighbourhood goes, however it is deleted."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete
from django.dispatch import receiver

from wijkpaginas.models import WijkGroup


@receiver(post_delete, sender=WijkGroup)
def delete_group(instance: WijkGroup, **kwargs: Any) -> None:
    """Delete the editor group of a deleted neighbourhood: it would edit nothing."""
    Group.objects.filter(pk=instance.group_id).delete()
