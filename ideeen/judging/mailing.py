"""Who is told that an idea waits for a judgement."""

from core.roles import MODERATOR
from deelname.mailing import mail_about
from deelname.people import people_with_role
from ideeen.judging.people import judges_of
from ideeen.models import Idee
from ideeen.taking_part import letters


def tell_judges(idee: Idee, *, why: str, but: int | None = None) -> None:
    """Mail who judges in the neighbourhood of an idea; where nobody does, its moderators.

    ``why`` names what happened, once for each idea; ``but`` is the key of who did it, and knows.
    """
    judges = list(judges_of(idee.wijk))
    write = letters.to_coordinator if judges else letters.nobody_judges
    for user in judges or people_with_role(MODERATOR, idee.wijk):
        if user.pk != but:
            mail_about(write(idee), user, idee, key=f"idee-{idee.pk}-{why}-regisseur-{user.pk}")
