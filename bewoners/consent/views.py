"""The text that people agree to, and agreeing to a new version of it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from bewoners.consent.versions import current_text, minimum_age, record_consent, text_of
from bewoners.models import User


@require_safe
def consent_text(request: HttpRequest, versie: int | None = None) -> HttpResponse:
    """Show what people agree to now, or an earlier version."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    current = current_text(site)
    text = current if versie is None else text_of(site, versie)
    if text is None:
        raise Http404
    context = {
        "toestemmingstekst": text,
        "is_current": text.versie == current.versie,
        "leeftijd": minimum_age(site),
    }
    return render(request, "deelnemen/consent_text.html", context)


@require_POST
@login_required
def agree(request: HttpRequest) -> HttpResponse:
    """Note that somebody agrees to the version that was shown to them."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    current = current_text(site)
    if request.POST.get("versie") == str(current.versie):
        record_consent(cast("User", request.user), site, current.versie)
        messages.success(request, _("Dank u. We hebben genoteerd dat u akkoord gaat."))
    else:
        messages.warning(request, _("De tekst is net veranderd. Lees hem en kies opnieuw."))
    return redirect("bewoners:home")
