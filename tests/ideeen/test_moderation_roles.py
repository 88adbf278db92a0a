"""What depends on more than a stage: the role of who coordinates, and what is the matter."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import OutgoingMail
from deelname.models import Gebeurtenis, Melding
from deelname.services.moderation import uphold_report
from ideeen.models import Idee, Stap
from ideeen.reading.timeline import timeline
from ideeen.services import moderation, moving
from ideeen.services.stadium import change_stage
from ideeen.services.versions import propose
from ideeen.workflow import LISTED, PUBLIC, Rol, Stadium, StepRefused
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.moderating import STAGES, act, in_stage, needs
from wijkpaginas.models import WijkPage

# Where who coordinates may do what moderators do too.
COORDINATOR = {
    "samenvoegen": {Stadium.GEPLAATST, Stadium.BEOORDELING},
    "antwoorden": set(LISTED),
    "verplaatsen": set(STAGES["verplaatsen"]),
}
# What has to be the matter for an action, and the stages in which it then can be taken.
MATTERS: dict[str, tuple[dict[str, Any], set[Stadium]]] = {
    "vrijgeven": ({"quarantaine": True}, {Stadium.MODERATIE}),
    "nagekeken": ({"na_te_kijken": True}, set(PUBLIC)),
    "wijziging-overnemen": ({"has_unpublished_changes": True}, set(PUBLIC)),
    "wijziging-afwijzen": ({"has_unpublished_changes": True}, set(PUBLIC)),
    "bezwaar": ({"bezwaar": "Nee.", "bezwaar_op": timezone.now()}, set(Stadium)),
}


def state_of(idee: Idee) -> dict[str, Any]:
    return Idee.objects.filter(pk=idee.pk).values().get()


@pytest.mark.parametrize("handeling", COORDINATOR)
def test_who_coordinates_is_offered_and_does_it_where_the_table_lets_them(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, handeling: str
) -> None:
    client.force_login(cast.regisseur)
    for stadium in Stadium:
        idee = in_stage(stadium, wijk)
        before, events = state_of(idee), Gebeurtenis.objects.count()
        address = f"/admin/ideeen/{idee.pk}/{handeling}/"
        offered = address in client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
        assert act(client, idee, handeling, **needs(handeling, wijk, other_wijk)).status_code == 302
        happened = state_of(idee) != before or Gebeurtenis.objects.count() > events
        allowed = stadium in COORDINATOR[handeling]
        assert (offered, happened) == (allowed, allowed), stadium


@pytest.mark.parametrize("handeling", MATTERS)
def test_what_is_the_matter_counts_in_the_right_stages_only(
    client: Client, cast: Cast, wijk: WijkPage, handeling: str
) -> None:
    client.force_login(cast.moderator)
    matter, stages = MATTERS[handeling]
    for stadium in Stadium:
        idee = in_stage(stadium, wijk, **matter)
        before = state_of(idee)
        act(client, idee, handeling)
        assert (state_of(idee) != before) is (stadium in stages), stadium
        plain = in_stage(stadium, wijk)
        before = state_of(plain)
        act(client, plain, handeling)
        assert state_of(plain) == before, stadium


def test_an_idea_without_a_sender_is_not_returned_to_nobody(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=None, kanaal="brief", papier_naam="An")
    client.force_login(cast.moderator)
    page = client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
    assert "/terugsturen/" not in page
    assert "laat zelf weten wat u beslist" in page
    act(client, idee, "terugsturen")
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


def test_what_was_returned_too_soon_is_taken_back_and_told(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=cast.resident)
    client.force_login(cast.moderator)
    act(client, idee, "terugsturen")
    act(client, idee, "terugdraaien")
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE
    last = Stap.objects.filter(idee=idee).latest("pk")
    key = f"idee-{idee.pk}-stap-{last.pk}-afzender"
    assert OutgoingMail.objects.get(key=key).recipients == [cast.resident.email]
    labels = [str(row.label) for row in timeline(Idee.objects.get(pk=idee.pk), inside=True)]
    assert "Wordt opnieuw nagekeken" in labels
    assert "Aangepast en opnieuw ingestuurd" not in labels


def test_a_merged_idea_that_is_reported_leaves_the_site_and_comes_back_merged(
    cast: Cast, wijk: WijkPage
) -> None:
    """Merged, it still has a page that everybody reads."""
    idee, other = IdeeFactory(wijk=wijk), IdeeFactory(wijk=wijk)
    moving.merge(idee, cast.moderator, other)
    melding = Melding.objects.create(onderwerp=idee, site=idee.site, soort="privacy")
    uphold_report(melding, cast.moderator, toelichting="Er staat een naam in.")
    hidden = Idee.objects.get(pk=idee.pk)
    assert hidden.stadium == Stadium.VERBORGEN
    with pytest.raises(StepRefused):
        moving.merge(hidden, cast.moderator, other)
    moderation.take_back(hidden, cast.moderator)
    now = Idee.objects.get(pk=idee.pk)
    assert (now.stadium, now.samengevoegd_met) == (Stadium.SAMENGEVOEGD, other)
    moderation.take_back(now, cast.moderator)
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.GEPLAATST


def test_a_judge_who_is_none_there_does_not_keep_an_idea_that_moves(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    new = member(other_wijk, "regisseur")
    idee = IdeeFactory(wijk=wijk, beoordeling=True, behandelaar=cast.regisseur)
    moving.move(idee, cast.moderator, other_wijk)
    assert Idee.objects.get(pk=idee.pk).behandelaar is None
    mail = OutgoingMail.objects.get(key__contains=f"regisseur-{new.pk}")
    assert (mail.recipients, idee.titel in mail.subject) == ([new.email], True)
    moving.move(Idee.objects.get(pk=idee.pk), cast.superuser, wijk)
    assert OutgoingMail.objects.filter(recipients=[cast.regisseur.email]).count() == 1


def test_moving_what_is_not_public_is_never_told_in_public(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    moving.move(idee, cast.moderator, other_wijk)
    moderator = member(other_wijk, "moderator")
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=moderator)
    soorten = set(Gebeurtenis.objects.about(idee).public().values_list("soort", flat=True))
    assert soorten == {"idee_geplaatst"}


def sent_again(idee: Idee, cast: Cast) -> Idee:
    """Let a sender adjust an idea that was returned, in two goes."""
    change_stage(
        idee, Stadium.TERUGGESTUURD, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Waar?"
    )
    for titel in ("Een bankje bij de brug", "Twee bankjes bij de brug"):
        values = {name: getattr(idee, name) for name in Idee.CONTENT} | {"titel": titel}
        propose(idee, values, cast.resident)
    change_stage(idee, Stadium.MODERATIE, rol=Rol.AFZENDER, door=cast.resident)
    return Idee.objects.get(pk=idee.pk)


def test_what_was_adjusted_after_it_was_returned_stands_beside_what_it_was(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, indiener=cast.resident, titel="Een bankje")
    client.force_login(cast.moderator)
    address = f"/admin/ideeen/{idee.pk}/"
    assert "Wat de indiener aanpaste" not in client.get(address).content.decode()
    sent_again(idee, cast)
    page = client.get(address).content.decode()
    assert "Wat de indiener aanpaste" in page
    assert "<del>Een</del>" in page
    assert "<ins>Twee</ins>" in page
    assert "/wijziging-overnemen/" not in page


def test_who_works_through_the_queue_is_led_on_to_the_next(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    first, second = (IdeeFactory(wijk=wijk, moderatie=True) for _number in range(2))
    IdeeFactory(wijk=other_wijk, moderatie=True)
    client.force_login(cast.moderator)
    page = client.post(f"/admin/ideeen/{first.pk}/goedkeuren/", follow=True).content.decode()
    assert f'<a href="/admin/ideeen/{second.pk}/"' in page
    page = client.post(f"/admin/ideeen/{second.pk}/goedkeuren/", follow=True).content.decode()
    assert "Volgende" not in page
