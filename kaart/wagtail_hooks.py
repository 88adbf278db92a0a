"""What the map adds to the admin."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .choosers import gebied_chooser
from .models import Gebied
from .permissions import ReadOnlyPermissionPolicy
from .viewsets import gebied_viewset

register_permission_policy(Gebied, ReadOnlyPermissionPolicy(Gebied))


@hooks.register("register_admin_viewset")
def register_gebieden() -> list[Any]:
    """Add the list of areas and the dialog to choose one."""
    return [gebied_viewset, gebied_chooser]
