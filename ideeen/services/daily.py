"""The mail of the morning: what waits for moderators, and what is overdue for coordinators.

Nobody is mailed when nothing waits. The key of the mail holds the day, so that each person gets it
once, however many processes do this.
"""

from datetime import datetime, time
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from bewoners.models import User
from core.due import register_due
from core.mail.outbox import queue_mail
from core.models import Gemeente, OutgoingMail
from core.roles import MODERATOR, REGISSEUR
from deelname.admin.queue import count_all
from deelname.permissions import wijken_for
from ideeen.models import Idee
from ideeen.workflow import Stadium
from wijkpaginas.services import site_of

# Not in the night: a phone that lies beside a bed may sound.
BEGINS = time(7, 0)
MOST_SHOWN = 10
# In the cache: the last day on which everybody was looked after.
DONE = "ideeen-daily-mails"


def send_daily_mails(now: datetime) -> int:
    """Mail each moderator and coordinator what waits, once a day; return how many mails.

    Cheap when it was done today, as it is called every minute.
    """
    here = timezone.localtime(now)
    day = here.date().isoformat()
    if here.time() < BEGINS or cache.get(DONE) == day:
        return 0
    keys = {f"wachtrij-{day}-{user.pk}": user for user in _judges()}
    sent = set(OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True))
    number = sum(_mail(user, key, here) for key, user in keys.items() if key not in sent)
    # Only now: who dies halfway is taken over, and what was sent is known by its key.
    cache.set(DONE, day, timeout=24 * 60 * 60)
    return number


def _judges() -> "QuerySet[User]":
    """Return who has one of the roles anywhere."""
    given = GroupPagePermission.objects.filter(
        permission__codename__in=[MODERATOR.codename, REGISSEUR.codename]
    )
    return User.objects.filter(groups__in=given.values("group"), is_active=True).distinct()


def _mail(user: User, key: str, now: datetime) -> bool:
    moderated = wijken_for(user, MODERATOR)
    coordinated = wijken_for(user, REGISSEUR)
    waits = [row for row in count_all(moderated) if row.count]
    late = _late(coordinated)
    number_late = late.count()
    if not waits and not number_late:
        return False
    wijk = (moderated | coordinated).first()
    site = site_of(wijk) if wijk else None
    if site is None:
        return False
    queue_mail(
        "wachtrij",
        to=[user.email],
        key=key,
        context={
            "site_naam": Gemeente.for_site(site).naam or "Samenwijk",
            "naam": user.get_full_name(),
            "wacht": waits,
            "aantal": sum(row.count for row in waits if not row.queue.apart),
            "te_laat": late[:MOST_SHOWN],
            "aantal_te_laat": number_late,
            "dag": now.date(),
            "link": site.root_url + reverse("deelname_admin:queue"),
            "link_te_laat": f"{site.root_url}{reverse('ideeen_admin:list')}?bijzonder=te-laat",
        },
    )
    return True


def _late(wijken: QuerySet[Any]) -> "QuerySet[Idee]":
    """Return what is overdue, the longest first."""
    found = Idee.objects.filter(wijk__in=wijken.values("pk"), quarantaine=False).overdue()
    # What was sent back waits for who sent it in: no coordinator can do anything about it.
    found = found.exclude(stadium=Stadium.TERUGGESTUURD)
    return found.select_related("wijk").order_by("stadium_sinds", "pk")


register_due("wachtrij", send_daily_mails)
