"""Entering an idea that came by letter, at the desk or on the telephone."""

import uuid
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from bewoners.models import User
from bewoners.names import public_name
from core.audit import Action, record
from deelname.permissions import wijken_for
from deelname.photos.forms import empty_rows, read_photos
from deelname.photos.keeping import attach
from ideeen.admin.handeling import CleanTextField, text_area
from ideeen.models import Idee
from ideeen.sending.fields import WIJK, IdeaFields
from ideeen.sending.places import all_wijken
from ideeen.services.acting import note
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from wijkpaginas.maps import draw_wijken
from wijkpaginas.services import site_of

CHANNELS = [choice for choice in Idee.Kanaal.choices if choice[0] != Idee.Kanaal.SITE]


class PaperForm(IdeaFields):
    """What an idea says, how it came in, and from whom."""

    field_order = [
        "kanaal", "papier_naam", "papier_contact", "titel", "tekst", "thema", "wijk", "plek",
        "adres", "lat", "lon", "namens", "vraagt_budget",
    ]  # fmt: skip

    inzending = forms.UUIDField(widget=forms.HiddenInput)
    kanaal = forms.ChoiceField(label=gettext_lazy("Binnengekomen"), choices=CHANNELS)
    papier_naam = forms.CharField(
        max_length=80,
        required=False,
        validators=[public_name],
        label=gettext_lazy("Naam van de indiener"),
        help_text=gettext_lazy(
            "Iedereen leest deze naam. Wil de indiener dat niet? Laat het vak dan leeg."
        ),
    )
    papier_contact = CleanTextField(
        max_length=500,
        required=False,
        widget=text_area(2),
        label=gettext_lazy("Bereikbaar op"),
        help_text=gettext_lazy(
            "Adres, telefoon of e-mail. Alleen wie het idee beoordeelt, ziet dit."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, wijk=None, **kwargs)
        self.fields["titel"].label = _("Het idee in één zin")
        self.fields["tekst"].label = _("Wat er in de brief staat, of wat is verteld")
        self.fields["tekst"].help_text = ""
        self.fields["namens"].label = _("Namens")
        own = {str(pk) for pk in wijken_for(user).values_list("pk", flat=True)}
        wijk: Any = self.fields["wijk"]
        wijk.choices = [choice for choice in wijk.choices if str(choice[0]) in own | {""}]
        self.fields["plek"].label = _("Waar gaat het idee over?")
        self.fields["plek"].initial = WIJK
        # The form of residents has an order of its own.
        self.order_fields(self.field_order)

    @property
    def paper(self) -> dict[str, Any]:
        """How it came in, by the names of the columns."""
        names = ("kanaal", "papier_naam", "papier_contact")
        return {name: self.cleaned_data[name] for name in names}


def enter(form: PaperForm, door: User, request: HttpRequest) -> Idee:
    """Keep what was entered and take it to the moderators; the same form does so once."""
    inzending = form.cleaned_data["inzending"]
    # A form that is right has found one.
    wijk: Any = form.wijk
    try:
        with transaction.atomic():
            idee: Idee = Idee.objects.create(
                inzending=inzending,
                site=form.site,
                wijk=wijk,
                live=False,
                ingevoerd_door=door,
                **form.content,
                **form.paper,
            )
            attach(inzending, idee)
            change_stage(idee, Stadium.MODERATIE, rol=Rol.SYSTEEM)
            note(idee, "ingevoerd", door, kanaal=idee.kanaal)
            record(door, Action.TOEGEVOEGD, idee, request=request, fields=["papier_contact"])
            return idee
    except IntegrityError:
        known: Idee = Idee.objects.get(inzending=inzending)
        return known


class PaperView(WagtailAdminTemplateMixin, View):
    """The form of such an idea."""

    template_name = "ideeen/admin/invoeren.html"
    page_title = gettext_lazy("Idee invoeren")
    header_icon = "comment"
    http_method_names = ["get", "head", "post"]
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.site = self._site()
        if self.site is None:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
        return response

    def _site(self) -> Site | None:
        """Return the municipality of this address if the person works there, or else their own."""
        here = Site.find_for_request(self.request)
        own: Any = wijken_for(self.user)
        if here and own.descendant_of(here.root_page).exists():
            return here
        wijk = own.first()
        return site_of(wijk) if wijk else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        inzending = uuid.uuid4()
        form = PaperForm(site=self.site, user=self.user, initial={"inzending": inzending})
        return self._show(form, empty_rows(inzending))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PaperForm(request.POST, site=self.site, user=self.user)
        inzending = _uuid(request.POST.get("inzending", ""))
        photos = read_photos(request, inzending)
        if not (form.is_valid() and photos.is_right):
            return self._show(form, photos)
        idee = enter(form, self.user, request)
        messages.success(
            request,
            _("Het idee is ingevoerd bij %(wijk)s, en wacht op goedkeuring.")
            % {"wijk": idee.wijk.title},
        )
        if form.moved_to:
            messages.info(request, _("De plek ligt in die wijk, en niet in de wijk die u koos."))
        if wijken_for(self.user).filter(pk=idee.wijk_id).exists():
            return redirect(reverse("ideeen_admin:edit", args=[idee.pk]))
        return redirect(reverse("ideeen_admin:list"))

    def _show(self, form: PaperForm, photos: Any) -> HttpResponse:
        context = self.get_context_data(form=form, fotos=photos, kaart=self._map())
        return self.render_to_response(context)

    def _map(self) -> Any:
        """Draw the own neighbourhoods; nothing on the site of another municipality."""
        if self.site is None or Site.find_for_request(self.request) != self.site:
            return None
        own = set(wijken_for(self.user).values_list("pk", flat=True))
        return draw_wijken([wijk for wijk in all_wijken(self.site) if wijk.pk in own], self.request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Beginpagina")},
            {"url": reverse_lazy("ideeen_admin:list"), "label": _("Ideeën")},
            {"url": "", "label": self.page_title},
        ]


def _uuid(text: str) -> uuid.UUID:
    """Return the mark of a form; a new one for what is none, so that photos have a place."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
