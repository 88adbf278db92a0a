"""The forms with which neighbours are asked, and with which they answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideeen.judging.forms import JudgeForm
from ideeen.models import Burenantwoord
from ideeen.neighbours.addresses import MAX_BYTES, AddressList, read_addresses
from ideeen.neighbours.codes import LONGEST_TYPED
from ideeen.neighbours.letters import LetterError, check_fits
from ideeen.neighbours.retention import ADDRESSES
from ideeen.neighbours.services import last_days, start_check
from ideeen.printing import UNPRINTABLE

UNKNOWN_CODE = _(
    "Deze code werkt niet. Misschien is er een typefout gemaakt, is er met deze code al antwoord "
    "gegeven, of is de vraag gesloten."
)


class StartForm(JudgeForm):
    """Asks for the question, the last day and the list of addresses."""

    vraag = forms.CharField(
        label=_("Vraag aan de buren"),
        max_length=300,
        help_text=_("Eén zin, bijvoorbeeld: Wat vindt u van een bankje op deze plek?"),
    )
    toelichting = forms.CharField(
        label=_("Extra uitleg in de brief"),
        required=False,
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bijvoorbeeld waar het precies komt en hoe groot het is."),
    )
    sluit_op = forms.DateField(
        label=_("Laatste dag om te antwoorden"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Reken op een paar dagen voor de post."),
    )
    adressen = forms.FileField(
        label=_("Adressen (CSV)"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_(
            "Met boven de kolommen: naam, straat, huisnummer, postcode, plaats. De naam mag leeg "
            "blijven. Klopt een regel niet, dan wordt er niets ingelezen."
        ),
    )
    done = _("De burencheck is gestart.")

    def _printable(self, name: str) -> str:
        text: str = " ".join(self.cleaned_data[name].split())
        if UNPRINTABLE.search(text):
            raise forms.ValidationError(_("Hierin staat een teken dat niet op een brief past."))
        return text

    def clean_vraag(self) -> str:
        return self._printable("vraag")

    def clean_toelichting(self) -> str:
        return self._printable("toelichting")

    def clean_sluit_op(self) -> Any:
        day, (first, last) = self.cleaned_data["sluit_op"], last_days()
        if not first <= day <= last:
            words = _("Kies een dag van %(first)s tot en met %(last)s.")
            raise forms.ValidationError(
                words % {"first": f"{first:%d-%m-%Y}", "last": f"{last:%d-%m-%Y}"}
            )
        return day

    def clean_adressen(self) -> AddressList:
        file = self.cleaned_data["adressen"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot: hooguit 1 MB."))
        found = read_addresses(file.read())
        if found.errors:
            raise forms.ValidationError(found.errors)
        return found

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        values = self.cleaned_data
        if {"vraag", "toelichting", "sluit_op"} <= values.keys():
            texts = (values["vraag"], values["toelichting"])
            try:
                check_fits(self.idee, texts, values["sluit_op"], kept=ADDRESSES.term)
            except LetterError as error:
                self.add_error("toelichting", str(error))
        return cleaned

    def perform(self) -> None:
        values = self.cleaned_data
        texts = (values["vraag"], values["toelichting"])
        addresses = values["adressen"].addresses
        self.check = start_check(self.idee, texts, values["sluit_op"], addresses, door=self.user)


class CodeForm(forms.Form):
    """Asks for the code of the letter."""

    code = forms.CharField(
        label=_("Code uit de brief"),
        max_length=LONGEST_TYPED,
        help_text=_("Vier groepjes van vier. Hoofdletters en streepjes maken niet uit."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "sw-code",
            }
        ),
        error_messages={"required": _("Vul de code in."), "max_length": UNKNOWN_CODE},
    )


class AnswerForm(forms.Form):
    """Asks a neighbour for an answer, and a remark if they have one."""

    antwoord = forms.ChoiceField(
        label=_("Uw antwoord"),
        choices=Burenantwoord.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een antwoord."),
            "invalid_choice": _("Kies een antwoord."),
        },
    )
    opmerking = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen medewerkers van de gemeente lezen dit, samen met uw adres."),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        values = self.cleaned_data
        alone = values.get("antwoord") == Burenantwoord.OPMERKING
        if alone and "opmerking" in values and not values["opmerking"].strip():
            self.add_error("opmerking", _("Schrijf uw opmerking op."))
        return cleaned
