"""What says that somebody is new here, and links to elsewhere."""

import re
from datetime import timedelta

from django.utils import timezone

from bewoners.models import User
from deelname.models import Reactie

LINK = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|net|org|nl|info|biz|ru|top|shop)\b", re.IGNORECASE
)
# What was placed has to have stood there for a while, so that somebody could report it.
PROVEN = timedelta(days=1)


def is_newcomer(user: User) -> bool:
    """Say whether nothing of somebody has stood on the site for a day."""
    placed = Reactie.objects.filter(user=user, stand=Reactie.Stand.GEPLAATST)
    return not placed.filter(created_at__lt=timezone.now() - PROVEN).exists()
