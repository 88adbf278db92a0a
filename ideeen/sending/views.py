"""Sending in an idea, and the page that says what happens to it now."""

import json
import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from bewoners.confirming.waiting import TooManyError, reference_of
from bewoners.forms.toestemming import FIELD
from bewoners.models import Bevestiging
from deelname.photos.forms import PhotoRows, empty_rows, read_photos
from deelname.spam.limits import SUBMIT, is_within, person_key
from ideeen.models import Idee, IdeeenPage
from ideeen.sending.confirming import take_in_and_wait, waiting_for
from ideeen.sending.forms import PUNT, SubmitForm
from ideeen.sending.pages import form_context, is_right, own_idea, page_context, read_uuid
from ideeen.sending.similar import Similar, similar_to
from ideeen.sending.submit import Submission, find_sent, take_in
from ideeen.sending.suspicion import ASKED, is_out_of_burst, look_at, remember_text


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, page: IdeeenPage) -> HttpResponse:
    """Let somebody send in an idea, with an account or with only an address."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    if request.method != "POST":
        inzending = uuid.uuid4()
        form = _form(request, page, site, inzending, initial=_initial(request))
        return _show(request, page, form, empty_rows(inzending))
    inzending = read_uuid(request.POST.get("inzending", "")) or uuid.uuid4()
    sent = find_sent(inzending)
    if sent:
        return _to_answer(request, sent)
    photos = read_photos(request, inzending)
    form = _form(request, page, site, inzending, data=request.POST)
    if not is_right(form, photos):
        return _show(request, page, form, photos)
    return _take(request, page, form, photos)


def _form(
    request: HttpRequest, page: IdeeenPage, site: Site, inzending: uuid.UUID, **kwargs: Any
) -> SubmitForm:
    return SubmitForm(site=site, user=request.user, wijk=page.wijk, inzending=inzending, **kwargs)


def _take(
    request: HttpRequest, page: IdeeenPage, form: SubmitForm, photos: PhotoRows
) -> HttpResponse:
    """Take in a form that is right, or ask once more: for a puzzle, or whether it is the same."""
    values, site = form.cleaned_data, form.site
    look = look_at(request, form, photos)
    similar = similar_to(site, values["titel"], form.spot, user=request.user)
    is_like_another = not similar.strong <= form.seen
    if look.puzzle or is_like_another:
        # With nothing to decide, the form goes on by itself once the puzzle is answered.
        shown = similar if is_like_another else None
        return _show(request, page, form, photos, similar=shown, puzzle=look.puzzle)
    if not is_within(request, SUBMIT, person_key(request, values.get("email", ""))):
        return _too_many(request, page, form, photos)
    submission = Submission(
        inzending=form.inzending,
        wijk=form.home,
        site=site,
        content=form.content,
        score=look.score,
        is_apart=look.is_apart or is_out_of_burst(request, site.pk, is_known=look.is_known),
        has_photos=bool(photos.kept),
    )
    try:
        answer = _send(request, submission, values)
    except TooManyError:
        return _too_many(request, page, form, photos)
    if form.moved_to:
        messages.info(
            request,
            _("De plek van uw idee ligt in %(wijk)s. Daarom staat uw idee bij die wijk.")
            % {"wijk": form.moved_to.title},
        )
    return answer


def _send(request: HttpRequest, submission: Submission, values: dict[str, Any]) -> HttpResponse:
    if request.user.is_authenticated:
        idee, is_new = take_in(submission, request.user)
        answer: HttpResponse = redirect("ideeen:submitted", idee.pk)
    else:
        row, is_new = take_in_and_wait(
            request, submission, name=values["naam"], email=values["email"], consent=values[FIELD]
        )
        answer = _to_code(row)
    if is_new:
        remember_text(request, values)
    return answer


def _to_code(row: Bevestiging | None) -> HttpResponse:
    """Lead to where the code of the mail is typed in, if that was not done yet."""
    return redirect("deelnemen:code", reference_of(row)) if row else redirect("deelnemen:confirmed")


def _to_answer(request: HttpRequest, idee: Idee) -> HttpResponse:
    """Lead to what a form led to the first time."""
    row = waiting_for(idee)
    # Who logged in meanwhile still has to confirm it.
    if request.user.is_authenticated and row is None:
        return redirect("ideeen:submitted", idee.pk)
    return _to_code(row)


def _show(  # noqa: PLR0913  # a form shows all of this
    request: HttpRequest,
    page: IdeeenPage,
    form: SubmitForm,
    photos: PhotoRows,
    *,
    similar: Similar | None = None,
    puzzle: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = form_context(form, photos, request) | {
        "pagina": page,
        "puzzel_gevraagd": puzzle is not None or ASKED in request.POST,
        "gelijkend": similar,
        "gezien": ",".join(map(str, sorted(form.seen | (similar.keys if similar else set())))),
        "puzzel": json.dumps(puzzle) if puzzle else "",
    }
    response = page.render(request, context_overrides=context, template="ideeen/submit.html")
    response.status_code = status
    return cast("HttpResponse", response)


def _too_many(
    request: HttpRequest, page: IdeeenPage, form: SubmitForm, photos: PhotoRows
) -> HttpResponse:
    form.add_error(
        None,
        _("Er is vandaag al veel ingestuurd. Probeer het later nog een keer. Wat u invulde, "
          "staat er nog."),
    )  # fmt: skip
    return _show(request, page, form, photos, status=429)


def _initial(request: HttpRequest) -> dict[str, str]:
    """Begin with the point that somebody chose on a map; what is no point is told at the end."""
    lat, lon = request.GET.get("lat", "")[:40], request.GET.get("lon", "")[:40]
    return {"lat": lat, "lon": lon, "plek": PUNT} if lat and lon else {}


@cache_control(private=True, no_store=True)
@require_safe
@login_required
def submitted(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to the sender what happens now, within which term, and who can be asked."""
    idee = own_idea(request, pk)
    context = page_context(idee) | {"laatste_stap": idee.stappen.filter(naar=idee.stadium).last()}
    return render(request, "ideeen/submitted.html", context)
