"""An administrator configures the log-in service of a municipality; nobody else does."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from bewoners.models import Aanmelddienst, User
from bewoners.organisations.claims import is_bsn
from tests.conftest import HOST, Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkPage

LIST, ADD = reverse("aanmelddiensten:index"), reverse("aanmelddiensten:add")
SECRET = "geheim-van-de-dienst"


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


def filled(site: Site, *rows: tuple[str, Group], **fields: Any) -> dict[str, Any]:
    data = {
        "site": site.pk, "naam": "Gemeente Waterhage", "sleutel": "waterhage", "actief": "on",
        "adres": "https://login.waterhage.nl", "client_id": "samenwijk", "geheim": SECRET,
        "niveaus": "urn:strong", "persoonsclaim": "sub", "groepenclaim": "groups",
        "domeinen": "@Waterhage.nl", "maakt_accounts": "on",
        "toekenningen-TOTAL_FORMS": len(rows), "toekenningen-INITIAL_FORMS": 0,
        "toekenningen-MIN_NUM_FORMS": 0, "toekenningen-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for number, (value, group) in enumerate(rows):
        data |= {
            f"toekenningen-{number}-waarde": value,
            f"toekenningen-{number}-groep": group.pk,
            f"toekenningen-{number}-id": "",
        }
    return {**data, **fields}


def made(site: Site) -> Aanmelddienst:
    dienst = Aanmelddienst(
        site=site, naam="W", sleutel="waterhage", adres="https://login.waterhage.nl",
        client_id="samenwijk",
    )  # fmt: skip
    dienst.geheim = SECRET
    dienst.save()
    return dienst


def test_a_service_is_added_with_its_groups(admin: Client, site: Site, wijk: WijkPage) -> None:
    group = wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group
    assert admin.get(ADD).status_code == 200
    assert admin.post(ADD, filled(site, ("redactie", group))).status_code == 302
    dienst = Aanmelddienst.objects.get()
    assert dienst.geheim == SECRET
    assert dienst.trusted_domains == ["waterhage.nl"]
    assert [(row.waarde, row.groep) for row in dienst.toekenningen.all()] == [("redactie", group)]


def test_the_secret_is_stored_encrypted_and_never_shown(admin: Client, site: Site) -> None:
    dienst = made(site)
    assert SECRET not in dienst.versleuteld_geheim
    for address in (LIST, reverse("aanmelddiensten:edit", args=[dienst.pk])):
        html = admin.get(address).content.decode()
        assert SECRET not in html
        assert dienst.versleuteld_geheim not in html


def test_the_secret_stays_when_nothing_is_filled_in(admin: Client, site: Site) -> None:
    dienst = made(site)
    address = reverse("aanmelddiensten:edit", args=[dienst.pk])
    assert f"http://{HOST}/account/organisatie/waterhage/terug/" in (
        admin.get(address).content.decode()
    )
    assert admin.post(address, filled(site, geheim="", naam="Anders")).status_code == 302
    dienst.refresh_from_db()
    assert (dienst.naam, dienst.geheim) == ("Anders", SECRET)
    admin.post(address, filled(site, geheim="een-ander"))
    dienst.refresh_from_db()
    assert dienst.geheim == "een-ander"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"geheim": ""}, "Vul het geheim in"),
        ({"adres": "http://login.waterhage.nl"}, "https://"),
        ({"adres": "https://an:wachtwoord@login.waterhage.nl"}, "Vul alleen het adres in"),
        ({"adres": "javascript:alert(1)"}, "geldige URL"),
        ({"domeinen": "niet zo"}, "Dit is geen domein: niet"),
        ({"domeinen": '"><svg onload=alert(1)>'}, "Dit is geen domein"),
        ({"domeinen": ""}, "voor welke e-mailadressen"),
        ({"sleutel": "met spatie"}, "slug"),
        ({"persoonsclaim": "een claim"}, "Gebruik alleen letters"),
    ],
)
def test_what_is_not_safe_is_refused(
    admin: Client, site: Site, fields: dict[str, str], words: str
) -> None:
    response = admin.post(ADD, filled(site, **fields))
    assert response.status_code == 200
    assert words.lower() in response.content.decode().lower()
    assert "<svg onload" not in response.content.decode()
    assert not Aanmelddienst.objects.exists()


def test_a_group_of_another_municipality_can_not_be_given(
    admin: Client, site: Site, other_site: Site
) -> None:
    group = other_site.editor_groups.get(role=GemeenteGroup.Role.COMMUNICATIE).group
    response = admin.post(ADD, filled(site, ("x", group)))
    assert response.status_code == 200
    assert "hoort niet bij deze gemeente" in response.content.decode()
    assert not Aanmelddienst.objects.exists()


def test_the_name_in_the_address_does_not_change(admin: Client, site: Site) -> None:
    dienst = made(site)
    address = reverse("aanmelddiensten:edit", args=[dienst.pk])
    assert admin.post(address, filled(site, sleutel="anders")).status_code == 302
    dienst.refresh_from_db()
    assert dienst.sleutel == "waterhage"


@pytest.mark.parametrize(
    ("fields", "stays"), [({"adres": "https://anders.nl"}, False), ({"naam": "Anders"}, True)]
)
def test_another_service_behind_it_knows_other_people(
    admin: Client, site: Site, fields: dict[str, str], stays: bool
) -> None:
    dienst = made(site)
    SocialAccount.objects.create(user=UserFactory(), provider="waterhage", uid="an")
    admin.post(reverse("aanmelddiensten:edit", args=[dienst.pk]), filled(site, **fields))
    assert SocialAccount.objects.exists() is stays


def test_a_service_is_deleted(admin: Client, site: Site) -> None:
    dienst = made(site)
    assert admin.post(reverse("aanmelddiensten:delete", args=[dienst.pk])).status_code == 302
    assert not Aanmelddienst.objects.exists()


def test_only_an_administrator_sees_and_changes_it(client: Client, cast: Cast, site: Site) -> None:
    dienst = made(site)
    addresses = [LIST, ADD] + [
        reverse(f"aanmelddiensten:{name}", args=[dienst.pk]) for name in ("edit", "delete")
    ]
    for person in (cast.communicatie, cast.eindredacteur, cast.redacteur, cast.outsider, None):
        client.logout()
        if person:
            client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code in {302, 403}
            assert client.post(address, filled(site, naam="Gekaapt")).status_code in {302, 403}
    dienst.refresh_from_db()
    assert dienst.naam == "W"


def test_no_group_can_be_given_the_right_to_it(admin: Client, cast: Cast, site: Site) -> None:
    group = site.editor_groups.get().group
    html = admin.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    permissions = Permission.objects.filter(content_type__app_label="bewoners")
    for permission in permissions.filter(codename__endswith="_aanmelddienst"):
        assert f'value="{permission.pk}"' not in html


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("111222333", True), (111222333, True), ("123456782", True), ("12345672", True),
        ("111.22.2333", True), ("111222334", False), ("000000000", False), ("1112223330", False),
        ("an", False), ("", False), (None, False),
    ],
)  # fmt: skip
def test_a_citizen_service_number_is_recognised(value: Any, says: bool) -> None:
    assert is_bsn(value) is says


def test_a_secret_that_can_not_be_read_is_no_error(client: Client, cast: Cast, site: Site) -> None:
    made(site)
    Aanmelddienst.objects.update(versleuteld_geheim="onzin")
    address = reverse("openid_connect_login", args=["waterhage"])
    assert client.get(address, headers={"host": HOST}).status_code == 200
    assert User.objects.exists()
