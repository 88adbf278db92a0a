"""How hard a Dutch text is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.readability import (
    beginning,
    flesch_douma,
    label_of,
    long_sentences,
    sentences,
    syllables,
    words,
)
from core.checks.words import PLAIN_WORDS, difficult_words

EASY = (
    "Wij maken het park mooi. Er komen nieuwe bomen. De kinderen krijgen een glijbaan. "
    "U kunt ons helpen. Kom zaterdag om tien uur. Neem een schep mee. Wij zorgen voor soep. "
    "Tot dan in het park!"
)
HARD = (
    "Voorafgaande aan de besluitvorming aangaande de herinrichtingswerkzaamheden organiseert de "
    "gemeentelijke projectorganisatie verscheidene inspraakbijeenkomsten, waarbij belanghebbenden "
    "overeenkomstig de participatieverordening hun zienswijzen kenbaar kunnen maken."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("boom", 1),
        ("bomen", 2),
        ("speelplaats", 2),
        ("mooie", 2),
        ("nieuwe", 2),
        ("ruïne", 3),
        ("leeuw", 1),
        ("gemeente", 3),
        ("buurthuis", 2),
        ("tijd", 1),
        ("IJsbaan", 2),
        ("brr", 1),
        ("2026", 1),
    ],
)
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Het park gaat open. Kom ook!", 2),
        ("Wij zijn er van 10.00 tot 12.00 uur. Koffie is er ook.", 2),
        ("Neem iets mee, bijv. een schep. Of een hark.", 2),
        ("Dhr. Jansen komt ook.", 1),
        ("Het kost € 2.50 p.p. per keer.", 1),
        ("Hoe lang duurt het? Tot 4 mei.", 2),
        ("„Mooi zo!” zei ze.", 1),
        ("", 0),
        ("…", 0),
    ],
)
def test_sentences_end_where_readers_think_so(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_time_and_a_compound_are_one_word() -> None:
    assert words("Om 19.30 uur in het e-bike-café van Anne's opa") == [
        "Om",
        "19.30",
        "uur",
        "in",
        "het",
        "e-bike-café",
        "van",
        "Anne's",
        "opa",
    ]


def test_short_words_and_sentences_score_better_than_official_ones() -> None:
    easy, hard = flesch_douma(sentences(EASY)), flesch_douma(sentences(HARD * 2))
    assert easy is not None
    assert hard is not None
    assert easy > 80
    assert hard < 45
    assert label_of(easy) == "heel makkelijk"
    assert label_of(hard) == "moeilijk"


def test_a_few_words_get_no_score() -> None:
    assert flesch_douma(["Kom ook."]) is None
    assert flesch_douma([]) is None


def test_a_sentence_of_25_words_may_be_one_of_26_is_long() -> None:
    fits, long = " ".join(["woord"] * 25) + ".", " ".join(["woord"] * 26) + "."
    assert long_sentences([fits, long]) == [(long, 26)]


def test_the_beginning_of_a_sentence_finds_it_again() -> None:
    assert beginning("een twee drie", 2) == "een twee …"
    assert beginning("een twee", 2) == "een twee"


def test_official_words_get_a_plain_one_each_once_and_the_longest_first() -> None:
    text = "Indien u vragen heeft met\nbetrekking tot groen. INDIEN niet, dan derhalve niet."
    assert difficult_words(text) == [
        ("indien", "als"),
        ("met betrekking tot", "over"),
        ("derhalve", "daarom"),
    ]


def test_a_difficult_word_is_not_found_inside_another() -> None:
    assert difficult_words("De medewerker reedsten dochter.") == []


def test_no_alternative_is_itself_difficult() -> None:
    for plain in PLAIN_WORDS.values():
        assert difficult_words(plain) == []


@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    found = sentences(text)
    score = flesch_douma(found)
    assert score is None or 0 <= score <= 100
    difficult_words(text)
    long_sentences(found)
