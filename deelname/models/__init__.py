"""What every kind of thing that people take part in has in common."""

from .bezwaar import OPEN_OBJECTION, WithObjection
from .foto import Foto, TijdelijkeFoto
from .gebeurtenis import Gebeurtenis
from .melding import Melding
from .onderwerp import AboutOnderwerp, AboutQuerySet, Onderwerp
from .reactie import Reactie
from .rondschrijven import Rondschrijven
from .steun import Steun
from .teksten import Antwoordtekst, Reden
from .volging import Volging

__all__ = [
    "OPEN_OBJECTION",
    "AboutOnderwerp",
    "AboutQuerySet",
    "Antwoordtekst",
    "Foto",
    "Gebeurtenis",
    "Melding",
    "Onderwerp",
    "Reactie",
    "Reden",
    "Rondschrijven",
    "Steun",
    "TijdelijkeFoto",
    "Volging",
    "WithObjection",
]
