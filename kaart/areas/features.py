"""From a GeoJSON feature in the attribute names of PDOK to one area."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kaart.figures import read_figures
from kaart.models import Niveau

from .errors import AreaSourceError

# From small to large: a feature is of the smallest level that it has a code for. Amsterdam numbers
# its wijken with letters.
LEVELS = (
    (Niveau.BUURT, "buurtcode", "buurtnaam", re.compile(r"BU\d{4}[0-9A-Z]{4}", re.ASCII)),
    (Niveau.WIJK, "wijkcode", "wijknaam", re.compile(r"WK\d{4}[0-9A-Z]{2}", re.ASCII)),
    (Niveau.GEMEENTE, "gemeentecode", "gemeentenaam", re.compile(r"GM\d{4}", re.ASCII)),
)
# The names that the CBS used before, in files that are still downloaded.
OLDER_NAMES = {
    "buurtcode": "BU_CODE",
    "buurtnaam": "BU_NAAM",
    "wijkcode": "WK_CODE",
    "wijknaam": "WK_NAAM",
    "gemeentecode": "GM_CODE",
    "gemeentenaam": "GM_NAAM",
    "water": "H2O",
    "jaar": "JAAR",
}
# "B" is the sea beyond the coast.
WATER = {"JA", "B"}
YEARS = range(1995, 2101)
NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """One area as the source has it, with its geometry not yet looked at."""

    code: str
    jaar: int
    naam: str
    niveau: Niveau
    gemeentecode: str
    gemeentenaam: str
    kerncijfers: dict[str, int | float | None]
    geometry: Any

    @property
    def label(self) -> str:
        """Name this area in a message."""
        return f"{self.naam} ({self.code})"


def read_feature(feature: Any, number: int) -> AreaRecord | None:
    """Read one feature; None for water. `number` tells in a message which feature it was."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise AreaSourceError(
            _("Gebied %(number)d van de bron heeft geen kenmerken.") % {"number": number}
        )
    if str(_value(properties, "water") or "").strip().upper() in WATER:
        return None
    niveau, code, naam = _level(properties, number)
    gemeentecode = f"GM{code[2:6]}"
    _check_nesting(properties, code, gemeentecode)
    return AreaRecord(
        code=code,
        jaar=_year(properties, code),
        naam=naam,
        niveau=niveau,
        gemeentecode=gemeentecode,
        gemeentenaam=str(_value(properties, "gemeentenaam") or "").strip()[:NAME_LENGTH],
        kerncijfers=read_figures(properties),
        geometry=feature.get("geometry"),
    )


def _value(properties: Mapping[str, Any], name: str) -> Any:
    value = properties.get(name)
    return properties.get(OLDER_NAMES[name]) if value is None else value


def _level(properties: Mapping[str, Any], number: int) -> tuple[Niveau, str, str]:
    """Find the level that this feature describes, with its code and its name."""
    for niveau, code_name, name_name, pattern in LEVELS:
        code = _value(properties, code_name)
        if code is None:
            continue
        if not isinstance(code, str) or not pattern.fullmatch(code):
            raise AreaSourceError(
                _("Gebied %(number)d van de bron heeft een onbekende %(attribute)s: %(code)s.")
                % {"number": number, "attribute": code_name, "code": str(code)[:40]}
            )
        naam = _value(properties, name_name)
        if not isinstance(naam, str) or not naam.strip() or "\x00" in naam:
            raise AreaSourceError(
                _("Het gebied %(code)s heeft geen naam (%(attribute)s).")
                % {"code": code, "attribute": name_name}
            )
        return niveau, code, naam.strip()[:NAME_LENGTH]
    raise AreaSourceError(
        _(
            "Gebied %(number)d van de bron heeft een onbekend niveau: "
            "het heeft geen buurtcode, wijkcode of gemeentecode."
        )
        % {"number": number}
    )


def _check_nesting(properties: Mapping[str, Any], code: str, gemeentecode: str) -> None:
    """Check that the codes of the larger areas are the beginning of the code itself."""
    expected = {"gemeentecode": gemeentecode}
    if code.startswith("BU"):
        expected["wijkcode"] = f"WK{code[2:8]}"
    for attribute, wanted in expected.items():
        found = _value(properties, attribute)
        if found is not None and found != wanted:
            raise AreaSourceError(
                _("De codes van %(code)s passen niet bij elkaar: %(attribute)s is %(found)s.")
                % {"code": code, "attribute": attribute, "found": str(found)[:40]}
            )


def _year(properties: Mapping[str, Any], code: str) -> int:
    value = _value(properties, "jaar")
    text = str(value).removesuffix(".0")
    year = int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) else 0
    if year not in YEARS:
        raise AreaSourceError(
            _("Het gebied %(code)s heeft geen geldig jaar: %(value)s.")
            % {"code": code, "value": str(value)[:40]}
        )
    return year
