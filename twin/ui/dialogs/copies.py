"""Copies of the portfolio: when, how large, sound or not, and what putting one back would lose."""

from collections.abc import Sequence
from datetime import UTC

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, rule, tight
from twin.workspace.copies import (
    Backup,
    Copy,
    has_copies,
    list_copies,
    local_time,
    put_back,
)
from twin.workspace.workspace import Workspace

SIZE = (860, 520)
REASONS = {
    "start": "at a start",
    "migration": "before a new data version",
    "restore": "before another copy was put back",
    "readings": "readings of the month",
}


def show_copies(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog; a portfolio on a server has none."""
    if workspace.portfolio is None:
        workspace.notices.say("Open a portfolio first.")
    elif has_copies(workspace):
        CopiesDialog(parent, workspace).open()
    else:
        workspace.notices.say(
            "This portfolio is on a server, which has its own backups.",
            "Ask the administrator of the server.",
        )


class CopiesDialog(QDialog):
    """The list, newest first; copies are opened and checked one after the other."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Copies of the portfolio"))
        self.resize(*SIZE)
        self._workspace = workspace
        self._looked_at: dict[Backup, Copy] = {}
        self._backups: Sequence[Backup] = ()
        self._is_open = True
        self.finished.connect(self._leave)
        self.rows = TableModel(self._columns())
        self.table = Table(tr("Copies of the portfolio"), self.rows)
        self.table.empty_text = tr("There are no copies yet.")
        self.table.picked.connect(self._pick)
        self.said = label(tr("Mark a copy to see what putting it back would do."), "secondary",
                          wraps=True)  # fmt: skip
        self.restore = QPushButton(tr("Put this copy back"))
        self.restore.setProperty("role", "primary")
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self.put_back)
        self._build()
        list_copies(workspace, self._show, self._add)

    @property
    def picked(self) -> Backup | None:
        """The copy that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows.rows[rows[0].row()] if len(rows) == 1 else None

    def put_back(self) -> None:
        """Put the marked copy in place of the portfolio, and close."""
        backup = self.picked
        if backup is not None and self.restore.isEnabled():
            self.accept()
            put_back(self._workspace, backup)

    def _build(self) -> None:
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Copies of the portfolio"), "heading"))
        column.addWidget(label(tr("A copy is made at each start and before each new data version."
                                  " Each is opened and checked here."),
                               "secondary", wraps=True))  # fmt: skip
        column.addWidget(rule())
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        row = tight(QHBoxLayout(), gap=8)
        row.addStretch(1)
        leave = QPushButton(tr("Close"))
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        row.addWidget(self.restore)
        column.addLayout(row)

    def _show(self, found: Sequence[Backup]) -> None:
        if self._is_open:
            self._backups = found
            self.rows.show(list(found))

    def _add(self, copy: Copy) -> None:
        if self._is_open:
            self._looked_at[copy.backup] = copy
            self._draw_again()

    def _draw_again(self) -> None:
        """Show what is known by now; the marked copy stays marked."""
        marked = self.picked
        self.rows.show(list(self._backups))
        for row, backup in enumerate(self.rows.rows):
            if backup == marked:
                self.table.selectRow(row)
        self._pick([])

    def _leave(self) -> None:
        self._is_open = False

    def _pick(self, _rows: Sequence[Backup]) -> None:
        backup = self.picked
        copy = self._looked_at.get(backup) if backup is not None else None
        portfolio = self._workspace.portfolio
        may = portfolio is not None and not portfolio.is_read_only
        self.restore.setEnabled(copy is not None and not copy.damage and may)
        self.said.setText(_sentence(backup, copy))

    def _columns(self) -> list[Column]:
        return [
            Column(tr("When"), lambda b: Cell(_when(b)), lambda b: b.at, _when, 150),
            Column(tr("Made"), lambda b: Cell(_made(b)), _made, _made, 210),
            Column(tr("Size"), lambda b: Cell(_size(b)), lambda b: b.size_bytes, _size, 90,
                   is_number=True),
            Column(tr("Checked"), self._checked, lambda b: self._checked(b).text,
                   lambda b: self._checked(b).text, 110),
            Column(tr("Would be lost"), lambda b: Cell(self._lost(b)), self._steps, self._lost, 0),
        ]  # fmt: skip

    def _checked(self, backup: Backup) -> Cell:
        copy = self._looked_at.get(backup)
        if copy is None:
            return Cell(tr("being checked …"), "secondary")
        return Cell(tr("damaged"), "danger") if copy.damage else Cell(tr("sound"), "ok")

    def _steps(self, backup: Backup) -> int:
        copy = self._looked_at.get(backup)
        return -1 if copy is None else copy.steps

    def _lost(self, backup: Backup) -> str:
        copy = self._looked_at.get(backup)
        return "" if copy is None or copy.damage else _lost(copy)


def _sentence(backup: Backup | None, copy: Copy | None) -> str:
    """What putting the marked copy back would do."""
    if backup is None:
        return tr("Mark a copy to see what putting it back would do.")
    if copy is None:
        return tr("The copy is being checked …")
    if copy.damage:
        return tr("This copy is damaged ({reason}); it cannot be put back.", reason=copy.damage)
    if backup.reason == "readings":
        lost = tr("Readings of meters and sensors that came since are lost.")
    elif copy.steps == 0:
        lost = tr("Nothing in the log of changes is lost.")
    elif copy.steps > 0:
        lost = tr("Lost: {lost}.", lost=_lost(copy))
    else:
        lost = tr("Nobody can tell what was changed since.")
    return f"{lost} {tr('What is there now is copied first, so that you can go back to it.')}"


def _lost(copy: Copy) -> str:
    if copy.backup.reason == "readings":
        return tr("readings since then")
    if copy.steps < 0:
        return tr("not known")
    if not copy.steps:
        return tr("nothing")
    counted = tr("1 step") if copy.steps == 1 else tr(
        "{count} steps", count=numbers.number(copy.steps)
    )  # fmt: skip
    if copy.last_at is None:
        return counted
    here = copy.last_at.replace(tzinfo=UTC).astimezone()
    when = f"{numbers.day(here.date())} {here:%H:%M}"
    return tr("{steps}, the last one {when} by {who}", steps=counted, when=when,
              who=copy.last_who)  # fmt: skip


def _when(backup: Backup) -> str:
    here = local_time(backup)
    return f"{numbers.day(here.date())} {here:%H:%M}"


def _made(backup: Backup) -> str:
    return tr(REASONS.get(backup.reason, backup.reason))


def _size(backup: Backup) -> str:
    return f"{numbers.number(backup.size_bytes / 1e6, 1)} MB"
