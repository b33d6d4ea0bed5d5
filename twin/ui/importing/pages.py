"""The tables at the right: first rows, rows left out, what changes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.model.table import Table
from twin.model.table_plan import Plan
from twin.ui.importing import tables
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import tight


class Pages(QWidget):
    """One page for each of the tables that hold anything."""

    def __init__(self) -> None:
        super().__init__()
        self._column = tight(QVBoxLayout(self), (8, 0, 0, 0))
        self.tabs: Tabs | None = None

    def show_pages(self, table: Table, plan: Plan | None) -> None:
        """Make the pages anew; the one that was looked at stays."""
        before, made = self.tabs, Tabs()
        pages = {"rows": (tr("First rows"), tables.preview(table), "")}
        if plan is not None and plan.rejects:
            count = numbers.number(plan.rejected_rows)
            pages["out"] = (tr("Left out"), tables.left_out(plan), count)
        if plan is not None and plan.changes:
            count = numbers.number(plan.changed)
            pages["changes"] = (tr("Changes"), tables.changed(plan), count)
        for key, (name, page, count) in pages.items():
            made.add(key, name, page)
            made.count(key, count)
        if before is not None:
            made.turn_to(before.shown if before.shown in pages else "rows")
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._column.addWidget(made)
        self.tabs = made
