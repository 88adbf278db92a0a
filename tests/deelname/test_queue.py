"""What waits for moderators stands in one queue, for those of the neighbourhood only."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from deelname.admin.queue import count_all, count_for
from deelname.models import Antwoordtekst, Melding, Reactie, Reden
from deelname.permissions import wijken_for
from deelname.services.teksten import add_default_texts
from ideeen.models import Idee
from ideeen.workflow import Stadium
from tests.bewoners.test_confirmation_races import at_the_same_time
from tests.conftest import HOST, Cast, member
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from wijkpaginas.models import WijkPage


def report(about: Any, site: Site, **fields: Any) -> Melding:
    values = {"soort": Melding.Soort.RECLAME, "toelichting": "Reclame!"} | fields
    return Melding.objects.create(onderwerp=about, site=site, **values)


def make_work(wijk: WijkPage) -> Idee:
    """Make one of each kind of work."""
    idee: Idee = IdeeFactory(wijk=wijk, moderatie=True, titel="Een nieuw idee")
    IdeeFactory(wijk=wijk, moderatie=True, quarantaine=True)
    IdeeFactory(wijk=wijk, has_unpublished_changes=True)
    IdeeFactory(wijk=wijk, na_te_kijken=True)
    IdeeFactory(wijk=wijk, verborgen=True, bezwaar="Nee.", bezwaar_op=timezone.now())
    placed = IdeeFactory(wijk=wijk, titel="Een geplaatst idee")
    held = ReactieFactory(onderwerp=placed, stand=Reactie.Stand.WACHT, tekst="www.koop.nl")
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
        "quarantaine": 1,
    }  # fmt: skip
    assert counts(cast.moderator) == expected
    assert counts(cast.superuser) == expected
    for stranger in (member(other_wijk, "moderator"), cast.redacteur, cast.resident):
        assert set(counts(stranger).values()) == {0}


def test_the_queue_says_how_long_the_oldest_waits(cast: Cast, wijk: WijkPage) -> None:
    for days in (2, 9):
        IdeeFactory(
            wijk=wijk, moderatie=True, stadium_sinds=timezone.now() - timedelta(days=days, hours=1)
        )
    row = next(row for row in count_for(cast.moderator) if row.queue.key == "ideeen")
    assert (row.count, row.days) == (2, 9)


@pytest.mark.parametrize(
    "soort",
    ["ideeen", "wijzigingen", "achteraf", "meldingen", "reacties", "bezwaren", "quarantaine"],
)
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
    assert "Naar de wachtrij (7)" in client.get("/admin/").content.decode()
    client.force_login(cast.redacteur)
    assert "wachtrij" not in client.get("/admin/").content.decode().lower()


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


def test_a_report_that_is_right_hides_the_idea_and_answers_all_of_them(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    first, second = report(idee, idee.site), report(idee, idee.site, user=cast.resident)
    client.force_login(cast.moderator)
    address = f"/admin/wachtrij/melding/{first.pk}/"
    assert client.post(address, {"terecht": "1"}).status_code == 200
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.GEPLAATST
    client.post(address, {"terecht": "1", "toelichting": "Dit is reclame."})
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.VERBORGEN
    for row in (first, second):
        row.refresh_from_db()
        assert (row.stand, row.handled_by) == (Melding.Stand.TERECHT, cast.moderator)


def test_a_report_that_is_not_right_leaves_all_as_it_is(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    melding = report(idee, idee.site)
    client.force_login(cast.moderator)
    client.post(f"/admin/wachtrij/melding/{melding.pk}/", {"ongegrond": "1"})
    melding.refresh_from_db()
    assert melding.stand == Melding.Stand.ONGEGROND
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.GEPLAATST
    again = client.post(f"/admin/wachtrij/melding/{melding.pk}/", {"ongegrond": "1"}, follow=True)
    assert "intussen al beoordeeld" in again.content.decode()


def test_a_report_about_a_comment_hides_that_comment(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, reactie_aantal=1)
    reactie = ReactieFactory(onderwerp=idee)
    melding = report(reactie, idee.site)
    client.force_login(cast.moderator)
    client.post(f"/admin/wachtrij/melding/{melding.pk}/", {"terecht": "1"})
    reactie.refresh_from_db()
    assert reactie.stand == Reactie.Stand.VERBORGEN
    now = Idee.objects.get(pk=idee.pk)
    assert (now.stadium, now.reactie_aantal) == (Stadium.GEPLAATST, 0)


def test_a_comment_that_waits_is_placed_or_hidden_and_counted(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    reactie = ReactieFactory(onderwerp=idee, stand=Reactie.Stand.WACHT)
    address = f"/admin/wachtrij/reactie/{reactie.pk}/"
    client.force_login(cast.moderator)
    for button, stand, number in (
        ("plaatsen", Reactie.Stand.GEPLAATST, 1), ("verbergen", Reactie.Stand.VERBORGEN, 0),
        ("plaatsen", Reactie.Stand.GEPLAATST, 1),
    ):  # fmt: skip
        client.post(address, {button: "1"})
        reactie.refresh_from_db()
        assert reactie.stand == stand
        assert Idee.objects.get(pk=idee.pk).reactie_aantal == number


def test_what_its_writer_deleted_stays_deleted(client: Client, cast: Cast, wijk: WijkPage) -> None:
    reactie = ReactieFactory(onderwerp=IdeeFactory(wijk=wijk), stand=Reactie.Stand.VERWIJDERD)
    client.force_login(cast.moderator)
    client.post(f"/admin/wachtrij/reactie/{reactie.pk}/", {"plaatsen": "1"})
    reactie.refresh_from_db()
    assert reactie.stand == Reactie.Stand.VERWIJDERD


def test_nobody_else_judges_a_report_or_a_comment(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    reactie = ReactieFactory(onderwerp=idee, stand=Reactie.Stand.WACHT)
    melding = report(idee, idee.site)
    for user in (
        member(other_wijk, "moderator"), member(duinwijk, "moderator"), cast.regisseur,
        cast.eindredacteur, cast.communicatie, cast.resident, None,
    ):  # fmt: skip
        client.logout()
        if user:
            client.force_login(user)
        for address, data in (
            (f"/admin/wachtrij/melding/{melding.pk}/", {"terecht": "1", "toelichting": "Omdat."}),
            (f"/admin/wachtrij/melding/{melding.pk}/", {"ongegrond": "1"}),
            (f"/admin/wachtrij/reactie/{reactie.pk}/", {"plaatsen": "1"}),
        ):
            assert client.get(address).status_code in {302, 404}
            assert client.post(address, data).status_code in {302, 404}
        melding.refresh_from_db()
        reactie.refresh_from_db()
        assert (melding.stand, reactie.stand) == (Melding.Stand.OPEN, Reactie.Stand.WACHT)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_moderators_at_once_one_judges_a_report(
    cast: Cast, wijk: WijkPage, client: Client
) -> None:
    idee = IdeeFactory(wijk=wijk)
    melding = report(idee, idee.site)
    clients = [Client(), Client(), Client()]
    for each in clients:
        each.force_login(member(wijk, "moderator"))
    address = f"/admin/wachtrij/melding/{melding.pk}/"
    hide = {"terecht": "1", "toelichting": "Reclame."}
    answers = at_the_same_time(
        *(
            lambda each=each: each.post(address, hide, headers={"host": HOST})["Location"]
            for each in clients
        )
    )
    assert answers.count("/admin/wachtrij/") == 1
    assert Idee.objects.get(pk=idee.pk).stappen.count() == 1


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
