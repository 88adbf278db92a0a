"""What the public may know of what neighbours said: numbers, and not of too few of them."""

from typing import Any

from ideeen.models import Burenantwoord

# Of fewer answers, who knows one neighbour could tell what another one said.
MINIMUM = 5


def may_be_public(check: Any) -> bool:
    """Say whether the totals of a check (`with_totals`) single out nobody.

    Only when it is closed: who looks before and after a neighbour answered would see that answer.
    Not when everybody who was asked said the same: that would tell of each what they said.
    """
    if check.gesloten_op is None or check.geantwoord < MINIMUM:
        return False
    return all(getattr(check, value) < check.gevraagd for value in Burenantwoord.values)
