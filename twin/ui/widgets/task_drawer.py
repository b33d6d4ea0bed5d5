"""Running work: short in the status bar, in full in a drawer above it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, frame, label, tight

ROW = 40
WIDTH = 420


@dataclass(frozen=True, slots=True)
class Task:
    """One running job. fraction: 0 to 1, NaN where nobody knows."""

    name: str
    text: str
    fraction: float
    cancel: Callable[[], None] | None


class TaskStrip(QWidget):
    """First running task in the status bar; a click opens the drawer."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: tuple[Task, ...] = ()
        row = tight(QHBoxLayout(self), gap=6)
        self._name = label("", "caption")
        self._bar = _progress(80)
        self._open = QToolButton()
        self._open.setProperty("role", "plain")
        self._open.setText(tr("Tasks"))
        self._open.setAccessibleName(tr("Show running tasks"))
        self._open.clicked.connect(self.toggle_drawer)
        self._stop = _cancel_button()
        self._stop.clicked.connect(self._cancel_first)
        for widget in (self._name, self._bar, self._stop, self._open):
            row.addWidget(widget)
        self._drawer: QFrame | None = None
        self.hide()

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        """Show what runs now; nothing running hides the strip."""
        self._tasks = tasks
        self.setVisible(bool(tasks))
        if not tasks:
            self._close_drawer()
            return
        first = tasks[0]
        self._name.setText(f"{first.name} {numbers.percent(first.fraction)}".rstrip(" –"))
        _set_fraction(self._bar, first.fraction)
        self._stop.setEnabled(first.cancel is not None)
        self._open.setVisible(len(tasks) > 1)
        self._open.setText(tr("{count} tasks", count=len(tasks)))
        if self._drawer is not None:
            self._close_drawer()
            self.toggle_drawer()

    def toggle_drawer(self) -> None:
        """Open the drawer above the status bar, or close it."""
        if self._drawer is not None:
            self._close_drawer()
            return
        window = self.window()
        self._drawer = _drawer(window, self._tasks)
        corner = self.mapTo(window, QPoint(0, 0))
        height = ROW * len(self._tasks) + 10
        self._drawer.setGeometry(corner.x(), corner.y() - height - 8, WIDTH, height)
        self._drawer.show()
        self._drawer.raise_()

    def _cancel_first(self) -> None:
        if self._tasks and self._tasks[0].cancel is not None:
            self._tasks[0].cancel()

    def _close_drawer(self) -> None:
        if self._drawer is not None:
            self._drawer.hide()
            self._drawer.deleteLater()
            self._drawer = None


def _drawer(parent: QWidget, tasks: tuple[Task, ...]) -> QFrame:
    made = frame("over3D")
    made.setParent(parent)
    column = tight(QVBoxLayout(made), (12, 4, 8, 4))
    for task in tasks:
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(ElidedLabel(f"{task.name}  {task.text}".strip()), 1)
        bar = _progress(90)
        _set_fraction(bar, task.fraction)
        row.addWidget(bar)
        row.addWidget(label(numbers.percent(task.fraction), "secondary"))
        if task.cancel is not None:
            stop = _cancel_button()
            stop.clicked.connect(task.cancel)
            row.addWidget(stop)
        column.addLayout(row)
    return made


def _progress(width: int) -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setFixedSize(width, 4)
    bar.setAccessibleName(tr("Progress"))
    return bar


def _set_fraction(bar: QProgressBar, fraction: float) -> None:
    is_known = fraction == fraction
    bar.setRange(0, 100 if is_known else 0)
    if is_known:
        bar.setValue(round(fraction * 100))


def _cancel_button() -> QPushButton:
    button = QPushButton(tr("Cancel"))
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFixedHeight(22)
    return button
