"""Who is told of a new comment.

Whose thing it is hears of comments, at most once an hour. Who follows it hears when somebody of the
municipality says something, and so does the person who is answered. Nobody else is mailed.
"""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.roles import ROLES, Role
from deelname.mailing import Letter, mail_about
from deelname.models import Reactie, Rondschrijven, Volging
from deelname.rounds import Round, begin_round, followers, register_round
from deelname.signals import comment_placed
from deelname.subjects import subject_of


def role_of(reactie: Reactie) -> Role | None:
    """Return in what role somebody of the municipality wrote it; None for a resident."""
    return next((role for role in ROLES if role.action == reactie.rol), None)


@receiver(comment_placed, dispatch_uid="deelname.notifications")
def tell(reactie: Reactie, onderwerp: Any, **_kwargs: Any) -> None:
    """Tell who has to know, in the transaction of the comment."""
    if reactie.rol:
        begin_round(OFFICIAL, onderwerp, reactie=reactie.pk)
        if reactie.parent and reactie.parent.user:
            _mail_official(reactie, onderwerp, reactie.parent.user, may_stop=False)
    else:
        _tell_sender(reactie, onderwerp)


def _tell_sender(reactie: Reactie, onderwerp: Any) -> None:
    subject = subject_of(onderwerp)
    sender: User | None = subject.sender(onderwerp)
    if sender is None or sender.pk == reactie.user_id:
        return
    if not Volging.objects.about(onderwerp).filter(user=sender).exists():
        return
    hour = timezone.now().strftime("%Y%m%d%H")
    letter = Letter(
        subject=_("Nieuwe reactie bij “%(titel)s”") % {"titel": onderwerp},
        # The words themselves may be changed or taken away: they stay on the site.
        paragraphs=[_("Er is een nieuwe reactie bij “%(titel)s”.") % {"titel": onderwerp}],
        button=_("Lees de reactie"),
        link=_address(reactie, onderwerp),
    )
    key = f"{subject.key}-{onderwerp.pk}-reactie-{sender.pk}-{hour}"
    mail_about(letter, sender, onderwerp, key=key, may_stop=True)


def _mail_official(reactie: Reactie, onderwerp: Any, user: User, *, may_stop: bool = True) -> None:
    role = role_of(reactie)
    if user.pk == reactie.user_id or role is None:
        return
    letter = Letter(
        subject=_("De gemeente reageert bij “%(titel)s”") % {"titel": onderwerp},
        paragraphs=[_("De gemeente schreef een reactie bij “%(titel)s”.") % {"titel": onderwerp}],
        quote=reactie.tekst,
        quote_label=str(role.badge),
        button=_("Lees verder op de site"),
        link=_address(reactie, onderwerp),
    )
    mail_about(letter, user, onderwerp, key=f"reactie-{reactie.pk}-{user.pk}", may_stop=may_stop)


def _one_of_round(row: Rondschrijven, onderwerp: Any, user: User) -> None:
    found = Reactie.objects.filter(pk=row.data.get("reactie"), stand=Reactie.Stand.GEPLAATST)
    reactie = found.first()
    if reactie:
        _mail_official(reactie, onderwerp, user)


def _address(reactie: Reactie, onderwerp: Any) -> str:
    path = reverse("deelname:comment", args=[reactie.pk])
    return f"{onderwerp.site.root_url}{path}"


OFFICIAL = register_round(Round("reactie_gemeente", _one_of_round, followers))
