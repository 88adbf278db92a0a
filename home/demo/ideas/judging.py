"""What the municipality found of the ideas of the demo, and what the neighbours answered."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from deelname.models import Gebeurtenis
from deelname.subjects import type_of
from home.demo.ideas.dates import Clock
from home.demo.ideas.people import People
from ideeen.judging.services import CRITERIA_JUDGED
from ideeen.models import Burenantwoord, Burencheck, BurencheckAdres, Criterium, Idee, Uitkomst
from ideeen.neighbours.closing import CLOSED
from ideeen.neighbours.services import STARTED, make_letters

ANSWERS = (
    ("voor", Burenantwoord.VOOR),
    ("tegen", Burenantwoord.TEGEN),
    ("opmerking", Burenantwoord.OPMERKING),
)


class Judging:
    """Collects outcomes and neighbour checks of all ideas, and writes them."""

    def __init__(self, people: People, site: Site) -> None:
        self.people = people
        self.criteria = list(Criterium.objects.filter(site=site))
        self.outcomes: list[Uitkomst] = []
        self.events: list[Gebeurtenis] = []

    def add(self, idee: Idee, values: dict[str, Any], slug: str) -> None:
        """Note the outcomes of an idea in the order of the criteria, and what neighbours said."""
        if "burencheck" in values:
            self._check(idee, values["burencheck"], slug)
        if "criteria" in values:
            self._outcomes(idee, values["criteria"], slug)

    def write(self) -> None:
        """Write what waits."""
        Uitkomst.objects.bulk_create(self.outcomes)
        Gebeurtenis.objects.bulk_create(self.events)

    def _outcomes(self, idee: Idee, outcomes: list[Any], slug: str) -> None:
        # Shortly before the answer, or some days after the judges began.
        at = min(
            idee.beantwoord_op or idee.stadium_sinds + timedelta(days=6),
            timezone.now(),
        ) - timedelta(hours=3)
        judged = []
        for criterium, outcome in zip(self.criteria, outcomes, strict=True):
            if outcome:
                waarde, toelichting = outcome
                judged.append(criterium.pk)
                self.outcomes.append(
                    Uitkomst(
                        idee=idee,
                        criterium=criterium,
                        waarde=waarde,
                        toelichting=toelichting,
                        door=self.people.staff[slug, "regisseur"],
                        at=at,
                    )
                )
        self._event(idee, CRITERIA_JUDGED, at, criteria=judged)

    def _check(self, idee: Idee, values: dict[str, Any], slug: str) -> None:
        """Write a check; when it is over its letters are gone, else they are made."""
        clock = Clock(f"{idee.titel} buren")
        begin = clock.moment(values["start"], at_work=True)
        runs = values["sluit"] < 0
        # Of one that runs, the answers came in until now.
        end = timezone.now() if runs else clock.moment(values["sluit"])
        last = end - timedelta(days=values["sluit"] if runs else 1)
        check = Burencheck.objects.create(
            idee=idee,
            vraag=values["vraag"],
            toelichting=values["toelichting"],
            sluit_op=timezone.localdate(last),
            created_at=begin,
            gestart_door=self.people.staff[slug, "regisseur"],
            gesloten_op=None if runs else end,
            brieven=Burencheck.Brieven.BEZIG if runs else Burencheck.Brieven.WEG,
            brieven_op=None if runs else begin,
        )
        answers = [answer for key, answer in ANSWERS for _ in range(values[key])]
        remarks = dict(zip(_remarked(values), values["opmerkingen"], strict=True))
        BurencheckAdres.objects.bulk_create(
            BurencheckAdres(
                burencheck=check,
                nummer=number + 1,
                straat=f"{values['straat']} {number + 1}",
                postcode=values["postcode"],
                plaats="Waterhage",
                antwoord=answers[number] if number < len(answers) else "",
                opmerking=remarks.get(number, ""),
                beantwoord_op=(
                    begin + (end - begin) * (number + 1) / (len(answers) + 1)
                    if number < len(answers)
                    else None
                ),
            )
            for number in range(values["gevraagd"])
        )
        day = check.sluit_op.isoformat()
        self._event(idee, STARTED, begin, burencheck=check.pk, tot=day)
        if runs:
            make_letters.call(check.pk)
        else:
            self._event(idee, CLOSED, end, burencheck=check.pk)

    def _event(self, idee: Idee, soort: str, at: datetime, **data: Any) -> None:
        self.events.append(
            Gebeurtenis(
                onderwerp_type=type_of(Idee),
                onderwerp_id=idee.pk,
                soort=soort,
                site_id=idee.site_id,
                wijk_id=idee.wijk_id,
                lat=idee.lat,
                lon=idee.lon,
                at=at,
                is_public=idee.is_public,
                public_since=at,
                data=data,
            )
        )


def _remarked(values: dict[str, Any]) -> list[int]:
    """Return which answers have a remark: the first of each kind."""
    return [0, values["voor"], values["voor"] + values["tegen"]]
