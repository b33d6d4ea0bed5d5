"""Energy certificates of the portfolio: expired, missing, about to expire."""

from collections import Counter
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, tight
from twin.workspace.certificate_duty import ORDER, CertificateLine, certificate_lines

_TONES = {"expired": "danger", "missing": "danger", "expires within 12 months": "warn"}


class CertificatesPage(QWidget):
    """A table of buildings; one selection with the map."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[CertificateLine] = []
        self.model = TableModel(_columns())
        self.table = Table(tr("Energy certificates"), self.model)
        self.shown = Segment(
            tr("Buildings shown"), [("due", tr("To be renewed")), ("all", tr("All"))], small=True
        )
        self._all = False
        self.shown.choose("due")
        self.said = label("", "secondary")
        column = tight(QVBoxLayout(self))
        head = tight(QHBoxLayout(), (12, 6, 12, 6), 12)
        head.addWidget(self.shown)
        head.addWidget(self.said, 1)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        workspace = desk.workspace
        self.shown.chosen.connect(self._choose)
        self.table.picked.connect(self._select)
        self.table.opened.connect(lambda line: workspace.enter_building(line.building_id))
        workspace.portfolio_changed.connect(self.show_lines)
        workspace.selection_changed.connect(self.show_selection)
        self.show_lines()

    def show_lines(self) -> None:
        """Show how the buildings stand today."""
        portfolio = self._desk.workspace.portfolio
        if portfolio is None:
            return
        self._lines = certificate_lines(portfolio, date.today())
        counts = Counter(line.state for line in self._lines)
        parts = [f"{tr(s.value)}: {numbers.number(counts[s])}" for s in ORDER if counts[s]]
        self.said.setText(" · ".join(parts))
        self._fill()

    def show_selection(self) -> None:
        """Mark the buildings that are selected on the map."""
        chosen = self._desk.workspace.selection
        self.table.show_picked(lambda line: line.building_id in chosen)

    def _choose(self, key: str) -> None:
        self._all = key == "all"
        self._fill()

    def _fill(self) -> None:
        self.model.show([n for n in self._lines if self._all or n.is_due])
        self.show_selection()

    def _select(self, lines: list[CertificateLine]) -> None:
        self._desk.workspace.select(frozenset(line.building_id for line in lines))


def _columns() -> tuple[Column, ...]:
    def state(line: CertificateLine) -> Cell:
        return Cell(tr(str(line.state)), _TONES.get(line.state, ""))

    def letter(line: CertificateLine) -> str:
        return line.certificate.letter if line.certificate else ""

    def issued(line: CertificateLine) -> date | None:
        return line.certificate.issued if line.certificate else None

    return (
        Column(tr("Building"), lambda n: Cell(n.building.name), lambda n: n.building.name,
               lambda n: n.building.name, 0),
        Column(tr("Certificate"), state, lambda n: ORDER.index(n.state), lambda n: state(n).text,
               150),
        Column(tr("Label"), lambda n: Cell("" if letter(n) else "–", letter=letter(n)),
               lambda n: letter(n) or None, letter, 70),
        Column(tr("Scheme"), lambda n: Cell(n.certificate.scheme if n.certificate else ""),
               lambda n: n.certificate.scheme if n.certificate else None,
               lambda n: n.certificate.scheme if n.certificate else "", 70),
        Column(tr("Issued"), lambda n: Cell(numbers.day(issued(n))), issued,
               lambda n: str(issued(n) or ""), 104),
        Column(tr("Expires"), lambda n: Cell(numbers.day(n.end)), lambda n: n.end,
               lambda n: str(n.end or ""), 104),
        Column(tr("Area, m²"), lambda n: Cell(numbers.number(n.area)), lambda n: n.area,
               lambda n: numbers.plain(n.area), 90, is_number=True),
        Column(tr("Number"), lambda n: Cell(n.certificate.number if n.certificate else ""),
               lambda n: (n.certificate.number or None) if n.certificate else None,
               lambda n: n.certificate.number if n.certificate else "", 130),
    )  # fmt: skip
