"""Somebody did everything that one can do here, and is erased: no word of them is left anywhere."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site
from wagtail.search.index import insert_or_update_object

from bewoners.consent.versions import record_consent
from bewoners.models import Bevestiging, Inactiviteit, User
from bewoners.privacy.erasing import erase_account
from bewoners.privacy.exports import ask_for_export, make_export
from core.models import OutgoingMail
from core.personal_data import personal_data
from deelname.counters import differences
from deelname.models import Foto, Gebeurtenis, Melding, Reactie
from deelname.services.bezwaar import make_objection, refuse_objection
from deelname.services.melden import report
from deelname.services.moderation import dismiss_report, judge_comment
from deelname.services.reacties import delete_comment, edit_comment
from deelname.services.steun import give_support
from deelname.services.volgen import follow
from ideeen.judging.services import change_answer, record_outcomes
from ideeen.models import Criterium, Idee
from ideeen.services import bezwaar
from ideeen.services.moderation import hide, reject, return_to_sender
from ideeen.services.stadium import change_stage
from ideeen.services.versions import propose
from ideeen.services.wording import approve_version, correct, refuse_version, reply
from ideeen.workflow import Rol, Stadium
from tests.bewoners.people import log_in_by_code
from tests.bewoners.traces import places_of
from tests.bewoners.zoe import deliver_all, picture
from tests.conftest import HOST, Cast
from tests.core.pictures import picture_bytes
from tests.deelname.taking_part import (
    action_url,
    comment_values,
    get,
    open_ideas,
    post,
    say,
    send_rounds,
    visitor_values,
)
from tests.factories.ideeen import IdeeFactory
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db
# HTML writes the name in another way, and no other word begins like it.
NAME = "Qzjinte d'Œuvre"
ADDRESS, OTHER_ADDRESS = "qzjinte@privemail.example", "q.doeuvre@werk.example"
PHONE = "06 9182 7364"
HERS = f"Groet, {NAME}, bel {PHONE}"
TRACES = (NAME, "d&#x27;œuvre", "œuvre", "zjinte", ADDRESS, OTHER_ADDRESS, PHONE)


@pytest.fixture
def person(site: Site, wijk: WijkPage, client: Client) -> User:
    """Somebody with everything that an account has; logged in."""
    user = UserFactory(
        email=ADDRESS, naam=NAME, first_name="Qzjinte", last_name="d'Œuvre", wijk=wijk
    )
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=OTHER_ADDRESS, verified=True)
    user.foto.save("qzjinte.png", picture())
    record_consent(user, site, 0)
    Inactiviteit.objects.create(user=user, first_at=timezone.now())
    log_in_by_code(client, ADDRESS)
    return user


@pytest.fixture
def other(wijk: WijkPage) -> User:
    """Somebody who follows, and so gets mails."""
    return UserFactory(email="ander@example.nl", naam="An")


@pytest.fixture
def own(wijk: WijkPage, person: User, other: User, cast: Cast) -> Idee:
    """Her idea that went all the way, with officials who call her by her name."""
    open_ideas(wijk, drempel=1000)
    pk = placed(wijk, person, cast, "Een vlonder", f"Een vlonder graag. {HERS}").pk
    add_photo(now(pk), f"{NAME} op de vlonder")
    for user in (person, other):
        follow(now(pk), user)
    give_support(now(pk), other)
    propose(now(pk), {"titel": "Een vlonder", "tekst": f"Een grote vlonder. {HERS}"}, person)
    approve_version(now(pk), cast.moderator)
    propose(now(pk), {"titel": "Een vlonder", "tekst": f"Een rare vlonder. {HERS}"}, person)
    refuse_version(now(pk), cast.moderator, f"Beste {NAME}, dat kan niet.")
    text = f"Een vlonder. {HERS.upper()}"
    correct(now(pk), cast.moderator, titel="Een vlonder", tekst=text, noot=f"{NAME} vroeg dit.")
    reply(now(pk), cast.moderator, f"Beste {NAME}, dank!", uuid.uuid4())
    official = Reactie.objects.about(now(pk)).get()
    edit_comment(official, cast.moderator, f"Beste {NAME}, veel dank!", tell=True)
    judged_by = {"rol": Rol.REGISSEUR, "door": cast.regisseur}
    change_stage(now(pk), Stadium.BEOORDELING, toelichting=f"Mooi, {NAME}", **judged_by)
    criterium = Criterium.objects.create(site=now(pk).site, naam="Mag het?")
    record_outcomes(now(pk), {criterium.pk: ("ja", f"Zegt {NAME}")}, door=cast.regisseur)
    change_stage(now(pk), Stadium.OPGEPAKT, toelichting=f"Wij doen het, {NAME}.", **judged_by)
    text = f"Wij gaan het doen, {NAME}. Bel 024 329 9000."
    change_answer(now(pk), text, None, door=cast.regisseur, tell=True)
    return now(pk)


@pytest.fixture
def off_the_site(wijk: WijkPage, person: User, own: Idee, cast: Cast) -> None:
    """Ideas of hers that others do not see, or see no more."""
    hidden = placed(wijk, person, cast, "Verborgen", HERS)
    add_photo(hidden, NAME)
    hide(hidden, cast.moderator, None, f"Beste {NAME}")
    bezwaar.make_objection(now(hidden.pk), person, f"Nee! {HERS}")
    bezwaar.refuse(now(hidden.pk), cast.moderator, f"Toch wel, {NAME}")
    withdrawn = placed(wijk, person, cast, "Ingetrokken", HERS)
    change_stage(withdrawn, Stadium.INGETROKKEN, rol=Rol.AFZENDER, door=person)
    back, away = (
        IdeeFactory(wijk=wijk, indiener=person, moderatie=True, tekst=HERS) for _ in range(2)
    )
    return_to_sender(back, cast.moderator, f"Beste {NAME}")
    reject(away, cast.moderator, None, f"Beste {NAME}")


@pytest.fixture
def idee(wijk: WijkPage, person: User, other: User, own: Idee, site: Site, cast: Cast) -> Idee:
    """The idea of somebody else, with all that she said about it."""
    idee = IdeeFactory(wijk=wijk, indiener=other)
    follow(idee, other)
    give_support(idee, person)
    follow(idee, person)
    said = say(idee, person, f"Ik ben {NAME} en dit is goed. Bel {PHONE}.")
    add_photo(said, f"{NAME} bij de kade")
    answer = say(idee, cast.moderator, f"Dank u, {NAME}!", parent=said)
    edit_comment(answer, cast.moderator, f"Veel dank, {NAME}!", tell=True)
    for number in range(2):
        away = say(idee, person, f"Verborgen {number}. {HERS}")
        judge_comment(away, cast.moderator, "verborgen", f"Beste {NAME}")
        make_objection(away, person, f"Nee! {HERS}")
    refuse_objection(away, cast.moderator, f"Toch wel, {NAME}")
    back = say(idee, person, f"Weer terug. {HERS}")
    judge_comment(back, cast.moderator, "verborgen")
    make_objection(back, person, f"Nee! {HERS}")
    judge_comment(back, cast.moderator, "geplaatst", f"U hebt gelijk, {NAME}")
    say(idee, person, f"Zie www.wacht.example. {HERS}")
    delete_comment(say(idee, person, f"Verwijderd. {HERS}"), person)
    edit_comment(say(idee, person, f"Anders. {HERS}"), person, "Nu zonder naam.")
    theirs = say(idee, other, "Lelijk")
    for reactie in (None, theirs):
        report(idee, site=site, soort="anders", toelichting=HERS, user=person, reactie=reactie)
    dismiss_report(Melding.objects.latest("pk"), cast.moderator)
    return idee


@pytest.fixture
def elsewhere(client: Client, person: User, idee: Idee, wijk: WijkPage, site: Site) -> None:
    """What she did without being logged in, and what else the site made for her."""
    for email in (ADDRESS, OTHER_ADDRESS):
        values = comment_values(f"Van buiten. {HERS}", naam=NAME)
        assert post(Client(), action_url(idee, "reactie"), visitor_values(email, **values))
    assert Bevestiging.objects.filter(confirmed_at=None).count() == 2
    Client().post(reverse("account_request_login_code"), {"email": ADDRESS})
    Client().post(reverse("account_login"), {"login": ADDRESS, "password": "mis"})
    post(client, f"/volg/{wijk.pk}/")
    get(client, "/mijn/")
    make_export.call(ask_for_export(person, site).pk)


@pytest.fixture
def looked_at(own: Idee, elsewhere: None, cast: Cast) -> None:
    """Staff look her up."""
    admin = Client()
    admin.force_login(cast.superuser)
    page = reverse("ideeen_admin:edit", args=[own.pk])
    for address in (f"{page}?contact=1", f"/admin/users/?q={ADDRESS}", "/admin/wachtrij/"):
        assert admin.get(address, headers={"host": HOST}).status_code == 200


def placed(wijk: WijkPage, person: User, cast: Cast, titel: str, tekst: str) -> Idee:
    idee = IdeeFactory(wijk=wijk, indiener=person, moderatie=True, titel=titel, tekst=tekst)
    to_sender = f"Beste {NAME}"
    change_stage(
        idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator, toelichting=to_sender
    )
    return now(idee.pk)


def now(pk: int) -> Idee:
    """Return an idea as it is by now."""
    return Idee.objects.get(pk=pk)


def add_photo(about: Any, alt: str) -> None:
    file = ContentFile(picture_bytes(), name="qzjinte.jpg")
    Foto.objects.create(onderwerp=about, bestand=file, alt=alt)


def index_all() -> None:
    """Do what the worker does with the search index."""
    for idee in Idee.objects.all():
        insert_or_update_object(idee)


def cached() -> Iterator[bytes]:
    for key, value in cache._cache.items():  # noqa: SLF001
        yield key.encode() + value


@pytest.mark.usefixtures("off_the_site", "looked_at")
def test_no_table_file_or_cache_has_a_word_of_who_was_erased(
    person: User, own: Idee, idee: Idee
) -> None:
    index_all()
    send_rounds()
    deliver_all()
    before = {place.partition(".")[0] for place in places_of(*TRACES)}
    assert {"bewoners_user", "core_outgoingmail", "ideeen_idee", "deelname_reactie"} <= before
    assert {"wagtailsearch_indexentry", "wagtailcore_revision", "django_session"} <= before
    assert {"deelname_gebeurtenis", "wagtailcore_modellogentry", "bewoners_bevestiging"} <= before

    assert erase_account(person)
    deliver_all()

    assert places_of(*TRACES) == []
    assert not [entry for entry in cached() if b"zjinte" in entry]
    assert not Bevestiging.objects.exists()
    assert not list(differences())


@pytest.mark.usefixtures("off_the_site")
def test_what_the_municipality_said_in_public_stays_to_nobody(
    person: User, own: Idee, idee: Idee, client: Client
) -> None:
    assert erase_account(person)
    client.logout()
    page = get(client, own.get_url()).content.decode()
    # Numbers at which the municipality can be reached are not hers.
    assert "Wij gaan het doen, voormalig deelnemer. Bel 024 329 9000." in page
    assert "Beste voormalig deelnemer, veel dank!" in page
    assert "Zegt voormalig deelnemer" in page
    assert page.count("Wij doen het, voormalig deelnemer.") <= 2, "of the step, and the difference"
    assert "Antwoord van de gemeente anders opgeschreven" in page
    assert "zjinte" not in page.lower()
    theirs = get(client, idee.get_url()).content.decode()
    assert "Veel dank, voormalig deelnemer!" in theirs
    assert "Bel (telefoonnummer weggehaald)." in theirs


@pytest.mark.usefixtures("off_the_site")
def test_where_a_removed_idea_was_is_gone_as_well(
    person: User, own: Idee, cast: Cast, wijk: WijkPage
) -> None:
    pin = IdeeFactory(wijk=wijk, indiener=person, punt=True)
    hide(pin, cast.moderator, None, "Nee")
    assert Gebeurtenis.objects.about(pin).exclude(lat=None).exists()
    assert erase_account(person)
    assert not Gebeurtenis.objects.about(pin).exclude(lat=None).exists()


def test_an_address_that_nobody_proved_is_of_somebody_else(person: User) -> None:
    """Otherwise who typed an address could read its mails, and have them thrown away."""
    theirs = "ander@example.nl"
    EmailAddress.objects.create(user=person, email=theirs, verified=False)
    kind = next(kind for kind in personal_data() if kind.key == "mails")
    own = len(list(kind.export(person)))
    Client().post(reverse("account_request_login_code"), {"email": theirs})
    assert len(list(kind.export(person))) == own
    assert erase_account(person)
    left = [mail.recipients for mail in OutgoingMail.objects.all()]
    assert sorted(left) == [[theirs], [ADDRESS]], "theirs, and the last one to her"
    assert not EmailAddress.objects.filter(email=theirs).exists()
