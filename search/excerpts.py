"""The piece of a text in which the words stand, with those words marked."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.search import STEMS_BEGIN
from core.words import WORD, fold, stem

LENGTH = 240
# Signs before the first word that was found.
LEAD = 70
# Looking at every word of a very long text would take longer than the search itself.
LOOK_AT = 20_000
SPACES = re.compile(r"\s+")
# The index puts a comma between blocks, also after a sentence.
AFTER_SENTENCE = re.compile(r"([.!?:]),(?= )")


def excerpt(indexed: str, words: Sequence[str]) -> SafeString:
    """Return some lines of an indexed text around the first word found, as safe HTML."""
    text = SPACES.sub(" ", indexed.split(STEMS_BEGIN, 1)[0][:LOOK_AT]).strip(" ,")
    text = AFTER_SENTENCE.sub(r"\1", text)
    wanted = _forms(words)
    first = next((m.start() for m in WORD.finditer(text) if _is_wanted(m[0], wanted)), 0)
    begin = text.rfind(" ", 0, max(first - LEAD, 0)) + 1 if first > LEAD else 0
    end = len(text) if len(text) - begin <= LENGTH else text.rfind(" ", begin, begin + LENGTH)
    end = end if end > begin else begin + LENGTH
    piece = mark(text[begin:end].rstrip(" ,"), words)
    return format_html("{}{}{}", "… " if begin else "", piece, " …" if end < len(text) else "")


def mark(text: str, words: Sequence[str]) -> SafeString:
    """Return the text as safe HTML, with each word that was asked for marked, whatever its form."""
    wanted = _forms(words)
    parts: list[tuple[SafeString | str]] = []
    position = 0
    for found in WORD.finditer(text):
        if _is_wanted(found[0], wanted):
            parts.append((text[position : found.start()],))
            parts.append((format_html("<mark>{}</mark>", found[0]),))
            position = found.end()
    parts.append((text[position:],))
    return format_html_join("", "{}", parts)


def _forms(words: Sequence[str]) -> set[str]:
    return {form for word in words for form in (word, stem(word))}


def _is_wanted(word: str, wanted: set[str]) -> bool:
    folded = fold(word)
    return folded in wanted or stem(folded) in wanted
