"""Who is told of a step of an idea: in the transaction of that step."""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.dispatch import receiver
from django.urls import reverse

from bewoners.models import User
from core.models import OutgoingMail
from deelname.mailing import Letter, mail_about
from deelname.models import Rondschrijven, Steun
from deelname.rounds import Round, begin_round, register_round
from deelname.services.volgen import follow_locked
from ideeen.judging.mailing import tell_judges
from ideeen.models import Idee, Stap
from ideeen.signals import stage_changed
from ideeen.taking_part import letters
from ideeen.workflow import ANSWERED, PUBLIC, Rol, Stadium

S = Stadium
CARRY_SALT = "ideeen.overzetten"

Write = Callable[[Idee, Stap], Letter]
# What the sender is told in a stage that it came to on the usual way.
TO_SENDER: dict[str, Write] = {
    S.TERUGGESTUURD: letters.returned,
    S.AFGEWEZEN: letters.rejected,
    S.GEPLAATST: letters.placed,
    S.BEOORDELING: letters.judged,
    S.OPGEPAKT: letters.answered,
    S.NIET_HAALBAAR: letters.answered,
    S.VERBORGEN: letters.hidden,
    S.SAMENGEVOEGD: letters.merged,
}


@receiver(stage_changed, dispatch_uid="ideeen.taking_part.mails")
def tell(idee: Idee, stap: Stap, *, silent: bool = False, **_kwargs: Any) -> None:
    """Tell all who have to know; the idea is locked."""
    if silent:
        return
    if stap.van == S.BEVESTIGEN and idee.indiener:
        follow_locked(idee, idee.indiener, is_first=True)
    if stap.van == S.MODERATIE and stap.rol == Rol.SYSTEEM:
        # Placed at once: that a moderator looks first was not true.
        OutgoingMail.objects.waiting().filter(key=_received_key(idee)).delete()
    write = _to_sender(idee, stap)
    if write:
        key = _key(stap, "afzender") if write is not letters.received else _received_key(idee)
        mail_about(write(idee, stap), idee.indiener, idee, key=key)
    if stap.naar == S.BEOORDELING and stap.van == S.GEPLAATST:
        tell_judges(idee, why=f"stap-{stap.pk}", but=stap.door_id)
    if stap.naar in ANSWERED and stap.van == S.BEOORDELING:
        begin_round(ANSWER, idee, stap=stap.pk)
    if stap.naar == S.SAMENGEVOEGD and stap.van in PUBLIC:
        begin_round(CARRY_OVER, idee, stap=stap.pk)


def _to_sender(idee: Idee, stap: Stap) -> Write | None:
    """Return what the sender gets; nothing for what they just did themselves."""
    if stap.rol == Rol.AFZENDER:
        return None
    if stap.naar == S.MODERATIE:
        if stap.van == S.BEVESTIGEN:
            return letters.received
        return letters.checked_again
    if stap.van in {S.VERBORGEN, S.SAMENGEVOEGD}:
        return letters.again_visible
    if stap.van == S.BEOORDELING and stap.naar == S.GEPLAATST:
        return letters.not_judged_yet
    return TO_SENDER.get(stap.naar)


def _key(stap: Stap, who: str) -> str:
    return f"idee-{stap.idee_id}-stap-{stap.pk}-{who}"


def _received_key(idee: Idee) -> str:
    return f"idee-{idee.pk}-ontvangen"


def _mail_answer(row: Rondschrijven, idee: Idee, user: User) -> None:
    stap = Stap.objects.select_related("reden").filter(pk=row.data.get("stap")).first()
    # Judged once more meanwhile: the next answer has a mail of its own.
    if stap is None or user.pk == idee.indiener_id or idee.stadium != stap.naar:
        return
    key = _key(stap, str(user.pk))
    mail_about(letters.answered(idee, stap), user, idee, key=key, may_stop=True)


def _mail_carry_over(row: Rondschrijven, idee: Idee, user: User) -> None:
    other = idee.samengevoegd_met
    if other is None or not other.takes_support or user.pk == other.indiener_id:
        return
    if Steun.objects.about(other).filter(user=user).exists():
        return
    key = f"idee-{idee.pk}-stap-{row.data.get('stap')}-overzetten-{user.pk}"
    letter = letters.carry_over(idee, carry_over_address(idee, user))
    mail_about(letter, user, idee, key=key, may_stop=True)


def carry_over_address(idee: Idee, user: User) -> str:
    """Return the link with which this person may carry their support over."""
    token = signing.dumps([idee.pk, user.pk], salt=CARRY_SALT)
    path = reverse("ideeen:carry_over", args=[idee.pk])
    return f"{idee.site.root_url}{path}?sleutel={token}"


ANSWER = register_round(Round("idee_antwoord", _mail_answer))
CARRY_OVER = register_round(Round("idee_overzetten", _mail_carry_over))
