"""A photo of an idea in the admin: describing it, blurring a part of it, hiding or removing it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from deelname.models import Foto
from deelname.photos.blurring import Region, preview
from deelname.photos.forms import ALT_LENGTH
from deelname.texts import clean_text
from ideeen.admin.views import LARGEST_KEY, IdeeView, page_of
from ideeen.services.photos import blur_photo, describe_photo, remove_photo, set_photo_stand
from ideeen.workflow import Rol

PREVIEW, BLUR, HIDE, SHOW, DESCRIBE, REMOVE = (
    "voorbeeld", "onherkenbaar", "verbergen", "tonen", "beschrijven", "verwijderen",
)  # fmt: skip


def _percent(label: Any, least: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=100,
        initial=initial,
        widget=forms.NumberInput(attrs={"min": least, "max": 100, "step": 1}),
    )


class RegionForm(forms.Form):
    """A part of a photo, in percents: it can be chosen with the keyboard, and without a mouse."""

    x = _percent(gettext_lazy("Van links (%)"), 0, 35)
    y = _percent(gettext_lazy("Van boven (%)"), 0, 25)
    breedte = _percent(gettext_lazy("Breedte (%)"), 1, 30)
    hoogte = _percent(gettext_lazy("Hoogte (%)"), 1, 30)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("x") == 100 or values.get("y") == 100:
            raise forms.ValidationError(
                _("Het vak ligt naast de foto. Begin verder naar links of boven.")
            )
        return values

    @property
    def region(self) -> Region:
        values = self.cleaned_data
        return Region(values["x"], values["y"], values["breedte"], values["hoogte"])


class AltForm(forms.Form):
    """Asks what is on a photo, for who can't see it."""

    alt = forms.CharField(
        label=gettext_lazy("Wat staat erop?"),
        max_length=ALT_LENGTH,
        help_text=gettext_lazy("Wie de foto niet kan zien, hoort dit. Noem geen namen van mensen."),
        error_messages={"required": gettext_lazy("Vul in wat er op deze foto staat.")},
    )

    def clean_alt(self) -> str:
        return " ".join(clean_text(self.cleaned_data["alt"]).split())


class RemoveForm(forms.Form):
    """Asks whether somebody is sure."""

    zeker = forms.BooleanField(
        label=gettext_lazy("Ik weet zeker dat deze foto weg moet"),
        error_messages={"required": gettext_lazy("Vink eerst aan dat u het zeker weet.")},
    )


class PhotoView(IdeeView):
    """The photo with the part that somebody wants to blur, before it is done."""

    template_name = "ideeen/admin/foto.html"
    http_method_names = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if Rol.MODERATOR not in self.roles:
            raise PermissionDenied
        if kwargs["foto"] > LARGEST_KEY:
            raise Http404
        self.foto = get_object_or_404(Foto.objects.about(self.idee), pk=kwargs["foto"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(RegionForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if HIDE in request.POST or SHOW in request.POST:
            return self._set_stand(
                Foto.Stand.VERBORGEN if HIDE in request.POST else Foto.Stand.GEPLAATST
            )
        if DESCRIBE in request.POST:
            return self._describe(AltForm(request.POST))
        if REMOVE in request.POST:
            return self._remove(RemoveForm(request.POST))
        return self._blur(RegionForm(request.POST))

    def _blur(self, form: RegionForm) -> HttpResponse:
        if not form.is_valid():
            return self._show(form)
        try:
            if BLUR not in self.request.POST:
                return self._show(form, preview(self.foto, form.region))
            blur_photo(self.idee, self.foto, self.user, form.region)
        except OSError:
            form.add_error(None, _("Het bestand van deze foto is er niet (meer)."))
            return self._show(form)
        messages.success(self.request, _("De foto is aangepast. Het origineel is weg."))
        return redirect(self.request.path)

    def _set_stand(self, stand: str) -> HttpResponse:
        set_photo_stand(self.idee, self.foto, self.user, stand)
        hidden = stand == Foto.Stand.VERBORGEN
        told = _("De foto is verborgen.") if hidden else _("De foto staat weer bij het idee.")
        messages.success(self.request, told)
        return redirect(page_of(self.idee))

    def _describe(self, form: AltForm) -> HttpResponse:
        if not form.is_valid():
            return self._show(RegionForm(), beschrijving=form)
        describe_photo(self.idee, self.foto, self.user, form.cleaned_data["alt"])
        messages.success(self.request, _("De beschrijving van de foto is opgeslagen."))
        return redirect(page_of(self.idee))

    def _remove(self, form: RemoveForm) -> HttpResponse:
        if not form.is_valid():
            return self._show(RegionForm(), weg=form)
        remove_photo(self.idee, self.foto, self.user)
        messages.success(self.request, _("De foto is verwijderd."))
        return redirect(page_of(self.idee))

    def _show(self, form: RegionForm, example: str = "", **forms: forms.Form) -> HttpResponse:
        others = {"beschrijving": AltForm(initial={"alt": self.foto.alt}), "weg": RemoveForm()}
        context = self.get_context_data(
            idee=self.idee, foto=self.foto, form=form, voorbeeld=example, **others | forms,
            verborgen=self.foto.stand == Foto.Stand.VERBORGEN,
        )  # fmt: skip
        return self.render_to_response(context)

    def get_page_title(self) -> str:
        return _("Foto bij: %(titel)s") % {"titel": self.idee.titel}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": _("Foto")}]
