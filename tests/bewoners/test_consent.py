"""What people agree to: a text with versions that never change, and who agreed to which."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from bewoners.consent.versions import current_text, open_question, record_consent
from bewoners.models import Toestemming, Toestemmingstekst, User
from core.models import Gemeente
from tests.bewoners.following import AT_HOME, follow_url, form_values
from tests.bewoners.people import VERIFY, code_in, last_mail, log_in_by_code, sign_up
from tests.conftest import OTHER_HOST, Cast, OtherCast
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db

ADMIN = "/admin/snippets/bewoners/toestemmingstekst/"


def write(site: Site, tekst: str = "Onze tekst", **fields: Any) -> Toestemmingstekst:
    text = Toestemmingstekst(site=site, tekst=f"<p>{tekst}</p>", **fields)
    text.save()
    return text


def rich(text: str) -> str:
    """Return a text as the editor of the admin sends it."""
    paragraph = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0,
        "inlineStyleRanges": [], "entityRanges": [],
    }  # fmt: skip
    return json.dumps({"blocks": [paragraph], "entityMap": {}})


def test_without_a_text_of_its_own_a_municipality_has_the_built_in_one(
    client: Client, site: Site
) -> None:
    assert current_text(site).versie == 0
    for address in ("/privacy/toestemming/", "/privacy/toestemming/0/"):
        page = client.get(address, headers=AT_HOME)
        assert page.status_code == 200
        assert "bewaart de gemeente gegevens van u" in page.content.decode()
        assert not page.cookies


def test_versions_are_numbered_per_municipality(site: Site, other_site: Site) -> None:
    assert [write(site).versie, write(site).versie, write(other_site).versie] == [1, 2, 1]
    assert current_text(site).versie == 2
    assert current_text(other_site).versie == 1


def test_a_text_holds_from_its_moment_on(client: Client, site: Site) -> None:
    write(site, "Eerste")
    write(site, "Tweede", geldig_vanaf=timezone.now() + timedelta(days=1))
    assert current_text(site).versie == 1
    assert client.get("/privacy/toestemming/2/", headers=AT_HOME).status_code == 404
    assert "Eerste" in client.get("/privacy/toestemming/", headers=AT_HOME).content.decode()


def test_a_text_that_holds_never_changes(site: Site) -> None:
    text = write(site)
    text.tekst = "<p>Iets anders</p>"
    with pytest.raises(ValidationError, match="Maak een nieuwe versie"):
        text.save()
    with pytest.raises(ValidationError, match="Maak een nieuwe versie"):
        text.full_clean()
    with pytest.raises(ValidationError):
        text.delete()
    text.refresh_from_db()
    assert text.tekst == "<p>Onze tekst</p>"


def test_a_text_that_is_still_to_come_can_be_changed(site: Site) -> None:
    text = write(site, geldig_vanaf=timezone.now() + timedelta(days=1))
    text.tekst = "<p>Beter</p>"
    text.save()
    text.refresh_from_db()
    assert (text.tekst, text.versie) == ("<p>Beter</p>", 1)


def test_a_text_can_not_hold_from_before_it_was_there(site: Site) -> None:
    text = Toestemmingstekst(site=site, tekst="x", geldig_vanaf=timezone.now() - timedelta(days=9))
    text.full_clean()
    assert timezone.now() - text.geldig_vanaf < timedelta(minutes=1)


def test_old_versions_can_still_be_read(client: Client, site: Site) -> None:
    write(site, "Eerste")
    write(site, "Tweede")
    page = client.get("/privacy/toestemming/1/", headers=AT_HOME).content.decode()
    assert "Eerste" in page
    assert "niet de tekst die nu geldt" in page


@pytest.mark.parametrize("number", ["3", "999999999999", "9" * 300])
def test_a_version_that_is_not_there_is_not_found(client: Client, site: Site, number: str) -> None:
    write(site)
    address = f"/privacy/toestemming/{number}/"
    assert client.get(address, headers=AT_HOME).status_code == 404


def test_the_text_of_another_municipality_is_not_shown(
    client: Client, site: Site, other_site: Site
) -> None:
    write(other_site, "Van de buren")
    assert client.get("/privacy/toestemming/1/", headers=AT_HOME).status_code == 404
    page = client.get("/privacy/toestemming/", headers={"host": OTHER_HOST}).content.decode()
    assert "Van de buren" in page


# --- The box in forms --------------------------------------------------------------------------


def test_a_form_links_the_text_and_names_the_minimum_age(client: Client, wijk: WijkPage) -> None:
    write(wijk.get_site())
    page = client.get(follow_url(wijk), headers=AT_HOME).content.decode()
    assert 'href="/privacy/toestemming/1/"' in page
    assert "Ik ben 16 jaar of ouder" in page
    assert "required" in page.split('name="toestemming"')[1].split(">")[0]


def test_a_municipality_chooses_the_minimum_age(client: Client, wijk: WijkPage) -> None:
    gemeente = Gemeente.for_site(wijk.get_site())
    for age, said in ((18, "Ik ben 18 jaar of ouder"), (0, "Ik ga akkoord")):
        gemeente.minimumleeftijd = age
        gemeente.save()
        page = client.get(follow_url(wijk), headers=AT_HOME).content.decode()
        assert said in page
        assert "geboorte" not in page


def test_who_ticked_an_older_text_is_asked_again(client: Client, wijk: WijkPage) -> None:
    site = wijk.get_site()
    write(site)
    write(site)
    answer = client.post(
        follow_url(wijk), form_values("an@example.nl", toestemming="1"), headers=AT_HOME
    )
    assert "De tekst is veranderd" in answer.content.decode()


def test_an_account_begins_with_agreeing_and_a_code(client: Client, site: Site) -> None:
    client.defaults["HTTP_HOST"] = site.hostname
    write(site)
    sign_up(client, "an@example.nl")
    assert not Toestemming.objects.exists()
    client.post(reverse(VERIFY), {"code": code_in(last_mail("an@example.nl"))})
    consent = Toestemming.objects.get()
    assert (consent.user.email, consent.site, consent.versie) == ("an@example.nl", site, 1)


def test_without_agreeing_there_is_no_account(client: Client, site: Site) -> None:
    client.defaults["HTTP_HOST"] = site.hostname
    values = {"email": "an@example.nl", "naam": "An"}
    answer = client.post("/account/aanmelden/", values)
    assert "toestemming" in answer.context["form"].errors
    assert not User.objects.filter(email="an@example.nl").exists()


# --- A new version -----------------------------------------------------------------------------


def test_a_new_version_asks_people_again_on_their_own_page(client: Client, site: Site) -> None:
    user = UserFactory()
    record_consent(user, site, 0)
    client.force_login(user)
    asked = "De tekst over uw gegevens is veranderd"
    assert asked not in client.get("/mijn/", headers=AT_HOME).content.decode()
    write(site)
    assert open_question(user, site)
    assert asked in client.get("/mijn/", headers=AT_HOME).content.decode()
    answer = client.post("/privacy/toestemming/akkoord/", {"versie": "1"}, headers=AT_HOME)
    assert answer["Location"] == "/mijn/"
    assert sorted(Toestemming.objects.values_list("versie", flat=True)) == [0, 1]
    assert asked not in client.get("/mijn/", headers=AT_HOME).content.decode()


@pytest.mark.parametrize("versie", ["", "0", "2", "\x00", "x" * 20_000])
def test_only_the_version_that_was_shown_is_agreed_to(
    client: Client, site: Site, versie: str
) -> None:
    write(site)
    client.force_login(UserFactory())
    client.post("/privacy/toestemming/akkoord/", {"versie": versie}, headers=AT_HOME)
    assert not Toestemming.objects.exists()


def test_agreeing_takes_a_person_and_a_post(client: Client, site: Site) -> None:
    assert client.get("/privacy/toestemming/akkoord/", headers=AT_HOME).status_code == 405
    answer = client.post("/privacy/toestemming/akkoord/", {"versie": "0"}, headers=AT_HOME)
    assert answer["Location"].startswith("/account/inloggen/")
    assert not Toestemming.objects.exists()


def test_who_agreed_to_nothing_here_is_asked_on_their_own_page(
    client: Client, site: Site, other_site: Site, cast: Cast
) -> None:
    user = UserFactory()
    record_consent(user, other_site, 0)
    client.force_login(user)
    asked = "Uw gegevens bij deze gemeente"
    assert asked in client.get("/mijn/", headers=AT_HOME).content.decode()
    client.post("/privacy/toestemming/akkoord/", {"versie": "0"}, headers=AT_HOME)
    assert asked not in client.get("/mijn/", headers=AT_HOME).content.decode()
    assert open_question(cast.moderator, site) is None


def test_a_box_that_a_stranger_ticked_says_nothing_of_who_has_the_address(site: Site) -> None:
    stranger, owner = Client(headers=AT_HOME), Client(headers=AT_HOME)
    sign_up(stranger, "an@example.nl")
    log_in_by_code(owner, "an@example.nl")
    assert not Toestemming.objects.exists()
    assert "Uw gegevens bij deze gemeente" in owner.get("/mijn/").content.decode()


def test_what_somebody_agreed_to_is_only_ever_added(site: Site) -> None:
    user = UserFactory()
    row = record_consent(user, site, 0)
    assert record_consent(user, site, 0) == row
    row.versie = 5
    for change in (
        row.save,
        row.delete,
        Toestemming.objects.all().delete,
        lambda: Toestemming.objects.update(versie=9),
    ):
        with pytest.raises(TypeError):
            change()
    assert Toestemming.objects.get().versie == 0


# --- In the admin ------------------------------------------------------------------------------


def test_communication_makes_a_new_version(client: Client, cast: Cast, site: Site) -> None:
    client.force_login(cast.communicatie)
    values = {"tekst": rich("Nieuw"), "geldig_vanaf": ""}
    values["geldig_vanaf"] = timezone.localtime().strftime("%d-%m-%Y %H:%M")
    answer = client.post(f"{ADMIN}add/", values)
    assert answer.status_code == 302, answer.context["form"].errors
    text = Toestemmingstekst.objects.get()
    assert (text.site, text.versie) == (site, 1)
    assert "Nieuw" in text.tekst


def test_nobody_changes_or_deletes_a_version_that_holds(
    client: Client, cast: Cast, site: Site
) -> None:
    text = write(site)
    for who in (cast.communicatie, cast.superuser):
        client.force_login(who)
        assert client.get(f"{ADMIN}edit/{text.pk}/").status_code == 200
        values = {"tekst": rich("Anders"), "geldig_vanaf": "01-01-2020 10:00", "site": site.pk}
        answer = client.post(f"{ADMIN}edit/{text.pk}/", values)
        assert answer.status_code == 200
        assert "Maak een nieuwe versie" in answer.content.decode()
        for method in ("get", "post"):
            gone = getattr(client, method)(f"{ADMIN}delete/{text.pk}/")
            assert gone.status_code in {302, 403}
    text.refresh_from_db()
    assert text.tekst == "<p>Onze tekst</p>"


def test_others_do_not_see_the_texts_of_a_municipality(
    client: Client, cast: Cast, other_cast: OtherCast, site: Site
) -> None:
    text = write(site, "Zilvermeeuw")
    for who in (cast.redacteur, cast.outsider, other_cast.communicatie):
        client.force_login(who)
        for address in (ADMIN, f"{ADMIN}edit/{text.pk}/"):
            answer = client.get(address)
            assert "Zilvermeeuw" not in answer.content.decode(errors="replace")
            assert answer.status_code in {200, 302, 403}
        assert client.post(f"{ADMIN}edit/{text.pk}/").status_code in {302, 403}
