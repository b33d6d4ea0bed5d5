"""Where in a JSON text each value stands."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from twin.analysis.proposal_format.plain_text import plain

Path = tuple[str | int, ...]
"""Names and numbers that lead to a value, outermost first."""
_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_NUMBER_STARTS = "-0123456789NI"
_LONGEST_NAME = 80


@dataclass(slots=True)
class Places:
    """Offsets of all values of a text.

    repeated : fields of one object that are given twice.  not_finite : NaN and infinities.
    """

    text: str
    offsets: dict[Path, int] = field(default_factory=dict[Path, int])
    repeated: list[tuple[Path, int]] = field(default_factory=list[tuple[Path, int]])
    not_finite: list[tuple[Path, int]] = field(default_factory=list[tuple[Path, int]])

    def nearest(self, path: Path) -> int:
        """Offset of a value, or of the innermost one around it that is there."""
        while path and path not in self.offsets:
            path = path[:-1]
        return self.offsets.get(path, 0)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1."""
        return line_and_column(self.text, offset)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def written(path: Path) -> str:
    """The path as it is shown, for example ``measures[0].cost.per``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{named(step)}" if text else named(step)
    return text


def named(name: str) -> str:
    """The name of a field as it is shown: short, without what cannot be seen."""
    return plain(name[:_LONGEST_NAME])


def places_of(text: str) -> Places:
    """Places in a text that is JSON (NaN and infinities allowed)."""
    found = Places(text)
    _Walk(found).through(_tokens(text))
    return found


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        yield match.group(), match.start()


@dataclass(slots=True)
class _Level:
    """An object (step: name of the field, "" before it) or a list (step: number)."""

    step: str | int
    names: set[str] = field(default_factory=set[str])
    awaits_name: bool = False


class _Walk:
    """Goes through the tokens once, without recursion."""

    def __init__(self, found: Places) -> None:
        self._found = found
        self._levels: list[_Level] = []

    def through(self, tokens: Iterator[tuple[str, int]]) -> None:
        """Note the place of every value."""
        for token, offset in tokens:
            level = self._levels[-1] if self._levels else None
            if level is not None and level.awaits_name and token[0] == '"':
                self._name(level, token, offset)
            elif token == ",":
                self._next(level)
            elif token in "}]":
                self._levels.pop()
            elif token != ":":
                self._value(token, offset)

    def _path(self) -> Path:
        return tuple(level.step for level in self._levels)

    def _name(self, level: _Level, token: str, offset: int) -> None:
        level.step = json.loads(token, strict=False)
        level.awaits_name = False
        assert isinstance(level.step, str)
        if level.step in level.names:
            self._found.repeated.append((self._path(), offset))
        level.names.add(level.step)

    def _next(self, level: _Level | None) -> None:
        if level is None:
            return
        if isinstance(level.step, int):
            level.step += 1
        else:
            level.awaits_name = True

    def _value(self, token: str, offset: int) -> None:
        path = self._path()
        self._found.offsets.setdefault(path, offset)
        if token[0] in _NUMBER_STARTS and not math.isfinite(float(token)):
            self._found.not_finite.append((path, offset))
        if token == "{":
            self._levels.append(_Level("", awaits_name=True))
        elif token == "[":
            self._levels.append(_Level(0))
