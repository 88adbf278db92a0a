"""What the accounts themselves keep of a person; other apps register their own."""

from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from bewoners.models import GegevensExport, User
from bewoners.privacy.traces import mails_to
from core.models import AuditEntry
from core.personal_data import PersonalData, nothing_to_erase, register_personal_data


def addresses_of(user: User) -> set[str]:
    """Return the addresses that are proven to be somebody's: another may be of somebody else."""
    proven = EmailAddress.objects.filter(user=user, verified=True)
    return {user.email, *(row.email.lower() for row in proven)}


def _profile(user: User) -> dict[str, Any]:
    return {
        "nummer": user.pk,
        "e_mailadres": user.email,
        "naam_op_de_site": user.naam,
        "voornaam": user.first_name,
        "achternaam": user.last_name,
        "eigen_wijk": user.wijk.title if user.wijk else None,
        "foto": bool(user.foto),
        "account_sinds": user.date_joined,
        "laatst_ingelogd": user.last_login,
        "groepen": list(user.groups.order_by("name").values_list("name", flat=True)),
        "beheerder": user.is_superuser,
    }


def _profile_files(user: User) -> Iterable[FieldFile]:
    return [user.foto] if user.foto else []


def _names(user: User) -> set[str]:
    return {user.naam, f"{user.first_name} {user.last_name}", *addresses_of(user)}


def _email_addresses(user: User) -> list[dict[str, Any]]:
    return [
        {"adres": row.email, "bevestigd": row.verified, "hoofdadres": row.primary}
        for row in EmailAddress.objects.filter(user=user).order_by("pk")
    ]


def _devices(user: User) -> list[dict[str, Any]]:
    return [
        {
            "sinds": row.created_at,
            "laatst_gebruikt": row.last_seen_at,
            "internetadres": row.ip,
            "browser": row.user_agent,
        }
        for row in UserSession.objects.filter(user=user).order_by("pk")
    ]


def _second_steps(user: User) -> list[dict[str, Any]]:
    """Tell which there are; what is secret about them stays here."""
    return [
        {
            "soort": row.type,
            "naam": row.data.get("name", "") if row.type == Authenticator.Type.WEBAUTHN else "",
            "sinds": row.created_at,
            "laatst_gebruikt": row.last_used_at,
        }
        for row in Authenticator.objects.filter(user=user).order_by("pk")
    ]


def _organisations(user: User) -> list[dict[str, Any]]:
    return [
        {
            "organisatie": row.provider,
            "nummer_daar": row.uid,
            "gekoppeld_op": row.date_joined,
            "laatst_gebruikt": row.last_login,
            "gegevens": row.extra_data,
        }
        for row in SocialAccount.objects.filter(user=user).order_by("pk")
    ]


def _mails(user: User) -> Iterator[dict[str, Any]]:
    for mail in mails_to(addresses_of(user)):
        yield {
            "onderwerp": mail.subject,
            "tekst": mail.text,
            "gemaakt_op": mail.created_at,
            "verstuurd_op": mail.sent_at,
        }


def _looks(user: User) -> Iterator[dict[str, Any]]:
    """Tell what was done with the account, not by whom: that is about somebody else."""
    about = {"about_model": User._meta.label_lower, "about_id": str(user.pk)}
    for row in AuditEntry.objects.filter(**about).order_by("pk").iterator():
        yield {
            "moment": row.made_at,
            "handeling": row.get_action_display(),
            "velden": row.fields,
            "door_uzelf": row.actor_id == user.pk,
        }


def _exports(user: User) -> list[dict[str, Any]]:
    return [
        {"gevraagd_op": row.asked_at, "gemaakt_op": row.made_at}
        for row in GegevensExport.objects.filter(user=user).order_by("pk")
    ]


def _forget_exports(user: User) -> None:
    """Remove the downloads; one that is being made finds no row to belong to."""
    for export in GegevensExport.objects.filter(user=user):
        if export.file:
            export.file.delete(save=False)
    GegevensExport.objects.filter(user=user).delete()


register_personal_data(
    PersonalData(
        key="profiel",
        label=_("Uw profiel"),
        export=_profile,
        files=_profile_files,
        words=_names,
        # The account itself goes last: see `bewoners.privacy.erasing`.
        erase=nothing_to_erase,
        goes=_("Uw naam, e-mailadres, foto en gekozen wijk worden verwijderd."),
    ),
    PersonalData(
        key="e_mailadressen",
        label=_("Uw e-mailadressen"),
        export=_email_addresses,
        erase=lambda user: EmailAddress.objects.filter(user=user).delete(),
    ),
    PersonalData(
        key="apparaten",
        label=_("Apparaten waarop u bent ingelogd"),
        export=_devices,
        erase=lambda user: UserSession.objects.filter(user=user).delete(),
        goes=_(
            "De lijst van apparaten waarop u inlogde, wordt verwijderd. U wordt overal uitgelogd."
        ),
    ),
    PersonalData(
        key="tweede_stap",
        label=_("Extra stappen bij het inloggen"),
        export=_second_steps,
        erase=lambda user: Authenticator.objects.filter(user=user).delete(),
        goes=_("Uw wachtwoord, passkeys en andere manieren om in te loggen worden verwijderd."),
    ),
    PersonalData(
        key="organisaties",
        label=_("Organisaties waarmee u inlogt"),
        export=_organisations,
        erase=lambda user: SocialAccount.objects.filter(user=user).delete(),
    ),
    PersonalData(
        key="mails",
        label=_("Mails die wij u stuurden"),
        export=_mails,
        # With what other tables say of the person: see `bewoners.privacy.traces`.
        erase=nothing_to_erase,
        goes=_("Onze kopie van de mails die wij u stuurden, wordt verwijderd."),
    ),
    PersonalData(
        key="downloads",
        label=_("Eerdere downloads van uw gegevens"),
        export=_exports,
        erase=_forget_exports,
    ),
    PersonalData(
        key="logboek",
        label=_("Wanneer medewerkers uw account bekeken of wijzigden"),
        export=_looks,
        erase=nothing_to_erase,
        stays=_(
            "Het logboek van wat medewerkers met uw account deden. Daarin staat alleen een nummer."
        ),
    ),
)
