"""The style sheet of a municipality: entered, previewed, served."""

import json

import pytest
from django.test import Client
from wagtail.models import Site

from core.models import Gemeente
from tests.core.settings_form import form_data, save_settings, tokens
from tests.factories.people import UserFactory
from tests.factories.wijken import make_site

NAVY = tokens(samenwijk_color_link="#000080")


@pytest.fixture
def editor(client: Client, site: Site) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def preview_url(site: Site, scheme: str = "licht") -> str:
    return f"/admin/samenwijk/huisstijl/{site.pk}/{scheme}/"


def page(site: Site) -> str:
    return Client().get("/", headers={"host": site.hostname}).content.decode()


def style_address(site: Site) -> str:
    return f"/huisstijl/{Gemeente.for_site(site).stijl_sleutel}.css"


def test_a_municipality_without_tokens_has_no_style_sheet(site: Site) -> None:
    assert "/huisstijl/" not in page(site)
    assert Client().get("/huisstijl/.css").status_code == 404


def test_saved_tokens_become_a_style_sheet_that_may_be_kept_for_ever(
    editor: Client, site: Site
) -> None:
    save_settings(editor, site, tokens=NAVY)
    address = style_address(site)
    assert f'<link rel="stylesheet" href="{address}">' in page(site)
    assert page(site).index("css/site.css") < page(site).index(address)
    answer = Client().get(address)
    assert "--samenwijk-color-link:#000080;" in answer.content.decode()
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable" or (
        set(answer.headers["Cache-Control"].split(", "))
        == {"max-age=31536000", "public", "immutable"}
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


def test_other_tokens_are_another_address_and_the_old_one_is_gone(
    editor: Client, site: Site
) -> None:
    save_settings(editor, site, tokens=NAVY)
    old = style_address(site)
    save_settings(editor, site, tokens=tokens(samenwijk_color_link="#800000"))
    assert style_address(site) != old
    assert Client().get(old).status_code == 404
    save_settings(editor, site, tokens="")
    assert "/huisstijl/" not in page(site)


def test_the_style_sheet_is_not_found_at_another_municipality(editor: Client, site: Site) -> None:
    save_settings(editor, site, tokens=NAVY)
    other = make_site("duinstad.example.nl", "Duinstad")
    for host, status in ((site.hostname, 200), (other.hostname, 404), ("x.example", 404)):
        Site.objects.filter(pk=site.pk).update(is_default_site=False)
        answer = Client().get(style_address(site), headers={"host": host})
        assert answer.status_code == status
    assert "/huisstijl/" not in page(other)


@pytest.mark.parametrize(
    "address",
    [
        "/huisstijl/0000000000000000.css",
        "/huisstijl/ABCDEF0123456789.css",
        "/huisstijl/%00.css",
        "/huisstijl/../secret.css",
        "/huisstijl/" + "a" * 5_000 + ".css",
    ],
)
def test_an_unknown_style_sheet_is_not_found(site: Site, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_style_sheet_is_only_read(editor: Client, site: Site) -> None:
    save_settings(editor, site, tokens=NAVY)
    assert Client().post(style_address(site)).status_code == 405
    assert Client().head(style_address(site)).status_code == 200


def test_tokens_with_mistakes_are_told_at_the_field_and_nothing_changes(
    editor: Client, site: Site
) -> None:
    wrong = json.dumps({"samenwijk-color-text": "#ddd", "utrecht-link-color": "</style><script>"})
    answer = save_settings(editor, site, tokens=wrong, naam="Anders")
    assert "utrecht-link-color: ‘&lt;/style&gt;&lt;script&gt;’ is geen kleur" in answer
    assert "slecht te zien" in answer
    assert "<script>’" not in answer
    gemeente = Gemeente.for_site(site)
    assert (gemeente.naam, gemeente.tokens, gemeente.stijl_sleutel) == ("Waterhage", "", "")


def test_surplus_tokens_are_told_after_saving(editor: Client, site: Site) -> None:
    answer = save_settings(editor, site, tokens=json.dumps({"nl-avatar-size": "1px"}))
    assert "1 token doet hier niets: nl-avatar-size." in answer
    assert "/huisstijl/" not in page(site)


def test_the_bars_of_the_browser_get_the_colour_of_the_header(editor: Client, site: Site) -> None:
    save_settings(
        editor,
        site,
        tokens=tokens(
            utrecht_page_header_background_color="#123456", utrecht_page_header_color="#ffffff"
        ),
    )
    assert '<meta name="theme-color" content="#123456" media="(prefers-color-scheme: light)">' in (
        page(site)
    )


def test_a_preview_shows_tokens_that_are_not_saved(editor: Client, site: Site) -> None:
    answer = editor.post(preview_url(site), form_data(site, tokens=NAVY))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "--samenwijk-color-link:#000080;" in text
    assert "Waterhage" in text
    assert "no-store" in answer.headers["Cache-Control"]
    gemeente = Gemeente.for_site(site)
    assert (gemeente.tokens, gemeente.stijl_css) == ("", "")


def test_a_preview_tells_what_is_wrong_and_is_never_an_accident(editor: Client, site: Site) -> None:
    for wrong in ("{", "x" * 200_000, '{"utrecht-link-color": "</style><script>x"}', "\x00"):
        answer = editor.post(preview_url(site), {"tokens": wrong})
        assert answer.status_code == 200
        assert "nog niet bewaren" in answer.content.decode()
        assert "<script>x" not in answer.content.decode()


def test_a_dark_preview_has_the_dark_colours(editor: Client, site: Site) -> None:
    data = {"tokens": NAVY, "tokens_donker": tokens(samenwijk_color_link="#ffffff")}
    text = editor.post(preview_url(site, "donker"), data).content.decode()
    assert "color-scheme:dark" in text
    assert "--samenwijk-color-link:#ffffff;" in text
    assert "#000080" not in text


def test_a_preview_is_for_who_may_change_the_municipality(
    client: Client, site: Site, cast: object
) -> None:
    assert client.post(preview_url(site)).status_code == 302
    client.force_login(cast.redacteur)
    assert client.post(preview_url(site)).status_code in (302, 403)
    client.force_login(cast.superuser)
    assert client.get(preview_url(site)).status_code == 405
    assert client.post(preview_url(site, "paars")).status_code == 404
    assert client.post("/admin/samenwijk/huisstijl/999999/licht/").status_code == 404
