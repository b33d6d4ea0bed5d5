"""From the bytes of a file to a JSON document, with nothing in it that is not JSON."""

import json
import re
from dataclasses import dataclass
from typing import Any

from twin.analysis.proposal_format.expectations import expectation, shown
from twin.analysis.proposal_format.places import (
    Path,
    Places,
    line_and_column,
    named,
    places_of,
    written,
)
from twin.model.finding import Finding
from twin.model.proposal_check import Remark

LARGEST_FILE = 1_000_000  # bytes; a proposal is text, the evidence lies beside it
DEEPEST_NESTING = 12
LONGEST_NUMBER = 400  # digits
_DIGITS = re.compile(rf"\d{{{LONGEST_NUMBER + 1},}}")


class Refused(Exception):
    """The file is no document at all."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.finding.code)
        self.remark = remark


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON object and where everything in it stands."""

    content: dict[str, Any]
    places: Places

    def remark(self, finding: Finding, path: Path) -> Remark:
        """What is said of one place."""
        return _placed(self.places, finding, path)


def read_document(data: bytes) -> tuple[Document, tuple[Remark, ...]]:
    """The document, and errors that do not keep the rest from being read.

    Raises
    ------
    Refused
        If the file is too large, too deep, not UTF-8, not JSON or no object.
    """
    text = _text(data)
    content = _parsed(text)
    places = places_of(text)
    errors = [
        _at(places, expectation("repeated", name=named(str(path[-1]))), path, offset)
        for path, offset in places.repeated
    ]
    errors += [
        _at(places, expectation("not-finite"), path, offset) for path, offset in places.not_finite
    ]
    if not isinstance(content, dict):
        raise Refused(_placed(places, expectation("model_type", shown(content)), ()))
    return Document(content, places), tuple(errors)


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise Refused(Remark(expectation("too-large", f"{len(data)}", limit=LARGEST_FILE)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = line_and_column(before + " ", len(before))
        found = f"0x{data[error.start]:02x}"
        raise Refused(Remark(expectation("encoding", found), "", line, column)) from None
    too_deep = _first_too_deep(text)
    if too_deep >= 0:
        finding = expectation("too-deep", limit=DEEPEST_NESTING)
        raise Refused(Remark(finding, "", *line_and_column(text, too_deep)))
    return text


def _parsed(text: str) -> Any:  # Any: JSON
    long = _DIGITS.search(text)
    if long:
        place = line_and_column(text, long.start())
        raise Refused(Remark(expectation("long-number", shown(long.group())), "", *place))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        finding = expectation("unreadable", reason=error.msg)
        raise Refused(Remark(finding, "", error.lineno, error.colno)) from None


def _first_too_deep(text: str) -> int:
    """Offset of the first bracket that is nested too deep, -1 if none is."""
    depth = 0
    in_string = escaped = False
    for offset, character in enumerate(text):
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > DEEPEST_NESTING:
                return offset
        elif character in "]}":
            depth -= 1
    return -1


def _placed(places: Places, finding: Finding, path: Path) -> Remark:
    return _at(places, finding, path, places.nearest(path))


def _at(places: Places, finding: Finding, path: Path, offset: int) -> Remark:
    line, column = places.line_and_column(offset)
    return Remark(finding, written(path), line, column)
