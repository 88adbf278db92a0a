"""Which ideas somebody may see: decided here, for lists, maps, feeds, search, exports and mails."""

from datetime import timedelta
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Site

from core.navigation import remembered
from core.querysets import pages
from deelname.models import OPEN_OBJECTION
from deelname.permissions import wijken_for
from ideeen.workflow import LISTED, PUBLIC, TERMS
from wijkpaginas.models import WijkPage


def closed_wijken(site_id: int) -> list[int]:
    """Return the neighbourhoods of a site whose ideas nobody may see now.

    Their section of ideas is not there, not published, restricted, or below something closed.
    """

    def find() -> tuple[int, ...]:
        root = Page.objects.filter(sites_rooted_here=site_id).first()
        if root is None:
            return ()
        shown = (
            pages()
            .public()
            .filter(
                ideeenpage__isnull=False,
                path__startswith=OuterRef("path"),
                depth=OuterRef("depth") + 1,
            )
        )
        wijken = WijkPage.objects.descendant_of(root).filter(~Exists(shown))
        return tuple(wijken.values_list("pk", flat=True))

    return list(remembered(("ideeen closed wijken", site_id), find))


class IdeeQuerySet(QuerySet[Any]):
    """Queries of ideas."""

    def of_site(self, site: Site | None) -> Self:
        """Keep those of a municipality; nothing when there is none."""
        return self.filter(site=site) if site else self.none()

    def public(self, site: Site | None) -> Self:
        """Keep those of a municipality whose page everybody may see."""
        return self._open(site).filter(stadium__in=PUBLIC)

    def listed(self, site: Site | None) -> Self:
        """Keep those that stand in its lists and on its maps."""
        return self._open(site).filter(stadium__in=LISTED)

    def _open(self, site: Site | None) -> Self:
        found = self.of_site(site)
        closed = closed_wijken(site.pk) if site else []
        return found.exclude(wijk__in=closed) if closed else found

    def moderated_by(self, user: Any) -> Self:
        """Keep those of the neighbourhoods in which somebody moderates or coordinates."""
        return self.filter(wijk__in=wijken_for(user))

    def visible_to(self, user: Any, site: Site | None) -> Self:
        """Keep what the public sees, one's own, and what one judges."""
        public = Q(pk__in=self.public(site).values("pk"))
        if not user.is_authenticated:
            return self.public(site)
        mine = Q(indiener=user)
        judged = Q(pk__in=self.moderated_by(user).values("pk"))
        return self.of_site(site).filter(public | mine | judged)

    def changed(self) -> Self:
        """Keep those on the site for which other words wait; elsewhere there is nothing to replace.

        `voorgesteld_op` says since when these wait.
        """
        waiting = self.filter(has_unpublished_changes=True, stadium__in=PUBLIC)
        return waiting.annotate(voorgesteld_op=F("latest_revision__created_at"))

    def unseen(self) -> Self:
        """Keep those on the site at which no moderator looked yet."""
        return self.filter(na_te_kijken=True, stadium__in=PUBLIC)

    def objected(self) -> Self:
        """Keep those whose sender objects, as long as nobody has judged that."""
        return self.filter(OPEN_OBJECTION)

    def overdue(self) -> Self:
        """Keep those of which the term of the stage they are in is over: see `Idee.due_on`."""
        now = timezone.now()
        late = Q(beloofd_op__lt=timezone.localdate(now))
        for stadium, days in TERMS.items():
            since = now - timedelta(days=days)
            late |= Q(beloofd_op=None, stadium=stadium, stadium_sinds__lt=since)
        return self.filter(late, stadium__in=TERMS)
