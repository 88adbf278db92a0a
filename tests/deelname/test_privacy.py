"""Who leaves takes their name along; what others read, and what was counted, stays."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from bewoners.models import User
from bewoners.privacy.erasing import erase_account
from core.cleaning import clean_up
from core.models import Opruiming
from core.personal_data import personal_data
from core.retention import retention_terms
from deelname.counters import differences
from deelname.models import Foto, Melding, Reactie, Steun, Volging
from deelname.services.melden import report
from deelname.services.reacties import delete_comment, set_stand
from deelname.services.steun import give_support
from deelname.services.volgen import follow
from ideeen.models import Idee
from ideeen.services.moderation import reject
from ideeen.services.stadium import change_stage
from ideeen.services.versions import propose, publish_version
from ideeen.services.wording import correct
from ideeen.workflow import Rol, Stadium
from tests.bewoners.traces import places_of
from tests.bewoners.zoe import ADDRESS, NAME, deliver_all, make_zoe
from tests.conftest import Cast
from tests.core.pictures import picture_bytes
from tests.deelname.taking_part import get, say
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def add_photo(onderwerp: Any, stand: str = Foto.Stand.GEPLAATST) -> Foto:
    file = ContentFile(picture_bytes(), name="foto.jpg")
    return Foto.objects.create(onderwerp=onderwerp, bestand=file, stand=stand, alt="Een bank")


@pytest.fixture
def zoe(ideas: Any, wijk: WijkPage, idee: Idee) -> User:
    """Somebody who did everything that one can do."""
    zoe = make_zoe()
    ideas.drempel = 1000
    ideas.save()
    own = IdeeFactory(wijk=wijk, indiener=zoe, titel="Een glijbaan", tekst="Voor mijn kinderen.")
    add_photo(own)
    propose(own, {"titel": "Een geheime glijbaan", "tekst": own.tekst}, zoe)
    add_photo(own, Foto.Stand.NIEUW)
    IdeeFactory(wijk=wijk, moderatie=True, indiener=zoe, titel="Nooit geplaatst")
    give_support(idee, zoe)
    follow(idee, zoe)
    first = say(idee, zoe, "Dit blijft staan")
    say(idee, UserFactory(), "Een antwoord", parent=first)
    set_stand(say(idee, zoe, "Dit werd verborgen"), "verborgen")
    say(idee, zoe, "Kijk op www.wacht.example")
    report(idee, site=idee.site, soort="anders", toelichting="Zo niet", user=zoe)
    back = IdeeFactory(wijk=wijk, indiener=zoe, titel="Een wip")
    change_stage(back, Stadium.INGETROKKEN, rol=Rol.AFZENDER, door=zoe)
    change_stage(back, Stadium.MODERATIE, rol=Rol.AFZENDER, door=zoe)
    return zoe


def test_nothing_names_who_was_erased_and_nothing_of_others_goes(
    zoe: User, idee: Idee, client: Client
) -> None:
    assert erase_account(zoe)
    deliver_all()
    assert places_of(ADDRESS, NAME, "geheime glijbaan", "wacht.example", "werd verborgen") == []
    own = Idee.objects.get(titel="Een glijbaan")
    assert own.indiener is None
    assert Idee.objects.get(titel="Een wip").indiener is None
    assert not Idee.objects.filter(titel="Nooit geplaatst").exists()
    assert [foto.stand for foto in Foto.objects.about(own)] == ["geplaatst"]
    page = get(client, idee.get_url()).content.decode()
    assert "Dit blijft staan" in page
    assert "voormalig deelnemer" in page
    assert "Een antwoord" in page
    idee.refresh_from_db()
    assert (idee.steun_aantal, idee.volger_aantal) == (1, 0)
    assert Steun.objects.get().user is None
    assert not Volging.objects.filter(user=zoe.pk).exists()
    assert Melding.objects.get().user is None
    assert not Revision.objects.for_instance(own).filter(user=zoe.pk).exists()
    assert not list(differences())


def test_older_texts_go_and_a_name_goes_from_what_stays(
    idee: Idee, wijk: WijkPage, cast: Cast, client: Client
) -> None:
    zoe = make_zoe()
    own = IdeeFactory(
        wijk=wijk, indiener=zoe, titel="Een bank", steun_aantal=1,
        tekst=f"Bel mij op 06 1234 5678. Groet, {NAME}",
    )  # fmt: skip
    foto = add_photo(own)
    foto.alt = f"{NAME} op een bank"
    foto.save()
    propose(own, {"titel": "Een bank", "tekst": f"Een bank graag. Groet, {NAME}"}, zoe)
    publish_version(Idee.objects.get(pk=own.pk))
    correct(own, cast.moderator, titel="Een bank", tekst=f"Een bank! {NAME}", noot="Netter.")
    said = say(own, zoe, f"Ik ben {NAME}, en ik wil een bank.")
    assert erase_account(zoe)
    deliver_all()
    assert places_of(ADDRESS, NAME, "06 1234 5678", "Een bank graag") == []
    own.refresh_from_db()
    assert own.tekst == "Een bank! voormalig deelnemer"
    said.refresh_from_db()
    assert said.tekst == "Ik ben voormalig deelnemer, en ik wil een bank."
    # That it was changed stays to be read.
    assert "Aangepast door de indiener" in get(client, own.get_url()).content.decode()


@pytest.mark.parametrize("stadium", ["ingetrokken", "verborgen", "afgewezen"])
def test_the_words_of_what_was_taken_off_the_site_go_and_counts_stay(
    wijk: WijkPage, stadium: str
) -> None:
    zoe = make_zoe()
    own = IdeeFactory(
        wijk=wijk, indiener=zoe, titel="Een geheim plan", tekst="Bij mij in de tuin.", punt=True,
        geplaatst_op=timezone.now(), **{stadium: True},
    )  # fmt: skip
    own.stappen.create(van="geplaatst", naar=stadium, rol="moderator", toelichting="Beste Zoë")
    add_photo(own)
    Steun.objects.create(onderwerp=own, user=UserFactory())
    Idee.objects.filter(pk=own.pk).update(steun_aantal=1)
    assert erase_account(zoe)
    deliver_all()
    assert places_of("geheim plan", "in de tuin", "Waalkade 1", "Beste Zoë") == []
    assert not Foto.objects.exists()
    assert Idee.objects.get(pk=own.pk).steun_aantal == Steun.objects.count() == 1


def test_what_never_was_on_the_site_leaves_nothing_in_the_log(wijk: WijkPage, cast: Cast) -> None:
    zoe = make_zoe()
    own = IdeeFactory(wijk=wijk, indiener=zoe, moderatie=True, titel="Nooit geplaatst")
    correct(own, cast.moderator, titel="Nooit geplaatst!", tekst="Iets.", noot="Een naam weg.")
    reject(Idee.objects.get(pk=own.pk), cast.moderator, None, "Beste Zoë, dit kan niet.")
    assert erase_account(zoe)
    deliver_all()
    assert places_of("Nooit geplaatst", "Een naam weg", "Beste Zoë") == []


def test_what_somebody_else_wrote_is_left_alone(idee: Idee) -> None:
    other = say(idee, UserFactory(), f"Dank aan {NAME}!")
    assert erase_account(make_zoe())
    other.refresh_from_db()
    assert other.tekst == f"Dank aan {NAME}!"


def test_an_account_of_which_only_contributions_stay_is_gone_altogether(
    idee: Idee,
) -> None:
    user = UserFactory()
    give_support(idee, user)
    say(idee, user)
    assert erase_account(user)
    assert not User.objects.filter(pk=user.pk).exists()


def test_erasing_can_be_done_again(zoe: User) -> None:
    for _ in range(2):
        for kind in personal_data():
            if kind.key in {"ideeen", "steun", "volgt_onderwerpen", "reacties", "meldingen"}:
                kind.erase(zoe)
    assert not list(differences())


def test_the_download_has_all_that_somebody_did(zoe: User, idee: Idee) -> None:
    kinds = {kind.key: kind for kind in personal_data()}
    found = {key: list(kinds[key].export(zoe)) for key in kinds if key != "profiel"}
    assert {row["titel"] for row in found["ideeen"]} == {
        "Een glijbaan", "Nooit geplaatst", "Een wip",
    }  # fmt: skip
    assert [row["waarvoor"] for row in found["steun"]] == [idee.titel]
    assert [row["wat"] for row in found["volgt_onderwerpen"]] == [idee.titel]
    assert len(found["reacties"]) == 3
    assert [row["toelichting"] for row in found["meldingen"]] == ["Zo niet"]
    assert len(list(kinds["ideeen"].copies(zoe))) == 2


def test_the_files_of_what_was_never_placed_go(ideas: Any, wijk: WijkPage) -> None:
    user = UserFactory()
    foto = add_photo(IdeeFactory(wijk=wijk, moderatie=True, indiener=user))
    path = Path(settings.MEDIA_ROOT, foto.bestand.name)
    kind = next(kind for kind in personal_data() if kind.key == "ideeen")
    assert path.exists()
    kind.erase(user)
    assert not Foto.objects.exists()


# --- Terms -------------------------------------------------------------------------------------


def clean(days: int) -> dict[str, Opruiming]:
    return {row.key: row for row in clean_up(timezone.now() + days * DAY)}


def test_what_never_got_onto_the_site_goes_in_time(ideas: Any, wijk: WijkPage) -> None:
    now = timezone.now()
    kept = [IdeeFactory(wijk=wijk), IdeeFactory(wijk=wijk, verborgen=True)]
    IdeeFactory(wijk=wijk, bevestigen=True, created_at=now)
    IdeeFactory(wijk=wijk, afgewezen=True, stadium_sinds=now)
    IdeeFactory(wijk=wijk, moderatie=True, quarantaine=True, created_at=now)
    judged = IdeeFactory(
        wijk=wijk, afgewezen=True, stadium_sinds=now, bezwaar="Nee", bezwaar_op=now
    )
    assert clean(29)["onbevestigde_ideeen"].count == 0
    rows = clean(31)
    assert rows["onbevestigde_ideeen"].count == 1
    assert rows["ideeen_in_quarantaine"].count == 1
    assert clean(366)["niet_geplaatste_ideeen"].count == 1
    assert set(Idee.objects.all()) == {*kept, judged}


def test_how_to_reach_who_wrote_a_letter_is_forgotten(ideas: Any, wijk: WijkPage) -> None:
    idee = IdeeFactory(
        wijk=wijk, opgepakt=True, indiener=None, papier_naam="An", papier_contact="06",
        stadium_sinds=timezone.now(),
    )  # fmt: skip
    assert clean(181)["papieren_ideeen"].count == 1
    idee.refresh_from_db()
    assert (idee.papier_naam, idee.papier_contact) == ("An", "")


def test_reports_and_words_that_are_off_the_site_go(idee: Idee, cast: Cast) -> None:
    report(idee, site=idee.site, soort="anders", toelichting="x")
    hidden = say(idee, UserFactory(), "Verborgen woorden")
    set_stand(hidden, "verborgen")
    gone = say(idee, UserFactory())
    delete_comment(gone, gone.user)
    stays = say(idee, UserFactory(), "Blijft")
    rows = clean(366)
    assert (rows["meldingen"].count, rows["verborgen_reacties"].count) == (1, 2)
    assert not Melding.objects.exists()
    assert set(Reactie.objects.exclude(tekst="")) == {stays}
    assert clean(367)["verborgen_reacties"].count == 0
    assert not list(differences())


def test_a_comment_that_is_hidden_late_stays_as_long_for_its_writer(idee: Idee) -> None:
    old = say(idee, UserFactory(), "Lang geleden")
    Reactie.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=900))
    set_stand(old, "verborgen")
    assert clean(364)["verborgen_reacties"].count == 0
    assert clean(366)["verborgen_reacties"].count == 1


def test_the_public_page_lists_these_terms(client: Client, ideas: Any) -> None:
    page = get(client, "/privacy/verwerkingen/").content.decode()
    own = {"meldingen", "niet_geplaatste_ideeen", "papieren_ideeen", "onbevestigde_ideeen"}
    terms = [term for term in retention_terms() if term.key in own]
    assert len(terms) == 4
    for term in terms:
        assert str(term.what) in page
