"""The short address of an idea, and carrying support over to the one that it was merged with."""

from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bewoners.models import User
from deelname.models import Steun
from deelname.services.steun import give_support
from deelname.views.finding import find_or_404, personal
from ideeen.models import Idee
from ideeen.taking_part.mails import CARRY_SALT
from ideeen.workflow import Stadium


@personal
@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page of an idea, whatever it is called by now."""
    idee: Idee = find_or_404(request, "idee", pk)
    return redirect(idee.get_url(request))


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody support the idea with which one that they supported was merged.

    Who it is follows from the link of the mail, or from being logged in. What they gave to the
    first one stays there: it tells how that idea did.
    """
    idee: Idee = find_or_404(request, "idee", pk)
    if idee.stadium != Stadium.SAMENGEVOEGD or idee.samengevoegd_met is None:
        raise Http404
    other: Idee = find_or_404(request, "idee", idee.samengevoegd_met.pk)
    user = _who(request, idee)
    context: dict[str, Any] = {"idee": idee, "ander": other, "terug": other.get_url(request)}
    if user is None:
        return redirect("deelname:support", "idee", other.pk)
    if request.method == "POST":
        try:
            give_support(other, user)
        except ValidationError:
            return render(request, "ideeen/carry_over.html", context | {"dicht": True}, status=409)
    context |= {
        "gegeven": Steun.objects.about(other).filter(user=user).exists(),
        "dicht": not other.takes_support,
    }
    return render(request, "ideeen/carry_over.html", context)


def _who(request: HttpRequest, idee: Idee) -> User | None:
    token = request.GET.get("sleutel", "")
    try:
        idee_pk, user_pk = signing.loads(token, salt=CARRY_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        idee_pk = user_pk = None
    if idee_pk == idee.pk:
        return User.objects.filter(pk=user_pk, is_active=True).first()
    return request.user if request.user.is_authenticated else None
