"""How long components run between failures, by type, with interval."""

import math
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, Row, TableModel
from twin.ui.widgets.text import ElidedLabel, tight
from twin.workspace.care import YEARS_OF_FAILURES, failures_page


class FailuresPage(QWidget):
    """Mean time between failures by type of component, the most frequent failures first."""

    def __init__(self, desk: Desk, *, is_inside: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._is_inside = is_inside
        self.model = TableModel(_columns())
        self.table = Table(tr("Time between failures"), self.model)
        head, row = head_bar("")
        self.head_row = row
        self.note = ElidedLabel("", "secondary")
        row.addWidget(self.note, 1)
        column = tight(QVBoxLayout(self))
        column.addWidget(head)
        column.addWidget(self.table, 1)
        self.model.sort(4, Qt.SortOrder.AscendingOrder)
        desk.workspace.portfolio_changed.connect(self._show_if_seen)
        desk.workspace.building_changed.connect(self._show_if_seen)

    def show_rates(self) -> None:
        """Count anew."""
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None or (self._is_inside and building is None):
            return
        building_id = building.building_id if self._is_inside and building else ""
        found = failures_page(portfolio, building_id, date.today())
        self.model.show(found.rates)
        text = tr(
            "Failures of the last {years} years; the range holds the true value 9 times of 10.",
            years=YEARS_OF_FAILURES,
        )
        if found.not_placed:
            count = numbers.number(found.not_placed)
            text += " " + tr("{count} failures belong to no component.", count=count)
        self.note.set_whole(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Count when the page is looked at."""
        super().showEvent(event)
        self.show_rates()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self.show_rates()


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            tr("Type of component"), lambda r: Cell(_kind(r), is_strong=True),
            lambda r: _kind(r).casefold(), _kind,
        ),
        _number(tr("Components"), lambda r: r.components, 110),
        _number(tr("Years of running"), lambda r: r.exposure, 130),
        _number(tr("Failures"), lambda r: r.failures, 90),
        Column(
            tr("Years between failures"),
            lambda r: Cell(numbers.number(r.mean_time, 1), _tone(r)),
            lambda r: r.mean_time,
            lambda r: numbers.plain(r.mean_time, 2),
            170, is_number=True,
        ),
        Column(
            tr("Range (P5 – P95), years"), lambda r: Cell(_range(r), "secondary"),
            lambda r: r.shortest, _range, 190, is_number=True,
        ),
    )  # fmt: skip


def _number(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    return Column(
        title, lambda r: Cell(numbers.number(value(r))), lambda r: float(value(r)),
        lambda r: numbers.plain(value(r)), width, is_number=True,
    )  # fmt: skip


def _kind(rate: Row) -> str:
    text = tr(rate.component_type) if rate.component_type else tr("type not stated")
    return text[:1].upper() + text[1:]


def _tone(rate: Row) -> str:
    return "danger" if rate.mean_time < 1 else "warn" if rate.mean_time < 2 else ""


def _range(rate: Row) -> str:
    if math.isinf(rate.longest):
        return tr("more than {years}", years=numbers.number(rate.shortest, 1))
    return numbers.span(rate.shortest, rate.longest, 1)
