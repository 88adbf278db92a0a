"""A photo of an idea in the admin: blurring a part of it, and hiding it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.publication import site_changed
from deelname.models import Foto
from deelname.photos.blurring import Region, blur, preview
from deelname.subjects import lock
from ideeen.admin.views import LARGEST_KEY, IdeeView, page_of
from ideeen.models import Idee
from ideeen.services.berichten import mail_sender
from ideeen.services.moderation import note
from ideeen.workflow import Rol

PREVIEW, BLUR, HIDE, SHOW = "voorbeeld", "onherkenbaar", "verbergen", "tonen"


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


@transaction.atomic
def blur_photo(idee: Idee, foto: Foto, door: Any, region: Region) -> None:
    """Make a part of a photo unrecognisable, and tell its sender."""
    locked: Idee = lock(idee)
    changed = blur(foto, region)
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "foto_onherkenbaar", door, foto=foto.pk)
    mail_sender(
        locked,
        f"foto-{changed.bestand.name}",
        _("Wij hebben een foto bij uw idee aangepast"),
        _(
            "Op een foto bij uw idee ‘%(titel)s’ is iets onherkenbaar gemaakt, zoals een gezicht "
            "of een kenteken."
        )
        % {"titel": locked.titel},
    )


@transaction.atomic
def set_photo_stand(idee: Idee, foto: Foto, door: Any, stand: str) -> None:
    """Hide a photo, or show it again."""
    locked: Idee = lock(idee)
    if not Foto.objects.filter(pk=foto.pk).exclude(stand=stand).update(stand=stand):
        return
    if locked.is_public:
        site_changed(locked.site_id)
    hidden = stand == Foto.Stand.VERBORGEN
    note(locked, "foto_verborgen" if hidden else "foto_getoond", door, foto=foto.pk)
    if hidden:
        mail_sender(
            locked,
            f"foto-{foto.pk}-verborgen",
            _("Een foto bij uw idee is verborgen"),
            _("Een foto bij uw idee ‘%(titel)s’ past niet op de site. Uw idee staat er nog.")
            % {"titel": locked.titel},
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
        form = RegionForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            if BLUR not in request.POST:
                return self._show(form, preview(self.foto, form.region))
            blur_photo(self.idee, self.foto, self.user, form.region)
        except OSError:
            form.add_error(None, _("Het bestand van deze foto is er niet (meer)."))
            return self._show(form)
        messages.success(request, _("De foto is aangepast. Het origineel is weg."))
        return redirect(request.path)

    def _set_stand(self, stand: str) -> HttpResponse:
        set_photo_stand(self.idee, self.foto, self.user, stand)
        hidden = stand == Foto.Stand.VERBORGEN
        told = _("De foto is verborgen.") if hidden else _("De foto staat weer bij het idee.")
        messages.success(self.request, told)
        return redirect(page_of(self.idee))

    def _show(self, form: RegionForm, example: str = "") -> HttpResponse:
        context = self.get_context_data(
            idee=self.idee, foto=self.foto, form=form, voorbeeld=example,
            verborgen=self.foto.stand == Foto.Stand.VERBORGEN,
        )  # fmt: skip
        return self.render_to_response(context)

    def get_page_title(self) -> str:
        return _("Foto bij: %(titel)s") % {"titel": self.idee.titel}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": _("Foto")}]
