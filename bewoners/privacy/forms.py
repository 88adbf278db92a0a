"""Being sure."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeleteAccountForm(forms.Form):
    """One box that has to be ticked."""

    zeker = forms.BooleanField(
        label=_("Ja, verwijder mijn account. Ik weet dat dit niet terug te draaien is."),
        error_messages={
            "required": _("Vink dit vakje aan als u uw account echt wilt verwijderen.")
        },
    )
