"""Finding by part of a word: case, accents and the ways to write æ, ø and å do not matter."""

import unicodedata
from collections.abc import Iterable

_SPELLINGS = (("æ", "ae"), ("ø", "o"), ("å", "a"), ("aa", "a"), ("oe", "o"))


def folded(text: str) -> str:
    """`text` without case and accents; å, aa and a become one, as do ø, oe and o."""
    lower = text.casefold()
    for written, simple in _SPELLINGS:
        lower = lower.replace(written, simple)
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(c for c in parts if not unicodedata.combining(c))


def matches(query: str, texts: Iterable[str]) -> bool:
    """Whether every word of `query` is part of one of `texts`."""
    wanted = folded(query).split()
    if not wanted:
        return True
    found = " ".join(folded(text) for text in texts)
    return all(word in found for word in wanted)
