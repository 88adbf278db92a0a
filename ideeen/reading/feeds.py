"""A list of ideas as an Atom feed."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from core.models import Gemeente
from ideeen.reading.exports import share
from ideeen.reading.filters import Filters, Sort
from ideeen.reading.listing import in_this_order
from wijkpaginas.feeds import plain

if TYPE_CHECKING:
    from ideeen.models import IdeeenPage

FEED_SIZE = 30
TEXT_LENGTH = 500


def atom_feed(page: "IdeeenPage", filters: Filters, request: HttpRequest) -> HttpResponse:
    """Answer with the ideas asked for as Atom (RFC 4287); what is answered anew is told anew."""
    address = page.get_full_url(request)
    feed = Atom1Feed(
        title=plain(f"{page.title} {page.get_parent().title}"),
        link=address + filters.address(),
        description=plain(page.samenvatting),
        author_name=plain(str(Gemeente.for_request(request))),
        feed_url=request.build_absolute_uri(),
        feed_guid=f"urn:uuid:{page.translation_key}" if not filters.address() else None,
        language="nl",
    )
    host = request.get_host().split(":")[0]
    for idee in in_this_order(filters.in_order().values_list("pk", flat=True)[:FEED_SIZE]):
        told = idee.beantwoord_op if filters.sort == Sort.ANTWOORD else idee.geplaatst_op
        feed.add_item(
            title=plain(idee.titel),
            link=request.build_absolute_uri(idee.get_url(request)),
            description=plain(Truncator(idee.tekst).chars(TEXT_LENGTH)),
            unique_id=f"tag:{host},{idee.created_at:%Y-%m-%d}:idee/{idee.pk}",
            pubdate=told or idee.created_at,
            updateddate=max(filter(None, (told, idee.stadium_sinds, idee.created_at))),
            categories=[plain(idee.thema.naam)] if idee.thema else [],
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    answer: HttpResponse = share(response)
    return answer
