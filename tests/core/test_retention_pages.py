"""Who can read what is kept, for how long, and what was removed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import Settings
from wagtail.models import Site

from core.cleaning import clean_up
from core.management.commands.schrijf_bewaartermijnen import HANDBOOK, with_table
from core.retention import Bewaartermijn, retention_terms
from tests.conftest import HOST, Cast
from tests.core.retention_terms import make_mails, register_a_term  # noqa: F401  # a fixture
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


def test_everybody_can_read_what_is_kept_and_how_long(
    client: Client, site: Site, settings: Settings
) -> None:
    settings.RETENTION = {"mails": 45}
    answer = client.get("/privacy/verwerkingen/", headers={"host": HOST})
    assert answer.status_code == 200
    page = answer.content.decode()
    for one in retention_terms():
        assert escape(str(one.what)) in page
    assert "45 dagen" in page
    assert not answer.cookies
    assert client.post("/privacy/verwerkingen/", headers={"host": HOST}).status_code == 405


def test_editors_can_put_the_table_on_their_privacy_page(client: Client, wijk: WijkPage) -> None:
    wijk.inhoud = [("bewaartermijnen", None)]
    wijk.save_revision().publish()
    page = client.get(wijk.url, headers={"host": HOST}).content.decode()
    assert "Welke gegevens bewaren wij" in page
    assert "Mails die de site verstuurt" in page


def test_the_handbook_has_the_same_table() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    assert with_table(text) == text, "run manage.py schrijf_bewaartermijnen"


def test_the_report_shows_what_was_removed_to_who_may_see_it(
    client: Client, cast: Cast, term: Callable[..., Bewaartermijn]
) -> None:
    term(skipped=lambda _limit: 12)
    make_mails(7)
    clean_up()
    client.force_login(cast.superuser)
    page = client.get("/admin/samenwijk/rapporten/opgeruimd/").content.decode()
    assert "Oude mails" in page
    for found in ("?key=proef", "?removed=true", "?key=proef&export=csv", "?export=xlsx"):
        assert client.get(f"/admin/samenwijk/rapporten/opgeruimd/{found}").status_code == 200
    only = client.get("/admin/samenwijk/rapporten/opgeruimd/?key=mails").content.decode()
    assert ">Oude mails</td>" not in only.replace("\n", "").replace("  ", "")


@pytest.mark.parametrize("who", ["communicatie", "redacteur", "outsider"])
def test_others_do_not_see_the_report(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    answer = client.get("/admin/samenwijk/rapporten/opgeruimd/")
    assert answer.status_code in {302, 403}
