"""Ideas of residents, and the pages that show them."""

from .idee import Idee
from .page import IdeeenPage
from .stap import Stap

__all__ = ["Idee", "IdeeenPage", "Stap"]
