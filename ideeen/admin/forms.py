"""The forms of what a moderator does with an idea."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deelname.models import Reden
from ideeen.admin.finding import find_other
from ideeen.admin.handeling import CleanTextField, HandelingForm, ReasonForm, text_area
from ideeen.models import Idee
from ideeen.services import bezwaar, moderation, moving, wording
from wijkpaginas.models import WijkPage


class ApproveForm(HandelingForm):
    intro = _("Het idee komt met zijn foto's op de site. De indiener krijgt een mail.")
    button = _("Goedkeuren en plaatsen")

    def do(self) -> Promise:
        moderation.approve(self.idee, self.user, seen=self.cleaned_data["gezien"])
        return _("Het idee staat op de site.")


class SeenForm(HandelingForm):
    intro = _("Dit idee ging vanzelf op de site. U geeft aan dat het er mag blijven staan.")
    button = _("Het is goed zo")

    def do(self) -> Promise:
        moderation.mark_seen(self.idee, self.user)
        return _("Genoteerd: dit idee is nagekeken.")


class ReleaseForm(HandelingForm):
    intro = _(
        "Dit idee leek op spam, of kwam samen met veel andere binnen. Na vrijgeven wacht het "
        "gewoon op goedkeuring."
    )
    button = _("Vrijgeven uit quarantaine")

    def do(self) -> Promise:
        moderation.release(self.idee, self.user)
        return _("Het idee is vrijgegeven. U kunt het nu goedkeuren.")


class ApproveVersionForm(HandelingForm):
    intro = _("De gewijzigde tekst en foto's komen in de plaats van wat er nu op de site staat.")
    button = _("Wijziging overnemen")

    def do(self) -> Promise:
        wording.approve_version(self.idee, self.user, seen=self.cleaned_data["gezien"])
        return _("De wijziging staat op de site. De indiener krijgt een mail.")


class RefuseVersionForm(HandelingForm):
    intro = _("Het idee blijft staan zoals het was. De indiener krijgt een mail.")
    button = _("Wijziging niet overnemen")
    text_field = "toelichting"

    toelichting = CleanTextField(
        max_length=4000,
        label=_("Waarom niet?"),
        error_messages={"required": _("Leg uit waarom u de wijziging niet overneemt.")},
    )

    def do(self) -> Promise:
        values = self.cleaned_data
        wording.refuse_version(self.idee, self.user, values["toelichting"], seen=values["gezien"])
        return _("De wijziging is niet overgenomen. De indiener krijgt een mail.")


class ReturnForm(HandelingForm):
    intro = _("De indiener krijgt een mail, past het idee aan en stuurt het opnieuw in.")
    button = _("Terugsturen")
    text_field = "toelichting"

    toelichting = CleanTextField(
        max_length=4000,
        label=_("Wat moet er anders?"),
        help_text=_("De indiener leest dit. Zeg precies wat er moet veranderen."),
        error_messages={"required": _("Schrijf op wat de indiener moet veranderen.")},
    )

    def do(self) -> Promise:
        moderation.return_to_sender(self.idee, self.user, self.cleaned_data["toelichting"])
        return _("Het idee is teruggestuurd. De indiener krijgt een mail.")


class RejectForm(ReasonForm):
    intro = _("Het idee komt niet op de site. De indiener krijgt een mail met de reden.")
    button = _("Niet plaatsen")
    soort = Reden.Soort.AFWIJZEN

    def do(self) -> Promise:
        values = self.cleaned_data
        moderation.reject(self.idee, self.user, values["reden"], values["toelichting"])
        return _("Het idee wordt niet geplaatst. De indiener krijgt een mail.")


class HideForm(ReasonForm):
    intro = _(
        "Het idee verdwijnt meteen van de site, met zijn foto's en reacties. De indiener krijgt "
        "een mail met de reden en kan één keer bezwaar maken."
    )
    button = _("Verbergen")
    soort = Reden.Soort.VERBERGEN

    def do(self) -> Promise:
        values = self.cleaned_data
        moderation.hide(self.idee, self.user, values["reden"], values["toelichting"])
        return _("Het idee is verborgen. De indiener krijgt een mail.")


class TakeBackForm(HandelingForm):
    button = _("Terugdraaien")

    @property
    def intro(self) -> str:  # type: ignore[override]  # it depends on the idea
        naar = moderation.stage_before(self.idee)
        return _("Het idee gaat terug naar: %(stadium)s.") % {"stadium": naar.label if naar else ""}

    def do(self) -> Promise:
        moderation.take_back(self.idee, self.user)
        return _("Het is teruggedraaid.")


class MoveForm(HandelingForm):
    intro = _("Het idee hoort daarna bij een andere wijk. De moderator daar gaat ermee verder.")
    button = _("Verplaatsen")

    wijk = forms.ModelChoiceField(queryset=WijkPage.objects.none(), label=_("Naar welke wijk?"))
    toelichting = CleanTextField(
        required=False, max_length=1000, label=_("Toelichting voor de indiener"),
        widget=text_area(3),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wijk"].queryset = moving.places_for(self.idee)  # type: ignore[attr-defined]

    def do(self) -> str:
        values = self.cleaned_data
        moving.move(self.idee, self.user, values["wijk"], values["toelichting"])
        return _("Het idee hoort nu bij %(wijk)s.") % {"wijk": values["wijk"].title}


class MergeForm(HandelingForm):
    intro = _(
        "Kies het idee dat blijft bestaan. Dit idee verwijst er dan naar. Wie dit idee steunde, "
        "krijgt de vraag of die steun mee mag naar het andere idee."
    )
    button = _("Samenvoegen")

    ander = forms.CharField(
        max_length=200,
        label=_("Nummer of woorden uit de titel van het andere idee"),
        error_messages={"required": _("Vul een nummer of woorden uit de titel in.")},
    )
    keuze = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=(),
        widget=forms.RadioSelect,
        label=_("Welk idee bedoelt u?"),
    )
    toelichting = CleanTextField(
        required=False, max_length=1000, label=_("Toelichting voor de indiener"),
        widget=text_area(3),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = str(self.data.get("ander", "")) if self.is_bound else ""
        self.found = find_other(self.idee, words)
        choices = [(row.pk, f"{row.pk}. {row.titel} ({row.wijk.title})") for row in self.found]
        self.fields["keuze"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            self.fields["keuze"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "ander" in self.errors:
            return values
        if not self.found:
            self.add_error(
                "ander", _("Er staat geen ander idee met dit nummer of deze woorden op de site.")
            )
            return values
        chosen = values.get("keuze")
        by_number = len(self.found) == 1 and str(self.found[0].pk) == values["ander"].strip(" #")
        if by_number:
            chosen = self.found[0].pk
        if chosen is None and "keuze" not in self.errors:
            self.add_error("keuze", _("Kies hieronder het goede idee."))
        values["idee"] = next((row for row in self.found if row.pk == chosen), None)
        return values

    def do(self) -> str:
        ander: Idee = self.cleaned_data["idee"]
        moving.merge(self.idee, self.user, ander, self.cleaned_data["toelichting"])
        return _("Dit idee verwijst nu naar ‘%(titel)s’.") % {"titel": ander.titel}


class CorrectForm(HandelingForm):
    intro = _(
        "Verbeter alleen tikfouten, of haal gegevens van iemand weg. Iedereen ziet de opmerking."
    )
    button = _("Verbeteren")

    titel = forms.CharField(max_length=120, label=_("Titel"))
    tekst = CleanTextField(max_length=5000, label=_("Tekst"))
    noot = forms.CharField(
        max_length=300,
        label=_("Opmerking bij de tekst"),
        help_text=_("Bijvoorbeeld: ‘De moderator heeft een telefoonnummer weggehaald.’"),
        error_messages={"required": _("Zeg erbij wat u hebt veranderd: iedereen leest dat.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in (
            ("titel", self.idee.titel),
            ("tekst", self.idee.tekst),
            ("noot", self.idee.redactie_noot),
        ):  # fmt: skip
            self.initial.setdefault(name, value)

    def clean_titel(self) -> str:
        return " ".join(str(self.cleaned_data["titel"]).split())

    def do(self) -> Promise:
        values = self.cleaned_data
        wording.correct(
            self.idee,
            self.user,
            titel=values["titel"],
            tekst=values["tekst"],
            noot=values["noot"],
            seen=values["gezien"],
        )
        return _("De tekst is verbeterd, met uw opmerking erbij.")


class AnswerForm(HandelingForm):
    intro = _("Uw reactie komt meteen onder het idee, met uw naam en uw rol.")
    button = _("Reactie plaatsen")
    text_field = "tekst"

    inzending = forms.UUIDField(widget=forms.HiddenInput)
    tekst = CleanTextField(max_length=2000, label=_("Reactie"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("inzending", uuid.uuid4())

    def do(self) -> Promise:
        values = self.cleaned_data
        wording.reply(self.idee, self.user, values["tekst"], values["inzending"])
        return _("Uw reactie staat onder het idee.")


class ObjectionForm(HandelingForm):
    intro = _(
        "Is het bezwaar terecht? Kies dan ‘Terugdraaien’. Anders legt u hier uit waarom niet."
    )
    button = _("Bezwaar afwijzen")
    text_field = "toelichting"

    toelichting = CleanTextField(
        max_length=4000,
        label=_("Waarom blijft het zo?"),
        error_messages={"required": _("Leg uit waarom het bezwaar wordt afgewezen.")},
    )

    def do(self) -> Promise:
        bezwaar.refuse(self.idee, self.user, self.cleaned_data["toelichting"])
        return _("Het bezwaar is afgewezen. De indiener krijgt een mail.")


def refusal(error: ValidationError, form: HandelingForm) -> None:
    """Put what a service refuses beside the field that it is about, or above the form."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)
