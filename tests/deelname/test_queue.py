"""What waits for moderators stands in one queue, for those of the neighbourhood only."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from deelname.admin.queue import Entry, count_all, count_for
from deelname.models import Antwoordtekst, Reactie, Reden
from deelname.permissions import wijken_for
from deelname.services.teksten import add_default_texts
from ideeen.models import Idee
from ideeen.services.versions import propose
from ideeen.workflow import Stadium
from tests.conftest import Cast, member
from tests.deelname.taking_part import report
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from wijkpaginas.models import WijkPage


def make_work(wijk: WijkPage) -> Idee:
    """Make one of each kind of work."""
    idee: Idee = IdeeFactory(wijk=wijk, moderatie=True, titel="Een nieuw idee")
    IdeeFactory(wijk=wijk, moderatie=True, quarantaine=True)
    IdeeFactory(wijk=wijk, has_unpublished_changes=True)
    IdeeFactory(wijk=wijk, na_te_kijken=True)
    IdeeFactory(wijk=wijk, verborgen=True, bezwaar="Nee.", bezwaar_op=timezone.now())
    placed = IdeeFactory(wijk=wijk, titel="Een geplaatst idee")
    held = ReactieFactory(onderwerp=placed, stand=Reactie.Stand.WACHT, tekst="www.koop.nl")
    ReactieFactory(
        onderwerp=placed, stand=Reactie.Stand.VERBORGEN, bezwaar="Nee.", bezwaar_op=timezone.now()
    )
    report(placed, placed.site)
    report(held, placed.site)
    return idee


def counts(user: Any) -> dict[str, int]:
    return {row.queue.key: row.count for row in count_for(user)}


def test_each_kind_is_counted_for_who_judges_there(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    make_work(wijk)
    expected = {
        "ideeen": 1, "wijzigingen": 1, "achteraf": 1, "meldingen": 2, "reacties": 1, "bezwaren": 1,
        "reactiebezwaren": 1, "quarantaine": 1,
    }  # fmt: skip
    assert counts(cast.moderator) == expected
    assert counts(cast.superuser) == expected
    strangers = (member(other_wijk, "moderator"), cast.redacteur, cast.regisseur, cast.resident)
    for stranger in strangers:
        assert set(counts(stranger).values()) == {0}


def test_the_queue_says_how_long_the_oldest_waits(cast: Cast, wijk: WijkPage) -> None:
    for days in (2, 9):
        IdeeFactory(
            wijk=wijk, moderatie=True, stadium_sinds=timezone.now() - timedelta(days=days, hours=1)
        )
    row = next(row for row in count_for(cast.moderator) if row.queue.key == "ideeen")
    assert (row.count, row.age) == (2, "9 dagen")


@pytest.mark.parametrize(
    ("hours", "age"), [(1, "minder dan een dag"), (25, "1 dag"), (49, "2 dagen")]
)
def test_an_age_is_said_in_words(hours: int, age: str) -> None:
    assert Entry("", "", timezone.now() - timedelta(hours=hours)).age == age


@pytest.mark.parametrize(
    ("soort", "fields"),
    [
        ("bezwaren", {"verborgen": True, "bezwaar": "Nee.", "bezwaar_op": ...}),
        ("quarantaine", {"moderatie": True, "quarantaine": True, "created_at": ...}),
        ("achteraf", {"beoordeling": True, "na_te_kijken": True, "geplaatst_op": ...}),
    ],
)
def test_each_kind_is_as_old_as_what_a_moderator_has_to_look_at(
    client: Client, cast: Cast, wijk: WijkPage, soort: str, fields: dict[str, Any]
) -> None:
    """It may stand in its stage much longer, or shorter, than it waits."""
    since = timezone.now() - timedelta(days=4, hours=1)
    values = {name: since if value is ... else value for name, value in fields.items()}
    IdeeFactory(wijk=wijk, stadium_sinds=timezone.now() - timedelta(days=90), **values)
    client.force_login(cast.moderator)
    page = client.get(f"/admin/wachtrij/?soort={soort}").content.decode()
    assert page.count("4 dagen") == 2
    assert "90 dagen" not in page


def test_a_change_is_as_old_as_its_proposal_and_waits_only_on_the_site(
    cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(
        wijk=wijk, indiener=cast.resident, created_at=timezone.now() - timedelta(days=90)
    )
    other = {name: getattr(idee, name) for name in Idee.CONTENT} | {"titel": "Iets heel anders"}
    propose(idee, other, cast.resident)
    row = next(row for row in count_for(cast.moderator) if row.queue.key == "wijzigingen")
    assert (row.count, row.age) == (1, "minder dan een dag")
    Idee.objects.filter(pk=idee.pk).update(stadium=Stadium.INGETROKKEN, na_te_kijken=True)
    assert set(counts(cast.moderator).values()) == {0}


@pytest.mark.parametrize(
    "soort",
    ["ideeen", "wijzigingen", "achteraf", "meldingen", "reacties", "bezwaren", "reactiebezwaren",
     "quarantaine"],
)  # fmt: skip
def test_the_page_lists_each_kind(client: Client, cast: Cast, wijk: WijkPage, soort: str) -> None:
    make_work(wijk)
    client.force_login(cast.moderator)
    page = client.get(f"/admin/wachtrij/?soort={soort}").content.decode()
    assert "Hier wacht niets" not in page
    assert "Havenkwartier" in page


def test_the_dashboard_counts_for_moderators_and_is_silent_for_others(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    make_work(wijk)
    client.force_login(cast.moderator)
    assert "Naar de wachtrij (8)" in client.get("/admin/").content.decode()
    # Who coordinates could open none of it: the ideas to be judged have a list of their own.
    for user in (cast.redacteur, cast.regisseur):
        client.force_login(user)
        assert "wachtrij" not in client.get("/admin/").content.decode().lower()
        assert client.get("/admin/wachtrij/").status_code == 302


def test_one_neighbourhood_of_several_can_be_chosen(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk, moderatie=True, titel="Hier")
    IdeeFactory(wijk=other_wijk, moderatie=True, titel="Daar")
    client.force_login(cast.superuser)
    page = client.get(f"/admin/wachtrij/?wijk={other_wijk.pk}").content.decode()
    assert "Daar" in page
    assert "Hier" not in page.replace("Hier wacht niets", "")


def queries_of(client: Client, address: str, django_assert_max_num_queries: Any) -> int:
    client.get(address)
    with django_assert_max_num_queries(100) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize(
    "address",
    ["/admin/wachtrij/?soort=meldingen", "/admin/wachtrij/?soort=reacties", "/admin/wachtrij/",
     "/admin/wachtrij/?soort=reactiebezwaren",
     "/admin/ideeen/", "/admin/"],
)  # fmt: skip
def test_more_work_costs_no_more_queries(
    client: Client,
    cast: Cast,
    wijk: WijkPage,
    django_assert_max_num_queries: Any,
    address: str,
) -> None:
    client.force_login(cast.moderator)
    make_work(wijk)
    few = queries_of(client, address, django_assert_max_num_queries)
    for _number in range(6):
        make_work(wijk)
    assert queries_of(client, address, django_assert_max_num_queries) <= few


def test_the_reasons_and_texts_of_one_municipality_are_its_own(
    client: Client, cast: Cast, wijk: WijkPage, other_site: Site
) -> None:
    own = wijk.get_site()
    assert Reden.objects.for_site(own).count() > 10
    assert add_default_texts(own) == 0
    first = Reden.objects.for_site(other_site).first()
    assert first
    client.force_login(cast.communicatie)
    assert client.get("/admin/snippets/deelname/reden/").status_code == 200
    assert client.get(f"/admin/snippets/deelname/reden/edit/{first.pk}/").status_code == 302
    assert Antwoordtekst.objects.for_site(own).exists()
    # What a municipality took away stays away.
    Reden.objects.for_site(own).exclude(naam="Te duur").delete()
    add_default_texts(own)
    assert Reden.objects.for_site(own).count() == 1


def test_counting_costs_one_query_for_each_kind(
    cast: Cast, wijk: WijkPage, django_assert_num_queries: Any
) -> None:
    wijken = wijken_for(cast.moderator)
    kinds = len(count_all(wijken))
    with django_assert_num_queries(kinds):
        count_all(wijken)
