"""Pages that go online and offline by themselves."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from tests.conftest import Cast
from tests.factories.wijken import InformatiePageFactory
from wijkpaginas.models import InformatiePage, WijkPage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_a_page_goes_online_and_offline_at_the_chosen_dutch_time(
    cast: Cast, wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=wijk, title="Straks", live=False)
    online = datetime(2036, 7, 1, 9, 30, tzinfo=AMSTERDAM)
    page.go_live_at, page.expire_at = online, online + timedelta(days=2)
    page.save_revision(user=cast.eindredacteur).publish(user=cast.eindredacteur)

    def live_at(moment: datetime) -> bool:
        with time_machine.travel(moment, tick=False):
            call_command("run_due")
        return Page.objects.get(pk=page.pk).live

    assert not live_at(online - timedelta(minutes=1))
    assert live_at(online + timedelta(minutes=1))
    reviewed = InformatiePage.objects.values_list("nagekeken_op", flat=True).get(pk=page.pk)
    assert str(reviewed) == "2036-07-01"
    assert live_at(online + timedelta(days=2, minutes=-1))
    assert not live_at(online + timedelta(days=2, minutes=1))
    assert Page.objects.get(pk=page.pk).expired
    actions = set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
    assert {"wagtail.publish.scheduled", "wagtail.unpublish.scheduled"} <= actions


def test_who_publishes_finds_the_schedule_in_the_editor(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=wijk)
    client.force_login(cast.eindredacteur)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="go_live_at"' in html
    assert 'name="expire_at"' in html


def test_a_draft_of_who_may_not_publish_stays_offline_whatever_its_schedule(
    cast: Cast, wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=wijk, live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=cast.redacteur)
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        call_command("run_due")
    assert not Page.objects.get(pk=page.pk).live


def test_the_report_of_the_planning_tells_both_moments(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    soon = timezone.now() + timedelta(days=4)
    InformatiePageFactory(parent=wijk, title="Nog even", expire_at=soon)
    page = InformatiePageFactory(parent=wijk, title="Straks", live=False)
    page.go_live_at = timezone.now() + timedelta(days=90)
    page.save_revision().publish()
    client.force_login(cast.redacteur)
    html = client.get(reverse("core_admin:planning")).content.decode()
    assert "Nog even" in html
    assert "Straks" in html
