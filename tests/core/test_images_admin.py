"""Editors upload pictures: on every way in the same limits, and a description."""

import json
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from core.models import SiteImage
from tests.conftest import Cast
from tests.core.pictures import bomb_png, photo, picture_bytes, telling, upload
from wijkpaginas.models import WijkPage

TEXT = "Kinderen spelen op het plein"


@pytest.fixture
def collection(wijk: WijkPage, cast: Cast) -> Collection:
    group = cast.redacteur.groups.get()
    return Collection.objects.filter(group_permissions__group=group).distinct().get()


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.redacteur)
    return client


def add(client: Client, data: bytes, name: str, collection: Collection, **more: Any) -> Any:
    """Post the form of one picture."""
    values = {"title": "Plein", "description": TEXT, "collection": collection.pk, **more}
    return client.post(reverse("wagtailimages:add"), values | {"file": upload(data, name)})


def add_many(client: Client, data: bytes, name: str, collection: Collection) -> dict[str, Any]:
    """Drop a file on the page that takes several at once; return its answer."""
    values = {"title": name, "collection": collection.pk, "files[]": upload(data, name)}
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        values,
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    return json.loads(response.content)  # type: ignore[no-any-return]


def add_in_chooser(client: Client, data: bytes, name: str, collection: Collection) -> Any:
    prefix = "image-chooser-upload"
    values = {
        f"{prefix}-title": "Plein",
        f"{prefix}-description": TEXT,
        f"{prefix}-collection": collection.pk,
        f"{prefix}-file": upload(data, name),
    }
    return client.post(reverse("wagtailimages_chooser:create"), values)


def stored_bytes(image: SiteImage) -> bytes:
    with default_storage.open(image.file.name) as file:
        return file.read()  # type: ignore[no-any-return]


REFUSED = [
    (bomb_png(), "bom.png", "40 miljoen"),
    (b"<svg onload=alert(1)>", "a.jpg", "beschadigd"),
    (picture_bytes("JPEG")[:300], "half.jpg", "beschadigd"),
    (picture_bytes("PNG"), "plaat.jpg", "PNG-plaatje"),
    (b"x" * (10 * 1024 * 1024 + 1), "groot.jpg", "hoogstens"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "beschadigd"),
]


@pytest.mark.parametrize(("data", "name", "message"), REFUSED)
def test_what_is_wrong_is_said_at_the_field_on_every_way_in(
    editor: Client, collection: Collection, data: bytes, name: str, message: str
) -> None:
    response = add(editor, data, name, collection)
    assert message in " ".join(response.context["form"].errors["file"])
    assert response.context["form"]["description"].value() == TEXT
    assert message in add_many(editor, data, name, collection)["error_message"]
    response = add_in_chooser(editor, data, name, collection)
    assert response.status_code == 200
    assert message in json.loads(response.content)["htmlFragment"]
    assert not SiteImage.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("name", ["a%0d%0aX-Y: z.jpg", "%00.jpg", "x" * 5000 + ".jpg", "é ☃.jpg"])
def test_an_odd_name_gives_a_picture_with_a_name_of_ours(
    editor: Client, collection: Collection, name: str
) -> None:
    assert add(editor, telling("JPEG"), name, collection).status_code == 302
    image = SiteImage.objects.get()
    assert len(image.file.name) == len("original_images/") + 20
    assert b"Geheim" not in stored_bytes(image)
    assert image.file_hash
    assert image.file_size == len(stored_bytes(image))


def test_a_picture_needs_a_description(editor: Client, collection: Collection) -> None:
    response = add(editor, picture_bytes(), "plein.jpg", collection, description="  ")
    assert "description" in response.context["form"].errors
    assert not SiteImage.objects.exists()


def test_a_title_is_no_alternative_text(editor: Client, collection: Collection) -> None:
    add_in_chooser(editor, picture_bytes(), "plein.jpg", collection)
    image = SiteImage.objects.get()
    assert image.default_alt_text == TEXT
    assert SiteImage(title="IMG_2041.jpg").default_alt_text == ""


def test_several_at_once_wait_for_their_descriptions_without_their_secrets(
    editor: Client, collection: Collection
) -> None:
    answer = add_many(editor, telling("JPEG"), "IMG_2041.jpg", collection)
    assert answer["success"]
    assert not SiteImage.objects.exists()
    kept = UploadedFile.objects.get()
    with default_storage.open(kept.file.name) as file:
        assert b"Geheim" not in file.read()
    assert "IMG" not in kept.file.name
    assert editor.get(f"/media/{kept.file.name}").status_code == 404
    prefix = f"uploaded-image-{kept.pk}"
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[kept.pk])
    values = {f"{prefix}-title": "Plein", f"{prefix}-collection": collection.pk}
    answer = json.loads(editor.post(address, values).content)
    assert not answer["success"]
    answer = json.loads(editor.post(address, values | {f"{prefix}-description": TEXT}).content)
    assert answer["success"]
    image = SiteImage.objects.get()
    assert image.description == TEXT
    assert not default_storage.exists(kept.file.name)
    assert (image.width, image.height) == (60, 40)


def test_changing_the_file_follows_the_same_rules(editor: Client, collection: Collection) -> None:
    add(editor, picture_bytes(), "plein.jpg", collection)
    image = SiteImage.objects.get()
    old = image.file.name
    address = reverse("wagtailimages:edit", args=[image.pk])
    values = {"title": "Plein", "description": TEXT, "collection": collection.pk}
    response = editor.post(address, values | {"file": upload(bomb_png(), "bom.png")})
    assert "40 miljoen" in " ".join(response.context["form"].errors["file"])
    image.refresh_from_db()
    assert image.file.name == old
    new = telling("PNG")
    assert editor.post(address, values | {"file": upload(new, "b.png")}).status_code == 302
    image.refresh_from_db()
    assert image.file.name != old
    assert b"Geheim" not in stored_bytes(image)
    assert not default_storage.exists(old)


def test_a_focal_point_is_kept(editor: Client, collection: Collection) -> None:
    point = {
        "focal_point_x": 40, "focal_point_y": 10, "focal_point_width": 8, "focal_point_height": 8,
    }  # fmt: skip
    add(editor, picture_bytes("JPEG", photo(80, 40)), "a.jpg", collection, **point)
    image = SiteImage.objects.get()
    assert (image.focal_point_x, image.focal_point_y) == (40, 10)
    page = editor.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert "Wie het plaatje niet ziet" in page
    assert 'accept="' in page


def test_another_editor_cannot_add_to_this_neighbourhood(
    client: Client, cast: Cast, collection: Collection
) -> None:
    client.force_login(cast.other_redacteur)
    add(client, picture_bytes(), "a.jpg", collection)
    assert not SiteImage.objects.filter(collection=collection).exists()
