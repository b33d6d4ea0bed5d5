"""The quick estimate: at once after every edit, until the full result is there."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.desk import Desk
from twin.ui.sketch.words import kroner
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import frame, label, picture, tight


class EstimateBox(QWidget):
    """Shown while the full result is being calculated."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._estimate = desk.estimate
        self._column = tight(QVBoxLayout(self), (16, 0, 16, 6))
        self._content: QWidget | None = None
        desk.estimate.changed.connect(self.show_estimate)
        desk.workspace.result_changed.connect(self.show_estimate)
        desk.workspace.scenario_changed.connect(self.show_estimate)
        self.show_estimate()

    def show_estimate(self) -> None:
        """Show the newest estimate where there is no full result yet."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        workspace, found = self._desk.workspace, self._estimate.found
        scenario = workspace.scenario
        has_measures = scenario is not None and bool(scenario.proposals or scenario.choices)
        is_shown = workspace.result is None and found is not None and has_measures
        self.setVisible(is_shown)
        if not is_shown or found is None:
            return
        self._content = card = frame("card")
        column = tight(QVBoxLayout(card), (12, 9, 12, 10), 6)
        head = tight(QHBoxLayout(), gap=6)
        is_current = self._estimate.is_current
        head.addWidget(picture("clock", "info" if is_current else "warn", 14))
        text = (
            tr("Quick estimate, without ranges") if is_current else tr("Out of date, estimating …")
        )
        head.addWidget(label(text, "strong" if is_current else "warn"), 1)
        column.addLayout(head)
        tone = "strong" if is_current else "secondary"
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        before, after = found.before, found.after
        lines = [
            (tr("Delivered energy"), _arrow(before.delivered_total / 1e3,
                                            after.delivered_total / 1e3, "MWh")),
            (tr("Per m²"), _arrow(before.specific_delivered, after.specific_delivered, "kWh/m²")),
            (tr("Energy cost, a year"), numbers.signed(-numbers.significant(found.cost_saving))
             + f"{numbers.HARD_SPACE}kr"),
            (tr("Investment"), kroner(found.investment)),
        ]  # fmt: skip
        for basis, saved in found.emission_saving.items():
            change = numbers.signed(-saved / 1e3, 1) + f"{numbers.HARD_SPACE}tCO₂e"
            lines.append((tr("Emissions, {basis}", basis=tr(basis)), change))
        for row, (name, value) in enumerate(lines):
            grid.addWidget(label(name, "secondary"), row, 0)
            grid.addWidget(label(value, tone), row, 1)
        column.addLayout(grid)
        self._column.addWidget(card)


def _arrow(before: float, after: float, unit: str) -> str:
    return f"{numbers.number(before)} → {numbers.quantity(after, unit)}"
