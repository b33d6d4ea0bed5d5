"""Rows that are left out, and why."""

from collections.abc import Mapping

from twin.importers.tables.columns import Wrong
from twin.model.table import Table, TableColumn
from twin.model.table_format import ColumnMapping
from twin.model.table_plan import RejectedCell


class Rejects:
    """Collects what is wrong with rows; places count the rows of the table from 0."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self._table = table
        self._mapping = mapping
        self._columns: dict[str, TableColumn | None] = {}
        self._found: dict[tuple[int, str], RejectedCell] = {}
        self.rows: set[int] = set()

    def add(self, place: int, name: str, reason: str, **values: object) -> None:
        """Reject a row for what its column of the field `name` says, "" if for none."""
        if (place, name) in self._found:
            return
        column = self._column(name)
        title = column.title if column else self._mapping.columns.get(name, "")
        found = column.texts[place] if column else ""
        row = int(self._table.rows[place])
        self._found[place, name] = RejectedCell(row, title, found, reason, values)
        self.rows.add(place)

    def add_wrong(self, name: str, wrong: Mapping[int, Wrong]) -> None:
        """Reject rows whose cell could not be read."""
        for place, (reason, values) in wrong.items():
            self.add(place, name, reason, **values)

    def has(self, place: int, name: str) -> bool:
        """Whether a row was rejected for this field."""
        return (place, name) in self._found

    def cells(self) -> tuple[RejectedCell, ...]:
        """All of them by row, in the order in which they were found."""
        return tuple(self._found[key] for key in sorted(self._found, key=lambda key: key[0]))

    def _column(self, name: str) -> TableColumn | None:
        if name not in self._columns:
            self._columns[name] = self._table.column(self._mapping.columns.get(name, ""))
        return self._columns[name]
