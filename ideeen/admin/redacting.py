"""The form with which a moderator takes words away, wherever they stand beside an idea."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ideeen.admin.handeling import HandelingForm
from ideeen.services.redacting import take_words_away


class TakeAwayForm(HandelingForm):
    intro = _(
        "Staat er een naam of telefoonnummer in een tekst van vroeger, of in een reactie? Hier "
        "haalt u die woorden overal bij dit idee weg: uit de tekst, uit wat er is veranderd, uit "
        "antwoorden en uit reacties. Er komt ‘(weggehaald)’ voor in de plaats. Dit kan niet terug."
    )
    button = _("Overal weghalen")

    woorden = forms.CharField(
        max_length=120,
        label=_("Welke woorden moeten weg?"),
        help_text=_("Precies zoals het er staat. Hoofdletters maken niet uit."),
        error_messages={"required": _("Vul in wat weg moet.")},
    )

    def do(self) -> str:
        number = take_words_away(self.idee, self.user, self.cleaned_data["woorden"])
        return ngettext(
            "Op %(number)d plaats weggehaald.", "Op %(number)d plaatsen weggehaald.", number
        ) % {"number": number}
