"""Whether someone still wants to see the first steps on the dashboard."""

from typing import Any

from wagtail.users.models import UserProfile

TIPS = "samenwijk_eerste_stappen"


def tips_are_closed(user: Any) -> bool:
    profile = getattr(user, "wagtail_userprofile", None)
    return bool(profile and profile.dismissibles.get(TIPS))


def set_tips_closed(user: Any, *, closed: bool) -> None:
    """Remember it with Wagtail's other messages that this person closed."""
    profile = UserProfile.get_for_user(user)
    profile.dismissibles[TIPS] = closed
    profile.save(update_fields=["dismissibles"])
