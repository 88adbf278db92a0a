"""Fills a database with ideas to measure; run as a process with `benchmarks.settings`.

    python -m benchmarks.ideeen_store fill 100000     ideas in 80 neighbourhoods of one municipality
    python -m benchmarks.ideeen_store sender          somebody who is logged in, as JSON

Up to 10,000 ideas are composed one by one, and found by search as any other. The database copies
them to other places, with other dates and other numbers of supporters.
"""

import argparse
import json
import random
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks.ideeen_rows import FIRST, STAGES, add_rows, copy_ideas, scatter, way_to
from benchmarks.ideeen_words import ANSWER, SENTENCES, WORDS

WIJKEN = 80
# The neighbourhood of the demo whose pages are measured; it gets some of the first new ideas too.
MEASURED_WIJK = "havenkwartier"
COMPOSED = 10_000
SPOTS_PER_WIJK = 500
SENDERS = 500
SENDER = "insturen@example.nl"
YEARS = 5


def fill(count: int) -> None:
    """Make neighbourhoods and ideas until there are so many of both."""
    from django.db import transaction  # noqa: PLC0415

    from benchmarks.store import grow  # noqa: PLC0415
    from ideeen.models import Idee  # noqa: PLC0415
    from kaart.tallies import count_anew, layers  # noqa: PLC0415

    grow(WIJKEN, one_municipality=True)
    missing = count - Idee.objects.count()
    with transaction.atomic():
        if missing > 0:
            composed = min(missing, COMPOSED)
            _make_spots()
            first = _compose(composed)
            copy_ideas(first, composed, missing - composed)
            add_rows(first)
        for layer in layers():
            count_anew(layer)


def _make_spots() -> None:
    """Write places in all neighbourhoods to a table: the same number in each, with their cells."""
    from django.db import connection  # noqa: PLC0415
    from shapely import contains_xy, prepare  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    from kaart.cells import cell_of  # noqa: PLC0415
    from wijkpaginas.models import WijkPage  # noqa: PLC0415

    chance = random.Random(1)  # noqa: S311  # the same ideas each time
    rows = []
    wijken = WijkPage.objects.filter(opening=WijkPage.Opening.OPEN).select_related("gebied")
    for wijk in wijken:
        area = shape(wijk.gebied.omtrek)
        prepare(area)
        west, south, east, north = area.bounds
        found = 0
        while found < SPOTS_PER_WIJK:
            lon, lat = chance.uniform(west, east), chance.uniform(south, north)
            if contains_xy(area, lon, lat):
                rows.append((wijk.pk, lat, lon, cell_of(lat, lon)))
                found += 1
    chance.shuffle(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE spot (n serial PRIMARY KEY, wijk bigint, lat float8, lon float8,"
            " cel bigint)"
        )
        with cursor.copy("COPY spot (wijk, lat, lon, cel) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _compose(number: int) -> int:
    """Write ideas one by one, with what a search needs; return the number of the first."""
    from django.utils import timezone  # noqa: PLC0415
    from wagtail.search.backends import get_search_backend  # noqa: PLC0415

    from ideeen.models import Idee  # noqa: PLC0415
    from wijkpaginas.models import WijkPage  # noqa: PLC0415

    chance = random.Random(2)  # noqa: S311  # the same ideas each time
    target = Idee.objects.filter(stadium="geplaatst").earliest("pk")
    home = WijkPage.objects.filter(slug=MEASURED_WIJK).order_by("pk")[0]
    senders, now = _make_senders(), timezone.now()
    ideas = []
    for place, values in enumerate(_values(number, chance)):
        idee = Idee(**values, site_id=target.site_id, wijk=home, indiener_id=chance.choice(senders))
        _add_dates(idee, now - timedelta(days=chance.uniform(1, YEARS * 365)), chance)
        if idee.stadium == "samengevoegd":
            idee.samengevoegd_met = target
        if place == 0:
            # Its page is measured: the same one whatever else there is.
            idee.thema_id, idee.steun_aantal, idee.steun_wijk_aantal = target.thema_id, 12, 7
        ideas.append(idee)
    Idee.objects.bulk_create(ideas, batch_size=1000)
    index: Any = get_search_backend()
    for start in range(0, number, 500):
        index.add_bulk(Idee, ideas[start : start + 500])
    scatter(ideas[0].pk)
    return int(ideas[0].pk)


def _values(number: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    from wijkpaginas.models import Thema  # noqa: PLC0415

    themas = [*Thema.objects.values_list("pk", flat=True), None]
    stages = [stage for stage, share in STAGES.items() for _ in range(share)]
    choices = {name: known.split() for name, known in WORDS.items()}
    for place in range(number):
        words = {name: chance.choice(known) for name, known in choices.items()}
        sentences = chance.sample(SENTENCES, chance.randint(4, 9))
        stage = chance.choice(stages) if place >= FIRST else "geplaatst"
        yield {
            "titel": "Een {kind} {thing} bij de {place}".format(**words),
            "tekst": " ".join(sentences).format(**words),
            "thema_id": chance.choice(themas),
            "stadium": stage,
            "vraagt_budget": chance.random() < 0.2,
            "antwoord": ANSWER if stage in {"opgepakt", "niet_haalbaar"} else "",
        }


def _add_dates(idee: Any, created: Any, chance: random.Random) -> None:
    """Give an idea the dates that go with its stage, and supporters when it is public."""
    way = way_to(idee.stadium)
    idee.created_at = idee.submitted_at = created
    idee.stadium_sinds = created + timedelta(hours=7 * len(way))
    if "geplaatst" in way:
        idee.geplaatst_op = idee.first_published_at = created + timedelta(hours=7)
        idee.steun_aantal = int(chance.paretovariate(1.1)) % 400
        idee.steun_wijk_aantal = idee.steun_aantal // 2
    if idee.antwoord:
        idee.beantwoord_op = idee.stadium_sinds
    idee.live = idee.stadium in {*("geplaatst", "beoordeling", "samengevoegd"), *ANSWERED}


ANSWERED = ("opgepakt", "niet_haalbaar")


def _make_senders() -> list[int]:
    from bewoners.models import User  # noqa: PLC0415

    users = User.objects.bulk_create(
        User(email=f"bewoner-{number}@example.nl", naam=f"Bewoner {number}", password="!")  # noqa: S106
        for number in range(SENDERS)
    )
    return [user.pk for user in users]


def make_sender() -> dict[str, str]:
    """Log somebody in; return what a browser of theirs sends with a form, without a photo."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from bewoners.models import User  # noqa: PLC0415
    from deelname.spam.forms import signed_moment  # noqa: PLC0415

    user, _made = User.objects.get_or_create(
        email=SENDER, defaults={"naam": "An de Boer", "password": "!"}
    )
    client = Client()
    client.force_login(user)
    session = settings.SESSION_COOKIE_NAME
    return {
        "session": f"{session}={client.cookies[session].value}",
        "csrf": settings.CSRF_COOKIE_NAME,
        "moment": signed_moment(),
        "unique": uuid.uuid4().hex,
    }


def main() -> None:
    import django  # noqa: PLC0415

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("step", choices=["fill", "sender"])
    parser.add_argument("count", type=int, nargs="?", default=100)
    options = parser.parse_args()
    if options.step == "fill":
        fill(options.count)
    else:
        print(json.dumps(make_sender()))


if __name__ == "__main__":
    main()
