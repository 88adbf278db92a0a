from .agenda import AgendaPage, EvenementPage
from .contact import Contactpersoon, Wijkcontact
from .groups import WijkGroup
from .informatie import InformatiePage
from .nieuws import NieuwsIndexPage, NieuwsPage
from .wijk import WijkIndexPage, WijkPage

__all__ = [
    "AgendaPage",
    "Contactpersoon",
    "EvenementPage",
    "InformatiePage",
    "NieuwsIndexPage",
    "NieuwsPage",
    "WijkGroup",
    "WijkIndexPage",
    "WijkPage",
    "Wijkcontact",
]
