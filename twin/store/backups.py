"""Copies of a portfolio file: made by SQLite itself, verified by opening them, rotated, put back.

Readings of meters are hundreds of megabytes and are copied once a month; the portfolio at each
start. Who keeps a portfolio on a server has the server's own backups.
"""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from twin.errors import TwinError, UnreadableFile
from twin.store.check import full_damage
from twin.store.sqlite_file import FILE_NAME, SERIES_NAME, not_a_portfolio, uri_of, version_of

FOLDER = "backups"
STARTS, DAYS, MONTHS, MIGRATIONS, SERIES = 10, 14, 12, 5, 2
BYTES_AT_MOST = 2 << 30
_STAMP = "%Y%m%dT%H%M%S%fZ"
_ARRIVING = ".arriving"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a portfolio file.

    at : when it was made. [UTC]
    reason : "start", "migration", "restore" (what was there before) or "readings".
    """

    file: Path
    at: datetime
    reason: str
    size_bytes: int


def backups(folder: Path) -> tuple[Backup, ...]:
    """Copies of the portfolio in `folder`, newest first."""
    found = map(_backup, (folder / FOLDER).glob("*.sqlite"))
    return tuple(sorted((b for b in found if b), key=lambda b: b.at, reverse=True))


def back_up(folder: Path, reason: str, now: datetime | None = None) -> Backup:
    """Copy the portfolio in `folder` (or its readings, for the reason "readings").

    Raises
    ------
    TwinError
        If the copy cannot be written, or is not sound when opened again; it is removed then.
    """
    at = now or datetime.now(UTC).replace(tzinfo=None)
    source = folder / (SERIES_NAME if reason == "readings" else FILE_NAME)
    target = folder / FOLDER / f"{source.stem}-{at.strftime(_STAMP)}-{reason}.sqlite"
    arriving = target.with_suffix(_ARRIVING)
    try:
        target.parent.mkdir(exist_ok=True)
        arriving.unlink(missing_ok=True)
        _copied(source, arriving)
        _refuse_damaged(arriving, source)
        _onto_disk(arriving)
        arriving.replace(target)
    except (OSError, sqlite3.Error) as error:
        arriving.unlink(missing_ok=True)
        raise _not_copied(folder, str(error)) from error
    except TwinError:
        arriving.unlink(missing_ok=True)
        raise
    return Backup(target, at, reason, target.stat().st_size)


def back_up_at_start(folder: Path, now: datetime | None = None) -> tuple[Backup, ...]:
    """The copy of a start, the readings' when the month has none yet; old copies go.

    Raises
    ------
    TwinError
        If the disk is full or the portfolio is damaged; no older copy was removed then.
    """
    at = now or datetime.now(UTC).replace(tzinfo=None)
    made = [back_up(folder, "start", at)]
    months = {(b.at.year, b.at.month) for b in backups(folder) if b.reason == "readings"}
    if (folder / SERIES_NAME).is_file() and (at.year, at.month) not in months:
        made.append(back_up(folder, "readings", at))
    rotate(folder)
    return tuple(made)


def rotate(folder: Path, at_most: int = BYTES_AT_MOST) -> None:
    """Remove copies nobody needs: those that are not worth keeping, then the oldest over a limit.

    at_most : of all copies together; the newest copy of the portfolio always stays. [bytes]
    """
    found = backups(folder)
    kept = _worth_keeping(found)
    newest = next((b for b in found if b.reason != "readings"), None)
    size = 0
    for backup in found:
        size += backup.size_bytes if backup in kept else 0
        if backup is not newest and (backup not in kept or size > at_most):
            backup.file.unlink(missing_ok=True)
    for left in (folder / FOLDER).glob(f"*{_ARRIVING}*"):
        left.unlink(missing_ok=True)


def restore(folder: Path, backup: Backup) -> Backup | None:
    """Put a copy back in place of the portfolio in `folder`, which is copied aside first.

    Nobody may have the portfolio open. The copy itself stays. Readings put back are those of the
    month; hours that came since are lost.

    Returns
    -------
    Backup
        What was there before, None where it was too damaged to be copied; it is kept beside the
        copies as it was then, as a file named ``damaged-…``.

    Raises
    ------
    UnreadableFile
        If the copy is damaged; the portfolio is as it was.
    TwinError
        If the portfolio is open elsewhere or the disk is full; the portfolio is as it was.
    """
    reason = "readings" if backup.reason == "readings" else "restore"
    goal = folder / (SERIES_NAME if reason == "readings" else FILE_NAME)
    _refuse_damaged(backup.file, backup.file)
    if full_damage(goal) if goal.is_file() else True:
        _replace_damaged(goal, backup)
        return None
    before = back_up(folder, reason)
    try:
        with closing(sqlite3.connect(goal, timeout=2.0)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")  # refused while others have it open
        _copied(backup.file, goal)
        _onto_disk(goal)
    except sqlite3.Error as error:
        raise TwinError(
            "{name} is open in another program ({reason}); it was left as it is.",
            "Close the portfolio everywhere, then put the copy back.",
            name=folder.name,
            reason=str(error),
        ) from error
    return before


def _replace_damaged(goal: Path, backup: Backup) -> None:
    """Move what is left of a damaged file aside, with its journals, and copy in its place."""
    stamp = datetime.now(UTC).strftime(_STAMP)
    arriving = goal.with_suffix(_ARRIVING)
    arriving.unlink(missing_ok=True)
    _copied(backup.file, arriving)
    _onto_disk(arriving)
    for suffix in ("-wal", "-shm", "-journal", ""):
        part = goal.with_name(goal.name + suffix)
        if part.exists():
            part.replace(backup.file.parent / f"damaged-{stamp}-{part.name}.kept")
    arriving.replace(goal)


def _copied(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(uri_of(source, "rw"), uri=True)) as taken,
        closing(sqlite3.connect(target)) as given,
    ):
        taken.backup(given)


def _refuse_damaged(file: Path, source: Path) -> None:
    if not file.is_file():
        raise UnreadableFile("The copy {file} is not there.", file=file.name)
    if source.stem.startswith("portfolio"):
        version_of(file)
    if full_damage(file):
        raise not_a_portfolio(source)


def _onto_disk(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _worth_keeping(found: Iterable[Backup]) -> set[Backup]:
    """The newest starts, the newest of each of the last days and months, some of the others."""
    portfolio = [b for b in found if b.reason != "readings"]
    starts = [b for b in portfolio if b.reason == "start"]
    by_day = {b.at.date(): b for b in reversed(starts)}
    by_month = {(b.at.year, b.at.month): b for b in reversed(starts)}
    kept = set(starts[:STARTS])
    kept |= {by_day[day] for day in sorted(by_day)[-DAYS:]}
    kept |= {by_month[month] for month in sorted(by_month)[-MONTHS:]}
    kept |= set([b for b in portfolio if b.reason != "start"][:MIGRATIONS])
    return kept | set([b for b in found if b.reason == "readings"][:SERIES])


def _backup(file: Path) -> Backup | None:
    _, _, rest = file.stem.partition("-")
    stamp, _, reason = rest.partition("-")
    try:
        at = datetime.strptime(stamp, _STAMP)
    except ValueError:
        return None
    return Backup(file, at, reason, file.stat().st_size)


def _not_copied(folder: Path, reason: str) -> TwinError:
    return TwinError(
        "No copy of {name} could be made ({reason}); the portfolio is as it was.",
        "Free some space, or check that the folder {folder} can be written.",
        name=folder.name,
        reason=reason,
        folder=str(folder / FOLDER),
    )
