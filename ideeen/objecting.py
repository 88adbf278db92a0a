"""The page on which a sender objects to what was decided about an idea."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from bewoners.models import User
from deelname.forms.bezwaar import ObjectionForm
from ideeen.models import Stap
from ideeen.sending.pages import own_idea
from ideeen.services.bezwaar import make_objection, may_object


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the sender of an idea that was hidden or not placed object, once."""
    idee = own_idea(request, pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            make_objection(idee, cast("User", request.user), form.cleaned_data["bezwaar"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("Uw bezwaar is ontvangen. U krijgt een mail met het antwoord.")
            )
            return redirect("ideeen:bezwaar", idee.pk)
    last = Stap.objects.filter(idee=idee, naar=idee.stadium).select_related("reden").last()
    context = {"idee": idee, "form": form, "mag_bezwaar": may_object(idee), "stap": last}
    return render(request, "ideeen/objection.html", context)
