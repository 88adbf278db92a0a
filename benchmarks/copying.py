"""Copies branches of the page tree inside PostgreSQL: 100,000 pages in some seconds."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from wagtail.models import Page, get_page_models
from wagtail.search.models import IndexEntry

from kaart.models import Gebied
from wijkpaginas.models import Wijkcontact, WijkPage

# Metres matter little here: the copies lie side by side.
SHIFT = 0.02
ROW_LENGTH = 60


class Copy(NamedTuple):
    """Where a branch goes: `step` is its place among the children of the parent."""

    source: Page
    step: int
    slug: str
    title: str
    parent: Page | None = None

    @property
    def path(self) -> str:
        above = self.parent.path if self.parent else self.source.path[: -Page.steplen]
        return str(Page._get_path(above, self.source.depth, self.step))  # noqa: SLF001

    @property
    def url_path(self) -> str:
        above = self.parent.url_path if self.parent else "/"
        return f"{above}{self.slug}/"


def free_step(page: Page) -> int:
    """Return the first place after the last sibling of a page."""
    return int(page.get_parent().get_last_child().path[-Page.steplen :], 36) + 1


def copy_branch(root: Page, copies: Sequence[Copy]) -> None:
    """Copy a page and all below it, with what belongs to those pages, to several places."""
    if not copies:
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copy (n int, path text, url text, slug text, title text)")
        cursor.executemany(
            "INSERT INTO copy VALUES (%s, %s, %s, %s, %s)",
            [(n, c.path, c.url_path, c.slug, c.title) for n, c in enumerate(copies)],
        )
        cursor.execute("SELECT max(id) + 1 FROM wagtailcore_page")
        span = cursor.fetchone()[0]
        # The nth copy of page 7 is page 7 + (n + 1) * span: no two are the same.
        key = f"p.id + (c.n + 1) * {span}"
        branch = "FROM wagtailcore_page p CROSS JOIN copy c {join} WHERE p.path LIKE %s"
        like = [f"{root.path}%"]

        def copy_rows(table: str, values: dict[str, str], join: str = "") -> None:
            columns = [name for name in _columns(table) if values.get(name) != ""]
            chosen = ", ".join(values.get(name, f't."{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(
                f'INSERT INTO "{table}" ({names}) SELECT {chosen} {branch.format(join=join)}',
                like,
            )

        is_root = f"p.id = {root.pk}"
        page_values = {
            "id": key,
            "path": f"c.path || substr(p.path, {len(root.path) + 1})",
            "url_path": f"c.url || substr(p.url_path, {len(root.url_path) + 1})",
            "slug": f"CASE WHEN {is_root} THEN c.slug ELSE p.slug END",
            "title": f"CASE WHEN {is_root} THEN c.title ELSE p.title END",
            "draft_title": f"CASE WHEN {is_root} THEN c.title ELSE p.title END",
            "translation_key": "gen_random_uuid()",
            "latest_revision_id": "NULL",
            "live_revision_id": "NULL",
        }
        same_page = "JOIN wagtailcore_page t ON t.id = p.id"
        copy_rows("wagtailcore_page", page_values, same_page)
        for model in get_page_models():
            table = model._meta.db_table
            if table != "wagtailcore_page":
                copy_rows(table, {"page_ptr_id": key}, f'JOIN "{table}" t ON t.page_ptr_id = p.id')
        contacts, entries = Wijkcontact._meta.db_table, IndexEntry._meta.db_table
        copy_rows(contacts, {"id": "", "wijk_id": key}, f'JOIN "{contacts}" t ON t.wijk_id = p.id')
        copy_rows(
            entries,
            {"id": "", "object_id": f"({key})::text"},
            f'JOIN "{entries}" t ON t.object_id = p.id::text '
            "AND t.content_type_id = p.content_type_id",
        )
        cursor.execute("DROP TABLE copy")
        children = Counter((copy.parent or root.get_parent()).pk for copy in copies)
        cursor.executemany(
            "UPDATE wagtailcore_page SET numchild = numchild + %s WHERE id = %s",
            [(count, pk) for pk, count in children.items()],
        )
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), max(id)) "
            "FROM wagtailcore_page"
        )


def separate_areas() -> None:
    """Give each neighbourhood an outline of its own, beside that of the others."""
    seen: set[int] = set()
    twins: list[tuple[int, Gebied]] = []
    areas = Gebied.objects.in_bulk()
    for pk, area_pk in WijkPage.objects.order_by("pk").values_list("pk", "gebied_id"):
        if area_pk in seen:
            twins.append((pk, _shifted(areas[area_pk], len(twins) + 1)))
        elif area_pk:
            seen.add(area_pk)
    Gebied.objects.bulk_create([area for _pk, area in twins], batch_size=500)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{WijkPage._meta.db_table}" SET gebied_id = %s WHERE page_ptr_id = %s',  # noqa: S608
            [(area.pk, pk) for pk, area in twins],
        )


def _shifted(area: Gebied, number: int) -> Gebied:
    east, north = (number % ROW_LENGTH) * SHIFT, (number // ROW_LENGTH) * SHIFT
    values: dict[str, Any] = {
        field.attname: getattr(area, field.attname)
        for field in Gebied._meta.concrete_fields
        if not field.primary_key
    }
    values["code"], values["naam"] = f"WK{number:08d}", f"Wijk {number}"
    for name in ("west", "oost", "lon"):
        values[name] += east
    for name in ("zuid", "noord", "lat"):
        values[name] += north
    values["omtrek"] = {
        **area.omtrek,
        "coordinates": [
            [[[lon + east, lat + north] for lon, lat in ring] for ring in polygon]
            for polygon in area.omtrek["coordinates"]
        ],
    }
    return Gebied(**values)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [c.name for c in connection.introspection.get_table_description(cursor, table)]
