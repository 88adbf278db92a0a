from .agenda import AgendaPage, EvenementPage
from .contact import Contactpersoon, Wijkcontact
from .groups import GemeenteGroup, WijkGroup
from .informatie import InformatiePage
from .nieuws import NieuwsIndexPage, NieuwsPage
from .standaardtekst import Standaardtekst
from .thema import Thema
from .voorbeelden import VoorbeeldenPage
from .wijk import WijkIndexPage, WijkPage

__all__ = [
    "AgendaPage",
    "Contactpersoon",
    "EvenementPage",
    "GemeenteGroup",
    "InformatiePage",
    "NieuwsIndexPage",
    "NieuwsPage",
    "Standaardtekst",
    "Thema",
    "VoorbeeldenPage",
    "WijkGroup",
    "WijkIndexPage",
    "WijkPage",
    "Wijkcontact",
]
