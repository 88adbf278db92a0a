"""The codes of an app, and recovery codes."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from bewoners.forms.parts import ask_code


class ActivateAppForm(totp.ActivateTOTPForm):
    """Asks for the first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, _("Code die de app nu laat zien"))


class SecondStepForm(base.AuthenticateForm):
    """Asks for a code of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, _("Code van uw app, of een herstelcode"), digits_only=False)


class SecondStepAgainForm(base.ReauthenticateForm):
    """Asks for such a code once more, of somebody who is logged in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, _("Code van uw app, of een herstelcode"), digits_only=False)
