"""Contact persons, subjects and standard texts belong to one municipality."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from core.models import MunicipalModel
from tests.conftest import HOST, Cast, OtherCast
from tests.factories.wijken import (
    AgendaPage,
    ContactpersoonFactory,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    StandaardtekstFactory,
    ThemaFactory,
    section,
)
from tests.wijkpaginas.editing import form
from wijkpaginas.models import Contactpersoon, Standaardtekst, Thema, Wijkcontact, WijkPage

FACTORIES = [ContactpersoonFactory, ThemaFactory, StandaardtekstFactory]


def address(model: type[MunicipalModel], name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_wijkpaginas_{model._meta.model_name}:{name}", args=args)


@pytest.mark.parametrize(
    ("who", "model", "may"),
    [
        ("redacteur", Contactpersoon, True), ("redacteur", Thema, False),
        ("redacteur", Standaardtekst, False), ("eindredacteur", Contactpersoon, True),
        ("eindredacteur", Thema, False), ("communicatie", Contactpersoon, True),
        ("communicatie", Thema, True), ("communicatie", Standaardtekst, True),
        ("outsider", Thema, False),
    ],
)  # fmt: skip
def test_who_makes_one(
    client: Client, cast: Cast, site: Site, who: str, model: type[MunicipalModel], may: bool
) -> None:
    client.force_login(getattr(cast, who))
    values = {
        "naam": "Nieuw", "functie": "balie", "volgorde": "1",
        "tekst": json.dumps({"blocks": [{"key": "a", "text": "Tekst", "type": "unstyled",
                             "depth": 0, "inlineStyleRanges": [], "entityRanges": []}],
                             "entityMap": {}}),
    }  # fmt: skip
    client.post(address(model, "add"), values)
    assert model.objects.filter(naam="Nieuw", site=site).exists() == may


def test_a_forged_municipality_is_not_taken(
    client: Client, cast: Cast, site: Site, other_site: Site
) -> None:
    client.force_login(cast.communicatie)
    values = {"naam": "Gekaapt", "volgorde": "1", "site": str(other_site.pk)}
    client.post(address(Thema, "add"), values)
    assert Thema.objects.get(naam="Gekaapt").site == site


def test_an_administrator_of_several_municipalities_chooses_one(
    client: Client, cast: Cast, site: Site, other_site: Site
) -> None:
    client.force_login(cast.superuser)
    assert 'name="site"' in client.get(address(Thema, "add")).content.decode()
    client.post(address(Thema, "add"), {"naam": "Zee", "volgorde": "1", "site": other_site.pk})
    assert Thema.objects.get().site == other_site


def test_two_subjects_of_one_municipality_have_different_names(
    client: Client, cast: Cast, site: Site, other_site: Site
) -> None:
    ThemaFactory(site=site, naam="Groen")
    ThemaFactory(site=other_site, naam="Groen")
    client.force_login(cast.communicatie)
    text = client.post(address(Thema, "add"), {"naam": "Groen", "volgorde": "1"}).content.decode()
    assert "Er is al een thema met deze naam" in text
    assert Thema.objects.filter(site=site).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ThemaFactory(site=site, naam="Groen")


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_dialog_offers_what_is_of_the_own_municipality(
    client: Client, cast: Cast, site: Site, other_site: Site, factory: type
) -> None:
    own, other = factory(site=site, naam="Eigen"), factory(site=other_site, naam="Vreemd")
    client.force_login(cast.redacteur)
    base = f"wagtailsnippetchoosers_wijkpaginas_{own._meta.model_name}"
    text = client.get(reverse(f"{base}:choose")).json()["html"]
    assert "Eigen" in text
    assert "Vreemd" not in text
    assert client.get(reverse(f"{base}:chosen", args=[own.pk])).status_code == 200
    assert client.get(reverse(f"{base}:chosen", args=[other.pk])).status_code == 404
    for key in ("0", "-1", "x", "9" * 22):
        assert client.get(reverse(f"{base}:chosen", args=[key])).status_code == 404


def test_a_forged_choice_of_another_municipality_is_refused(
    client: Client, cast: Cast, wijk: WijkPage, other_site: Site
) -> None:
    page = NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Bericht")
    thema = ThemaFactory(site=other_site, naam="Vreemd")
    client.force_login(cast.eindredacteur)
    values = form(page, "Bericht") | {
        "datum": "2026-07-04", "thema": str(thema.pk), "action-publish": "1"
    }  # fmt: skip
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), values)
    assert response.status_code == 200
    assert "Kies iets van uw eigen wijk of gemeente" in response.content.decode()
    page.refresh_from_db()
    assert page.thema is None
    values["thema"] = str(ThemaFactory(naam="Eigen").pk)
    assert (
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), values).status_code == 302
    )


def test_a_text_is_changed_in_one_place_and_shows_everywhere(
    client: Client, wijk: WijkPage, site: Site
) -> None:
    text = StandaardtekstFactory(site=site, tekst="<p>Bel 14 0990.</p>")
    blocks = json.dumps([{"type": "standaardtekst", "value": text.pk}])
    InformatiePageFactory(parent=wijk, slug="een", inhoud=blocks)
    InformatiePageFactory(parent=wijk, slug="twee", inhoud=blocks)
    text.tekst = "<p>Bel <b>14 0991</b>.</p>"
    text.save()
    for slug in ("een", "twee"):
        shown = client.get(f"/wijken/havenkwartier/{slug}/", headers={"host": HOST}).content
        assert b"Bel <b>14 0991</b>." in shown
    text.delete()
    assert client.get("/wijken/havenkwartier/een/", headers={"host": HOST}).status_code == 200


@pytest.mark.parametrize("query", ["groen", "Groen", "bestaat-niet", "%00", "x" * 2000, '"><svg'])
def test_the_lists_are_narrowed_to_a_subject(
    client: Client, wijk: WijkPage, site: Site, query: str
) -> None:
    groen, verkeer = ThemaFactory(naam="Groen"), ThemaFactory(naam="Verkeer")
    news, agenda = section(wijk, NieuwsIndexPage), section(wijk, AgendaPage)
    for thema in (groen, verkeer):
        NieuwsPageFactory(parent=news, title=f"Nieuws {thema.pk}", thema=thema)
        EvenementPageFactory(parent=agenda, title=f"Feest {thema.pk}", thema=thema)
    for place, word in (("nieuws", "Nieuws"), ("agenda", "Feest")):
        for where in (f"/wijken/havenkwartier/{place}/", f"/{place}/"):
            response = client.get(where, {"thema": query}, headers={"host": HOST})
            text = response.content.decode()
            assert response.status_code == 200
            assert f"{word} {groen.pk}" in text
            assert (f"{word} {verkeer.pk}" in text) == (query != "groen")
            assert "<svg onload" not in text
            assert "?thema=verkeer" in text


def test_a_subject_that_is_removed_leaves_the_news(wijk: WijkPage) -> None:
    page = NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), thema=ThemaFactory())
    page.thema.delete()
    page.refresh_from_db()
    assert page.thema is None


def test_a_person_in_use_is_told_about_only_to_the_own_editors(
    client: Client, cast: Cast, other_cast: OtherCast, wijk: WijkPage
) -> None:
    person = ContactpersoonFactory(naam="Zoë")
    Wijkcontact.objects.create(wijk=wijk, contactpersoon=person)
    client.force_login(cast.other_redacteur)
    text = client.get(address(Contactpersoon, "usage", person.pk)).content.decode()
    assert "Havenkwartier" not in text
    client.force_login(other_cast.communicatie)
    assert client.get(address(Contactpersoon, "usage", person.pk)).status_code == 302
