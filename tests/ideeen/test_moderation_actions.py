"""What comes of the actions of moderators: mails, counters, and the way back."""

from django.test import Client

from core.models import OutgoingMail
from deelname.models import Antwoordtekst, Reactie, Reden
from ideeen.models import Idee
from ideeen.services import bezwaar, moderation
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium
from tests.conftest import HOST, Cast
from tests.factories.ideeen import IdeeFactory, RedenFactory, SteunFactory
from tests.factories.people import UserFactory
from tests.ideeen.moderating import act, needs
from wijkpaginas.models import WijkPage


def test_a_reason_and_a_standard_text_are_put_into_the_field_without_javascript(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    reden = RedenFactory(site=idee.site, soort=Reden.Soort.AFWIJZEN, uitleg="Dat is reclame.")
    tekst = Antwoordtekst.objects.create(site=idee.site, naam="Groet", tekst="Tot ziens.")
    client.force_login(cast.moderator)
    response = act(
        client, idee, "afwijzen", invoegen="1", reden=reden.pk, standaardtekst=tekst.pk,
        toelichting="Dag.",
    )  # fmt: skip
    content = response.content.decode()
    assert "Dag.\n\nDat is reclame.\n\nTot ziens." in content
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE


def test_reasons_of_another_municipality_can_not_be_used(
    client: Client, cast: Cast, wijk: WijkPage, duinwijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    foreign = RedenFactory(site=duinwijk.get_site(), soort=Reden.Soort.AFWIJZEN)
    client.force_login(cast.moderator)
    response = act(client, idee, "afwijzen", reden=foreign.pk, toelichting="")
    assert response.status_code == 200
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE
    assert foreign.naam not in client.get(f"/admin/ideeen/{idee.pk}/").content.decode()


def test_moving_tells_the_sender_counts_support_anew_and_stays_in_the_municipality(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, duinwijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident, steun_aantal=2, steun_wijk_aantal=1)
    SteunFactory(onderwerp=idee, user=UserFactory(wijk=wijk), uit_eigen_wijk=True)
    SteunFactory(onderwerp=idee, user=UserFactory(wijk=other_wijk), uit_eigen_wijk=False)
    client.force_login(cast.moderator)
    assert act(client, idee, "verplaatsen", wijk=duinwijk.pk).status_code == 200
    response = act(client, idee, "verplaatsen", wijk=other_wijk.pk, toelichting="Het ligt daar.")
    # It is no longer theirs.
    assert response["Location"] == "/admin/ideeen/"
    now = Idee.objects.get(pk=idee.pk)
    assert (now.wijk_id, now.steun_aantal, now.steun_wijk_aantal) == (other_wijk.pk, 2, 1)
    mail = OutgoingMail.objects.get(key__contains="verplaatst")
    assert mail.recipients == [cast.resident.email]
    assert "Het ligt daar." in mail.text
    assert client.get(f"/admin/ideeen/{idee.pk}/").status_code == 404


def test_an_idea_is_merged_by_words_from_the_title_and_taken_back(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    one = IdeeFactory(wijk=other_wijk, titel="Een glijbaan bij de vijver")
    IdeeFactory(wijk=other_wijk, titel="Nog een glijbaan")
    IdeeFactory(wijk=other_wijk, titel="Geheime glijbaan", moderatie=True)
    client.force_login(cast.moderator)
    response = act(client, idee, "samenvoegen", ander="glijbaan")
    content = response.content.decode()
    assert "Een glijbaan bij de vijver" in content
    assert "Geheime" not in content
    act(client, idee, "samenvoegen", ander="glijbaan", keuze=one.pk)
    assert Idee.objects.get(pk=idee.pk).samengevoegd_met == one
    act(client, idee, "terugdraaien")
    now = Idee.objects.get(pk=idee.pk)
    assert (now.stadium, now.samengevoegd_met) == (Stadium.GEPLAATST, None)


def test_an_idea_is_not_merged_with_itself_or_with_one_of_another_municipality(
    client: Client, cast: Cast, wijk: WijkPage, duinwijk: WijkPage
) -> None:
    idee, foreign = IdeeFactory(wijk=wijk), IdeeFactory(wijk=duinwijk)
    client.force_login(cast.moderator)
    for number in (idee.pk, foreign.pk):
        assert act(client, idee, "samenvoegen", ander=str(number)).status_code == 200
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.GEPLAATST


def test_what_was_hidden_comes_back_with_the_answer_that_it_had(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, niet_haalbaar=True)
    answered = idee.beantwoord_op
    client.force_login(cast.moderator)
    act(client, idee, "verbergen")
    act(client, idee, "terugdraaien")
    now = Idee.objects.get(pk=idee.pk)
    assert (now.stadium, now.antwoord) == (Stadium.NIET_HAALBAAR, idee.antwoord)
    assert now.beantwoord_op == answered


def test_a_correction_is_seen_by_everybody_and_told_to_the_sender(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    client.force_login(cast.moderator)
    act(client, idee, "verbeteren")
    now = Idee.objects.get(pk=idee.pk)
    assert (now.titel, now.tekst) == ("Beter", "Een betere tekst.")
    assert now.redactie_noot == "Een naam weggehaald."
    assert "Een naam weggehaald." in OutgoingMail.objects.get(key__contains="verbeterd").text


def test_a_reply_carries_the_role_and_a_double_click_makes_one(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    client.force_login(cast.moderator)
    data = needs("antwoorden", wijk, wijk)
    for _twice in range(2):
        act(client, idee, "antwoorden", **data)
    reactie = Reactie.objects.get()
    assert (reactie.rol, reactie.stand) == ("moderate", Reactie.Stand.GEPLAATST)
    assert Idee.objects.get(pk=idee.pk).reactie_aantal == 1


def test_a_sender_objects_once_and_hears_what_came_of_it(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    moderation.hide(idee, cast.moderator, None, "Kwetsend.")
    address = f"/idee/{idee.pk}/bezwaar/"
    assert client.get(address, headers={"host": HOST}).status_code == 302
    client.force_login(cast.other_resident)
    assert client.get(address, headers={"host": HOST}).status_code == 404
    client.force_login(cast.resident)
    page = client.get(address, headers={"host": HOST})
    assert "Kwetsend." in page.content.decode()
    for empty in ("", "  \x00 "):
        assert client.post(address, {"bezwaar": empty}, headers={"host": HOST}).status_code == 200
    client.post(address, {"bezwaar": "Het was een grap."}, headers={"host": HOST})
    client.post(address, {"bezwaar": "Nog iets."}, headers={"host": HOST})
    now = Idee.objects.get(pk=idee.pk)
    assert now.bezwaar == "Het was een grap."
    client.force_login(cast.moderator)
    assert "Het was een grap." in client.get(f"/admin/ideeen/{idee.pk}/").content.decode()
    act(client, idee, "bezwaar")
    assert Idee.objects.get(pk=idee.pk).bezwaar_beoordeeld_op is not None
    assert "Wij blijven erbij." in OutgoingMail.objects.get(key__contains="bezwaar").text
    client.force_login(cast.resident)
    client.post(address, {"bezwaar": "Nog iets."}, headers={"host": HOST})
    assert Idee.objects.get(pk=idee.pk).bezwaar == "Het was een grap."


def test_putting_it_back_grants_an_objection(cast: Cast, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, indiener=cast.resident)
    moderation.hide(idee, cast.moderator, None, "Kwetsend.")
    bezwaar.make_objection(idee, cast.resident, "Het was een grap.")
    moderation.take_back(Idee.objects.get(pk=idee.pk), cast.moderator)
    now = Idee.objects.get(pk=idee.pk)
    assert (now.stadium, now.bezwaar_beoordeeld_op is None) == (Stadium.GEPLAATST, False)


def test_quarantine_ends_when_a_moderator_looked(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True, quarantaine=True)
    client.force_login(cast.moderator)
    act(client, idee, "goedkeuren")
    assert Idee.objects.get(pk=idee.pk).stadium == Stadium.MODERATIE
    act(client, idee, "vrijgeven")
    act(client, idee, "goedkeuren")
    now = Idee.objects.get(pk=idee.pk)
    assert (now.stadium, now.quarantaine) == (Stadium.GEPLAATST, False)


def test_what_went_onto_the_site_by_itself_waits_for_a_look(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, moderatie=True)
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.SYSTEEM)
    assert Idee.objects.get(pk=idee.pk).na_te_kijken
    client.force_login(cast.moderator)
    act(client, idee, "nagekeken")
    assert not Idee.objects.get(pk=idee.pk).na_te_kijken
