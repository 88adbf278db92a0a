"""What staff see and change of what residents wrote stands in the log that nobody can change."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.cleaning import clean_up
from core.models import AuditEntry
from deelname.models import Melding
from deelname.services.melden import report
from deelname.services.moderation import dismiss_report, judge_comment
from ideeen.judging.services import set_handler
from ideeen.models import Idee
from ideeen.services.moderation import hide, reject
from ideeen.services.stadium import change_stage
from ideeen.services.wording import correct
from ideeen.workflow import Rol, Stadium
from tests.bewoners.traces import places_of
from tests.bewoners.zoe import deliver_all
from tests.conftest import Cast
from tests.deelname.taking_part import say
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


def logged() -> list[tuple[int | None, str, str, str, str]]:
    rows = AuditEntry.objects.order_by("pk")
    return list(rows.values_list("actor_id", "action", "about_model", "about_id", "label"))


def test_what_staff_change_is_logged_with_who_and_what(idee: Idee, cast: Cast) -> None:
    said = say(idee, UserFactory(), "Iets lelijks")
    report(idee, site=idee.site, soort="anders")
    melding = Melding.objects.get()
    correct(idee, cast.moderator, titel="Anders", tekst="Ook anders.", noot="Netter.")
    judge_comment(said, cast.moderator, "verborgen")
    dismiss_report(melding, cast.moderator)
    set_handler(Idee.objects.get(pk=idee.pk), cast.regisseur, door=cast.regisseur)
    hide(Idee.objects.get(pk=idee.pk), cast.moderator, None, "Nee")
    moderator, number = cast.moderator.pk, str(idee.pk)
    assert logged() == [
        (moderator, "gewijzigd", "ideeen.idee", number, "Tekst verbeterd"),
        (moderator, "gewijzigd", "deelname.reactie", str(said.pk), "Reactie beoordeeld"),
        (moderator, "gewijzigd", "deelname.melding", str(melding.pk), "Melding beoordeeld"),
        (cast.regisseur.pk, "gewijzigd", "ideeen.idee", number, "Beoordeling"),
        (moderator, "gewijzigd", "ideeen.idee", number, "Ander stadium"),
    ]
    assert AuditEntry.objects.first().site == idee.site


def test_what_residents_do_with_their_own_is_no_business_of_the_log(idee: Idee) -> None:
    sender = idee.indiener
    say(idee, sender, "Ik licht het toe.")
    change_stage(idee, Stadium.INGETROKKEN, rol=Rol.AFZENDER, door=sender)
    assert not logged()


def test_what_the_public_does_not_read_is_logged_when_staff_do(
    idee: Idee, cast: Cast, client: Client
) -> None:
    said = say(idee, UserFactory())
    report(idee, site=idee.site, soort="anders", toelichting="Mijn buurman deed het.")
    melding = Melding.objects.get()
    client.force_login(cast.outsider)
    client.get(f"/admin/wachtrij/reactie/{said.pk}/")
    assert not logged(), "who sees nothing"
    client.force_login(cast.moderator)
    for address in (f"reactie/{said.pk}", f"melding/{melding.pk}"):
        assert client.get(f"/admin/wachtrij/{address}/").status_code == 200
    client.force_login(cast.regisseur)
    assert client.get(f"/admin/beoordelen/{idee.pk}/").status_code == 200
    assert [(actor, action, model) for actor, action, model, _id, _label in logged()] == [
        (cast.moderator.pk, "bekeken", "deelname.reactie"),
        (cast.moderator.pk, "bekeken", "deelname.melding"),
        (cast.regisseur.pk, "bekeken", "ideeen.idee"),
    ]


def test_an_idea_that_goes_in_time_leaves_no_words_in_the_history(
    ideas: object, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, titel="Xylofoon bij de buren")
    correct(idee, cast.moderator, titel="Xylofoon", tekst="Een xylofoon.", noot="Een xylofoon weg.")
    reject(Idee.objects.get(pk=idee.pk), cast.moderator, None, "Geen xylofoon.")
    assert ModelLogEntry.objects.filter(action="ideeen.verbeterd").exists()
    deliver_all()
    clean_up(timezone.now() + timedelta(days=400))
    assert not Idee.objects.filter(pk=idee.pk).exists()
    assert places_of("xylofoon") == []
    assert ModelLogEntry.objects.filter(action="ideeen.verbeterd").exists(), "that it was done"
