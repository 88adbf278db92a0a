"""Following, reporting, sharing, and what stands on somebody's own page."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from wagtail.models import Site

from deelname.models import Melding, Volging
from deelname.services.melden import MAX_ANONYMOUS
from deelname.services.steun import give_support
from deelname.services.volgen import follow
from ideeen.models import Idee
from ideeen.services.stadium import change_stage
from ideeen.taking_part.poster import make_poster
from ideeen.workflow import Rol, Stadium
from tests.bewoners.following import link_to
from tests.conftest import Cast
from tests.deelname.taking_part import action_url, get, post, say, visitor_values
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


def test_following_is_a_click_and_so_is_ending_it(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    for _ in range(2):
        assert post(client, action_url(idee, "volg")).status_code in {200, 302}
    idee.refresh_from_db()
    assert idee.volger_aantal == 1
    assert "U volgt" in get(client, action_url(idee, "volg")).content.decode()
    for _ in range(2):
        assert post(client, action_url(idee, "volg/stop")).status_code == 302
    idee.refresh_from_db()
    assert (idee.volger_aantal, Volging.objects.count()) == (0, 0)


def test_a_visitor_follows_after_confirming(client: Client, idee: Idee) -> None:
    post(client, action_url(idee, "volg"), visitor_values("an@example.nl"))
    post(client, link_to("an@example.nl"))
    assert Volging.objects.get().user.email == "an@example.nl"


def test_a_sender_follows_by_sending_in(ideas: Any, wijk: WijkPage, cast: Cast) -> None:
    idee = IdeeFactory(wijk=wijk, bevestigen=True, indiener=cast.resident)
    change_stage(idee, Stadium.MODERATIE, rol=Rol.SYSTEEM)
    idee.refresh_from_db()
    assert idee.volger_aantal == 1


# --- Reports -----------------------------------------------------------------------------------

REPORT = {"soort": "kwetsend", "toelichting": "Dit is niet aardig."}


def test_somebody_reports_once_and_the_last_words_count(
    client: Client, idee: Idee, cast: Cast
) -> None:
    client.force_login(cast.resident)
    answer = post(client, action_url(idee, "melden"), REPORT)
    assert "Dank u wel" in get(client, answer["Location"]).content.decode()
    post(client, action_url(idee, "melden"), {"soort": "reclame"})
    (row,) = Melding.objects.all()
    assert (row.user, row.soort, row.onderwerp) == (cast.resident, "reclame", idee)


def test_anybody_may_report_without_a_name_but_not_without_end(client: Client, idee: Idee) -> None:
    said = say(idee, UserFactory())
    for _ in range(MAX_ANONYMOUS + 2):
        assert post(client, f"/meedoen/reactie/{said.pk}/melden/", REPORT).status_code == 302
    assert Melding.objects.filter(user=None).count() == MAX_ANONYMOUS
    assert {row.onderwerp for row in Melding.objects.all()} == {said}


def test_one_visitor_can_not_report_everything(client: Client, ideas: Any, wijk: WijkPage) -> None:
    answers = [
        post(client, action_url(IdeeFactory(wijk=wijk), "melden"), REPORT).status_code
        for _ in range(21)
    ]
    assert answers[:20] == [302] * 20
    assert answers[20] == 429


@pytest.mark.parametrize(
    "values",
    [{}, {"soort": "x"}, {"soort": "anders"}, {"soort": "%00"},
     {"soort": "kwetsend", "toelichting": "x" * 20_000},
     {"soort": "kwetsend", "toelichting": "\x00"}],
)  # fmt: skip
def test_a_report_that_says_nothing_is_refused_at_the_field(
    client: Client, idee: Idee, values: dict[str, str]
) -> None:
    answer = post(client, action_url(idee, "melden"), values)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Melding.objects.exists()


# --- Sharing -----------------------------------------------------------------------------------


def test_the_poster_is_one_page_with_what_people_wrote_as_text(client: Client, idee: Idee) -> None:
    Idee.objects.update(titel='#image("/etc/passwd") $x$ <b>', tekst='#read("/etc/passwd") ' * 99)
    answer = get(client, f"/idee/{idee.pk}/poster/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert not answer.cookies
    (page,) = PdfReader(BytesIO(answer.content)).pages
    assert '#image("/etc/passwd")' in page.extract_text().replace("\n", " ")


@pytest.mark.parametrize("titel", ["Bankje 😀 中文", "😀", "\x01\u202e", "é" * 120])
def test_the_poster_shows_no_empty_boxes_and_can_be_read_aloud(
    client: Client, idee: Idee, titel: str
) -> None:
    Idee.objects.update(titel=titel, tekst=f"{titel} \n" * 60)
    reader = PdfReader(BytesIO(get(client, f"/idee/{idee.pk}/poster/").content))
    assert len(reader.pages) == 1
    assert "\0" not in reader.pages[0].extract_text()
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_an_idea_on_a_pin_without_an_address_is_not_of_the_whole_neighbourhood(idee: Idee) -> None:
    idee.lat, idee.lon, idee.adres = 51.8425, 5.8528, ""
    assert "voor de hele wijk" not in PdfReader(BytesIO(make_poster(idee))).pages[0].extract_text()


def test_the_code_is_a_drawing_that_leads_to_the_idea(client: Client, idee: Idee) -> None:
    answer = get(client, f"/idee/{idee.pk}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<script" not in answer.content
    assert get(client, f"/idee/{idee.pk}/")["Location"].endswith(idee.get_url())


@pytest.mark.parametrize("address", ["", "poster/", "qr.svg", "overzetten/"])
def test_nothing_of_a_hidden_idea_is_handed_out(client: Client, idee: Idee, address: str) -> None:
    Idee.objects.update(stadium=Stadium.VERBORGEN)
    assert get(client, f"/idee/{idee.pk}/{address}").status_code == 404


@pytest.mark.parametrize("address", ["poster/", "qr.svg"])
def test_its_sender_gets_no_poster_of_what_is_not_placed(
    client: Client, ideas: Any, wijk: WijkPage, address: str
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    client.force_login(idee.indiener)
    assert get(client, f"/idee/{idee.pk}/{address}").status_code == 404


# --- One's own page ----------------------------------------------------------------------------


def test_the_own_page_says_what_somebody_did_and_has_to_do(
    client: Client, idee: Idee, wijk: WijkPage
) -> None:
    me = UserFactory()
    IdeeFactory(wijk=wijk, teruggestuurd=True, indiener=me, titel="Mijn glijbaan")
    say(idee, me, "Wat een mooi plan is dit")
    give_support(idee, me)
    follow(idee, me)
    client.force_login(me)
    page = get(client, "/mijn/").content.decode()
    for words in ("Mijn glijbaan", "Pas uw idee aan", "Wat een mooi plan is dit", idee.titel):
        assert words in page
    for kind in ("reacties", "steun", "volgt"):
        assert idee.titel in get(client, f"/meedoen/mijn/{kind}/").content.decode()
    assert get(client, "/meedoen/mijn/iets/").status_code == 404
    assert get(Client(), "/meedoen/mijn/steun/").status_code == 302


def test_the_own_page_names_nothing_that_was_hidden(client: Client, idee: Idee) -> None:
    me = UserFactory()
    give_support(idee, me)
    follow(idee, me)
    say(idee, me)
    Idee.objects.update(stadium=Stadium.VERBORGEN)
    client.force_login(me)
    for address in ("/mijn/", "/meedoen/mijn/steun/", "/meedoen/mijn/reacties/"):
        assert idee.titel not in get(client, address).content.decode()


def test_the_own_page_shows_nothing_of_somebody_else(client: Client, idee: Idee) -> None:
    say(idee, UserFactory(), "Woorden van een ander")
    client.force_login(UserFactory())
    for address in ("/mijn/", "/meedoen/mijn/reacties/"):
        page = get(client, address).content.decode()
        assert "Woorden van een ander" not in page
        assert idee.titel not in page


def test_a_section_costs_the_same_with_one_and_with_many(
    client: Client, ideas: Any, wijk: WijkPage, site: Site, django_assert_max_num_queries: Any
) -> None:
    me = UserFactory()
    for _ in range(12):
        give_support(IdeeFactory(wijk=wijk), me)
    client.force_login(me)
    get(client, "/meedoen/mijn/steun/")
    with django_assert_max_num_queries(14):
        get(client, "/meedoen/mijn/steun/")
