"""The people who can log in to the demo."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.crypto import get_random_string
from wagtail.models import Site

from bewoners.consent.versions import current_text, record_consent
from bewoners.models import User

DOMAIN = "waterhage.example"


def load_accounts(site: Site) -> list[tuple[str, str, str]]:
    """Make one account per kind of visitor; return address, password and role of each.

    The password is a known one on a laptop only: elsewhere each load draws a new one.
    """
    password = settings.DEMO_PASSWORD or get_random_string(20)
    roles = {
        "beheer": ("Bea", "Heer", "beheerder: mag alles"),
        "communicatie": ("Coen", "Municatie", "werkt aan alles van de gemeente"),
        "eindredactie": ("Eefje", "Redactie", "publiceert in het Havenkwartier"),
        "redactie": ("Rik", "Redactie", "schrijft in het Havenkwartier"),
        "moderator": ("Mo", "Derator", "beoordeelt in het Havenkwartier wat bewoners insturen"),
        "regisseur": ("Renske", "Bosma", "voert de regie in het Havenkwartier"),
        "wijkmanager": ("Wilma", "Manager", "is het aanspreekpunt van het Havenkwartier"),
        "bewoner": ("Bo", "Bewoner", "woont in het Havenkwartier"),
    }
    logins = []
    for name, (first, last, role) in roles.items():
        user = User.objects.filter(email=f"{name}@{DOMAIN}").first() or User(
            email=f"{name}@{DOMAIN}"
        )
        user.first_name, user.last_name = first, last
        user.is_staff = user.is_superuser = name == "beheer"
        user.set_password(password)
        user.save()
        # As if they had typed in the code once: nobody reads the mail of the demo's addresses.
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        record_consent(user, site, current_text(site).versie)
        user.groups.set(
            Group.objects.filter(
                Q(
                    wijk_group__wijk__slug="havenkwartier",
                    wijk_group__role=name,
                    wijk_group__wijk__url_path__contains="/demo-waterhage/",
                )
                | Q(
                    gemeente_group__role=name,
                    gemeente_group__site__root_page__slug="demo-waterhage",
                )
            )
        )
        logins.append((user.email, password, role))
    return logins
