"""Search or run a command: views, buildings, commands and overlays in one list."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from twin.ui.actions import ENTRIES, MODES, key_text
from twin.ui.desk import Desk
from twin.ui.filtering import searched_texts
from twin.ui.search import folded, matches
from twin.ui.texts.language import tr
from twin.ui.widgets.search_field import SearchField
from twin.ui.widgets.text import ElidedLabel, label, picture, tight

MOST, MOST_VIEWS = 9, 3
ROW = 32


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the list. act: what Enter does."""

    icon: str
    name: str
    place: str
    key: str
    act: Callable[[], None]


class SearchPalette(QListWidget):
    """List under the search field of the first row."""

    def __init__(self, field: SearchField, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._field = field
        self._desk = desk
        self._over = window
        self._hits: list[Hit] = []
        self.setProperty("role", "palette")
        self.setAccessibleName(tr("Results"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("searchPalette")
        self.hide()
        field.textChanged.connect(self.show_hits)
        field.returnPressed.connect(self.run_chosen)
        field.left.connect(self.leave)
        field.down.connect(self._enter)
        self.itemClicked.connect(lambda _item: self.run_chosen())

    def show_hits(self, query: str) -> None:
        """List what `query` finds, at most nine lines."""
        self.clear()
        self._hits = self.hits(query)[:MOST] if query.strip() else []
        for hit in self._hits:
            item = QListWidgetItem(self)
            line = _line(hit)
            item.setSizeHint(QSize(0, ROW))
            self.setItemWidget(item, line)
        if self._hits:
            self.setCurrentRow(0)
        self._place()

    def hits(self, query: str) -> list[Hit]:
        """Saved views and buildings first, then commands, then overlays."""
        return [
            *self._views(query), *self._buildings(query), *self._commands(query),
            *self._overlays(query),
        ]  # fmt: skip

    def run_chosen(self) -> None:
        """Do what the chosen line says."""
        row = self.currentRow()
        if 0 <= row < len(self._hits):
            act = self._hits[row].act
            self.leave()
            act()

    def leave(self) -> None:
        """Close the list."""
        self._field.clear()
        self._field.clearFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter runs, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._hits:
            self.setFocus()
            self.setCurrentRow(min(1, len(self._hits) - 1))

    def _place(self) -> None:
        self.setVisible(bool(self._hits))
        width = 440
        corner = self._field.mapTo(self._over, QPoint(0, self._field.height() + 3))
        left = min(corner.x(), self._over.width() - width - 12)
        self.setGeometry(left, corner.y(), width, ROW * len(self._hits) + 10)
        self.raise_()

    def _views(self, query: str) -> list[Hit]:
        views = self._desk.views
        found = [v for v in views.all_views() if matches(query, (v.name,))]
        return [
            Hit("eye", v.name, tr("Saved view"), "", partial(views.open, v))
            for v in found[:MOST_VIEWS]
        ]

    def _buildings(self, query: str) -> list[Hit]:
        workspace = self._desk.workspace
        portfolio = workspace.portfolio
        found = [b for b in (portfolio.buildings if portfolio else ())
                 if matches(query, searched_texts(b))]  # fmt: skip
        start = folded(query)
        found.sort(key=lambda b: (not folded(b.name).startswith(start), b.name))

        def enter(building_id: str) -> Callable[[], None]:
            return lambda: workspace.enter_building(building_id)

        return [
            Hit("building", b.name, ", ".join(t for t in (b.address, b.district) if t), "",
                enter(b.building_id))
            for b in found[:MOST]
        ]  # fmt: skip

    def _commands(self, query: str) -> list[Hit]:
        found: list[Hit] = []
        for entry in ENTRIES:
            action = self._desk.actions[entry.name]
            if action.isEnabled() and matches(query, (tr(entry.text),)):
                place = tr(entry.menu)
                icon = entry.icon or "chevron-right"
                found.append(Hit(icon, tr(entry.text), place, key_text(action), action.trigger))
        for mode, text, key in MODES:
            action = self._desk.actions[f"mode:{mode}"]
            if action.isEnabled() and matches(query, (tr(text),)):
                found.append(Hit("eye", tr(text), tr("Mode"), key, action.trigger))
        return found

    def _overlays(self, query: str) -> list[Hit]:
        workspace = self._desk.workspace

        def colour(name: str) -> Callable[[], None]:
            return lambda: workspace.colour_by(name)

        return [
            Hit("layers", tr(c.label), tr("Overlay"), "", colour(c.name))
            for c in workspace.overlays
            if matches(query, (tr(c.label),))
        ]


def _line(hit: Hit) -> QWidget:
    made = QWidget()
    made.setFixedHeight(ROW)
    row = tight(QHBoxLayout(made), (10, 0, 10, 0), 8)
    row.addWidget(picture(hit.icon))
    row.addWidget(label(hit.name))
    row.addWidget(ElidedLabel(hit.place, "secondary"), 1)
    if hit.key:
        row.addWidget(label(hit.key, "key"))
    return made
