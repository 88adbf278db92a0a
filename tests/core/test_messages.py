"""What goes wrong is said in Dutch, says nothing about the inside, and is never a 500."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error
from pytest_django.fixtures import Settings
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from core.models import SiteDocument
from tests.factories.wijken import InformatiePageFactory, address_of
from wijkpaginas.models import WijkPage

LEAKS = ("Traceback", "Exception", "DoesNotExist", "/core/", "sqlite", "postgres", "SECRET")
LONG = "a" * 20_000
PLACES = [
    "/",
    "/wijken/",
    "/nieuws/",
    "/agenda/",
    "/wijken/havenkwartier/",
    "/wijken/havenkwartier/nieuws/",
    "/wijken/havenkwartier/agenda/",
    "/wijken/havenkwartier/nieuws/feed/",
    "/wijken/havenkwartier/agenda/ical/",
    "/sitemap.xml",
]
VALUES = [
    "%00", LONG, "%ff%fe", "9" * 22, "9" * 5000, "-1", "1e9", "%F0%9F%9A%B2", "'; DROP TABLE x;--",
    "<script>alert(1)</script>", "١", "%0d%0aSet-Cookie:%20a=b",
]  # fmt: skip


def expect_dutch(content: bytes, sentence: str) -> None:
    text = content.decode()
    assert '<html lang="nl"' in text
    assert sentence in text
    for leak in LEAKS:
        assert leak not in text


def test_a_page_that_is_not_there_is_said_so_in_the_look_of_the_site(
    client: Client, site: Site
) -> None:
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    expect_dutch(response.content, "Deze pagina is er niet")
    assert b"Waterhage" in response.content
    assert b"noindex" in response.content
    for chapter in ("/wijken/", "/nieuws/", "/agenda/"):
        assert f'href="{chapter}"' in response.content.decode(), "people find their way from there"


@pytest.mark.django_db
def test_an_error_of_ours_is_said_without_the_database(rf: RequestFactory) -> None:
    """The database may be what is broken."""

    def refuse(*args: object) -> None:
        raise OperationalError

    with connection.execute_wrapper(refuse):
        response = server_error(rf.get("/"))
    expect_dutch(response.content, "<h1")
    assert response.status_code == 500


@pytest.mark.django_db
def test_an_unknown_host_gets_a_clear_answer(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["waterhage.example.nl"]
    response = client.get("/", headers={"host": "kwaad.example.com"})
    assert response.status_code == 400
    expect_dutch(response.content, "Deze vraag begrijpen we niet")
    assert b"kwaad.example.com" not in response.content


def test_what_somebody_may_not_see_is_said_in_dutch(rf: RequestFactory, site: Site) -> None:
    response = permission_denied(rf.get("/"), PermissionDenied("geheim"))
    assert response.status_code == 403
    expect_dutch(response.content, "U mag deze pagina niet zien")
    assert b"geheim" not in response.content


def test_a_form_without_token_is_refused_in_dutch(site: Site) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/inloggen/", {"email": "an"})
    assert response.status_code == 403
    expect_dutch(response.content, "Het versturen is niet gelukt")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/wijken/", "/sitemap.xml", "/.well-known/security.txt", "/robots.txt", "/x/"]
)
def test_a_host_without_a_site_has_nothing(client: Client, address: str) -> None:
    assert not Site.objects.exists()
    response = client.get(address)
    assert response.status_code == 404
    expect_dutch(response.content, "Deze pagina is er niet")


def test_the_health_check_needs_no_site(client: Client, db: None) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.usefixtures("wijk")
@pytest.mark.parametrize("value", VALUES)
def test_no_question_breaks_a_page(client: Client, value: str) -> None:
    query = "&".join(f"{name}={value}" for name in ("q", "pagina", "toon", "p"))
    for place in PLACES:
        response = client.get(f"{place}?{query}")
        assert response.status_code in {200, 404}, place
        assert b"<script>alert(1)" not in response.content
        assert not response.cookies


@pytest.mark.usefixtures("wijk")
@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/wijken/%00/",
        "/wijken/x%00/?q=%00",
        "/%ff%fe/",
        "/wijken/%e2%82/",
        f"/{LONG}/",
        "/" + "a/" * 3000,
        "/wijken/../../etc/passwd",
        "/wijken/%2e%2e/%2e%2e/etc/passwd",
        "/media/%00",
        "/media/../manage.py",
        "/media/%2e%2e/%2e%2e/manage.py",
        "/documenten/" + "9" * 22 + "/x.pdf",
        "/documenten/1/%00",
        "/_util/authenticate_with_password/" + "9" * 22 + "/1/",
        "/sitemap.xml?p=" + "9" * 22,
        "/healthz/",
        "/wijken/havenkwartier/nieuws/feed/feed/",
        "/wijken/havenkwartier/agenda/ical/%00/",
        "//kwaad.example.com/",
        "/wijken/havenkwartier/nieuws/9999/",
    ],
)
def test_no_address_breaks_the_site(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code in {200, 301, 302, 400, 404}
    assert b"import os" not in response.content
    if response.status_code in {301, 302}:
        assert "kwaad" not in response["Location"]


@pytest.mark.usefixtures("wijk")
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "head"])
def test_no_method_breaks_a_page(client: Client, method: str) -> None:
    for place in PLACES:
        assert getattr(client, method)(place).status_code in {200, 405}, place


def test_a_term_that_was_typed_comes_back_as_text(client: Client, wijk: WijkPage) -> None:
    text = client.get("/wijken/?q=%22%3E%3Csvg+onload%3Dalert(1)%3E").content.decode()
    assert "<svg onload" not in text
    assert 'value="&quot;&gt;&lt;svg onload=alert(1)&gt;"' in text


@pytest.mark.parametrize(
    "kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]
)
def test_a_restricted_page_asks_who_is_there(client: Client, wijk: WijkPage, kind: str) -> None:
    page = InformatiePageFactory(parent=wijk, title="Notulen")
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")
    response = client.get(address_of(page), follow=True)
    assert response.status_code == 200
    asked = "password" if kind == PageViewRestriction.PASSWORD else "email"
    assert f'type="{asked}"'.encode() in response.content


def test_a_document_is_not_reached_around_its_own_address(client: Client, site: Site) -> None:
    """The folder with media is open; documents may belong to a collection that is not."""
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="Besloten"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document = SiteDocument(title="Notulen", collection=closed)
    document.file.save("notulen.txt", ContentFile(b"vertrouwelijk"))
    assert client.get(document.url).status_code == 302
    assert client.get(document.file.url).status_code == 404
