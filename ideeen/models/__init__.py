"""Ideas of residents, and the pages that show them."""

from .burencheck import Burenantwoord, Burencheck, BurencheckAdres
from .criterium import Criterium, Uitkomst
from .idee import Idee
from .nakijken import Nakijken
from .page import IdeeenPage
from .stap import Stap

__all__ = [
    "Burenantwoord",
    "Burencheck",
    "BurencheckAdres",
    "Criterium",
    "Idee",
    "IdeeenPage",
    "Nakijken",
    "Stap",
    "Uitkomst",
]
