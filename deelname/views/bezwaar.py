"""The page on which somebody objects to a comment of theirs being kept off the site."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bewoners.login.limits import too_many_requests
from bewoners.models import User
from deelname.forms.bezwaar import ObjectionForm
from deelname.services.bezwaar import make_objection, reason_hidden
from deelname.spam.limits import REPORT, is_within, person_key
from deelname.views.finding import about_values, find_own_comment_or_404, personal


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the writer of a comment that a moderator hid object, once."""
    onderwerp, reactie = find_own_comment_or_404(request, pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    is_late = request.method == "POST" and not reactie.may_object
    if not is_late and form.is_valid():
        if not is_within(request, REPORT, person_key(request)):
            return too_many_requests(request)
        try:
            make_objection(reactie, cast("User", request.user), form.cleaned_data["bezwaar"])
        except ValidationError:
            # Of who pressed twice, or a moderator or the writer was faster: the page says what is.
            onderwerp, reactie = find_own_comment_or_404(request, pk)
            is_late = True
        else:
            messages.success(
                request, _("Uw bezwaar is ontvangen. U krijgt een mail met het antwoord.")
            )
            return redirect("deelname:comment_objection", reactie.pk)
    context = about_values(request, "", onderwerp) | {
        "reactie": reactie,
        "form": form,
        "reden": reason_hidden(reactie) if reactie.stand == reactie.Stand.VERBORGEN else "",
    }
    return render(request, "deelname/objection.html", context, status=409 if is_late else 200)
