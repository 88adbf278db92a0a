"""Municipalities, neighbourhoods and their pages."""

from datetime import date, time, timedelta
from typing import Any

import factory
from django.utils.timezone import localdate
from wagtail.models import Page, Site
from wagtail_factories import PageFactory

from core.models import Gemeente
from home.models import HomePage
from home.services import create_site
from wijkpaginas.models import (
    AgendaPage,
    Contactpersoon,
    EvenementPage,
    InformatiePage,
    NieuwsIndexPage,
    NieuwsPage,
    Standaardtekst,
    Thema,
    WijkIndexPage,
    WijkPage,
)


def make_site(
    hostname: str = "waterhage.example.nl", naam: str = "Waterhage", port: int = 80
) -> Site:
    """Make a municipality with its sections, as `maak_wijken` does."""
    return create_site(hostname, port, naam)


def address_of(page: Page, below: str = "") -> str:
    """Return the path at which a visitor of the page's own site asks for it."""
    return "/" + page.url_path.split("/", 2)[2] + below


def a_week_ago() -> date:
    return localdate() - timedelta(days=7)


class WijkPageFactory(PageFactory):
    """A published neighbourhood; `binnenkort` is one that is still being prepared."""

    class Meta:
        model = WijkPage

    title = factory.Sequence(lambda n: f"Wijk {n}")
    samenvatting = "Een wijk aan het water."
    introductie = "<p>Welkom in de wijk.</p>"
    show_in_menus = True

    class Params:
        binnenkort = factory.Trait(opening=WijkPage.Opening.BINNENKORT)


class InformatiePageFactory(PageFactory):
    class Meta:
        model = InformatiePage

    title = factory.Sequence(lambda n: f"Informatie {n}")
    samenvatting = "Wat u moet weten."
    show_in_menus = True


class NieuwsPageFactory(PageFactory):
    class Meta:
        model = NieuwsPage

    title = factory.Sequence(lambda n: f"Bericht {n}")
    samenvatting = "Er is iets gebeurd."
    datum = factory.LazyFunction(localdate)


class EvenementPageFactory(PageFactory):
    """An evening tomorrow; `hele_dag` has no times, `voorbij` was last week."""

    class Meta:
        model = EvenementPage

    title = factory.Sequence(lambda n: f"Evenement {n}")
    samenvatting = "Kom ook."
    begindatum = factory.LazyFunction(lambda: localdate() + timedelta(days=1))
    begintijd = time(19, 30)
    eindtijd = time(21, 0)
    locatie = "Wijkcentrum"
    adres = "Dorpsstraat 1, Waterhage"

    class Params:
        hele_dag = factory.Trait(begintijd=None, eindtijd=None)
        voorbij = factory.Trait(begindatum=factory.LazyFunction(a_week_ago))


class ContactpersoonFactory(factory.django.DjangoModelFactory[Contactpersoon]):
    class Meta:
        model = Contactpersoon

    site = factory.LazyFunction(lambda: Site.objects.order_by("pk").first())
    naam = factory.Sequence(lambda n: f"Persoon {n}")
    functie = "wijkmanager"
    email = factory.Sequence(lambda n: f"wijkmanager{n}@example.nl")


class ThemaFactory(factory.django.DjangoModelFactory[Thema]):
    class Meta:
        model = Thema

    site = factory.LazyFunction(lambda: Site.objects.order_by("pk").first())
    naam = factory.Sequence(lambda n: f"Thema {n}")


class StandaardtekstFactory(factory.django.DjangoModelFactory[Standaardtekst]):
    class Meta:
        model = Standaardtekst

    site = factory.LazyFunction(lambda: Site.objects.order_by("pk").first())
    naam = factory.Sequence(lambda n: f"Tekst {n}")
    tekst = "<p>Bent u het er niet mee eens? Bel ons.</p>"


def section(parent: Page, model: type[Page]) -> Any:
    """Return the section page of a type below a neighbourhood or a home page."""
    return model.objects.child_of(parent).get()


__all__ = [
    "AgendaPage",
    "ContactpersoonFactory",
    "EvenementPageFactory",
    "Gemeente",
    "HomePage",
    "InformatiePageFactory",
    "NieuwsIndexPage",
    "NieuwsPageFactory",
    "StandaardtekstFactory",
    "ThemaFactory",
    "WijkIndexPage",
    "WijkPageFactory",
    "address_of",
    "make_site",
    "section",
]
