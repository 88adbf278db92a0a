"""The logo of a municipality: what an upload may be, and what is left of it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin
from wagtail.models import Site

from core.huisstijl.logo import clean_logo
from core.models import Gemeente
from tests.core.settings_form import save_settings
from tests.factories.people import UserFactory

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 60 48">'
)
DRAWING = HEAD + '<path fill="#1d3f8f" d="M0 0h60v48z"/></svg>'


def upload(content: bytes | str, name: str = "logo.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def cleaned(content: bytes | str) -> str:
    return clean_logo(upload(content))[0].read().decode()


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 48), **options: object) -> bytes:
    result = io.BytesIO()
    Image.new("RGB", size, "red").save(result, kind, **options)
    return result.getvalue()


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<script xlink:href="https://evil.example/x.js"/>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>evil</p></foreignObject>",
        '<image href="https://evil.example/x.png"/>',
        '<image xlink:href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="data:image/svg+xml,evil"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<path d="M0 0" onload="alert(1)" onclick="alert(1)"/>',
        '<path d="M0 0" style="fill:url(https://evil.example/x)"/>',
        '<path d="M0 0" fill="url(https://evil.example/x#a)"/>',
        '<path d="M0 0" style="behavior:url(#x);-moz-binding:url(x)"/>',
        "<style>@import 'https://evil.example/x.css'; path{fill:url(//evil.example)}</style>",
        '<filter id="f"><feImage href="https://evil.example"/></filter>',
        '<handler type="application/ecmascript">alert(1)</handler>',
        '<?xml-stylesheet href="https://evil.example/x.css"?>',
        '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>',
        '<path id="x&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" d="M0 0"/>',
    ],
)
def test_nothing_that_runs_or_fetches_is_left_of_a_drawing(evil: str) -> None:
    result = cleaned(f"{HEAD}{evil}<path d='M1 1'/></svg>").lower()
    for trace in ("script", "evil", "alert", "javascript", "data:", "onload", "import", "html"):
        assert trace not in result.replace("http://www.w3.org/2000/svg", "")
    assert 'd="m1 1"' in result


def test_shapes_colours_and_gradients_stay() -> None:
    result = cleaned(
        HEAD + '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '</defs><g transform="translate(1 2) scale(.5)"><path fill="url(#a)" d="M0 0h1"/>'
        "<text x='1'>Water &amp; hage</text></g></svg>"
    )
    for part in ('id="a"', "url(#a)", "translate(1 2) scale(.5)", "Water &amp; hage", "#fff"):
        assert part in result


def test_the_style_sheet_of_a_drawing_program_becomes_attributes() -> None:
    result = cleaned(
        HEAD + "<style>.a,.b{fill:#e30613;fill-rule:evenodd}.b{fill:none}</style>"
        '<path class="a" d="M0 0"/>'
        '<path class="b" style="stroke:red;fill:url(//x)" d="M1 1"/></svg>'
    )
    assert '<path d="M0 0" fill="#e30613" fill-rule="evenodd"' in result
    assert 'fill="none"' in result
    assert 'stroke="red"' in result
    assert "class" not in result


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<svg",
        "<html></html>",
        "<svg></svg>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9999 1"/>',
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + DRAWING.replace("M0", "&b;"),
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + DRAWING.replace("M0", "&x;"),
        HEAD + "<g>" * 50 + "</g>" * 50 + "</svg>",
        HEAD + "<g/>" * 6_000 + "</svg>",
        HEAD + '<g id="a"><use href="#a"/></g></svg>',
        HEAD
        + "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
        + '<path id="g0" d="M0 0"/></svg>',
        HEAD + "<path d='" + "M0 0" * 60_000 + "'/></svg>",
        "geen plaatje",
        b"\x00" * 100,
        b"GIF89a" + b"\xff" * 50,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"%PDF-1.7",
        b"\xff\xfe<\x00s\x00",
    ],
)
def test_what_can_be_no_logo_is_refused_with_a_sentence(content: bytes | str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_logo(upload(content))
    assert refused.value.messages[0].endswith(".")


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValidationError, match="2 MB"):
        clean_logo(upload(b"x" * 2_000_001))


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ValidationError, match="pixels"):
        clean_logo(upload(picture(size=(5_000, 2_001))))


def test_a_picture_loses_its_metadata_and_gets_a_modest_size() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Auteur", "Jan Jansen, 06-12345678")
    content = picture(size=(3_000, 1_000), pnginfo=notes)
    assert b"Jansen" in content
    file, width, height = clean_logo(upload(content, "logo.png"))
    result = file.read()
    assert b"Jansen" not in result
    assert (width, height) == (720, 240)
    assert Image.open(io.BytesIO(result)).format == "WEBP"


def test_a_picture_that_pretends_to_be_a_drawing_is_read_for_what_it_is() -> None:
    file, _width, _height = clean_logo(upload(picture(), "logo.svg"))
    assert file.name == "logo.webp"


@pytest.fixture
def editor(client: Client, site: Site) -> Iterator[Client]:
    client.force_login(UserFactory(superuser=True))
    return client


def test_the_logo_that_an_editor_uploads_stands_in_the_header(editor: Client, site: Site) -> None:
    save_settings(editor, site, logo=upload(DRAWING, "../../Logo van Jan.svg"))
    gemeente = Gemeente.for_site(site)
    assert "Jan" not in gemeente.logo.name
    page = Client().get("/").content.decode()
    assert f'src="{gemeente.logo.url}" width="150" height="120" alt=""' in page
    answer = Client().get(gemeente.logo.url)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_refused_logo_is_told_at_the_field_and_changes_nothing(
    editor: Client, site: Site
) -> None:
    answer = save_settings(editor, site, logo=upload("<svg"), naam="Anders")
    assert "kapot of is geen SVG" in answer
    gemeente = Gemeente.for_site(site)
    assert (gemeente.logo.name, gemeente.naam) == ("", "Waterhage")


def test_a_new_logo_takes_the_place_of_the_old_file(
    editor: Client, site: Site, django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    for _turn in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            save_settings(editor, site, logo=upload(DRAWING))
    assert [path.name for path in (tmp_path / "logos").iterdir()] == [
        Path(Gemeente.for_site(site).logo.name).name
    ]


def test_a_logo_can_be_taken_away(editor: Client, site: Site) -> None:
    save_settings(editor, site, logo=upload(DRAWING))
    save_settings(editor, site, **{"logo-clear": "on"})
    assert not Gemeente.for_site(site).logo
