"""Mails about something that people take part in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.urls import reverse
from wagtail.models import Site

from bewoners.models import User
from core.editions import current
from core.mail.outbox import queue_mail
from core.models import Gemeente
from deelname.models import Onderwerp
from deelname.subjects import find_subject, subject_of

SALT = "deelname.afmelden"


def full_address(onderwerp: Any) -> str:
    """Return where it is, for who is not on the site."""
    return f"{onderwerp.site.root_url}{subject_of(onderwerp).address(onderwerp)}"


def site_name(site: Site) -> str:
    """Return what the municipality calls itself."""

    def find() -> str:
        return str(Gemeente.for_site(site).naam or site.site_name or "Samenwijk")

    edition = current()
    is_here = edition is not None and edition.site_id == site.pk
    return edition.remember("name in mails", find) if edition and is_here else find()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says: paragraphs, words of somebody that are quoted, and where it leads to."""

    subject: str
    paragraphs: Sequence[str]
    quote: str = ""
    quote_label: str = ""
    after: Sequence[str] = ()
    button: str = ""
    link: str = ""


def mail_about(
    letter: Letter, user: User | None, onderwerp: Any, *, key: str, may_stop: bool = False
) -> None:
    """Write to somebody about a thing, once per key; who has no account any more gets nothing.

    `may_stop` adds a link, and a header for mail programs, with which they get no more of it.
    """
    if user is None or not user.is_active:
        return
    stop = stop_address(onderwerp, user) if may_stop else ""
    one_click = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    queue_mail(
        "bericht",
        to=[user.email],
        key=key,
        context={
            "brief": letter,
            "naam": user.public_name,
            "link": letter.link or full_address(onderwerp),
            "site_naam": site_name(onderwerp.site),
            "afmelden": stop,
        },
        headers=one_click if stop else None,
    )


def stop_address(onderwerp: Any, user: User) -> str:
    """Return the link that stops the mails of one person about one thing, and does nothing else."""
    token = signing.dumps([subject_of(onderwerp).key, onderwerp.pk, user.pk], salt=SALT)
    return f"{onderwerp.site.root_url}{reverse('deelname:stop_mails', args=[token])}"


def read_stop_token(token: str, site: Site | None) -> tuple[Onderwerp, User] | None:
    """Return whose mails about what a link stops; None when it is not ours or not of this site."""
    try:
        key, onderwerp_pk, user_pk = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    subject = find_subject(key)
    if subject is None or site is None:
        return None
    things: Any = subject.model._default_manager
    onderwerp = things.filter(pk=onderwerp_pk, site=site).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    return (onderwerp, user) if onderwerp and user else None
