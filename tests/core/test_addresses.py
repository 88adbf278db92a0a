"""The addresses beside the pages: sitemap, robots, security.txt and the health check."""

import uuid
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from core.models import Gemeente
from core.sitemap import PageSitemap
from tests.factories.wijken import InformatiePageFactory, NieuwsIndexPage, make_site, section
from wijkpaginas.models import WijkPage

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PLACES = ["app", "database", "queue"]


def locations(client: Client, address: str = "/sitemap.xml", host: str = "testserver") -> list[str]:
    response = client.get(address, headers={"host": host})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    tree = ET.fromstring(response.content)  # noqa: S314  # our own answer
    return [element.text or "" for element in tree.findall(".//s:loc", NAMESPACE)]


def test_the_sitemap_has_every_public_page_once(client: Client, wijk: WijkPage) -> None:
    InformatiePageFactory(parent=wijk, title="Groen", live=False)
    assert sorted(locations(client)) == [
        "http://testserver/",
        "http://testserver/agenda/",
        "http://testserver/ideeen/",
        "http://testserver/nieuws/",
        "http://testserver/wijken/",
        "http://testserver/wijken/havenkwartier/",
        "http://testserver/wijken/havenkwartier/agenda/",
        "http://testserver/wijken/havenkwartier/ideeen/",
        "http://testserver/wijken/havenkwartier/nieuws/",
        "http://testserver/wijken/molenhoek/",
        "http://testserver/wijken/molenhoek/agenda/",
        "http://testserver/wijken/molenhoek/ideeen/",
        "http://testserver/wijken/molenhoek/nieuws/",
    ]


def test_each_address_of_the_sitemap_answers(client: Client, wijk: WijkPage) -> None:
    for address in locations(client):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_each_site_has_its_own_sitemap(client: Client, wijk: WijkPage) -> None:
    make_site("duinstad.example.nl", "Duinstad")
    own = locations(client, host="waterhage.example.nl")
    other = locations(client, host="duinstad.example.nl")
    assert len(own) == 13
    assert len(other) == 5
    assert all(address.startswith("http://waterhage.example.nl/") for address in own)
    assert all(address.startswith("http://duinstad.example.nl/") for address in other)


def test_a_site_of_more_pages_than_one_sitemap_may_hold_gets_an_index(
    client: Client, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = set(locations(client))
    monkeypatch.setattr(PageSitemap, "limit", 3)
    parts = locations(client)
    assert len(parts) == 5
    found = [
        address
        for part in parts
        for address in locations(client, part.removeprefix("http://testserver"))
    ]
    assert sorted(found) == sorted(everything)


@pytest.mark.parametrize("page", ["6", "0", "-1", "abc", "9" * 22, "%00"])
def test_a_part_of_the_sitemap_that_is_not_there_is_not_found(
    client: Client, wijk: WijkPage, page: str
) -> None:
    assert client.get(f"/sitemap-paginas.xml?p={page}").status_code == 404


def test_a_sitemap_of_nothing_that_we_know_is_not_found(client: Client, site: Site) -> None:
    assert client.get("/sitemap-geheim.xml").status_code == 404


def test_the_sitemap_holds_no_more_than_the_standard_allows() -> None:
    assert PageSitemap.limit <= 50_000


def test_robots_keep_out_of_the_admin_and_find_the_sitemap(client: Client, site: Site) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_security_txt_is_not_there_without_an_address(client: Client, site: Site) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_security_txt_says_where_to_report(client: Client, site: Site) -> None:
    Gemeente.objects.filter(site=site).update(beveiliging_contact="cert@waterhage.example.nl")
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:cert@waterhage.example.nl"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timezone.now() + timedelta(days=30) < expires < timezone.now() + timedelta(days=365)


# --- Health ---------------------------------------------------------------------------------


def wait_in_queue(minutes: int, *, run_after: datetime) -> None:
    task = DBTaskResult.objects.create(
        id=uuid.uuid4(),
        task_path="core.mail.delivery.deliver_mail",
        args_kwargs={"args": [0], "kwargs": {}},
        backend_name="default",
        status=TaskResultStatus.READY,
        run_after=run_after,
    )
    enqueued = timezone.now() - timedelta(minutes=minutes)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=enqueued)


@pytest.mark.django_db
def test_a_healthy_site_says_so(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == dict.fromkeys(PLACES, "ok")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_the_health_check_answers_to_head_and_to_nothing_that_writes(client: Client) -> None:
    response = client.head("/healthz")
    assert response.status_code == 200
    assert not response.content
    for method in (client.post, client.put, client.delete):
        assert method("/healthz").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waits", "due", "status"), [(11, None, 503), (9, None, 200), (600, 60, 200), (600, -11, 503)]
)
def test_a_queue_that_nobody_works_on_is_not_healthy(
    client: Client, waits: int, due: int | None, status: int
) -> None:
    """A task for later is not late; one whose moment has passed is."""
    later = timezone.now() + timedelta(minutes=due) if due else None
    wait_in_queue(waits, run_after=later or timezone.now() - timedelta(minutes=waits))
    response = client.get("/healthz")
    assert response.status_code == status
    assert response.json()["queue"] == ("ok" if status == 200 else "late")


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError, DatabaseError])
def test_a_site_without_its_database_is_not_healthy(client: Client, error: type[Exception]) -> None:
    def refuse(*args: object) -> None:
        raise error("server closed the connection unexpectedly: password geheim")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"app": "ok", "database": "unreachable", "queue": "unreachable"}
    assert b"geheim" not in response.content


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt"])
def test_what_can_only_be_read_refuses_to_be_written(
    client: Client, site: Site, address: str
) -> None:
    assert client.post(address).status_code == 405


def test_a_section_that_is_off_is_not_in_the_sitemap(client: Client, wijk: WijkPage) -> None:
    section(wijk, NieuwsIndexPage).unpublish()
    assert "http://testserver/wijken/havenkwartier/nieuws/" not in locations(client)
