"""What the public reads of how an idea is judged."""

from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from wagtail.models import Site

from ideeen.judging.criteria import add_default_criteria
from ideeen.judging.services import move_promise, record_outcomes, set_handler
from ideeen.models import Burencheck, BurencheckAdres, Criterium, Idee, IdeeenPage
from ideeen.neighbours.closing import close_check
from ideeen.workflow import Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.judging import asked, judged
from wijkpaginas.models import WijkPage


def drawn(tag: str, idee: Idee, page: Any = None) -> str:
    """Draw one of the tags of the page of an idea."""
    template = Template(f"{{% load beoordeling %}}{{% {tag} idee %}}")
    found = Idee.objects.select_related("wijk").get(pk=idee.pk)
    return template.render(Context({"idee": found, "page": page})).strip()


@pytest.fixture
def page(wijk: WijkPage) -> IdeeenPage:
    found = IdeeenPage.of_wijk(wijk)
    assert found
    return found


def test_it_says_who_judges_by_what_and_until_when(
    site: Site, wijk: WijkPage, cast: Cast, page: IdeeenPage
) -> None:
    add_default_criteria(site)
    idee = judged(wijk)
    cast.regisseur.first_name = "Vuurtoren"
    cast.regisseur.save()
    set_handler(idee, cast.regisseur, door=cast.regisseur)
    first = Criterium.objects.first()
    assert first
    record_outcomes(idee, {first.pk: ("deels", "Als het smaller wordt.")}, door=cast.regisseur)
    text = drawn("beoordeling", idee, page)
    for words in ("de regisseur van", "uiterlijk", "Voor een deel", "Als het smaller", "Nog niet"):
        assert words in text
    assert "te laat" not in text
    assert "Vuurtoren" not in text
    IdeeenPage.objects.filter(pk=page.pk).update(beoordelaar="de afdeling Groen")
    assert "de afdeling Groen" in drawn("beoordeling", idee, IdeeenPage.objects.get(pk=page.pk))
    assert "de afdeling Groen" in drawn("beoordeling", idee)


def test_what_is_late_is_called_late(site: Site, wijk: WijkPage) -> None:
    idee = judged(wijk, beloofd_op=timezone.localdate() - timedelta(days=1))
    assert "wij zijn te laat" in drawn("beoordeling", idee)


def test_a_day_that_was_moved_says_why(site: Site, wijk: WijkPage, cast: Cast) -> None:
    idee = judged(wijk, stadium_sinds=timezone.now() - timedelta(days=1))
    day = timezone.localdate() + timedelta(days=50)
    move_promise(idee, day, "Er wacht <b>onderzoek</b>.", door=cast.regisseur)
    assert "Er wacht &lt;b&gt;onderzoek" in drawn("beoordeling", idee)
    # Of an earlier round nobody needs to hear.
    Idee.objects.filter(pk=idee.pk).update(stadium_sinds=timezone.now() + timedelta(seconds=5))
    assert "onderzoek" not in drawn("beoordeling", idee)


@pytest.mark.parametrize("stadium", list(Stadium))
def test_it_is_there_only_while_judged_and_after(
    site: Site, wijk: WijkPage, cast: Cast, stadium: Stadium
) -> None:
    add_default_criteria(site)
    idee = judged(wijk)
    first = Criterium.objects.first()
    assert first
    record_outcomes(idee, {first.pk: ("nee", "Te smal.")}, door=cast.regisseur)
    extra = {"samengevoegd_met": IdeeFactory(wijk=wijk)} if stadium == "samengevoegd" else {}
    Idee.objects.filter(pk=idee.pk).update(stadium=stadium, **extra)
    text = drawn("beoordeling", idee)
    if stadium in {"beoordeling", "opgepakt", "niet_haalbaar"}:
        assert "Te smal." in text
        assert ("Nog niet bekend" in text) is (stadium == "beoordeling")
    else:
        assert text == ""


def test_the_tags_cost_at_most_two_queries_each(
    site: Site, wijk: WijkPage, page: IdeeenPage, django_assert_max_num_queries: Any
) -> None:
    add_default_criteria(site)
    idee = judged(wijk, punt=True)
    asked(idee, 20)
    found = Idee.objects.select_related("wijk").get(pk=idee.pk)
    load = "{% load beoordeling %}"
    own = page.wijk
    assert own
    for tag, most in (("beoordeling", 2), ("burencheck", 1)):
        template = Template(load + f"{{% {tag} idee %}}")
        # The page knows its neighbourhood already, from its own context.
        with django_assert_max_num_queries(most):
            template.render(Context({"idee": found, "page": page, "wijk": own}))


# --- What neighbours said ---------------------------------------------------------------------


def answered(check: Burencheck, *answers: str) -> None:
    for row, value in zip(check.adressen.all(), answers, strict=False):
        BurencheckAdres.objects.filter(pk=row.pk).update(
            antwoord=value, beantwoord_op=timezone.now(), opmerking="Schaduwkant"
        )


def test_while_it_runs_nobody_sees_numbers(wijk: WijkPage) -> None:
    check = asked(judged(wijk, punt=True), 20)
    answered(check, *["voor"] * 8, *["tegen"] * 3)
    text = drawn("burencheck", check.idee)
    assert "Daarna staat hier de uitkomst" in text
    assert "8" not in text.replace("188", "").split("</h2>")[1].split("antwoorden tot")[0]
    assert "Schaduwkant" not in text


def test_totals_are_public_after_it_closed(wijk: WijkPage) -> None:
    check = asked(judged(wijk, punt=True), 20)
    answered(check, *["voor"] * 8, *["tegen"] * 3, "opmerking")
    close_check(check)
    text = drawn("burencheck", check.idee)
    assert "Wij vroegen 20 adressen vlakbij: 12 gaven antwoord." in text
    for number in (8, 3, 1):
        assert f"<dd>{number}</dd>" in text
    for private in ("Schaduwkant", "Waalkade 1", "Vuurtoren"):
        assert private not in text


@pytest.mark.parametrize(
    ("number", "answers"),
    [(20, ["voor", "voor", "tegen", "tegen"]), (6, ["tegen"] * 6), (20, []), (4, ["voor"] * 4)],
)
def test_totals_that_single_somebody_out_stay_inside(
    wijk: WijkPage, number: int, answers: list[str]
) -> None:
    check = asked(judged(wijk, punt=True), number)
    answered(check, *answers)
    close_check(check)
    text = drawn("burencheck", check.idee)
    assert "zodat niemand kan weten" in text
    assert "<dd>" not in text


def test_without_a_check_there_is_nothing(wijk: WijkPage) -> None:
    assert drawn("burencheck", judged(wijk, punt=True)) == ""
    assert drawn("burencheck", judged(wijk)) == ""
