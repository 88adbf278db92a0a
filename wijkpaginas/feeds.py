"""News as an Atom feed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

if TYPE_CHECKING:
    from wijkpaginas.models import NieuwsIndexPage, NieuwsPage


def atom_feed(
    index: "NieuwsIndexPage", messages: Iterable["NieuwsPage"], request: HttpRequest
) -> HttpResponse:
    """Answer with the messages as Atom (RFC 4287); their ids stay when a page is moved."""
    address = index.get_full_url(request)
    feed = Atom1Feed(
        title=f"{index.title} {index.get_parent().title}",
        link=address,
        description=index.samenvatting,
        feed_url=request.build_absolute_uri(),
        feed_guid=f"urn:uuid:{index.translation_key}",
        language="nl",
    )
    for message in messages:
        published = message.first_published_at or message.latest_revision_created_at
        feed.add_item(
            title=message.title,
            link=message.get_full_url(request),
            description=message.samenvatting,
            unique_id=f"urn:uuid:{message.translation_key}",
            pubdate=published,
            updateddate=message.last_published_at or published,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
