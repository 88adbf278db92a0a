"""Following a neighbourhood, and ending that."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Site

from bewoners.confirming.views import hand_in
from bewoners.following.wijken import FOLLOW, find_page, unfollow
from bewoners.forms.deelnemen import TakePartForm
from bewoners.models import User, Volger


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let somebody follow a neighbourhood, with an account or with only an address."""
    site = Site.find_for_request(request)
    page = find_page(page_id, site)
    if page is None:
        raise Http404
    known = request.user.is_authenticated
    if known and Volger.objects.filter(user=cast("User", request.user), page=page).exists():
        return render(request, "deelnemen/follows.html", {"pagina": page})
    form = TakePartForm(request.POST if request.method == "POST" else None, site=site, known=known)
    if form.is_valid():
        try:
            return hand_in(request, FOLLOW, {"page": page.pk, "site": site.pk}, form)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "deelnemen/follow.html", {"pagina": page, "form": form})


@require_POST
@login_required
def stop_following(request: HttpRequest, page_id: int) -> HttpResponse:
    """End following; that there was nothing to end makes no difference."""
    unfollow(cast("User", request.user), page_id)
    messages.success(request, _("U volgt deze wijk niet meer."))
    return redirect("bewoners:home")
