"""What taking a file of energy certificates in would do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.errors import Cancelled
from twin.model.label import Certificate
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import label, rule, tight
from twin.workspace import certificate_import
from twin.workspace.certificate_import import CertificatePlan
from twin.workspace.workspace import Workspace

SIZE = (900, 600)


class CertificatesDialog(QDialog):
    """New certificates, buildings the file lacks, and rows that are left out."""

    def __init__(self, parent: QWidget, workspace: Workspace, plan: CertificatePlan) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self.plan = workspace, plan
        self.setWindowTitle(tr("Import energy certificates"))
        self.resize(*SIZE)
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(plan.path.name, "heading"))
        column.addWidget(label(said(plan), "secondary", wraps=True))
        column.addWidget(self._pages(), 1)
        column.addWidget(rule())
        column.addLayout(self._buttons())

    def take_in(self) -> None:
        """Store the new certificates as one step."""
        what = tr("Import energy certificates from {file}", file=self.plan.path.name)
        certificate_import.store(self._workspace, self.plan, what)
        self.accept()

    def _pages(self) -> Tabs:
        portfolio = self._workspace.portfolio
        names = {b.building_id: b.name for b in portfolio.buildings} if portfolio else {}
        made = Tabs()
        new = TableModel(_columns(names))
        new.show(self.plan.new)
        made.add("new", tr("New certificates"), Table(tr("New certificates"), new))
        made.count("new", numbers.number(len(self.plan.new)))
        without = TableModel((
            _text(tr("Building"), lambda b: b.name, 0),
            _text(tr("Building number"), lambda b: b.building_number or tr("none"), 160),
        ))  # fmt: skip
        without.show(self.plan.without)
        made.add("without", tr("Not in the file"), Table(tr("Not in the file"), without))
        made.count("without", numbers.number(len(self.plan.without)))
        if self.plan.rejects:
            out = TableModel((
                _text(tr("Row"), lambda r: str(r.row), 80),
                _text(tr("Reason"), lambda r: tr(r.reason, **{"found": r.found, **r.values}), 0),
            ))  # fmt: skip
            out.show(self.plan.rejects)
            made.add("out", tr("Left out"), Table(tr("Left out"), out))
            made.count("out", numbers.number(len(self.plan.rejects)))
        return made

    def _buttons(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        row.addStretch(1)
        leave = QPushButton(tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.store = QPushButton(tr("Import"))
        self.store.setProperty("role", "primary")
        self.store.setDefault(True)
        self.store.setEnabled(bool(self.plan.new))
        self.store.clicked.connect(self.take_in)
        for button in (leave, self.store):
            row.addWidget(button)
        return row


def said(plan: CertificatePlan) -> str:
    """What was found in the file."""
    text = tr(
        "{rows} certificates in the file, {matched} of buildings of this portfolio;"
        " {new} of them are new.",
        rows=numbers.number(plan.rows), matched=numbers.number(plan.matched),
        new=numbers.number(len(plan.new)),
    )  # fmt: skip
    if plan.matched:
        return text
    hint = tr("Buildings are found by their national building number; enter those first.")
    return f"{text} {hint}"


def import_certificates(parent: QWidget, workspace: Workspace, paths: Sequence[Path]) -> None:
    """Match each file in the background and open the window about it, one after the other."""
    if not paths:
        return
    rest = paths[1:]

    def go_on(_result: int = 0) -> None:
        import_certificates(parent, workspace, rest)

    def show(plan: CertificatePlan) -> None:
        dialog = CertificatesDialog(parent, workspace, plan)
        dialog.finished.connect(go_on)
        dialog.open()

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            go_on()

    certificate_import.try_out(workspace, paths[0], show, refuse)


def _columns(names: dict[str, str]) -> tuple[Column, ...]:
    def energy(one: Certificate) -> float:
        return one.energy.kwh_per_m2 if one.energy else float("nan")

    return (
        _text(tr("Building"), lambda c: names.get(c.building_id, c.building_id), 0),
        Column(tr("Label"), lambda c: Cell("", letter=c.letter), lambda c: c.letter,
               lambda c: c.letter, 70),
        _text(tr("Scheme"), lambda c: c.scheme, 80),
        Column(tr("Issued"), lambda c: Cell(numbers.day(c.issued)), lambda c: c.issued,
               lambda c: str(c.issued), 104),
        Column(tr("Expires"), lambda c: Cell(numbers.day(c.expires)), lambda c: c.expires,
               lambda c: str(c.expires), 104),
        Column(tr("kWh/m² by the scheme"), lambda c: Cell(numbers.number(energy(c))), energy,
               lambda c: numbers.plain(energy(c)), 150, is_number=True),
        _text(tr("Number"), lambda c: c.number, 170),
    )  # fmt: skip


def _text(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    return Column(title, lambda r: Cell(value(r)), lambda r: value(r) or None, value, width)
