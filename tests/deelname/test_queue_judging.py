"""What moderators decide about reports and comments, and who hears of it."""

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from core.models import OutgoingMail
from deelname.models import Melding, Reactie
from ideeen.models import Idee
from ideeen.workflow import Stadium
from tests.conftest import HOST, Cast, member
from tests.deelname.taking_part import report
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage


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


@pytest.mark.parametrize(
    ("before", "button", "subject"),
    [
        (Reactie.Stand.WACHT, "plaatsen", "staat op de site"),
        (Reactie.Stand.WACHT, "verbergen", "is verborgen"),
        (Reactie.Stand.GEPLAATST, "verbergen", "is verborgen"),
        (Reactie.Stand.VERBORGEN, "plaatsen", "staat op de site"),
    ],
)
def test_whose_comment_it_is_hears_what_was_decided_and_why_once(
    client: Client, cast: Cast, wijk: WijkPage, before: str, button: str, subject: str
) -> None:
    idee = IdeeFactory(wijk=wijk, reactie_aantal=int(before == Reactie.Stand.GEPLAATST))
    reactie = ReactieFactory(onderwerp=idee, stand=before, user=cast.resident)
    client.force_login(cast.moderator)
    for _double_click in range(2):
        address = f"/admin/wachtrij/reactie/{reactie.pk}/"
        client.post(address, {button: "1", "toelichting": "Dit leest iedereen."})
    mail = OutgoingMail.objects.get(recipients=[cast.resident.email])
    assert subject in mail.subject
    assert "Dit leest iedereen." in mail.text
    assert ModelLogEntry.objects.filter(action="deelname.reactie").count() == 1


def test_whose_comment_was_rightly_reported_hears_why(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, reactie_aantal=1)
    reactie = ReactieFactory(onderwerp=idee, user=cast.resident)
    melding = report(reactie, idee.site)
    client.force_login(cast.moderator)
    address = f"/admin/wachtrij/melding/{melding.pk}/"
    client.post(address, {"terecht": "1", "toelichting": "Noem geen namen."})
    mail = OutgoingMail.objects.get(recipients=[cast.resident.email])
    assert "Noem geen namen." in mail.text


@pytest.mark.parametrize(
    "words", ["x" * 20_000, '"><svg onload=alert(1)>', "a\r\nBcc: b@c.nl", "\x00"]
)
def test_whatever_is_typed_as_an_explanation_is_words(
    client: Client, cast: Cast, wijk: WijkPage, words: str
) -> None:
    idee = IdeeFactory(wijk=wijk, reactie_aantal=1)
    reactie = ReactieFactory(onderwerp=idee, user=cast.resident)
    client.force_login(cast.moderator)
    address = f"/admin/wachtrij/reactie/{reactie.pk}/"
    response = client.post(address, {"verbergen": "1", "toelichting": words})
    assert response.status_code in {200, 302}
    assert "<svg onload" not in client.get(address).content.decode()
    for mail in OutgoingMail.objects.all():
        assert "<svg onload" not in mail.html
        assert mail.recipients == [cast.resident.email]


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
    assert answers.count("/admin/wachtrij/?soort=meldingen") == 1
    assert Idee.objects.get(pk=idee.pk).stappen.count() == 1
