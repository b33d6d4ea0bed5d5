"""What a copy of a portfolio is worth: is it sound, and what came after it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from twin.store.backups import Backup
from twin.store.check import full_damage
from twin.store.sqlite_file import FILE_NAME, uri_of

_LAST = "SELECT max(entry_id) FROM audit_log"
_SINCE = (
    "SELECT count(DISTINCT change_id), count(*), max(at_utc) FROM audit_log WHERE entry_id > ?"
)
_WHO = "SELECT who FROM audit_log WHERE entry_id > ? ORDER BY entry_id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy, looked at.

    damage : what is wrong with it, "" if it is sound.
    steps, records : stored since, which putting it back would lose; -1 where nobody can tell.
    last_at, last_who : of the newest of them. [UTC]
    """

    backup: Backup
    damage: str = ""
    steps: int = -1
    records: int = -1
    last_at: datetime | None = None
    last_who: str = ""


def looked_at(folder: Path, backup: Backup) -> Copy:
    """Open a copy, check it in full, and count what came after it.

    Steps are counted by the log of changes; data versions before there was one cannot tell, and
    copies of readings hold no log.
    """
    damage = full_damage(backup.file)
    if damage or backup.reason == "readings":
        return Copy(backup, damage)
    try:
        last = _asked(backup.file, _LAST)[0] or 0
        steps, records, at = _asked(folder / FILE_NAME, _SINCE, last)
        (who,) = _asked(folder / FILE_NAME, _WHO, last)
    except sqlite3.Error:  # no log, or the portfolio itself is damaged
        return Copy(backup)
    return Copy(backup, "", steps, records, datetime.fromisoformat(at) if at else None, who or "")


def _asked(file: Path, question: str, *values: int) -> tuple[Any, ...]:
    with closing(sqlite3.connect(uri_of(file, "ro"), uri=True)) as connection:
        return connection.execute(question, values).fetchone() or (None,)
