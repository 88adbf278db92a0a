"""Writes the many rows of made-up ideas inside PostgreSQL: 100,000 of them in some seconds."""

from typing import Any

from benchmarks.ideeen_words import COMMENTS

# So many of the new ideas stay in the neighbourhood that is measured.
FIRST = 12
# Of a thousand ideas.
STAGES = {
    "geplaatst": 450, "niet_haalbaar": 200, "opgepakt": 150, "beoordeling": 60, "afgewezen": 50,
    "samengevoegd": 30, "ingetrokken": 30, "moderatie": 15, "verborgen": 10, "teruggestuurd": 5,
}  # fmt: skip
# From where an idea comes to a stage.
BEFORE = {
    "geplaatst": ("moderatie", "moderator"),
    "beoordeling": ("geplaatst", "systeem"),
    "opgepakt": ("beoordeling", "regisseur"),
    "niet_haalbaar": ("beoordeling", "regisseur"),
    "samengevoegd": ("geplaatst", "moderator"),
    "verborgen": ("geplaatst", "moderator"),
    "ingetrokken": ("geplaatst", "afzender"),
    "afgewezen": ("moderatie", "moderator"),
    "teruggestuurd": ("moderatie", "moderator"),
    "moderatie": ("bevestigen", "systeem"),
}
WITH_COMMENTS, WITH_PHOTO, NOWHERE = 10, 3, 12


def way_to(stage: str) -> list[str]:
    """Return the stages that an idea went through, the first one left out."""
    way = [stage]
    while (before := BEFORE[way[0]][0]) != "bevestigen":
        way.insert(0, before)
    return way


def scatter(first: int) -> None:
    """Give ideas their places: the first few stay in the neighbourhood that is measured."""
    _run(
        """
        UPDATE ideeen_idee i SET
            wijk_id = CASE WHEN i.id < %(first)s + %(stay)s THEN i.wijk_id ELSE s.wijk END,
            lat = CASE WHEN (i.id - %(first)s + 1) %% %(nowhere)s = 0 THEN NULL ELSE s.lat END,
            lon = CASE WHEN (i.id - %(first)s + 1) %% %(nowhere)s = 0 THEN NULL ELSE s.lon END,
            cel = CASE WHEN (i.id - %(first)s + 1) %% %(nowhere)s = 0 THEN NULL ELSE s.cel END
        FROM spot s
        WHERE i.id >= %(first)s AND s.n = CASE
            WHEN i.id < %(first)s + %(stay)s THEN (SELECT min(n) FROM spot WHERE wijk = i.wijk_id)
            ELSE 1 + i.id %% (SELECT max(n) FROM spot) END
        """,
        first=first,
        stay=FIRST,
        nowhere=NOWHERE,
    )


def copy_ideas(first: int, composed: int, number: int) -> None:
    """Copy what was composed until there are so many more, elsewhere and at another time."""
    from ideeen.models import Idee  # noqa: PLC0415

    if number <= 0:
        return
    # Copy n of the first one has the number of the first one + n times what was composed.
    values = {
        "id": "i.id + c.n * %(composed)s",
        "inzending": "gen_random_uuid()",
        "wijk_id": "s.wijk",
        **{
            name: f"CASE WHEN i.lat IS NULL THEN NULL ELSE s.{name} END"
            for name in ("lat", "lon", "cel")
        },
        "steun_aantal": "(i.steun_aantal * (1 + c.n %% 3)) %% 400",
        "steun_wijk_aantal": "(i.steun_aantal * (1 + c.n %% 3)) %% 400 / 2",
    }
    dates = ["created_at", "submitted_at", "geplaatst_op", "first_published_at", "beantwoord_op"]
    later = "- ((i.id * 7919 + c.n * 104729) %% 2000000) * interval '10 seconds'"
    values |= {name: f"i.{name} {later}" for name in [*dates, "stadium_sinds"]}
    columns = [field.column or "" for field in Idee._meta.concrete_fields]
    chosen = ", ".join(values.get(column, f"i.{column}") for column in columns)
    _run(
        f"""
        INSERT INTO ideeen_idee ({", ".join(columns)})
        SELECT {chosen}
        FROM generate_series(1, 1 + %(number)s / %(composed)s) c (n)
        JOIN ideeen_idee i ON i.id >= %(first)s
        JOIN spot s ON s.n = 1 + (i.id * 31 + c.n * 7877) %% (SELECT max(n) FROM spot)
        WHERE (c.n - 1) * %(composed)s + i.id - %(first)s < %(number)s
        """,  # noqa: S608  # names of our own columns
        first=first,
        composed=composed,
        number=number,
    )
    _run("SELECT setval(pg_get_serial_sequence('ideeen_idee', 'id'), max(id)) FROM ideeen_idee")
    _copy_entries(first, composed)


def _copy_entries(first: int, composed: int) -> None:
    """Give the copies what a search needs, from those that they are copies of."""
    from wagtail.search.models import IndexEntry  # noqa: PLC0415

    from deelname.subjects import type_of  # noqa: PLC0415
    from ideeen.models import Idee  # noqa: PLC0415

    table = IndexEntry._meta.db_table
    columns = [f.column for f in IndexEntry._meta.concrete_fields if not f.primary_key]
    chosen = ", ".join("i.id::text" if name == "object_id" else f"e.{name}" for name in columns)
    _run(
        f"""
        INSERT INTO {table} ({", ".join(columns)})
        SELECT {chosen}
        FROM ideeen_idee i
        JOIN {table} e ON e.content_type_id = %(kind)s
            AND e.object_id = (%(first)s + (i.id - %(first)s) %% %(composed)s)::text
        WHERE i.id >= %(first)s + %(composed)s
        """,  # noqa: S608  # names of our own columns
        first=first,
        composed=composed,
        kind=type_of(Idee).pk,
    )


def add_rows(first: int) -> None:
    """Add the history of all new ideas, and comments and a photo to some of them."""
    from deelname.subjects import type_of  # noqa: PLC0415
    from ideeen.models import Idee  # noqa: PLC0415

    kind = type_of(Idee).pk
    for stage in STAGES:
        for number, naar in enumerate(way_to(stage)):
            van, rol = BEFORE[naar]
            _run(
                """
                INSERT INTO ideeen_stap (idee_id, van, naar, rol, at, toelichting)
                SELECT id, %(van)s, %(naar)s, %(rol)s,
                    created_at + %(number)s * interval '7 hours', antwoord
                FROM ideeen_idee WHERE id >= %(first)s AND stadium = %(stage)s
                """,
                van=van, naar=naar, rol=rol, number=number, first=first, stage=stage,
            )  # fmt: skip
    for number, text in enumerate(COMMENTS[:3]):
        _run(
            """
            INSERT INTO deelname_reactie
                (onderwerp_type_id, onderwerp_id, user_id, rol, tekst, stand, inzending, created_at)
            SELECT %(kind)s, id, indiener_id, '', %(text)s, 'geplaatst', gen_random_uuid(),
                geplaatst_op + %(number)s * interval '9 hours'
            FROM ideeen_idee
            WHERE geplaatst_op IS NOT NULL AND id >= %(first)s
                AND (id - %(first)s) %% %(each)s = 0
            """,
            kind=kind, text=text, number=number + 1, first=first, each=WITH_COMMENTS,
        )  # fmt: skip
    _run(
        """
        UPDATE ideeen_idee SET reactie_aantal = 3
        WHERE geplaatst_op IS NOT NULL AND id >= %(first)s AND (id - %(first)s) %% %(each)s = 0
        """,
        first=first,
        each=WITH_COMMENTS,
    )
    _run(
        """
        INSERT INTO deelname_foto (onderwerp_type_id, onderwerp_id, bestand, klein, breedte, hoogte,
            alt, volgorde, stand, created_at)
        SELECT %(kind)s, id, 'inzendingen/' || md5(id::text) || '.webp',
            'inzendingen/klein/' || md5(id::text) || '.webp', 1600, 1200,
            'De plek zoals die nu is', 1, 'geplaatst', created_at
        FROM ideeen_idee WHERE id >= %(first)s AND (id - %(first)s) %% %(each)s = 0
        """,
        kind=kind,
        first=first,
        each=WITH_PHOTO,
    )
    _run(
        """
        INSERT INTO deelname_gebeurtenis (onderwerp_type_id, onderwerp_id, soort, site_id, wijk_id,
            lat, lon, at, is_public, public_since, data)
        SELECT %(kind)s, i.id, 'idee_' || s.naar, i.site_id, i.wijk_id, i.lat, i.lon, s.at, i.live,
            CASE WHEN i.live THEN s.at END, jsonb_build_object('stap', s.id)
        FROM ideeen_stap s JOIN ideeen_idee i ON i.id = s.idee_id WHERE i.id >= %(first)s
        """,
        kind=kind,
        first=first,
    )


def _run(statement: str, **values: Any) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
