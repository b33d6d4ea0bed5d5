"""The form in which one record is written, or several are changed together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.errors import InputOutOfRange
from twin.model.condition import ConditionGrade
from twin.model.edit import Edit
from twin.ui.records.cells import text_of
from twin.ui.records.field import Field, Kind, RecordKind, values_of
from twin.ui.records.parse import written
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, tr
from twin.ui.texts.part_names import NAMES, part_text
from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace.workspace import Workspace

SIZE = (640, 700)
NAME_WIDTH = 190
LONG_HEIGHT = 76
GRADES = tuple((ConditionGrade(g), grade_name(g)) for g in (3, 2, 1, 0, -1))
CONSEQUENCES = ((-1, "not graded"), (0, "KG0"), (1, "KG1"), (2, "KG2"), (3, "KG3"))


class RecordForm(QDialog):
    """One row per field; a field left as ``various`` keeps what each record has.

    about : line below the title, "" for the usual one. Signal: `stored` with the new records.
    """

    stored = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        kind: RecordKind,
        records: Sequence[Any],
        *,
        is_new: bool,
        about: str = "",
    ) -> None:
        super().__init__(parent)
        self._about = about
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._kind = kind
        self._records = list(records)
        self._is_new = is_new
        self.inputs: dict[str, QWidget] = {}
        self._first: dict[str, Any] = {}
        self.setWindowTitle(self._title())
        self.resize(*SIZE)
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(self._title(), "heading"))
        column.addWidget(ElidedLabel(self._subtitle(), "secondary"))
        column.addWidget(rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._rows())
        column.addWidget(area, 1)
        self.message = label("", "danger", wraps=True)
        self.message.hide()
        column.addWidget(self.message)
        column.addLayout(self._foot())

    def store(self) -> None:
        """Store what is written, or say what is wrong and keep the form open."""
        try:
            changes = self._changes()
        except InputOutOfRange as error:
            self.message.setText(error_text(error))
            self.message.show()
            return
        edits = [
            Edit(None if self._is_new else record, replace(record, **changes))
            for record in self._records
            if self._is_new or changes
        ]
        if edits:
            self._workspace.store(edits, self._what())
            self.stored.emit([edit.after for edit in edits])
        self.accept()

    def remove(self) -> None:
        """Delete the records; undo brings them back."""
        what = tr("Delete {count} × {kind}", count=len(self._records), kind=tr(self._kind.one))
        self._workspace.store([Edit(record, None) for record in self._records], what)
        self.accept()

    def _changes(self) -> dict[str, Any]:
        """Fields whose input was touched, with what they mean now."""
        changes: dict[str, Any] = {}
        for field in self._kind.fields:
            made = self.inputs.get(field.name)
            if made is None:
                continue
            now = _content(made)
            if now != self._first[field.name] or (self._is_new and field.is_required):
                changes[field.name] = written(field, now) if isinstance(now, str) else now
        return changes

    def _title(self) -> str:
        if self._is_new:
            return tr("New {kind}", kind=tr(self._kind.one))
        if len(self._records) > 1:
            return tr("{count} × {kind}", count=len(self._records), kind=tr(self._kind.one))
        return tr("Edit {kind}", kind=tr(self._kind.one))

    def _subtitle(self) -> str:
        if self._about:
            return self._about
        if len(self._records) > 1:
            return tr("What you change is changed in all of them.")
        portfolio = self._workspace.portfolio
        building_id = getattr(self._records[0], "building_id", "")
        building = portfolio.building(building_id) if portfolio else None
        return building.name if building else ""

    def _what(self) -> str:
        """What is stored, for undo and the log."""
        if len(self._records) > 1:
            text = "Add {count} × {kind}" if self._is_new else "Change {count} × {kind}"
            return tr(text, count=len(self._records),
                      kind=tr(self._kind.one))  # fmt: skip
        name = str(getattr(self._records[0], self._kind.named_by)) or tr(self._kind.one)
        return tr("Add {name}" if self._is_new else "Change {name}", name=name)

    def _rows(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        for group, fields in self._kind.groups().items():
            if group:
                grid.addWidget(label(tr(group), "label"), grid.rowCount(), 0, 1, 2)
            for field in fields:
                self._add(grid, field)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _add(self, grid: QGridLayout, field: Field) -> None:
        row = grid.rowCount()
        top = (
            Qt.AlignmentFlag.AlignTop if field.kind is Kind.LONG else Qt.AlignmentFlag.AlignVCenter
        )
        star = " *" if field.is_required else ""
        grid.addWidget(label(tr(field.label) + star, "secondary"), row, 0, top)
        values = values_of(self._records, field.name)
        value = next(iter(values)) if len(values) == 1 else None
        if field.is_fixed or field.kind is Kind.BUILDING:
            names = self._building_names()
            grid.addWidget(label(text_of(field, value, names) or "–"), row, 1)
            return
        made = _input(field, value, is_various=len(values) > 1)
        made.setAccessibleName(tr(field.label))
        self.inputs[field.name] = made
        self._first[field.name] = _content(made)
        grid.addWidget(made, row, 1)

    def _building_names(self) -> dict[str, str]:
        portfolio = self._workspace.portfolio
        return {b.building_id: b.name for b in portfolio.buildings} if portfolio else {}

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        if not self._is_new:
            remove = QPushButton(tr("Delete"))
            remove.clicked.connect(self.remove)
            row.addWidget(remove)
        row.addStretch(1)
        leave = QPushButton(tr("Cancel"))
        leave.clicked.connect(self.reject)
        store = QPushButton(tr("Store"))
        store.setProperty("role", "primary")
        store.setDefault(True)
        store.clicked.connect(self.store)
        row.addWidget(leave)
        row.addWidget(store)
        return row


def _input(field: Field, value: Any, *, is_various: bool) -> QWidget:
    """The input of a field, showing what all records have."""
    if field.kind is Kind.FLAG:
        return _check(value, is_various=is_various)
    if field.kind is Kind.PART:
        return _parts(value, is_various=is_various)
    choices = {Kind.GRADE: GRADES, Kind.CONSEQUENCE: CONSEQUENCES}.get(field.kind, field.choices)
    if choices:
        return _choice(choices, value, is_various=is_various)
    text = "" if is_various else _written_text(field, value)
    if field.kind is Kind.LONG:
        long = QPlainTextEdit(text)
        long.setFixedHeight(LONG_HEIGHT)
        long.setTabChangesFocus(True)
        long.setPlaceholderText(tr("various") if is_various else "")
        return long
    line = QLineEdit(text)
    line.setPlaceholderText(tr("various") if is_various else _hint(field))
    line.setCursorPosition(0)
    return line


def _written_text(field: Field, value: Any) -> str:
    """The value as the user would write it."""
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        plain = text_of(field, value)
        return plain.replace(numbers.HARD_SPACE, " ")
    return text_of(field, value) if field.kind is not Kind.TEXT else str(value or "")


def _hint(field: Field) -> str:
    return tr("dd.mm.yyyy") if field.kind is Kind.DAY else ""


def _check(value: Any, *, is_various: bool) -> QCheckBox:
    box = QCheckBox()
    if is_various:
        box.setTristate(True)
        box.setCheckState(Qt.CheckState.PartiallyChecked)
    else:
        box.setChecked(bool(value))
    return box


def _choice(choices: Sequence[tuple[Any, str]], value: Any, *, is_various: bool) -> QComboBox:
    box = QComboBox()
    if is_various:
        box.addItem(tr("various"), None)
    for key, text in choices:
        box.addItem(tr(text), key)
    place = next((i for i in range(box.count()) if box.itemData(i) == value), 0)
    box.setCurrentIndex(0 if is_various else place)
    return box


def _parts(value: Any, *, is_various: bool) -> QComboBox:
    """Building parts by code; another code can be written."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItem("", "")
    for code in sorted(NAMES):
        box.addItem(part_text(code), code)
    line = box.lineEdit()
    if line is not None:
        line.setPlaceholderText(tr("various") if is_various else "")
    box.setCurrentText("" if is_various else part_text(value or ""))
    return box


def _content(made: QWidget) -> Any:
    """What an input holds: text, or a value that needs no reading."""
    if isinstance(made, QCheckBox):
        is_open = made.checkState() == Qt.CheckState.PartiallyChecked
        return None if is_open else made.isChecked()
    if isinstance(made, QComboBox):
        return made.currentText().split(" ")[0] if made.isEditable() else made.currentData()
    if isinstance(made, QPlainTextEdit):
        return made.toPlainText()
    return made.text() if isinstance(made, QLineEdit) else ""
