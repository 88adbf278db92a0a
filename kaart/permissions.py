"""Who may do what with areas in the admin."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Areas come from a source: nobody edits them by hand, administrators neither."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow looking, to whom the permission was given."""
        return action == "view" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        """Leave out the actions that nobody may take."""
        # Asked about no action at all, Wagtail answers with all administrators.
        users = super().users_with_any_permission(["view"])
        return users if "view" in actions else users.none()
