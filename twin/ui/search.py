"""Finding by part of a word: case, accents and the ways to write æ, ø and å do not matter."""

import unicodedata
from collections.abc import Iterable, Sequence

_SPELLINGS = (("æ", "ae"), ("ø", "o"), ("å", "a"), ("aa", "a"), ("oe", "o"))


def folded(text: str) -> str:
    """`text` without case and accents; å, aa and a become one, as do ø, oe and o."""
    lower = text.casefold()
    for written, simple in _SPELLINGS:
        lower = lower.replace(written, simple)
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    for accent in {c for c in set(parts) if unicodedata.combining(c)}:
        parts = parts.replace(accent, "")
    return parts


def all_folded(texts: Sequence[str]) -> list[str]:
    """Each text as `folded`, all in one go: some 20 times faster for very many."""
    if not texts:
        return []
    return folded("\n".join(text.replace("\n", " ") for text in texts)).split("\n")


def matches(query: str, texts: Iterable[str]) -> bool:
    """Whether every word of `query` is part of one of `texts`."""
    wanted = folded(query).split()
    if not wanted:
        return True
    found = " ".join(folded(text) for text in texts)
    return all(word in found for word in wanted)
