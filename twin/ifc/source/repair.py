"""Known defects of STEP text that are put right in a copy, and said."""

import re
from dataclasses import dataclass

from twin.ifc.source.schemas import attributes, fitted
from twin.ifc.source.step_text import arguments
from twin.model.finding import Finding, Severity

_MARK = b"ISO-10303-21"
_SAMPLE = 50
_HIGH = re.compile(r"[^\x00-\x7f]+")
_START = re.compile(rb"#\s*\d+\s*=\s*(\w+)\s*\(")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text after repair; findings say what was changed, none if nothing was."""

    text: bytes
    findings: tuple[Finding, ...]


def cleaned(text: bytes) -> Repaired:
    """Plain ASCII text that begins with ISO-10303-21.

    IfcOpenShell drops every byte above 127 without a word, so letters written raw (UTF-8,
    Latin-1, Shift JIS) are written as STEP escapes instead.
    """
    findings: list[Finding] = []
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = text.decode("utf-16", "replace").encode("utf-8")
    start = text.find(_MARK)
    if text[:start].strip():
        findings.append(_LEADING)
    text = text[start:]
    if not text.isascii():
        encoding, written = _decoded(text)
        text = _HIGH.sub(_escaped, written).encode("ascii", "replace")
        findings.append(_encoding_finding(encoding))
    return Repaired(text, tuple(findings))


_LEADING = Finding(
    "bytes-before-start",
    Severity.INFO,
    "The file has bytes before its first line (often a byte order mark); they were left out.",
)


def _decoded(text: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "shift_jis"):
        try:
            decoded = text.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_japanese(text):
            return encoding, decoded
    return "cp1252", text.decode("cp1252", "replace")


def _is_japanese(text: bytes) -> bool:
    """Whether most pairs begin as kana and common characters do (not as western letters)."""
    pairs = re.findall(rb"[\x81-\x9f\xe0-\xef][\x40-\x7e\x80-\xfc]", text)
    return sum(p[0] < 0x99 for p in pairs) > 0.8 * len(pairs) > 0


def _escaped(match: re.Match[str]) -> str:
    wide = any(ord(c) > 0xFFFF for c in match[0])
    if wide:
        return f"\\X4\\{match[0].encode('utf-32-be').hex().upper()}\\X0\\"
    return f"\\X2\\{match[0].encode('utf-16-be').hex().upper()}\\X0\\"


def _encoding_finding(encoding: str) -> Finding:
    return Finding(
        "raw-letters",
        Severity.INFO if encoding == "utf-8" else Severity.WARNING,
        "Letters outside ASCII stand unescaped in the file; they were read as {encoding}.",
        "Names may show wrong letters if that is not what the program wrote.",
        values={"encoding": {"cp1252": "Windows-1252"}.get(encoding, encoding.upper())},
    )


def without_stray_stars(text: bytes, schema: str) -> Repaired:
    """``*`` (derived) replaced by ``$`` (unset) where the schema derives nothing.

    Such a star stands for a value that some exporters left out; the geometry kernel then refuses
    the whole element ("Requested type <string> does not match actual type <derived>").
    """
    pieces: list[bytes] = []
    seen: dict[bytes, int] = {}
    done = changed = 0
    at = text.find(b"*")
    while at >= 0:
        found = _starred_instance(text, at, seen)
        at = text.find(b"*", at + 1)
        if found is None:
            continue
        start, end, keyword = found
        at = text.find(b"*", end)
        new = _corrected(text[start:end], keyword, schema)
        if new is not None:
            pieces.extend((text[done:start], new))
            done, changed = end, changed + 1
    if not changed:
        return Repaired(text, ())
    return Repaired(b"".join([*pieces, text[done:]]), (_star_finding(changed),))


_LEGITIMATE = frozenset({b"IFCORIENTEDEDGE", b"IFCSIUNIT"})


def _starred_instance(
    text: bytes, at: int, seen: dict[bytes, int]
) -> tuple[int, int, bytes] | None:
    """Argument text around a lone star: start, end and keyword of its instance."""
    if text[at - 1 : at].strip() not in (b",", b"(", b"") or text[at - 1 : at + 2] in (
        b"/*",
        b"*/",
    ):
        return None
    begin = max(text.rfind(b";", 0, at), 0)
    match = _START.search(text, begin, at)
    end = text.find(b";", at)
    if match is None or end < 0:
        return None
    keyword = match[1].upper()
    seen[keyword] = seen.get(keyword, 0) + 1
    if keyword in _LEGITIMATE and seen[keyword] > _SAMPLE:
        return None
    return match.end(), text.rfind(b")", at, end), keyword


def _corrected(values: bytes, keyword: bytes, schema: str) -> bytes | None:
    derived = attributes(schema).get(keyword.decode("ascii", "replace"))
    given = arguments(values)
    if derived is None or len(given) != len(derived):
        return None
    wanted = fitted(given, derived)
    stray = any(g == b"*" and w != g for g, w in zip(given, wanted, strict=True))
    return b",".join(wanted) if stray else None


def _star_finding(count: int) -> Finding:
    return Finding(
        "stray-star",
        Severity.WARNING,
        "{count} instances say * (computed) where the schema wants a value; it was left unset.",
        "The value that the exporting program meant is not in the file.",
        "Update the exporting program, or ask its maker to correct the export.",
        values={"count": count},
    )


def with_whole_escapes(text: bytes) -> Repaired:
    """The text with every lone backslash doubled, as stand in unescaped paths."""
    doubled = _BACKSLASH.sub(lambda m: m[0] if len(m[0]) > 1 else b"\\\\", text)
    if doubled == text:
        return Repaired(text, ())
    return Repaired(doubled, (_LONE_BACKSLASH,))


_BACKSLASH = re.compile(
    rb"\\(?:\\|S\\|N\\|P[A-I]\\|X\\[0-9A-Fa-f]{2}|X2\\[0-9A-Fa-f]*\\X0\\|X4\\[0-9A-Fa-f]*\\X0\\)?"
)
_LONE_BACKSLASH = Finding(
    "lone-backslash",
    Severity.INFO,
    "Backslashes in names, usually of paths, are not escaped; they were read as they stand.",
)


def with_plain_header(text: bytes, schema: str) -> Repaired:
    """The text with a header that says only the schema, for a header that cannot be parsed."""
    start = text.find(b"DATA", text.find(b"ENDSEC"))
    plain = (
        b"ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n"
        b"FILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('%s'));\nENDSEC;\n"
    )
    if start < 0:
        return Repaired(text, ())
    return Repaired(plain % schema.encode("ascii") + text[start:], (_HEADER,))


_HEADER = Finding(
    "damaged-header",
    Severity.WARNING,
    "The header of the file breaks the rules of STEP; only the schema was taken from it.",
)
