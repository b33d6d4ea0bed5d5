"""A number with its slider and a field to type it in."""

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from twin.model.proposal import Range
from twin.ui.texts import numbers
from twin.ui.widgets.text import ElidedLabel, label, tight

STEPS = 200
WAIT = 250  # after the last key on the slider. [ms]
FIELD = 74


class ValueSlider(QWidget):
    """Name, field with unit, slider below. Signals: `moved` while it is dragged; `chosen`."""

    moved = Signal(float)
    chosen = Signal(float)

    def __init__(self, name: str, limits: Range, unit: str) -> None:
        super().__init__()
        self._low, self._high = limits.low, limits.high
        self._value = limits.value
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self._choose)
        column = tight(QVBoxLayout(self), (0, 2, 0, 4), 2)
        row = tight(QHBoxLayout(), gap=6)
        row.addWidget(ElidedLabel(name, "secondary"), 1)
        self.field = QLineEdit()
        self.field.setFixedWidth(FIELD)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setAccessibleName(name)
        self.field.editingFinished.connect(self._typed)
        row.addWidget(self.field)
        row.addWidget(label(unit, "unit"))
        column.addLayout(row)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._choose)
        column.addWidget(self.slider)
        self.show_value(limits.value)

    @property
    def value(self) -> float:
        """The number shown."""
        return self._value

    def show_value(self, value: float) -> None:
        """Show another number without telling anybody."""
        if self.slider.isSliderDown() or self._wait.isActive():
            return
        self._value = value
        self.slider.blockSignals(True)
        self.slider.setValue(self._step(value))
        self.slider.blockSignals(False)
        self._write()

    def _step(self, value: float) -> int:
        room = self._high - self._low
        return round((value - self._low) / room * STEPS) if room > 0 else 0

    def _slid(self, step: int) -> None:
        value = self._low + (self._high - self._low) * step / STEPS
        self._value = rounded(value, self._high - self._low)
        self._write()
        self.moved.emit(self._value)
        if not self.slider.isSliderDown():
            self._wait.start()

    def _choose(self) -> None:
        self._wait.stop()
        self.chosen.emit(self._value)

    def _typed(self) -> None:
        value = numbers.parsed(self.field.text())
        if not math.isfinite(value):
            self._write()
            return
        value = min(max(value, self._low), self._high)
        if abs(value - self._value) > 1e-9:
            self._value = value
            self.slider.blockSignals(True)
            self.slider.setValue(self._step(value))
            self.slider.blockSignals(False)
            self.chosen.emit(value)
        self._write()

    def _write(self) -> None:
        if not math.isfinite(self._value):
            self.field.setText("")
            return
        self.field.setText(numbers.number(self._value, decimals(self._high - self._low)))


def decimals(room: float) -> int:
    """Decimals that tell the steps of a slider apart."""
    if not room > 0:
        return 1
    return min(max(2 - math.floor(math.log10(room)), 0), 3)


def rounded(value: float, room: float) -> float:
    """A number with the decimals that are shown; large ones to three digits."""
    if room >= 1000:
        return numbers.significant(value)
    return round(value, decimals(room))
