"""The dialog in which sums of an energy audit get an exchange rate."""

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from twin.errors import InputOutOfRange, TwinError
from twin.ui.dialogs.form import field, foot
from twin.ui.texts import numbers
from twin.ui.texts.known import parsed_day
from twin.ui.texts.language import error_text, tr
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace.audit_files import take_audits
from twin.workspace.audits import rate_of
from twin.workspace.workspace import Workspace

WIDTH = 480


def import_audits(parent: QWidget, workspace: Workspace, paths: Sequence[Path]) -> None:
    """Ask for the rate, then take the audits in; nothing happens without one."""
    if paths:
        RateDialog(parent, workspace, paths).open()


class RateDialog(QDialog):
    """Price of a US dollar, its day and who says so."""

    def __init__(self, parent: QWidget, workspace: Workspace, paths: Sequence[Path]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import energy audits"))
        self.setMinimumWidth(WIDTH)
        self._workspace, self._paths = workspace, paths
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Import energy audits"), "heading"))
        for path in paths:
            column.addWidget(ElidedLabel(path.name, "secondary"))
        column.addWidget(label(tr("BuildingSync gives sums in US dollars. They become NOK at the"
                                  " rate you state; it stands at every sum. The measures become"
                                  " proposals in quarantine."), wraps=True))  # fmt: skip
        column.addWidget(rule())
        self.rate = field(tr("NOK for one US dollar"))
        self.rate.setPlaceholderText(numbers.number(10.5, 2))
        self.day = field(tr("Day of the rate"), 0, numbers.day(date.today()))
        self.source = field(tr("Who states it"))
        self.source.setPlaceholderText("Norges Bank")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, edit in enumerate((self.rate, self.day, self.source)):
            grid.addWidget(label(edit.accessibleName(), "secondary"), row, 0)
            grid.addWidget(edit, row, 1)
        column.addLayout(grid)
        self.message = label("", "danger", wraps=True)
        self.message.hide()
        column.addWidget(self.message)
        column.addLayout(foot(self.take_in, self.reject))
        for button in self.findChildren(QPushButton):
            if button.isDefault():
                button.setText(tr("Import"))

    def take_in(self) -> None:
        """Take the audits in, or say what is wrong with the rate."""
        try:
            day = parsed_day(self.day.text())
            rate = rate_of(self._given(), day.isoformat(), self.source.text())
        except TwinError as error:
            self.message.setText(error_text(error))
            self.message.show()
            return
        take_audits(self._workspace, self._paths, rate)
        self.accept()

    def _given(self) -> float:
        text = self.rate.text().strip()
        value = numbers.parsed(text)
        if not math.isfinite(value):
            raise InputOutOfRange(
                "“{text}” at “{name}” is no number, so nothing was stored.",
                "Write it as {example}.",
                text=text,
                name=self.rate.accessibleName(),
                example=numbers.number(10.5, 2),
            )
        return value
