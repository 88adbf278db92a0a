"""From the text that an editor entered to the style sheet that visitors get."""

import difflib
import hashlib
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.huisstijl import values as grammar
from core.huisstijl.aliases import current_name, follow
from core.huisstijl.catalogue import Scheme, catalogue
from core.huisstijl.contrast import resolver, unreadable
from core.huisstijl.document import Raw, read_document, token_name, written
from core.huisstijl.problems import TokenError, excerpt, shown

REFERENCE = re.compile(r"\{([^{}]{1,150})\}|var\( ?(--[^(),{}]{1,150}?) ?\)")
HASH_LENGTH = 16


@dataclass
class TokenSet:
    """What one JSON text comes to."""

    scheme: Scheme
    # Values in the grammar, by the name that the style sheet uses.
    values: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    # What an editor should know, though it is no mistake.
    notices: list[str] = field(default_factory=list)


@dataclass
class Theme:
    """A style sheet with its address, and the colours of the browser's own bars."""

    css: str = ""
    hash: str = ""
    bar_light: str = ""
    bar_dark: str = ""


def read_tokens(text: str, scheme: Scheme) -> TokenSet:
    """Read, translate and check the tokens of a text; an empty text has none."""
    result = TokenSet(scheme)
    if not text.strip():
        return result
    document, problems = read_document(text)
    result.errors += problems
    given: dict[str, str] = {}
    unused, renamed = [], []
    referred: set[str] = set()
    for name, raw in document.items():
        current = current_name(name)
        if current not in catalogue():
            if name.startswith("samenwijk-"):
                result.errors.append(_unknown(name))
            else:
                unused.append(name)
            continue
        kind = catalogue()[current].kind
        if scheme == "donker" and kind != "kleur":
            unused.append(name)
            continue
        if current != name:
            renamed.append(name)
        if current in given and current != name:
            continue  # under its own name it is there already
        try:
            text = _resolve(name, raw, document, referred)
            given[current] = _value(name, text, kind, result.notices)
        except TokenError as error:
            result.errors.append(f"{name}: {error.message}.")
    result.notices += _notices([name for name in unused if name not in referred], renamed)
    result.values = follow(given)
    result.errors += unreadable(result.values, scheme)
    result.errors = shown(result.errors)
    return result


def _value(name: str, text: str, kind: str, notices: list[str]) -> str:
    """Return the value of a token in the grammar; else raise TokenError."""
    try:
        value = grammar.check(kind, text)
    except TokenError as error:
        raise TokenError(f"‘{excerpt(text)}’ {error.message}") from error
    if kind == "lettertype" and (strange := grammar.known_fonts(text)[1]):
        notices.append(
            _("%(name)s: %(fonts)s heeft de site niet; dit wordt %(value)s.")
            % {"name": name, "fonts": excerpt(", ".join(strange)), "value": value}
        )
    return value


def _resolve(name: str, raw: Raw, document: dict[str, Raw], referred: set[str]) -> str:
    """Follow references until there is a value; else raise TokenError. Note what is referred to."""
    trail = [name]
    while True:
        text = written(raw)
        if text is None:
            raise TokenError(_("de waarde is geen tekst of getal dat hier kan"))
        reference = REFERENCE.fullmatch(text.strip())
        if reference is None:
            return text
        target = token_name((reference[1] or reference[2]).strip())
        if target not in document:
            target = target.removesuffix("-value")
        if target in trail:
            raise TokenError(_("verwijst in een kring naar zichzelf"))
        trail.append(target)
        referred.add(target)
        if target in document:
            raw = document[target]
            continue
        default = catalogue().get(current_name(target))
        if default is None or not default.licht:
            raise TokenError(
                _("verwijst naar ‘%(target)s’, en dat token is er niet")
                % {"target": excerpt(target)}
            )
        colour = resolver({}, "licht")(current_name(target))
        if colour is None:
            raise TokenError(
                _("verwijst naar ‘%(target)s’, en dat is geen kleur") % {"target": excerpt(target)}
            )
        return colour.hex()


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, catalogue(), n=1)
    message = _("%(name)s: dit token is er niet.") % {"name": name}
    if near:
        message += " " + _("Bedoelt u %(near)s?") % {"near": near[0]}
    return message


def _notices(unused: list[str], renamed: list[str]) -> list[str]:
    notices = []
    if unused:
        text = ngettext(
            "%(count)d token doet hier niets: %(names)s.",
            "%(count)d tokens doen hier niets: %(names)s.",
            len(unused),
        )
        notices.append(text % {"count": len(unused), "names": _few(unused)})
    if renamed:
        text = ngettext(
            "%(count)d token heeft een oude naam en is vertaald: %(names)s.",
            "%(count)d tokens hebben een oude naam en zijn vertaald: %(names)s.",
            len(renamed),
        )
        notices.append(text % {"count": len(renamed), "names": _few(renamed)})
    return notices


def _few(names: list[str]) -> str:
    few = ", ".join(names[:5])
    return _("%(names)s en andere") % {"names": few} if len(names) > 5 else few


def make_theme(light: TokenSet, dark: TokenSet) -> Theme:
    """Write the style sheet of two checked sets; sets with errors give none.

    Colours hold in the scheme that they were checked for. On paper the site keeps its own, which
    save ink.
    """
    if light.errors or dark.errors:
        return Theme()
    shapes = {n: v for n, v in light.values.items() if catalogue()[n].kind != "kleur"}
    colours = {n: v for n, v in light.values.items() if catalogue()[n].kind == "kleur"}
    css = "".join(
        _rule(media, found)
        for media, found in (
            ("screen", shapes),
            ("screen and (prefers-color-scheme: light)", colours),
            ("screen and (prefers-color-scheme: dark)", dark.values),
        )
    )
    if not css:
        return Theme()
    bar = "utrecht-page-header-background-color"
    light_bar, dark_bar = resolver(light.values, "licht")(bar), resolver(dark.values, "donker")(bar)
    return Theme(
        css=css,
        hash=hashlib.sha256(css.encode()).hexdigest()[:HASH_LENGTH],
        bar_light=light_bar.hex() if light_bar else "",
        bar_dark=dark_bar.hex() if dark_bar else "",
    )


def preview_css(tokens: TokenSet) -> str:
    """Write the style sheet for a preview: in the set's scheme, whatever the editor's screen is."""
    defaults = {
        name: getattr(token, tokens.scheme)
        for name, token in catalogue().items()
        if token.licht != token.donker
    }
    values = "".join(f"--{name}:{value};" for name, value in (defaults | tokens.values).items())
    colours = "dark" if tokens.scheme == "donker" else "light"
    return f".samenwijk-theme.samenwijk-theme{{color-scheme:{colours};{values}}}"


def _rule(media: str, values: dict[str, str]) -> str:
    if not values:
        return ""
    lines = "".join(f"--{name}:{value};" for name, value in sorted(values.items()))
    return f"@media {media}{{.samenwijk-theme{{{lines}}}}}\n"
