"""Asks which parts a measure is painted on: direction, storey, wear, U-value."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from twin.errors import TwinError
from twin.model.choice import Choice
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight
from twin.workspace import choices
from twin.workspace.part_filter import PartFilter, filtered
from twin.workspace.workspace import Workspace

FACING = (
    ("", "Any direction"), ("north", "North"), ("east", "East"), ("south", "South"),
    ("west", "West"),
)  # fmt: skip
GRADES = ((-1, "Any condition"), (1, "TG1 or worse"), (2, "TG2 or worse"), (3, "TG3"))


class FilterDialog(QDialog):
    """Shows at once how many parts pass; `found` are their GlobalIds."""

    def __init__(self, parent: QWidget, workspace: Workspace, choice: Choice) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._choice = choice
        self.found: tuple[str, ...] = ()
        self.setWindowTitle(tr("Paint by filter"))
        self.setMinimumWidth(380)
        column = tight(QVBoxLayout(self), (20, 16, 20, 14), 12)
        column.addWidget(label(choice.measure.title, "title", wraps=True))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(8)
        storeys = workspace.model.storeys if workspace.model is not None else ()
        self.facing = _box(tr("Direction"), [(key, tr(text)) for key, text in FACING])
        self.storey = _box(
            tr("Storey"), [("", tr("Any storey")), *((s.global_id, s.name) for s in storeys)]
        )
        self.grade = _box(tr("Condition"), [(key, tr(text)) for key, text in GRADES])
        self.u_value = QLineEdit()
        self.u_value.setAccessibleName(tr("U-value at least, W/(m² K)"))
        self.u_value.textChanged.connect(self.show_count)
        for row, (name, box) in enumerate((
            (tr("Direction"), self.facing), (tr("Storey"), self.storey),
            (tr("Condition"), self.grade), (tr("U-value at least, W/(m² K)"), self.u_value),
        )):  # fmt: skip
            grid.addWidget(label(name, "secondary"), row, 0)
            grid.addWidget(box, row, 1)
            if isinstance(box, QComboBox):
                box.currentIndexChanged.connect(self.show_count)
        column.addLayout(grid)
        self.said = label("", "body", wraps=True)
        column.addWidget(self.said)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.paint = self.buttons.addButton(
            tr("Paint these"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.paint.setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self.show_count()

    def show_count(self) -> None:
        """Look for the parts that pass."""
        wanted = numbers.parsed(self.u_value.text())
        asked = PartFilter(
            self.facing.currentData(), self.storey.currentData(), self.grade.currentData(),
            wanted if wanted > 0 else 0.0,
        )  # fmt: skip
        try:
            self.found, reach = filtered(self._workspace.state, self._choice, asked)
        except TwinError as error:
            self._workspace.notices.show(error)
            return
        if self.found:
            text = tr("{count} parts pass.", count=numbers.number(len(self.found)))
        else:
            text = tr(reach.reason) if reach.reason else tr("No part passes.")
        self.said.setText(text)
        self.paint.setEnabled(bool(self.found))


def ask_and_paint(parent: QWidget, workspace: Workspace, choice: Choice) -> None:
    """Ask for a filter and paint the measure on what passes."""
    dialog = FilterDialog(parent, workspace, choice)
    if dialog.exec() and dialog.found:
        choices.paint(workspace, choice.key, dialog.found)
    dialog.deleteLater()


def _box(name: str, entries: list[tuple[object, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for key, text in entries:
        made.addItem(text, key)
    return made
