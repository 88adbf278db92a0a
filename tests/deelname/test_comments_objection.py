"""Whose comment a moderator keeps off the site may object, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from core.cleaning import clean_up
from core.personal_data import personal_data
from deelname.models import Melding, Reactie
from deelname.services.bezwaar import make_objection, refuse_objection
from deelname.services.moderation import judge_comment, reject_comment_as_spam
from deelname.services.reacties import delete_comment
from ideeen.models import Idee
from ideeen.services.redacting import take_words_away
from tests.conftest import Cast
from tests.deelname.objecting import WHY, last_mail, now, page_of, sending, workplace_of
from tests.deelname.taking_part import AT_HOME, get, post, say
from tests.races import at_the_same_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.resident)
    return client


def test_the_mail_about_it_and_ones_own_pages_lead_to_the_form(
    writer: Client, hidden: Reactie, cast: Cast
) -> None:
    mail = last_mail(cast.resident)
    assert "is verborgen" in mail.subject
    assert "één keer bezwaar maken" in mail.text
    assert page_of(hidden) in mail.text
    for address in (f"/meedoen/reactie/geplaatst/{hidden.inzending}/", "/meedoen/mijn/reacties/"):
        assert f'href="{page_of(hidden)}"' in get(writer, address).content.decode()
    page = get(writer, page_of(hidden)).content.decode()
    assert "Wat een onzin." in page
    assert "Blijf aardig." in page
    assert 'for="id_bezwaar"' in page


def test_somebody_objects_once(writer: Client, hidden: Reactie, cast: Cast) -> None:
    answer = post(writer, page_of(hidden), {"bezwaar": WHY})
    assert (answer.status_code, answer["Location"]) == (302, page_of(hidden))
    assert "Uw bezwaar is ontvangen." in get(writer, page_of(hidden)).content.decode()
    again = post(writer, page_of(hidden), {"bezwaar": "Nog iets."})
    assert again.status_code == 409
    assert "Een moderator kijkt ernaar." in again.content.decode()
    assert now(hidden).bezwaar == WHY
    own = get(writer, "/meedoen/mijn/reacties/").content.decode()
    assert page_of(hidden) not in own


def test_what_was_rejected_before_anybody_read_it_can_be_objected_to(
    writer: Client, idee: Idee, cast: Cast
) -> None:
    held = say(idee, cast.resident, "Zie www.koop.example")
    Reactie.objects.filter(pk=held.pk).update(stand=Reactie.Stand.WACHT)
    assert post(writer, page_of(held), {"bezwaar": WHY}).status_code == 409
    reject_comment_as_spam(now(held), cast.moderator)
    assert post(writer, page_of(held), {"bezwaar": WHY}).status_code == 302
    assert now(held).bezwaar == WHY


def test_it_is_nobody_elses_business(hidden: Reactie, cast: Cast, client: Client) -> None:
    for method in (get, post):
        assert "/account/inloggen/" in method(client, page_of(hidden))["Location"]
    for user in (cast.other_resident, cast.moderator, cast.superuser):
        client.force_login(user)
        for method in (get, post):
            assert method(client, page_of(hidden)).status_code == 404
        with pytest.raises(PermissionDenied):
            make_objection(hidden, user, WHY)
    assert now(hidden).bezwaar_op is None


def test_there_is_nothing_to_object_to_on_the_site_or_after_deleting(
    writer: Client, idee: Idee, hidden: Reactie, cast: Cast
) -> None:
    placed = say(idee, cast.resident)
    assert "nu geen bezwaar maken" in get(writer, page_of(placed)).content.decode()
    assert post(writer, page_of(placed), {"bezwaar": WHY}).status_code == 409
    delete_comment(hidden, cast.resident)
    for method in (get, post):
        assert method(writer, page_of(hidden)).status_code == 404
    with pytest.raises(ValidationError):
        make_objection(hidden, cast.resident, WHY)
    assert get(writer, f"/meedoen/reactie/{2**70}/bezwaar/").status_code == 404
    assert not Reactie.objects.exclude(bezwaar_op=None).exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_do_nothing(writer: Client, hidden: Reactie, method: str) -> None:
    answer = getattr(writer, method)(page_of(hidden), headers=AT_HOME)
    assert answer.status_code == 405
    assert now(hidden).bezwaar_op is None


@pytest.mark.parametrize("words", ["", "  \n ", "\x00", "\u202e", "x" * 20_000])
def test_what_says_nothing_or_too_much_is_asked_again(
    writer: Client, hidden: Reactie, words: str
) -> None:
    answer = post(writer, page_of(hidden), {"bezwaar": words})
    assert answer.status_code == 200
    assert "Er klopt nog iets niet" in answer.content.decode()
    if len(words) > 2000:
        assert words in answer.content.decode(), "what was typed is still there"
    assert now(hidden).bezwaar_op is None


@pytest.mark.parametrize(
    "words", ['"><svg onload=alert(1)>', "a\r\nBcc: b@c.nl", "%00", "x" * 2000]
)
def test_whatever_is_typed_is_words(
    writer: Client, moderator: Client, hidden: Reactie, words: str
) -> None:
    assert post(writer, page_of(hidden), {"bezwaar": words}).status_code == 302
    page = moderator.get(workplace_of(hidden)).content.decode()
    assert "<svg onload" not in page
    assert now(hidden).bezwaar.split() == words.split()


def test_who_sends_too_much_waits(
    writer: Client, hidden: Reactie, idee: Idee, cast: Cast, settings: Settings
) -> None:
    settings.FORM_LIMITS = {**settings.FORM_LIMITS, "report": "1/h/key"}
    other = say(idee, cast.resident, "Nog iets lelijks.")
    judge_comment(other, cast.moderator, "verborgen")
    assert post(writer, page_of(hidden), {"bezwaar": WHY}).status_code == 302
    assert post(writer, page_of(other), {"bezwaar": WHY}).status_code == 429
    assert now(other).bezwaar_op is None


def test_nobody_reports_their_own_hidden_comment_instead(writer: Client, hidden: Reactie) -> None:
    address = f"/meedoen/reactie/{hidden.pk}/melden/"
    assert get(writer, address).status_code == 404
    values = {"soort": "anders", "toelichting": WHY}
    assert post(writer, address, values).status_code == 404
    assert not Melding.objects.exists()


def test_it_is_in_the_download_and_goes_with_the_account(hidden: Reactie, cast: Cast) -> None:
    make_objection(hidden, cast.resident, WHY)
    kind = next(kind for kind in personal_data() if kind.key == "reacties")
    assert [row["bezwaar"] for row in kind.export(cast.resident)] == [WHY]
    judge_comment(hidden, cast.moderator, "geplaatst")
    kind.erase(cast.resident)
    assert (now(hidden).bezwaar, now(hidden).tekst) == ("", "Wat een onzin.")


def test_it_is_kept_as_long_as_the_comment_and_until_it_is_answered(
    hidden: Reactie, idee: Idee, cast: Cast
) -> None:
    make_objection(hidden, cast.resident, WHY)
    back = say(idee, cast.resident, "Ook onzin.")
    judge_comment(back, cast.moderator, "verborgen")
    make_objection(back, cast.resident, WHY)
    judge_comment(back, cast.moderator, "geplaatst")
    later = timezone.now() + timedelta(days=366)
    clean_up(later)
    assert (now(back).bezwaar, now(back).tekst) == ("", "Ook onzin.")
    assert (now(hidden).bezwaar, now(hidden).tekst) == (WHY, "Wat een onzin.")
    refuse_objection(hidden, cast.moderator, "Nee.")
    clean_up(later + timedelta(days=1))
    assert (now(hidden).bezwaar, now(hidden).tekst, now(hidden).user) == ("", "", None)


def test_words_that_are_taken_away_go_from_it_too(hidden: Reactie, idee: Idee, cast: Cast) -> None:
    make_objection(hidden, cast.resident, "Vraag het Piet Snot maar.")
    take_words_away(Idee.objects.get(pk=idee.pk), cast.moderator, "Piet Snot")
    assert now(hidden).bezwaar == "Vraag het (weggehaald) maar."


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_objection_sent_ten_times_at_once_is_made_once(hidden: Reactie, cast: Cast) -> None:
    clients = [Client() for _ in range(10)]
    for each in clients:
        each.force_login(cast.resident)
    answers = at_the_same_time(
        *(
            sending(each, page_of(hidden), {"bezwaar": f"Nummer {number}"})
            for number, each in enumerate(clients)
        )
    )
    assert sorted(answers) == [302, *[409] * 9]
    assert now(hidden).bezwaar == f"Nummer {answers.index(302)}"
