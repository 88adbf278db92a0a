"""Parts of pages that stay the same until the site changes."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, NodeList
from django.template.base import FilterExpression, Parser, Token

from core.editions import current

register = template.Library()


@register.filter
def knows_visitor(request: HttpRequest) -> bool:
    """Say whether the visitor has a session: who has none gets no personal word."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class RememberedNode(template.Node):
    """Draws its content once for each edition of the site and each key."""

    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.keys = keys

    def render(self, context: Context) -> Any:
        edition = current()
        keys = tuple(key.resolve(context) for key in self.keys)
        if edition is None or None in keys:
            return self.nodelist.render(context)
        return edition.remember(("html", *keys), lambda: self.nodelist.render(context))


@register.tag
def remembered(parser: Parser, token: Token) -> RememberedNode:
    """Draw what follows once: `{% remembered "footer" key %} … {% endremembered %}`.

    The keys name everything that it depends on, beside what is public on this site; with a key that
    is None it is drawn each time. What the visitor typed or is has no place in it.
    """
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(nodelist, keys)
