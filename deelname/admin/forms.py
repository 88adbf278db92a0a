"""The forms with which moderators judge reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from deelname.models import Reactie, Reden
from deelname.texts import clean_text


class UpholdForm(forms.Form):
    """Asks for the reason with which what was reported is hidden; for a comment none is needed."""

    reden = forms.ModelChoiceField(
        queryset=Reden.objects.none(),
        required=False,
        label=gettext_lazy("Reden"),
        empty_label=gettext_lazy("Geen"),
    )
    toelichting = forms.CharField(
        required=False,
        max_length=4000,
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("De indiener leest dit."),
        widget=AdminAutoHeightTextInput(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, about: Any, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(about, Reactie):
            self.fields.clear()
            return
        reasons = Reden.objects.for_site(site).filter(soort=Reden.Soort.VERBERGEN)
        self.fields["reden"].queryset = reasons  # type: ignore[attr-defined]

    def clean_toelichting(self) -> str:
        return clean_text(self.cleaned_data["toelichting"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "reden" not in self.fields or self.errors:
            return values
        if not values.get("reden") and not values.get("toelichting"):
            self.add_error("reden", _("Kies een reden, of schrijf er een op."))
        elif values.get("reden") and not values.get("toelichting"):
            values["toelichting"] = values["reden"].uitleg
        return values
