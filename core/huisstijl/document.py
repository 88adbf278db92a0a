"""Reading the JSON that holds design tokens, in either of the two forms that are in use.

Nested, as style dictionary and the NL Design System have it:
`{"utrecht": {"button": {"border-radius": {"value": "4px"}}}}`, with `value` or `$value`. And flat:
`{"--utrecht-button-border-radius": "4px"}` or `{"utrecht.button.border-radius": "4px"}`.
"""

import json
import re
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from core.huisstijl.problems import TokenError, excerpt

MAX_BYTES = 100_000
MAX_DEPTH = 12
MAX_TOKENS = 5_000

VALUE_KEYS = ("$value", "value")
NAME = re.compile(r"[a-z0-9_]+(-[a-z0-9_]+)*")
KEY = re.compile(r"(--)?[A-Za-z0-9][A-Za-z0-9 ._-]*")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# A value as it was written. Text or a number, but also what other programs can use and this can't.
Raw = Any


class _TwiceError(ValueError):
    """One object names the same thing twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _TwiceError(key)
        result[key] = value
    return result


def _no_constant(name: str) -> NoReturn:
    raise TokenError(_("%(name)s is geen getal dat u kunt gebruiken.") % {"name": name})


def _load(text: str) -> Any:
    """Return what the text says; else raise TokenError."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise TokenError(_("De tekst is te groot. Er past hooguit 100 kB in."))
    # The parser itself calls itself for every level.
    if max(_levels(text), default=0) > MAX_DEPTH:
        raise TokenError(
            _("De haakjes staan te diep in elkaar: hooguit %(max)d lagen.") % {"max": MAX_DEPTH}
        )
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_no_constant)
    except _TwiceError as error:
        raise TokenError(
            _("‘%(name)s’ staat er twee keer.") % {"name": excerpt(error.args[0])}
        ) from error
    except json.JSONDecodeError as error:
        raise TokenError(
            _("Dit is geen geldige JSON. Kijk bij regel %(line)d, teken %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except ValueError as error:  # a number with thousands of digits
        raise TokenError(_("Er staat een getal in dat te lang is.")) from error


def _levels(text: str) -> list[int]:
    """Return how deep each opening bracket stands; those inside of texts count too, harmlessly."""
    depth, levels = 0, []
    for sign in text:
        if sign in "{[":
            depth += 1
            levels.append(depth)
        elif sign in "}]":
            depth -= 1
    return levels


def token_name(path: str) -> str:
    """Turn `--utrecht-button`, `utrecht.button` or `utrecht.Button` into `utrecht-button`.

    A name that can't be one raises TokenError.
    """
    name = HUMP.sub("-", path.removeprefix("--")).lower()
    name = re.sub(r"[ .]+", "-", name)
    if len(path) > 150 or not KEY.fullmatch(path) or not NAME.fullmatch(name):
        raise TokenError(_("‘%(name)s’ is geen naam van een token.") % {"name": excerpt(path)})
    return name


def read_document(text: str) -> tuple[dict[str, Raw], list[str]]:
    """Return the tokens of a JSON text by name without dashes in front, and what is wrong."""
    try:
        document = _load(text)
    except TokenError as error:
        return {}, [str(error.message)]
    if not isinstance(document, dict):
        return {}, [_("Zet de tokens tussen accolades: { … }.")]
    tokens: dict[str, Raw] = {}
    problems: list[str] = []
    for path, value in _leaves(document, ""):
        try:
            name = token_name(path)
            if name in tokens:
                raise TokenError(_("‘%(name)s’ staat er twee keer.") % {"name": name})
            tokens[name] = value
        except TokenError as error:
            problems.append(str(error.message))
    if len(tokens) > MAX_TOKENS:
        return {}, [_("Dit zijn te veel tokens: hooguit %(max)d.") % {"max": MAX_TOKENS}]
    return tokens, problems


def _leaves(branch: dict[str, Any], path: str) -> list[tuple[str, Any]]:
    """Return the path and value of every token in a branch."""
    found: list[tuple[str, Any]] = []
    for key in VALUE_KEYS:
        if path and key in branch and not (key == "value" and isinstance(branch[key], dict)):
            # Its neighbours are remarks: type, description, extensions.
            return [(path, branch[key])]
    for key, value in branch.items():
        if key.startswith("$"):
            continue
        below = f"{path}.{key}" if path else key
        found += _leaves(value, below) if isinstance(value, dict) else [(below, value)]
    return found


def written(value: Raw) -> str | None:
    """Return a value as CSS writes it, or None when it has no such form.

    The standard form of the Design Tokens Community Group has sizes as `{"value": 4, "unit": "px"}`
    and fonts as a list.
    """
    if isinstance(value, str):
        return " ".join(value.split()) if value.isprintable() else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.8g}" if abs(value) < 1_000_000 else None
    if isinstance(value, dict) and set(value) == {"value", "unit"}:
        number = written(value["value"])
        unit = value["unit"]
        return f"{number}{unit}" if number and isinstance(unit, str) else None
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return None
