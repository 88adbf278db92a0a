"""The form of an action on an idea, with what such forms have in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from bewoners.models import User
from deelname.models import Antwoordtekst, Reden
from deelname.texts import clean_text
from ideeen.models import Idee
from ideeen.services.acting import fingerprint

# The name of the button that puts a standard text into the field, for who has no JavaScript.
INSERT = "invoegen"


def text_area(rows: int = 6) -> forms.Textarea:
    return AdminAutoHeightTextInput(attrs={"rows": rows})


class CleanTextField(forms.CharField):
    """Text of several lines without signs that nobody can see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", text_area())
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        plain = super().to_python(value)
        return clean_text(plain) if plain else plain


class HandelingForm(forms.Form):
    """Asks what an action needs to know, and does it.

    `intro` says what will happen. `button` is what the person presses.
    """

    intro: str | Promise = ""
    button: str | Promise = _("Opslaan")
    # The field into which standard texts go.
    text_field = ""

    # What the person saw of the idea.
    gezien = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, idee: Idee, user: User, **kwargs: Any) -> None:
        self.idee = idee
        self.user = user
        kwargs.setdefault("prefix", None)
        super().__init__(*args, **kwargs)
        self.initial.setdefault("gezien", fingerprint(idee) if not self.is_bound else "")
        if self.text_field:
            self._offer_texts()

    def do(self) -> str | Promise:
        """Do it with what was filled in, and return what to tell the person."""
        raise NotImplementedError

    def inserted(self) -> dict[str, Any]:
        """Return what was filled in, with the chosen reason and text put into the field."""
        values = {name: self.data.get(name, "") for name in self.fields}
        parts = [values.get(self.text_field, "").strip()]
        for name, attribute in (("reden", "uitleg"), ("standaardtekst", "tekst")):
            chosen = self._chosen(name)
            text = getattr(chosen, attribute, "")
            if text and text not in parts[0]:
                parts.append(text)
        values[self.text_field] = "\n\n".join(part for part in parts if part)
        values["standaardtekst"] = ""
        return values

    def _chosen(self, name: str) -> Any:
        if name not in self.fields:
            return None
        try:
            return self.fields[name].clean(self.data.get(name))
        except ValidationError:
            return None

    def _offer_texts(self) -> None:
        texts = Antwoordtekst.objects.for_site(self.idee.site)
        choices = forms.ModelChoiceField(
            queryset=texts,
            required=False,
            label=_("Standaardtekst"),
            empty_label=_("Geen"),
            help_text=_("Kies een tekst en druk op ‘Tekst invoegen’. Daarna kunt u hem aanpassen."),
        )
        fields = list(self.fields.items())
        place = [name for name, _field in fields].index(self.text_field)
        fields.insert(place, ("standaardtekst", choices))
        self.fields = dict(fields)


class ReasonForm(HandelingForm):
    """Asks for one of the municipality's reasons, for words, or for both."""

    soort = Reden.Soort.AFWIJZEN
    text_field = "toelichting"

    reden = forms.ModelChoiceField(
        queryset=Reden.objects.none(), required=False, label=_("Reden"), empty_label=_("Geen")
    )
    toelichting = CleanTextField(
        required=False,
        max_length=4000,
        label=_("Toelichting"),
        help_text=_("De indiener leest dit. Schrijf vriendelijk en duidelijk."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = Reden.objects.for_site(self.idee.site).filter(soort=self.soort)
        self.fields["reden"].queryset = reasons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        reden, words = values.get("reden"), values.get("toelichting", "")
        if not reden and not words and "toelichting" not in self.errors:
            self.add_error("reden", _("Kies een reden, of schrijf er een op."))
        if reden and not words:
            # What the municipality always says with this reason.
            values["toelichting"] = reden.uitleg
        return values
