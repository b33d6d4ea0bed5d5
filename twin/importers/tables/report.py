"""What became of each row, as a table that can be sent back to whoever sent it."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from twin.errors import TwinError
from twin.model.table_plan import Plan, RejectedCell

_FORMULA_STARTS = tuple("=+-@\t\r\n\0")
_NUMBER = re.compile(r"[+-]?[\d ]+(?:[.,]\d+)?")
Say = Callable[[RejectedCell], str]


def rejected_rows(
    plan: Plan, say: Say = RejectedCell.text, heads: tuple[str, str] = ("Row", "Reason")
) -> tuple[list[str], list[list[str]]]:
    """Titles, and every row that is left out: its number, why, and its cells as they came.

    say : a reason in the language of the reader.  heads : titles of the first two columns.
    """
    reasons: dict[int, list[str]] = defaultdict(list)
    for reject in plan.rejects:
        place = f"{reject.column}: " if reject.column else ""
        reasons[reject.row].append(place + say(reject))
    at = {int(row): i for i, row in enumerate(plan.table.rows)}
    rows = [
        [str(row), " ".join(said), *_cells(plan, at[row])] for row, said in sorted(reasons.items())
    ]
    return [*heads, *plan.table.titles], rows


def _cells(plan: Plan, place: int) -> Sequence[str]:
    return [column.texts[place] for column in plan.table.columns]


def write_csv(path: Path, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table as spreadsheets in Norway open it; no cell can become a formula there.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([_harmless(title) for title in titles])
            writer.writerows([_harmless(cell) for cell in row] for row in rows)
    except OSError as error:
        raise TwinError(
            "The report could not be written to {name} ({reason}).",
            "Choose another folder, or close the file if it is open elsewhere.",
            name=path.name,
            reason=error.strerror or str(error),
        ) from error


def _harmless(text: str) -> str:
    if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
