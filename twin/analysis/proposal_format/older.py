"""Fields by version: what an older file could not mean, and what this program does not know."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from twin.analysis.proposal_format.parts import FilePart
from twin.analysis.proposal_format.places import Path
from twin.analysis.proposal_format.whole import NEWEST

_VERSION = re.compile(r"1\.([0-9]{1,3})")


def minor_version(document: dict[str, Any]) -> int:
    """Minor version a file says it has; -1 where it is of another format."""
    given = document.get("version")
    found = _VERSION.fullmatch(given) if isinstance(given, str) else None
    return int(found.group(1)) if found else -1


def as_of(content: Any, part: type[FilePart], minor: int) -> tuple[Any, list[Path]]:
    """The content without fields that came after version 1.`minor`, and their paths."""
    if minor >= NEWEST or not isinstance(content, dict):
        return content, []
    kept: dict[str, Any] = {}
    dropped: list[Path] = []
    inner = inner_parts(part)
    for name, value in content.items():
        if part.SINCE.get(name, 0) > minor:
            dropped.append((name,))
            continue
        kept[name] = value
        if name not in inner:
            continue
        if isinstance(value, list):
            found = [as_of(item, inner[name], minor) for item in value]
            kept[name] = [item for item, _ in found]
            dropped += [(name, i, *p) for i, (_, paths) in enumerate(found) for p in paths]
        else:
            kept[name], paths = as_of(value, inner[name], minor)
            dropped += [(name, *p) for p in paths]
    return kept, dropped


def unknown_fields(content: Any, part: type[FilePart], path: Path = ()) -> Iterator[Path]:
    """Paths of the fields that this version does not know."""
    if not isinstance(content, dict):
        return
    known = {about.alias or name for name, about in part.model_fields.items()}
    yield from ((*path, name) for name in content if name not in known)
    for name, inner in inner_parts(part).items():
        value = content.get(name)
        if isinstance(value, list):
            for row, item in enumerate(value):
                yield from unknown_fields(item, inner, (*path, name, row))
        else:
            yield from unknown_fields(value, inner, (*path, name))


def inner_parts(part: type[FilePart]) -> dict[str, type[FilePart]]:
    """Fields of a part that hold other parts, alone or in lists."""
    return {
        about.alias or name: inner
        for name, about in part.model_fields.items()
        if (inner := _part_in(about.annotation)) is not None
    }


def _part_in(annotation: Any) -> type[FilePart] | None:
    if isinstance(annotation, type) and issubclass(annotation, FilePart):
        return annotation
    return next((p for a in get_args(annotation) if (p := _part_in(a)) is not None), None)
