"""Text of foreign files without what cannot be seen."""

import re
import unicodedata
from typing import Any

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control, direction and joining characters, and halves of pairs."""


def plain(text: str) -> str:
    """Text in composed form (NFC) without control and direction characters."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def has_unseen(text: str) -> bool:
    """Whether there is anything that `plain` takes out."""
    return _UNSEEN.search(text) is not None


def all_plain(value: Any) -> Any:  # Any: JSON
    """A document with every text made plain; names of fields stay as they are."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [all_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: all_plain(item) for name, item in value.items()}
    return value
