"""From whatever the user chose to one STEP text file: archives, wrong formats, limits."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from twin.errors import UnreadableFile

MAX_MEMBERS = 10_000
MAX_BYTES = 4 * 1024**3
MAX_RATIO = 200
FREE_BYTES = 10 * 1024**2
"""Limits of one archive; the ratio counts only beyond `FREE_BYTES`."""

_CHUNK = 1 << 20
_DEFLATE64 = 9
_LOCAL_HEADER = 30
_STEP_MARK = b"ISO-10303-21"
_ASK_FOR_STEP = "Export the model again as IFC (*.ifc, STEP text) and open that file."


@dataclass(frozen=True, slots=True)
class StepFile:
    """Where the STEP text lies.

    passed_over : names of further models in the archive, which were not read.
    """

    path: Path
    passed_over: tuple[str, ...] = ()


def step_file(path: Path, scratch: Path) -> Path:
    """Path of the STEP text of `path`; raises as `unpacked`."""
    return unpacked(path, scratch).path


def unpacked(path: Path, scratch: Path) -> StepFile:
    """The STEP text of `path`: itself, or the largest model unpacked into `scratch`.

    Archives are told by their content, never by their name; the IFC member may be called
    anything that ends in ``.ifc`` in any letter case. Bytes are counted while they are read.

    Raises
    ------
    UnreadableFile
        If `path` is missing, a folder, empty, of another format, or an archive over the limits.
    """
    head, found = _head(path), StepFile(path)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        found = _unpacked(path, scratch / "unpacked.ifc")
        head = _head(found.path)
    if _STEP_MARK not in head:
        raise _wrong_format(head)
    return found


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile("This is a folder, not a file.", "Choose one IFC file in it.")
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
    except OSError as error:
        raise UnreadableFile(
            "The file cannot be read from the disk ({reason}).",
            "Check that it is still there and that you may read it.",
            reason=error.strerror or type(error).__name__,
        ) from error
    if not head.strip(b"\x00 \r\n\t"):
        raise UnreadableFile(
            "The file is empty.", "Fetch it again: the export or the download did not end."
        )
    return head


def _unpacked(path: Path, target: Path) -> StepFile:
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as raw, target.open("wb") as out:
            models = _models(archive.infolist())
            member = models[0]
            for chunk in _limited(_contents(archive, raw, member), member):
                out.write(chunk)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError) as error:
        raise UnreadableFile(
            "The archive is damaged and its IFC file cannot be unpacked ({reason}).",
            "Fetch the file again, or unpack it with another program and open the .ifc inside.",
            reason=str(error),
        ) from error
    return StepFile(target, tuple(m.filename for m in models[1:]))


def _models(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """IFC files of an archive, the largest first."""
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(
            "The archive holds {count} files, more than the {limit} that are allowed.",
            "Put the IFC file alone into an archive.",
            count=len(members),
            limit=MAX_MEMBERS,
        )
    models = [m for m in members if m.filename.lower().endswith(".ifc") and not m.is_dir()]
    if not models:
        raise _wrong_archive([m.filename.lower() for m in members])
    models.sort(key=lambda m: m.file_size, reverse=True)
    if models[0].flag_bits & 0x1:
        raise UnreadableFile(
            "The archive is locked with a password.", "Unpack it first and open the .ifc inside."
        )
    return models


def _wrong_archive(names: list[str]) -> UnreadableFile:
    if any(n.endswith(".ifcxml") for n in names):
        return UnreadableFile(
            "The archive holds ifcXML, which this program does not read.", _ASK_FOR_STEP
        )
    if "bcf.version" in names:
        return UnreadableFile(
            "This is a BCF file: issues about a model, not a model.", "Open the IFC file itself."
        )
    if "[content_types].xml" in names:
        return UnreadableFile("This is an Office document, not an IFC file.", _ASK_FOR_STEP)
    return UnreadableFile(
        "The archive holds no IFC file.", "Open the .ifc or .ifczip file that you were sent."
    )


def _contents(archive: zipfile.ZipFile, raw: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    if member.compress_type != _DEFLATE64:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
        return
    yield from _deflate64(raw, member)


class _Inflater(Protocol):
    """What is used of `inflate64.Inflater`, which carries no types."""

    def inflate(self, data: bytes) -> bytes: ...


def _deflate64(raw: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member compressed with Deflate64, which the standard library cannot read.

    References
    ----------
    PKWARE APPNOTE.TXT 4.3.7 (local file header), 4.4.5 (compression methods).
    """
    raw.seek(member.header_offset)
    header = raw.read(_LOCAL_HEADER)
    if not header.startswith(b"PK\x03\x04"):
        raise ValueError("local header missing")
    name, extra = (int.from_bytes(header[i : i + 2], "little") for i in (26, 28))
    raw.seek(name + extra, 1)
    import inflate64  # slow to import, and rarely needed

    inflater: _Inflater = inflate64.Inflater()
    left, checksum = member.compress_size, 0
    while left > 0 and (packed := raw.read(min(_CHUNK // 16, left))):
        left -= len(packed)
        chunk = inflater.inflate(packed)
        checksum = zlib.crc32(chunk, checksum)
        yield chunk
    if left or checksum != member.CRC:
        raise ValueError("checksum does not agree")


def _limited(chunks: Iterator[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    allowed = min(MAX_BYTES, FREE_BYTES + MAX_RATIO * member.compress_size)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > allowed:
            raise UnreadableFile(
                "The archive unpacks to more than {limit} MB, far beyond any real model.",
                "Unpack it with another program and look at what is inside.",
                limit=allowed // 1024**2,
            )
        yield chunk


_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF document, not an IFC file."),
    (b"\xd0\xcf\x11\xe0", "This is a Revit project or an old Office document, not an IFC file."),
    (b"AC10", "This is an AutoCAD drawing (DWG), not an IFC file."),
    (b"SQLite format 3", "This is an SQLite database, not an IFC file."),
    (b"\x1f\x8b", "This is a gzip archive, not an IFC file."),
    (b"7z\xbc\xaf", "This is a 7-Zip archive, not an IFC file."),
    (b"Rar!", "This is a RAR archive, not an IFC file."),
    (b"glTF", "This is a glTF model, not an IFC file."),
    (b"\x89PNG", "This is a picture, not an IFC file."),
    (b"\xff\xd8\xff", "This is a picture, not an IFC file."),
    (b"{\\rtf", "This is a text document, not an IFC file."),
    (b"\x7fELF", "This is a program, not an IFC file."),
    (b"MZ", "This is a program, not an IFC file."),
)


def _wrong_format(head: bytes) -> UnreadableFile:
    """Error that says what a file without STEP text is, and what to do."""
    if head.startswith(b"version https://git-lfs"):
        return UnreadableFile(
            "This is a Git LFS pointer: three lines that stand for a model stored elsewhere.",
            "Run “git lfs pull” where the file comes from, or download it from the web page.",
        )
    for mark, what in _FORMATS:
        if head.startswith(mark):
            return UnreadableFile(what, _ASK_FOR_STEP)
    return _wrong_text(head)


def _wrong_text(head: bytes) -> UnreadableFile:
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return UnreadableFile(
            "This is a web page, not an IFC file: probably a log-in or error page.",
            "Download the model again, logged in, and open that file.",
        )
    if text.startswith(b"<"):
        is_ifcxml = b"ifcxml" in text or b"iso_10303_28" in text
        what = (
            "This is ifcXML, which this program does not read."
            if is_ifcxml
            else "This is an XML file, which this program does not read."
        )
        return UnreadableFile(what, _ASK_FOR_STEP)
    if text.startswith((b"{", b"[")):
        what = (
            "This is CityJSON, not an IFC file."
            if b'"cityjson"' in text
            else "This is a JSON file, not an IFC file."
        )
        return UnreadableFile(what, _ASK_FOR_STEP)
    return UnreadableFile(
        "This is not an IFC file: the line ISO-10303-21 that begins one is missing.",
        "Check that the right file was chosen, or export the model again.",
    )
