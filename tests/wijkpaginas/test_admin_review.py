"""Saying once a year that a page is still right."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from tests.conftest import Cast
from tests.factories.wijken import InformatiePageFactory, NieuwsIndexPage, section
from wijkpaginas.models import InformatiePage, WijkPage

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def page(wijk: WijkPage) -> InformatiePage:
    page = InformatiePageFactory(parent=wijk, title="Groen")
    InformatiePage.objects.filter(pk=page.pk).update(nagekeken_op=LONG_AGO)
    page.refresh_from_db()
    return page


def reviewed_on(page: Page) -> date | None:
    return InformatiePage.objects.values_list("nagekeken_op", flat=True).get(pk=page.pk)


def address_of(page: Page) -> str:
    return reverse("core_admin:review", args=[page.pk])


def test_publishing_for_the_first_time_counts_as_a_review(wijk: WijkPage) -> None:
    page = InformatiePageFactory(parent=wijk, live=False)
    assert reviewed_on(page) is None
    page.save_revision().publish()
    assert reviewed_on(page) == timezone.localdate()


def test_publishing_a_change_counts_as_a_review(page: InformatiePage) -> None:
    page.title = "Meer groen"
    page.save_revision().publish()
    assert reviewed_on(page) == timezone.localdate()


def test_saving_a_draft_does_not(page: InformatiePage) -> None:
    page.title = "Meer groen"
    page.save_revision()
    assert reviewed_on(page) == LONG_AGO


def test_an_editor_marks_a_page_and_the_history_tells_who(
    client: Client, cast: Cast, page: InformatiePage
) -> None:
    client.force_login(cast.redacteur)
    asked = client.get(address_of(page))
    assert "Klopt deze pagina nog?" in asked.content.decode()
    assert "1 januari 2020" in asked.content.decode()
    assert reviewed_on(page) == LONG_AGO

    answer = client.post(address_of(page))
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert reviewed_on(page) == timezone.localdate()
    entry = PageLogEntry.objects.get(page=page.pk, action="samenwijk.review")
    assert entry.user == cast.redacteur
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Nagekeken: klopt nog" in history.content.decode()


def test_a_draft_in_the_making_does_not_undo_a_review(
    client: Client, cast: Cast, page: InformatiePage
) -> None:
    page.save_revision()
    client.force_login(cast.redacteur)
    client.post(address_of(page))
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.nagekeken_op == timezone.localdate()


@pytest.mark.parametrize("who", ["other_redacteur", "outsider"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_reviews_nothing(
    client: Client, cast: Cast, page: InformatiePage, who: str, method: str
) -> None:
    client.force_login(getattr(cast, who))
    assert getattr(client, method)(address_of(page)).status_code in {302, 403}
    assert reviewed_on(page) == LONG_AGO
    assert not PageLogEntry.objects.filter(action="samenwijk.review").exists()


def test_a_draft_and_the_list_of_news_need_no_review(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    client.force_login(cast.redacteur)
    for page in (InformatiePageFactory(parent=wijk, live=False), section(wijk, NieuwsIndexPage)):
        assert client.post(address_of(page)).status_code in {302, 403}
        page.refresh_from_db()
        assert PageLogEntry.objects.filter(page=page.pk, action="samenwijk.review").count() == 0


def test_the_way_back_never_leads_to_another_site(
    client: Client, cast: Cast, page: InformatiePage
) -> None:
    client.force_login(cast.redacteur)
    for bad in ("https://kwaad.example/", "//kwaad.example", 'javascript:alert("x")', "\r\nX: y"):
        answer = client.post(address_of(page), {"next": bad})
        assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    back = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert client.post(address_of(page), {"next": back}).url == back


def test_an_unknown_page_is_not_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    assert client.get(reverse("core_admin:review", args=[10**18])).status_code == 404


def test_a_copy_was_reviewed_by_nobody(page: InformatiePage, wijk: WijkPage) -> None:
    copy = page.copy(to=wijk, update_attrs={"slug": "kopie"}, keep_live=False)
    assert reviewed_on(copy) is None


def test_the_menu_of_a_page_offers_it_to_its_editor(
    client: Client, cast: Cast, page: InformatiePage
) -> None:
    client.force_login(cast.redacteur)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address_of(page) in edit


def test_the_explorer_tells_when_and_who_and_orders_and_filters_by_review(
    client: Client, cast: Cast, page: InformatiePage, wijk: WijkPage
) -> None:
    fresh = InformatiePageFactory(parent=wijk, title="Verkeer")
    InformatiePage.objects.filter(pk=fresh.pk).update(
        nagekeken_op=timezone.localdate() - timedelta(days=3)
    )
    page.save_revision(user=cast.eindredacteur)
    client.force_login(cast.redacteur)
    address = reverse("wagtailadmin_explore", args=[wijk.pk])
    html = client.get(address).content.decode()
    assert "1 januari 2020" in html
    assert str(cast.eindredacteur) in html
    for ordering, first in (("review_date", "Groen"), ("-review_date", "Verkeer")):
        html = client.get(address, {"ordering": ordering}).content.decode()
        other = "Verkeer" if first == "Groen" else "Groen"
        rows = html.split("<tbody>")[1]
        assert rows.index(first) < rows.index(other)
    rows = client.get(address, {"nagekeken": "overdue"}).content.decode()
    assert "Groen" in rows
    assert "Verkeer" not in rows.split("<tbody>")[1]
    assert "Havenkwartier" in rows.split("<tbody>")[1]


@pytest.mark.parametrize(
    "query",
    [
        {"wijk": "%00"},
        {"wijk": "9" * 22},
        {"wijk": '"><svg onload=alert(1)>'},
        {"nagekeken": "x" * 20_000},
        {"ordering": "review_date;--"},
        {"q": "groen", "ordering": "review_date"},
        {"q": "\0"},
    ],
)
def test_bad_questions_to_the_explorer_get_an_answer(
    client: Client, cast: Cast, page: InformatiePage, wijk: WijkPage, query: dict[str, str]
) -> None:
    client.force_login(cast.redacteur)
    answer = client.get(reverse("wagtailadmin_explore", args=[wijk.pk]), query)
    assert answer.status_code == 200
    assert "<svg onload" not in answer.content.decode()


def test_the_filters_name_nobody_and_no_wijk_of_others(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=other_wijk)
    page.save_revision(user=cast.other_redacteur, log_action=True)
    client.force_login(cast.redacteur)
    html = client.get(reverse("wagtailadmin_explore", args=[wijk.pk])).content.decode()
    assert str(cast.other_redacteur) not in html
    assert f'<option value="{other_wijk.pk}">' not in html
    assert f'<option value="{wijk.pk}">' in html
