"""Writes the ideas of the demo and their steps; what others said and did comes from beside this."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.models import Page, Site, TaskState

from bewoners.models import Bevestiging, User
from core.publication import site_changed
from deelname.models import Reden
from home.demo import content
from home.demo.blocks import raise_headings
from home.demo.ideas.dates import Clock
from home.demo.ideas.judging import Judging
from home.demo.ideas.people import People
from home.demo.ideas.photos import add_photos
from home.demo.ideas.talk import Talk
from home.models import HomePage
from ideeen.models import Idee, IdeeenPage, Stap
from ideeen.services.nakijken import follow
from ideeen.services.versions import Outcome, propose
from ideeen.workflow import ANSWERED, PUBLIC, Rol, Stadium, check_step
from kaart.cells import cell_of
from wijkpaginas.models import Thema, WijkPage

# Who takes a step to a stage, where the texts do not say.
USUAL = {
    Stadium.MODERATIE: Rol.SYSTEEM,
    Stadium.BEOORDELING: Rol.SYSTEEM,
    Stadium.OPGEPAKT: Rol.REGISSEUR,
    Stadium.NIET_HAALBAAR: Rol.REGISSEUR,
    Stadium.INGETROKKEN: Rol.AFZENDER,
}
# An idea of somebody unknown waits so long for the code of the mail.
WAITS = timedelta(days=14)


def remove_ideas(home: HomePage) -> None:
    """Remove all ideas below a front page, with what belongs to them."""
    Idee.objects.filter(samengevoegd_met__isnull=False, site__root_page=home).delete()
    Idee.objects.filter(site__root_page=home).delete()


def load_ideas(site: Site) -> None:
    """Write all of it for a municipality that was just made."""
    IdeasBuilder(site).build()
    site_changed(site.pk)


@dataclass
class Sent:
    """An idea with the text that it is made from."""

    idee: Idee
    values: dict[str, Any]
    slug: str
    clock: Clock


class IdeasBuilder:
    """Makes the ideas of each neighbourhood, in the order in which one needs the other."""

    def __init__(self, site: Site) -> None:
        self.site = site
        wijken = WijkPage.objects.descendant_of(site.root_page)
        self.wijken = {wijk.slug: wijk for wijk in wijken}
        self.themas = {thema.slug: thema for thema in Thema.objects.filter(site=site)}
        self.texts = content.read("ideeen/gemeente")
        for values in self.texts["redenen"]:
            Reden.objects.create(site=site, **values)
        self.reasons = {reden.naam: reden for reden in Reden.objects.filter(site=site)}
        self.people = People(self.wijken)
        self.by_title: dict[str, Idee] = {}

    def build(self) -> None:
        texts = content.ideas()
        self._page(self.site.root_page, self.texts)
        for slug, values in texts.items():
            self._page(self.wijken[slug], values["pagina"])
        waiting = [
            Sent(self._idea(values, slug), values, slug, Clock(values["titel"]))
            for slug, part in texts.items()
            for values in part["ideeen"]
        ]
        # First those to which others lead on.
        waiting.sort(key=lambda one: any("met" in step for step in one.values["stappen"]))
        steps = []
        for one in waiting:
            steps += self._steps(one)
            one.idee.save()
            self.by_title[one.idee.titel] = one.idee
        Stap.objects.bulk_create(steps)
        self._note_what_waits(steps)
        talk, judging = Talk(self.people), Judging(self.people, self.site)
        for one in waiting:
            add_photos(one.idee, one.values.get("fotos", []))
            talk.add(one.idee, one.values, one.slug)
            judging.add(one.idee, one.values, one.slug)
            if "naam" in one.values:
                self._confirmation(one.idee, one.values["naam"])
        talk.write(steps)
        judging.write()
        for one in waiting:
            if "wijziging" in one.values:
                self._propose(one)

    def _page(self, parent: Page, values: dict[str, str]) -> None:
        page = IdeeenPage.objects.child_of(parent).get()
        page.introductie = raise_headings(values["introductie"])
        page.beoordelaar = values.get("beoordelaar", "")
        page.controle = values.get("controle", IdeeenPage.Controle.VOORAF)
        page.save_revision(clean=False).publish()

    def _idea(self, values: dict[str, Any], slug: str) -> Idee:
        """Return an idea as it comes in, not stored yet."""
        lat, lon = values.get("punt") or (None, None)
        paper = values.get("papier", "")
        sender = None
        if "door" in values and not paper:
            sender = self.people.find(values["door"], slug)
        moderator = self.people.staff[slug, "moderator"]
        idee: Idee = Idee(
            site=self.site,
            wijk=self.wijken[slug],
            titel=values["titel"],
            tekst=values["tekst"],
            thema=self.themas.get(values.get("thema", "")),
            lat=lat,
            lon=lon,
            cel=None if lat is None or lon is None else cell_of(lat, lon),
            adres=values.get("adres", ""),
            vraagt_budget=values.get("budget", False),
            namens=values.get("namens", Idee.Namens.BEWONER),
            indiener=sender,
            kanaal=values.get("kanaal", Idee.Kanaal.SITE),
            papier_naam=paper,
            papier_contact="0990-123 456" if paper else "",
            ingevoerd_door=moderator if paper else None,
            na_te_kijken=values.get("na_te_kijken", False),
            quarantaine=values.get("quarantaine", False),
            verdacht=values.get("verdacht", 0),
            live=False,
        )
        return idee

    def _steps(self, one: Sent) -> list[Stap]:
        """Take an idea along its steps, as they would have gone; return the rows of its history."""
        idee, values = one.idee, one.values
        idee.created_at = idee.stadium_sinds = one.clock.moment(values["dagen"])
        if values.get("bevestigen"):
            return []
        come_in = {"naar": Stadium.MODERATIE, "dag": values["dagen"]}
        return [self._step(one, step) for step in [come_in, *values["stappen"]]]

    def _step(self, one: Sent, step: dict[str, Any]) -> Stap:
        idee = one.idee
        van, naar = Stadium(idee.stadium), Stadium(step["naar"])
        rol = Rol(step.get("rol") or USUAL.get(naar, Rol.MODERATOR))
        check_step(van, naar, rol)
        at_work = rol in {Rol.MODERATOR, Rol.REGISSEUR}
        at = one.clock.moment(step["dag"], at_work=at_work)
        stap = Stap(
            idee=idee,
            van=van,
            naar=naar,
            at=at,
            rol=rol,
            door=self._actor(one, rol),
            reden=self.reasons[step["reden"]] if "reden" in step else None,
            toelichting=step.get("tekst", ""),
        )
        idee.stadium, idee.stadium_sinds, idee.live = naar, at, naar in PUBLIC
        idee.beloofd_op = None
        if naar == Stadium.MODERATIE:
            idee.submitted_at = idee.submitted_at or at
        elif naar == Stadium.GEPLAATST:
            idee.geplaatst_op = idee.first_published_at = idee.last_published_at = at
        elif naar == Stadium.BEOORDELING:
            page = IdeeenPage.of_wijk(idee.wijk)
            days = page.behandeltermijn if page else 0
            idee.beloofd_op = timezone.localdate(at) + timedelta(days=days)
            idee.behandelaar = self.people.staff[one.slug, "regisseur"]
        elif naar in ANSWERED:
            idee.beantwoord_op, idee.antwoord, idee.reden = at, stap.toelichting, stap.reden
        elif naar == Stadium.SAMENGEVOEGD:
            idee.samengevoegd_met = self.by_title[step["met"]]
        return stap

    def _actor(self, one: Sent, rol: Rol) -> User | None:
        if rol == Rol.SYSTEEM:
            return None
        if rol == Rol.AFZENDER:
            sender: User | None = one.idee.indiener
            return sender
        return self.people.staff[one.slug, rol]

    def _note_what_waits(self, steps: list[Stap]) -> None:
        """Let what waits for a moderator, or for its sender, stand in Wagtail's workflow too."""
        waits = {Stadium.MODERATIE, Stadium.TERUGGESTUURD}
        for step in steps:
            if step.idee.stadium in waits and step.naar in waits:
                follow(step.idee, step)
                # Wagtail writes down that it waits since now.
                TaskState.objects.for_instance(step.idee).filter(
                    status=TaskState.STATUS_IN_PROGRESS
                ).update(started_at=step.at)

    def _propose(self, one: Sent) -> None:
        """Let the sender change an idea that people support: that waits for a moderator."""
        idee = Idee.objects.get(pk=one.idee.pk)
        texts = {name: getattr(idee, name) for name in Idee.CONTENT} | one.values["wijziging"]
        if idee.indiener is None or propose(idee, texts, idee.indiener) != Outcome.WAITS:
            raise ValueError(f"This change waits for nobody: {idee.titel}")

    def _confirmation(self, idee: Idee, name: str) -> None:
        """Let an idea wait for the code of a mail that nobody got: its secrets are thrown away."""
        Bevestiging.objects.create(
            kind="idee",
            data={"idee": idee.pk},
            naam=name,
            email=f"idee-{idee.pk}@waterhage.example",
            site=self.site,
            token_hash=get_random_string(64, "0123456789abcdef"),
            code_hash=get_random_string(64, "0123456789abcdef"),
            created_at=idee.created_at,
            expires_at=timezone.now() + WAITS,
        )
