"""Mails to the sender of an idea about what the municipality did with it, beside its stage."""

from django.urls import reverse

from core.mail.outbox import queue_mail
from core.models import Gemeente
from ideeen.models import Idee


def address_of(idee: Idee) -> str:
    """Return the short address of an idea on its own site: it works whatever its title becomes."""
    return f"{idee.site.root_url}/idee/{idee.pk}/"


def objection_address(idee: Idee) -> str:
    return str(idee.site.root_url + reverse("ideeen:bezwaar", args=[idee.pk]))


def site_name(idee: Idee) -> str:
    return Gemeente.for_site(idee.site).naam or "Samenwijk"


def mail_sender(
    idee: Idee, gebeurtenis: str, onderwerp: str, *alineas: str, link: str = "", knop: str = ""
) -> bool:
    """Mail whoever sent in an idea, once for each `gebeurtenis`; say whether there is an address.

    An idea on paper has none: its page in the admin says how its sender can be reached.
    """
    sender = idee.indiener
    if sender is None or not sender.is_active:
        return False
    queue_mail(
        "idee_bericht",
        to=[sender.email],
        key=f"idee-{idee.pk}-{gebeurtenis}"[:200],
        context={
            "site_naam": site_name(idee),
            "naam": sender.public_name,
            "onderwerp": onderwerp,
            "alineas": [text for text in alineas if text],
            "link": link or address_of(idee),
            "knop": knop,
        },
    )
    return True
