"""Finding a neighbourhood by name, as people type it."""

import unicodedata


def simplify(text: str) -> str:
    """Return the text without capitals, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def matches(term: str, name: str) -> bool:
    """Say whether each word that was typed stands somewhere in the name."""
    simple_name = simplify(name)
    return all(word in simple_name for word in simplify(term).split())
