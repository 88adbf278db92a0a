"""Reading the list of addresses that somebody uploads: all of it, or nothing and why not."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ideeen.printing import UNPRINTABLE

MAX_BYTES = 1024 * 1024
MAX_ROWS = 1000
SHOWN_ERRORS = 20
LENGTHS = {"naam": 60, "straat": 60, "postcode": 10, "plaats": 40}
# What a column may be called.
NAMES = {
    "naam": "naam", "bewoner": "naam", "geadresseerde": "naam",
    "straat": "straat", "straatnaam": "straat", "adres": "straat", "openbareruimte": "straat",
    "straatenhuisnummer": "straat", "straathuisnummer": "straat", "straatennummer": "straat",
    "huisnummer": "nummer", "nummer": "nummer", "huisnr": "nummer",
    "huisletter": "letter", "toevoeging": "toevoeging", "huisnummertoevoeging": "toevoeging",
    "postcode": "postcode",
    "plaats": "plaats", "woonplaats": "plaats",
}  # fmt: skip
# What the columns are when their names are not given.
BY_NUMBER = {3: ("straat", "postcode", "plaats"), 4: ("naam", "straat", "postcode", "plaats")}
FORMULA = ("=", "+", "-", "@", "\t")
DUTCH = re.compile(r"([1-9]\d{3}) ?([A-Za-z]{2})")
BELGIAN = re.compile(r"[1-9]\d{3}")
# What Excel is told above a list in which another sign separates the columns.
SEPARATOR = re.compile(r'"?sep=([;,\t])"?[;,\t]*\r?\n', re.IGNORECASE)
SPACES = re.compile(r"[ \xa0]+")


@dataclass(frozen=True, slots=True)
class Address:
    """One line of an envelope."""

    naam: str
    straat: str
    postcode: str
    plaats: str


@dataclass(slots=True)
class AddressList:
    """What was read, and what is wrong with it: there is no address as long as something is."""

    addresses: list[Address] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read_addresses(content: bytes) -> AddressList:
    """Read a CSV file as spreadsheets write it, in any of the usual encodings."""
    result = AddressList()
    try:
        rows = list(_rows(content))
        columns, rows = _columns(rows)
    except (ValueError, csv.Error) as error:
        known = isinstance(error, UnreadableError)
        result.errors.append(str(error) if known else _("Dit bestand is geen geldige CSV."))
        return result
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows:
        try:
            address = _address(columns, row)
            key = (address.straat.lower(), address.postcode)
            if key in seen:
                raise UnreadableError(_("dit adres staat ook op regel %d") % seen[key])
            seen[key] = line
            result.addresses.append(address)
        except UnreadableError as error:
            text = _("Regel %(line)d: %(problem)s.") % {"line": line, "problem": error}
            result.errors.append(text)
    if result.errors:
        result.addresses = []
        more = len(result.errors) - SHOWN_ERRORS
        if more > 0:
            result.errors[SHOWN_ERRORS:] = [_("En nog %d regels met fouten.") % more]
    return result


class UnreadableError(ValueError):
    """Something is wrong with the list, told in words for who uploads it."""


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and cells of each line with something in it."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(_("Dit bestand is te groot: hooguit 1 MB."))
    text = _decoded(content)
    said = SEPARATOR.match(text)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = said[1] if said else max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for row in reader:
        # Spaces that nobody sees make no other address; a line that ends is told as such.
        cells = [SPACES.sub(" ", cell).strip() for cell in row]
        if any(cells) and not (said and reader.line_num == 1):
            yield reader.line_num, cells


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadableError(
            _("Dit is geen CSV. Open het bestand in uw spreadsheet en bewaar het als CSV.")
        )
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise UnreadableError(_("Wij kunnen dit bestand niet lezen. Bewaar het als CSV (UTF-8)."))


def _columns(
    rows: list[tuple[int, list[str]]],
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return what each column holds, and the lines without the one that says so."""
    if not rows:
        raise UnreadableError(_("Er staan geen adressen in dit bestand."))
    head = rows[0][1]
    names = [NAMES.get(re.sub(r"[^a-z]", "", cell.lower()), "") for cell in head]
    if "straat" in names and "plaats" in names and "postcode" in names:
        known = [name for name in names if name]
        if len(known) != len(set(known)):
            raise UnreadableError(_("Er staan twee kolommen met dezelfde inhoud in dit bestand."))
        columns, rows = names, rows[1:]
    elif len(head) in BY_NUMBER and any(sign.isdigit() for cell in head for sign in cell):
        columns = list(BY_NUMBER[len(head)])
    else:
        raise UnreadableError(
            _("Zet boven de kolommen: naam, straat, huisnummer, postcode en plaats.")
        )
    if not rows:
        raise UnreadableError(_("Er staan geen adressen in dit bestand."))
    if len(rows) > MAX_ROWS:
        raise UnreadableError(_("Er staan te veel adressen in: hooguit %d.") % MAX_ROWS)
    return columns, rows


def _address(columns: list[str], row: list[str]) -> Address:
    if len(row) > len(columns) and any(row[len(columns) :]):
        raise UnreadableError(_("er staan meer kolommen dan boven aan het bestand"))
    values = {name: cell for name, cell in zip(columns, row, strict=False) if name}
    number = " ".join(filter(None, (values.get("nummer"), values.get("letter"))))
    number += f"-{extra.lstrip('-')}" if (extra := values.get("toevoeging")) else ""
    given = {
        "naam": values.get("naam", ""),
        "straat": " ".join(filter(None, (values.get("straat"), number))),
        "postcode": values.get("postcode", ""),
        "plaats": values.get("plaats", ""),
    }
    for name, value in given.items():
        if value.startswith(FORMULA):
            raise UnreadableError(_("‘%s’ begint met een teken van een formule") % name)
        if UNPRINTABLE.search(value):
            raise UnreadableError(_("in ‘%s’ staat een teken dat niet op een brief past") % name)
        if len(value) > LENGTHS[name]:
            raise UnreadableError(_("‘%s’ is te lang") % name)
    if not any(sign.isdigit() for sign in given["straat"]):
        raise UnreadableError(_("de straat met huisnummer ontbreekt"))
    if not given["plaats"]:
        raise UnreadableError(_("de plaats ontbreekt"))
    return Address(**{**given, "postcode": _postcode(given["postcode"])})


def _postcode(text: str) -> str:
    dutch = DUTCH.fullmatch(text)
    if dutch:
        return f"{dutch[1]} {dutch[2].upper()}"
    if BELGIAN.fullmatch(text):
        return text
    raise UnreadableError(_("de postcode klopt niet"))
