"""Saying something, changing it, and taking it back."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from bewoners.confirming.views import hand_in
from bewoners.models import User
from deelname.confirmables import COMMENT
from deelname.forms.meedoen import EditForm, ReactieForm
from deelname.models import Reactie
from deelname.services.reacties import (
    EDITABLE,
    delete_comment,
    edit_comment,
    may_edit,
)
from deelname.spam.limits import UPLOAD, is_within
from deelname.subjects import LARGEST_KEY, subject_of
from deelname.threads import PER_PAGE, answers_to, page_of, page_of_answers, with_photos
from deelname.views.finding import (
    about_values,
    data_about,
    find_answered_or_404,
    find_comment_or_404,
    find_or_404,
    find_own_comment_or_404,
    personal,
)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """Let somebody say something, or answer what `?antwoord=` names."""
    onderwerp = find_or_404(request, soort, pk)
    parent = _parent_or_404(request, onderwerp)
    context = about_values(request, soort, onderwerp) | {"op": parent}
    if not onderwerp.takes_comments:
        status = 409 if request.method == "POST" else 200
        return render(request, "deelname/comments_closed.html", context, status=status)
    sent = request.method == "POST"
    form = ReactieForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        site=Site.find_for_request(request),
        known=request.user.is_authenticated,
        may_upload=not request.FILES or is_within(request, UPLOAD),
    )
    if form.is_valid():
        data = data_about(
            request,
            soort,
            onderwerp,
            tekst=form.cleaned_data["tekst"],
            inzending=str(form.cleaned_data["inzending"]),
            antwoord=parent.pk if parent else None,
        )
        try:
            return hand_in(request, COMMENT, data, form)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "deelname/comment.html", context | {"form": form})


def _parent_or_404(request: HttpRequest, onderwerp: Any) -> Reactie | None:
    number = request.GET.get("antwoord")
    if number is None:
        return None
    if not (number.isascii() and number.isdigit()) or int(number) > LARGEST_KEY:
        raise Http404
    rows = Reactie.objects.about(onderwerp).filter(parent=None, stand=Reactie.Stand.GEPLAATST)
    return get_object_or_404(rows.select_related("user"), pk=int(number))


@personal
@login_required
@require_safe
def comment_sent(request: HttpRequest, inzending: UUID) -> HttpResponse:
    """Say to its writer what happens to a comment now."""
    own = Reactie.objects.filter(user=cast("User", request.user))
    reactie = get_object_or_404(own, inzending=inzending)
    onderwerp, reactie = find_comment_or_404(request, reactie.pk)
    context = about_values(request, subject_of(onderwerp).key, onderwerp)
    context |= _own_values(reactie, request.user)
    return render(request, "deelname/comment_sent.html", context)


@require_safe
def show_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the place of a comment on the page of what it is about."""
    onderwerp, reactie = find_comment_or_404(request, pk)
    page = page_of_answers(reactie)
    if page is None:
        address, page = onderwerp.get_url(request), page_of(onderwerp, reactie)
    else:
        address = reverse("deelname:answers", args=[reactie.parent_id])
    query = f"?pagina={page}" if page > 1 else ""
    answer = redirect(f"{address}{query}#reactie-{reactie.pk}")
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all answers to a comment, some at a time."""
    onderwerp, reactie = find_answered_or_404(request, pk)
    page = Paginator(answers_to(reactie), PER_PAGE).get_page(request.GET.get("pagina"))
    context = about_values(request, subject_of(onderwerp).key, onderwerp) | {
        "pagina": page,
        "eerste": with_photos([reactie])[0],
        "antwoorden": with_photos(list(page.object_list)),
    }
    return render(request, "deelname/answers.html", context)


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody change what they just wrote."""
    onderwerp, reactie = find_own_comment_or_404(request, pk)
    context = about_values(request, "", onderwerp) | _own_values(reactie, request.user)
    if not may_edit(reactie, request.user):
        return render(request, "deelname/comment_edit_closed.html", context, status=409)
    sent = request.POST if request.method == "POST" else None
    form = EditForm(sent, initial={"tekst": reactie.tekst}, official=bool(reactie.rol))
    if form.is_valid():
        values = form.cleaned_data
        tell = values.get("laat_weten", False)
        edit_comment(reactie, cast("User", request.user), values["tekst"], tell=tell)
        messages.success(request, _("Uw reactie is aangepast."))
        return redirect("deelname:comment_sent", reactie.inzending)
    return render(request, "deelname/comment_edit.html", context | {"form": form})


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody take a comment of their own away."""
    onderwerp, reactie = find_own_comment_or_404(request, pk)
    context = about_values(request, "", onderwerp) | _own_values(reactie, request.user)
    if request.method == "POST":
        try:
            delete_comment(reactie, cast("User", request.user))
        except (PermissionDenied, ValidationError):
            raise Http404 from None
        return render(request, "deelname/comment_deleted.html", context)
    return render(request, "deelname/comment_delete.html", context)


def _own_values(reactie: Reactie, user: Any) -> dict[str, Any]:
    return {
        "reactie": reactie,
        "mag_aanpassen": may_edit(reactie, user),
        "minuten": int(EDITABLE.total_seconds() // 60),
    }
