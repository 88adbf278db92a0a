"""The pictures and documents of the demo."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files import File
from wagtail.models import Collection, GroupCollectionPermission

from core.models import SiteDocument, SiteImage
from core.pictures.making import make_versions
from core.pictures.versions import QUICK_FORMATS
from home.demo import content
from wijkpaginas.models import Contactpersoon, Standaardtekst, Thema

COLLECTION = "Demo Waterhage"


@dataclass
class Media:
    """What pages refer to, by the keys that the texts use."""

    pictures: dict[str, SiteImage] = field(default_factory=dict)
    documents: dict[str, SiteDocument] = field(default_factory=dict)
    people: dict[str, Contactpersoon] = field(default_factory=dict)
    themas: dict[str, Thema] = field(default_factory=dict)
    texts: dict[str, Standaardtekst] = field(default_factory=dict)


def remove_media() -> None:
    """Remove what an earlier load made, and nothing that others uploaded."""
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


def load_media(parent: Collection) -> Media:
    """Store the pictures and documents, in a collection below that of the municipality."""
    collection = parent.add_child(instance=Collection(name=COLLECTION))
    media = Media()
    for key, values in content.pictures().items():
        media.pictures[key] = _store(
            SiteImage(
                title=values["titel"], description=values["description"], collection=collection
            ),
            content.PICTURES / values["file"],
        )
        # Somebody waits for the demo: the worker makes the rest.
        make_versions(media.pictures[key], formats=QUICK_FORMATS)
    for values in content.read("documenten"):
        media.documents[values["key"]] = _store(
            SiteDocument(title=values["titel"], collection=collection),
            content.DOCUMENTS / values["file"],
        )
    return media


def let_editors_choose(groups: Iterable[Group]) -> None:
    """Let the editors of the neighbourhoods choose among these pictures and documents."""
    permissions = Permission.objects.filter(codename__in=["choose_image", "choose_document"])
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for collection in Collection.objects.filter(name=COLLECTION)
        for permission in permissions
        for group in groups
    )


def _store(item: Any, path: Any) -> Any:
    with path.open("rb") as stream:
        item.file.save(path.name, File(stream), save=False)
        item.save()
    return item
