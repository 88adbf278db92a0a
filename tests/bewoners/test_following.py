"""Following a neighbourhood: it stands on somebody's own page, and nobody else sees that."""

import pytest
from django.test import Client

from bewoners.models import Volger
from tests.bewoners.following import AT_HOME, follow_url
from tests.conftest import HOST, OTHER_HOST
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


def test_a_neighbourhood_leads_to_the_form_without_a_token(client: Client, wijk: WijkPage) -> None:
    answer = client.get(wijk.url, headers=AT_HOME)
    page = answer.content.decode()
    assert f'href="{follow_url(wijk)}"' in page
    assert "csrf" not in page
    assert not answer.cookies


def test_the_form_is_never_kept_by_a_cache(client: Client, wijk: WijkPage) -> None:
    assert client.get(follow_url(wijk), headers=AT_HOME)["Cache-Control"] == "private, no-store"


def test_the_form_promises_no_more_than_happens(client: Client, wijk: WijkPage) -> None:
    page = client.get(follow_url(wijk), headers=AT_HOME).content.decode()
    assert "U krijgt hierover geen mails." in page


def test_the_own_page_shows_what_is_followed_and_ends_it(client: Client, wijk: WijkPage) -> None:
    user, other = UserFactory(), UserFactory()
    for somebody in (user, other):
        Volger.objects.create(user=somebody, page=wijk)
    client.force_login(user)
    page = client.get("/mijn/", headers=AT_HOME).content.decode()
    assert f'href="{wijk.url}"' in page
    assert f'action="{follow_url(wijk)}stop/"' in page
    answer = client.post(f"{follow_url(wijk)}stop/", headers=AT_HOME)
    assert answer["Location"] == "/mijn/"
    assert [row.user for row in Volger.objects.all()] == [other]
    # Ending it once more is fine.
    assert client.post(f"{follow_url(wijk)}stop/", headers=AT_HOME).status_code == 302
    assert "U volgt nog niets" in client.get("/mijn/", headers=AT_HOME).content.decode()


def test_following_twice_is_following_once(client: Client, wijk: WijkPage) -> None:
    client.force_login(UserFactory())
    for _number in range(2):
        assert client.post(follow_url(wijk), headers=AT_HOME).status_code in {200, 302}
    assert Volger.objects.count() == 1
    assert "U volgt Havenkwartier" in client.get(follow_url(wijk), headers=AT_HOME).content.decode()


def test_a_visitor_can_not_end_anything(client: Client, wijk: WijkPage) -> None:
    Volger.objects.create(user=UserFactory(), page=wijk)
    answer = client.post(f"{follow_url(wijk)}stop/", headers=AT_HOME)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/inloggen/")
    assert Volger.objects.count() == 1


@pytest.mark.parametrize("number", ["0", "999999", str(2**63 - 1), str(2**63), "9" * 400])
def test_what_is_no_neighbourhood_can_not_be_followed(
    client: Client, wijk: WijkPage, number: str
) -> None:
    for method in ("get", "post"):
        assert getattr(client, method)(f"/volg/{number}/", headers=AT_HOME).status_code == 404
    client.force_login(UserFactory())
    assert client.post(f"/volg/{number}/", headers=AT_HOME).status_code == 404
    assert client.post(f"/volg/{number}/stop/", headers=AT_HOME).status_code == 302


def test_other_pages_and_drafts_can_not_be_followed(client: Client, wijk: WijkPage) -> None:
    client.force_login(UserFactory())
    section = wijk.get_children().first()
    assert client.post(follow_url(section), headers=AT_HOME).status_code == 404
    wijk.unpublish()
    assert client.post(follow_url(wijk), headers=AT_HOME).status_code == 404
    assert not Volger.objects.exists()


def test_a_neighbourhood_of_another_municipality_can_not_be_followed_here(
    client: Client, wijk: WijkPage, duinwijk: WijkPage
) -> None:
    user = UserFactory()
    client.force_login(user)
    assert client.post(follow_url(duinwijk), headers=AT_HOME).status_code == 404
    assert client.post(follow_url(duinwijk), headers={"host": OTHER_HOST}).status_code == 302
    # It stands on the own page of the site where it is.
    assert "Duinwijk" not in client.get("/mijn/", headers=AT_HOME).content.decode()
    assert "Duinwijk" in client.get("/mijn/", headers={"host": OTHER_HOST}).content.decode()


def test_what_closed_since_is_not_shown(client: Client, wijk: WijkPage) -> None:
    user = UserFactory()
    Volger.objects.create(user=user, page=wijk)
    wijk.unpublish()
    client.force_login(user)
    assert "Havenkwartier" not in client.get("/mijn/", headers=AT_HOME).content.decode()


def test_a_host_without_a_municipality_has_nothing_to_follow(
    client: Client, wijk: WijkPage
) -> None:
    wijk.get_site().delete()
    assert client.get(follow_url(wijk), headers={"host": HOST}).status_code == 404
