"""Over the page: what is being calculated, or that what is shown is older than the records."""

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, picture, tight
from twin.workspace.opportunities import Board

WHOLE = 1000


class StateBar(QFrame):
    """Hidden while all is well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "card")
        self.setFixedHeight(36)
        row = tight(QHBoxLayout(self), (10, 0, 10, 0), 8)
        self._mark = picture("clock", "warn", 14)
        self.said = ElidedLabel("", "body")
        self.progress = QProgressBar()
        self.progress.setRange(0, WHOLE)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(160, 4)
        self.progress.setAccessibleName(tr("How far it is"))
        self.again = QPushButton(tr("Recalculate"))
        self.again.clicked.connect(self._find)
        self.stop = QPushButton(tr("Cancel"))
        self.stop.clicked.connect(lambda: asked.cancel(desk.workspace))
        row.addWidget(self._mark)
        row.addWidget(self.said, 1)
        for widget in (self.progress, self.again, self.stop):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        desk.workspace.jobs.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say what is going on."""
        workspace = self._desk.workspace
        board, runs = asked.board_of(workspace), asked.is_finding(workspace)
        if runs:
            text = _stage(board)
        elif board is None or board.ladders is None:
            text = tr("The calculation was stopped or could not be finished.")
        elif asked.is_stale(workspace):
            text = tr("Records have changed since this was calculated; the figures are older.")
        elif self._is_other():
            text = tr("The wishes for the plan have changed; packages are put together anew.")
        else:
            text = ""
        self.said.set_whole(text)
        done = asked.progress_of(workspace)
        self.progress.setValue(round(WHOLE * done) if math.isfinite(done) else 0)
        self.progress.setVisible(runs)
        self.stop.setVisible(runs)
        self.again.setVisible(not runs)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))

    def _is_other(self) -> bool:
        board, crossing = asked.board_of(self._desk.workspace), self._desk.crossing
        if board is None:
            return False
        known = frozenset(board.inquiry.must), frozenset(board.inquiry.never)
        return not (crossing.must <= known[0] and crossing.never <= known[1])

    def _find(self) -> None:
        crossing = self._desk.crossing
        asked.find(self._desk.workspace, crossing.must, crossing.never)


def _stage(board: Board | None) -> str:
    """What is being calculated; only a search that goes on shows more of the same board."""
    if board is None:
        return tr("Calculating every measure on every building, hour by hour.")
    if board.ladders is None:
        return tr("Putting packages together; tables and charts fill as they come.")
    if not board.found.draws:
        return tr("Calculating how certain every measure is, P10 to P90; all else can be used.")
    return tr("Calculating anew; what is shown is of before.")
