"""STEP text without a schema: header, instances, arguments (ISO 10303-21)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_STRING_OR_COMMENT = re.compile(rb"'[^']*'|/\*.*?\*/", re.DOTALL)
_INSTANCE = re.compile(rb"#\s*(\d+)\s*=\s*(\w+)\s*\(((?:[^';]++|'[^']*+')*+);")
_QUOTE, _OPEN, _CLOSE, _COMMA = b"'(),"
_NAMED = re.compile(rb"(FILE_SCHEMA|FILE_NAME)\s*(\(.*?\))\s*;", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. schema and exporter are "" if absent."""

    schema: str
    exporter: str


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of the data section; keyword in capitals."""

    number: int
    keyword: str
    arguments: bytes


def header(text: bytes) -> Header:
    """Schema and exporting program of a file; `text` may be the file's first part only."""
    first = text[: text.find(b"ENDSEC")] if b"ENDSEC" in text else text
    found = {m.group(1): m.group(2) for m in _NAMED.finditer(without_comments(first))}
    schemas = _strings(found.get(b"FILE_SCHEMA", b""))
    names = arguments(found[b"FILE_NAME"][1:-1]) if b"FILE_NAME" in found else []
    programs = [_strings(n) for n in names[4:6]]
    exporter = next((p[0].strip() for p in reversed(programs) if p and p[0].strip()), "")
    return Header(schemas[0].strip().upper() if schemas else "", exporter)


def _strings(value: bytes) -> list[str]:
    return [s.decode("utf-8", "replace") for s in re.findall(rb"'([^']*)'", value)]


def without_comments(text: bytes) -> bytes:
    """The text with comments taken out; what looks like one inside a string stays."""
    if b"/*" not in text:
        return text
    return _STRING_OR_COMMENT.sub(lambda m: m[0] if m[0][:1] == b"'" else b" ", text)


def instances(text: bytes) -> Iterator[Instance]:
    """Instances in file order; complex and damaged ones are passed over."""
    for match in _INSTANCE.finditer(text):
        yield _instance(match)


def _instance(match: re.Match[bytes]) -> Instance:
    keyword = match[2].decode("ascii", "replace").upper()
    return Instance(int(match[1]), keyword, match[3].rstrip()[:-1])


def rewritten(text: bytes, change: Callable[[Instance], bytes | None]) -> bytes:
    """The text with each instance replaced by what `change` says; None leaves it as it is."""

    def replaced(match: re.Match[bytes]) -> bytes:
        new = change(_instance(match))
        return match[0] if new is None else new

    return _INSTANCE.sub(replaced, text)


def arguments(text: bytes) -> list[bytes]:
    """Arguments of one instance, split at the commas of the outermost level."""
    if b"(" not in text and b"'" not in text:
        return [part.strip() for part in text.split(b",")]
    parts: list[bytes] = []
    depth, start, is_string = 0, 0, False
    for position, byte in enumerate(text):
        if byte == _QUOTE:
            is_string = not is_string
        elif is_string:
            continue
        elif byte == _COMMA and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
        else:
            depth += (byte == _OPEN) - (byte == _CLOSE)
    return [*parts, text[start:].strip()]


def spread_numbers(text: bytes, count: int = 64) -> tuple[int, ...]:
    """Numbers of instances spread over the text, the last one among them."""
    starts = [
        *range(0, len(text), max(1, len(text) // count)),
        text.rfind(b"#", 0, text.rfind(b"=I")),
    ]
    found = (_NUMBER.search(text, max(0, start - 1)) for start in starts)
    return tuple(dict.fromkeys(int(match[1]) for match in found if match))


_NUMBER = re.compile(rb"(?:^|[;\s])#(\d+)\s*=\s*IFC")


def written(number: int, keyword: str, values: list[bytes]) -> bytes:
    """One instance as STEP text."""
    return b"#%d=%s(%s);" % (number, keyword.encode("ascii"), b",".join(values))
