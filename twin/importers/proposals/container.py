"""The zip of a proposal: ``proposal.json`` with ``evidence/`` and ``geometry/`` beside it.

Nothing is ever unpacked to disk, and no name in the zip is used as a path.
"""

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from twin.analysis.proposal_format.document import LARGEST_FILE
from twin.analysis.proposal_format.patterns import is_like
from twin.analysis.proposal_format.plain_text import plain
from twin.errors import UnreadableFile

TEXT = "proposal.json"
FOLDERS = ("evidence/", "geometry/")
SUFFIXES = {
    "evidence/": (".pdf", ".png", ".jpg", ".jpeg", ".csv", ".txt", ".json", ".xlsx"),
    "geometry/": (".glb", ".gltf", ".ifc"),
}
MOST_MEMBERS = 500
LARGEST_MEMBER = 200 * 1024**2  # bytes
LARGEST_WHOLE = 500 * 1024**2  # bytes
MOST_RATIO = 200
FREE_BYTES = 10 * 1024**2
"""The ratio of unpacked to packed counts only beyond."""
_CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{n}{i}" for n in ("COM", "LPT") for i in range(1, 10))}
)
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh")
_ASK = "Ask the supplier for a zip with proposal.json and files in evidence/ and geometry/ alone."
_DAMAGED = (
    OSError, KeyError, ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error,
    zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What a proposal file holds. hashes: SHA-256 of each attached file by its name."""

    text: bytes
    hashes: dict[str, str] = field(default_factory=dict[str, str])


def content_of(path: Path) -> Content:
    """The JSON text, and the hashes of what lies beside it.

    Raises
    ------
    UnreadableFile
        If the file is neither text nor a zip with a place for everything in it, or is over the
        limits. Bytes are counted while they are read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(LARGEST_FILE + 1)
        if not start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return Content(start)
        with zipfile.ZipFile(path) as archive:
            return _all_of(archive, path)
    except _DAMAGED as error:
        raise _unreadable(path, error) from error


def attached_file(path: Path, name: str) -> bytes:
    """One attached file of a container, for example ``geometry/unit.glb``.

    Raises
    ------
    UnreadableFile
        If there is none of that name, or it is over the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = {m.filename: m for m in _members(archive, path)}
            return b"".join(_limited(archive, members[name], path))
    except _DAMAGED as error:
        raise _unreadable(path, error) from error


def _all_of(archive: zipfile.ZipFile, path: Path) -> Content:
    members = _members(archive, path)
    text, hashes, whole = b"", {}, 0
    for member in members:
        digest = hashlib.sha256()
        for chunk in _limited(archive, member, path):
            whole += len(chunk)
            if whole > LARGEST_WHOLE:
                raise _too_large(path, LARGEST_WHOLE)
            digest.update(chunk)
            if member.filename == TEXT and len(text) <= LARGEST_FILE:
                text += chunk
        if member.filename != TEXT:
            hashes[member.filename] = digest.hexdigest()
    return Content(text, hashes)


def _members(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    """Files of the zip, once each has a place in a proposal."""
    found = [m for m in archive.infolist() if m.filename not in FOLDERS]
    if len(found) > MOST_MEMBERS:
        raise UnreadableFile(
            "{file} holds {count} files, more than the {limit} a proposal may have; nothing was"
            " imported.",
            _ASK,
            file=path.name,
            count=len(found),
            limit=MOST_MEMBERS,
        )
    for member in found:
        _check(member, path)
    names = [member.filename.casefold() for member in found]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice is not None:
        raise _out_of_place(path, twice)
    if TEXT not in names:
        raise UnreadableFile(
            "{file} holds no proposal.json; nothing was imported.", _ASK, file=path.name
        )
    return found


def _check(member: zipfile.ZipInfo, path: Path) -> None:
    if member.flag_bits & 0x1:
        raise UnreadableFile(
            "{file} is locked with a password; nothing was imported.",
            "Ask the supplier for a file without one.",
            file=path.name,
        )
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_plain = kind in (0, stat.S_IFREG) and member.compress_type in _METHODS
    if not is_plain or member.orig_filename != member.filename or not _has_place(member.filename):
        raise _out_of_place(path, member.filename)


def _has_place(name: str) -> bool:
    if name == TEXT:
        return True
    folder, _, plain_name = name.partition("/")
    if PurePosixPath(plain_name).stem.split(".")[0].upper().strip() in _DEVICES:
        return False
    known = SUFFIXES.get(f"{folder}/", ())
    return is_like("file-name", name) and PurePosixPath(name).suffix.lower() in known


def _limited(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Iterator[bytes]:
    """Content of one file, counted while it is read; what the header says is not trusted."""
    allowed = min(LARGEST_MEMBER, FREE_BYTES + MOST_RATIO * member.compress_size)
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if not size and chunk.startswith(_ARCHIVES) and not _is_workbook(member.filename):
                raise _out_of_place(path, member.filename)
            size += len(chunk)
            if size > allowed:
                raise _too_large(path, allowed)
            yield chunk


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(".xlsx")


def _out_of_place(path: Path, name: str) -> UnreadableFile:
    return UnreadableFile(
        "{file} holds “{name}”, which has no place in a proposal; nothing was imported.",
        _ASK,
        file=path.name,
        name=plain(name)[:80],
    )


def _too_large(path: Path, limit: int) -> UnreadableFile:
    return UnreadableFile(
        "{file} unpacks to more than {limit} MB, far beyond any real proposal; nothing was"
        " imported.",
        "Ask the supplier for smaller evidence.",
        file=path.name,
        limit=limit // 1024**2,
    )


def _unreadable(path: Path, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        "{file} cannot be read as a proposal ({reason}); nothing was imported.",
        "Choose it again."
        if isinstance(error, OSError)
        else "Ask the supplier for a JSON file, or a zip that holds proposal.json.",
        file=path.name,
        reason=_reason(error),
    )


def _reason(error: Exception) -> str:
    """What is wrong, in words that can be translated where the program knows them."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, zipfile.BadZipFile):
        return "no whole zip file"
    return plain(str(error))[:200] or type(error).__name__
