"""The e-mail addresses with which somebody can come in."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress

from bewoners.models import User


def forget_other_addresses(user: User) -> None:
    """Take away every address that an account can be entered with, but for its own."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()


def tell_former_address(email: str) -> None:
    """Mail the address of before that an administrator gave the account another one."""
    get_adapter().send_mail("account/email/email_replaced", email, {})
