"""Forms and previews of the admin, for every page type, in Dutch."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import Gemeente
from home.models import HomePage
from tests.conftest import Cast
from tests.factories.kaart import GebiedFactory
from tests.factories.people import UserFactory
from tests.factories.wijken import (
    ContactpersoonFactory,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsPageFactory,
    section,
)
from wijkpaginas.models import (
    AgendaPage,
    Contactpersoon,
    EvenementPage,
    InformatiePage,
    NieuwsIndexPage,
    NieuwsPage,
    WijkIndexPage,
    WijkPage,
)

MODELS = [
    HomePage, WijkIndexPage, WijkPage, InformatiePage, NieuwsIndexPage, NieuwsPage, AgendaPage,
    EvenementPage,
]  # fmt: skip
ENGLISH = ("Page title", "Publish", "Save draft", "Choose an image", "This field is required")


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


@pytest.fixture
def pages(home: HomePage, wijk: WijkPage) -> dict[type[Page], Page]:
    """Return a page of every type."""
    wijk.gebied = GebiedFactory()
    wijk.save()
    news, agenda = section(wijk, NieuwsIndexPage), section(wijk, AgendaPage)
    return {
        HomePage: home,
        WijkIndexPage: section(home, WijkIndexPage),
        WijkPage: wijk,
        InformatiePage: InformatiePageFactory(parent=wijk),
        NieuwsIndexPage: news,
        NieuwsPage: NieuwsPageFactory(parent=news),
        AgendaPage: agenda,
        EvenementPage: EvenementPageFactory(parent=agenda),
    }


def values_of(model: type[Page]) -> dict[str, Any]:
    """Return what a form of this type sends when little is filled in."""
    values: dict[str, Any] = {"title": "Proef", "slug": "proef", "samenvatting": ""}
    if hasattr(model, "introductie"):
        values["introductie"] = rich_text("<p>Welkom</p>")
    if hasattr(model, "inhoud"):
        values["inhoud"] = streamfield([])
    if model is WijkPage:
        values |= {"opening": "open", "contacten": inline_formset([])}
    values["comments"] = inline_formset([])
    return values


def preview(admin: Client, address: str, values: dict[str, Any]) -> str:
    """Ask for a preview as the panel beside the form does; return what it shows."""
    answer = admin.post(address, nested_form_data(values))
    assert answer.status_code == 200
    assert answer.json() == {"is_valid": True, "is_available": True}
    shown = admin.get(address)
    assert shown.status_code == 200
    return str(shown.content.decode())


@pytest.mark.parametrize("model", MODELS)
def test_the_form_of_a_page_is_dutch(
    admin: Client, pages: dict[type[Page], Page], model: type[Page]
) -> None:
    response = admin.get(reverse("wagtailadmin_pages:edit", args=[pages[model].pk]))
    assert response.status_code == 200
    text = response.content.decode()
    assert 'lang="nl"' in text
    assert "Publiceer" in text
    for words in ENGLISH:
        assert f">{words}<" not in text, words


@pytest.mark.parametrize("model", MODELS)
def test_the_form_of_a_new_page_opens(
    admin: Client, pages: dict[type[Page], Page], model: type[Page]
) -> None:
    parent = pages[model].get_parent()
    Page.objects.filter(pk=pages[model].pk).first().specific.delete()
    meta = model._meta
    address = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
    assert admin.get(address).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_page_that_is_being_edited_can_be_looked_at(
    admin: Client, pages: dict[type[Page], Page], model: type[Page]
) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[pages[model].pk])
    values = values_of(model) | {"slug": pages[model].slug, "title": "Bijna klaar"}
    if model is EvenementPage:
        values |= {"begindatum": "2026-07-04", "begintijd": "10:00"}
    assert '<html lang="nl"' in preview(admin, address, values)


@pytest.mark.parametrize("model", MODELS)
def test_a_new_page_can_be_looked_at_when_only_its_title_is_there(
    admin: Client, pages: dict[type[Page], Page], model: type[Page]
) -> None:
    """Wagtail asks for what is required when a page is published, not before."""
    parent = pages[model].get_parent()
    meta = model._meta
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=[meta.app_label, meta.model_name, parent.pk]
    )
    assert "Proef" in preview(admin, address, values_of(model))


@pytest.mark.parametrize("model", MODELS)
def test_a_page_with_only_a_title_can_be_kept_as_a_draft(
    admin: Client, pages: dict[type[Page], Page], model: type[Page]
) -> None:
    parent = pages[model].get_parent()
    if getattr(model, "max_count_per_parent", None):
        pages[model].delete()
    meta = model._meta
    address = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
    response = admin.post(address, nested_form_data(values_of(model)))
    assert response.status_code == 302, response.context["form"].errors
    page = model.objects.get(slug="proef")
    assert not page.live
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    revision = page.get_latest_revision()
    address = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    assert admin.get(address).status_code == 200


@pytest.mark.parametrize("model", [NieuwsPage, EvenementPage])
def test_a_day_is_asked_for_when_a_page_is_published(
    admin: Client, pages: dict[type[Page], Page], model: type[Page]
) -> None:
    parent, meta = pages[model].get_parent(), model._meta
    address = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
    values = values_of(model) | {"action-publish": "1", "datum": ""}
    response = admin.post(address, nested_form_data(values))
    assert response.status_code == 200
    field = "datum" if model is NieuwsPage else "begindatum"
    assert "verplicht" in str(response.context["form"].errors[field])


def test_a_wrong_event_keeps_what_was_typed(admin: Client, pages: dict[type[Page], Page]) -> None:
    agenda = pages[AgendaPage]
    address = reverse("wagtailadmin_pages:add", args=["wijkpaginas", "evenementpage", agenda.pk])
    values = values_of(EvenementPage) | {
        "begindatum": "2026-07-04", "begintijd": "12:00", "eindtijd": "10:00", "locatie": "Plein",
        "action-publish": "1",
    }  # fmt: skip
    response = admin.post(address, nested_form_data(values))
    assert response.status_code == 200
    assert "De eindtijd ligt voor de begintijd" in response.content.decode()
    assert "Plein" in response.content.decode()
    for day in ("9999-12-31", "0001-01-01", "2026-02-30", "morgen"):
        response = admin.post(address, nested_form_data(values | {"begindatum": day}))
        assert response.status_code == 200
        assert "begindatum" in response.context["form"].errors


def test_an_event_is_published_from_the_admin(admin: Client, pages: dict[type[Page], Page]) -> None:
    agenda = pages[AgendaPage]
    address = reverse("wagtailadmin_pages:add", args=["wijkpaginas", "evenementpage", agenda.pk])
    values = values_of(EvenementPage) | {"begindatum": "2026-07-04", "begintijd": "12:00"}
    response = admin.post(address, nested_form_data(values | {"action-publish": "1"}))
    assert response.status_code == 302
    page = EvenementPage.objects.get(slug="proef")
    assert (page.begindatum, page.begintijd) == (date(2026, 7, 4), time(12))
    assert page.begint_op is not None
    assert page.live


def test_a_preview_shows_the_people_that_are_not_stored_yet(
    admin: Client, pages: dict[type[Page], Page]
) -> None:
    person = ContactpersoonFactory(naam="Zoë de Wit", is_wijkmanager=True)
    other = ContactpersoonFactory(naam="Bram")
    rows = [
        {"contactpersoon": str(someone.pk), "rol_in_wijk": "", "ORDER": str(order)}
        for order, someone in enumerate((other, person))
    ]
    values = values_of(WijkPage) | {"contacten": inline_formset(rows)}
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[pages[WijkPage].pk])
    text = preview(admin, address, values)
    assert text.index("Zoë de Wit") < text.index("Bram")


def test_a_page_outside_every_site_knows_what_it_shows(
    rf: RequestFactory, pages: dict[type[Page], Page]
) -> None:
    """Somebody makes the pages of a municipality before its site."""
    Site.objects.all().delete()
    for page in pages.values():
        assert page.get_context(rf.get("/"))["gemeente"] is None


def test_the_lists_of_pages_open(admin: Client, pages: dict[type[Page], Page]) -> None:
    for page in pages.values():
        address = reverse("wagtailadmin_explore", args=[page.pk])
        assert admin.get(address, follow=True).status_code == 200
    assert admin.get(reverse("wagtailadmin_home")).status_code == 200


def test_people_are_kept_in_the_admin(admin: Client) -> None:
    base = "wagtailsnippets_wijkpaginas_contactpersoon"
    assert admin.get(reverse(f"{base}:list")).status_code == 200
    assert admin.get(reverse(f"{base}:list"), {"q": "zoe"}).status_code == 200
    values = {"naam": "Zoë", "functie": "wijkmanager", "email": "zoe@example.nl"}
    assert admin.post(reverse(f"{base}:add"), values).status_code == 302
    person = Contactpersoon.objects.get(naam="Zoë")
    assert admin.get(reverse(f"{base}:edit", args=[person.pk])).status_code == 200


def test_the_municipality_is_kept_in_the_admin(admin: Client, site: Site) -> None:
    address = reverse("wagtailsettings:edit", args=["core", "gemeente", site.pk])
    assert admin.get(address).status_code == 200
    values = {"naam": "Nieuw-Waterhage", "taal": "nl", "opening": "open", "minimumleeftijd": "16"}
    lists = {"voetlinks-count": "0", "kanalen-count": "0"}
    assert admin.post(address, values | lists).status_code == 302
    assert Gemeente.for_site(site).naam == "Nieuw-Waterhage"


def test_somebody_without_rights_previews_nothing(
    client: Client, pages: dict[type[Page], Page]
) -> None:
    client.force_login(UserFactory())
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[pages[NieuwsPage].pk])
    assert client.post(address, {}).status_code in {302, 403}
