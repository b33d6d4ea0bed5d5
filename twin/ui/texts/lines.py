"""Named lines with values, under headings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line. role: of the value, as in the style sheet."""

    name: str
    value: str
    role: str = "medium"


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; source: where they come from, one sentence or ""."""

    title: str
    lines: tuple[Line, ...]
    source: str = ""
