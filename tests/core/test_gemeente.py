"""The settings of a municipality: what may be entered, and what visitors see of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core.footer import footer_of
from core.models import Gemeente
from core.navigation import site_context
from tests.core.settings_form import channel, form_data, link, save_settings, settings_url
from tests.factories.people import UserFactory
from tests.factories.wijken import HomePage, InformatiePageFactory, make_site
from wijkpaginas.models import WijkPage

EVIL_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,evil",
    "//evil.example/",
    "/\\evil.example",
    "http://onveilig.example/",
    "https:evil.example",
    "https://",
    "https://a b.example/",
    "https://naam:wachtwoord@evil.example/",
    "https://evil.example\\@goed.example/",
    'https://x.example/"><svg onload=alert(1)>',
    "https://x.example/\r\nSet-Cookie: a=b",
    "https://x.example/\x00",
    "mailto:geen adres",
    "tel:bel mij",
    "https://x.example/" + "a" * 20_000,
]


@pytest.fixture
def editor(client: Client, site: Site) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def shown(site: Site, address: str = "/") -> str:
    return Client().get(address, headers={"host": site.hostname}).content.decode()


def test_the_links_of_the_footer_stand_there_in_their_order(
    editor: Client, site: Site, home: HomePage
) -> None:
    page = InformatiePageFactory(parent=home, title="Over deze site", slug="over")
    save_settings(
        editor,
        site,
        voetlinks=[
            link("Wie wij zijn", page),
            link("De gemeente", adres="https://www.waterhage.example/"),
            link("Schrijf ons", adres="mailto:post@waterhage.example"),
            link("Bel ons", adres="tel:14 0990"),
        ],
    )
    footer = shown(site)[shown(site).index("<footer") :]
    places = [footer.index(text) for text in ("/over/", "www.waterhage", "mailto:post", "tel:14")]
    assert places == sorted(places)
    assert "Wie wij zijn" in footer


def test_a_page_that_is_not_public_is_left_out_of_the_footer(
    editor: Client, site: Site, home: HomePage
) -> None:
    page = InformatiePageFactory(parent=home, title="Geheim plan")
    save_settings(editor, site, voetlinks=[link("Geheim plan", page)])
    assert "Geheim plan" in shown(site)
    page.unpublish()
    assert "Geheim plan" not in shown(site)
    page.delete()
    assert shown(site)


@pytest.mark.parametrize("address", EVIL_ADDRESSES)
def test_an_address_that_is_not_safe_is_refused_at_the_field(
    editor: Client, site: Site, address: str
) -> None:
    for change in (
        {"voetlinks": [link("Klik", adres=address)]},
        {"kanalen": [channel(address, "Kanaal")]},
        {"toegankelijkheid_adres": address},
    ):
        save_settings(editor, site, naam="Anders", **change)
        assert Gemeente.for_site(site).naam == "Waterhage"


def test_a_link_needs_a_page_or_an_address_and_not_both(
    editor: Client, site: Site, home: HomePage
) -> None:
    for wrong in (link("Leeg"), link("Allebei", home, "https://www.waterhage.example/")):
        answer = save_settings(editor, site, voetlinks=[wrong])
        assert "niet allebei" in answer
    assert not Gemeente.for_site(site).voetlinks


def test_a_page_of_another_municipality_is_refused(editor: Client, site: Site) -> None:
    other = make_site("duinstad.example.nl", "Duinstad").root_page
    answer = save_settings(editor, site, voetlinks=[link("Buren", other)])
    assert "pagina&#x27;s van deze site" in answer or "pagina\\u0027s van deze site" in answer
    assert not Gemeente.for_site(site).voetlinks
    save_settings(editor, site, toegankelijkheid_pagina=other.pk)
    assert Gemeente.for_site(site).toegankelijkheid_pagina_id is None


def test_known_services_get_their_name_and_others_need_one(editor: Client, site: Site) -> None:
    answer = save_settings(editor, site, kanalen=[channel("https://forum.example/waterhage")])
    assert "Vul ook de naam in" in answer
    save_settings(
        editor,
        site,
        kanalen=[
            channel("https://www.instagram.com/waterhage/"),
            channel("https://forum.example/waterhage", "Ons forum"),
        ],
    )
    page = shown(site)
    assert "#instagram" in page
    assert ">Instagram</a>" in page
    assert ">Ons forum</a>" in page


def test_a_host_that_only_looks_like_a_known_one_is_not_known(editor: Client, site: Site) -> None:
    for address in ("https://instagram.com.evil.example/", "https://xinstagram.com/"):
        assert "Vul ook de naam in" in save_settings(editor, site, kanalen=[channel(address)])


def test_the_accessibility_statement_is_the_page_of_that_name_unless_chosen(
    editor: Client, site: Site, home: HomePage
) -> None:
    assert ">Toegankelijkheid</a>" not in shown(site)
    page = InformatiePageFactory(
        parent=home, title="Voor iedereen", slug="toegankelijkheid", show_in_menus=False
    )
    assert shown(site).count('href="/toegankelijkheid/"') == 1
    page.unpublish()
    assert ">Toegankelijkheid</a>" not in shown(site)
    save_settings(editor, site, toegankelijkheid_adres="https://verklaring.example/123")
    assert 'href="https://verklaring.example/123">Toegankelijkheid</a>' in shown(site)
    chosen = InformatiePageFactory(parent=home, title="Verklaring", slug="verklaring")
    save_settings(editor, site, toegankelijkheid_adres="", toegankelijkheid_pagina=chosen.pk)
    assert 'href="/verklaring/">Toegankelijkheid</a>' in shown(site)


def test_the_language_of_the_municipality_is_that_of_its_pages(editor: Client, site: Site) -> None:
    assert '<html lang="nl"' in shown(site)
    assert 'content="nl_NL"' in shown(site)
    save_settings(editor, site, taal="nl-be")
    assert '<html lang="nl-BE"' in shown(site)
    assert 'content="nl_BE"' in shown(site)
    save_settings(editor, site, taal="tlh")
    assert Gemeente.for_site(site).taal == "nl-be"


@pytest.mark.parametrize("evil", ["x" * 20_000, "a\r\nBcc: b@evil.example", "a\u2028b", "\x00"])
@pytest.mark.parametrize("name", ["naam", "slogan", "telefoon", "email", "beveiliging_contact"])
def test_a_text_of_one_line_takes_no_more(editor: Client, site: Site, name: str, evil: str) -> None:
    save_settings(editor, site, **{name: evil})
    assert evil not in str(getattr(Gemeente.for_site(site), name))


def test_markup_in_a_text_is_shown_as_text(editor: Client, site: Site) -> None:
    evil = '"><svg onload=alert(1)>'
    save_settings(
        editor,
        site,
        slogan=evil,
        voetlinks=[link(evil, adres="https://www.waterhage.example/")],
        kanalen=[channel("https://x.com/waterhage", evil)],
    )
    assert "<svg onload" not in shown(site)
    assert shown(site).count("&lt;svg onload") >= 3


def test_only_who_may_change_a_municipality_can(client: Client, site: Site, cast: object) -> None:
    for user in (cast.redacteur, cast.outsider):
        client.force_login(user)
        answer = client.post(settings_url(site), form_data(site, naam="Gekaapt"))
        assert answer.status_code in (302, 403)
    client.logout()
    assert client.post(settings_url(site), form_data(site, naam="Gekaapt")).status_code == 302
    assert Gemeente.for_site(site).naam == "Waterhage"


def test_many_links_cost_one_query(editor: Client, site: Site, home: HomePage, rf: object) -> None:
    found = [InformatiePageFactory(parent=home, show_in_menus=False) for _n in range(15)]
    save_settings(editor, site, voetlinks=[link(page.title, page) for page in found])
    request = rf.get("/", headers={"host": site.hostname})
    site_context(request, home)
    gemeente = Gemeente.for_site(site)
    with CaptureQueriesContext(connection) as queries:
        footer = footer_of(gemeente, home, request)
    assert len(footer.links) == 15
    assert len(queries) == 1


def test_the_row_that_every_page_loads_has_no_large_texts(site: Site) -> None:
    gemeente = Gemeente.for_site(site)
    assert gemeente.get_deferred_fields() == {"tokens", "tokens_donker", "stijl_css"}
    gemeente.naam = "Nieuw-Waterhage"
    gemeente.save()
    assert Gemeente.for_site(site).naam == "Nieuw-Waterhage"


def test_addresses_of_the_site_answer_for_their_own_municipality(site: Site) -> None:
    other = make_site("duinstad.example.nl", "Duinstad")
    for row, mail in ((site, "cert@waterhage.example"), (other, "cert@duinstad.example")):
        Gemeente.objects.filter(site=row).update(beveiliging_contact=mail)
    for row, mail in ((site, "cert@waterhage.example"), (other, "cert@duinstad.example")):
        security = shown(row, "/.well-known/security.txt")
        assert f"Contact: mailto:{mail}" in security
        assert f"Canonical: http://{row.hostname}/" in security
        assert f"http://{row.hostname}/sitemap.xml" in shown(row, "/robots.txt")
        addresses = shown(row, "/sitemap.xml")
        assert addresses.count("<loc>") == addresses.count(f"<loc>http://{row.hostname}/")


def test_a_neighbourhood_page_has_the_footer_too(
    editor: Client, site: Site, wijk: WijkPage
) -> None:
    save_settings(editor, site, voetlinks=[link("Elders", adres="https://elders.example/")])
    assert "https://elders.example/" in shown(site, "/wijken/havenkwartier/")
    assert "https://elders.example/" in shown(site, "/is-er-niet/")
