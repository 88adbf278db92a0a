"""Following something, and ending the mails about it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Site

from bewoners.confirming.views import hand_in
from bewoners.forms.deelnemen import TakePartForm
from bewoners.models import User
from deelname.confirmables import FOLLOW
from deelname.mailing import read_stop_token
from deelname.models import Volging
from deelname.services.volgen import stop_mails, unfollow
from deelname.subjects import is_shown
from deelname.views.finding import about_values, data_about, find_or_404, personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """Let somebody follow something, with an account or with only an address."""
    onderwerp = find_or_404(request, soort, pk)
    context = about_values(request, soort, onderwerp)
    known = request.user.is_authenticated
    own = Volging.objects.about(onderwerp)
    if known and own.filter(user=cast("User", request.user)).exists():
        return render(request, "deelname/follows.html", context)
    form = TakePartForm(
        request.POST if request.method == "POST" else None,
        site=Site.find_for_request(request),
        known=known,
    )
    if form.is_valid():
        try:
            return hand_in(request, FOLLOW, data_about(request, soort, onderwerp), form)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "deelname/follow.html", context | {"form": form})


@personal
@require_POST
@login_required
def stop_following(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """End following; that there was nothing to end makes no difference."""
    onderwerp = find_or_404(request, soort, pk)
    unfollow(onderwerp, cast("User", request.user))
    messages.success(request, _("U volgt “%(titel)s” niet meer.") % {"titel": onderwerp})
    return redirect("bewoners:home")


@personal
# The link itself says whose mails it stops; mail programs press the button without a token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails of one person about one thing, by the link that stands below them."""
    found = read_stop_token(token, Site.find_for_request(request))
    if found is None:
        return render(request, "deelname/stop_unknown.html", status=404)
    onderwerp, user = found
    # What was hidden keeps its title to itself.
    context = {"titel": str(onderwerp) if is_shown(onderwerp) else "", "gestopt": False}
    if request.method == "POST":
        stop_mails(onderwerp, user)
        context["gestopt"] = True
    return render(request, "deelname/stop_mails.html", context)
