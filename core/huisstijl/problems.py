"""What is wrong with entered design tokens, said all at once."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# More sentences than this help nobody.
MAX_SHOWN = 20

Text = str | Promise


class TokenError(Exception):
    """A text, a name or a value that can't be used; the message says why, in plain Dutch."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


def shown(messages: list[str]) -> list[str]:
    """Return the first messages, and how many more there are."""
    rest = len(messages) - MAX_SHOWN
    if rest <= 0:
        return messages
    more = ngettext("En nog %(count)d fout.", "En nog %(count)d fouten.", rest) % {"count": rest}
    return [*messages[:MAX_SHOWN], more]


def excerpt(value: object) -> str:
    """Return a value in a length that fits in a sentence, without signs that nobody can see."""
    text = "".join(sign if sign.isprintable() else "�" for sign in str(value)[:61])
    return _("%(begin)s…") % {"begin": text[:60]} if len(text) > 60 else text
