"""What people tell about themselves."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from bewoners.models import User
from bewoners.portraits import clean_portrait
from bewoners.wijken import find_wijk, open_wijken
from core.pictures.intake import CleanPicture

ADDRESS_LENGTH = 100


class PortraitUploadField(forms.FileField):
    """Takes a picture in; what comes out was drawn anew and can be stored."""

    def to_python(self, data: Any) -> CleanPicture | None:
        upload = super().to_python(data)
        return clean_portrait(upload, name=upload.name) if upload else None


class ProfileForm(forms.ModelForm[User]):
    """The name on the site, the own neighbourhood and the picture."""

    wijk = forms.ModelChoiceField(
        label=_("Uw wijk"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=_("Geen wijk gekozen"),
        error_messages={"invalid_choice": _("Kies een wijk uit de lijst.")},
    )
    adres = forms.CharField(
        label=_("Of zoek uw wijk met uw postcode of adres"),
        help_text=_("Wij gebruiken dit om uw wijk te vinden. Wij bewaren het niet."),
        max_length=ADDRESS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    nieuwe_foto = PortraitUploadField(
        label=_("Foto (hoeft niet)"),
        help_text=_("Wij maken er een klein vierkant van, zonder de plek waar hij gemaakt is."),
        required=False,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
            "invalid": _("Het versturen van de foto is niet gelukt. Probeer het nog een keer."),
            "max_length": _("De naam van dit bestand is te lang."),
        },
    )
    foto_weg = forms.BooleanField(label=_("Haal mijn foto weg"), required=False)

    class Meta:
        model = User
        fields = ("naam", "wijk")
        labels = {"naam": _("Uw naam op de site")}
        widgets = {
            "naam": forms.TextInput(attrs={"autocomplete": "nickname"}),
        }

    def __init__(self, *args: Any, site: Site | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        self.fields["naam"].required = True
        self.fields["naam"].error_messages["required"] = _("Vul een naam in.")
        choices = open_wijken(site)
        # Who moved to this municipality keeps the neighbourhood elsewhere until they choose.
        own = Q(pk__in=choices.values("pk")) | Q(pk=self.instance.wijk_id)
        wijk = cast("forms.ModelChoiceField[Page]", self.fields["wijk"])
        wijk.queryset = Page.objects.filter(own).order_by("title")
        if not choices:
            del self.fields["wijk"], self.fields["adres"]
        if not self.instance.foto:
            del self.fields["foto_weg"]

    def clean_adres(self) -> str:
        address: str = self.cleaned_data["adres"]
        if address:
            wijk = find_wijk(address, self.site)
            if wijk is None:
                raise ValidationError(
                    _("Bij dit adres vinden wij geen wijk. Kies uw wijk in de lijst."),
                    code="unknown",
                )
            self.cleaned_data["wijk"] = wijk
        return address

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002  # as Django has it
        if self.cleaned_data.get("nieuwe_foto"):
            picture = self.cleaned_data["nieuwe_foto"]
            self.instance.foto.save(picture.name, picture, save=False)
        elif self.cleaned_data.get("foto_weg"):
            self.instance.foto = ""
        return super().save(commit)
