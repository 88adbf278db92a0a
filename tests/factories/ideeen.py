"""Ideas in all stages, and what people do with them."""

import uuid
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from deelname.models import Reactie, Reden, Steun
from ideeen.models import Idee
from ideeen.workflow import ANSWERED, PUBLIC, Stadium
from kaart.cells import cell_of
from tests.factories.people import UserFactory


class IdeeFactory(factory.django.DjangoModelFactory[Idee]):
    """A public idea about the whole neighbourhood; `punt` has a pin, the traits name the stage.

    Written as it would stand in the table, without the mails and rows that a step brings along.
    """

    class Meta:
        model = Idee

    site = factory.LazyAttribute(lambda o: o.wijk.get_site())
    titel = factory.Sequence(lambda n: f"Een bankje aan het water {n}")
    tekst = "Aan de kade kun je nergens zitten. Een bankje onder de bomen zou fijn zijn."
    indiener = factory.SubFactory(UserFactory, naam="Mevrouw De Wit")
    stadium = Stadium.GEPLAATST
    created_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    submitted_at = factory.SelfAttribute("created_at")
    geplaatst_op = factory.LazyAttribute(
        lambda o: o.created_at + timedelta(days=1) if o.stadium in PUBLIC else None
    )
    stadium_sinds = factory.LazyAttribute(lambda o: o.geplaatst_op or o.created_at)
    beantwoord_op = factory.LazyAttribute(
        lambda o: timezone.now() if o.stadium in ANSWERED else None
    )
    live = factory.LazyAttribute(lambda o: o.stadium in PUBLIC)
    cel = factory.LazyAttribute(lambda o: None if o.lat is None else cell_of(o.lat, o.lon))
    lat: Any = None
    lon: Any = None

    class Params:
        punt = factory.Trait(lat=51.8425, lon=5.8528, adres="Waalkade 1")
        bevestigen = factory.Trait(stadium=Stadium.BEVESTIGEN, indiener=None)
        moderatie = factory.Trait(stadium=Stadium.MODERATIE)
        teruggestuurd = factory.Trait(stadium=Stadium.TERUGGESTUURD)
        beoordeling = factory.Trait(stadium=Stadium.BEOORDELING)
        opgepakt = factory.Trait(stadium=Stadium.OPGEPAKT, antwoord="Wij gaan dit doen.")
        niet_haalbaar = factory.Trait(
            stadium=Stadium.NIET_HAALBAAR, antwoord="Hier liggen leidingen."
        )
        ingetrokken = factory.Trait(stadium=Stadium.INGETROKKEN)
        afgewezen = factory.Trait(stadium=Stadium.AFGEWEZEN)
        verborgen = factory.Trait(stadium=Stadium.VERBORGEN)
        samengevoegd = factory.Trait(
            stadium=Stadium.SAMENGEVOEGD,
            samengevoegd_met=factory.SubFactory(
                "tests.factories.ideeen.IdeeFactory", wijk=factory.SelfAttribute("..wijk")
            ),
        )


class ReactieFactory(factory.django.DjangoModelFactory[Reactie]):
    class Meta:
        model = Reactie

    tekst = "Goed idee, dat wil ik ook."
    inzending = factory.LazyFunction(uuid.uuid4)
    user = factory.SubFactory(UserFactory, naam="Buur Jansen")


class SteunFactory(factory.django.DjangoModelFactory[Steun]):
    class Meta:
        model = Steun

    user = factory.SubFactory(UserFactory)


class RedenFactory(factory.django.DjangoModelFactory[Reden]):
    class Meta:
        model = Reden

    soort = Reden.Soort.NIET_HAALBAAR
    naam = factory.Sequence(lambda n: f"Reden {n}")
    uitleg = "Daar is geen plek voor."
