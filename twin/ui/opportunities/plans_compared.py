"""Two plans side by side: the one that was kept, and the one that is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight
from twin.workspace.plan import PlanShown, compared

MILLION = 1e6
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Compared(QWidget):
    """Keep the plan that is shown; from then on differences to it are told."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: PlanShown | None = None
        self._shown: PlanShown | None = None
        column = tight(QVBoxLayout(self), gap=4)
        row = tight(QHBoxLayout(), gap=8)
        self.keep = QPushButton(tr("Keep this plan as A"))
        self.keep.clicked.connect(self._keep)
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)
        self._said = label("", "secondary", wraps=True)
        column.addWidget(self._said)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(0, 1)
        column.addWidget(self._table)
        self.show_plan(None)

    def show_plan(self, shown: PlanShown | None) -> None:
        """Compare the kept plan with another one."""
        self._shown = shown
        self.keep.setEnabled(shown is not None)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        kept = self._kept
        if kept is None or shown is None:
            self._said.setText(tr("Keep a plan, then change budget or targets to compare."))
            return
        if kept.ladders is not shown.ladders:
            self._said.setText(tr("Plan A was made from other packages; keep it again."))
            return
        self._fill(kept, shown)

    def _keep(self) -> None:
        self._kept = self._shown
        self.show_plan(self._shown)

    def _fill(self, kept: PlanShown, shown: PlanShown) -> None:
        found = compared(kept, shown)
        one, two = found.first, found.second
        lines = (
            (tr("Investment, mill. kr"), one.investment / MILLION, two.investment / MILLION),
            (tr("NPV, mill. kr"), one.present_value / MILLION, two.present_value / MILLION),
            (tr("Saves, MWh/y"), one.saving / 1e3, two.saving / 1e3),
            (tr("Avoids, t CO₂e/y"), one.emission_saving / 1e3, two.emission_saving / 1e3),
            (tr("Backlog, mill. kr"), one.backlog_saving / MILLION, two.backlog_saving / MILLION),
        )
        for place, text in enumerate(("", "A", tr("Now"), tr("Change"))):
            self._grid.addWidget(label(text, "label"), 0, place, RIGHT)
        for row, (name, before, after) in enumerate(lines, 1):
            texts = (
                name, numbers.number(before, 1), numbers.number(after, 1),
                numbers.signed(after - before, 1),
            )  # fmt: skip
            for place, text in enumerate(texts):
                made = label(text, "medium" if place else "secondary")
                self._grid.addWidget(made, row, place, RIGHT if place else LEFT)
        self._said.setText(
            tr(
                "{common} steps in both, {moved} of them in other years; {first} only in A, "
                "{second} only now.",
                common=len(found.common) + len(found.moved),
                moved=len(found.moved),
                first=len(found.only_first),
                second=len(found.only_second),
            )
        )
