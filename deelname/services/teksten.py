"""The reasons and texts that a municipality begins with; it changes them as it likes."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from deelname.models import Antwoordtekst, Reden
from wijkpaginas.services import register_beginning

Soort = Reden.Soort


def _reasons() -> list[tuple[Soort, str, str]]:
    return [
        (
            Soort.AFWIJZEN,
            _("Niet voor deze site"),
            _("Deze site is niet voor zulke ideeën. Bel of mail de gemeente erover."),
        ),
        (
            Soort.AFWIJZEN,
            _("Een melding, geen idee"),
            _("Is er iets kapot of vuil? Meld dat bij de gemeente. Dan lossen wij het op."),
        ),
        (
            Soort.AFWIJZEN,
            _("Er staat al zo'n idee"),
            _("Een ander had dit idee ook. U kunt dat idee steunen, en erop reageren."),
        ),
        (
            Soort.AFWIJZEN,
            _("Tegen de spelregels"),
            _("Wij plaatsen geen teksten die kwetsend zijn, of reclame."),
        ),
        (
            Soort.VERBERGEN,
            _("Kwetsend of grof"),
            _("Deze tekst kwetst mensen. Daarom staat uw idee niet meer op de site."),
        ),
        (
            Soort.VERBERGEN,
            _("Gegevens van iemand anders"),
            _("In uw idee staan gegevens van een ander. Daarom staat het niet meer op de site."),
        ),
        (
            Soort.VERBERGEN,
            _("Reclame of spam"),
            _("Wij plaatsen geen reclame. Daarom staat uw idee niet meer op de site."),
        ),
        (
            Soort.NIET_HAALBAAR,
            _("Geen grond van de gemeente"),
            _("De grond is niet van ons. Daarom mogen wij daar niets veranderen."),
        ),
        (
            Soort.NIET_HAALBAAR,
            _("Te duur"),
            _("Dit kost meer geld dan er voor de wijk is."),
        ),
        (
            Soort.NIET_HAALBAAR,
            _("Niet veilig"),
            _("Op deze plek zou dit gevaar geven voor mensen of voor het verkeer."),
        ),
        (
            Soort.NIET_HAALBAAR,
            _("Kabels of leidingen"),
            _("Onder de grond liggen kabels en leidingen. Daar mag niets overheen."),
        ),
        (
            Soort.NIET_HAALBAAR,
            _("Te weinig steun van de buren"),
            _("Wie er vlakbij woont, is het er niet mee eens."),
        ),
    ]


def _texts() -> list[tuple[str, str]]:
    return [
        (
            _("Vertel meer over de plek"),
            _("Wij weten nog niet goed waar uw idee over gaat. Kunt u de plek preciezer aangeven?"),
        ),
        (
            _("Haal gegevens van anderen weg"),
            _("In uw idee staan een naam of een telefoonnummer. Wilt u die weghalen?"),
        ),
        (
            _("Leg uw idee beter uit"),
            _("Kunt u in een paar zinnen schrijven wat u wilt, en voor wie het is?"),
        ),
        (
            _("Bedankt voor uw idee"),
            _("Bedankt voor uw idee. Wij laten u weten hoe het verdergaat."),
        ),
    ]


@register_beginning
@transaction.atomic
def add_default_texts(site: Site) -> int:
    """Give a municipality its first reasons and texts; return how many.

    One that has any has chosen: what it took away stays away.
    """
    number = 0
    if not Reden.objects.filter(site=site).exists():
        rows = [
            Reden(site=site, soort=soort, naam=naam, uitleg=uitleg, volgorde=order)
            for order, (soort, naam, uitleg) in enumerate(_reasons())
        ]
        number += len(Reden.objects.bulk_create(rows))
    if not Antwoordtekst.objects.filter(site=site).exists():
        texts = [Antwoordtekst(site=site, naam=naam, tekst=tekst) for naam, tekst in _texts()]
        number += len(Antwoordtekst.objects.bulk_create(texts))
    return number
