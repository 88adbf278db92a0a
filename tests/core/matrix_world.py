"""A municipality with one of everything, and the addresses at which each of those can be asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    UploadedFile,
    Workflow,
)

from bewoners.models import Aanmelddienst, Toestemmingstekst, User
from core.models import SiteDocument, SiteImage
from deelname.models import Antwoordtekst, Foto, Melding, Reactie, Reden
from ideeen.models import Burencheck, Criterium, Idee
from kaart.models import Gebied
from tests.conftest import Cast
from tests.factories.ideeen import IdeeFactory, ReactieFactory
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import (
    ContactpersoonFactory,
    InformatiePageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    StandaardtekstFactory,
    ThemaFactory,
    section,
)
from wijkpaginas.models import WijkPage

# Words in the names of what is made here, and in nothing else: what is public in the neighbourhood,
# what is not, and what the whole municipality uses.
MARK = "Zwanenzang"
HIDDEN = "Roerdomp"
SHARED = "Ganzenveer"


@dataclass
class Route:
    """One pattern of the resolver."""

    pattern: str
    name: str
    namespace: str
    arguments: list[str] = field(default_factory=list)
    # Patterns of the old kind are filled in piece by piece.
    is_regex: bool = False

    @property
    def key(self) -> str:
        return f"{self.namespace}:{self.name}" if self.namespace else self.name


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[Route]:
    """Yield every pattern of the project, once."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}:{entry.namespace}" if namespace else entry.namespace
            yield from routes(entry, pattern, (inner if entry.namespace else namespace) or "")
        elif isinstance(entry, URLPattern):
            arguments = re.findall(r"(?<!\?P)<(?:\w+:)?(\w+)>", pattern)
            is_regex = isinstance(entry.pattern, RegexPattern)
            yield Route(pattern, entry.name or "", namespace, arguments, is_regex)


@dataclass
class World:
    """What the municipality has, by what addresses call it."""

    page: Page
    draft: Page
    wijk: WijkPage
    revision: Revision
    image: SiteImage
    document: SiteDocument
    collection: Collection
    workflow: Workflow
    task: Task
    workflow_state: Any
    person: Any
    thema: Any
    text: Any
    user: User
    group: Group
    site: Site
    redirect: Redirect
    area: Gebied
    upload: UploadedFile
    editing: EditingSession
    restriction: PageViewRestriction
    collection_restriction: CollectionViewRestriction
    consent: Toestemmingstekst
    service: Aanmelddienst
    criterium: Criterium
    idee: Idee
    check: Burencheck
    foto: Foto
    melding: Melding
    reactie: Reactie
    reden: Reden
    answer: Antwoordtekst

    def address(self, route: Route) -> str:
        """Return a real address for a pattern, with the numbers of this municipality's things."""
        address = route.pattern
        for argument in route.arguments:
            value = self._value(route, argument)
            address = re.sub(rf"<(?:\w+:)?{argument}>", str(value), address, count=1)
        return "/" + (_without_regex(address, self) if "^" in address else address)

    def _value(self, route: Route, argument: str) -> Any:
        own = self._of_namespace(route)
        if argument in own:
            return own[argument]
        plain = {
            "page_id": self.page, "page_pk": self.page, "page_to_move_id": self.page,
            "parent_page_id": self.wijk, "parent_id": self.wijk, "destination_id": self.wijk,
            "example_id": self.page, "image_id": self.image, "document_id": self.document,
            "doc_id": self.document, "collection_id": self.collection, "task_id": self.task,
            "workflow_pk": self.workflow, "workflow_state_id": self.workflow_state,
            "task_state_id": self.workflow_state.current_task_state,
            "revision_id": self.revision, "redirect_id": self.redirect,
            "uploaded_file_id": self.upload, "page_view_restriction_id": self.restriction,
            "restriction_id": self.collection_restriction, "object_id": self.page,
            "session_id": self.editing, "site_id": self.site,
            "idee_id": self.idee, "check_id": self.check,
        }  # fmt: skip
        if argument in plain:
            return plain[argument].pk
        words = {
            "app_label": "wagtailcore", "app_name": "core", "model_name": "page",
            "content_type_app_name": "wijkpaginas", "content_type_model_name": "informatiepage",
            "action": "delete", "action_name": "approve", "filter_spec": "max-165x165",
            "section": "informatiepage", "scheme": "licht",
            "document_filename": self.document.filename, "uidb64": "MQ", "token": "set-password",
            "reference": "1:x", "versie": 0, "actie": "besluit", "code": "geen",
        }  # fmt: skip
        return words[argument]

    def _of_namespace(self, route: Route) -> dict[str, Any]:
        """Return what arguments mean in one app of the admin only."""
        pk = {
            "wagtailadmin_api:pages": self.draft, "wagtailadmin_pages": self.draft,
            "wagtailadmin_api:images": self.image, "wagtailadmin_api:documents": self.document,
            "wagtailimages_chooser": self.image, "wagtaildocs_chooser": self.document,
            "wagtailadmin_collections": self.collection, "wagtailadmin_workflows": self.workflow,
            "wagtailsettings": self.site, "wagtailsites": self.site,
            "wagtailusers_users": self.user, "wagtailusers_groups": self.group,
            "gebieden": self.area, "gebied_chooser": self.area,
            "aanmelddiensten": self.service,
        }  # fmt: skip
        for model, thing in (
            ("contactpersoon", self.person), ("thema", self.thema), ("standaardtekst", self.text)
        ):  # fmt: skip
            pk[f"wagtailsnippets_wijkpaginas_{model}"] = thing
            pk[f"wagtailsnippetchoosers_wijkpaginas_{model}"] = thing
        pk["wagtailsnippets_bewoners_toestemmingstekst"] = self.consent
        pk["wagtailsnippetchoosers_bewoners_toestemmingstekst"] = self.consent
        for model, thing in (("reden", self.reden), ("antwoordtekst", self.answer)):
            pk[f"wagtailsnippets_deelname_{model}"] = thing
            pk[f"wagtailsnippetchoosers_deelname_{model}"] = thing
        pk |= {"ideeen": self.idee, "ideeen_admin": self.idee, "deelname_admin": self.melding}
        pk["wagtailsnippets_ideeen_criterium"] = self.criterium
        pk["wagtailsnippetchoosers_ideeen_criterium"] = self.criterium
        own = {"pk": pk[route.namespace].pk} if route.namespace in pk else {}
        if route.key == "deelname_admin:reactie":
            own["pk"] = self.reactie.pk
        if route.namespace == "ideeen_admin":
            own |= {"foto": self.foto.pk, "handeling": "verbergen"}
        if route.name in {"edit_task", "disable_task", "enable_task"}:
            own["pk"] = self.task.pk
        if route.namespace == "wagtailsettings":
            own |= {"app_name": "core", "model_name": "gemeente"}
        elif "tag_model" in route.name:
            own |= {"app_name": "taggit", "model_name": "tag"}
        elif route.name == "choose_parent":
            own |= {"app_label": "wijkpaginas", "model_name": "informatiepage"}
        elif route.name == "add_task":
            own |= {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
        elif route.namespace == "wagtailadmin_api:pages":
            own["action_name"] = "unpublish"
        return own


def _without_regex(address: str, world: World) -> str:
    """Fill in what is left of a pattern of the old kind."""
    address = address.replace(r"(?P<revision_id_a>live|earliest|\d+)", "live")
    address = address.replace(r"(?P<revision_id_b>live|latest|\d+)", "latest")
    address = re.sub(r"\(\?P<pk>\\d\+\)", str(world.draft.pk), address)
    address = address.replace(r"([0-9]+)/(.*)", f"{world.document.pk}/{world.document.filename}")
    address = address.replace(r"(?P<path>.*)", "original_images/x.png")
    address = address.replace(r"(?P<sleutel>[0-9a-f]{16})", "0123456789abcdef")
    address = address.replace(r"((?:[\w\-]+/)*)", "bestaat-niet/")
    return address.replace("^", "").replace("$", "").replace("\\", "").replace(".*", "x")


def make_world(site: Site, wijk: WijkPage, cast: Cast) -> World:
    """Make one of everything in the municipality of the cast."""
    page = InformatiePageFactory(parent=wijk, title=f"{MARK} pagina", owner=cast.redacteur)
    draft = InformatiePageFactory(parent=wijk, title=f"{HIDDEN} concept", live=False)
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title=f"{MARK} bericht")
    draft.title = f"{HIDDEN} nieuw concept"
    revision = page.save_revision(user=cast.redacteur, log_action=True)
    draft.save_revision(user=cast.redacteur, log_action=True)
    for person in (cast.redacteur, cast.eindredacteur, cast.communicatie):
        person.first_name = HIDDEN
        person.email = f"{HIDDEN.lower()}-{person.email}"
        person.save()
    eindredactie = wijk.editor_groups.get(role="eindredactie")
    collection = Collection.objects.filter(group_permissions__group=eindredactie.group).first()
    assert collection
    task, group = eindredactie.task, eindredactie.group
    workflow = Workflow.objects.get(workflow_tasks__task=task)
    state = workflow.start(page, cast.redacteur)
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=cast.eindredacteur)
    image = SiteImage.objects.create(
        title=f"{HIDDEN} foto", file=get_test_image_file(), collection=collection
    )
    image.tags.add(f"{HIDDEN} label")
    document = SiteDocument.objects.create(
        title=f"{HIDDEN} stuk", collection=collection,
        file=ContentFile(b"inhoud", name="stuk.txt"),
    )  # fmt: skip
    document.tags.add(f"{HIDDEN} trefwoord")
    private = Collection(name=f"{HIDDEN} besloten")
    collection.add_child(instance=private)
    person = ContactpersoonFactory(site=site, naam=f"{SHARED} de Vries")
    idee = IdeeFactory(
        wijk=wijk, punt=True, beoordeling=True, titel=f"{MARK} idee", indiener=cast.resident
    )
    return World(
        page=page, draft=draft, wijk=wijk, revision=revision, image=image, document=document,
        collection=collection, workflow=workflow, task=task, workflow_state=state, person=person,
        thema=ThemaFactory(site=site, naam=f"{SHARED} groen"),
        text=StandaardtekstFactory(site=site, naam=f"{SHARED} tekst", tekst=f"<p>{SHARED}</p>"),
        user=cast.eindredacteur, group=group, site=site,
        redirect=Redirect.objects.create(
            old_path=f"/{MARK.lower()}", site=site, redirect_page=page
        ),
        area=GebiedFactory(),
        upload=UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(SiteImage),
            file=get_test_image_file(), uploaded_by_user=cast.redacteur,
        ),
        editing=EditingSession.objects.create(
            user=cast.redacteur, content_type=ContentType.objects.get_for_model(Page),
            object_id=str(page.pk), last_seen_at=revision.created_at,
        ),
        restriction=PageViewRestriction.objects.create(
            page=InformatiePageFactory(parent=wijk, title=f"{HIDDEN} besloten"),
            restriction_type="password", password="geheim",
        ),
        collection_restriction=CollectionViewRestriction.objects.create(
            collection=private, restriction_type="password", password="geheim"
        ),
        consent=Toestemmingstekst.objects.create(site=site, tekst=f"<p>{SHARED} akkoord</p>"),
        service=Aanmelddienst.objects.create(
            site=site, naam=f"{MARK} dienst", sleutel="dienst", adres="https://login.example.nl"
        ),
        criterium=Criterium.objects.create(site=site, naam=f"{SHARED} past het?"),
        idee=idee,
        foto=Foto.objects.create(
            onderwerp=idee, alt=f"{HIDDEN} kiekje", bestand=get_test_image_file(),
            stand=Foto.Stand.VERBORGEN,
        ),
        melding=Melding.objects.create(
            onderwerp=idee, site=site, soort="anders", toelichting=f"{HIDDEN} melding"
        ),
        reactie=ReactieFactory(
            onderwerp=idee, tekst=f"{HIDDEN} reactie", stand=Reactie.Stand.WACHT
        ),
        reden=Reden.objects.create(site=site, soort="afwijzen", naam=f"{SHARED} reden"),
        answer=Antwoordtekst.objects.create(site=site, naam=f"{SHARED} antwoord", tekst=SHARED),
        check=Burencheck.objects.create(
            idee=idee, vraag=f"{HIDDEN} vraag", sluit_op=idee.created_at + timedelta(days=30)
        ),
    )  # fmt: skip


# What visits write by themselves, and what belongs to the person who visits.
FLEETING = {
    "sessions.session", "wagtailusers.userprofile", "wagtailadmin.editingsession",
    "wagtailcore.formstate", "wagtailadmin.formstate", "core.siterendition",
}  # fmt: skip


def everything(visitor: User | None) -> dict[str, dict[Any, tuple[Any, ...]]]:
    """Return all rows of the database that somebody could spoil, by model; without that person."""
    own = visitor.pk if visitor else None
    return {
        model._meta.label: {
            row[0]: row
            for row in model._base_manager.values_list()  # noqa: SLF001
            if model is not User or row[0] != own
        }
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label_lower not in FLEETING
        and "index" not in model._meta.label_lower
    }
