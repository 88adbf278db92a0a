"""Comments: said once, read as text, taken back without losing the answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from core.models import SiteEdition
from deelname.models import Foto, Gebeurtenis, Reactie
from deelname.services.reacties import MOST_PER_HOUR, delete_comment, edit_comment, set_stand
from deelname.threads import ANSWERS, PER_PAGE, page_of, thread_of
from ideeen.models import Idee
from tests.bewoners.following import link_to
from tests.conftest import OTHER_HOST, Cast
from tests.core.pictures import picture_bytes
from tests.deelname.taking_part import (
    BAD_TEXTS,
    action_url,
    comment_values,
    get,
    post,
    say,
    visitor_values,
)
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def upload_of_a_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", picture_bytes(), "image/jpeg")


def count(idee: Idee) -> int:
    idee.refresh_from_db()
    return idee.reactie_aantal


def page_of_thread(client: Client, idee: Idee) -> str:
    return str(get(client, idee.get_url()).content.decode())


def test_somebody_who_is_logged_in_says_something(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory(naam="Buur Jansen"))
    answer = post(client, action_url(idee, "reactie"), comment_values("Goed plan!"))
    assert "Uw reactie staat op de site" in get(client, answer["Location"]).content.decode()
    assert count(idee) == 1


def test_somebody_without_an_account_confirms_first(client: Client, idee: Idee) -> None:
    values = visitor_values("an@example.nl", **comment_values("Goed plan!"))
    assert post(client, action_url(idee, "reactie"), values).status_code == 302
    assert not Reactie.objects.exists()
    link = link_to("an@example.nl")
    assert "Goed plan!" in get(client, link).content.decode()
    answer = post(client, link)
    assert get(client, answer["Location"]).status_code == 200
    assert Reactie.objects.get().user.email == "an@example.nl"


def test_the_button_pressed_twice_makes_one_comment(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    values = comment_values()
    for _ in range(2):
        assert post(client, action_url(idee, "reactie"), values).status_code == 302
    assert (count(idee), Reactie.objects.count()) == (1, 1)


def test_the_form_of_somebody_else_can_not_be_sent_again(client: Client, idee: Idee) -> None:
    values = comment_values()
    for status in (302, 200):
        client.force_login(UserFactory())
        assert post(client, action_url(idee, "reactie"), values).status_code == status
    assert count(idee) == 1


@pytest.mark.parametrize("text", BAD_TEXTS[1:])
def test_bad_text_is_refused_at_the_field(client: Client, idee: Idee, text: str) -> None:
    client.force_login(UserFactory())
    answer = post(client, action_url(idee, "reactie"), comment_values(text))
    assert answer.status_code == 200
    assert "tekst" in answer.context["form"].errors
    assert not Reactie.objects.exists()


@pytest.mark.parametrize("inzending", ["", "geen", "%00", "1"])
def test_a_form_without_its_number_is_refused(client: Client, idee: Idee, inzending: str) -> None:
    client.force_login(UserFactory())
    values = comment_values() | {"inzending": inzending}
    assert post(client, action_url(idee, "reactie"), values).status_code == 200
    assert not Reactie.objects.exists()


def test_what_somebody_writes_is_text_and_nothing_else(client: Client, idee: Idee) -> None:
    say(idee, UserFactory(naam="Buur <b>Jan"), '"><svg onload=alert(1)> javascript:alert(1)')
    page = page_of_thread(client, idee)
    assert "<svg onload" not in page
    assert "<b>Jan" not in page
    assert 'href="javascript' not in page


def test_an_answer_stands_below_what_it_answers(client: Client, idee: Idee) -> None:
    first = say(idee, UserFactory())
    client.force_login(UserFactory())
    address = f"{action_url(idee, 'reactie')}?antwoord={first.pk}"
    assert post(client, address, comment_values("Ja!")).status_code == 302
    answer = Reactie.objects.get(parent=first)
    assert [said.reactie for said in thread_of(idee_now(idee)).comments[0].answers] == [answer]


def idee_now(idee: Idee) -> Idee:
    idee.refresh_from_db()
    return idee


def test_an_answer_has_no_answers(client: Client, idee: Idee) -> None:
    first = say(idee, UserFactory())
    second = say(idee, UserFactory(), parent=first)
    client.force_login(UserFactory())
    address = f"{action_url(idee, 'reactie')}?antwoord={second.pk}"
    assert post(client, address, comment_values()).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "٣", "-1"])
def test_nothing_that_is_not_there_can_be_answered(client: Client, idee: Idee, number: str) -> None:
    assert get(client, f"{action_url(idee, 'reactie')}?antwoord={number}").status_code == 404


def test_a_comment_on_another_idea_can_not_be_answered_here(client: Client, idee: Idee) -> None:
    other = say(IdeeFactory(wijk=idee.wijk), UserFactory())
    address = f"{action_url(idee, 'reactie')}?antwoord={other.pk}"
    assert get(client, address).status_code == 404


@pytest.mark.parametrize("stadium", ["samengevoegd"])
def test_a_merged_idea_takes_no_comments(client: Client, idee: Idee, stadium: str) -> None:
    Idee.objects.filter(pk=idee.pk).update(
        stadium=stadium, samengevoegd_met=IdeeFactory(wijk=idee.wijk)
    )
    client.force_login(UserFactory())
    assert post(client, action_url(idee, "reactie"), comment_values()).status_code == 409


def test_the_role_follows_from_rights_and_is_never_typed(
    client: Client, idee: Idee, cast: Cast
) -> None:
    for user, role in (
        (cast.moderator, "moderate"),
        (cast.resident, ""),
        (cast.regisseur, "coordinate"),
    ):
        client.force_login(user)
        post(client, action_url(idee, "reactie"), comment_values(rol="moderate"))
        assert Reactie.objects.latest("pk").rol == role
    page = page_of_thread(Client(), idee)
    assert page.count("sw-comment--official") == 2
    assert "Moderator" in page


def test_links_of_newcomers_wait_for_a_moderator(client: Client, idee: Idee) -> None:
    user = UserFactory()
    client.force_login(user)
    answer = post(client, action_url(idee, "reactie"), comment_values("Kijk op https://x.example"))
    assert "Wij kijken uw reactie eerst na" in get(client, answer["Location"]).content.decode()
    held = Reactie.objects.get()
    assert (held.stand, count(idee)) == ("wacht", 0)
    assert "x.example" not in page_of_thread(Client(), idee)
    assert get(Client(), f"/meedoen/reactie/{held.pk}/").status_code == 404
    set_stand(held, "geplaatst")
    assert count(idee) == 1


def test_a_link_added_after_the_first_look_waits_too(idee: Idee) -> None:
    user = UserFactory()
    said = say(idee, user, "Mooi")
    edit_comment(said, user, "Mooi, zie www.reclame.example")
    assert Reactie.objects.get().stand == "wacht"
    assert count(idee) == 0


def test_who_is_known_may_link(idee: Idee) -> None:
    user = UserFactory()
    say(idee, user)
    Reactie.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert say(idee, user, "Zie https://waterhage.example").stand == "geplaatst"


def test_nobody_writes_all_day(client: Client, idee: Idee) -> None:
    user = UserFactory()
    for _ in range(MOST_PER_HOUR):
        say(idee, user)
    client.force_login(user)
    answer = post(client, action_url(idee, "reactie"), comment_values())
    assert "al veel reacties" in answer.content.decode()
    assert count(idee) == MOST_PER_HOUR


def test_a_comment_changes_the_page_for_everybody(idee: Idee) -> None:
    before = SiteEdition.objects.get(site=idee.site).number
    said = say(idee, UserFactory())
    after = SiteEdition.objects.get(site=idee.site).number
    assert after > before
    delete_comment(said, said.user)
    assert SiteEdition.objects.get(site=idee.site).number > after


# --- Changing and taking back ------------------------------------------------------------------


def test_own_words_can_be_changed_for_a_while(client: Client, idee: Idee) -> None:
    user = UserFactory()
    said = say(idee, user)
    client.force_login(user)
    address = f"/meedoen/reactie/{said.pk}/aanpassen/"
    assert post(client, address, {"tekst": "Heel goed plan!"}).status_code == 302
    said.refresh_from_db()
    assert said.tekst == "Heel goed plan!"
    assert "aangepast" in page_of_thread(Client(), idee)
    Reactie.objects.update(created_at=timezone.now() - timedelta(minutes=31))
    assert post(client, address, {"tekst": "Toch niet"}).status_code == 409
    said.refresh_from_db()
    assert said.tekst == "Heel goed plan!"


@pytest.mark.parametrize("action", ["aanpassen", "verwijderen"])
def test_nobody_changes_the_words_of_somebody_else(
    client: Client, idee: Idee, cast: Cast, action: str
) -> None:
    said = say(idee, cast.resident)
    address = f"/meedoen/reactie/{said.pk}/{action}/"
    assert post(client, address, {"tekst": "x"})["Location"].startswith("/account/inloggen/")
    for user in (cast.other_resident, cast.moderator, cast.superuser):
        client.force_login(user)
        assert post(client, address, {"tekst": "x"}).status_code == 404
    said.refresh_from_db()
    assert (said.tekst, said.stand) == ("Goed plan!", "geplaatst")


def test_what_is_deleted_leaves_its_place_to_the_answers(client: Client, idee: Idee) -> None:
    user = UserFactory()
    first, alone = say(idee, user, "Eerste woorden"), say(idee, user, "Andere woorden")
    say(idee, UserFactory(), "Een antwoord", parent=first)
    client.force_login(user)
    for said in (first, alone):
        address = f"/meedoen/reactie/{said.pk}/verwijderen/"
        assert get(client, address).status_code == 200
        assert post(client, address).status_code == 200
        assert post(client, address).status_code == 404, "once"
    page = page_of_thread(Client(), idee)
    assert page.count("Deze reactie is verwijderd.") == 1
    assert "Een antwoord" in page
    assert "woorden" not in page
    assert count(idee) == 1
    assert set(Reactie.objects.filter(stand="verwijderd").values_list("tekst", flat=True)) == {""}
    events = Gebeurtenis.objects.filter(soort="reactie", is_public=True)
    assert [event.data["reactie"] for event in events] == [
        Reactie.objects.get(stand="geplaatst").pk
    ]


def test_deleted_words_do_not_come_back(idee: Idee) -> None:
    said = say(idee, UserFactory())
    delete_comment(said, said.user)
    with pytest.raises(Exception, match="verwijderd"):
        set_stand(Reactie.objects.get(), "geplaatst")
    assert count(idee) == 0


# --- Photos ------------------------------------------------------------------------------------


def test_a_photo_comes_along_and_goes_with_its_comment(client: Client, idee: Idee) -> None:
    user = UserFactory()
    client.force_login(user)
    values: dict[str, Any] = comment_values(foto=upload_of_a_photo(), alt="Een bank")
    assert post(client, action_url(idee, "reactie"), values).status_code == 302
    foto = Foto.objects.get()
    page = page_of_thread(Client(), idee)
    assert foto.bestand.url in page
    assert 'alt="Een bank"' in page
    assert get(Client(), foto.bestand.url).status_code == 200
    delete_comment(Reactie.objects.get(), user)
    assert not Foto.objects.exists()
    assert get(Client(), foto.bestand.url).status_code == 404


def test_what_is_no_photo_is_said_at_the_field(client: Client, idee: Idee) -> None:
    client.force_login(UserFactory())
    upload = SimpleUploadedFile("foto.png", b"<svg onload=alert(1)>", "image/png")
    answer = post(client, action_url(idee, "reactie"), comment_values(foto=upload))
    assert "foto" in answer.context["form"].errors
    assert not Reactie.objects.exists()


# --- Reading -----------------------------------------------------------------------------------


def test_the_newest_stand_first_and_older_ones_on_the_next_page(
    client: Client, idee: Idee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deelname.services.reacties.MOST_PER_HOUR", 1000)
    user = UserFactory()
    said = [say(idee, user, f"Woord {number}.") for number in range(PER_PAGE + 2)]
    first, second = thread_of(idee_now(idee)), thread_of(idee, 2)
    assert [one.reactie for one in first.comments] == said[::-1][:PER_PAGE]
    assert [one.reactie for one in second.comments] == said[1::-1]
    assert (first.has_next, second.has_next) == (True, False)
    assert page_of(idee, said[0]) == 2
    answer = get(client, f"/meedoen/reactie/{said[0].pk}/")
    assert answer["Location"].endswith(f"?pagina=2#reactie-{said[0].pk}")


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999", "9" * 30, "%00", "²"])
def test_a_page_that_is_not_there_is_no_error(client: Client, idee: Idee, page: str) -> None:
    say(idee, UserFactory())
    assert get(client, f"{idee.get_url()}?pagina={page}").status_code == 200


def test_many_answers_have_a_page_of_their_own(client: Client, idee: Idee) -> None:
    first = say(idee, UserFactory())
    for number in range(ANSWERS + 2):
        say(idee, UserFactory(), f"Antwoord {number}.", parent=first)
    page = page_of_thread(client, idee)
    assert f"Antwoord {ANSWERS - 1}." in page
    assert f"Antwoord {ANSWERS}." not in page
    assert "Nog 2 antwoorden" in page
    assert (
        f"Antwoord {ANSWERS + 1}."
        in get(client, f"/meedoen/reactie/{first.pk}/antwoorden/").content.decode()
    )


def test_comments_of_a_hidden_idea_can_not_be_reached(client: Client, idee: Idee) -> None:
    said = say(idee, UserFactory())
    Idee.objects.update(stadium="verborgen")
    client.force_login(UserFactory())
    for action in ("", "antwoorden/", "melden/"):
        assert get(client, f"/meedoen/reactie/{said.pk}/{action}").status_code == 404


@pytest.mark.parametrize("action", ["", "antwoorden/", "melden/"])
def test_comments_of_another_municipality_are_not_found_here(
    client: Client, idee: Idee, other_site: Any, action: str
) -> None:
    said = say(idee, UserFactory())
    address = f"/meedoen/reactie/{said.pk}/{action}"
    assert client.get(address, headers={"host": OTHER_HOST}).status_code == 404


@pytest.mark.parametrize("number", [1, 15])
def test_reading_costs_the_same_with_few_and_many(
    idee: Idee, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        first = say(idee, UserFactory())
        say(idee, UserFactory(), parent=first)
    idee.refresh_from_db()
    thread_of(idee)
    with django_assert_num_queries(3):
        thread_of(idee)


def test_an_idea_without_comments_costs_nothing(idee: Idee, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not thread_of(idee).comments


def test_the_page_sets_no_cookie_and_holds_no_form(client: Client, idee: Idee) -> None:
    say(idee, UserFactory())
    answer = get(client, idee.get_url())
    page = answer.content.decode()
    assert not answer.cookies
    assert "csrf" not in page
    assert f'href="{action_url(idee, "steun")}"' in page
    assert f'href="{action_url(idee, "reactie")}"' in page
