"""Remarks for the editor of a page about what could be clearer. Advice: nothing is held back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.checks import readability
from core.checks.parts import Part, parts_of
from core.checks.words import difficult_words

LONGEST_TITLE = 70
# More words than this need headings to find one's way.
NEEDS_HEADINGS = 300
MOST_REMARKS = 50

_EMPTY_LINK = re.compile(
    r"(klik( dan)? hier|hier|deze link|link|lees (meer|verder|hier)|meer( info(rmatie)?)?|"
    r"meer lezen|verder|download(en)?|(bekijk|open)( (hier|het|de pagina|de link))?|"
    r"(https?://|www\.)\S+)\s*[.!:…>»]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Remark:
    """One thing to look at: where, what, and the words that it is about."""

    place: str
    text: str
    path: str = ""
    quote: str = ""


@dataclass
class Report:
    """What was found on a page."""

    remarks: list[Remark] = field(default_factory=list)
    words: int = 0
    words_per_sentence: float = 0
    score: float | None = None

    @property
    def score_label(self) -> str:
        return "" if self.score is None else readability.label_of(self.score)


def check_page(page: Any) -> Report:
    """Check a page as it is in memory: a draft, a preview, or what is public."""
    if getattr(page, "holds_examples", False):
        return Report()
    parts = list(parts_of(page))
    intro = Part(_("Samenvatting"), "samenvatting", paragraphs=[page.samenvatting or ""])
    texts = [intro, *parts]
    found = [
        sentence
        for part in texts
        for paragraph in part.paragraphs
        for sentence in readability.sentences(paragraph)
    ]
    count = sum(len(readability.words(sentence)) for sentence in found)
    remarks = [
        *_about_fields(page),
        *_about_headings(parts, count),
        *(remark for part in texts for remark in _about_part(part)),
        *_about_words(texts),
    ]
    return Report(
        remarks=remarks[:MOST_REMARKS],
        words=count,
        words_per_sentence=count / len(found) if found else 0,
        score=readability.flesch_douma(found),
    )


def _about_fields(page: Any) -> Iterator[Remark]:
    if len(page.title or "") > LONGEST_TITLE:
        text = _("De titel is lang (%(count)d tekens). Probeer het in %(limit)d.")
        yield Remark(_("Titel"), text % {"count": len(page.title), "limit": LONGEST_TITLE}, "title")
    if not (page.samenvatting or "").strip():
        yield Remark(
            _("Samenvatting"),
            _("De samenvatting ontbreekt. Zij staat in lijsten en in zoekmachines."),
            "samenvatting",
        )
    picture = page.afbeelding
    if picture is not None and not (picture.description or "").strip():
        yield Remark(
            _("Afbeelding"),
            _("De afbeelding heeft geen beschrijving. Vul die in bij de afbeelding zelf."),
            "afbeelding",
        )


def _about_headings(parts: list[Part], count: int) -> Iterator[Remark]:
    previous = 1
    waiting: tuple[Part, str] | None = None
    seen = False
    for part in parts:
        for level, text in part.headings:
            seen = True
            if not text:
                yield Remark(part.place, _("Deze kop is leeg."), part.path)
                continue
            if level > previous + 1:
                yield Remark(
                    part.place,
                    _("Hier wordt een niveau overgeslagen. Maak er een tussenkop van."),
                    part.path,
                    text,
                )
            if waiting and level <= previous:
                yield Remark(
                    waiting[0].place, _("Onder deze kop staat niets."), waiting[0].path, waiting[1]
                )
            previous, waiting = level, (part, text)
        if part.paragraphs or not part.headings:
            waiting = None
    if waiting:
        yield Remark(
            waiting[0].place, _("Onder deze kop staat niets."), waiting[0].path, waiting[1]
        )
    if not seen and count > NEEDS_HEADINGS:
        yield Remark(_("Hele pagina"), _("Dit is een lange tekst. Zet er tussenkoppen in."))


def _about_part(part: Part) -> Iterator[Remark]:
    for paragraph in part.paragraphs:
        length = len(readability.words(paragraph))
        if length > readability.LONGEST_PARAGRAPH:
            text = _("Lange alinea (%d woorden). Maak er twee van.") % length
            yield Remark(part.place, text, part.path, readability.beginning(paragraph))
        for sentence, count in readability.long_sentences(readability.sentences(paragraph)):
            text = _("Lange zin (%d woorden). Maak er twee zinnen van.") % count
            yield Remark(part.place, text, part.path, readability.beginning(sentence))
    for link in part.links:
        if not link:
            yield Remark(part.place, _("Hier staat een link zonder tekst."), part.path)
        elif _EMPTY_LINK.fullmatch(link):
            text = _("Deze linktekst zegt niet waar de link heen gaat.")
            yield Remark(part.place, text, part.path, link)
    if part.picture is not None and not _is_described(part.picture):
        text = _("Deze afbeelding heeft geen beschrijving. Of kies ‘Versiering’.")
        yield Remark(part.place, text, part.path)
    if part.table is not None:
        yield from _about_table(part)


def _is_described(picture: Any) -> bool:
    if getattr(picture, "decorative", False):
        return True
    return bool((getattr(picture, "contextual_alt_text", "") or "").strip())


def _about_table(part: Part) -> Iterator[Remark]:
    table = part.table or {}
    if table.get("table_header_choice") in {None, "", "neither"}:
        yield Remark(
            part.place,
            _("De tabel heeft geen koppen. Kies welke rij of kolom de koppen bevat."),
            part.path,
        )
    if not (table.get("table_caption") or "").strip():
        yield Remark(part.place, _("De tabel heeft geen bijschrift."), part.path)


def _about_words(texts: list[Part]) -> Iterator[Remark]:
    """Name each difficult word once, where it comes first."""
    seen: set[str] = set()
    for part in texts:
        for word, plain in difficult_words(" ".join(part.paragraphs)):
            if word not in seen:
                seen.add(word)
                text = _("Moeilijk woord: ‘%(word)s’. Schrijf liever: %(plain)s.")
                yield Remark(part.place, text % {"word": word, "plain": plain}, part.path)
