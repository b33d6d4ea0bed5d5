"""What became of each row, as a table that can be sent back to whoever sent it."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from twin.model.table_plan import Plan, RejectedCell

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
