"""The forms on the page where an idea is judged."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from bewoners.models import User
from deelname.models import Reden
from ideeen.judging import services
from ideeen.judging.criteria import criteria_of
from ideeen.judging.people import judges_of
from ideeen.models import Idee, Uitkomst
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium, StepRefused

TOO_LATE = _("Dit kan niet meer: een collega was u voor. Bekijk hoe het er nu voor staat.")
PUBLIC_WORDS = _("Iedereen leest dit op de pagina van het idee.")


class JudgeForm(forms.Form):
    """One thing that who judges does with an idea; `perform` does it.

    What it can't do is said at the field, or above the form.
    """

    done: Any = ""

    def __init__(self, *args: Any, idee: Idee, user: User, **kwargs: Any) -> None:
        self.idee, self.user = idee, user
        super().__init__(*args, **kwargs)

    def perform(self) -> None:
        raise NotImplementedError

    def save(self) -> bool:
        """Do it when the form is complete; say whether it is done."""
        if not self.is_valid():
            return False
        try:
            self.perform()
        except StepRefused:
            self.add_error(None, TOO_LATE)
        except ValidationError as error:
            self._add(error)
        return self.is_valid()

    def _add(self, error: ValidationError) -> None:
        """Show an error at its field, or above the form when that isn't in it."""
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(self.fields)
        self.add_error(None, error if known else ValidationError(error.messages))


class PersonField(forms.ModelChoiceField[User]):
    """Asks for a colleague, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or obj.email


class HandlerForm(JudgeForm):
    """Asks who handles the idea."""

    behandelaar = PersonField(
        label=_("Behandelaar"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nog niemand"),
        help_text=_("Alleen collega's die in deze wijk regisseur zijn. Dit staat niet op de site."),
    )
    done = _("De behandelaar is opgeslagen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["behandelaar"]
        field.queryset = judges_of(self.idee.wijk)
        self.initial.setdefault("behandelaar", self.idee.behandelaar_id)

    def perform(self) -> None:
        services.set_handler(self.idee, self.cleaned_data["behandelaar"], door=self.user)


class PromiseForm(JudgeForm):
    """Asks for another day, and why."""

    beloofd_op = forms.DateField(
        label=_("Nieuwe datum"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reden = forms.CharField(
        label=_("Waarom verandert de datum?"), max_length=300, help_text=PUBLIC_WORDS
    )
    done = _("De nieuwe datum staat op de site.")

    def perform(self) -> None:
        values = self.cleaned_data
        services.move_promise(self.idee, values["beloofd_op"], values["reden"], door=self.user)


class CriteriaForm(JudgeForm):
    """Asks what was found, by criterion.

    What somebody left as they saw it stays what it is by now: a colleague may work on it too.
    """

    done = _("De criteria zijn opgeslagen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria_of(self.idee))
        for criterium in self.criteria:
            self.fields[f"waarde_{criterium.pk}"] = forms.ChoiceField(
                label=_("Uitkomst"),
                choices=Uitkomst.Waarde.choices,
                initial=criterium.waarde or Uitkomst.Waarde.ONBEKEND,
                show_hidden_initial=True,
            )
            self.fields[f"toelichting_{criterium.pk}"] = forms.CharField(
                label=_("Toelichting"),
                required=False,
                max_length=1000,
                initial=criterium.toelichting or "",
                show_hidden_initial=True,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=PUBLIC_WORDS,
            )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return each criterion with its two fields."""
        return [
            (row, self[f"waarde_{row.pk}"], self[f"toelichting_{row.pk}"]) for row in self.criteria
        ]

    def as_seen(self) -> str:
        """Return the hidden fields that say what somebody saw when they began."""
        hidden = ((self[name].as_hidden(only_initial=True),) for name in self.fields)
        return format_html_join("", "{}", hidden)

    def perform(self) -> None:
        found = {
            row.pk: (self._now(f"waarde_{row.pk}"), self._now(f"toelichting_{row.pk}").strip())
            for row in self.criteria
        }
        services.record_outcomes(self.idee, found, door=self.user)

    def _now(self, name: str) -> Any:
        return self.cleaned_data[name] if name in self.changed_data else self.fields[name].initial


class DecisionForm(JudgeForm):
    """Asks for the answer of the municipality."""

    OUTCOMES = (
        (Stadium.OPGEPAKT, _("Opgepakt: wij gaan hiermee aan de slag")),
        (Stadium.NIET_HAALBAAR, _("Niet haalbaar")),
    )
    besluit = forms.ChoiceField(label=_("Besluit"), choices=OUTCOMES, widget=forms.RadioSelect)
    reden = forms.ModelChoiceField(
        label=_("Reden"),
        queryset=Reden.objects.none(),
        required=False,
        empty_label=_("geen van deze"),
        help_text=_("Alleen bij ‘Niet haalbaar’. Zo vinden anderen dit antwoord terug."),
    )
    toelichting = forms.CharField(
        label=_("Uitleg"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Wat gebeurt er nu, of waarom kan het niet? Iedereen leest dit."),
    )
    done = _("Het antwoord staat op de site. Wie het idee steunt of volgt, hoort het.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reden"]
        field.queryset = Reden.objects.filter(
            site=self.idee.site_id, soort=Reden.Soort.NIET_HAALBAAR
        )

    def perform(self) -> None:
        naar = Stadium(self.cleaned_data["besluit"])
        reden = self.cleaned_data["reden"] if naar == Stadium.NIET_HAALBAAR else None
        take_step(self, naar, reden=reden)


class TakeUpForm(JudgeForm):
    """Takes an idea up for judging before it has the support that is asked."""

    toelichting = forms.CharField(
        label=_("Waarom nu al?"), required=False, max_length=1000, help_text=PUBLIC_WORDS
    )
    done = _("Het idee is nu in beoordeling.")

    def perform(self) -> None:
        take_step(self, Stadium.BEOORDELING)


class SendBackForm(JudgeForm):
    """Sends an idea back that was taken up by mistake."""

    toelichting = forms.CharField(
        label=_("Waarom gaat het terug?"), max_length=1000, help_text=PUBLIC_WORDS
    )
    done = _("Het idee verzamelt weer steun.")

    def perform(self) -> None:
        take_step(self, Stadium.GEPLAATST)


class ReopenForm(JudgeForm):
    """Has an idea judged once more."""

    toelichting = forms.CharField(
        label=_("Waarom kijkt u er opnieuw naar?"), max_length=1000, help_text=PUBLIC_WORDS
    )
    done = _("Het idee is weer in beoordeling.")

    def perform(self) -> None:
        take_step(self, Stadium.BEOORDELING)


class ChangeAnswerForm(JudgeForm):
    """Asks for other words of the answer; the outcome stays what it is."""

    antwoord = forms.CharField(
        label=_("Uitleg"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Iedereen leest dit, en ziet in ‘De weg van dit idee’ wat u veranderde."),
    )
    reden = forms.ModelChoiceField(
        label=_("Reden"),
        queryset=Reden.objects.none(),
        required=False,
        empty_label=_("geen van deze"),
    )
    laat_weten = forms.BooleanField(
        label=_("Laat het de indiener weten, en wie het idee steunt of volgt"),
        required=False,
        help_text=_("Zij krijgen een mail. Bij een tikfout is dat niet nodig."),
    )
    done = _("Het antwoord is aangepast.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"antwoord": self.idee.antwoord, "reden": self.idee.reden_id})
        if self.idee.stadium != Stadium.NIET_HAALBAAR:
            del self.fields["reden"]
            return
        field: Any = self.fields["reden"]
        field.queryset = Reden.objects.filter(
            site=self.idee.site_id, soort=Reden.Soort.NIET_HAALBAAR
        )

    def perform(self) -> None:
        values = self.cleaned_data
        services.change_answer(
            self.idee, values["antwoord"], values.get("reden"),
            door=self.user, tell=values["laat_weten"],
        )  # fmt: skip


def take_step(form: JudgeForm, naar: Stadium, reden: Reden | None = None) -> None:
    """Take a step in the name of who judges, with the words of the form."""
    change_stage(
        form.idee,
        naar,
        rol=Rol.REGISSEUR,
        door=form.user,
        toelichting=form.cleaned_data["toelichting"].strip(),
        reden=reden,
    )
