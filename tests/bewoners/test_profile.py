"""What somebody tells about themselves, and takes back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex, Site

from bewoners.models import User
from bewoners.personal.sections import Section, _sections, register_section
from bewoners.wijken import register_wijken
from tests.bewoners.people import code_in, last_mail
from tests.factories.people import UserFactory
from wijkpaginas.bewoners import find_by_address, open_wijken
from wijkpaginas.models import WijkPage

AN = "an@example.nl"
HOME, PROFILE = reverse("bewoners:home"), reverse("bewoners:profile")


@pytest.fixture
def an(site: Site, client: Client) -> User:
    user = UserFactory(email=AN, naam="An")
    client.force_login(user)
    return user


def change(client: Client, **values: object) -> object:
    return client.post(PROFILE, {"naam": "An", **values})


def test_name_and_neighbourhood_are_changed(client: Client, an: User, wijk: WijkPage) -> None:
    answer = client.post(PROFILE, {"naam": "An de Wit", "wijk": wijk.pk}, follow=True)
    assert "Uw gegevens zijn bewaard" in answer.content.decode()
    an.refresh_from_db()
    assert (an.naam, an.wijk_id) == ("An de Wit", wijk.pk)
    text = client.get(HOME).content.decode()
    assert "An de Wit" in text
    assert wijk.title in text


def test_somebody_changes_only_themselves(client: Client, an: User) -> None:
    other = UserFactory(naam="Bo")
    client.post(PROFILE, {"naam": "Weg", "id": other.pk, "email": "x@example.nl", "is_staff": "on"})
    other.refresh_from_db()
    an.refresh_from_db()
    assert (other.naam, an.naam, an.email, an.is_staff) == ("Bo", "Weg", AN, False)


@pytest.mark.parametrize(
    "naam", ["", "An\r\nBo", "an@example.nl", "A" * 20_000, "A\x00n", "\u202e", "..."]
)
def test_a_name_that_can_not_be_shown_is_refused(client: Client, an: User, naam: str) -> None:
    answer = client.post(PROFILE, {"naam": naam})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'id="id_naam_error"' in text
    assert 'href="#id_naam"' in text
    an.refresh_from_db()
    assert an.naam == "An"


def test_what_was_typed_stays_and_is_shown_as_text(client: Client, an: User) -> None:
    text = client.post(PROFILE, {"naam": '"><svg onload=x>' * 10}).content.decode()
    assert "<svg onload" not in text
    assert "&quot;&gt;&lt;svg onload" in text


def test_a_neighbourhood_is_found_by_its_name_or_address(
    client: Client, an: User, wijk: WijkPage
) -> None:
    change(client, adres="havenkwartier")
    an.refresh_from_db()
    assert an.wijk_id == wijk.pk


@pytest.mark.parametrize("adres", ["Nergensstraat 1", "9999 ZZ", '"><svg onload=x>', "\x00", "?"])
def test_an_address_without_neighbourhood_is_told_at_the_field(
    client: Client, an: User, wijk: WijkPage, adres: str
) -> None:
    answer = client.post(PROFILE, {"naam": "An", "adres": adres})
    text = answer.content.decode()
    assert 'id="id_adres_error"' in text
    assert "<svg onload" not in text
    an.refresh_from_db()
    assert an.wijk_id is None


def test_a_long_address_is_refused(client: Client, an: User, wijk: WijkPage) -> None:
    answer = client.post(PROFILE, {"naam": "An", "adres": "x" * 20_000})
    assert answer.context["form"].errors["adres"]


def test_only_open_neighbourhoods_of_this_site_can_be_chosen(
    client: Client, an: User, wijk: WijkPage, duinwijk: WijkPage, site: Site
) -> None:
    wijk.unpublish()
    for pk in (wijk.pk, duinwijk.pk, site.root_page_id, "x", "9" * 40, "\x00"):
        answer = client.post(PROFILE, {"naam": "An", "wijk": pk})
        assert answer.context["form"].errors["wijk"], pk
    an.refresh_from_db()
    assert an.wijk_id is None


def test_who_chose_a_neighbourhood_elsewhere_keeps_it(
    client: Client, an: User, duinwijk: WijkPage
) -> None:
    User.objects.filter(pk=an.pk).update(wijk=duinwijk)
    assert change(client, wijk=duinwijk.pk).status_code == 302
    an.refresh_from_db()
    assert an.wijk_id == duinwijk.pk


def test_who_lives_somewhere_is_not_told_to_editors(
    client: Client, an: User, wijk: WijkPage
) -> None:
    change(client, wijk=wijk.pk)
    assert not ReferenceIndex.get_references_to(Page.objects.get(pk=wijk.pk)).filter(
        base_content_type__app_label="bewoners"
    )
    wijk.delete()
    an.refresh_from_db()
    assert an.wijk_id is None


def test_a_site_where_no_app_has_neighbourhoods_asks_for_none(client: Client, an: User) -> None:
    register_wijken(lambda _site: Page.objects.none(), lambda _text, _site: None)
    try:
        fields = client.get(PROFILE).context["form"].fields
    finally:
        register_wijken(open_wijken, find_by_address)
    assert {"wijk", "adres"}.isdisjoint(fields)


def test_a_new_address_counts_after_its_code(client: Client, an: User) -> None:
    page = reverse("account_email")
    an.set_unusable_password()
    an.save()
    client.force_login(an)
    answer = client.post(page, {"action_add": "", "email": "Nieuw@example.nl"})
    assert answer["Location"] == reverse("account_email_verification_sent")
    an.refresh_from_db()
    assert an.email == AN
    client.post(answer["Location"], {"code": code_in(last_mail("nieuw@example.nl"))})
    an.refresh_from_db()
    assert an.email == "nieuw@example.nl"
    # The old address hears of it.
    assert last_mail(AN).subject == "Uw e-mailadres is veranderd bij Waterhage"


def test_the_address_of_somebody_else_is_not_taken_and_not_told(client: Client, an: User) -> None:
    an.set_unusable_password()
    an.save()
    client.force_login(an)
    UserFactory(email="bo@example.nl")
    pages = []
    for email in ("bo@example.nl", "vrij@example.nl"):
        answer = client.post(
            reverse("account_email"), {"action_add": "", "email": email}, follow=True
        )
        text = answer.content.decode().replace(email, "")
        pages.append([line for line in text.splitlines() if "csrf" not in line])
    assert pages[0] == pages[1]
    an.refresh_from_db()
    assert an.email == AN


def test_who_has_a_password_shows_it_before_the_address_changes(client: Client, an: User) -> None:
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "b@example.nl"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(answer["Location"]).content.decode()
    assert "Laat zien dat u het bent" in page
    wrong = client.post(answer["Location"], {"password": "verkeerd"})
    assert "Dit wachtwoord klopt niet" in wrong.content.decode()


def test_an_app_adds_its_own_section_to_the_personal_page(client: Client, an: User) -> None:
    section = Section(
        "proef", "Mijn proeven", 15, "bewoners/sections/volgen.html", lambda user, _r: {"x": user}
    )
    register_section(section)
    try:
        text = client.get(HOME).content.decode()
    finally:
        del _sections["proef"]
    assert text.index("Mijn bijdragen") < text.index("Mijn proeven") < text.index("Wat ik volg")


def test_the_personal_page_has_a_budget(client: Client, an: User, wijk: WijkPage) -> None:
    User.objects.filter(pk=an.pk).update(wijk=wijk)
    client.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        client.get(HOME)
    assert len(queries) < 20
    for address in (HOME, PROFILE):
        assert client.head(address).status_code == 200
        assert client.put(address).status_code == 405
    assert client.post(HOME).status_code == 405


def test_people_see_the_name_on_the_site_and_staff_their_own(site: Site) -> None:
    an = User(email=AN, naam="An W", first_name="An", last_name="de Wit")
    assert (an.public_name, str(an)) == ("An W", "An de Wit")
    assert User(email=AN, naam="An W").get_full_name() == "An W"
    assert User(email=AN, first_name="An").public_name == "An"
    assert AN not in User(email=AN).public_name
