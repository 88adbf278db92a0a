"""What has to happen with an account, whichever way it changes."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from bewoners.models import User


@receiver(post_delete, sender=User)
def forget_portrait(instance: User, **kwargs: Any) -> None:
    """Remove the picture of an account that is gone."""
    if instance.foto.name:
        instance.forget_picture(instance.foto.name)
