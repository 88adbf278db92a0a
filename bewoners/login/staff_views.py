"""How staff come in."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from bewoners.login.second_factor import destination, is_strong


def _wanted(request: HttpRequest, otherwise: str) -> str:
    """Return where somebody was going on this site."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise


@never_cache
def log_in_to_admin(request: HttpRequest) -> HttpResponse:
    """Lead from the admin to the site's own log-in, and from there to the same place.

    Whoever is logged in and still comes here, may not enter the admin.
    """
    going = _wanted(request, reverse("wagtailadmin_home"))
    if request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(going)
    return _log_in(request, going)


@never_cache
def log_in_to_page(request: HttpRequest) -> HttpResponse:
    """Do the same for a page that is not for everybody."""
    return _log_in(request, _wanted(request, "/"))


def _log_in(request: HttpRequest, going: str) -> HttpResponse:
    if request.user.is_authenticated:
        # The log-in would lead right back here.
        raise PermissionDenied
    return redirect_to_login(going, resolve_url(settings.LOGIN_URL))


@never_cache
def reset_password(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's reset of a password to the site's own."""
    return redirect("account_reset_password")


@login_required
@never_cache
def second_factor_required(request: HttpRequest) -> HttpResponse:
    """Explain to somebody who may enter the admin why a second factor comes first."""
    if is_strong(request):
        return HttpResponseRedirect(destination(request))
    return render(request, "bewoners/tweede_stap.html", {"bestemming": destination(request)})
