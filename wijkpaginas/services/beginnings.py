"""What a municipality begins with: each add-on registers what it needs, such as its reasons."""

from collections.abc import Callable

from wagtail.models import Site

Begin = Callable[[Site], object]

_beginnings: list[Begin] = []


def register_beginning(begin: Begin) -> Begin:
    """Have `begin` called when a municipality is made, and each time it is completed.

    So it adds nothing to a municipality that has chosen already.
    """
    _beginnings.append(begin)
    return begin


def begin_municipality(site: Site) -> None:
    for begin in _beginnings:
        begin(site)
