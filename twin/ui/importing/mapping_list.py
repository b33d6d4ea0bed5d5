"""Which column says what: one row for each field, with the choices of how it is read."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from twin.model.table_format import ColumnMapping, TableField, TableFormat
from twin.model.table_plan import ColumnReading
from twin.ui.importing.words import field_name, groups, reading_choices, unit_text
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, label, tip

NAME, READING = 166, 204
_FOR_ALL = "\0for all"
_NONE = "\0none"


class MappingList(QScrollArea):
    """Signal: `changed` with the mapping after each choice."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Which column says what"))
        self._mapping = ColumnMapping("")
        self._titles: Sequence[str] = ()
        self._readings: Mapping[str, ColumnReading] = {}
        self._names: Sequence[str] = ()
        self.columns: dict[str, QComboBox] = {}
        self.choices: dict[str, QWidget] = {}
        self._grid = QGridLayout()

    def show_mapping(
        self,
        format_: TableFormat,
        titles: Sequence[str],
        mapping: ColumnMapping,
        building_names: Sequence[str],
    ) -> None:
        """Show all fields of a kind of table anew."""
        self._mapping, self._titles, self._names = mapping, titles, building_names
        self._readings = {}
        self.columns, self.choices = {}, {}
        made = QWidget()
        self._grid = QGridLayout(made)
        self._grid.setContentsMargins(0, 4, 12, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, NAME)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, READING)
        for title, fields in groups(format_, mapping):
            if fields:
                self._grid.addWidget(label(title, "label"), self._grid.rowCount(), 0, 1, 3)
            for field in fields:
                self._add(field)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.setWidget(made)

    def show_readings(self, format_: TableFormat, readings: Mapping[str, ColumnReading]) -> None:
        """Show how columns are read, as it was found when they were tried out."""
        if readings == self._readings:
            return
        self._readings = dict(readings)
        for field in format_.all_fields:
            self._show_choice(field)

    def _add(self, field: TableField) -> None:
        row = self._grid.rowCount()
        name = ElidedLabel(field_name(field), "body" if field.is_required else "secondary")
        name.setFixedWidth(NAME)
        self._grid.addWidget(name, row, 0)
        box = QComboBox()
        box.setAccessibleName(tr("Column of {field}", field=tr(field.label)))
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentTextChanged.connect(partial(tip, box))
        box.addItem("–", _NONE)
        for title in self._titles:
            box.addItem(title, title)
        box.addItem(tr("the same for all rows …"), _FOR_ALL)
        self.columns[field.name] = box
        self._show_column(field.name)
        box.activated.connect(partial(self._choose_column, field))
        self._grid.addWidget(box, row, 1)
        self._show_choice(field)

    def _show_column(self, name: str) -> None:
        title = self._mapping.columns.get(name)
        wanted = title or (_FOR_ALL if name in self._mapping.constants else _NONE)
        box = self.columns[name]
        box.setCurrentIndex(max(box.findData(wanted), 0))

    def _show_choice(self, field: TableField) -> None:
        """What stands at the right of a column: how it is read, or the value for all rows."""
        at = self._grid.indexOf(self.columns[field.name])
        row = self._grid.getItemPosition(at)[0] if at >= 0 else self._grid.rowCount() - 1  # pyright: ignore[reportIndexIssue]  a tuple
        old = self.choices.pop(field.name, None)
        if old is not None:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        made = self._choice(field)
        if made is not None:
            made.setFixedWidth(READING)
            self.choices[field.name] = made
            self._grid.addWidget(made, row, 2)

    def _choice(self, field: TableField) -> QWidget | None:
        if self.columns[field.name].currentData() == _FOR_ALL:
            return self._constant(field)
        reading = self._readings.get(field.name)
        kind, choices, used = reading_choices(field, reading, self._mapping)
        if not choices:
            unit = reading.unit if reading and field.name in self._mapping.columns else ""
            return label(unit_text(unit), "secondary") if unit else None
        box = QComboBox()
        box.setAccessibleName(tr("How {field} is read", field=tr(field.label)))
        if not used:
            box.addItem(tr("choose the unit"), "")
        for key, text in choices:
            box.addItem(text, key)
        box.setCurrentIndex(max(box.findData(used), 0))
        box.activated.connect(
            lambda _place: self._choose(kind, field.name, str(box.currentData()))
        )
        return box

    def _constant(self, field: TableField) -> QWidget:
        value = self._mapping.constants.get(field.name, "")
        if field.name == "building_name" or field.choices:
            words = self._names if field.name == "building_name" else _words(field)
            box = QComboBox()
            box.addItem("–", "")
            for word in words:
                box.addItem(word, word)
            box.setCurrentIndex(max(box.findData(value), 0))
            box.setAccessibleName(tr("Value for all rows"))
            box.activated.connect(
                lambda _place: self._choose("constants", field.name, str(box.currentData()))
            )
            return box
        line = QLineEdit(value)
        line.setPlaceholderText(tr("Value for all rows"))
        line.setAccessibleName(tr("Value for all rows"))
        line.editingFinished.connect(
            lambda: self._choose("constants", field.name, line.text().strip())
        )
        return line

    def _choose_column(self, field: TableField, _place: int) -> None:
        chosen = str(self.columns[field.name].currentData())
        mapping = self._mapping.with_choice("constants", field.name, "")
        for kind in ("decimals", "date_orders", "units"):
            mapping = mapping.with_choice(kind, field.name, "")
        is_title = chosen not in (_NONE, _FOR_ALL)
        mapping = mapping.with_column(field.name, chosen if is_title else "")
        self._mapping = mapping
        for name in self.columns:
            if name != field.name and self.columns[name].currentData() != _FOR_ALL:
                self._show_column(name)
        self._show_choice(field)
        self.changed.emit(mapping)

    def _choose(self, kind: str, name: str, value: str) -> None:
        mapping = self._mapping.with_choice(kind, name, value)
        if mapping != self._mapping and getattr(mapping, kind) != getattr(self._mapping, kind):
            self._mapping = mapping
            self.changed.emit(mapping)


def _words(field: TableField) -> list[str]:
    """One word for each value of a choice."""
    found: dict[object, str] = {}
    for word, value in field.choices.items():
        found.setdefault(value, word)
    return list(found.values())
