"""The form in which an administrator configures a log-in service."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet

from bewoners.models import Aanmelddienst
from bewoners.municipal_groups import groups_of
from bewoners.organisations.groups import forget_people

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


class AanmelddienstForm(WagtailAdminModelForm):
    """Takes the secret, and never shows it again."""

    geheim = forms.CharField(
        label=_("geheim"),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Het client-secret van de dienst. Het wordt versleuteld bewaard en nooit meer "
            "getoond. Laat dit leeg om het bewaarde geheim te houden."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # People are known by it from then on.
            self.fields["sleutel"].disabled = True

    def clean_geheim(self) -> str:
        secret: str = self.cleaned_data["geheim"]
        if not secret and not self.instance.pk:
            raise forms.ValidationError(_("Vul het geheim in dat u van de dienst kreeg."))
        return secret

    def clean_adres(self) -> str:
        """Want an address that nobody on the way can answer for."""
        address: str = self.cleaned_data["adres"]
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in OWN_MACHINE:
            raise forms.ValidationError(_("Het adres moet beginnen met https://."))
        if parts.username or parts.query or parts.fragment:
            raise forms.ValidationError(_("Vul alleen het adres in, zonder toevoegingen."))
        return address

    def clean_domeinen(self) -> str:
        """Keep one domain a line, in lower case and without the sign that stands before it."""
        found = [word.lower().lstrip("@") for word in self.cleaned_data["domeinen"].split()]
        for domain in found:
            if not DOMAIN.fullmatch(domain):
                raise forms.ValidationError(
                    _("Dit is geen domein: %(domain)s"), params={"domain": domain}
                )
        return "\n".join(found)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("maakt_accounts") and not cleaned.get("domeinen"):
            self.add_error("domeinen", _("Vul in voor welke e-mailadressen u accounts maakt."))
        return cleaned

    def is_valid(self) -> bool:
        """Also look at the groups, which are only complete together with the municipality."""
        valid: bool = super().is_valid()
        return valid and not self._groups_of_others()

    def _groups_of_others(self) -> bool:
        own = set(groups_of(self.cleaned_data["site"]).values_list("pk", flat=True))
        wrong = False
        for row in self.formsets["toekenningen"].forms:
            data = row.cleaned_data
            if data and not data.get("DELETE") and data["groep"].pk not in own:
                row.add_error("groep", _("Deze groep hoort niet bij deze gemeente."))
                wrong = True
        return wrong

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's
        if self.cleaned_data["geheim"]:
            self.instance.geheim = self.cleaned_data["geheim"]
        if self.instance.pk and {"adres", "persoonsclaim"} & set(self.changed_data):
            # The same name may be somebody else there.
            forget_people(self.instance)
        return super().save(commit)


Aanmelddienst.base_form_class = AanmelddienstForm


class AanmelddienstViewSet(ModelViewSet):
    """For administrators only: who decides about logging in, decides about everything."""

    model = Aanmelddienst
    icon = "key"
    menu_label = _("Inloggen via organisatie")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["naam", "site", "adres", "actief"]
    list_filter = ["site", "actief"]
    search_fields = ["naam"]
    search_backend_name = None

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer nothing of it in the form of a group."""
        return Permission.objects.none()


aanmelddienst_viewset: Any = AanmelddienstViewSet("aanmelddiensten")
