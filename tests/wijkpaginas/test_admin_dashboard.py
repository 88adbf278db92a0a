"""The dashboard tells editors about their own pages, and costs the same for many as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site, WorkflowState

from bewoners.models import User
from core.models import Gemeente
from tests.conftest import Cast
from tests.factories.wijken import (
    AgendaPage,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    WijkPageFactory,
    section,
)
from wijkpaginas.models import InformatiePage, WijkIndexPage, WijkPage
from wijkpaginas.services import complete_wijk


def dashboard(client: Client, user: object) -> str:
    client.force_login(user)
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return answer.content.decode()


def panel(html: str, name: str) -> str:
    """Return the part of the dashboard with this name; nothing when it is not there."""
    _before, found, rest = html.partition(f'id="{name}-section"')
    return found + rest.split("</section>")[0]


def never_reviewed(page: Page) -> Page:
    InformatiePage.objects.filter(pk=page.pk).update(nagekeken_op=None)
    return page


def test_an_editor_finds_the_own_wijk_with_short_cuts_and_not_the_other(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    html = dashboard(client, cast.redacteur)
    assert reverse("wagtailadmin_explore", args=[wijk.pk]) in html
    for app_type, parent in (("nieuwspage", NieuwsIndexPage), ("evenementpage", AgendaPage)):
        address = ["wijkpaginas", app_type, section(wijk, parent).pk]
        assert reverse("wagtailadmin_pages:add", args=address) in html
    assert "Molenhoek" not in html


def test_the_admin_has_the_name_of_the_municipality_and_not_of_wagtail(
    client: Client, cast: Cast, site: Site
) -> None:
    Gemeente.objects.filter(site=site).update(naam='Rivier & "Land"')
    html = dashboard(client, cast.redacteur)
    assert "Beheer van Rivier &amp; &quot;Land&quot;" in html
    assert "wagtail.org" not in html
    assert "<title>Dashboard - Rivier &amp; &quot;Land&quot;</title>" in " ".join(html.split())


def test_the_login_page_has_the_name_of_the_municipality(client: Client, site: Site) -> None:
    html = client.get(reverse("wagtailadmin_login"), follow=True).content.decode()
    assert "<title>Inloggen | Waterhage</title>" in html


def test_an_unknown_host_gets_the_name_of_the_product(client: Client, site: Site) -> None:
    Site.objects.update(hostname="elders.example", is_default_site=False)
    html = client.get(reverse("wagtailadmin_login"), follow=True).content.decode()
    assert "<title>Inloggen | Samenwijk</title>" in html


def test_who_edits_nothing_gets_a_kind_word(client: Client, cast: Cast, wijk: WijkPage) -> None:
    group = wijk.editor_groups.first().group
    group.page_permissions.all().delete()
    cast.outsider.groups.add(group)
    html = dashboard(client, cast.outsider)
    assert "U hebt nog geen wijk." in html
    assert "Havenkwartier" not in html


@pytest.mark.parametrize(("who", "role"), [("moderator", "Moderator"), ("regisseur", "Regisseur")])
def test_who_does_something_else_for_a_wijk_finds_that_one(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, who: str, role: str
) -> None:
    mine = panel(dashboard(client, getattr(cast, who)), "mijn-wijken")
    assert "U hebt nog geen wijk." not in mine
    assert wijk.title in mine
    assert role in mine
    assert other_wijk.title not in mine
    # They have no rights on its pages.
    assert reverse("wagtailadmin_explore", args=[wijk.pk]) not in mine
    assert f'href="{wijk.get_url()}"' in mine


def test_an_editor_with_a_role_finds_the_wijk_once(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    cast.redacteur.groups.add(*cast.moderator.groups.all())
    mine = panel(dashboard(client, cast.redacteur), "mijn-wijken")
    assert mine.count('class="sw-admin-card"') == 1


def test_a_page_that_was_not_reviewed_for_a_year_is_shown_to_its_editors_only(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    page = never_reviewed(InformatiePageFactory(parent=wijk, title="Groen in de wijk"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address in dashboard(client, cast.redacteur)
    assert address not in dashboard(client, cast.other_redacteur)


def test_news_needs_no_review(client: Client, cast: Cast, wijk: WijkPage) -> None:
    page = NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Oud nieuws")
    type(page).objects.update(nagekeken_op=None)
    page_in_panel = f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">'
    assert page_in_panel not in dashboard(client, cast.redacteur)


def test_what_expires_within_thirty_days_is_shown_and_what_stays_longer_is_not(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    now = timezone.now()
    soon = InformatiePageFactory(parent=wijk, title="Bijna weg", expire_at=now + timedelta(days=3))
    later = InformatiePageFactory(parent=wijk, title="Lang", expire_at=now + timedelta(days=40))
    InformatiePage.objects.update(nagekeken_op=timezone.localdate())
    html = dashboard(client, cast.redacteur)
    assert "Gaat offline op" in html
    assert reverse("wagtailadmin_pages:edit", args=[soon.pk]) in html
    assert reverse("wagtailadmin_pages:edit", args=[later.pk]) not in html


def test_what_goes_live_by_itself_is_shown_with_dutch_time(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=wijk, title="Straks", live=False)
    page.go_live_at = timezone.make_aware(timezone.datetime(2036, 7, 1, 9, 30))
    page.save_revision(user=cast.eindredacteur).publish(user=cast.eindredacteur)
    assert not Page.objects.get(pk=page.pk).live
    assert "Gaat online op 1 juli 2036, 09:30" in dashboard(client, cast.redacteur)
    assert "1 juli 2036" not in dashboard(client, cast.other_redacteur)


def submit(page: Page, by: User) -> WorkflowState:
    page.save_revision(user=by)
    return page.get_workflow().start(page, by)


def test_what_was_sent_in_waits_for_the_final_editor_and_comes_back_with_the_comment(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=wijk, title="Nieuwe bomen", live=False)
    state = submit(page, cast.redacteur)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    waiting = panel(dashboard(client, cast.eindredacteur), "wacht_op_mij")
    assert edit in waiting
    assert f"Ingestuurd door {cast.redacteur}" in waiting
    assert edit in panel(dashboard(client, cast.redacteur), "ingestuurd")
    for other in (cast.other_redacteur, cast.redacteur):
        assert edit not in panel(dashboard(client, other), "wacht_op_mij")

    task_state = state.current_task_state
    task_state.reject(user=cast.eindredacteur, comment="Welke straat?")
    returned = panel(dashboard(client, cast.redacteur), "wacht_op_mij")
    assert edit in returned
    assert "Teruggestuurd: Welke straat?" in returned
    assert edit not in panel(dashboard(client, cast.eindredacteur), "wacht_op_mij")


def test_the_first_steps_can_be_closed_for_good_and_put_back_without_scripts(
    client: Client, cast: Cast
) -> None:
    assert "Nieuw hier?" in dashboard(client, cast.redacteur)
    client.post(reverse("core_admin:tips"))
    assert "Nieuw hier?" not in dashboard(client, cast.redacteur)
    assert "Nieuw hier?" in dashboard(client, cast.eindredacteur)
    client.force_login(cast.redacteur)
    client.post(reverse("core_admin:tips"), {"actie": "terug"})
    assert "Nieuw hier?" in dashboard(client, cast.redacteur)


def test_who_has_no_pages_to_write_gets_no_tips_about_them(client: Client, cast: Cast) -> None:
    assert "Nieuw hier?" not in dashboard(client, cast.moderator)


def test_looking_at_the_address_of_the_tips_closes_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.redacteur)
    assert client.get(reverse("core_admin:tips")).status_code == 405
    assert "Nieuw hier?" in dashboard(client, cast.redacteur)


@pytest.mark.parametrize("who", ["superuser", "redacteur"])
def test_the_dashboard_asks_as_much_of_few_pages_as_of_many(
    client: Client, cast: Cast, wijk: WijkPage, index: WijkIndexPage, who: str
) -> None:
    user = getattr(cast, who)

    def add(count: int) -> None:
        expires = timezone.now() + timedelta(days=5)
        for _number in range(count):
            never_reviewed(InformatiePageFactory(parent=wijk, expire_at=expires))
            WijkPageFactory(parent=index)
        complete_wijk(WijkPageFactory(parent=index))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            dashboard(client, user)
        return len(found)

    add(15)
    queries()
    few = queries()
    add(20)
    assert queries() <= few
    assert few <= 60


def test_an_editor_of_many_wijken_sees_the_first_and_where_the_others_are(
    client: Client, cast: Cast, index: WijkIndexPage
) -> None:
    for number in range(15):
        WijkPageFactory(parent=index, title=f"Zuid {number:02d}")
    html = dashboard(client, cast.superuser)
    assert "Zuid 00" in html
    assert "Zuid 14" not in panel(html, "mijn-wijken")
    assert "en nog 5 wijken" in html
    assert reverse("wagtailadmin_explore", args=[index.pk]) in html
