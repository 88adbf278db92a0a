"""Confirming what was sent in: by the code or by the link of the mail."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Site

from bewoners.confirming.accounts import may_log_in_by_mail
from bewoners.confirming.done import Outcome, Refusal, confirm, do_at_once, state_of
from bewoners.confirming.waiting import (
    CODE,
    MAX_ATTEMPTS,
    MAX_MAILS,
    Confirmable,
    TooManyError,
    count_or_refuse,
    find_by_reference,
    find_by_token,
    is_right_code,
    kind_of,
    reference_of,
    send_again,
    wait_for_confirmation,
)
from bewoners.forms.deelnemen import CodeForm, OtherAddressForm, TakePartForm
from bewoners.forms.toestemming import FIELD
from bewoners.login.limits import too_many_requests
from bewoners.models import Bevestiging

# Gone, or in conflict with how things are by now.
STATUS = {Refusal.USED: 410, Refusal.EXPIRED: 410, Refusal.ACCOUNT: 403, Refusal.KIND: 409}


def hand_in(
    request: HttpRequest, kind: Confirmable, data: dict[str, Any], form: TakePartForm
) -> HttpResponse:
    """Answer a valid form: do it for somebody who is logged in, else keep it and ask for the code.

    Raises ValidationError when the kind does not accept it.
    """
    if request.user.is_authenticated:
        address = do_at_once(request.user, kind, data)
        messages.success(request, _("Gelukt."))
        return redirect(address)
    values = form.cleaned_data
    try:
        row = wait_for_confirmation(
            request, kind, data, name=values["naam"], email=values["email"], consent=values[FIELD]
        )
    except TooManyError:
        return too_many_requests(request)
    return redirect("deelnemen:code", reference_of(row))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link of a mail is for, with one button; only that button does it."""
    row = _still_waits(request, find_by_token(token, Site.find_for_request(request)))
    if isinstance(row, HttpResponse):
        return row
    if request.method == "POST":
        return _confirm(request, row)
    try:
        kind = kind_of(row)
        lines = kind.describe(row.data)
    except ValidationError as error:
        return _refuse(request, Outcome(refusal=Refusal.KIND, reasons=tuple(error.messages)))
    return render(request, "deelnemen/confirm.html", {"row": row, "soort": kind, "regels": lines})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the code that was just mailed, in the window where something was sent in."""
    row = _still_waits(request, find_by_reference(reference, Site.find_for_request(request)))
    if isinstance(row, HttpResponse):
        return row
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count_or_refuse(request, CODE, f"bevestiging {row.pk}")
        except TooManyError:
            return too_many_requests(request)
        try:
            if is_right_code(row, form.cleaned_data["code"]):
                return _confirm(request, row)
            form.add_error("code", _("Deze code klopt niet. Kijk nog eens goed in de mail."))
        except TooManyError:
            form.add_error(
                "code", _("U hebt te vaak een verkeerde code ingevuld. Vraag een nieuwe.")
            )
    return _ask_code(request, row, reference, form)


@never_cache
@require_POST
def mail_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Mail a new code, to another address when one is typed."""
    row = _still_waits(request, find_by_reference(reference, Site.find_for_request(request)))
    if isinstance(row, HttpResponse):
        return row
    form = OtherAddressForm(request.POST) if "email" in request.POST else None
    if form and not form.is_valid():
        return _ask_code(request, row, reference, CodeForm(), form)
    try:
        send_again(request, row, form.cleaned_data["email"] if form else "")
    except TooManyError:
        return too_many_requests(request)
    messages.success(request, _("Wij hebben een nieuwe mail gestuurd."))
    return redirect("deelnemen:code", reference)


@never_cache
@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """Say that it is done, to somebody who is not logged in by it."""
    return render(request, "deelnemen/confirmed.html")


def _still_waits(request: HttpRequest, row: Bevestiging | None) -> Bevestiging | HttpResponse:
    """Return what waits for its sender, or the page that says why nothing does."""
    if row is None:
        return render(request, "deelnemen/unknown.html", status=404)
    refusal = state_of(row)
    return _refuse(request, Outcome(refusal=refusal)) if refusal else row


def _ask_code(
    request: HttpRequest,
    row: Bevestiging,
    reference: str,
    form: CodeForm,
    other: OtherAddressForm | None = None,
) -> HttpResponse:
    context = {
        "row": row,
        "reference": reference,
        "form": form,
        "other": other or OtherAddressForm(),
        "may_send": row.sent < MAX_MAILS,
        "is_used_up": row.attempts >= MAX_ATTEMPTS,
    }
    return render(request, "deelnemen/code.html", context)


def _confirm(request: HttpRequest, row: Bevestiging) -> HttpResponse:
    """Do it, log its sender in where a mail is enough for that, and lead to where it stands."""
    outcome = confirm(row)
    if outcome.user is None:
        return _refuse(request, outcome)
    if request.user.is_authenticated:
        if request.user != outcome.user:
            # Another account of this person, or of somebody else at this computer.
            return redirect("deelnemen:confirmed")
    elif not may_log_in_by_mail(outcome.user):
        return redirect("deelnemen:confirmed")
    else:
        record_authentication(request, outcome.user, method="code", email=outcome.user.email)
        answer: HttpResponse = perform_login(
            request, outcome.user, redirect_url=outcome.address, email=outcome.user.email
        )
        return answer
    messages.success(request, _("Gelukt."))
    return redirect(outcome.address)


def _refuse(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    refusal = outcome.refusal or Refusal.KIND
    context = {"reden": refusal.value, "redenen": outcome.reasons}
    return render(request, "deelnemen/refused.html", context, status=STATUS[refusal])
