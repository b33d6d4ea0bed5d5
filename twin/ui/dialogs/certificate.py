"""The dialog in which an energy certificate is written down as it was issued."""

import math
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from twin.errors import InputOutOfRange, TwinError
from twin.model.building import Building
from twin.model.label import HEATING_GRADES, LETTERS, Certificate, LabelEnergy
from twin.ui.dialogs.form import field, foot
from twin.ui.texts import numbers
from twin.ui.texts.energy import scheme_name
from twin.ui.texts.known import parsed_day
from twin.ui.texts.language import error_text, tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace.certificates import expiry_of, keep, problem
from twin.workspace.defaults import label_schemes
from twin.workspace.workspace import Workspace

WIDTH = 460


def edit_certificate(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog for the entered building."""
    if workspace.building is not None:
        CertificateDialog(parent, workspace, workspace.building).open()


class CertificateDialog(QDialog):
    """Number, scheme, grades, energy and days of one certificate."""

    def __init__(self, parent: QWidget, workspace: Workspace, building: Building) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Energy certificate"))
        self.setMinimumWidth(WIDTH)
        self._workspace, self._building = workspace, building
        portfolio = workspace.portfolio
        known = portfolio.certificate_of(building.building_id) if portfolio else None
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Energy certificate"), "heading"))
        column.addWidget(ElidedLabel(building.name, "secondary"))
        column.addWidget(label(tr("As it was issued. It keeps its scheme; its kWh are not metered"
                                  " ones and are never added to them."),
                               "secondary", wraps=True))  # fmt: skip
        column.addWidget(rule())
        column.addLayout(self._fields(known))
        self.message = label("", "danger", wraps=True)
        self.message.hide()
        column.addWidget(self.message)
        column.addLayout(foot(self.store, self.reject))

    def store(self) -> None:
        """Keep the certificate, or say what is wrong and keep the dialog open."""
        today = date.today()
        try:
            made = self._written(today)
        except InputOutOfRange as error:
            self._complain(error)
            return
        wrong = problem(made, today)
        if wrong is not None:
            self._complain(wrong)
            return
        keep(self._workspace, made)
        self.accept()

    def _written(self, today: date) -> Certificate:
        issued = parsed_day(self.issued.text()) if self.issued.text().strip() else None
        expires = parsed_day(self.expires.text()) if self.expires.text().strip() else None
        if issued is not None and expires is None:
            expires = expiry_of(issued)
        return Certificate(
            self._building.building_id,
            self.letter.key,
            self.scheme.key,
            issued,
            self._energy(),
            self.number.text().strip(),
            self.heating.key,
            expires,
            today,
        )

    def _energy(self) -> LabelEnergy | None:
        text = self.energy.text().strip()
        if not text:
            return None
        value = numbers.parsed(text)
        if not math.isfinite(value):
            raise InputOutOfRange(
                "“{text}” at “{name}” is no number, so nothing was stored.",
                "Write it as {example}.",
                text=text,
                name=tr("kWh/m² on the certificate"),
                example=numbers.number(171.5, 1),
            )
        return LabelEnergy(self.scheme.key, value)

    def _complain(self, error: TwinError) -> None:
        self.message.setText(error_text(error))
        self.message.show()

    def _fields(self, known: Certificate | None) -> QGridLayout:
        schemes = {s.name: scheme_name(s) for s in label_schemes().values()}
        letters = {"": numbers.NO_VALUE, **{letter: letter for letter in LETTERS}}
        grades = {"": numbers.NO_VALUE, **{g: tr(g).capitalize() for g in HEATING_GRADES}}
        old = known or Certificate("", "", next(reversed(schemes)))
        energy = numbers.plain(old.energy.kwh_per_m2, 1) if old.energy else ""
        self.number = field(tr("Number"), 0, old.number)
        self.scheme = Choice(tr("Scheme"), schemes, old.scheme)
        self.letter = Choice(tr("Energy grade"), letters, old.letter)
        self.heating = Choice(tr("Heating grade"), grades, old.heating_grade)
        self.energy = field(tr("kWh/m² on the certificate"), 0, energy)
        self.issued = field(tr("Issued"), 0, numbers.day(old.issued) if old.issued else "")
        self.expires = field(tr("Expires"), 0, numbers.day(old.expires) if old.expires else "")
        self.expires.setPlaceholderText(tr("ten years after issue"))
        rows = (
            (tr("Number"), self.number),
            (tr("Scheme"), self.scheme),
            (tr("Energy grade"), self.letter),
            (tr("Heating grade"), self.heating),
            (tr("kWh/m² on the certificate"), self.energy),
            (tr("Issued"), self.issued),
            (tr("Expires"), self.expires),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (name, widget) in enumerate(rows):
            grid.addWidget(label(name, "secondary"), at, 0)
            grid.addWidget(widget, at, 1)
        return grid
