"""The fields of an idea, for who sends one in and for who changes one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from bewoners.forms.deelnemen import TakePartForm
from bewoners.names import EMAIL_ADDRESS
from core.roles import badges, roles_of
from deelname.texts import clean_text
from ideeen.models import Idee
from ideeen.sending.places import (
    SeveralPlacesError,
    Spot,
    find_spot,
    read_point,
    spot_at,
    wijken_with_ideas,
)
from kaart.cells import cell_of
from kaart.geocoding import is_available
from wijkpaginas.models import Thema, WijkPage

PUNT, ADRES, WIJK = "punt", "adres", "wijk"
MIN_LETTERS = 3
# What is wrong is told in this order.
PLACES_ON_PAGE = ["titel", "tekst", "thema", "plek", "wijk", "adres", "namens"]


class Radios(forms.RadioSelect):
    """Radio buttons of which the first is what a message about them leads to."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_0" if id_ and index is None else super().id_for_label(id_, index)


def may_speak_for(user: Any, wijk: WijkPage) -> bool:
    """Say whether somebody may send in an idea of the municipality itself."""
    if not user.is_authenticated:
        return False
    return bool(user.is_superuser or user.pk in badges([user.pk], wijk))


def _refuse_address(text: str) -> None:
    if EMAIL_ADDRESS.search(text):
        raise ValidationError(
            _("Iedereen kan uw idee lezen. Zet er daarom geen e-mailadres in."), code="address"
        )


class IdeaFields(TakePartForm):
    """What an idea says, and where it is about.

    A visitor whom the site does not know is asked for a name and an address too.

    `wijk` is the neighbourhood whose form this is; without one the form asks for it. Once valid,
    `self.wijk` is the one that the idea belongs to, and `self.spot` its point, if it has one.
    """

    titel = forms.CharField(
        label=_("Uw idee in één zin"),
        help_text=_("Bijvoorbeeld: een bankje bij de vijver."),
        max_length=120,
        error_messages={
            "required": _("Vul in wat uw idee is."),
            "max_length": _("Maak de zin korter: hoogstens %(limit_value)d tekens."),
        },
    )
    tekst = forms.CharField(
        label=_("Leg uw idee uit"),
        help_text=_("Wat wilt u, waarom, en voor wie? Vul geen namen of telefoonnummers in."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Leg uit wat u wilt."),
            "max_length": _("Maak uw uitleg korter: hoogstens %(limit_value)d tekens."),
        },
    )
    thema = forms.ModelChoiceField(
        label=_("Onderwerp"),
        queryset=Thema.objects.none(),
        required=False,
        empty_label=_("Weet ik niet"),
        error_messages={"invalid_choice": _("Kies een onderwerp uit de lijst.")},
    )
    plek = forms.ChoiceField(
        label=_("Waar gaat uw idee over?"),
        required=False,
        widget=Radios,
        error_messages={"invalid_choice": _("Kies waar uw idee over gaat.")},
    )
    lat = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    lon = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    adres = forms.CharField(
        label=_("Straat en huisnummer, of postcode"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Dit is te lang voor een adres.")},
    )
    namens = forms.ChoiceField(
        label=_("Ik stuur dit idee in namens"),
        choices=Idee.Namens.choices,
        initial=Idee.Namens.BEWONER,
        error_messages={"invalid_choice": _("Kies namens wie u dit instuurt.")},
    )
    vraagt_budget = forms.BooleanField(
        label=_("Voor dit idee is geld uit het wijkbudget nodig"), required=False
    )

    def __init__(
        self, *args: Any, site: Site, user: Any, wijk: WijkPage | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, site=site, known=user.is_authenticated, **kwargs)
        self.site, self.user, self.own_wijk = site, user, wijk
        self.wijk = self.meant_wijk = wijk
        self.spot: Spot | None = None
        self.places: list[tuple[str, str]] = []
        themas: Any = self.fields["thema"]
        themas.queryset = Thema.objects.filter(site=site)
        self.fields["plek"].choices = [  # type: ignore[attr-defined]
            (PUNT, _("Een plek op de kaart")),
            *([(ADRES, _("Een adres"))] if is_available() else []),
            (WIJK, _("De hele wijk")),
        ]
        if wijk is None:
            choices = [(other.pk, other.title) for other in wijken_with_ideas(site)]
            self.fields["wijk"] = forms.ChoiceField(
                label=_("Wijk"),
                help_text=_("Zet u een punt op de kaart? Dan vinden wij de wijk zelf."),
                choices=[("", _("Kies een wijk")), *choices],
                required=False,
                error_messages={"invalid_choice": _("Kies een wijk uit de lijst.")},
            )
        if not (user.is_authenticated and (user.is_superuser or roles_of(user))):
            namens: Any = self.fields["namens"]
            namens.choices = [
                choice for choice in Idee.Namens.choices if choice[0] != Idee.Namens.GEMEENTE
            ]

        self.order_fields(PLACES_ON_PAGE)

    def clean_titel(self) -> str:
        title = " ".join(clean_text(self.cleaned_data["titel"]).split())
        if sum(sign.isalpha() for sign in title) < MIN_LETTERS:
            raise ValidationError(_("Vul in wat uw idee is, in een paar woorden."))
        _refuse_address(title)
        return title

    def clean_tekst(self) -> str:
        text = clean_text(self.cleaned_data["tekst"])
        if sum(sign.isalpha() for sign in text) < MIN_LETTERS:
            raise ValidationError(_("Leg uit wat u wilt, in een paar woorden."))
        _refuse_address(text)
        return text

    def clean_adres(self) -> str:
        return " ".join(clean_text(self.cleaned_data["adres"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._find_wijk()
        self._find_spot()
        if not self.wijk and not self.errors.keys() & {"plek", "adres", "wijk"}:
            self.add_error("wijk" if "wijk" in self.fields else "plek", _("Kies een wijk."))
        is_official = cleaned.get("namens") == Idee.Namens.GEMEENTE
        if is_official and self.wijk and not may_speak_for(self.user, self.wijk):
            self.add_error("namens", _("U kunt in deze wijk niets insturen namens de gemeente."))
        return cleaned

    def _find_wijk(self) -> None:
        key = self.cleaned_data.get("wijk")
        if key:
            self.wijk = next(w for w in wijken_with_ideas(self.site) if str(w.pk) == key)
            self.meant_wijk = self.wijk

    def _find_spot(self) -> None:
        """Find the point that was meant, and the neighbourhood that it lies in."""
        kind = self.cleaned_data.get("plek") or self._likely_kind()
        if kind == WIJK or "plek" in self.errors:
            return
        if not kind:
            self.add_error("plek", _("Kies waar uw idee over gaat."))
            return
        field = "adres" if kind == ADRES else "plek"
        try:
            self.spot = self._spot_by_address() if kind == ADRES else self._spot_by_pin()
        except SeveralPlacesError as error:
            self._offer(error)
        except ValidationError as error:
            self.add_error(field, error)
        else:
            self.wijk = self.spot.wijk if self.spot else self.wijk

    def _likely_kind(self) -> str:
        """Say what somebody means who filled in a place and chose nothing."""
        if self.cleaned_data.get("lat"):
            return PUNT
        return ADRES if self.cleaned_data.get("adres") else ""

    def _spot_by_pin(self) -> Spot | None:
        lat, lon = self.cleaned_data.get("lat", ""), self.cleaned_data.get("lon", "")
        if "lat" in self.errors or "lon" in self.errors:
            raise ValidationError(_("Deze plek kennen wij niet. Zet het punt opnieuw op de kaart."))
        if not lat and not lon:
            raise ValidationError(
                _("Er staat nog geen punt op de kaart. Zet er een, of kies een adres of de wijk.")
            )
        point = read_point(lat, lon)
        return spot_at(*point, self.site, self.wijk, self.cleaned_data.get("adres", ""))

    def _spot_by_address(self) -> Spot | None:
        if "adres" in self.errors:
            return None
        # What was chosen from a list of addresses comes with its point.
        lat, lon, label = (*self.data.get("adres_keuze", "").split(";", 2), "", "", "")[:3]
        typed: str = self.cleaned_data.get("adres", "")
        if label and lat and lon:
            point = read_point(lat[:40], lon[:40])
            name = " ".join(clean_text(label[:200]).split())
            spot = spot_at(*point, self.site, self.wijk, name)
            # Nobody chooses once more because something else in the form is wrong.
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["adres"] = name
            return spot
        if not typed:
            raise ValidationError(_("Vul een adres in."))
        return find_spot(typed, self.site, self.wijk)

    def _offer(self, error: SeveralPlacesError) -> None:
        self.places = [
            (f"{place.lat:.6f};{place.lon:.6f};{place.label}", place.label)
            for place in error.places
        ]
        self.add_error("adres", _("Wij vinden meer dan één adres. Kies het goede."))

    @property
    def home(self) -> WijkPage:
        """The neighbourhood that the idea belongs to; only once the form is valid."""
        if self.wijk is None:
            raise ValueError("the form is not valid")
        return self.wijk

    @property
    def moved_to(self) -> WijkPage | None:
        """The neighbourhood that the point lies in, when somebody meant another one."""
        meant = self.meant_wijk
        return self.wijk if meant and self.wijk and meant.pk != self.wijk.pk else None

    @property
    def content(self) -> dict[str, Any]:
        """What the idea says, by the names of its columns."""
        spot = self.spot
        values = {name: self.cleaned_data[name] for name in ("titel", "tekst", "thema", "namens")}
        return values | {
            "vraagt_budget": self.cleaned_data["vraagt_budget"],
            "lat": spot.lat if spot else None,
            "lon": spot.lon if spot else None,
            "cel": cell_of(spot.lat, spot.lon) if spot else None,
            "adres": spot.adres if spot else "",
        }
