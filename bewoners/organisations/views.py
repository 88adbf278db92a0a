"""The two addresses of a log-in service: where somebody leaves the site, and comes back."""

from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bewoners.organisations.oidc import OrganisationOIDC
from bewoners.organisations.refusals import Refused, refuse

View = Callable[[HttpRequest, str], HttpResponse]


def _answers_plainly(view: View) -> View:
    """Answer 404 for a service that this site has not, and say it when one does not do its work."""

    @wraps(view)
    def plain(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error
        except Refused as error:
            return refuse(request, error.reason, provider_id)

    return plain


@_answers_plainly
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ask whether to go on, and on a POST lead to the service."""
    view = OAuth2LoginView.adapter_view(OrganisationOIDC(request, provider_id))
    response: HttpResponse = view(request)
    if response.status_code != 302:
        return response
    # Browsers hold back a form that ends up at another site: a page in between leads there.
    return render(request, "socialaccount/verder.html", {"adres": response["Location"]})


@require_GET
@_answers_plainly
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in who comes back from the service."""
    view = OAuth2CallbackView.adapter_view(OrganisationOIDC(request, provider_id))
    response: HttpResponse = view(request)
    return response
