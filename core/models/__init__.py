from .gemeente import Gemeente
from .mail import OutgoingMail
from .media import SiteDocument, SiteImage, SiteRendition
from .pages import BasePage

__all__ = ["BasePage", "Gemeente", "OutgoingMail", "SiteDocument", "SiteImage", "SiteRendition"]
