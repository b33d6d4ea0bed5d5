"""All scenarios of the portfolio: open, copy, delete; their versions and what was said of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from twin.errors import TwinError
from twin.model.choice import KeptScenario
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, rule, tight
from twin.workspace.scenarios import edit, keeping
from twin.workspace.scenarios.shelf import DRAFT, local_time
from twin.workspace.workspace import Workspace

SIZE = (900, 560)


def show_scenarios(parent: QWidget, workspace: Workspace) -> None:
    """Open the list."""
    if workspace.portfolio is None:
        workspace.notices.say("Open a portfolio first.")
    else:
        ScenariosDialog(parent, workspace).open()


class ScenariosDialog(QDialog):
    """Drafts and versions in one table, newest of each scenario first."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Scenarios"))
        self.resize(*SIZE)
        self._workspace = workspace
        self.rows = TableModel(self._columns())
        self.table = Table(tr("Scenarios"), self.rows)
        self.table.empty_text = tr("There is no scenario yet: choose a measure, or press New.")
        self.table.picked.connect(lambda _rows: self._pick())
        self.table.opened.connect(lambda row: self._open(row))
        self.said = label("", "secondary", wraps=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Say something of the scenario"))
        self.field.setAccessibleName(tr("Say something of the scenario"))
        self.field.returnPressed.connect(self.comment)
        self._buttons = {
            "open": self._button(tr("Open"), lambda: self._open(self.picked)),
            "copy": self._button(tr("Copy"), self.copy),
            "delete": self._button(tr("Delete draft"), self.delete),
        }
        self._build()
        workspace.shelf_changed.connect(self.show_rows)
        self.show_rows()

    @property
    def picked(self) -> KeptScenario | None:
        """The row that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows.rows[rows[0].row()] if len(rows) == 1 else None

    def show_rows(self) -> None:
        """Show what there is; the marked row stays marked."""
        marked = self.picked
        self.rows.show(_ordered(self._workspace.state.shelf.rows))
        if marked is not None:
            self.table.show_picked(lambda r: r.scenario_id == marked.scenario_id)
        self._pick()

    def comment(self) -> None:
        """Say what is written of the marked scenario."""
        if self.picked is not None:
            edit.comment(self._workspace, self.picked.scenario_id, self.field.text())
            self.field.clear()

    def copy(self) -> None:
        """Go on in a copy of the marked scenario."""
        if self.picked is not None:
            edit.copy(self._workspace, self.picked.scenario_id)

    def delete(self) -> None:
        """Delete the marked draft."""
        if self.picked is not None and self.picked.version == DRAFT:
            edit.delete(self._workspace, self.picked.scenario_key)

    def _open(self, row: KeptScenario | None) -> None:
        if row is not None:
            edit.open_scenario(self._workspace, row.scenario_id)
            self.accept()

    def _button(self, text: str, run) -> QPushButton:  # noqa: ANN001  a slot
        made = QPushButton(text)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _build(self) -> None:
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Scenarios"), "heading"))
        about = tr("A draft is stored with every edit. A version stays as it was saved.")
        column.addWidget(label(about, "secondary", wraps=True))
        column.addWidget(rule())
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self.field)
        row = tight(QHBoxLayout(), gap=8)
        new = self._button(tr("New"), lambda: edit.new(self._workspace))
        for button in (new, self._buttons["copy"], self._buttons["delete"]):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._button(tr("Close"), self.reject))
        self._buttons["open"].setProperty("role", "primary")
        row.addWidget(self._buttons["open"])
        column.addLayout(row)

    def _pick(self) -> None:
        row = self.picked
        for name, button in self._buttons.items():
            is_allowed = row is not None and (name != "delete" or row.version == DRAFT)
            button.setEnabled(is_allowed)
        self.field.setEnabled(row is not None)
        comments = self._workspace.state.shelf.comments
        said = [c for c in comments if row is not None and c.scenario_id == row.scenario_id]
        self.said.setText("\n".join(f"{c.who}: {c.text}" for c in said[-4:]))
        self.said.setVisible(bool(said))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Scenario"), lambda r: Cell(r.name), lambda r: r.name, lambda r: r.name, 0),
            Column(tr("Version"), lambda r: Cell(_version(r)), lambda r: r.version, _version, 90),
            Column(tr("Measures"), lambda r: Cell(_count(r)), _count, _count, 90,
                   is_number=True),
            Column(tr("Stored"), lambda r: Cell(_when(r)), lambda r: str(r.saved_at), _when, 130),
            Column(tr("By"), lambda r: Cell(r.saved_by), lambda r: r.saved_by,
                   lambda r: r.saved_by, 130),
            Column(tr("Comments"), lambda r: Cell(self._said(r)), self._said, self._said, 90,
                   is_number=True),
        )  # fmt: skip

    def _said(self, row: KeptScenario) -> str:
        comments = self._workspace.state.shelf.comments
        count = sum(c.scenario_id == row.scenario_id for c in comments)
        return numbers.number(count) if count else ""


def _ordered(rows: Sequence[KeptScenario]) -> list[KeptScenario]:
    """By the name of the draft, the draft first, then the newest version."""
    names = {row.scenario_key: row.name.casefold() for row in rows if row.version == DRAFT}
    return sorted(
        rows,
        key=lambda r: (names.get(r.scenario_key, r.name.casefold()), r.scenario_key,
                       r.version != DRAFT, -r.version),
    )  # fmt: skip


def _version(row: KeptScenario) -> str:
    return tr("Draft") if row.version == DRAFT else str(row.version)


def _count(row: KeptScenario) -> str:
    try:
        return numbers.number(len(keeping.parsed(row).choices))
    except TwinError:
        return tr("damaged")


def _when(row: KeptScenario) -> str:
    at = local_time(row.saved_at)
    return f"{numbers.day(at.date())} {at:%H:%M}" if at else ""
