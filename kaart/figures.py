"""The key figures that a neighbourhood page shows, from the attributes of the CBS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Gebied

# The CBS writes -99995 to -99999 for "unknown", "secret" and "does not apply".
NO_DATA_BELOW = -99_990

STEDELIJKHEID = {
    1: _("zeer sterk stedelijk"),
    2: _("sterk stedelijk"),
    3: _("matig stedelijk"),
    4: _("weinig stedelijk"),
    5: _("niet stedelijk"),
}


@dataclass(frozen=True, slots=True)
class Kerncijfer:
    """A figure as people read it. Without data `waarde` and `waarde_tekst` are None."""

    attribuut: str
    label: str
    waarde: float | None
    waarde_tekst: str | None
    eenheid: str
    bron: str
    jaar: int


def dutch_number(value: float, decimals: int = 0) -> str:
    """Write a number with a dot between thousands and a comma before decimals."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _whole(value: float) -> str:
    return dutch_number(value)


def _one_decimal(value: float) -> str:
    return dutch_number(value, 1)


def _percent(value: float) -> str:
    return f"{dutch_number(value)}%"


def _thousands_of_euros(value: float) -> str:
    return f"€ {dutch_number(round(value * 1000))}"


def _stedelijkheid(value: float) -> str:
    name = STEDELIJKHEID.get(int(value))
    return gettext(str(name)) if name else dutch_number(value)


@dataclass(frozen=True, slots=True)
class Definition:
    """How one attribute is named and written."""

    label: str | Promise
    write: Callable[[float], str]
    eenheid: str | Promise = ""


KEY_FIGURES: dict[str, Definition] = {
    "aantalInwoners": Definition(_("Inwoners"), _whole),
    "percentagePersonen0Tot15Jaar": Definition(_("Jonger dan 15 jaar"), _percent),
    "percentagePersonen65JaarEnOuder": Definition(_("65 jaar of ouder"), _percent),
    "aantalHuishoudens": Definition(_("Huishoudens"), _whole),
    "gemiddeldeHuishoudsgrootte": Definition(
        _("Gemiddeld huishouden"), _one_decimal, _("personen")
    ),
    "bevolkingsdichtheidInwonersPerKm2": Definition(
        _("Bevolkingsdichtheid"), _whole, _("inwoners per km²")
    ),
    "gemiddeldeWoningwaarde": Definition(_("Gemiddelde woningwaarde (WOZ)"), _thousands_of_euros),
    "percentageKoopwoningen": Definition(_("Koopwoningen"), _percent),
    "gemiddeldInkomenPerInwoner": Definition(
        _("Gemiddeld inkomen per inwoner"), _thousands_of_euros, _("per jaar")
    ),
    "oppervlakteLandInHa": Definition(_("Oppervlakte land"), _whole, _("hectare")),
    "stedelijkheidAdressenPerKm2": Definition(_("Stedelijkheid"), _stedelijkheid),
    "omgevingsadressendichtheid": Definition(
        _("Adressen in de omgeving"), _whole, _("adressen per km²")
    ),
}


def read_figures(properties: Mapping[str, Any]) -> dict[str, int | float | None]:
    """Take the known attributes out of a feature. What the source leaves out stays out."""
    figures: dict[str, int | float | None] = {}
    for attribute in KEY_FIGURES:
        if attribute not in properties:
            continue
        value = properties[attribute]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        figures[attribute] = value if is_number and value > NO_DATA_BELOW else None
    return figures


def key_figures(gebied: Gebied) -> list[Kerncijfer]:
    """Return the figures that the source of this area publishes, in a fixed order."""
    return [
        Kerncijfer(
            attribuut=attribute,
            label=str(definition.label),
            waarde=value,
            waarde_tekst=None if value is None else definition.write(value),
            eenheid=str(definition.eenheid),
            bron=gebied.bron,
            jaar=gebied.jaar,
        )
        for attribute, definition in KEY_FIGURES.items()
        if attribute in gebied.kerncijfers
        for value in [gebied.kerncijfers[attribute]]
    ]
