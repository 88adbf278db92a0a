"""Texts in a spreadsheet stay texts."""

import pytest

from core.spreadsheets import harmless


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        # A Dutch spreadsheet begins a new cell at a semicolon, and a new row at a line.
        ("Bomen;=1+1", "Bomen;'=1+1"),
        ("Bomen\n+1", "Bomen\n'+1"),
        ("Bomen\t=1+1", "Bomen\t'=1+1"),
        ("Een\r\n\r\nTwee", "Een\r\n\r\nTwee"),
        ("a=b; c-d", "a=b; c-d"),
        ("", ""),
    ],
)
def test_no_part_of_a_text_is_taken_for_a_formula(text: str, written: str) -> None:
    assert harmless(text) == written
