from .aanmelddienst import Aanmelddienst, GekregenGroep, Groepstoekenning
from .bevestiging import Bevestiging
from .inactiviteit import Inactiviteit
from .privacy import GegevensExport, Verwijdering
from .toestemming import Toestemming, Toestemmingstekst
from .user import User
from .volger import Volger

__all__ = [
    "Aanmelddienst",
    "Bevestiging",
    "GegevensExport",
    "GekregenGroep",
    "Groepstoekenning",
    "Inactiviteit",
    "Toestemming",
    "Toestemmingstekst",
    "User",
    "Verwijdering",
    "Volger",
]
