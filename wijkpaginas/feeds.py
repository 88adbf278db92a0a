"""News as an Atom feed."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from core.models import Gemeente

if TYPE_CHECKING:
    from wijkpaginas.models import NieuwsIndexPage, NieuwsPage

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def atom_feed(
    index: "NieuwsIndexPage", messages: Iterable["NieuwsPage"], request: HttpRequest
) -> HttpResponse:
    """Answer with the messages as Atom (RFC 4287); their ids stay when a page is moved."""
    address = index.get_full_url(request)
    gemeente = Gemeente.for_request(request)
    feed = Atom1Feed(
        title=plain(f"{index.title} {index.get_parent().title}"),
        link=address,
        description=plain(index.samenvatting),
        author_name=plain(str(gemeente)),
        feed_url=request.build_absolute_uri(),
        feed_guid=f"urn:uuid:{index.translation_key}",
        language="nl",
    )
    for message in messages:
        published = message.first_published_at or _start_of_day(message)
        feed.add_item(
            title=plain(message.title),
            link=message.get_full_url(request),
            description=plain(message.samenvatting),
            unique_id=f"urn:uuid:{message.translation_key}",
            pubdate=published,
            updateddate=message.last_published_at or published,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def plain(text: str) -> str:
    """Leave out the control characters that pasted texts carry: XML does not allow them."""
    return CONTROL_CHARACTERS.sub("", text)


def _start_of_day(message: "NieuwsPage") -> datetime:
    return timezone.make_aware(datetime.combine(message.datum or timezone.localdate(), time.min))
