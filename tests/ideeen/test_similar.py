"""Ideas that are like one that somebody writes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from ideeen.models import Idee, IdeeenPage
from ideeen.sending.similar import similar_to
from ideeen.workflow import LISTED, Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory, RedenFactory
from tests.factories.wijken import address_of
from tests.ideeen.sending import AT_HOME, form_address, only_idea, send, text_of, values
from wijkpaginas.models import WijkPage

HERE = (51.8425, 5.8528)
SIMILAR = "/idee/lijkt-op/"


def ask(client: Client, **question: Any) -> str:
    answer = client.get(SIMILAR, question, headers=AT_HOME)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    return text_of(answer)


def titles(site: Site, title: str, point: tuple[float, float] | None = None) -> list[str]:
    found = similar_to(site, title, point)
    return [idee.titel for idee in [*found.open, *found.refused, *found.planned]]


def test_an_idea_with_the_same_words_is_offered_for_support(client: Client, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver")
    IdeeFactory(wijk=wijk, titel="Bloembakken in de winkelstraat")
    text = ask(client, titel="Speeltuintje aan de vijver")
    assert "Een speeltuin bij de vijver" in text
    assert "Bloembakken" not in text
    assert f"/meedoen/idee/{idee.pk}/steun/" in text


def test_what_was_not_feasible_comes_with_its_reason(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver", niet_haalbaar=True,
                reden=RedenFactory(site=wijk.get_site(), naam="Leidingen in de grond"))  # fmt: skip
    text = ask(client, titel="Speeltuin vijver")
    assert "Dit kon eerder niet" in text
    assert "Leidingen in de grond" in text
    assert "Hier liggen leidingen." in text
    assert "/steun/" not in text


def test_what_is_planned_is_told(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver", opgepakt=True)
    text = ask(client, titel="Speeltuin vijver")
    assert "Dit gaat er gebeuren" in text
    assert "Wij gaan dit doen." in text


def test_what_is_near_the_pin_is_found_whatever_it_is_called(site: Site, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Meer groen", punt=True)
    near = (HERE[0] + 0.0005, HERE[1])
    far = (HERE[0] + 0.002, HERE[1])
    assert titles(site, "Zebrapad", near) == ["Meer groen"]
    assert titles(site, "Zebrapad", far) == []
    assert titles(site, "Zebrapad") == []


@pytest.mark.parametrize("stadium", list(Stadium))
def test_only_what_stands_in_lists_is_shown(site: Site, wijk: WijkPage, stadium: Stadium) -> None:
    other = IdeeFactory(wijk=wijk, titel="Iets heel anders")
    idee = IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver", punt=True)
    Idee.objects.filter(pk=idee.pk).update(stadium=stadium, samengevoegd_met=other)
    shown = bool(titles(site, "Speeltuin vijver", HERE))
    assert shown == (stadium in LISTED)


def test_what_is_elsewhere_or_closed_is_not_shown(
    site: Site, wijk: WijkPage, duinwijk: WijkPage
) -> None:
    IdeeFactory(wijk=duinwijk, titel="Een speeltuin bij de vijver", punt=True)
    assert titles(site, "Speeltuin vijver", HERE) == []
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver", punt=True)
    assert titles(site, "Speeltuin vijver", HERE)
    IdeeenPage.of_wijk(wijk).unpublish()
    assert titles(site, "Speeltuin vijver", HERE) == []


def test_without_a_script_a_very_similar_idea_is_shown_once_before_sending(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    like = IdeeFactory(wijk=wijk, titel="Een zandbak op het plein")
    client.force_login(cast.resident)
    data = values()
    answer = send(client, form_address(wijk), data)
    assert answer.status_code == 200
    text = text_of(answer)
    assert "Bestaat uw idee al?" in text
    assert f'name="gezien" value="{like.pk}"' in text
    assert Idee.objects.count() == 1
    assert send(client, form_address(wijk), data | {"gezien": str(like.pk)}).status_code == 302
    assert Idee.objects.count() == 2


def test_a_long_list_of_ideas_that_were_seen_stops_nobody(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    client.force_login(cast.resident)
    seen = ",".join(str(number) for number in range(1_000, 1_060))
    assert send(client, form_address(wijk), values(gezien=seen)).status_code == 302


def test_an_own_idea_is_not_offered(client: Client, wijk: WijkPage, cast: Cast) -> None:
    IdeeFactory(wijk=wijk, titel="Een zandbak op het plein", indiener=cast.resident)
    client.force_login(cast.resident)
    assert send(client, form_address(wijk), values()).status_code == 302


def test_a_little_similar_stops_nobody(client: Client, wijk: WijkPage, cast: Cast) -> None:
    IdeeFactory(wijk=wijk, titel="Meer lantaarns rondom het grote plein en de kerk")
    client.force_login(cast.resident)
    send(client, form_address(wijk), values())
    assert Idee.objects.filter(indiener=cast.resident).exists()


@pytest.mark.parametrize(
    "title",
    ["", " ", "\0", "%", "'; DROP TABLE ideeen_idee; --", '"><svg onload=x>', "x" * 20_000, "\r\n",
     "de het een", "(((", "a b c", "\ud7ff\ufffe", "speeltuin AND OR NOT NEAR(", "_____", "éëï"],
)  # fmt: skip
def test_bad_titles_find_nothing_and_break_nothing(
    client: Client, wijk: WijkPage, title: str
) -> None:
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver")
    assert "<svg onload" not in ask(client, titel=title, lat="NaN", lon="\0")


def test_titles_of_others_are_written_as_text(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel='Speeltuin "><svg onload=x>')
    assert "<svg onload" not in ask(client, titel="Speeltuin")


def test_questions_do_not_grow_with_what_is_found(site: Site, wijk: WijkPage) -> None:
    counts = []
    for _time in range(2):
        IdeeFactory.create_batch(5, wijk=wijk, titel="Een speeltuin bij de vijver", punt=True)
        with CaptureQueriesContext(connection) as queries:
            similar_to(site, "Speeltuin vijver", HERE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_who_asks_too_often_gets_nothing(client: Client, wijk: WijkPage, settings: Any) -> None:
    settings.FORM_LIMITS = settings.FORM_LIMITS | {"look_up": "1/m/ip"}
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver")
    assert "speeltuin" in ask(client, titel="Speeltuin vijver")
    assert "speeltuin" not in ask(client, titel="Speeltuin vijver")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has trigrams")
def test_a_spelling_mistake_is_forgiven(site: Site, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver")
    assert titles(site, "Speltuin vijvver") == ["Een speeltuin bij de vijver"]


def test_the_page_of_a_similar_idea_is_there(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Een speeltuin bij de vijver")
    assert f'href="{address_of(wijk)}ideeen/{only_idea().pk}-' in ask(client, titel="Speeltuin")
