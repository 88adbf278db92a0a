"""A poster of an idea to hang on a door or a board, with a code that leads to it."""

from io import BytesIO
from pathlib import Path
from textwrap import shorten

import segno
import typst
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deelname.mailing import full_address, site_name
from deelname.views.finding import find_or_404
from ideeen.models import Idee
from ideeen.printing import printable

DESIGN = Path(__file__).with_name("poster.typ")
LONGEST = 320


@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the poster, as a PDF of one A4."""
    idee = _public_or_404(request, pk)
    answer = HttpResponse(make_poster(idee), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="poster-idee-{idee.pk}.pdf"'
    return answer


@require_safe
def qr_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the code alone."""
    idee = _public_or_404(request, pk)
    return HttpResponse(draw_code(full_address(idee)), content_type="image/svg+xml")


def make_poster(idee: Idee) -> bytes:
    """Draw the poster. What people wrote goes in as values: it is never read as its design."""
    address = full_address(idee)
    no_address = _("voor de hele wijk") if idee.lat is None else _("zie de kaart op de site")
    values = {
        "titel": printable(idee.titel) or _("Een idee voor uw buurt"),
        "tekst": shorten(printable(idee.tekst), LONGEST, placeholder=" …"),
        "kop": _("Een idee voor %(wijk)s") % {"wijk": idee.wijk.title},
        "plaats": _("Waar: %(plaats)s") % {"plaats": printable(idee.adres) or no_address},
        "vraag": _("Steunt u dit idee?") if idee.takes_support else _("Hoe gaat het verder?"),
        "uitleg": _("Richt de camera van uw telefoon op de code, of ga naar"),
        "adres": address.partition("://")[2],
        "qr": draw_code(address).decode(),
        "qr_alt": _("QR-code die leidt naar %(adres)s") % {"adres": address},
        "afzender": site_name(idee.site),
    }
    pdf: bytes = typst.compile(
        DESIGN.read_bytes(),
        format="pdf",
        sys_inputs=values,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return pdf


def draw_code(address: str) -> bytes:
    """Draw the code of an address, with the white around it that cameras need."""
    output = BytesIO()
    segno.make(address, error="m", micro=False).save(
        output, kind="svg", scale=8, border=4, dark="#062f38", light="#ffffff", xmldecl=False
    )
    return output.getvalue()


def _public_or_404(request: HttpRequest, pk: int) -> Idee:
    idee: Idee = find_or_404(request, "idee", pk)
    if not idee.is_public:
        raise Http404
    return idee
