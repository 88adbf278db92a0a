from .edition import SiteEdition
from .gemeente import Gemeente
from .mail import OutgoingMail
from .media import SiteDocument, SiteImage, SiteRendition
from .municipal import MunicipalModel, MunicipalQuerySet
from .pages import BasePage

__all__ = [
    "BasePage",
    "Gemeente",
    "MunicipalModel",
    "MunicipalQuerySet",
    "OutgoingMail",
    "SiteDocument",
    "SiteEdition",
    "SiteImage",
    "SiteRendition",
]
