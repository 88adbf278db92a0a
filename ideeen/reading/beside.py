"""What there is beside an idea that most ideas have nothing of: asked in one question."""

from typing import NamedTuple

from django.db import connection

from deelname.models import Gebeurtenis, Reactie
from deelname.subjects import type_of
from ideeen.models.burencheck import Burencheck
from ideeen.models.idee import Idee


class Beside(NamedTuple):
    """Whether others were merged into it, neighbours were asked, and so on."""

    merged: bool = True
    check: bool = True
    events: bool = True
    hidden_comments: bool = True


def beside(idee: Idee, events: tuple[str, ...]) -> Beside:
    """Look for all of that; the `events` are the kinds that its time line tells of."""
    kinds, about = ", ".join(["%s"] * len(events)), (type_of(Idee).pk, idee.pk)
    with connection.cursor() as cursor:
        # Every visit asks this: the ORM takes longer to write it than the database to answer.
        cursor.execute(
            f"""
            SELECT
                EXISTS(SELECT 1 FROM {Idee._meta.db_table} WHERE samengevoegd_met_id = %s),
                EXISTS(SELECT 1 FROM {Burencheck._meta.db_table} WHERE idee_id = %s),
                EXISTS(
                    SELECT 1 FROM {Gebeurtenis._meta.db_table}
                    WHERE onderwerp_type_id = %s AND onderwerp_id = %s AND is_public
                        AND soort IN ({kinds})
                ),
                EXISTS(
                    SELECT 1 FROM {Reactie._meta.db_table}
                    WHERE onderwerp_type_id = %s AND onderwerp_id = %s AND stand = %s
                )
            """,  # noqa: S608  # names of our own tables
            [idee.pk, idee.pk, *about, *events, *about, Reactie.Stand.VERBORGEN],
        )
        return Beside(*map(bool, cursor.fetchone()))
