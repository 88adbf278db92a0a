"""The groups of a municipality: its own and those of its neighbourhoods."""

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from wagtail.models import Site

from bewoners.municipal_groups import register_groups


def groups_of(site: Site) -> QuerySet[Group]:
    """Return the groups that are tied to a site, or to a neighbourhood in its tree."""
    inside = Q(wijk_group__wijk__path__startswith=site.root_page.path)
    return Group.objects.filter(Q(gemeente_group__site=site) | inside)


register_groups(groups_of)
