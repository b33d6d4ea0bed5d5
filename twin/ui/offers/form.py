"""The form in which a proposal is written in the window, checked as a supplier's file is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twin.errors import TwinError
from twin.ui.offers.form_table import FormTable, title_of
from twin.ui.texts.language import error_text, finding_texts, tr
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import label, rule, tight
from twin.workspace import proposal_form
from twin.workspace.proposal_form import PLANS
from twin.workspace.workspace import Workspace

SIZE, LIST = (1080, 700), 120


def write_proposal(parent: QWidget, workspace: Workspace) -> None:
    """Open the empty form."""
    ProposalForm(parent, workspace).open()


class ProposalForm(QDialog):
    """A tab for each sheet of the spreadsheet template, and what is wrong below."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Write a proposal"))
        self.resize(*SIZE)
        self._workspace = workspace
        self._places: dict[int, tuple[str, int, str]] = {}
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Write a proposal"), "heading"))
        column.addWidget(label(tr("Only what is filled in is written. Effects and products name"
                                  " their measure in the first column."),
                               "secondary", wraps=True))  # fmt: skip
        self.tabs = Tabs()
        rows = proposal_form.empty()
        self.tables = {plan.key: FormTable(plan, rows[plan.key]) for plan in PLANS}
        for plan in PLANS:
            self.tabs.add(plan.key, tr(plan.title), self.tables[plan.key])
        column.addWidget(self.tabs, 1)
        self.said = QListWidget()
        self.said.setAccessibleName(tr("What is wrong"))
        self.said.setFixedHeight(LIST)
        self.said.setWordWrap(True)
        self.said.currentRowChanged.connect(self._go_to)
        column.addWidget(self.said)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def open_file(self, path: Path) -> None:
        """Fill the form from a proposal, or say why not."""
        try:
            rows = proposal_form.opened(path)
        except TwinError as error:
            self._say([error_text(error)])
            return
        for key, table in self.tables.items():
            table.show_records(rows[key])
        self._say([])

    def check(self) -> bytes | None:
        """Say what is wrong; the file where nothing is."""
        filled = {key: table.records() for key, table in self.tables.items()}
        text, check, self._places = proposal_form.checked(filled)
        lines: list[str] = []
        for at, remark in enumerate(check.remarks):
            text_of = " ".join(part for part in finding_texts(remark.finding) if part)
            lines.append(f"{self._where(at, remark.path)}: {text_of}")
        self._say(lines or [tr("Nothing is wrong.")])
        return text if check.proposal is not None else None

    def save(self, to: Path) -> bool:
        """Write the file if nothing is wrong, and take it into the open portfolio."""
        text = self.check()
        if text is None:
            return False
        try:
            proposal_form.save(self._workspace, text, to)
        except TwinError as error:
            self._say([error_text(error)])
            return False
        self.accept()
        return True

    def _where(self, at: int, path: str) -> str:
        if at not in self._places:
            return path
        key, row, name = self._places[at]
        plan = next(p for p in PLANS if p.key == key)
        field = next((title_of(f) for f in plan.fields if f.path == name), path)
        if self.tables[key].is_upright:
            return f"{tr(plan.title)}, {field}"
        return tr("{sheet}, row {row}, {field}", sheet=tr(plan.title), row=row + 1, field=field)

    def _say(self, lines: list[str]) -> None:
        self.said.clear()
        for line in lines:
            self.said.addItem(QListWidgetItem(line))

    def _go_to(self, at: int) -> None:
        if at in self._places:
            key, row, path = self._places[at]
            self.tabs.turn_to(key)
            self.tables[key].go_to(row, path)

    def _ask_to_open(self) -> None:
        kinds = f"{tr('Proposals')} (*.json)"
        path, _ = QFileDialog.getOpenFileName(self, tr("Open a proposal"), "", kinds)
        if path:
            self.open_file(Path(path))

    def _ask_to_save(self) -> None:
        if self.check() is None:
            return
        name = self.tables["offer"].records()[0].get("id", "offer")
        kinds = f"{tr('Proposals')} (*.json)"
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the proposal"), f"{name}.json", kinds)
        if path:
            self.save(Path(path))

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        for text, run, role in (
            (tr("Fill from a file …"), self._ask_to_open, ""),
            (tr("Check"), self.check, ""),
            (tr("Cancel"), self.reject, ""),
            (tr("Save …"), self._ask_to_save, "primary"),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, run=run: run())
            if role:
                button.setProperty("role", role)
            if text == tr("Cancel"):
                row.addStretch(1)
            row.addWidget(button)
        return row
