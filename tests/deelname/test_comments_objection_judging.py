"""An objection waits for the moderators, who put the comment back or say why not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from bewoners.models import User
from core.models import AuditEntry, OutgoingMail
from deelname.admin.queue import count_for
from deelname.models import Reactie
from deelname.services.bezwaar import make_objection, refuse_objection
from deelname.services.moderation import judge_comment
from deelname.services.reacties import delete_comment
from ideeen.services.daily import send_daily_mails
from tests.conftest import Cast, member
from tests.deelname.objecting import WHY, last_mail, now, page_of, sending, workplace_of
from tests.deelname.taking_part import get, post
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def waiting(user: User) -> int:
    return next(row.count for row in count_for(user) if row.queue.key == "reactiebezwaren")


def test_it_waits_in_the_queue_on_the_dashboard_and_in_the_mail_of_the_morning(
    moderator: Client, hidden: Reactie, cast: Cast, other_wijk: WijkPage
) -> None:
    assert waiting(cast.moderator) == 0
    make_objection(hidden, cast.resident, WHY)
    Reactie.objects.update(
        bezwaar_op=timezone.now() - timedelta(days=4, hours=1),
        created_at=timezone.now() - timedelta(days=90),
    )
    assert waiting(cast.moderator) == 1
    for stranger in (member(other_wijk, "moderator"), cast.regisseur, cast.resident):
        assert waiting(stranger) == 0
    assert "Bezwaren tegen verborgen reacties" in moderator.get("/admin/").content.decode()
    page = moderator.get("/admin/wachtrij/?soort=reactiebezwaren").content.decode()
    assert workplace_of(hidden) in page
    assert "4 dagen" in page
    assert send_daily_mails(MORNING)
    assert "Bezwaren tegen verborgen reacties" in last_mail(cast.moderator).text
    assert WHY in moderator.get(workplace_of(hidden)).content.decode()


def test_putting_it_back_grants_the_objection(
    moderator: Client, hidden: Reactie, cast: Cast
) -> None:
    make_objection(hidden, cast.resident, WHY)
    answer = moderator.post(
        workplace_of(hidden), {"plaatsen": "1", "toelichting": "U hebt gelijk."}
    )
    assert answer["Location"] == "/admin/wachtrij/?soort=reactiebezwaren"
    row = now(hidden)
    assert (row.stand, row.has_open_objection) == (Reactie.Stand.GEPLAATST, False)
    assert row.bezwaar_beoordeeld_op
    assert waiting(cast.moderator) == 0
    mail = last_mail(cast.resident)
    assert "staat op de site" in mail.subject
    assert "u krijgt gelijk" in mail.text
    assert "U hebt gelijk." in mail.text
    assert ModelLogEntry.objects.filter(action="deelname.reactie").count() == 2
    # Hidden and placed once more is no answer to an objection; nor is there a second one.
    judge_comment(row, cast.moderator, "verborgen")
    assert "één keer bezwaar" not in last_mail(cast.resident).text
    with pytest.raises(ValidationError):
        make_objection(row, cast.resident, "Nog eens.")
    judge_comment(row, cast.moderator, "geplaatst")
    assert "u krijgt gelijk" not in last_mail(cast.resident).text


def test_refusing_it_needs_words_and_is_told_and_logged_once(
    client: Client, moderator: Client, hidden: Reactie, cast: Cast
) -> None:
    make_objection(hidden, cast.resident, WHY)
    for empty in ("", " \u202e "):
        answer = moderator.post(workplace_of(hidden), {"afwijzen": "1", "toelichting": empty})
        assert "Leg uit waarom het bezwaar wordt afgewezen." in answer.content.decode()
        assert waiting(cast.moderator) == 1
    refusal = {"afwijzen": "1", "toelichting": "Het kwetst mensen toch."}
    for _double_click in range(2):
        moderator.post(workplace_of(hidden), refusal)
    row = now(hidden)
    assert (row.stand, waiting(cast.moderator)) == (Reactie.Stand.VERBORGEN, 0)
    assert row.bezwaar_beoordeeld_op
    mails = OutgoingMail.objects.filter(
        recipients=[cast.resident.email], subject__contains="bezwaar"
    )
    assert "Het kwetst mensen toch." in mails.get().text
    log = ModelLogEntry.objects.get(action="deelname.bezwaar_afgewezen")
    assert (log.user, log.data["reactie"]) == (cast.moderator, hidden.pk)
    audit = AuditEntry.objects.get(label__startswith="Bezwaar")
    assert (audit.actor_id, audit.about_id) == (cast.moderator.pk, str(hidden.pk))
    client.force_login(cast.resident)
    assert post(client, page_of(hidden), {"bezwaar": "Nog iets."}).status_code == 409
    assert "Dat is beoordeeld." in get(client, page_of(hidden)).content.decode()
    assert now(hidden).bezwaar == WHY


def test_only_who_moderates_there_judges_an_objection(
    hidden: Reactie, cast: Cast, other_wijk: WijkPage, client: Client
) -> None:
    make_objection(hidden, cast.resident, WHY)
    for user in (member(other_wijk, "moderator"), cast.regisseur, cast.resident):
        with pytest.raises(PermissionDenied):
            refuse_objection(hidden, user, "Nee.")
        client.force_login(user)
        answer = client.post(workplace_of(hidden), {"afwijzen": "1", "toelichting": "Nee."})
        assert answer.status_code in {302, 404}
    assert waiting(cast.moderator) == 1


def test_without_an_objection_there_is_none_to_refuse(
    moderator: Client, hidden: Reactie, cast: Cast
) -> None:
    page = moderator.get(workplace_of(hidden)).content.decode()
    assert "afwijzen" not in page
    refusal = {"afwijzen": "1", "toelichting": "Nee."}
    answer = moderator.post(workplace_of(hidden), refusal, follow=True)
    assert "intussen al beoordeeld" in answer.content.decode()
    assert now(hidden).bezwaar_beoordeeld_op is None


def test_who_deletes_the_comment_takes_the_objection_back(
    moderator: Client, hidden: Reactie, cast: Cast
) -> None:
    make_objection(hidden, cast.resident, WHY)
    delete_comment(hidden, cast.resident)
    assert (waiting(cast.moderator), now(hidden).bezwaar) == (0, "")
    refusal = {"afwijzen": "1", "toelichting": "Nee."}
    assert "bezwaar-afgewezen" not in str(moderator.post(workplace_of(hidden), refusal))
    assert not ModelLogEntry.objects.filter(action="deelname.bezwaar_afgewezen").exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_moderators_at_once_one_judges_it(
    hidden: Reactie, cast: Cast, wijk: WijkPage
) -> None:
    make_objection(hidden, cast.resident, WHY)
    clients = [Client(), Client()]
    for each in clients:
        each.force_login(member(wijk, "moderator"))
    refusal = {"afwijzen": "1", "toelichting": "Nee."}
    at_the_same_time(*(sending(each, workplace_of(hidden), refusal) for each in clients))
    assert ModelLogEntry.objects.filter(action="deelname.bezwaar_afgewezen").count() == 1
    assert OutgoingMail.objects.filter(key=f"reactie-{hidden.pk}-bezwaar-afgewezen").count() == 1
