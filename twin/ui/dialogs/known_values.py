"""The dialog in which it is written down what is measured or documented of a building."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.errors import InputOutOfRange, TwinError
from twin.model.building import Building
from twin.model.known import KINDS, QUANTITIES, Beside, KnownValue
from twin.ui.dialogs.form import field, foot
from twin.ui.texts import known as words
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, source_text, tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import ElidedLabel, label, rule, tight, tip
from twin.workspace.known_values import beside, heating_choices, problem, usual_uncertainty
from twin.workspace.workspace import Workspace

SIZE = (1180, 800)
NAME, CALCULATED, VALUE, RANGE, HOW, DAY, WHO = 208, 140, 76, 52, 150, 92, 116
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def edit_known_values(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog for the entered building."""
    if workspace.building is not None:
        KnownValuesDialog(parent, workspace, workspace.building).open()


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one quantity."""

    value: QLineEdit
    uncertainty: QLineEdit
    kind: Choice
    when: QLineEdit
    who: QLineEdit
    note: QLineEdit

    def written(self, choice: str = "") -> words.Written:
        """What stands in the fields."""
        return words.Written(
            self.value.text(), self.uncertainty.text(), self.kind.key, self.when.text(),
            self.who.text(), self.note.text(), choice,
        )  # fmt: skip


class KnownValuesDialog(QDialog):
    """One row per quantity: what the program takes, and what is known instead."""

    def __init__(self, parent: QWidget, workspace: Workspace, building: Building) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Known values"))
        self.resize(*SIZE)
        self._workspace, self._building = workspace, building
        self._known = workspace.known
        self._beside: Beside = beside(workspace.state)
        self.rows: dict[str, Row] = {}
        self.kept = [v for v in self._known if v.elements]
        self.hint = label("", "caption", wraps=True)
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Known values"), "heading"))
        column.addWidget(ElidedLabel(building.name, "secondary"))
        column.addWidget(label(tr("What is measured or documented of this building counts before"
                                  " what its model says and what is usual for its year. Leave a"
                                  " field empty where nothing is known."),
                               "secondary", wraps=True))  # fmt: skip
        column.addLayout(self._head())
        column.addWidget(rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._table())
        column.addWidget(area, 1)
        column.addWidget(self.hint)
        self.message = label("", "danger", wraps=True)
        self.message.hide()
        column.addWidget(self.message)
        remove = QPushButton(tr("Forget all"))
        remove.setEnabled(bool(self._known))
        remove.clicked.connect(self.remove)
        column.addLayout(foot(self.store, self.reject, remove))
        self._tell("u_wall")
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def store(self) -> None:
        """Take over what is written, or say what is wrong and keep the dialog open."""
        today = date.today()
        form = {
            quantity: row.written(self.plant.key if quantity == "heating" else "")
            for quantity, row in self.rows.items()
        }
        author = self.author.text(), today
        try:
            known = words.known_from(form, self._known, self._building.building_id, author)
        except InputOutOfRange as error:
            self._complain(error)
            return
        wrong = problem(known, today)
        if wrong is not None:
            self._complain(wrong)
            return
        self._workspace.change_known((*known, *self.kept))
        self.accept()

    def remove(self) -> None:
        """Go back to what the model says and what is usual."""
        self._workspace.change_known(())
        self.accept()

    def _complain(self, error: TwinError) -> None:
        self.message.setText(error_text(error))
        self.message.show()

    def _head(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        self.author = field(tr("Entered by"), 200)
        row.addWidget(label(tr("Entered by"), "secondary"))
        row.addWidget(self.author)
        row.addWidget(label(tr("stands for every line that names nobody"), "caption"))
        row.addStretch(1)
        return row

    def _table(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(7, 1)
        grid.setColumnMinimumWidth(0, NAME)
        grid.setColumnMinimumWidth(1, CALCULATED)
        titles = ("", tr("Calculated"), tr("Known"), "± %", tr("How"), tr("Date"), tr("By"),
                  tr("Method or document"))  # fmt: skip
        for column, title in enumerate(titles):
            grid.addWidget(label(title, "caption"), 0, column)
        for group, quantities in words.GROUPS.items():
            grid.addWidget(label(tr(group), "label"), grid.rowCount(), 0)
            if group == "Heat":
                self._add_plant(grid)
            for quantity in quantities:
                self._add_row(grid, quantity)
        self._add_elements(grid)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _add_row(self, grid: QGridLayout, quantity: str) -> None:
        at, name = grid.rowCount(), words.name_text(quantity)
        text = words.written(self._of(quantity))
        grid.addWidget(label(name, "secondary"), at, 0)
        found = self._beside.numbers.get(quantity)
        calculated = label(words.calculated_text(quantity, found))
        tip(calculated, source_text(found.source) if found else "")
        grid.addWidget(calculated, at, 1)
        kinds = {kind: tr(words.KIND_WORDS[kind]) for kind in KINDS}
        row = Row(
            field(f"{name}, {tr('Known')}", VALUE, text.value),
            field(f"{name}, ± %", RANGE, text.uncertainty),
            Choice(f"{name}, {tr('How')}", kinds, text.kind, HOW),
            field(f"{name}, {tr('Date')}", DAY, text.when),
            field(f"{name}, {tr('By')}", WHO, text.who),
            field(f"{name}, {tr('Method or document')}", 0, text.note),
        )
        row.when.setPlaceholderText(tr("today"))
        for place, one in enumerate(
            (row.value, row.uncertainty, row.kind, row.when, row.who, row.note), 2
        ):
            grid.addWidget(one, at, place)
        for number in (row.value, row.uncertainty):
            number.setAlignment(RIGHT)
        row.kind.chosen.connect(self._teller(quantity))
        self.rows[quantity] = row
        self._tell(quantity)

    def _add_plant(self, grid: QGridLayout) -> None:
        at, known = grid.rowCount(), self._of("heating")
        name = tr("What makes the heat")
        options = {key: tr(words.HEATING_WORDS[key]) for key in ("", *heating_choices())}
        self.plant = Choice(name, options, known.choice if known else "")
        grid.addWidget(label(name, "secondary"), at, 0)
        usual = words.HEATING_WORDS.get(self._beside.heating, "")
        grid.addWidget(label(tr(usual) if usual else numbers.NO_VALUE), at, 1)
        grid.addWidget(self.plant, at, 2, 1, 3)

    def _add_elements(self, grid: QGridLayout) -> None:
        if not self.kept:
            return
        grid.addWidget(label(tr("U-values of single elements"), "label"), grid.rowCount(), 0, 1, 3)
        for value in tuple(self.kept):
            at = grid.rowCount()
            count = numbers.number(len(value.elements))
            grid.addWidget(label(tr("{count} elements", count=count), "secondary"), at, 0)
            told = f"{words.known_line(value)} {value.note}".strip()
            line = ElidedLabel(told)
            grid.addWidget(line, at, 1, 1, 6)
            forget = QPushButton(tr("Forget"))
            forget.setProperty("role", "link")
            forget.clicked.connect(self._forgetter(value, forget, line))
            grid.addWidget(forget, at, 7, Qt.AlignmentFlag.AlignLeft)

    def _forgetter(
        self, value: KnownValue, button: QPushButton, line: ElidedLabel
    ) -> Callable[[], None]:
        def forget() -> None:
            self.kept = [v for v in self.kept if v is not value]
            button.setEnabled(False)
            line.setEnabled(False)

        return forget

    def _of(self, quantity: str) -> KnownValue | None:
        found = (v for v in self._known if v.quantity == quantity and not v.elements)
        return next(found, None)

    def _teller(self, quantity: str) -> Callable[[str], None]:
        return lambda _kind: self._tell(quantity)

    def _tell(self, quantity: str) -> None:
        """Show the usual range of a line in its field, and below the table with its source."""
        row = self.rows[quantity]
        row.uncertainty.setPlaceholderText(words.uncertainty_text(quantity, row.kind.key))
        usual = usual_uncertainty(quantity, row.kind.key)
        self.hint.setText(
            tr("Usual range of “{name}”, {kind}: ± {share}. {source}",
               name=tr(words.NAMES[quantity]),
               kind=tr(words.KIND_WORDS[row.kind.key]).lower(),
               share=numbers.percent(usual.share),
               source=source_text(usual.source))
        )  # fmt: skip

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for quantity in QUANTITIES.keys() & self.rows.keys():
            row = self.rows[quantity]
            if now in (row.value, row.uncertainty, row.kind, row.when, row.who, row.note):
                self._tell(quantity)
