"""Who is told of a new comment.

Whose thing it is hears of comments, at most once an hour. Who follows it hears when somebody of the
municipality says something, and so does the person who is answered. Whose comment a moderator
places or hides hears that, and what came of an objection. Nobody else is mailed. Who writes for the
municipality chooses whether other words of theirs are told.
"""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.roles import ROLES, Role
from deelname.mailing import Letter, mail_about
from deelname.models import Gebeurtenis, Reactie, Rondschrijven, Volging
from deelname.rounds import Round, begin_round, followers, register_round
from deelname.services.reacties import CHANGED as EVENT_CHANGED
from deelname.signals import (
    comment_changed,
    comment_judged,
    comment_placed,
    objection_refused,
)
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


@receiver(comment_changed, dispatch_uid="deelname.notifications.changed")
def tell_change(reactie: Reactie, onderwerp: Any, gebeurtenis: Gebeurtenis, **_kwargs: Any) -> None:
    """Tell those who follow it of other words of the municipality, when it asks for that."""
    begin_round(CHANGED, onderwerp, reactie=reactie.pk, gebeurtenis=gebeurtenis.pk)


def _one_of_changed(row: Rondschrijven, onderwerp: Any, user: User) -> None:
    """Mail somebody the words as they are now; of several changes in a row only the last one."""
    number, event = row.data.get("reactie"), row.data.get("gebeurtenis", 0)
    reactie = Reactie.objects.filter(pk=number, stand=Reactie.Stand.GEPLAATST).first()
    events = Gebeurtenis.objects.about(onderwerp).filter(soort=EVENT_CHANGED, data__reactie=number)
    if reactie is None or user.pk == reactie.user_id or events.filter(pk__gt=event).exists():
        return
    role = role_of(reactie)
    letter = Letter(
        subject=_("De gemeente paste een reactie aan bij “%(titel)s”") % {"titel": onderwerp},
        paragraphs=[
            _("De gemeente schreef een reactie bij “%(titel)s” anders op.") % {"titel": onderwerp}
        ],
        quote=reactie.tekst,
        quote_label=str(role.badge) if role else "",
        button=_("Lees verder op de site"),
        link=_address(reactie, onderwerp),
    )
    key = f"reactie-{reactie.pk}-aangepast-{event}-{user.pk}"
    mail_about(letter, user, onderwerp, key=key, may_stop=True)


@receiver(comment_judged, dispatch_uid="deelname.notifications.judged")
def tell_writer(reactie: Reactie, toelichting: str, *, granted: bool, **_kwargs: Any) -> None:
    """Tell whose comment it is what a moderator decided; of one's own there is nothing to tell."""
    onderwerp: Any = reactie.onderwerp
    placed = reactie.stand == Reactie.Stand.GEPLAATST
    subject = (
        _("Uw reactie bij “%(titel)s” staat op de site")
        if placed
        else _("Uw reactie bij “%(titel)s” is verborgen")
    )
    told = (
        _("Een moderator keek uw reactie bij “%(titel)s” na. Iedereen kan hem nu lezen.")
        if placed
        else _("Een moderator heeft uw reactie bij “%(titel)s” van de site gehaald.")
    )
    address, after, button = _address(reactie, onderwerp), [], _("Bekijk uw reactie")
    if reactie.may_object:
        address = _address(reactie, onderwerp, "comment_objection")
        after = [_("Bent u het er niet mee eens? Dan kunt u één keer bezwaar maken.")]
        button = _("Bekijk uw reactie of maak bezwaar")
    letter = Letter(
        subject=subject % {"titel": onderwerp},
        paragraphs=[
            *([_("U maakte bezwaar, en u krijgt gelijk.")] if granted else []),
            told % {"titel": onderwerp},
        ],
        quote=toelichting,
        quote_label=_("De reden") if toelichting else "",
        after=after,
        button=button,
        link=address,
    )
    key = f"reactie-{reactie.pk}-{reactie.stand}-{timezone.now():%Y%m%d%H%M%S%f}"
    mail_about(letter, reactie.user, onderwerp, key=key)


@receiver(objection_refused, dispatch_uid="deelname.notifications.objection_refused")
def tell_refused(reactie: Reactie, toelichting: str, **_kwargs: Any) -> None:
    """Tell who objected that the comment stays hidden, and why."""
    onderwerp: Any = reactie.onderwerp
    letter = Letter(
        subject=_("Uw bezwaar is beoordeeld"),
        paragraphs=[
            _("U maakte bezwaar omdat uw reactie bij “%(titel)s” niet op de site staat.")
            % {"titel": onderwerp},
            _("Een moderator keek er nog eens naar. Uw reactie blijft verborgen."),
        ],
        quote=toelichting,
        quote_label=_("De reden"),
        button=_("Bekijk uw reactie"),
        link=_address(reactie, onderwerp, "comment_objection"),
    )
    mail_about(letter, reactie.user, onderwerp, key=f"reactie-{reactie.pk}-bezwaar-afgewezen")


def _address(reactie: Reactie, onderwerp: Any, name: str = "comment") -> str:
    path = reverse(f"deelname:{name}", args=[reactie.pk])
    return f"{onderwerp.site.root_url}{path}"


OFFICIAL = register_round(Round("reactie_gemeente", _one_of_round, followers))
CHANGED = register_round(Round("reactie_aangepast", _one_of_changed, followers))
