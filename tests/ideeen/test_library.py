"""Why not: what was judged not feasible, by reason and subject."""

from django.test import Client
from wagtail.models import Site

from deelname.models import Reden
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory, RedenFactory
from tests.factories.wijken import ThemaFactory
from tests.search.conftest import update_index
from wijkpaginas.models import WijkPage

WIJK = "/wijken/havenkwartier/ideeen/waarom-niet/"


def titles(client: Client, address: str) -> set[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    found = {idee.titel for idee in answer.context["pagina"]}
    assert answer.context["aantal"] == len(found)
    return found


def test_the_library_has_what_was_not_feasible_with_its_answer(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    IdeeFactory(wijk=wijk, titel="Tunnel", niet_haalbaar=True)
    IdeeFactory(wijk=wijk, titel="Boom")
    IdeeFactory(wijk=wijk, titel="Geheim", afgewezen=True)
    IdeeFactory(wijk=other_wijk, titel="Brug", niet_haalbaar=True)
    assert titles(client, WIJK) == {"Tunnel"}
    assert titles(client, "/ideeen/waarom-niet/") == {"Tunnel", "Brug"}
    assert "Hier liggen leidingen." in client.get(WIJK).content.decode()


def test_it_is_sorted_by_reason_subject_and_words(
    client: Client, site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    duur, ruimte = (
        RedenFactory(site=site, naam="Past niet in het geld"),
        RedenFactory(site=site, naam="Ruimte"),
    )
    unused = RedenFactory(site=site, naam="Nooit gegeven")
    RedenFactory(site=site, naam="Grof", soort=Reden.Soort.AFWIJZEN)
    groen = ThemaFactory(site=site, naam="Groen")
    IdeeFactory(wijk=wijk, titel="Tunnel", niet_haalbaar=True, reden=duur)
    IdeeFactory(wijk=wijk, titel="Boom", niet_haalbaar=True, reden=ruimte, thema=groen)
    IdeeFactory(wijk=other_wijk, titel="Park", niet_haalbaar=True, reden=ruimte, thema=groen)
    update_index()
    everything = "/ideeen/waarom-niet/"
    assert titles(client, f"{everything}?reden={duur.pk}") == {"Tunnel"}
    assert titles(client, f"{everything}?thema=groen") == {"Boom", "Park"}
    assert titles(client, f"{everything}?reden={ruimte.pk}&wijk=molenhoek") == {"Park"}
    assert titles(client, f"{everything}?reden={unused.pk}") == {"Tunnel", "Boom", "Park"}
    assert titles(client, f"{everything}?q=tunnels") == {"Tunnel"}
    reasons = client.get(everything).context["redenen"]
    assert {(one.naam, one.aantal) for one in reasons} == {
        ("Past niet in het geld", 1),
        ("Ruimte", 2),
    }


def test_an_answer_that_is_hidden_leaves_the_library_with_its_reason(
    client: Client, site: Site, wijk: WijkPage, cast: Cast
) -> None:
    reason = RedenFactory(site=site, naam="Past niet in het geld")
    idee = IdeeFactory(wijk=wijk, titel="Tunnel", niet_haalbaar=True, reden=reason)
    assert titles(client, WIJK) == {"Tunnel"}
    change_stage(
        idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Reclame."
    )
    assert titles(client, WIJK) == set()
    assert "Past niet in het geld" not in client.get(WIJK).content.decode()


def test_an_empty_library_says_so(client: Client, wijk: WijkPage) -> None:
    assert "konden tot nu toe" in client.get(WIJK).content.decode()
    assert "die hierbij passen" in client.get(f"{WIJK}?q=boom").content.decode()
