"""Reading a list of addresses: all of it, or nothing with what is wrong on which line."""

import pytest

from ideeen.neighbours.addresses import MAX_ROWS, Address, read_addresses
from ideeen.printing import printable

WIT = Address("Familie De Wit", "Waalkade 1", "6511 XR", "Waterhage")


@pytest.mark.parametrize(
    "text",
    [
        "naam;straat;huisnummer;postcode;plaats\nFamilie De Wit;Waalkade;1;6511XR;Waterhage\n",
        "Naam,Adres,Postcode,Woonplaats\r\nFamilie De Wit,Waalkade 1,6511 xr,Waterhage\r\n",
        "naam\tstraat\tnummer\tpostcode\tplaats\nFamilie De Wit\tWaalkade\t1\t6511 XR\tWaterhage",
        "\n\n;;;\n naam ;adres;postcode;plaats\n\nFamilie De Wit;Waalkade 1;6511XR;Waterhage\n;",
        "Familie De Wit;Waalkade 1;6511XR;Waterhage\n",
        '"naam","adres","postcode","plaats"\n"Familie De Wit","Waalkade 1","6511XR","Waterhage"',
        "id;adres;wijk;postcode;plaats;naam\n7;Waalkade 1;Haven;6511XR;Waterhage;Familie De Wit",
        "sep=;\r\nnaam;adres;postcode;plaats\r\nFamilie De Wit;Waalkade 1;6511XR;Waterhage\r\n",
        '"sep=,"\nnaam,adres,postcode,plaats\nFamilie De Wit,Waalkade 1,6511XR,Waterhage\n',
        "Naam;Straat en huisnummer;Postcode;Plaats\nFamilie De Wit;Waalkade 1;6511  XR;Waterhage",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_as_spreadsheets_write_it(text: str, encoding: str) -> None:
    found = read_addresses(text.encode(encoding))
    assert (found.addresses, found.errors) == ([WIT], [])


def test_letters_with_accents_come_through_in_both_encodings() -> None:
    text = "adres;postcode;plaats\nCaféplein 3;6511XR;’s-Gravenwaard\n"
    for encoding in ("utf-8", "cp1252"):
        (address,) = read_addresses(text.encode(encoding)).addresses
        assert (address.straat, address.plaats) == ("Caféplein 3", "’s-Gravenwaard")


def test_spaces_that_nobody_sees_make_no_second_address() -> None:
    text = "adres;postcode;plaats\nKade 1;6511XR;Waterhage\nKade  \xa01;6511\xa0XR;Waterhage"
    assert "staat ook op regel 2" in read_addresses(text.encode()).errors[0]


def test_additions_of_a_house_number_stay_together() -> None:
    text = (
        "straat;huisnummer;huisletter;toevoeging;postcode;plaats\n"
        "Waalkade;12;a;2;6511XR;Waterhage\nWaalkade;12;;;6511XR;Waterhage\n"
    )
    found = read_addresses(text.encode())
    assert [address.straat for address in found.addresses] == ["Waalkade 12 a-2", "Waalkade 12"]


def test_a_belgian_postcode_is_fine() -> None:
    found = read_addresses(b"adres;postcode;plaats\nKaai 3;9000;Gent\n")
    assert [address.postcode for address in found.addresses] == ["9000"]


HEAD = "naam;straat;huisnummer;postcode;plaats\n"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (";;;6511XR;Waterhage", "straat met huisnummer ontbreekt"),
        (";Waalkade;;6511XR;Waterhage", "straat met huisnummer ontbreekt"),
        (";Waalkade;1;6511;", "de plaats ontbreekt"),
        (";Waalkade;1;0511XR;Waterhage", "de postcode klopt niet"),
        (";Waalkade;1;;Waterhage", "de postcode klopt niet"),
        ("=1+1;Waalkade;1;6511XR;Waterhage", "teken van een formule"),
        ("@SUM(A1);Waalkade;1;6511XR;Waterhage", "teken van een formule"),
        (";Waalkade;1;6511XR;-Waterhage", "teken van een formule"),
        ("x" * 61 + ";Waalkade;1;6511XR;Waterhage", "te lang"),
        ("Jan 😀;Waalkade;1;6511XR;Waterhage", "niet op een brief past"),
        ("Jan \u202e;Waalkade;1;6511XR;Waterhage", "niet op een brief past"),
        ('"Jan\nBcc: x";Waalkade;1;6511XR;Waterhage', "niet op een brief past"),
        (";Waalkade;1;6511XR;Waterhage;nog iets", "meer kolommen"),
        (";Waalkade;7;6511XR;Waterhage", "staat ook op regel 2"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_read(line: str, problem: str) -> None:
    text = f"{HEAD};Waalkade;7;6511 xr;Waterhage\n{line}\n"
    found = read_addresses(text.encode())
    assert found.addresses == []
    (error,) = found.errors
    assert problem in error
    assert error.startswith("Regel 3") or "Bcc" in line


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b"\0\0\0", b"PK\x03\x04rest", b"%PDF-1.7", b"\xff\xd8\xff\xe0JFIF\0",
        b"\x81\x8d", b"\xff\xfe\x00", b"hallo", HEAD.encode(), b'"niet dicht;a;b\n',
        b"naam;naam;straat;postcode;plaats\na;b;c 1;6511XR;d", b"x" * (1024 * 1024 + 1),
        b'naam;adres;postcode;plaats\n"' + b"x" * 200_000 + b'";a 1;6511XR;b',
        HEAD.encode() + b";Waalkade;1;6511XR;Waterhage\n" * (MAX_ROWS + 1),
    ],
)  # fmt: skip
def test_what_is_no_list_of_addresses_is_told_in_words(content: bytes) -> None:
    found = read_addresses(content)
    assert found.addresses == []
    assert len(found.errors) == 1
    assert found.errors[0].endswith(".")


def test_of_very_many_errors_a_handful_is_shown() -> None:
    lines = "".join(f";Waalkade;{n};x;Waterhage\n" for n in range(100))
    found = read_addresses((HEAD + lines).encode())
    assert len(found.errors) == 21
    assert found.errors[-1] == "En nog 80 regels met fouten."


def test_a_letter_leaves_out_what_it_can_not_print() -> None:
    assert printable("Bankje 😀 bij\nde ‘kade’ 中 – € 5") == "Bankje bij de ‘kade’ – € 5"
