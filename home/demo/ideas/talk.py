"""What people did with the ideas of the demo: support, follow, comment, report; and the events."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bewoners.models import User
from deelname.models import Gebeurtenis, Melding, Reactie, Steun, Volging
from deelname.models.reactie import EVENT
from deelname.subjects import type_of
from home.demo.ideas.dates import Clock
from home.demo.ideas.people import People
from ideeen.models import Idee, IdeeenPage, Stap
from ideeen.workflow import PUBLIC, Rol, Stadium

# How many follow an idea beside its sender, at most.
MOST_FOLLOWERS = 5
# Nobody answers faster.
PAUSE = timedelta(minutes=17)
ENDS = (Stadium.OPGEPAKT, Stadium.NIET_HAALBAAR, Stadium.SAMENGEVOEGD, Stadium.VERBORGEN)


class Talk:
    """Collects the rows of all ideas, and writes them with the counters."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.ideas: list[Idee] = []
        self.support: list[Steun] = []
        self.following: list[Volging] = []
        self.events: list[Gebeurtenis] = []

    def add(self, idee: Idee, values: dict[str, Any], slug: str) -> None:
        """Note what people did with a stored idea, and count it."""
        self.ideas.append(idee)
        chance = random.Random(idee.titel)  # noqa: S311  # the same each time, and no secret
        followers = {idee.indiener} if idee.indiener and idee.submitted_at else set()
        if idee.geplaatst_op:
            followers |= self._support(idee, values, slug, chance)
            self._comments(idee, values.get("reacties", []), slug)
        self.following += [
            Volging(**self._about(idee), user=user, created_at=idee.geplaatst_op or idee.created_at)
            for user in sorted(followers, key=lambda user: user.pk)
        ]
        idee.volger_aantal = len(followers)
        self._reports(idee, idee, values, slug)

    def _support(
        self, idee: Idee, values: dict[str, Any], slug: str, chance: random.Random
    ) -> set[User]:
        """Let so many neighbours and others support it; return who of them follows it too."""
        total, own = values["steun"]
        here = [user for user in self.people.residents[slug] if user != idee.indiener]
        elsewhere = [
            user
            for other, users in self.people.residents.items()
            if other and other != slug
            for user in users
        ]
        users = chance.sample(here, own) + chance.sample(elsewhere, total - own)
        chance.shuffle(users)
        moments = self._moments(idee, total, chance)
        self.support += [
            Steun(
                **self._about(idee),
                user=user,
                uit_eigen_wijk=user.wijk_id == idee.wijk_id,
                created_at=at,
            )
            for user, at in zip(users, moments, strict=True)
        ]
        idee.steun_aantal, idee.steun_wijk_aantal = total, own
        return set(users[: min(MOST_FOLLOWERS, total // 5)])

    def _moments(self, idee: Idee, total: int, chance: random.Random) -> list[datetime]:
        """Return when they did so: the one that it took came when the idea went to the judges."""
        begin = idee.geplaatst_op or idee.created_at
        steps = list(Stap.objects.filter(idee=idee).order_by("at", "pk"))
        end = next((step.at for step in steps if step.naar in ENDS), timezone.now())
        judged = next((step for step in steps if step.naar == Stadium.BEOORDELING), None)
        if judged is None or judged.rol != Rol.SYSTEEM:
            return _between(begin, end, total, chance)
        page = IdeeenPage.of_wijk(idee.wijk)
        needed = page.drempel if page else total
        if total < needed:
            raise ValueError(f"It has too little support to be judged: {idee.titel}")
        first = _between(begin, judged.at, needed - 1, chance)
        return [*first, judged.at, *_between(judged.at, end, total - needed, chance)]

    def _comments(self, idee: Idee, comments: list[dict[str, Any]], slug: str) -> None:
        for values in comments:
            comment = self._comment(idee, values, slug)
            for answer in values.get("antwoorden", []):
                self._comment(idee, answer, slug, parent=comment)

    def _comment(
        self, idee: Idee, values: dict[str, Any], slug: str, parent: Reactie | None = None
    ) -> Reactie:
        user = self.people.find(values["door"], slug)
        at = Clock(idee.titel).any_time(values["dag"], values["tekst"])
        first = parent.created_at if parent else idee.geplaatst_op or idee.created_at
        at = min(max(at, first + PAUSE), timezone.now())
        comment = Reactie.objects.create(
            onderwerp=idee,
            parent=parent,
            user=user,
            rol=self.people.role(user, slug),
            tekst=values["tekst"],
            stand=values.get("stand", Reactie.Stand.GEPLAATST),
            inzending=uuid.uuid4(),
            created_at=at,
        )
        is_placed = comment.stand == Reactie.Stand.GEPLAATST
        idee.reactie_aantal += is_placed
        self._event(idee, EVENT, at, public=is_placed, reactie=comment.pk, rol=comment.rol)
        self._reports(comment, idee, values, slug)
        return comment

    def _reports(self, about: Any, idee: Idee, values: dict[str, Any], slug: str) -> None:
        """Let people report an idea, or a comment on it."""
        for report in values.get("meldingen", []):
            Melding.objects.create(
                onderwerp=about,
                site_id=idee.site_id,
                soort=report["soort"],
                toelichting=report["tekst"],
                user=self.people.find(report["door"], slug),
                created_at=Clock(idee.titel).any_time(report["dag"]),
            )

    def write(self, steps: list[Stap]) -> None:
        """Write all rows that wait, and the counters that go with them."""
        Steun.objects.bulk_create(self.support)
        Volging.objects.bulk_create(self.following)
        for step in steps:
            public = step.naar in PUBLIC
            self._event(step.idee, f"idee_{step.naar}", step.at, public=public, stap=step.pk)
        self.events.sort(key=lambda event: event.at)
        Gebeurtenis.objects.bulk_create(self.events)
        Idee.objects.bulk_update(self.ideas, Idee.COUNTERS)

    def _about(self, onderwerp: Any) -> dict[str, Any]:
        return {"onderwerp_type": type_of(type(onderwerp)), "onderwerp_id": onderwerp.pk}

    def _event(self, idee: Idee, soort: str, at: datetime, *, public: bool, **data: Any) -> None:
        """Note what happened; of what is hidden by now nothing is public any more."""
        self.events.append(
            Gebeurtenis(
                **self._about(idee),
                soort=soort,
                site_id=idee.site_id,
                wijk_id=idee.wijk_id,
                lat=idee.lat,
                lon=idee.lon,
                at=at,
                is_public=public and idee.is_public,
                public_since=at if public else None,
                data=data,
            )
        )


def _between(begin: datetime, end: datetime, number: int, chance: random.Random) -> list[datetime]:
    """Return so many moments in their order, most of them soon after the begin."""
    return sorted(begin + (end - begin) * chance.random() ** 1.5 for _ in range(number))
