"""Dutch words as people type them: without capitals and accents, and down to their stem."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")

# More is no question that someone types, and each word costs the database work.
MAX_LENGTH = 200
MAX_WORDS = 10
MAX_WORD_LENGTH = 60

# Words that stand on nearly every page: they say nothing about what someone looks for.
STOP_WORDS = frozenset(
    WORD.findall(
        "aan al als bij da dat de den der deze die dit door dus een en er het hier hij hoe ik in "
        "is je kan kun kunt maar me met mij mijn naar niet nog nu of om ons onze ook op over te "
        "tot u uit uw van voor waar wanneer waarom wat we wel welke wie wij wordt worden zal ze "
        "zich zij zijn zo"
    )
)


def fold(text: str) -> str:
    """Return the text without capitals and accents."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in their order."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word: "bomen" and "boom" have the same one."""
    # A stemmer keeps its place in the word it works on, so that threads can't share one.
    return str(snowballstemmer.stemmer("dutch").stemWord(word))


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words, without those that say nothing."""
    return [stem(word) for word in words_of(text) if word not in STOP_WORDS]


def clean_text(text: str) -> str:
    """Return the text on one line, without signs that can't be seen, and not too long."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text[: MAX_LENGTH * 2])
    return " ".join(printable.replace("\ufffd", " ").split())[:MAX_LENGTH]


def useful_words(text: str) -> list[str]:
    """Return the words to look for, each once: no letters that stand alone, no stop words."""
    words = dict.fromkeys(word[:MAX_WORD_LENGTH] for word in words_of(text))
    return [
        word for word in words if word not in STOP_WORDS and (len(word) > 1 or word.isdecimal())
    ][:MAX_WORDS]
