"""The ideas of the demo: all stages, rows as the services leave them, and nobody is mailed."""

from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone
from shapely.geometry import Point, shape
from wagtail.models import Site

from bewoners.models import User
from core.models import OutgoingMail
from core.roles import badges
from deelname.admin.queue import count_for
from deelname.counters import differences as wrong_counters
from deelname.models import Foto, Gebeurtenis, Melding, Reactie, Steun, Volging
from home.demo import content
from ideeen.models import Burencheck, Idee, IdeeenPage, Stap, Uitkomst
from ideeen.neighbours.totals import may_be_public
from ideeen.services.versions import pending_changes
from ideeen.workflow import NEEDS_REASON, NEEDS_WORDS, PUBLIC, Rol, Stadium, check_step
from kaart.tallies import differences as wrong_cells
from kaart.tallies import layers
from tests.home.conftest import load_demo
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.usefixtures("demo")


def test_there_are_sixty_in_every_stage_and_of_every_kind() -> None:
    assert Idee.objects.count() == 60
    assert set(Idee.objects.values_list("stadium", flat=True)) == set(Stadium.values)
    assert set(Idee.objects.values_list("namens", flat=True)) == set(Idee.Namens.values)
    assert set(Idee.objects.values_list("kanaal", flat=True)) == set(Idee.Kanaal.values)
    assert Idee.objects.filter(lat=None).count() >= 5
    assert Idee.objects.filter(vraagt_budget=True).count() >= 5
    assert Idee.objects.overdue().filter(stadium=Stadium.BEOORDELING).count() == 1
    assert Idee.objects.filter(quarantaine=True).count() == 1
    assert Idee.objects.filter(na_te_kijken=True).count() == 1
    assert Idee.objects.filter(samengevoegd_met__isnull=False).count() == 2
    open_wijken = WijkPage.objects.filter(opening=WijkPage.Opening.OPEN)
    assert {idee.wijk_id for idee in Idee.objects.all()} == {wijk.pk for wijk in open_wijken}
    assert Melding.objects.filter(stand=Melding.Stand.OPEN).exists()


def test_each_pin_lies_in_its_own_neighbourhood() -> None:
    for idee in Idee.objects.exclude(lat=None).select_related("wijk__gebied"):
        assert shape(idee.wijk.gebied.omtrek).contains(Point(idee.lon, idee.lat)), idee.titel


def test_every_history_follows_the_table_to_the_stage_that_the_idea_has() -> None:
    for idee in Idee.objects.prefetch_related("stappen"):
        steps = list(idee.stappen.all())
        assert (steps[-1].naar if steps else Stadium.BEVESTIGEN) == idee.stadium
        begin, at = Stadium.BEVESTIGEN, idee.created_at
        for step in steps:
            assert step.van == begin
            assert at <= step.at <= timezone.now()
            check_step(step.van, step.naar, Rol(step.rol))
            assert (step.door is None) == (step.rol == Rol.SYSTEEM or (not idee.indiener_id
                                           and step.rol == Rol.AFZENDER))  # fmt: skip
            if step.naar in NEEDS_REASON:
                assert step.reden
            if step.naar in NEEDS_WORDS:
                assert step.toelichting
            begin, at = Stadium(step.naar), step.at
        assert idee.live == (idee.stadium in PUBLIC)
        assert idee.stadium_sinds == (steps[-1].at if steps else idee.created_at)


def test_counters_and_maps_count_what_there_is() -> None:
    assert list(wrong_counters()) == []
    assert [wrong_cells(layer) for layer in layers()] == [0]


def test_what_went_to_the_judges_by_itself_had_the_support_that_it_takes() -> None:
    for step in Stap.objects.filter(naar=Stadium.BEOORDELING, rol=Rol.SYSTEEM):
        page = IdeeenPage.of_wijk(step.idee.wijk)
        assert page is not None
        support = Steun.objects.about(step.idee).filter(created_at__lte=step.at)
        assert support.count() == page.drempel
    for idee in Idee.objects.filter(stadium=Stadium.GEPLAATST):
        page = IdeeenPage.of_wijk(idee.wijk)
        assert page is not None
        assert idee.steun_aantal < page.drempel


def test_people_did_everything_after_it_was_placed_and_officials_by_right() -> None:
    for model in (Steun, Reactie, Volging):
        for row in model.objects.prefetch_related("onderwerp"):
            begin = row.onderwerp.geplaatst_op or row.onderwerp.created_at
            assert begin <= row.created_at <= timezone.now()
    officials = 0
    for reactie in Reactie.objects.prefetch_related("onderwerp__wijk"):
        right = badges([reactie.user_id], reactie.onderwerp.wijk).get(reactie.user_id)
        assert reactie.rol == (right.action if right else "")
        officials += bool(right)
    assert officials >= 8
    assert Reactie.objects.filter(stand=Reactie.Stand.VERWIJDERD, tekst="").exists()


def test_what_is_not_public_has_no_public_event() -> None:
    kept = {idee.pk for idee in Idee.objects.exclude(stadium__in=PUBLIC)}
    assert not Gebeurtenis.objects.filter(onderwerp_id__in=kept, is_public=True).exists()
    happened = Counter(
        Gebeurtenis.objects.filter(soort__startswith="idee_").values_list("soort", flat=True)
    )
    assert sum(happened.values()) == Stap.objects.count()


def test_neighbours_and_criteria_have_their_say() -> None:
    checks = Burencheck.objects.with_totals()
    assert checks.count() == 3
    assert sum(may_be_public(check) for check in checks) == 2
    running = checks.get(gesloten_op=None)
    assert running.is_open
    assert 0 < running.geantwoord < running.gevraagd
    assert running.brieven == Burencheck.Brieven.KLAAR
    judged = Idee.objects.filter(stadium__in=[Stadium.OPGEPAKT, Stadium.NIET_HAALBAAR])
    assert judged.filter(uitkomsten=None).count() == 0
    assert Uitkomst.objects.exclude(toelichting="").exists()


def test_moderators_of_the_demo_have_something_of_each_kind_to_do() -> None:
    moderator = User.objects.get(email="moderator@waterhage.example")
    waits = {row.queue.key for row in count_for(moderator) if row.count}
    assert waits >= {"ideeen", "wijzigingen", "meldingen", "quarantaine"}
    reported = {type(row.onderwerp) for row in Melding.objects.filter(stand=Melding.Stand.OPEN)}
    assert reported == {Idee, Reactie}
    changed = Idee.objects.get(has_unpublished_changes=True)
    assert {change.field for change in pending_changes(changed)} == {"titel", "tekst"}


def test_what_waits_does_so_since_it_came_in() -> None:
    ideas = Idee.objects.filter(stadium=Stadium.MODERATIE)
    assert ideas.count() > 3
    for idee in ideas:
        assert idee.current_workflow_task_state.started_at == idee.stadium_sinds


def test_photos_say_what_is_on_them_and_are_all_used() -> None:
    texts = set(Foto.objects.values_list("alt", flat=True))
    assert texts == {values["alt"] for values in content.photos().values()}
    files = {path.name for path in content.PHOTOS.iterdir()}
    assert files == {values["file"] for values in content.photos().values()}


def test_nobody_is_mailed_and_nobody_new_can_log_in() -> None:
    assert not OutgoingMail.objects.exists()
    made_up = User.objects.exclude(naam="")
    assert made_up.count() > 100
    assert not any(user.has_usable_password() for user in made_up)


def test_loading_it_again_gives_as_many() -> None:
    models = [Idee, Stap, Steun, Reactie, Volging, Gebeurtenis, Foto, Melding, Uitkomst, User]
    before = [model.objects.count() for model in models]
    load_demo()
    assert [model.objects.count() for model in models] == before
    assert list(wrong_counters()) == []


def test_every_public_idea_answers_and_no_other_does(client: Client) -> None:
    site = Site.objects.get()
    public = {idee.pk for idee in Idee.objects.public(site)}
    for idee in Idee.objects.select_related("wijk"):
        answer = client.get(idee.get_url(), follow=False)
        assert answer.status_code == (200 if idee.pk in public else 404), idee.titel
