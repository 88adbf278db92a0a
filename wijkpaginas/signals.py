"""What goes, and what moves, with a neighbourhood or a municipality, however that is done."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkPage
from wijkpaginas.services.groups import settle_moved_wijk
from wijkpaginas.services.workflows import remove_task, used_elsewhere


@receiver(pre_delete, sender=WijkGroup)
@receiver(pre_delete, sender=GemeenteGroup)
def look_at_the_task(instance: WijkGroup | GemeenteGroup, **kwargs: Any) -> None:
    """Find out what becomes of the group's task while all of its branch is still there."""
    branch = instance.wijk if isinstance(instance, WijkGroup) else instance.site.root_page
    if instance.task:
        instance.task_is_used = used_elsewhere(instance.task, branch)


@receiver(post_delete, sender=WijkGroup)
@receiver(post_delete, sender=GemeenteGroup)
def delete_group(instance: WijkGroup | GemeenteGroup, **kwargs: Any) -> None:
    """Delete the editor group of what is deleted, and its workflow: nobody would edit with it."""
    if instance.task:
        remove_task(instance.task, used=instance.task_is_used)
    Group.objects.filter(pk=instance.group_id).delete()


@receiver(post_page_move)
def settle_moved_wijken(instance: Page, **kwargs: Any) -> None:
    """Let the groups of a neighbourhood follow it into another municipality."""
    for wijk in WijkPage.objects.descendant_of(instance, inclusive=True):
        settle_moved_wijk(wijk)
