"""The forms with which moderators judge reports."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from deelname.models import Reactie, Reden
from deelname.texts import clean_text


class CommentForm(forms.Form):
    """Asks what the writer of a comment should know of what is decided."""

    toelichting = forms.CharField(
        required=False,
        max_length=4000,
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Wie de reactie schreef, leest dit in een mail."),
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, must_explain: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_explain = must_explain

    def clean_toelichting(self) -> str:
        text = clean_text(self.cleaned_data["toelichting"])
        if self.must_explain and not text:
            raise ValidationError(_("Leg uit waarom het bezwaar wordt afgewezen."))
        return text


class UpholdForm(CommentForm):
    """Asks for the reason with which what was reported is hidden; for a comment none is needed."""

    reden = forms.ModelChoiceField(
        queryset=Reden.objects.none(),
        required=False,
        label=gettext_lazy("Reden"),
        empty_label=gettext_lazy("Geen"),
    )
    field_order = ["reden", "toelichting"]

    def __init__(self, *args: Any, about: Any, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(about, Reactie):
            del self.fields["reden"]
            return
        self.fields["toelichting"].help_text = _("De indiener leest dit.")
        reasons = Reden.objects.for_site(site).filter(soort=Reden.Soort.VERBERGEN)
        self.fields["reden"].queryset = reasons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "reden" not in self.fields or self.errors:
            return values
        if not values.get("reden") and not values.get("toelichting"):
            self.add_error("reden", _("Kies een reden, of schrijf er een op."))
        elif values.get("reden") and not values.get("toelichting"):
            values["toelichting"] = values["reden"].uitleg
        return values
