from .audit import AuditEntry
from .edition import SiteEdition
from .gemeente import Gemeente
from .mail import OutgoingMail
from .media import SiteDocument, SiteImage, SiteRendition
from .municipal import BeginningModel, MunicipalModel, MunicipalQuerySet
from .opruiming import Opruiming
from .pages import BasePage

__all__ = [
    "AuditEntry",
    "BasePage",
    "BeginningModel",
    "Gemeente",
    "MunicipalModel",
    "MunicipalQuerySet",
    "Opruiming",
    "OutgoingMail",
    "SiteDocument",
    "SiteEdition",
    "SiteImage",
    "SiteRendition",
]
