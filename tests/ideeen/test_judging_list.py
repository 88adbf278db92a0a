"""The list and the dashboard of who judges ideas."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ideeen.judging.panels import JudgePanel
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.judging import JUDGING, judge_page, judged
from wijkpaginas.models import WijkPage


@pytest.fixture
def judge(client: Client, cast: Cast) -> Client:
    client.force_login(cast.regisseur)
    return client


# --- What it does -----------------------------------------------------------------------------


def test_the_list_shows_what_was_promised_first(judge: Client, wijk: WijkPage) -> None:
    today = timezone.localdate()
    judged(wijk, titel="Later", beloofd_op=today + timedelta(days=9))
    judged(wijk, titel="Te laat", beloofd_op=today - timedelta(days=1))
    IdeeFactory(wijk=wijk, titel="Nog niet")
    text = judge.get(JUDGING).content.decode()
    assert text.index("Te laat") < text.index("Later")
    assert "Nog niet" not in text
    assert "de beloofde datum voorbij" in text
    assert "Nog niet" in judge.get(JUDGING, {"toon": "geplaatst"}).content.decode()


def test_the_list_costs_the_same_for_many_ideas(
    judge: Client, wijk: WijkPage, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(60) as captured:
            assert judge.get(JUDGING).status_code == 200
        return len(captured)

    judged(wijk)
    queries()
    few = queries()
    for _number in range(15):
        judged(wijk)
    assert queries() == few


@pytest.mark.parametrize(
    "query", ["toon=x", "p=99999999999999999999", "p=-1", "q=%00", "q=" + "x" * 3000, "van=mij"]
)
def test_the_list_takes_whatever_is_asked(judge: Client, wijk: WijkPage, query: str) -> None:
    judged(wijk)
    assert judge.get(f"{JUDGING}?{query}").status_code == 200


def test_the_dashboard_shows_what_waits(judge: Client, cast: Cast, wijk: WijkPage) -> None:
    idee = judged(wijk, titel="Vuurtorenplein")
    assert judge_page(idee) in judge.get("/admin/").content.decode()
    judge.force_login(cast.redacteur)
    text = judge.get("/admin/").content.decode()
    assert JudgePanel.name not in text
    assert "Vuurtorenplein" not in text
