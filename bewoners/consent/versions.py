"""The text that people agree to when they take part, and who agreed to which version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from bewoners.models import Toestemming, Toestemmingstekst, User
from core.models import Gemeente

# What holds until a municipality writes a text of its own; it stands in a template.
BUILT_IN = 0


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A version of the text; without a `tekst` it is the built-in one."""

    versie: int
    tekst: str
    geldig_vanaf: datetime | None

    @property
    def url(self) -> str:
        return reverse("deelnemen:consent_text", args=[self.versie])


def valid_texts(site: Site) -> "QuerySet[Toestemmingstekst]":
    """Return the versions that hold, or held, the newest first."""
    found = Toestemmingstekst.objects.for_site(site).filter(geldig_vanaf__lte=timezone.now())
    return found.order_by("-versie")


def current_text(site: Site) -> ConsentText:
    """Return what people agree to now."""
    row = valid_texts(site).first()
    return _as_text(row) if row else ConsentText(BUILT_IN, "", None)


def text_of(site: Site, versie: int) -> ConsentText | None:
    """Return a version that holds or held; None when there is none such."""
    if versie == BUILT_IN:
        return ConsentText(BUILT_IN, "", None)
    row = valid_texts(site).filter(versie=versie).first() if versie < 2**31 else None
    return _as_text(row) if row else None


def _as_text(row: Toestemmingstekst) -> ConsentText:
    return ConsentText(row.versie, row.tekst, row.geldig_vanaf)


def record_consent(
    user: User, site: Site, versie: int, moment: datetime | None = None
) -> Toestemming:
    """Note that somebody agreed to a version; once per version."""
    row, _created = Toestemming.objects.get_or_create(
        user=user, site=site, versie=versie, defaults={"given_at": moment or timezone.now()}
    )
    return row


@dataclass(frozen=True, slots=True)
class Question:
    """Whether somebody agrees to a text; `is_new` when they agreed to an earlier one."""

    text: ConsentText
    is_new: bool


def open_question(user: User, site: Site) -> Question | None:
    """Return what somebody has to agree to on this site, or None.

    Asked too is who logged in to an account that another made with their address, or that they
    have from another municipality. Staff work under the rules of their employer.
    """
    given = Toestemming.objects.filter(user=user, site=site).order_by("-versie").first()
    if given is None and user.has_perm("wagtailadmin.access_admin"):
        return None
    text = current_text(site)
    if given and given.versie >= text.versie:
        return None
    return Question(text, is_new=given is not None)


def minimum_age(site: Site) -> int:
    """Return the age from which people may take part; 0 when nothing is asked."""
    return Gemeente.for_site(site).minimumleeftijd


def exported(user: User) -> list[dict[str, Any]]:
    """Return what somebody agreed to, for their own copy."""
    rows = Toestemming.objects.filter(user=user).select_related("site")
    return [
        {"site": row.site.hostname, "versie": row.versie, "gegeven_op": row.given_at}
        for row in rows
    ]
