"""Uploaded files are served so that they can do no harm, and only to who may see them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.models import SiteDocument, SiteImage
from core.pictures.making import make_versions
from core.pictures.versions import QUICK_FORMATS, files_of
from tests.conftest import Cast
from tests.core.pictures import photo, picture_bytes
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

POLICY = "default-src 'none'; sandbox"


def store(collection: Collection | None = None) -> SiteImage:
    image = SiteImage.objects.create(
        title="Plein",
        description="Het plein",
        collection=collection or Collection.get_first_root_node(),
        file=ContentFile(picture_bytes("JPEG", photo(400, 300)), name="x.jpg"),
    )
    make_versions(image, formats=QUICK_FORMATS)
    return image


def addresses(image: SiteImage) -> list[str]:
    """Return the addresses of everything that was made of a picture."""
    thumbnail = image.get_rendition("max-165x165")
    files = [image.file.name, thumbnail.file.name, *files_of(image.uitvoeringen)]
    return [f"/media/{name}" for name in files]


@pytest.fixture
def closed() -> Collection:
    """Return a collection below one that is closed: restrictions count for what is below too."""
    above = Collection.get_first_root_node().add_child(instance=Collection(name="Dicht"))
    return above.add_child(instance=Collection(name="Ook dicht"))


def restrict(collection: Collection, kind: str, **values: object) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(
        collection=collection.get_parent(), restriction_type=kind, **values
    )


def test_a_picture_can_do_nothing_and_be_kept_for_ever(client: Client) -> None:
    for address in addresses(store()):
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Security-Policy"] == POLICY
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["Content-Type"].startswith("image/")
        assert "immutable" in response["Cache-Control"]
        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert b"".join(response.streaming_content)


def test_a_picture_that_the_browser_has_is_not_sent_again(client: Client) -> None:
    address = addresses(store())[0]
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert response["Content-Security-Policy"] == POLICY
    assert client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200
    missing = "/media/original_images/weg.jpg"
    assert client.get(missing, headers={"If-None-Match": "*"}).status_code == 404


def test_a_picture_is_not_packed_once_more(client: Client) -> None:
    response = client.get(addresses(store())[0], headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) > 0


@pytest.mark.parametrize(
    "path",
    [
        "", "original_images", "original_images/", "documents/geheim.txt", "wagtail_uploads/x.jpg",
        "../db.sqlite3", "original_images/../documents/geheim.txt", "original_images/%00.jpg",
        "original_images/..%2f..%2fsettings.jpg", "original_images//x.jpg", "geheim.txt",
        "original_images/" + "x" * 20_000 + ".jpg", "original_images/a%0d%0aX-Y:z.jpg",
        "original_images/geheim.html", "original_images/geheim.svg", "/etc/passwd",
    ],
)  # fmt: skip
def test_nothing_else_is_served(client: Client, path: str) -> None:
    for name in ("documents/geheim.txt", "original_images/geheim.html", "geheim.txt"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"geheim"))
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_changed_at_the_address_of_a_file(client: Client, method: str) -> None:
    assert getattr(client, method)(addresses(store())[0]).status_code == 405


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_who_may_not_see_a_collection_gets_none_of_its_files(
    client: Client, closed: Collection, kind: str
) -> None:
    hidden, shown = addresses(store(closed)), addresses(store())
    assert client.get(hidden[0]).status_code == 200
    restrict(closed, kind, password="sesam")
    assert [client.get(address).status_code for address in hidden] == [404] * len(hidden)
    assert [client.get(address).status_code for address in shown] == [200] * len(shown)
    # Nobody learns whether the file is there by asking whether it changed.
    assert client.get(hidden[0], headers={"If-None-Match": "*"}).status_code == 404


def test_who_may_see_a_collection_gets_its_files_and_no_cache_does(
    client: Client, closed: Collection
) -> None:
    group = Group.objects.create(name="Werkgroep")
    restrict(closed, "groups").groups.add(group)
    hidden = addresses(store(closed))
    client.force_login(UserFactory())
    assert {client.get(address).status_code for address in hidden} == {404}
    client.force_login(UserFactory(groups=[group]))
    for address in hidden:
        response = client.get(address)
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]
        assert "no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]


def test_editors_see_the_pictures_that_they_work_with(
    client: Client, cast: Cast, closed: Collection
) -> None:
    own = Collection.objects.filter(
        group_permissions__group=cast.redacteur.groups.get()
    ).distinct().get()  # fmt: skip
    CollectionViewRestriction.objects.create(
        collection=own, restriction_type="password", password="sesam"
    )
    address = addresses(store(own))[0]
    for user, status in ((cast.redacteur, 200), (cast.other_redacteur, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status


def test_the_files_of_a_picture_that_is_gone_are_not_served_where_some_are_private(
    client: Client, closed: Collection
) -> None:
    image = store(closed)
    address = addresses(image)[0]
    data = default_storage.open(image.file.name).read()
    restrict(closed, "login")
    image.delete()
    if not default_storage.exists(image.file.name):
        default_storage.save(image.file.name, ContentFile(data))
    assert client.get(address).status_code == 404


def document(name: str, data: bytes, collection: Collection | None = None) -> SiteDocument:
    made = SiteDocument(title="Stuk", collection=collection or Collection.get_first_root_node())
    made.file.save(name, ContentFile(data))
    return made


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan.txt", "text/plain"),
        ("plan.csv", "text/csv"),
        ("plan.pdf", "application/pdf"),
        ("plan.odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_a_document_is_saved_and_never_opened_as_a_page(
    client: Client, name: str, kind: str
) -> None:
    made = document(name, b"<script>alert(1)</script>")
    response = client.get(made.url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    again = client.get(made.url, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert client.post(made.url).status_code == 405
    assert client.get(f"/media/{made.file.name}").status_code == 404


def test_a_document_of_a_closed_collection_asks_for_the_password_in_a_usable_form(
    client: Client, closed: Collection
) -> None:
    made = document("plan.txt", b"geheim", closed)
    restrict(closed, "password", password="sesam")
    response = client.get(made.url)
    assert b"geheim" not in response.content
    assert "sandbox" not in response["Content-Security-Policy"]
    restriction = CollectionViewRestriction.objects.get()
    answer = {"password": "sesam", "return_url": made.url}
    client.post(f"/documenten/wachtwoord/{restriction.pk}/", answer)
    response = client.get(made.url)
    assert b"".join(response.streaming_content) == b"geheim"
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["0/x.txt", "9999999999999999999999/x.txt", "1/%00", "1/", "١/x.txt"]
)
def test_a_document_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/documenten/{path}").status_code == 404
