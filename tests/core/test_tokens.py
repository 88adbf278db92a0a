"""Reading design tokens: which names and values may reach a style sheet, and what is refused."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from core.huisstijl.catalogue import Token, catalogue, kind_of, read_css
from core.huisstijl.stylesheet import make_theme, read_tokens
from core.management.commands.schrijf_tokenlijst import built_css

NO_TOKENS = read_tokens("", "donker")


def errors_of(text: str) -> str:
    return "\n".join(read_tokens(text, "licht").errors)


def values_of(document: object) -> dict[str, str]:
    tokens = read_tokens(json.dumps(document), "licht")
    assert tokens.errors == []
    return tokens.values


def test_the_list_of_tokens_is_that_of_the_built_style_sheets() -> None:
    assert catalogue() == read_css(built_css()), "run manage.py schrijf_tokenlijst"


@pytest.mark.parametrize(
    "document",
    [
        {"--utrecht-button-border-radius": "4px"},
        {"utrecht.button.border-radius": "4px"},
        {"utrecht-button-border-radius": "4px"},
        {"utrecht": {"button": {"border-radius": {"value": "4px", "type": "dimension"}}}},
        {"utrecht": {"button": {"borderRadius": {"$value": "4px", "$description": "Rond"}}}},
        {"utrecht": {"button": {"border-radius": {"$value": {"value": 4, "unit": "px"}}}}},
        {"utrecht": {"button": {"border-radius": {"$value": "{maat.rond}"}}}, "maat.rond": "4px"},
        {"utrecht-button-border-radius": "var(--maat-rond)", "maat": {"rond": {"value": "4px"}}},
        {"utrecht-button-border-radius": "{maat.rond.value}", "maat": {"rond": {"value": "4px"}}},
    ],
)
def test_the_forms_that_are_in_use_mean_the_same(document: object) -> None:
    assert values_of(document)["utrecht-button-border-radius"] == "4px"


@pytest.mark.parametrize(
    ("name", "written", "result"),
    [
        ("utrecht-heading-color", "#00A", "#00a"),
        ("utrecht-heading-color", "rgb(0 0 60)", "rgb(0 0 60)"),
        ("utrecht-heading-color", "rgba(0, 0, 60, 0.9)", "rgba(0, 0, 60, 0.9)"),
        ("utrecht-heading-color", "hsl(210deg 60% 20%)", "hsl(210deg 60% 20%)"),
        ("utrecht-heading-color", "oklch(30% 0.1 250)", "oklch(30% 0.1 250)"),
        ("utrecht-heading-color", "Black", "black"),
        ("utrecht-button-font-size", "1.125rem", "1.125rem"),
        ("utrecht-button-padding-inline-start", 0, "0"),
        ("utrecht-document-line-height", "150%", "1.5"),
        ("utrecht-button-font-weight", "Bold", "700"),
        ("utrecht-button-text-transform", "UPPERCASE", "uppercase"),
        ("utrecht-button-font-family", ["Noto Sans", "serif"], "Noto Sans"),
    ],
)
def test_a_value_in_the_grammar_is_kept(name: str, written: object, result: str) -> None:
    assert result in values_of({name: written})[name]


ATTACKS = [
    "red;}body{display:none",
    "url(https://evil.example/x.png)",
    "</style><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "expression(alert(1))",
    "#fff/**/",
    "\\72 ed",
    "#fff\n;--x:1",
    "#fff\x00",
    "rgb(0 0 0",
    "rgb(0 0 0))",
    "rgb(999 0 0)",
    "var(--x, red)",
    "calc(1px + 2px)",
    "image-set('x')",
    "inherit",
    "@import 'x'",
    "١px",
    "1e9px",
    "-5px",
    "9999px",
    "#fff" * 5_000,
    "",
    "{",
    "{}",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "name",
    [
        "utrecht-link-color",
        "utrecht-button-border-width",
        "samenwijk-font",
        "utrecht-button-font-weight",
        "utrecht-document-line-height",
        "utrecht-button-text-transform",
    ],
)
def test_nothing_but_the_grammar_reaches_the_style_sheet(name: str, attack: str) -> None:
    tokens = read_tokens(json.dumps({name: attack}), "licht")
    assert any(error.startswith(f"{name}: ") for error in tokens.errors)
    assert make_theme(tokens, NO_TOKENS).css == ""


@examples(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_safe_value_or_an_error(text: str) -> None:
    for name in ("utrecht-link-color", "samenwijk-font", "samenwijk-radius"):
        tokens = read_tokens(json.dumps({name: text}), "licht")
        if not tokens.errors:
            css = make_theme(tokens, NO_TOKENS).css
            assert re.fullmatch(r'[\w\s@(){}:;,.#%/"+-]*', css, re.ASCII)
            assert css.count("}") == css.count("{")


@examples(deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_answered_without_an_accident(text: str) -> None:
    read_tokens(text, "licht")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("geen json", "geldige JSON"),
        ("[]", "accolades"),
        ('"tekst"', "accolades"),
        ("1", "accolades"),
        ('{"utrecht-link-color": NaN}', "NaN"),
        ('{"utrecht-link-color": Infinity}', "Infinity"),
        ('{"a": 1, "a": 2}', "twee keer"),
        ('{"utrecht.link.color": "#000", "--utrecht-link-color": "#000"}', "twee keer"),
        ('{"a":' * 2_000 + "1" + "}" * 2_000, "te diep"),
        ("[" * 90_000, "te diep"),
        ('{"a": "' + "x" * 100_000 + '"}', "te groot"),
        ('{"a": ' + "9" * 9_000 + "}", "te lang"),
        ('{"utrecht-link-color": 1e999}', "utrecht-link-color"),
        ('{"utrecht-link-color": true}', "utrecht-link-color"),
        ('{"utrecht-link-color": null}', "utrecht-link-color"),
        ('{"utrecht;}-link": "#000"}', "geen naam"),
        ('{"--": "#000"}', "geen naam"),
        ('{"": "#000"}', "geen naam"),
        ('{"utrecht-link-color": "{a}", "a": "{b}", "b": "{a}"}', "kring"),
        ('{"utrecht-link-color": "{nergens.is.dit}"}', "nergens-is-dit"),
        ('{"samenwijk.color.primry": "#000"}', "samenwijk-color-primary"),
    ],
)
def test_a_text_that_is_no_set_of_tokens_gets_a_clear_sentence(text: str, message: str) -> None:
    assert message in errors_of(text)


def test_all_mistakes_are_told_at_once_but_no_more_than_twenty() -> None:
    names = [name for name, token in catalogue().items() if token.kind == "kleur"][:50]
    errors = read_tokens(json.dumps(dict.fromkeys(names, "fout")), "licht").errors
    assert len(errors) == 21
    assert errors[-1] == "En nog 30 fouten."


def test_brand_colours_may_be_used_by_others_and_are_no_surplus() -> None:
    tokens = read_tokens(
        json.dumps({"merk.rood": "#a00000", "utrecht.link.color": "{merk.rood}"}), "licht"
    )
    assert tokens.values["utrecht-link-color"] == "#a00000"
    assert tokens.notices == []


def test_tokens_of_components_that_we_do_not_have_are_a_notice() -> None:
    tokens = read_tokens(
        json.dumps({"denhaag": {"sidenav": {"gap": {"value": "url(x)"}}}, "nl-avatar-size": "1px"}),
        "licht",
    )
    assert tokens.errors == []
    assert tokens.notices == ["2 tokens doen hier niets: denhaag-sidenav-gap, nl-avatar-size."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("utrecht.heading1.font-size", "utrecht-heading-1-font-size"),
        ("utrecht.breadcrumb.font-size", "utrecht-breadcrumb-nav-font-size"),
        ("utrecht.form-input.padding-left", "utrecht-textbox-padding-inline-start"),
        ("utrecht.form-field.label.font-size", "utrecht-form-label-font-size"),
        ("utrecht.button.padding-top", "utrecht-button-padding-block-start"),
        ("utrecht.button.icon.gap", "utrecht-button-icon-gap"),
        ("utrecht.alert.icon.gap", "utrecht-alert-column-gap"),
        ("utrecht.paragraph.small-print.font-size", "utrecht-paragraph-small-font-size"),
        ("utrecht.table.min-width", "utrecht-table-min-width"),
    ],
)
def test_a_stale_name_becomes_the_current_one(old: str, new: str) -> None:
    tokens = read_tokens(json.dumps({old: "20px"}), "licht")
    if new in catalogue():
        assert tokens.values[new] == "20px"
    else:
        assert "doet hier niets" in tokens.notices[0]


def test_the_current_name_wins_from_a_stale_one() -> None:
    document = {"utrecht.heading1.font-size": "20px", "utrecht.heading-1.font-size": "40px"}
    for pairs in (document, dict(reversed(document.items()))):
        assert values_of(pairs)["utrecht-heading-1-font-size"] == "40px"


def test_our_own_parts_follow_the_components() -> None:
    values = values_of(
        {
            "utrecht.button.primary-action.background-color": "#123456",
            "utrecht.button.background-color": "#ffffff",
            "utrecht.page-footer.background-color": "#101010",
            "utrecht.page-footer.color": "#ffffff",
        }
    )
    assert values["utrecht-button-background-color"] == "#123456"
    assert values["samenwijk-color-primary"] == "#123456"
    assert values["samenwijk-color-deep"] == "#101010"
    assert values["samenwijk-color-on-deep"] == "#ffffff"


def test_a_font_that_the_site_lacks_is_left_out_with_a_notice() -> None:
    tokens = read_tokens('{"samenwijk-font": "Fira Sans, Noto Sans, sans-serif"}', "licht")
    assert tokens.values["samenwijk-font"].endswith("sans-serif")
    assert "Fira Sans heeft de site niet" in tokens.notices[0]
    assert "is een lettertype dat de site niet heeft" in errors_of(
        '{"samenwijk-font": "Fira Sans"}'
    )


def test_colours_hold_in_their_own_scheme_and_never_on_paper() -> None:
    light = read_tokens('{"samenwijk-color-link": "#000080", "samenwijk-radius": "2px"}', "licht")
    dark = read_tokens('{"samenwijk-color-link": "#ffffff"}', "donker")
    rules = make_theme(light, dark).css.splitlines()
    link = ".samenwijk-theme{--samenwijk-color-link:"
    assert rules == [
        "@media screen{.samenwijk-theme{--samenwijk-radius:2px;}}",
        f"@media screen and (prefers-color-scheme: light){{{link}#000080;}}}}",
        f"@media screen and (prefers-color-scheme: dark){{{link}#ffffff;}}}}",
    ]


def test_shapes_are_no_part_of_a_dark_set() -> None:
    tokens = read_tokens('{"samenwijk-radius": "2px"}', "donker")
    assert tokens.values == {}
    assert "doet hier niets" in tokens.notices[0]


@pytest.mark.parametrize(
    "name",
    ["samenwijk-shadow", "utrecht-skip-link-z-index", "utrecht-page-footer-background-image"],
)
def test_a_token_that_could_hide_or_fetch_something_has_no_kind(name: str) -> None:
    assert kind_of(name) == ""
    assert name not in catalogue()


def test_private_properties_and_rules_for_paper_are_left_out() -> None:
    css = (
        ".x{color:var(--_utrecht-x-color);width:var(--samenwijk-width)}"
        "@media print{.samenwijk-theme{--samenwijk-color-text:#000}}"
        ".samenwijk-theme{--samenwijk-color-text:#111}"
        "@media (prefers-color-scheme: dark){.samenwijk-theme{--samenwijk-color-text:#eee}}"
    )
    assert read_css(css) == {
        "samenwijk-color-text": Token("kleur", "#111", "#eee"),
        "samenwijk-width": Token("breedte", "", ""),
    }


def test_the_example_in_the_documents_can_be_used_as_it_is() -> None:
    example = Path(settings.BASE_DIR, "docs/voorbeelden/huisstijl-waterhage.json")
    tokens = read_tokens(example.read_text(encoding="utf-8"), "licht")
    assert (tokens.errors, tokens.notices) == ([], [])


def test_a_named_colour_keeps_its_name_after_pillow_drew_in_it() -> None:
    Image.new("RGB", (1, 1), "navy")
    assert "navy" in values_of({"utrecht-heading-color": "navy"})["utrecht-heading-color"]
