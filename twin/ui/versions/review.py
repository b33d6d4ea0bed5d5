"""The dialog in which somebody decides which records follow their elements."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.version import Follow, Place
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.versions import count_text, follow_text, place_text, records_text
from twin.ui.widgets.text import ElidedLabel, label, tight, tip
from twin.workspace.workspace import Workspace

WIDTH, HEIGHT = 1120, 640
SURE = 0.75
"""Matches that are less sure are shown unticked."""


def review(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog, or say that every record has its element."""
    if workspace.model_versions.follows:
        ReviewDialog(parent, workspace).open()
    else:
        workspace.notices.say("Every record has its element; there is nothing to review.")


class ReviewDialog(QDialog):
    """One line for each thing that records name: what it was, and what it may be now."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Records and their elements"))
        self.resize(WIDTH, HEIGHT)
        self._workspace = workspace
        self.follows = workspace.model_versions.follows
        self.boxes: dict[str, QCheckBox] = {}
        self.choices: dict[str, QComboBox] = {}
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 10)
        column.addWidget(label(tr("Records and their elements"), "heading"))
        column.addWidget(label(self._introduction(), "secondary", wraps=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._lines())
        column.addWidget(area, 1)
        self.hint = label("", "secondary", wraps=True)
        column.addWidget(self.hint)
        column.addLayout(self._foot())
        self._tell()

    def accepted_moves(self) -> Mapping[str, str]:
        """What a thing is called now, by what records call it, of everything that is ticked."""
        moves: dict[str, str] = {}
        for follow in self.follows:
            box = self.boxes.get(follow.name)
            place = self._chosen(follow)
            if box is not None and box.isChecked() and place is not None:
                is_key = "#" in follow.name
                moves[follow.name] = place.key if is_key else place.global_id
        return moves

    def tick(self, *, all_of_them: bool) -> None:
        """Tick everything that has somewhere to go, or nothing."""
        for box in self.boxes.values():
            box.setChecked(all_of_them and box.isEnabled())

    def take_over(self) -> None:
        """Let the records follow as one step."""
        moves = self.accepted_moves()
        count = sum(f.count for f in self.follows if f.name in moves)
        what = tr("Let {count} records follow their elements", count=numbers.number(count))
        self._workspace.follow(moves, what)
        self.accept()

    def _introduction(self) -> str:
        count = sum(f.count for f in self.follows)
        return tr(
            "{count} records name elements or spaces that the newest version of the model does"
            " not have. Tick where they may follow; what is not ticked keeps its old element, is"
            " listed among the findings and still counts for its building part.",
            count=numbers.number(count),
        )

    def _lines(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for at, stretch in ((1, 4), (2, 4), (3, 4)):
            grid.setColumnStretch(at, stretch)
        row, group = 0, ""
        for follow in self.follows:
            title = _group(follow)
            if title != group:
                grid.addWidget(label(tr(title), "strong"), row, 0, 1, 4)
                row, group = row + 1, title
            self._add_line(grid, row, follow)
            row += 1
        grid.setRowStretch(row, 1)
        return made

    def _add_line(self, grid: QGridLayout, row: int, follow: Follow) -> None:
        name = place_text(follow.was)
        if follow.candidates:
            box = QCheckBox()
            box.setAccessibleName(name)
            box.setChecked(follow.is_certain and follow.score >= SURE)
            box.toggled.connect(self._tell)
            self.boxes[follow.name] = box
            grid.addWidget(box, row, 0)
        was = ElidedLabel(name)
        tip(was, f"{name}\n{records_text(follow.records)}")
        grid.addWidget(was, row, 1)
        grid.addWidget(self._target(follow), row, 2)
        said = f"{count_text(follow.count)} · {follow_text(follow)}"
        grid.addWidget(ElidedLabel(said, "secondary"), row, 3)

    def _target(self, follow: Follow) -> QWidget:
        if len(follow.candidates) < 2:
            text = place_text(follow.candidates[0]) if follow.candidates else "–"
            return ElidedLabel(f"→ {text}" if follow.candidates else text)
        made = QComboBox()
        made.setAccessibleName(tr("What it is now"))
        made.setMinimumContentsLength(10)
        made.addItem(tr("Choose…"), None)
        for place in follow.candidates:
            made.addItem(place_text(place), place)
        made.currentIndexChanged.connect(partial(self._choose, follow.name))
        self.choices[follow.name] = made
        self.boxes[follow.name].setEnabled(False)
        return made

    def _choose(self, name: str, index: int) -> None:
        box = self.boxes[name]
        box.setEnabled(index > 0)
        box.setChecked(index > 0)
        self._tell()

    def _chosen(self, follow: Follow) -> Place | None:
        if follow.name in self.choices:
            return self.choices[follow.name].currentData()
        return follow.candidates[0] if follow.candidates else None

    def _tell(self, _checked: bool = False) -> None:
        moves = self.accepted_moves()
        moving = sum(f.count for f in self.follows if f.name in moves)
        staying = sum(f.count for f in self.follows) - moving
        self.hint.setText(
            tr("{moving} records follow, {staying} keep their old element. Undo takes it back.",
               moving=numbers.number(moving), staying=numbers.number(staying))
        )  # fmt: skip

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        for text, is_all in ((tr("Tick all"), True), (tr("Tick none"), False)):
            button = QPushButton(text)
            button.clicked.connect(partial(self._tick, is_all))
            row.addWidget(button)
        row.addStretch(1)
        later = QPushButton(tr("Later"))
        later.clicked.connect(self.reject)
        row.addWidget(later)
        primary = QPushButton(tr("Let them follow"))
        primary.setProperty("role", "primary")
        primary.setDefault(True)
        primary.clicked.connect(self.take_over)
        row.addWidget(primary)
        return row

    def _tick(self, is_all: bool, _checked: bool = False) -> None:
        self.tick(all_of_them=is_all)


def _group(follow: Follow) -> str:
    if follow.is_certain:
        return "Found again"
    return "May be several" if follow.candidates else "Gone"
