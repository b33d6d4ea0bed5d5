"""What is compared to see a saving, as fields to write in."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from twin.errors import InputOutOfRange
from twin.model.saving import KnownChange, SavingCheck
from twin.ui.dialogs.form import field
from twin.ui.texts import numbers
from twin.ui.texts.known import parsed_day
from twin.ui.texts.language import tr
from twin.ui.texts.saving import STEP_NAMES
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import label, tight

DAY_WIDTH, NUMBER_WIDTH, MOST_CHANGES = 96, 96, 4


class SavingForm(QWidget):
    """Fields of a comparison. Signals: `subject_chosen` with its key, `edited`."""

    subject_chosen = Signal(str)
    edited = Signal()

    def __init__(self, subjects: Mapping[str, str]) -> None:
        super().__init__()
        self._check: SavingCheck | None = None
        self.days: dict[str, QLineEdit] = {}
        self.changes: list[tuple[QLineEdit, QLineEdit]] = []
        column = tight(QVBoxLayout(self), (0, 0, 10, 0), 4)
        self.subject = QComboBox()
        self.subject.setAccessibleName(tr("Meter"))
        for key, name in subjects.items():
            self.subject.addItem(name, key)
        self.subject.activated.connect(
            lambda: self.subject_chosen.emit(self.subject.currentData())
        )
        self._section(column, tr("Meter"))
        column.addWidget(self.subject)
        self._add_periods(column)
        self._add_changes(column)
        self._add_promise(column)
        column.addStretch(1)

    def show_check(self, check: SavingCheck) -> None:
        """Show a comparison without telling anybody."""
        self._check = check
        self.subject.setCurrentIndex(self.subject.findData(check.subject))
        for name, line in self.days.items():
            line.setText(numbers.day(getattr(check, name)))
        self._step = check.step
        self.step.choose(check.step)
        for place, (energy, reason) in enumerate(self.changes):
            known = check.changes[place] if place < len(check.changes) else None
            energy.setText(numbers.number(known.energy) if known else "")
            reason.setText(known.reason if known else "")
        is_promised = math.isfinite(check.claimed)
        self.promise.setText(numbers.number(check.claimed) if is_promised else "")
        self.promise_source.setText(check.claimed_source)
        self.show_work(check)

    def written(self) -> SavingCheck:
        """The comparison as it is written.

        Raises
        ------
        InputOutOfRange
            If a field holds no day or no number.
        """
        if self._check is None:
            raise InputOutOfRange("Nothing is shown yet.", "Wait until the readings are read.")
        days = {name: parsed_day(line.text()) for name, line in self.days.items()}
        check = replace(
            self._check,
            **days,
            step=self._step,
            changes=tuple(self._changes()),
            claimed=_number(self.promise.text()) if self.promise.text().strip() else math.nan,
            claimed_source=self.promise_source.text().strip(),
        )
        self.show_work(check)
        return check

    def show_work(self, check: SavingCheck) -> None:
        """Say which days count on neither side."""
        first = check.baseline_last + timedelta(days=1)
        last = check.reporting_first - timedelta(days=1)
        self.work.setText(
            tr("Work, counted on neither side: {first} – {last}",
               first=numbers.day(first), last=numbers.day(last))
            if last >= first
            else tr("No days of work between the periods.")
        )  # fmt: skip

    def _changes(self) -> list[KnownChange]:
        found: list[KnownChange] = []
        for energy, reason in self.changes:
            if not energy.text().strip() and not reason.text().strip():
                continue
            if not reason.text().strip():
                raise InputOutOfRange(
                    "A known change has no reason, so nobody could check it.",
                    "Write what changed, or leave both fields empty.",
                )
            found.append(KnownChange(reason.text().strip(), _number(energy.text())))
        return found

    def _add_periods(self, column: QVBoxLayout) -> None:
        for title, names in (
            (tr("Baseline, before the measure"), ("baseline_first", "baseline_last")),
            (tr("Reporting period, after it"), ("reporting_first", "reporting_last")),
        ):
            self._section(column, title)
            row = tight(QHBoxLayout(), gap=8)
            for name, ends in zip(names, (tr("from"), tr("to")), strict=True):
                self.days[name] = self._line(f"{title}, {ends}", DAY_WIDTH)
                row.addWidget(label(ends, "secondary"))
                row.addWidget(self.days[name])
            row.addStretch(1)
            column.addLayout(row)
        self.work = label("", "caption", wraps=True)
        column.addWidget(self.work)
        self._section(column, tr("Baseline fitted to"))
        self.step = Segment(
            tr("Baseline fitted to"), [(key, tr(name)) for key, name in STEP_NAMES.items()],
            small=True,
        )  # fmt: skip
        self._step = "week"
        self.step.chosen.connect(self._take_step)
        column.addWidget(self.step)

    def _take_step(self, step: str) -> None:
        self._step = step
        self.edited.emit()

    def _add_changes(self, column: QVBoxLayout) -> None:
        self._section(column, tr("Known changes that are not the measure"))
        note = tr("kWh in the reporting period; minus where less is used.")
        column.addWidget(label(note, "caption", wraps=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for place in range(MOST_CHANGES):
            energy = self._line(f"{tr('Known change')} {place + 1}, kWh", NUMBER_WIDTH)
            reason = self._line(f"{tr('Known change')} {place + 1}, {tr('reason')}")
            energy.setPlaceholderText("kWh")
            reason.setPlaceholderText(tr("reason"))
            self.changes.append((energy, reason))
            grid.addWidget(energy, place, 0)
            grid.addWidget(reason, place, 1)
        column.addLayout(grid)

    def _add_promise(self, column: QVBoxLayout) -> None:
        self._section(column, tr("Promised saving, kWh a year"))
        row = tight(QHBoxLayout(), gap=4)
        self.promise = self._line(tr("Promised saving, kWh a year"), NUMBER_WIDTH)
        self.promise.setPlaceholderText("kWh")
        self.promise_source = self._line(tr("Who promised it"))
        self.promise_source.setPlaceholderText(tr("Who promised it"))
        row.addWidget(self.promise)
        row.addWidget(self.promise_source, 1)
        column.addLayout(row)

    def _line(self, name: str, width: int = 0) -> QLineEdit:
        made = field(name, width)
        made.editingFinished.connect(self.edited.emit)
        return made

    def _section(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(8)
        column.addWidget(label(title, "label"))


def _number(text: str) -> float:
    value = numbers.parsed(text)
    if not math.isfinite(value):
        raise InputOutOfRange(
            "“{text}” is no number, so nothing was compared.", "Enter kWh.", text=text
        )
    return value
