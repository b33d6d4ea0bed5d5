"""Somebody else changed the same fields meanwhile: field by field, mine or theirs."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.edit import EditConflict
from twin.ui.dialogs.form import foot
from twin.ui.records.kind_of import field_name, kind_of, record_name, value_text
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace.conflicts import Disagreement, disagreements, settled
from twin.workspace.workspace import Workspace

WIDTH, LEAST, ROW, HIGHEST = 820, 280, 30, 640
NAME_WIDTH, VALUE_WIDTH = 200, 170
MOST = 200
"""Lines that are shown; the choice for all reaches the others too."""


def settle_conflict(parent: QWidget, workspace: Workspace, conflict: EditConflict) -> None:
    """Open the dialog where there is something to choose."""
    points = disagreements(conflict)
    if points:
        ConflictDialog(parent, workspace, conflict, points).open()


class ConflictDialog(QDialog):
    """One row per field: as I saw it, as I want it, as it is now. Theirs is chosen at first."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        conflict: EditConflict,
        points: Sequence[Disagreement],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Changed by somebody else"))
        self.resize(WIDTH, min(LEAST + ROW * len(points), HIGHEST))
        self._workspace, self._conflict, self._points = workspace, conflict, tuple(points)
        self._is_mine = [False] * len(self._points)
        self._names = _names(workspace)
        self.choices: list[tuple[QRadioButton, QRadioButton]] = []
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Changed by somebody else"), "heading"))
        column.addWidget(ElidedLabel(conflict.what, "secondary"))
        column.addWidget(label(tr("Somebody changed the same fields while you did. Nothing of your"
                                  " step is stored yet. Choose for each field what shall count;"
                                  " everything else of your step is stored with it."),
                               "secondary", wraps=True))  # fmt: skip
        column.addWidget(rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._rows())
        column.addWidget(area, 1)
        column.addLayout(foot(self.store, self.reject, *self._for_all()))

    def choose_all(self, is_mine: bool) -> None:
        """Choose mine, or theirs, in every row."""
        self._is_mine = [is_mine] * len(self._points)
        for mine, theirs in self.choices:
            (mine if is_mine else theirs).setChecked(True)

    def store(self) -> None:
        """Store the step again as it was chosen."""
        edits = settled(self._conflict, self._points, self._is_mine, self._current)
        if edits:
            self._workspace.store(edits, self._conflict.what)
        self.accept()

    def _for_all(self) -> tuple[QPushButton, QPushButton]:
        theirs = QPushButton(tr("All as they are now"))
        theirs.clicked.connect(partial(self.choose_all, False))
        mine = QPushButton(tr("All as I want them"))
        mine.clicked.connect(partial(self.choose_all, True))
        return theirs, mine

    def _rows(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        titles = ("", tr("As you saw it"), tr("As you want it"), tr("As it is now"))
        for column, title in enumerate(titles):
            grid.addWidget(label(title, "caption"), 0, column)
            grid.setColumnStretch(column, 1)
        shown = ""
        for place, point in enumerate(self._points[:MOST]):
            if point.key != shown:
                shown = point.key
                name = ElidedLabel(_title(point), "strong")
                grid.addWidget(name, grid.rowCount(), 0, 1, len(titles))
            self._add_row(grid, place, point)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _add_row(self, grid: QGridLayout, place: int, point: Disagreement) -> None:
        row, kind = grid.rowCount(), type(point.record)
        name = field_name(kind, point.field) if point.field else tr("The whole record")
        seen, mine, theirs = (self._text(point, v) for v in (point.seen, point.mine, point.theirs))
        grid.addWidget(label(name, "secondary"), row, 0)
        grid.addWidget(ElidedLabel(seen), row, 1)
        group = QButtonGroup(grid.parentWidget())
        pair = (_choice(name, mine), _choice(name, theirs))
        for column, button in enumerate(pair, start=2):
            group.addButton(button)
            grid.addWidget(button, row, column)
        pair[1].setChecked(True)
        pair[0].toggled.connect(partial(self._choose, place))
        self.choices.append(pair)

    def _choose(self, place: int, is_mine: bool) -> None:
        self._is_mine[place] = is_mine

    def _text(self, point: Disagreement, value: Any) -> str:
        if not point.field:
            return tr(value) if value else "–"
        return value_text(type(point.record), point.field, value, self._names)

    def _current(self, kind: type, key: str) -> Any:
        portfolio = self._workspace.portfolio
        found = kind_of(kind)
        name = found.key if found else "building_id"
        records = portfolio.of_kind(kind) if portfolio else ()
        return next((r for r in records if getattr(r, name) == key), None)


def _title(point: Disagreement) -> str:
    kind = kind_of(type(point.record))
    name = getattr(point.record, kind.named_by) if kind else getattr(point.record, "name", "")
    return f"{record_name(type(point.record)).capitalize()}: {name or point.key}"


def _choice(name: str, text: str) -> QRadioButton:
    made = QRadioButton(text.replace("&", "&&"))
    made.setAccessibleName(f"{name}: {text}")
    made.setMinimumWidth(VALUE_WIDTH)
    return made


def _names(workspace: Workspace) -> dict[str, str]:
    portfolio = workspace.portfolio
    return {b.building_id: b.name for b in portfolio.buildings} if portfolio else {}
