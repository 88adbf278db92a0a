"""The pictures, documents and people of the demo."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files import File
from wagtail.models import Collection

from core.models import SiteDocument, SiteImage
from home.demo import content
from wijkpaginas.models import Contactpersoon

COLLECTION = "Demo Waterhage"


@dataclass
class Media:
    """What pages refer to, by the keys that the texts use."""

    pictures: dict[str, SiteImage] = field(default_factory=dict)
    documents: dict[str, SiteDocument] = field(default_factory=dict)
    people: dict[str, Contactpersoon] = field(default_factory=dict)


def remove_media() -> None:
    """Remove what an earlier load made, and nothing that others uploaded."""
    keys = {person["email"] for person in content.read("personen")}
    Contactpersoon.objects.filter(email__in=keys).delete()
    for collection in Collection.objects.filter(name=COLLECTION):
        for model in (SiteImage, SiteDocument):
            for item in model.objects.filter(collection=collection):
                item.delete()
        collection.delete()


def remove_empty_collections(collections: list[Collection]) -> None:
    """Remove collections, and then those that held them, unless somebody keeps something there."""
    parents = {collection.get_parent() for collection in collections}
    for collection in collections:
        _remove_if_empty(collection)
    for parent in parents:
        parent.refresh_from_db()
        _remove_if_empty(parent)


def _remove_if_empty(collection: Collection) -> None:
    used = any(
        model.objects.filter(collection=collection).exists() for model in (SiteImage, SiteDocument)
    )
    if not used and collection.is_leaf() and not collection.is_root():
        collection.delete()


def load_media() -> Media:
    """Store the pictures, documents and people."""
    collection = Collection.get_first_root_node().add_child(instance=Collection(name=COLLECTION))
    media = Media()
    for key, values in content.pictures().items():
        media.pictures[key] = _store(
            SiteImage(
                title=values["titel"], description=values["description"], collection=collection
            ),
            content.PICTURES / values["file"],
        )
    for values in content.read("documenten"):
        media.documents[values["key"]] = _store(
            SiteDocument(title=values["titel"], collection=collection),
            content.DOCUMENTS / values["file"],
        )
    for values in content.read("personen"):
        fields = {name: value for name, value in values.items() if name not in {"key", "foto"}}
        photo = media.pictures[values["foto"]] if values["foto"] else None
        media.people[values["key"]] = Contactpersoon.objects.create(foto=photo, **fields)
    return media


def _store(item: Any, path: Any) -> Any:
    with path.open("rb") as stream:
        item.file.save(path.name, File(stream), save=False)
        item.save()
    return item
