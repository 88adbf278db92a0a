"""The pages on which people take their data along, and delete their account."""

import time
from http import HTTPStatus
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from bewoners.models import GegevensExport, User
from bewoners.privacy.erasing import erase_account, may_erase_self
from bewoners.privacy.exports import KEPT, PER_DAY, TooOftenError, ask_for_export
from bewoners.privacy.forms import DeleteAccountForm
from bewoners.privacy.ledger import LedgerError
from bewoners.privacy.logged_in import LOGGED_IN_AT
from core.media import harden
from core.personal_data import personal_data

# Who has nothing but codes by mail proves it is still them by a code of this many seconds ago.
FRESH = 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def download_data(request: HttpRequest) -> HttpResponse:
    """Show somebody the downloads of their data, and let them ask for one."""
    user = cast("User", request.user)
    if request.method == "POST":
        try:
            ask_for_export(user, Site.find_for_request(request))
        except TooOftenError:
            messages.warning(
                request,
                _("U vroeg vandaag al %d keer om uw gegevens. Probeer het morgen weer.") % PER_DAY,
            )
        else:
            messages.success(
                request, _("Wij maken uw bestand klaar. U krijgt een mail als het er is.")
            )
        return redirect("bewoners:download_data")
    exports = GegevensExport.objects.filter(user=user)[: PER_DAY * KEPT.days]
    context = {"exports": exports, "days": KEPT.days, "kinds": personal_data()}
    return render(request, "bewoners/gegevens_downloaden.html", context)


@require_safe
@login_required
def download_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand over a download to whose data it is; to anybody else there is no such thing."""
    export = get_object_or_404(GegevensExport, pk=pk, user=request.user)
    if export.state != GegevensExport.State.KLAAR:
        raise Http404
    content = None
    if export.is_ready:
        try:
            content = export.file.open("rb")
        except OSError:
            content = None
    if content is None:
        context = {"days": KEPT.days}
        return render(request, "bewoners/gegevens_verlopen.html", context, status=HTTPStatus.GONE)
    # It is packed already, and compressing it once more could tell what is in it.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"mijn-gegevens-{export.asked_at:%Y-%m-%d}.zip",
        content_type="application/zip",
    )
    response["Cache-Control"] = "private, no-store"
    return harden(response)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_account(request: HttpRequest) -> HttpResponse:
    """Tell somebody what goes and what stays, and erase them when they are sure."""
    user = cast("User", request.user)
    if not may_erase_self(user):
        status = HTTPStatus.FORBIDDEN if request.method == "POST" else HTTPStatus.OK
        return render(request, "bewoners/account_van_medewerker.html", status=status)
    if _needs_a_fresh_code(request, user):
        if request.method == "POST":
            logout(request)
            back = urlencode({"next": reverse("bewoners:delete_account")})
            return redirect(f"{reverse('account_request_login_code')}?{back}")
        return render(request, "bewoners/opnieuw_inloggen.html")
    answer: HttpResponse = _delete_account(request)
    return answer


@reauthentication_required
def _delete_account(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_account(user, request=request)
        except LedgerError:
            messages.error(
                request, _("Uw account kan nu niet weg door een storing. Probeer het later weer.")
            )
            return redirect("bewoners:delete_account")
        logout(request)
        return redirect("bewoners:account_deleted")
    kinds = personal_data()
    context = {
        "form": form,
        "goes": [kind.goes for kind in kinds if kind.goes],
        "stays": [kind.stays for kind in kinds if kind.stays],
    }
    return render(request, "bewoners/account_verwijderen.html", context)


@require_safe
def account_deleted(request: HttpRequest) -> HttpResponse:
    """Say goodbye; the same to everybody who comes here."""
    return render(request, "bewoners/account_verwijderd.html")


def _needs_a_fresh_code(request: HttpRequest, user: User) -> bool:
    """Say whether somebody without a password or second step logged in too long ago.

    allauth asks the others for those; it has nothing to ask of who only ever gets codes.
    """
    if get_reauthentication_flows(user):
        return False
    return time.time() - request.session.get(LOGGED_IN_AT, 0) > FRESH
