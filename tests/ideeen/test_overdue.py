"""What is overdue: the same for a list as for one idea, and found by an index."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from ideeen.models import Idee
from ideeen.workflow import TERMS, Stadium
from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage


@pytest.mark.parametrize("stadium", list(Stadium))
@pytest.mark.parametrize("past", [False, True])
def test_a_term_that_is_over_is_overdue_in_a_stage_that_has_one(
    wijk: WijkPage, stadium: Stadium, past: bool
) -> None:
    trait = {} if stadium == Stadium.GEPLAATST else {stadium.value: True}
    days = TERMS.get(stadium, 40) + (1 if past else -1)
    idee = IdeeFactory(wijk=wijk, **trait, stadium_sinds=timezone.now() - timedelta(days=days))
    expected = past and stadium in TERMS
    assert Idee.objects.filter(pk=idee.pk).overdue().exists() is expected
    assert idee.is_overdue is expected


@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False), (1, False)])
def test_the_promised_day_itself_is_in_time(wijk: WijkPage, days: int, overdue: bool) -> None:
    idee = IdeeFactory(
        wijk=wijk,
        beoordeling=True,
        beloofd_op=timezone.localdate() + timedelta(days=days),
        stadium_sinds=timezone.now() - timedelta(days=400),
    )
    assert Idee.objects.overdue().exists() is overdue
    assert idee.is_overdue is overdue


def test_an_answer_that_came_late_is_overdue_no_more(wijk: WijkPage) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    IdeeFactory(wijk=wijk, opgepakt=True, stadium_sinds=long_ago)
    assert not Idee.objects.overdue().exists()


def test_it_is_one_query_that_an_index_answers(
    wijk: WijkPage, django_assert_num_queries: object
) -> None:
    late = timezone.now() - timedelta(days=100)
    for _number in range(12):
        IdeeFactory(wijk=wijk, beoordeling=True, stadium_sinds=late)
    found = Idee.objects.filter(wijk=wijk).overdue()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(found) == 12
    if connection.vendor == "sqlite":
        assert "ideeen_queue" in found.order_by().explain()
