"""The pages where a code from a mail is typed in, with the same work for every address.

allauth mails somebody without an account once, and stays silent when a new code is asked for: that
answer comes sooner than the one for an account.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.account.views import ConfirmEmailVerificationCodeView, ConfirmLoginCodeView
from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseRedirectBase


class LoginCodeView(ConfirmLoginCodeView):
    """Takes the code with which somebody logs in."""

    def _resend_form_valid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super()._resend_form_valid(form)
        if self._process.user is None and isinstance(response, HttpResponseRedirectBase):
            send_unknown_account_mail(self.request, self._process.state["email"])
        return response


class EmailCodeView(ConfirmEmailVerificationCodeView):
    """Takes the code with which somebody confirms an address."""

    def _resend_form_valid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super()._resend_form_valid(form)
        if self._process.user is None and isinstance(response, HttpResponseRedirectBase):
            get_adapter().send_account_already_exists_mail(self._process.state["email"])
        return response
