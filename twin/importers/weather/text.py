"""The lines of a text file, whatever it was saved with."""

from pathlib import Path

from twin.errors import UnreadableFile

LARGEST = 60_000_000  # ten stations and ten years of hours are about 50 MB. [byte]


def text_lines(path: Path) -> list[str]:
    """Lines of a text file in UTF-8, UTF-16 or Latin-1, without their ends.

    Raises
    ------
    UnreadableFile
        If the file is absent, empty, too large or no text.
    """
    raw = _bytes(path)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace").splitlines()
    if b"\0" in raw[:4096]:
        raise UnreadableFile(
            "{file} is not a text file, so it holds no weather that can be read.",
            "Choose an EPW file or an hourly CSV file; unpack it first if it is a zip.",
            file=path.name,
        )
    try:
        return raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return raw.decode("latin-1").splitlines()


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise UnreadableFile(
            "{file} cannot be opened ({reason}); nothing was read.",
            "Check that the file is there and that you may read it.",
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    if size > LARGEST:
        raise UnreadableFile(
            "{file} is larger than any year of weather (over {limit} MB); nothing was read.",
            "Choose a file with the hours of one year.",
            file=path.name,
            limit=LARGEST // 1_000_000,
        )
    if not raw.strip():
        raise UnreadableFile(
            "{file} is empty; there is no weather in it.", "Get the file again.", file=path.name
        )
    return raw
