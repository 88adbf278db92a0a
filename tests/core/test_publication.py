"""Every public change raises the edition of the site it shows on, and nothing else does."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, Page, PageViewRestriction, Site

from core import editions, publication
from core.models import Gemeente, MunicipalModel, SiteDocument
from kaart.models import Gebied
from tests.factories.wijken import InformatiePageFactory, make_site
from wijkpaginas.models import Contactpersoon, InformatiePage, WijkPage

pytestmark = pytest.mark.django_db

# What the public never sees, or only through something that is saved with it.
NOT_PUBLIC_APPS = {
    "account",
    "auth",
    "bewoners",
    "contenttypes",
    # Support raises no edition; what else the public sees of these, their services do.
    "deelname",
    "django_tasks_database",
    "ideeen",
    "mfa",
    "sessions",
    "socialaccount",
    "taggit",
    "usersessions",
    "wagtailadmin",
    "wagtaildocs",  # ours are in `core`
    "wagtailembeds",
    "wagtailforms",
    "wagtailimages",
    "wagtailredirects",  # answers that redirect are not kept
    "wagtailsearch",
    "wagtailusers",
}
NOT_PUBLIC_MODELS = {
    "core.AuditEntry",
    "core.Opruiming",
    "core.OutgoingMail",
    "core.SiteEdition",
    "core.SiteRendition",
    "kaart.Kaartcel",  # what is counted in it is an idea
    "wagtailcore.APIToken",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.Locale",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.Task",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowState",
    "wagtailcore.WorkflowTask",
    "wijkpaginas.GemeenteGroup",
    "wijkpaginas.WijkGroup",
    "wijkpaginas.Wijkcontact",  # saved with its page
}


@pytest.fixture
def raised(site: Site) -> Callable[[], bool]:
    """Return a function that says whether the edition went up since it was last asked."""
    last = editions.number_of(site.pk)

    def ask() -> bool:
        nonlocal last
        before, last = last, editions.number_of(site.pk)
        return last != before

    return ask


@pytest.fixture
def info(wijk: WijkPage) -> InformatiePage:
    return InformatiePageFactory(parent=wijk, title="Speeltuin")


def test_publishing_raises_the_edition(info: InformatiePage, raised: Callable[[], bool]) -> None:
    raised()
    info.title = "Speeltuin De Boom"
    info.save_revision().publish()
    assert raised()


def test_saving_a_draft_does_not(info: InformatiePage, raised: Callable[[], bool]) -> None:
    raised()
    info.title = "Nog geheim"
    info.save_revision()
    assert not raised()


def test_a_new_draft_does_not(wijk: WijkPage, raised: Callable[[], bool]) -> None:
    raised()
    InformatiePageFactory(parent=wijk, live=False)
    assert not raised()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda info, wijk, other: info.unpublish(), id="unpublish"),
        pytest.param(lambda info, wijk, other: info.delete(), id="delete"),
        pytest.param(lambda info, wijk, other: info.move(other, "last-child"), id="move"),
        pytest.param(
            lambda info, wijk, other: PageViewRestriction.objects.create(
                page=wijk, restriction_type="login"
            ),
            id="restrict",
        ),
        pytest.param(
            lambda info, wijk, other: Collection.get_first_root_node().add_child(name="Foto's"),
            id="collection",
        ),
        pytest.param(
            lambda info, wijk, other: SiteDocument.objects.create(
                title="Plan", file=ContentFile(b"%PDF-1.7", name="plan.pdf")
            ),
            id="document",
        ),
    ],
)
def test_other_public_changes_raise_it(
    change: Callable[..., object],
    info: InformatiePage,
    wijk: WijkPage,
    other_wijk: WijkPage,
    raised: Callable[[], bool],
) -> None:
    raised()
    change(info, wijk, other_wijk)
    assert raised()


def test_the_rows_of_a_municipality_raise_its_own_edition_only(
    site: Site, raised: Callable[[], bool]
) -> None:
    other = make_site("ergens.example.nl", "Ergens")
    raised()
    Contactpersoon.objects.create(site=other, naam="Iemand")
    Gemeente.for_site(other).save()
    assert not raised()
    Contactpersoon.objects.create(site=site, naam="Fatima")
    assert raised()


def test_a_page_of_another_municipality_does_not(raised: Callable[[], bool]) -> None:
    other = make_site("ergens.example.nl", "Ergens")
    raised()
    InformatiePageFactory(parent=other.root_page.specific)
    assert not raised()


def test_a_new_site_has_an_edition_and_raises_the_others(raised: Callable[[], bool]) -> None:
    raised()
    other = make_site("ergens.example.nl", "Ergens")
    assert editions.number_of(other.pk) is not None
    assert raised()


def test_a_change_that_is_rolled_back_takes_its_edition_with_it(
    info: InformatiePage, raised: Callable[[], bool]
) -> None:
    raised()
    with transaction.atomic():
        info.unpublish()
        transaction.set_rollback(True)
    assert not raised()


def test_every_model_is_known_to_be_public_or_not() -> None:
    """A model that is new here: register it in `core.publication`, or say above that it is not."""
    registered = publication.registered_models()
    unknown = [
        model._meta.label
        for model in apps.get_models()
        if not issubclass(model, Page | MunicipalModel)
        and model not in registered
        and model._meta.app_label not in NOT_PUBLIC_APPS
        and model._meta.label not in NOT_PUBLIC_MODELS
    ]
    assert unknown == []


def test_areas_are_registered() -> None:
    assert Gebied in publication.registered_models()
