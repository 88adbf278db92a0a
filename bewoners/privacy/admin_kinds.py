"""What Wagtail's admin keeps of who works in it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from bewoners.models import User
from core.personal_data import PersonalData, register_personal_data

OWN = (APIToken, EditingSession, FormState, PageSubscription, UserProfile)


def _preferences(user: User) -> dict[str, Any] | None:
    profile = UserProfile.objects.filter(user=user).first()
    if profile is None:
        return None
    return {
        "taal": profile.preferred_language,
        "tijdzone": profile.current_time_zone,
        "mail_bij_inzending": profile.submitted_notifications,
        "mail_bij_goedkeuring": profile.approved_notifications,
        "mail_bij_afwijzing": profile.rejected_notifications,
        "mail_bij_opmerkingen": profile.updated_comments_notifications,
    }


def _files(user: User) -> Iterable[FieldFile]:
    profile = UserProfile.objects.filter(user=user).first()
    if profile and profile.avatar:
        yield profile.avatar
    for upload in UploadedFile.objects.filter(uploaded_by_user=user):
        yield upload.file


def _comments(user: User) -> Iterator[dict[str, Any]]:
    for comment in Comment.objects.filter(user=user).select_related("page").order_by("pk"):
        yield _comment(comment, comment.page)
    replies = CommentReply.objects.filter(user=user).select_related("comment__page")
    for reply in replies.order_by("pk"):
        yield _comment(reply, reply.comment.page)


def _comment(comment: Any, page: Page) -> dict[str, Any]:
    return {"pagina": page.title, "tekst": comment.text, "moment": comment.created_at}


def _actions(user: User) -> Iterator[dict[str, Any]]:
    for model in (PageLogEntry, ModelLogEntry):
        for row in model.objects.filter(user=user).order_by("pk").iterator():
            yield {"moment": row.timestamp, "handeling": row.action, "van": row.label}


def _revisions(user: User) -> Iterator[dict[str, Any]]:
    rows = Revision.objects.filter(user=user).order_by("pk")
    for row in rows.values("created_at", "object_str").iterator():
        yield {"moment": row["created_at"], "van": row["object_str"]}


def _work(user: User) -> dict[str, Any]:
    return {
        "voorkeuren": _preferences(user),
        "opmerkingen": _comments(user),
        "handelingen": _actions(user),
        "versies": _revisions(user),
    }


def _erase(user: User) -> None:
    """Remove what was for this person only, and the name from what was written down about them."""
    for model in OWN:
        model.objects.filter(user=user).delete()
    UploadedFile.objects.filter(uploaded_by_user=user).delete()
    Page.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
    about = ModelLogEntry.objects.get_for_model(User).filter(object_id=str(user.pk))
    about.update(label=f"account {user.pk}", data={})


register_personal_data(
    PersonalData(
        key="beheer",
        label=_("Wat u in het beheer van de site deed"),
        export=_work,
        files=_files,
        erase=_erase,
    )
)
