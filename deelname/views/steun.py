"""Giving support, and withdrawing it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Site

from bewoners.confirming.views import hand_in
from bewoners.forms.deelnemen import TakePartForm
from bewoners.models import User
from deelname.confirmables import SUPPORT
from deelname.models import Steun, Volging
from deelname.services.steun import give_support, withdraw_support
from deelname.views.finding import about_values, data_about, find_or_404, personal, wants_json


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """Let somebody support something, with an account or with only an address."""
    onderwerp = find_or_404(request, soort, pk)
    if wants_json(request):
        return _answer_script(request, onderwerp)
    context = about_values(request, soort, onderwerp)
    if _supports(request, onderwerp):
        follows = Volging.objects.about(onderwerp).filter(user=cast("User", request.user)).exists()
        return render(request, "deelname/supports.html", context | {"volgt": follows})
    if not onderwerp.takes_support:
        status = 409 if request.method == "POST" else 200
        return render(request, "deelname/support_closed.html", context, status=status)
    form = TakePartForm(
        request.POST if request.method == "POST" else None,
        site=Site.find_for_request(request),
        known=request.user.is_authenticated,
    )
    if form.is_valid():
        try:
            return hand_in(request, SUPPORT, data_about(request, soort, onderwerp), form)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "deelname/support.html", context | {"form": form})


@personal
@require_POST
@login_required
def withdraw(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """Take one's support back; that there was none makes no difference."""
    onderwerp = find_or_404(request, soort, pk)
    try:
        withdraw_support(onderwerp, cast("User", request.user))
    except ValidationError as error:
        if wants_json(request):
            return JsonResponse({"fout": error.messages[0]}, status=409)
        context = about_values(request, soort, onderwerp)
        return render(request, "deelname/support_closed.html", context, status=409)
    if wants_json(request):
        return JsonResponse(_state(request, onderwerp))
    messages.success(request, _("U hebt uw steun ingetrokken."))
    return redirect("deelname:support", soort, pk)


def _supports(request: HttpRequest, onderwerp: Any) -> bool:
    if not request.user.is_authenticated:
        return False
    return bool(Steun.objects.about(onderwerp).filter(user=request.user).exists())


def _answer_script(request: HttpRequest, onderwerp: Any) -> HttpResponse:
    """Tell the script how things are, or give the support that it asks for."""
    if not request.user.is_authenticated:
        # The page with the form is next.
        return JsonResponse({"bekend": False})
    if request.method == "POST":
        try:
            give_support(onderwerp, request.user)
        except ValidationError as error:
            return JsonResponse({"fout": error.messages[0]}, status=409)
    return JsonResponse(_state(request, onderwerp))


def _state(request: HttpRequest, onderwerp: Any) -> dict[str, Any]:
    onderwerp.refresh_from_db(fields=["steun_aantal", "steun_wijk_aantal"])
    return {
        "bekend": True,
        "gegeven": _supports(request, onderwerp),
        "aantal": onderwerp.steun_aantal,
        "uit_de_wijk": onderwerp.steun_wijk_aantal,
        "sleutel": get_token(request),
    }
