"""Sending in an idea: with an account, and with only an address."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from bewoners.confirming.waiting import discard
from bewoners.models import Bevestiging, User
from core.models import OutgoingMail
from deelname.models import Foto, Reactie
from ideeen.models import Idee, IdeeenPage
from ideeen.workflow import Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.factories.wijken import ContactpersoonFactory, ThemaFactory, address_of
from tests.ideeen.sending import (
    AN,
    AT_HOME,
    confirm,
    errors_of,
    form_address,
    municipal_form,
    only_idea,
    photo,
    send,
    text_of,
    unknown,
    values,
)
from wijkpaginas.models import Wijkcontact, WijkPage


def test_an_idea_of_a_resident_waits_for_the_moderators(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    thema = ThemaFactory(naam="Spelen")
    client.force_login(cast.resident)
    answer = send(client, form_address(wijk), values(thema=thema.pk, vraagt_budget="on"))
    idee = only_idea()
    assert answer["Location"] == f"/idee/{idee.pk}/ingestuurd/"
    assert idee.stadium == Stadium.MODERATIE
    assert (idee.wijk, idee.indiener, idee.thema) == (wijk, cast.resident, thema)
    assert idee.vraagt_budget
    assert idee.submitted_at
    assert not idee.live
    assert not idee.quarantaine


def test_the_answer_says_what_happens_when_and_who_can_be_asked(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    for naam, is_manager in (("Bea Buurt", False), ("Mo Manager", True)):
        person = ContactpersoonFactory(naam=naam, is_wijkmanager=is_manager)
        Wijkcontact.objects.create(wijk=wijk, contactpersoon=person)
    client.force_login(cast.resident)
    answer = client.get(send(client, form_address(wijk), values())["Location"], headers=AT_HOME)
    text = text_of(answer)
    assert "Een moderator leest uw idee, binnen 3 dagen" in text
    assert "Bij 25 keer steun" in text
    assert "binnen 42 dagen antwoord" in text
    assert "Mo Manager" in text
    assert "Bea Buurt" not in text
    assert "no-store" in answer["Cache-Control"]


def test_an_idea_of_somebody_unknown_waits_until_the_address_is_confirmed(
    client: Client, wijk: WijkPage
) -> None:
    answer = send(client, form_address(wijk), unknown(foto_1=photo(), foto_1_alt="Het plein"))
    idee = only_idea()
    assert (idee.stadium, idee.indiener) == (Stadium.BEVESTIGEN, None)
    assert not Idee.objects.public(idee.site).exists()
    done = confirm(client, answer["Location"])
    assert done["Location"] == f"/idee/{idee.pk}/ingestuurd/"
    idee.refresh_from_db()
    assert idee.stadium == Stadium.MODERATIE
    assert idee.indiener == User.objects.get(email=AN)
    assert "uw idee is binnen" in text_of(client.get(done["Location"], headers=AT_HOME))
    assert Bevestiging.objects.get().data == {}


def test_what_nobody_confirms_goes_with_its_photos(client: Client, wijk: WijkPage) -> None:
    send(client, form_address(wijk), unknown(foto_1=photo(), foto_1_alt="Het plein"))
    assert Foto.objects.count() == 1
    discard(Bevestiging.objects.get())
    assert not Idee.objects.exists()
    assert not Foto.objects.exists()


def test_a_confirmation_does_not_bring_back_what_is_gone(client: Client, wijk: WijkPage) -> None:
    answer = send(client, form_address(wijk), unknown())
    only_idea().delete()
    done = confirm(client, answer["Location"])
    assert done.status_code == 409
    assert "Dit idee is er niet meer" in text_of(done)


def test_the_same_form_twice_is_one_idea_and_the_same_answer(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.resident)
    data = values()
    first = send(client, form_address(wijk), data)
    again = send(client, form_address(wijk), data | {"titel": "Iets anders"})
    assert first["Location"] == again["Location"]
    assert Idee.objects.count() == 1


def test_the_same_form_twice_of_somebody_unknown_is_one_mail(
    client: Client, wijk: WijkPage
) -> None:
    data = unknown()
    first = send(client, form_address(wijk), data)
    again = send(client, form_address(wijk), data)
    assert Idee.objects.count() == OutgoingMail.objects.count() == 1
    assert client.get(first["Location"], headers=AT_HOME).status_code == 200
    assert client.get(again["Location"], headers=AT_HOME).status_code == 200
    confirm(client, first["Location"])
    assert send(client, form_address(wijk), data).status_code == 302
    assert Idee.objects.count() == 1


def test_who_logs_in_meanwhile_is_led_to_what_still_has_to_be_confirmed(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    data = unknown()
    send(client, form_address(wijk), data)
    client.force_login(cast.resident)
    again = send(client, form_address(wijk), data)
    assert "/bevestig/code/" in again["Location"]
    assert client.get(again["Location"], headers=AT_HOME).status_code == 200


def test_a_device_hears_that_an_idea_arrived_only_where_it_did(
    client: Client, wijk: WijkPage
) -> None:
    data = unknown()
    answer = send(client, form_address(wijk), data)
    assert 'data-sent="idee"' in text_of(client.get(answer["Location"], headers=AT_HOME))
    done = confirm(client, answer["Location"])
    text = text_of(client.get(done["Location"], headers=AT_HOME))
    assert f'data-sent="{data["inzending"]}"' in text
    for page in (form_address(wijk), address_of(wijk)):
        assert "data-sent" not in text_of(client.get(page, headers=AT_HOME))


def test_another_person_learns_nothing_with_the_number_of_a_form(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=cast.resident)
    client.force_login(cast.other_resident)
    answer = send(client, form_address(wijk), values(inzending=str(idee.inzending)))
    assert client.get(answer["Location"], headers=AT_HOME).status_code == 404


def test_a_neighbourhood_that_looks_afterwards_places_an_idea_at_once(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    IdeeenPage.objects.child_of(wijk).update(controle=IdeeenPage.Controle.ACHTERAF)
    client.force_login(cast.resident)
    send(client, form_address(wijk), values())
    assert only_idea().stadium == Stadium.GEPLAATST
    assert [stap.rol for stap in only_idea().stappen.all()] == ["systeem", "systeem"]


def test_links_of_newcomers_are_looked_at_first(client: Client, wijk: WijkPage, cast: Cast) -> None:
    IdeeenPage.objects.child_of(wijk).update(controle=IdeeenPage.Controle.ACHTERAF)
    client.force_login(cast.resident)
    linked = "Kijk maar op https://zandbak.example.nl hoe leuk dat is voor kinderen."
    send(client, form_address(wijk), values(tekst=linked))
    assert only_idea().stadium == Stadium.MODERATIE
    only_idea().delete()
    IdeeFactory(wijk=wijk, indiener=cast.resident, titel="Hondenveld aan de dijk",
                geplaatst_op=timezone.now() - timedelta(days=9))  # fmt: skip
    send(client, form_address(wijk), values(tekst=linked))
    assert Idee.objects.get(titel__startswith="Een zandbak").stadium == Stadium.GEPLAATST


@pytest.mark.parametrize(
    "more",
    [
        {"plek": "punt", "lat": "52.005", "lon": "5.015", "adres": "Kijk op www.kijk.example"},
        {"foto_1": True, "foto_1_alt": "Meer op https://kijk.example"},
    ],
)
def test_so_are_links_in_an_address_and_below_a_photo(
    client: Client, wijk: WijkPage, cast: Cast, more: dict[str, Any]
) -> None:
    IdeeenPage.objects.child_of(wijk).update(controle=IdeeenPage.Controle.ACHTERAF)
    client.force_login(cast.resident)
    files = {"foto_1": photo()} if "foto_1" in more else {}
    send(client, form_address(wijk), values(**more | files))
    assert only_idea().stadium == Stadium.MODERATIE


def test_so_is_a_link_in_the_name_of_a_newcomer(client: Client, wijk: WijkPage) -> None:
    IdeeenPage.objects.child_of(wijk).update(controle=IdeeenPage.Controle.ACHTERAF)
    confirm(client, send(client, form_address(wijk), unknown(naam="www.kijk.example"))["Location"])
    assert only_idea().stadium == Stadium.MODERATIE


def test_on_the_page_of_the_municipality_the_neighbourhood_is_chosen(
    client: Client, site: Site, wijk: WijkPage, other_wijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.resident)
    address = municipal_form(site)
    assert "wijk" in errors_of(send(client, address, values()))
    assert "wijk" in errors_of(send(client, address, values(wijk="999999")))
    assert not Idee.objects.exists()
    send(client, address, values(wijk=other_wijk.pk))
    assert only_idea().wijk == other_wijk


def test_a_neighbourhood_elsewhere_cannot_be_chosen(
    client: Client, site: Site, duinwijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.resident)
    assert "wijk" in errors_of(send(client, municipal_form(site), values(wijk=duinwijk.pk)))


def test_a_subject_of_another_municipality_is_refused(
    client: Client, wijk: WijkPage, other_site: Site, cast: Cast
) -> None:
    client.force_login(cast.resident)
    elsewhere = ThemaFactory(site=other_site)
    assert "thema" in errors_of(send(client, form_address(wijk), values(thema=elsewhere.pk)))


@pytest.mark.parametrize("name", ["resident", "moderator", "redacteur", "regisseur", "superuser"])
def test_only_who_has_a_role_sends_in_for_the_municipality(
    client: Client, wijk: WijkPage, cast: Cast, name: str
) -> None:
    client.force_login(getattr(cast, name))
    answer = send(client, form_address(wijk), values(namens="gemeente"))
    may = name in {"moderator", "regisseur", "superuser"}
    assert (answer.status_code == 302) == may
    if not may:
        assert "namens" in errors_of(answer)


def test_a_role_in_one_neighbourhood_says_nothing_in_another(
    client: Client, other_wijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.moderator)
    answer = send(client, form_address(other_wijk), values(namens="gemeente"))
    assert "namens" in errors_of(answer)


def test_nobody_sends_in_where_ideas_are_closed(client: Client, wijk: WijkPage, cast: Cast) -> None:
    address = form_address(wijk)
    IdeeenPage.of_wijk(wijk).unpublish()
    client.force_login(cast.resident)
    assert client.get(address, headers=AT_HOME).status_code == 404
    assert send(client, address, values()).status_code == 404


@pytest.mark.parametrize(
    ("controle", "said"),
    [
        ("vooraf", "Een moderator leest het, en daarna"),
        ("achteraf", "een moderator leest het daarna"),
    ],
)
def test_the_form_says_when_a_moderator_looks(
    client: Client, wijk: WijkPage, controle: str, said: str
) -> None:
    IdeeenPage.objects.child_of(wijk).update(controle=controle)
    assert said in text_of(client.get(form_address(wijk), headers=AT_HOME))


def test_the_form_is_never_kept_by_a_cache(client: Client, wijk: WijkPage) -> None:
    answer = client.get(form_address(wijk), headers=AT_HOME)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", [None, "other_resident", "moderator", "superuser"])
@pytest.mark.parametrize("page", ["ingestuurd", "wijzigen", "intrekken"])
def test_the_pages_of_a_sender_are_for_nobody_else(
    client: Client, wijk: WijkPage, cast: Cast, page: str, name: str | None
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident, titel="Geheim plan")
    if name:
        client.force_login(getattr(cast, name))
    for method in (client.get, client.post):
        answer: Any = method(f"/idee/{idee.pk}/{page}/", headers=AT_HOME)
        assert answer.status_code in ({302, 405} if name is None else {404, 405})
        assert "Geheim plan" not in answer.content.decode()
    assert Idee.objects.get().stadium == Stadium.GEPLAATST


def test_comments_and_ideas_have_their_own_numbers(wijk: WijkPage) -> None:
    assert Reactie._meta.get_field("inzending").unique
    assert isinstance(IdeeFactory(wijk=wijk).inzending, uuid.UUID)
