"""What people fill in when they do not agree with a moderator."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from deelname.models import WithObjection
from deelname.texts import clean_text


class ObjectionForm(forms.Form):
    """Asks why somebody does not agree."""

    bezwaar = forms.CharField(
        label=_("Waarom bent u het er niet mee eens?"),
        help_text=_("U kunt één keer bezwaar maken. Een moderator kijkt er dan nog eens naar."),
        max_length=WithObjection._meta.get_field("bezwaar").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Leg uit waarom u het er niet mee eens bent.")},
    )

    def clean_bezwaar(self) -> str:
        text = clean_text(self.cleaned_data["bezwaar"])
        if not text:
            raise ValidationError(self.fields["bezwaar"].error_messages["required"])
        return text
