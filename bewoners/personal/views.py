"""The pages that somebody has of their own."""

from typing import cast

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Site

from bewoners.forms.profile import ProfileForm
from bewoners.login.devices import devices_of, end_session
from bewoners.models import User
from bewoners.personal.sections import sections


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show somebody where everything of their own stands."""
    user = cast("User", request.user)
    found = [(section, section.context(user, request)) for section in sections()]
    blocks = [
        (section, render_to_string(section.template, context, request))
        for section, context in found
        if context is not None
    ]
    return render(request, "bewoners/home.html", {"onderdelen": blocks})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Let somebody change what they tell about themselves."""
    # A copy: the page shows the name that is stored until the new one is.
    user = User.objects.get(pk=cast("User", request.user).pk)
    form = ProfileForm(
        request.POST or None,
        request.FILES or None,
        instance=user,
        site=Site.find_for_request(request),
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Uw gegevens zijn bewaard."))
        return redirect("bewoners:profile")
    return render(request, "bewoners/profile.html", {"form": form})


class DevicesView(ListUserSessionsView):
    """Where somebody is logged in, with a button that ends all but this session."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        # allauth's own list asks the database about each device.
        user = cast("User", self.request.user)
        devices = devices_of(user, self.request)
        return {**super(ListUserSessionsView, self).get_context_data(**kwargs), "devices": devices}


@require_POST
@login_required
def log_out_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Log somebody out on one of their own devices."""
    user = cast("User", request.user)
    if any(device.pk == pk and device.is_this_one for device in devices_of(user, request)):
        logout(request)
        return redirect("account_request_login_code")
    if not end_session(user, pk):
        raise Http404
    messages.success(request, _("U bent op dat apparaat uitgelogd."))
    return redirect("usersessions_list")
