"""The letters to neighbours: one PDF, with one page for each address."""

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pypdf import PdfReader

from core.models import Gemeente
from ideeen.models import Idee
from ideeen.neighbours.addresses import LENGTHS, Address
from ideeen.neighbours.codes import ALPHABET, GROUP, LENGTH
from ideeen.printing import printable

TEMPLATE = Path(__file__).with_name("brief.typ")
# An address that takes as much room as one can, to try whether the text fits on a page.
LONGEST = Address(**{name: "M" * length for name, length in LENGTHS.items()})


class LetterError(Exception):
    """The letters can't be made as they are, with the reason in words."""


def make_pdf(
    idee: Idee,
    texts: tuple[str, str],
    sluit_op: date,
    letters: Iterable[tuple[Any, str]],
    *,
    kept: int,
) -> bytes:
    """Return the letters: tagged for who reads with a screen reader, each on a page of its own.

    `texts` are the question and what is said beside it; `letters` are addresses with their codes;
    `kept` is for how many days addresses are kept. Raises LetterError.
    """
    values = _values(idee, texts, sluit_op, kept)
    link = idee.site.root_url.rstrip("/")
    values["letters"] = [_letter(address, code, link) for address, code in letters]
    compiler = typst.Compiler(ignore_system_fonts=True)
    try:
        pdf = compiler.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(values)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise LetterError(_("In de tekst staat een teken dat niet op een brief past.")) from error
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf).__name__)
    if len(PdfReader(io.BytesIO(pdf)).pages) != len(values["letters"]):
        raise LetterError(_("De tekst is te lang: een brief past niet op één bladzijde."))
    return pdf


def check_fits(idee: Idee, texts: tuple[str, str], sluit_op: date, *, kept: int) -> None:
    """Raise LetterError when these texts do not fit on a page, whatever the address."""
    code = "-".join([ALPHABET[-1] * GROUP] * (LENGTH // GROUP))
    make_pdf(idee, texts, sluit_op, [(LONGEST, code)], kept=kept)


def _letter(address: Any, code: str, link: str) -> dict[str, str]:
    naam = printable(address.naam)
    return {
        "naam": naam or _("Aan de bewoners van"),
        "aanhef": _("Beste %s,") % naam if naam else _("Beste bewoner,"),
        "straat": printable(address.straat),
        "postcode": printable(address.postcode),
        "plaats": printable(address.plaats),
        "code": code,
        "qr": _qr(code_link(link, code)),
    }


def code_link(link: str, code: str) -> str:
    """Return where the drawn code leads to, on a site.

    Browsers do not send what is behind the #, so that no log of a server holds the code.
    """
    return f"{link}{reverse('burencheck:code')}#{code}"


def _qr(address: str) -> str:
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", border=2, xmldecl=False)
    return stream.getvalue().decode()


def _values(idee: Idee, texts: tuple[str, str], sluit_op: date, kept: int) -> dict[str, Any]:
    """Return the texts that are the same in all letters."""
    gemeente = Gemeente.for_site(idee.site)
    naam = printable(gemeente.naam) or "Samenwijk"
    adres = idee.site.root_url.rstrip("/") + reverse("burencheck:code")
    ways = [value for value in (gemeente.telefoon, gemeente.email) if value]
    place = printable(idee.adres)
    titel = printable(idee.titel) or _("een idee voor uw buurt")
    return {
        "title": _("Brieven aan de buren: %s") % titel,
        "gemeente": _("Gemeente %s") % naam,
        "datum": date_format(timezone.localdate(), "j F Y"),
        "kop": _("Wat vindt u van dit idee bij u in de buurt?"),
        "inleiding": (
            _(
                "Er is een idee voor %(plek)s: ‘%(titel)s’. U woont of werkt daar vlakbij. "
                "Daarom vragen wij:"
            )
            % {"plek": place or idee.wijk.title, "titel": titel}
        ),
        "vraag": printable(texts[0]),
        "toelichting": printable(texts[1]),
        "zo": _("Zo geeft u antwoord"),
        "scan": _("Scan de code met uw telefoon, of ga naar"),
        "adres": adres,
        "adres_kort": adres.partition("://")[2],
        "code_naam": _("Uw code is"),
        "tot": _("Antwoorden kan tot en met %s. U hebt geen account nodig.")
        % date_format(sluit_op, "j F Y"),
        "qr_naam": _("QR-code: opent de pagina waar u antwoord geeft"),
        "onder": [
            _(
                "Elk adres kan één keer antwoord geven. De gemeente ziet uw antwoord bij uw adres. "
                "Op de site staat alleen hoeveel buren voor of tegen zijn. Wij wissen uw adres en "
                "uw opmerking %d dagen nadat de vraag is gesloten."
            )
            % kept,
            *(
                [_("Hebt u een vraag, of lukt het niet op de site? %s") % " · ".join(ways)]
                if ways
                else []
            ),
            _("Met vriendelijke groet, gemeente %s") % naam,
        ],
    }
