"""The page of a demo where every mail can be read, and that exists nowhere else."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import Site

from core.mail.delivery import deliver
from core.mail.outbox import queue_mail, queue_message
from core.models import OutgoingMail
from tests.cms.starting import python, start
from tests.conftest import HOST
from tests.everything import ENOUGH

pytestmark = pytest.mark.django_db

AT_HOME = {"host": HOST}


@pytest.fixture
def demo(settings: Settings, site: Site) -> None:
    """Have the addresses that a demo has."""
    settings.ROOT_URLCONF = "tests.demo_urls"


def test_every_mail_can_be_read_the_newest_first(client: Client, demo: None) -> None:
    queue_mail("proef", to=["an@example.nl"], key="1", context={"moment": "maandag"})
    newest = queue_message(
        key="2", subject="Tweede", text="Open http://x.example/a/ eens.", sender="wij@example.nl",
        recipients=["bo@example.nl"], html="<html><head></head><body>Hallo</body></html>",
    )  # fmt: skip
    answer = client.get("/post/", headers=AT_HOME)
    page = answer.content.decode()
    assert page.index("Tweede") < page.index("Proefmail van Samenwijk")
    assert answer["Cache-Control"] == "private, no-store"
    one = client.get(f"/post/{newest.pk}/", headers=AT_HOME).content.decode()
    assert "bo@example.nl" in one
    assert 'href="http://x.example/a/"' in one
    assert f'src="/post/{newest.pk}/opgemaakt/"' in one


def test_mails_that_were_delivered_or_given_up_are_there_too(client: Client, demo: None) -> None:
    for key in ("een", "twee", "drie"):
        queue_mail("proef", to=["an@example.nl"], key=key, context={"moment": key})
    first, second = OutgoingMail.objects.order_by("pk")[:2]
    OutgoingMail.objects.filter(pk=first.pk).update(sent_at=first.created_at)
    OutgoingMail.objects.filter(pk=second.pk).update(abandoned_at=second.created_at)
    assert client.get("/post/", headers=AT_HOME).content.decode().count("/post/") >= 3


def test_a_demo_keeps_mails_that_are_forgotten_elsewhere(
    client: Client, demo: None, settings: Settings
) -> None:
    settings.DEMO_POST = True
    mail = queue_mail("proef", to=["an@example.nl"], key="1", context={"moment": "x"}, forget=True)
    assert deliver(mail.pk)
    assert "Proefmail" in client.get(f"/post/{mail.pk}/", headers=AT_HOME).content.decode()


def test_the_list_is_paged(client: Client, demo: None) -> None:
    for number in range(30):
        queue_mail("proef", to=["an@example.nl"], key=f"{number}", context={"moment": number})
    first = client.get("/post/", headers=AT_HOME).content.decode()
    assert first.count("sw-result__title") == 25
    second = client.get("/post/?pagina=2", headers=AT_HOME).content.decode()
    assert second.count("sw-result__title") == 5
    for odd in ("0", "x", "%00", "9" * 400):
        assert client.get(f"/post/?pagina={odd}", headers=AT_HOME).status_code == 200


def test_the_markup_of_a_mail_can_do_nothing(client: Client, demo: None) -> None:
    hostile = "<html><head></head><body><script>alert(1)</script></body></html>"
    mail = queue_message(
        key="1", subject="<svg onload=alert(1)>", text="<script>alert(2)</script>",
        sender="wij@example.nl", recipients=["an@example.nl"], html=hostile,
    )  # fmt: skip
    answer = client.get(f"/post/{mail.pk}/opgemaakt/", headers=AT_HOME)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    for address in ("/post/", f"/post/{mail.pk}/"):
        page = client.get(address, headers=AT_HOME).content.decode()
        assert "<svg onload" not in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("number", ["0", "999", str(2**63), "9" * 300])
def test_a_mail_that_is_not_there_is_not_found(client: Client, demo: None, number: str) -> None:
    for address in (f"/post/{number}/", f"/post/{number}/opgemaakt/"):
        assert client.get(address, headers=AT_HOME).status_code == 404


def test_nothing_can_be_sent_to_it(client: Client, demo: None) -> None:
    assert client.post("/post/", headers=AT_HOME).status_code == 405


def test_a_site_that_is_no_demo_has_no_such_page(client: Client, site: Site) -> None:
    mail = queue_mail("proef", to=["an@example.nl"], key="1", context={"moment": "nu"})
    for address in ("/post/", f"/post/{mail.pk}/", f"/post/{mail.pk}/opgemaakt/"):
        assert client.get(address, headers=AT_HOME).status_code == 404


@pytest.mark.parametrize("value", ["1", "true", "True", "yes"])
def test_production_can_not_switch_it_on(value: str) -> None:
    result = start(ENOUGH | {"DEMO_POST": value}, "s.DEMO_POST")
    assert result.stdout.strip() == "False"


RESOLVE = """
import django
django.setup()
from django.urls import NoReverseMatch, reverse
try:
    print(reverse("post:mails"))
except NoReverseMatch:
    print("not there")
"""


@pytest.mark.parametrize(
    ("environment", "values", "found"),
    [
        ("dev", {}, "/post/"),
        ("test", {"DEMO_POST": "true"}, "not there"),
        ("production", ENOUGH | {"DEMO_POST": "true"}, "not there"),
    ],
)
def test_only_a_laptop_has_the_address(
    environment: str, values: dict[str, str], found: str
) -> None:
    result = python(["-c", RESOLVE], values, environment)
    assert (result.stdout.strip(), result.stderr) == (found, "")
