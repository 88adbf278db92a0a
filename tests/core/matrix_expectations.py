"""What each address answers to somebody who has nothing to do with what it names.

Asked as the communicator of another municipality, and as an editor of the next neighbourhood; a
pair says first what the one gets, then the other. An address that is not in the table fails the
test: add it where it belongs, after finding out that it shows nothing of others.
"""

from collections.abc import Iterator
from typing import Any

# What GET and POST give.
SHOWN, REFUSED_, METHOD, MOVED, BAD, ERROR, LOGIN = (
    "shown", "refused", "method not allowed", "moved", "bad request", "error", "login",
)  # fmt: skip

# A list or dialog, with what is the visitor's own in it.
LIST = (SHOWN, METHOD)
# A form that opens; what is posted is incomplete and changes nothing.
FORM = (SHOWN, SHOWN)
ADD_FORM = (MOVED, SHOWN)
REFUSED = (REFUSED_, REFUSED_)
ACTION = (METHOD, REFUSED_)
LOOK_UP = (REFUSED_, METHOD)
# The explorer goes to the top of the own branch.
LEADS_HOME = (MOVED, METHOD)
LEADS_ON = (MOVED, MOVED)
LEAVES = (METHOD, MOVED)
UPLOAD = (SHOWN, BAD)
# Nothing that belongs to somebody else is found, which is fine with it.
OWN_ACTION = (METHOD, SHOWN)
# Leads a visitor to the log-in, and has nothing for who is logged in.
TO_LOG_IN = (REFUSED, REFUSED, (MOVED, MOVED))
# Wagtail's own way to try out what an error looks like.
FAILS = (ERROR, ERROR)

# Prefix, then answer, then the rest of each pattern; `-` stands for the prefix itself.
ADMIN: dict[str, dict[Any, str]] = {
    "admin/": {
        FORM: r"""
            tag-autocomplete/ tag-autocomplete/<slug:app_name>/<slug:model_name>/
            choose-external-link/ choose-email-link/ choose-phone-link/ choose-anchor-link/
            account/ embeds/chooser/ embeds/chooser/upload/
        """,
        LIST: r"""
            - test404/ dismissibles/ forms/ forms/results/ gebied_chooser/
            gebied_chooser/results/ gebied_chooser/chosen/<str:pk>/
            gebied_chooser/chosen-multiple/
        """,
        FAILS: r"failwhale/",
        LEAVES: r"logout/",
        LOOK_UP: r"block-preview/",
        REFUSED: r"""
            forms/submissions/<int:page_id>/ forms/submissions/<int:page_id>/results/
            forms/submissions/<int:page_id>/delete/ gebieden/ gebieden/results/
            gebieden/inspect/<int:pk>/ gebied_chooser/create/ ^.*/$
        """,
    },
    "admin/aanmelddiensten/": {
        REFUSED: r"""
            - results/ new/ edit/<int:pk>/ delete/<int:pk>/ history/<int:pk>/
            history-results/<int:pk>/ usage/<int:pk>/
        """,
    },
    "admin/api/": {
        LIST: r"main/^pages/ main/^documents/ main/^images/",
        REFUSED: r"""
            main/^pages/<int:pk>/ main/^pages/<int:pk>/action/<str:action_name>/
            main/^documents/<int:pk>/ main/^images/<int:pk>/
        """,
        LOOK_UP: r"main/^pages/find/ main/^documents/find/ main/^images/find/",
    },
    "admin/beoordelen/": {
        REFUSED: r"<int:idee_id>/burencheck/",
        ACTION: r"""
            <int:idee_id>/<slug:actie>/ <int:idee_id>/burencheck/<int:check_id>/sluiten/
            <int:idee_id>/burencheck/<int:check_id>/opnieuw/
        """,
        LOOK_UP: r"- <int:idee_id>/ <int:idee_id>/burencheck/<int:check_id>/brieven/",
    },
    "admin/bulk/": {
        REFUSED: r"<str:app_label>/<str:model_name>/<str:action>/",
    },
    "admin/choose-page/": {
        LIST: r"- search/ chosen-multiple/",
        REFUSED: r"<int:parent_page_id>/",
    },
    "admin/collections/": {
        (LIST, REFUSED): r"-",
        (FORM, REFUSED): r"add/",
        REFUSED: r"<int:pk>/ <int:pk>/delete/ <int:collection_id>/privacy/",
    },
    "admin/documents/": {
        LIST: r"- results/ chooser/ chooser/results/ chooser/chosen-multiple/",
        FORM: r"add/ chooser/create/",
        REFUSED: r"""
            edit/<int:document_id>/ delete/<int:document_id>/ multiple/<int:doc_id>/
            multiple/<int:doc_id>/delete/ usage/<int:document_id>/ chooser/chosen/<str:pk>/
        """,
        UPLOAD: r"multiple/add/",
        ACTION: r"""
            multiple/create_from_uploaded_document/<int:uploaded_file_id>/
            multiple/delete_upload/<int:uploaded_file_id>/
        """,
    },
    "admin/editing-sessions/": {
        ACTION: r"ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/",
        OWN_ACTION: r"release/<int:session_id>/",
    },
    "admin/groups/": {
        REFUSED: r"""
            - results/ new/ edit/<int:pk>/ delete/<int:pk>/ history/<int:pk>/
            history-results/<int:pk>/ usage/<int:pk>/
        """,
    },
    "admin/ideeen/": {
        REFUSED: r"""
            - resultaten/ invoeren/ <int:pk>/ <int:pk>/foto/<int:foto>/
            <int:pk>/<slug:handeling>/
        """,
    },
    "admin/images/": {
        LIST: r"- results/ chooser/ chooser/results/ chooser/chosen-multiple/",
        REFUSED: r"""
            <int:image_id>/ <int:image_id>/delete/ <int:image_id>/generate_url/
            <int:image_id>/generate_url/output/ <int:image_id>/preview/<str:filter_spec>/
            usage/<int:image_id>/ multiple/<int:image_id>/ multiple/<int:image_id>/delete/
            chooser/chosen/<str:pk>/ chooser/<int:image_id>/select_format/
        """,
        FORM: r"add/ chooser/create/",
        UPLOAD: r"multiple/add/",
        ACTION: r"""
            multiple/create_from_uploaded_image/<int:uploaded_file_id>/
            multiple/delete_upload/<int:uploaded_file_id>/
        """,
    },
    "admin/pages/": {
        LEADS_HOME: r"- <int:parent_page_id>/ <int:parent_page_id>/results/",
        REFUSED: r"""
            add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/
            add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/
            <int:page_id>/usage/ <int:page_id>/edit/ <int:page_id>/edit/preview/
            <int:page_id>/view_draft/ <int:parent_page_id>/add_subpage/ <int:page_id>/delete/
            <int:page_id>/unpublish/ <int:page_id>/convert_alias/ <int:page_to_move_id>/move/
            <int:page_to_move_id>/move/<int:destination_id>/confirm/
            <int:page_to_move_id>/set_position/ <int:page_id>/copy/
            workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/
            workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/
            workflow/confirm_cancellation/<int:page_id>/
            workflow/preview/<int:page_id>/<int:task_id>/ <int:page_id>/privacy/
            <int:page_id>/lock/ <int:page_id>/unlock/ <int:page_id>/revisions/
            <int:page_id>/revisions/<int:revision_id>/view/
            <int:page_id>/revisions/<int:revision_id>/revert/
            <int:page_id>/revisions/<int:revision_id>/unschedule/
            ^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$
            <int:page_id>/workflow_history/
            <int:page_id>/workflow_history/detail/<int:workflow_state_id>/
            <int:page_id>/history/ <int:page_id>/history/results/
        """,
        LIST: r"""
            usage/<slug:content_type_app_name>/<slug:content_type_model_name>/
            usage/<slug:content_type_app_name>/<slug:content_type_model_name>/results/ search/
            search/results/
        """,
        (FORM, ADD_FORM): r"create/<slug:app_label>/<slug:model_name>",
    },
    "admin/redirects/": {
        REFUSED: r"""
            - results/ add/ <int:redirect_id>/ <int:redirect_id>/delete/ import/ import/process/
        """,
    },
    "admin/reports/": {
        LIST: r"""
            page-types-usage/ page-types-usage/results/ site-history/ site-history/results/
            workflow/ workflow/results/ workflow_tasks/ workflow_tasks/results/ aging-pages/
            aging-pages/results/
        """,
        (LIST, REFUSED): r"locked/ locked/results/",
    },
    "admin/samenwijk/": {
        LIST: r"""
            hulp/ rapporten/nakijken/ rapporten/nakijken/resultaten/ rapporten/planning/
            rapporten/planning/resultaten/ rapporten/kapotte-links/
            rapporten/kapotte-links/resultaten/
        """,
        ACTION: r"""
            eerste-stappen/ huisstijl/<int:site_id>/<slug:scheme>/
            voorbeeld/<int:parent_id>/<int:example_id>/
        """,
        REFUSED: r"""
            paginas/<int:page_id>/nagekeken/ paginas/<int:page_id>/schrijftips/
            rapporten/opgeruimd/ rapporten/opgeruimd/resultaten/
            rapporten/logboek/ rapporten/logboek/resultaten/
        """,
    },
    "admin/settings/": {
        (LEADS_ON, REFUSED): r"<slug:app_name>/<slug:model_name>/",
        REFUSED: r"""
            <slug:app_name>/<slug:model_name>/<int:pk>/
            <slug:app_name>/<slug:model_name>/<int:pk>/preview/
        """,
    },
    "admin/sites/": {
        REFUSED: r"""
            - results/ new/ edit/<int:pk>/ delete/<int:pk>/ history/<int:pk>/
            history-results/<int:pk>/ usage/<int:pk>/ copy/<int:pk>/
        """,
    },
    "admin/snippets/": {
        REFUSED: r"-",
    },
    "admin/users/": {
        REFUSED: r"""
            - results/ new/ edit/<int:pk>/ delete/<int:pk>/ history/<int:pk>/
            history-results/<int:pk>/ usage/<int:pk>/
        """,
    },
    "admin/wachtrij/": {
        LOOK_UP: r"-",
        REFUSED: r"melding/<int:pk>/ reactie/<int:pk>/ spam/",
    },
    "admin/workflows/": {
        REFUSED: r"""
            list/ list/results/ add/ enable/<int:pk>/ disable/<int:pk>/ edit/<int:pk>/
            usage/<int:pk>/ usage/<int:pk>/results/ remove/<int:page_pk>/
            remove/<int:page_pk>/<int:workflow_pk>/ tasks/add/<str:app_label>/<str:model_name>/
            tasks/select_type/ tasks/index/ tasks/index/results/ tasks/edit/<int:pk>/
            tasks/disable/<int:pk>/ tasks/enable/<int:pk>/ task_chooser/ task_chooser/results/
            task_chooser/create/ task_chooser/<int:task_id>/
        """,
    },
}


def _snippet(
    name: str, *, editors_may_change: bool, app: str = "wijkpaginas"
) -> dict[str, dict[Any, str]]:
    """Return the same for a snippet of the municipality, which all its editors may choose."""
    change = FORM if editors_may_change else REFUSED
    look = LIST if editors_may_change else REFUSED
    own: dict[Any, str] = {(LIST, look): "- results/", (FORM, change): "add/"}
    for answer, patterns in (
        ((REFUSED, change), "edit/<int:pk>/"),
        ((REFUSED, look), "usage/<int:pk>/ history/<int:pk>/ history-results/<int:pk>/"),
        ((REFUSED, REFUSED), "delete/<int:pk>/"),
    ):
        own[answer] = f"{own.get(answer, '')} {patterns}"
    return {
        f"admin/snippets/{app}/{name}/": own,
        f"admin/snippets/choose/{app}/{name}/": {
            (LIST, LIST): "- results/ chosen-multiple/",
            (LOOK_UP, LIST): "chosen/<str:pk>/",
        },
    }


ADMIN |= _snippet("contactpersoon", editors_may_change=True)
ADMIN |= _snippet("thema", editors_may_change=False)
ADMIN |= _snippet("standaardtekst", editors_may_change=False)
ADMIN |= _snippet("reden", editors_may_change=False, app="deelname")
ADMIN |= _snippet("antwoordtekst", editors_may_change=False, app="deelname")
ADMIN |= _snippet("criterium", editors_may_change=False, app="ideeen")
ADMIN |= _snippet("toestemmingstekst", editors_may_change=False, app="bewoners")

# What also answers to who is not logged in.
OPEN: dict[str, dict[Any, str]] = {
    "admin/": {
        FORM: r"sprite/",
        TO_LOG_IN: r"login/",
        LEADS_ON: r"password_reset/",
        REFUSED: r"""
            password_reset/done/ password_reset/complete/
            password_reset/confirm/<uidb64>/<token>/
        """,
        LIST: r"jsi18n/",
    },
    "": {
        LIST: r"""
            ^documenten/([0-9]+)/(.*)$
            healthz zoeken/ zoeken/suggesties/ robots.txt sitemap.xml
            privacy/verwerkingen/ privacy/toestemming/ privacy/toestemming/<int:versie>/
            bevestig/klaar/
        """,
        FORM: r"""
            documenten/wachtwoord/<int:restriction_id>/
            _util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/
        """,
        TO_LOG_IN: r"_util/login/",
        LEADS_ON: r"vind-uw-wijk/",
        LEAVES: r"privacy/toestemming/akkoord/ volg/<int:page_id>/stop/",
        ACTION: r"bevestig/code/<str:reference>/opnieuw/",
        LOOK_UP: r"""
            ^huisstijl/(?P<sleutel>[0-9a-f]{16})\.css$ sitemap-<slug:section>.xml
            .well-known/security.txt ^media/(?P<path>.*)$
        """,
        REFUSED: r"""
            ^((?:[\w\-]+/)*)$
            bevestig/<str:token>/ bevestig/code/<str:reference>/ volg/<int:page_id>/
        """,
    },
}


def expected() -> dict[str, tuple[tuple[str, str], tuple[str, str], tuple[str, str]]]:
    """Return for each pattern what the other municipality, the neighbour and a visitor get."""
    to_log_in = (LOGIN, LOGIN)
    result = {pattern: (*_pair(answer), to_log_in) for pattern, answer in _rows(ADMIN)}
    for pattern, answer in _rows(OPEN):
        result[pattern] = answer if len(answer) == 3 else (answer, answer, answer)
    return result


def _pair(answer: Any) -> tuple[Any, Any]:
    return answer if isinstance(answer[0], tuple) else (answer, answer)


def _rows(table: dict[str, dict[Any, str]]) -> Iterator[tuple[str, Any]]:
    for prefix, answers in table.items():
        for answer, patterns in answers.items():
            for pattern in patterns.split():
                yield prefix + ("" if pattern == "-" else pattern), answer
