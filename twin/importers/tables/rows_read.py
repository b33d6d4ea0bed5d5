"""Rows of a table as values, and which of them the file really says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class RowsRead:
    """Values of rows by field.

    count : number of rows, n.
    values : by name of the field, shape (n,) each.
    filled : whether the cell holds anything, likewise; absent for fields no column holds.
    """

    count: int
    values: dict[str, list[Any]]
    filled: dict[str, Sequence[bool]]
