"""What the site's search finds of ideas."""

from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.search import Hit, SearchScope, SearchType, register_search_type
from ideeen.models import Idee
from ideeen.querysets import IdeeQuerySet


def _ideas() -> IdeeQuerySet:
    found: IdeeQuerySet = Idee.objects.select_related("wijk")
    return found


def _public(found: IdeeQuerySet, scope: SearchScope) -> IdeeQuerySet:
    listed = found.listed(Site.find_for_request(scope.request))
    # Of the whole municipality all are there: that needs no look at their neighbourhoods.
    return listed.filter(wijk__path__startswith=scope.path) if scope.place else listed


def _describe(idee: Any, scope: SearchScope) -> Hit:
    return Hit(
        title=idee.titel,
        url=idee.get_url(scope.request),
        place=scope.place_of(idee.wijk.path),
        day=localdate(idee.geplaatst_op) if idee.geplaatst_op else None,
    )


register_search_type(
    SearchType(
        "idee",
        _("Ideeën"),
        (Idee,),
        _ideas,
        _public,
        recent=lambda since: Q(geplaatst_op__gte=since),
        describe=_describe,
    )
)
