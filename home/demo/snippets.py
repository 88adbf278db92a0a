"""What the made-up municipality uses on many pages: people, subjects and standard texts."""

from django.apps import apps
from wagtail.models import Site

from core.models import MunicipalModel
from home.demo import content
from home.demo.media import Media
from home.models import HomePage
from wijkpaginas.models import Contactpersoon, Standaardtekst, Thema


def remove_snippets(home: HomePage) -> None:
    """Remove all that belongs to the municipality: it would keep its site from being removed."""
    for model in apps.get_models():
        if issubclass(model, MunicipalModel):
            model.objects.filter(site__root_page=home).delete()


def load_snippets(site: Site, media: Media) -> None:
    """Store them, and note them by their key."""
    for values in content.read("personen"):
        fields = {name: value for name, value in values.items() if name not in {"key", "foto"}}
        photo = media.pictures[values["foto"]] if values["foto"] else None
        media.people[values["key"]] = Contactpersoon.objects.create(site=site, foto=photo, **fields)
    for values in content.read("themas"):
        media.themas[values["slug"]] = Thema.objects.create(site=site, **values)
    for values in content.read("standaardteksten"):
        media.texts[values["key"]] = Standaardtekst.objects.create(
            site=site, naam=values["naam"], tekst=values["tekst"]
        )
