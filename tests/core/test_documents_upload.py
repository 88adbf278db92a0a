"""Editors upload documents: of the kind they say to be, with a warning about a PDF few can read."""

import json
import time
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from wagtail.models import Collection

from core.documents.kinds import check_kind
from core.documents.pdf import PDF_PROBLEMS, check_pdf
from core.models import SiteDocument
from tests.conftest import Cast
from tests.core.pictures import upload
from wijkpaginas.models import WijkPage

OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


def archive(**parts: bytes) -> bytes:
    """Return a zip file with these parts; two underscores stand for a slash, one for a dot."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return output.getvalue()


def pdf(*, tags: bool = True, title: bool = True, language: bool = True) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    root = writer.root_object
    if tags:
        marked = {NameObject("/Marked"): BooleanObject(True)}
        root[NameObject("/MarkInfo")] = DictionaryObject(marked)
        root[NameObject("/StructTreeRoot")] = DictionaryObject()
    if title:
        writer.add_metadata({"/Title": "Het plan"})
    if language:
        root[NameObject("/Lang")] = TextStringObject("nl-NL")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


RIGHT = [
    ("plan.pdf", b"%PDF-1.7 x"),
    ("plan.PDF", b"\xef\xbb\xbf%PDF-1.7 x"),
    ("plan.docx", archive(word__document_xml=b"x")),
    ("plan.xlsx", archive(xl__workbook_xml=b"x")),
    ("plan.pptx", archive(ppt__presentation_xml=b"x")),
    ("plan.odt", archive(mimetype=OPEN_TEXT)),
    ("plan.txt", "Zoë <b>vet</b>".encode()),
    ("plan.csv", "één;twee".encode("latin-1")),
    ("plan.txt", b""),
]
WRONG = [
    ("plan.pdf", b"<html><script>alert(1)</script>"),
    ("plan.pdf", b"x" * 2000 + b"%PDF-1.7"),
    ("plan.docx", archive(anything_txt=b"x")),
    ("plan.docx", archive(xl__workbook_xml=b"x")),
    ("plan.docx", b"PK\x03\x04" + b"x" * 50),
    ("plan.docx", b"no zip"),
    ("plan.odt", archive(mimetype=b"application/x-program")),
    ("plan.ods", archive(mimetype=OPEN_TEXT)),
    ("plan.odt", archive(content_xml=b"x")),
    ("plan.txt", b"MZ\0\0program"),
    ("plan.csv", b"\x7fELF\0"),
]


def refusal(name: str, data: bytes) -> str:
    try:
        check_kind(ContentFile(data), name)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(("name", "data"), RIGHT)
def test_a_document_of_the_kind_it_says_is_taken(name: str, data: bytes) -> None:
    assert refusal(name, data) == ""


@pytest.mark.parametrize(("name", "data"), WRONG)
def test_a_document_of_another_kind_is_refused(name: str, data: bytes) -> None:
    assert "maar dat is het niet" in refusal(name, data)


def test_a_document_with_a_program_in_it_is_refused() -> None:
    data = archive(word__document_xml=b"x", word__vbaProject_bin=b"x")
    assert "macro" in refusal("plan.docx", data)


def test_a_document_that_would_unpack_to_very_much_is_only_looked_at() -> None:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", b"\0" * 50_000_000)
    begin = time.monotonic()
    assert "maar dat is het niet" in refusal("plan.odt", output.getvalue())
    assert time.monotonic() - begin < 0.5


@pytest.mark.parametrize("missing", ["tags", "title", "language"])
def test_a_pdf_says_what_it_lacks(missing: str) -> None:
    assert check_pdf(pdf(**{missing: False})) == [missing]


def test_a_pdf_that_everybody_can_read_gets_no_warning() -> None:
    assert check_pdf(pdf()) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000, pdf()[:200], b"\0" * 1_000_000],
)
def test_a_broken_pdf_cannot_be_checked_and_costs_little_time(data: bytes) -> None:
    begin = time.monotonic()
    found = check_pdf(data)
    assert time.monotonic() - begin < 12
    assert set(found) <= set(PDF_PROBLEMS)
    assert found


@pytest.fixture
def collection(wijk: WijkPage, cast: Cast) -> Collection:
    group = cast.redacteur.groups.get()
    return Collection.objects.filter(group_permissions__group=group).distinct().get()


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.redacteur)
    return client


def add(client: Client, name: str, data: bytes, collection: Collection) -> Any:
    values = {"title": "Stuk", "collection": collection.pk, "file": upload(data, name)}
    return client.post(reverse("wagtaildocs:add"), values)


def add_many(client: Client, name: str, data: bytes, collection: Collection) -> dict[str, Any]:
    values = {"title": name, "collection": collection.pk, "files[]": upload(data, name)}
    response = client.post(
        reverse("wagtaildocs:add_multiple"), values, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert response.status_code == 200
    return json.loads(response.content)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("plan.pdf", b"<html>", "maar dat is het niet"),
        ("plan.exe", b"MZ", "Dit soort bestand kan niet"),
        ("plan.svg", b"<svg/>", "Dit soort bestand kan niet"),
        ("plan.html", b"<html>", "Dit soort bestand kan niet"),
        ("plan", b"x", "Dit soort bestand kan niet"),
        ("plan.txt", b"x" * (20 * 1024 * 1024 + 1), "hoogstens"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_on_every_way_in(
    editor: Client, collection: Collection, name: str, data: bytes, message: str
) -> None:
    response = add(editor, name, data, collection)
    assert message in " ".join(response.context["form"].errors["file"])
    assert message in add_many(editor, name, data, collection)["error_message"]
    prefix = "document-chooser-upload"
    values = {
        f"{prefix}-title": "Stuk",
        f"{prefix}-collection": collection.pk,
        f"{prefix}-file": upload(data, name),
    }
    response = editor.post(reverse("wagtaildocs_chooser:create"), values)
    assert message in json.loads(response.content)["htmlFragment"]
    assert not SiteDocument.objects.exists()


def test_the_editor_is_warned_after_the_upload_and_may_go_on(
    editor: Client, collection: Collection
) -> None:
    answer = add_many(editor, "plan.pdf", pdf(tags=False), collection)
    assert answer["success"]
    assert "voorleesprogramma" in answer["form"]
    document = SiteDocument.objects.get()
    assert document.pdf_problems == ["tags"]
    address = reverse("wagtaildocs:edit", args=[document.pk])
    assert "voorleesprogramma" in editor.get(address).content.decode()
    values = {"title": "Anders", "collection": collection.pk}
    assert editor.post(address, values).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.pdf_problems) == ("Anders", ["tags"])
    # A better file takes the warning away.
    assert editor.post(address, values | {"file": upload(pdf(), "b.pdf")}).status_code == 302
    document.refresh_from_db()
    assert document.pdf_problems == []
    assert "voorleesprogramma" not in editor.get(address).content.decode()


def test_a_good_pdf_and_a_text_have_no_warning(editor: Client, collection: Collection) -> None:
    assert add(editor, "plan.pdf", pdf(), collection).status_code == 302
    assert add(editor, "plan.txt", b"x", collection).status_code == 302
    assert [made.pdf_problems for made in SiteDocument.objects.all()] == [[], []]


@pytest.mark.parametrize("name", ["a%0d%0aX: y.txt", "%00.txt", "x" * 300 + ".txt", "é ☃.txt"])
def test_an_odd_name_is_no_error(editor: Client, collection: Collection, name: str) -> None:
    assert add(editor, name, b"x", collection).status_code == 302
    document = SiteDocument.objects.get()
    response = editor.get(document.url)
    assert response.status_code == 200
    assert "\n" not in response["Content-Disposition"]
    # The title is the name here, and may be too long for one.
    answer = add_many(editor, name, b"x", collection)
    assert answer["success"]
    if "uploaded_file_id" in answer:
        prefix = f"uploaded-document-{answer['uploaded_file_id']}"
        address = reverse(
            "wagtaildocs:create_multiple_from_uploaded_document", args=[answer["uploaded_file_id"]]
        )
        values = {f"{prefix}-title": "Stuk", f"{prefix}-collection": collection.pk}
        assert json.loads(editor.post(address, values).content)["success"]
    assert SiteDocument.objects.count() == 2
