"""How hard a Dutch text is to read: sentences, words, syllables, the formula of Flesch-Douma.

Knows nothing of pages; a text is a string without markup.
"""

import re
from collections.abc import Iterable

# Beyond this people lose the thread.
LONGEST_SENTENCE = 25
LONGEST_PARAGRAPH = 100
# A score of fewer words says nothing.
FEWEST_WORDS = 30

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?|\d+(?:[.,:/-]\d+)*")
# A vowel with a diaeresis begins a syllable: "ruïne" has three.
_SYLLABLE = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ui|ei|ij|au|ou|[aeiouyáàâäéèêëíìîïóòôöúùûü]"
)
_ABBREVIATIONS = re.compile(
    r"\b(?:[a-z](?:\.[a-z])+|art|bijv|blz|ca|dhr|dr|drs|enz|etc|evt|excl|ing|incl|ir|jl|max|"
    r"mevr|min|mr|mw|nl|nr|ong|prof|resp|st|tel|vgl|zgn)\.",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÀ-Ý0-9])")
_DOT = "\0"

LABELS = [
    (80, "heel makkelijk"),
    (60, "goed te lezen"),
    (45, "vrij moeilijk"),
    (float("-inf"), "moeilijk"),
]


def words(text: str) -> list[str]:
    """Return the words of a text; a number or a time is one word."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Cut a paragraph into sentences; the dot of an abbreviation ends none."""
    text = " ".join(text.replace(_DOT, " ").split())
    text = _ABBREVIATIONS.sub(lambda match: match.group().replace(".", _DOT), text)
    parts, begin = [], 0
    for end in _END.finditer(text):
        parts.append(text[begin : end.end()])
        begin = end.end()
    parts.append(text[begin:])
    return [part.replace(_DOT, ".").strip() for part in parts if words(part)]


def syllables(word: str) -> int:
    """Count the syllables of a Dutch word; at least one."""
    return max(1, len(_SYLLABLE.findall(word.lower())))


def flesch_douma(found: Iterable[str]) -> float | None:
    """Return how easy sentences read, from 0 (hard) to 100; None when there are too few words."""
    counted = [words(sentence) for sentence in found]
    total = sum(map(len, counted))
    if total < FEWEST_WORDS:
        return None
    per_word = sum(syllables(word) for sentence in counted for word in sentence) / total
    score = 206.84 - 77 * per_word - 0.93 * total / len(counted)
    return min(100.0, max(0.0, score))


def label_of(score: float) -> str:
    """Say in words what a score means."""
    return next(label for least, label in LABELS if score >= least)


def long_sentences(found: Iterable[str]) -> list[tuple[str, int]]:
    """Return the sentences with too many words, and how many they have."""
    counted = ((sentence, len(words(sentence))) for sentence in found)
    return [(sentence, count) for sentence, count in counted if count > LONGEST_SENTENCE]


def beginning(text: str, count: int = 9) -> str:
    """Return the first words of a text, to find it again by."""
    parts = text.split()
    return " ".join(parts[:count]) + (" …" if len(parts) > count else "")
