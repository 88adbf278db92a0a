"""What people fill in to say something, or to report it."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bewoners.forms.deelnemen import TakePartForm
from bewoners.names import EMAIL_ADDRESS
from deelname.models import Foto, Melding, Reactie
from deelname.photos.forms import TOO_MANY_PHOTOS
from deelname.photos.keeping import keep_upload, kept_for, preview_of
from deelname.texts import clean_text

LONGEST = Reactie._meta.get_field("tekst").max_length


def public_text(text: str) -> str:
    """Return what somebody wrote as it will be read; refuse what they would regret."""
    cleaned = clean_text(text)
    if not cleaned:
        raise ValidationError(_("Schrijf uw reactie op."), code="required")
    if EMAIL_ADDRESS.search(cleaned):
        raise ValidationError(
            _("Iedereen kan uw reactie lezen. Zet er daarom geen e-mailadres in."), code="address"
        )
    return cleaned


def _text_field() -> forms.CharField:
    return forms.CharField(
        label=_("Uw reactie"),
        help_text=_("Iedereen kan dit lezen, met uw naam erbij. Blijf vriendelijk."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schrijf uw reactie op.")},
    )


class EditForm(forms.Form):
    """Asks for the new words of a comment; of the municipality, whether to tell of them."""

    tekst = _text_field()
    laat_weten = forms.BooleanField(
        label=_("Laat het weten aan wie dit volgt"),
        help_text=_("Zij krijgen een mail. Bij een tikfout is dat niet nodig."),
        required=False,
    )

    def __init__(self, *args: Any, official: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not official:
            del self.fields["laat_weten"]

    def clean_tekst(self) -> str:
        return public_text(self.cleaned_data["tekst"])


class ReactieForm(TakePartForm):
    """Asks for a comment, and who writes it when the site does not know."""

    tekst = _text_field()
    foto = forms.FileField(
        label=_("Een foto erbij (dat hoeft niet)"),
        help_text=_("Zet geen mensen of kentekens herkenbaar op de foto. Ten hoogste 10 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=_("Wat staat er op de foto?"),
        help_text=_("Voor wie de foto niet kan zien."),
        max_length=Foto._meta.get_field("alt").max_length,
        required=False,
    )
    # The same for each time that this form is sent.
    inzending = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, may_upload: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_upload = may_upload
        self.fields["inzending"].initial = uuid.uuid4

    def clean_tekst(self) -> str:
        return public_text(self.cleaned_data["tekst"])

    def clean(self) -> dict[str, Any]:
        """Keep the photo too, so that it need not be sent again when something else is wrong."""
        cleaned = super().clean() or {}
        upload, inzending = cleaned.get("foto"), cleaned.get("inzending")
        if upload and not self.may_upload:
            self.add_error("foto", TOO_MANY_PHOTOS)
        elif upload and inzending:
            try:
                keep_upload(inzending, upload, cleaned.get("alt", ""))
            except ValidationError as error:
                self.add_error("foto", error)
        return cleaned

    @property
    def kept_photos(self) -> list[str]:
        """Return the photos that came with an earlier try, as addresses that hold them."""
        inzending = getattr(self, "cleaned_data", {}).get("inzending")
        return [preview_of(row) for row in kept_for(inzending)] if inzending else []


class MeldForm(forms.Form):
    """Asks what is wrong with something."""

    soort = forms.ChoiceField(
        label=_("Wat is er mis?"),
        # Nobody reports the first of the list because it stood there.
        choices=[("", _("Kies wat er mis is")), *Melding.Soort.choices],
        error_messages={"required": _("Kies wat er mis is.")},
    )
    toelichting = forms.CharField(
        label=_("Wilt u er iets bij vertellen? (dat hoeft niet)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_toelichting(self) -> str:
        return clean_text(self.cleaned_data["toelichting"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("soort") == Melding.Soort.ANDERS and not cleaned.get("toelichting"):
            self.add_error("toelichting", _("Vertel kort wat er mis is."))
        return cleaned
