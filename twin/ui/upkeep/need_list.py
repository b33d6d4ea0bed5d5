"""The list of a workshop: needs under their themes, worked on by the keyboard alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from twin.model.need import Need
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.needs import OVER, Theme

ROW, HEAD = 26, 28
PAIN_COLOURS = ("#FFFFD4", "#FED98E", "#FE9929", "#D95F0E", "#993404")
"""As in the overlay of needs, pain 1 first."""
COMMANDS = {
    Qt.Key.Key_V: "vote", Qt.Key.Key_T: "theme", Qt.Key.Key_B: "place", Qt.Key.Key_A: "answer",
    Qt.Key.Key_Delete: "delete", Qt.Key.Key_Return: "open", Qt.Key.Key_Enter: "open",
    Qt.Key.Key_N: "new", Qt.Key.Key_Escape: "new",
}  # fmt: skip
PAINS = {getattr(Qt.Key, f"Key_{i}"): i for i in range(1, 6)}
_VCENTRE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a theme, or one of its needs. has_vote: of the participant at the keyboard."""

    theme: Theme
    need: Need | None = None
    building: str = ""
    has_vote: bool = False
    answers: int = 0


class NeedLines(QAbstractListModel):
    """Lines of the list; themes cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Lines of the list."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's own
        """The line for drawing, words for readers."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Themes are passed over by the arrow keys."""
        if self.lines[index.row()].need is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class NeedList(QListView):
    """Signals: `commanded` with a need and what to do; `pained` with a need and 1 to 5."""

    commanded = Signal(object, str)
    pained = Signal(object, int)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines = NeedLines()
        self.setModel(self.lines)
        self.setItemDelegate(_Drawer(self))
        self.setAccessibleName(tr("Needs by theme"))
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda _: self._tell("open"))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.need))

    @property
    def need(self) -> Need | None:
        """The need the cursor stands on."""
        row = self.currentIndex().row()
        return self.lines.lines[row].need if 0 <= row < len(self.lines.lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the cursor stays on its need."""
        before = self.need.need_id if self.need else ""
        self.lines.show(lines)
        self.stand_on(before)

    def stand_on(self, need_id: str) -> None:
        """Put the cursor on a need, on the first one where it is gone."""
        needs = [(i, x.need) for i, x in enumerate(self.lines.lines) if x.need is not None]
        row = next((i for i, n in needs if n.need_id == need_id), needs[0][0] if needs else -1)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))

    def event(self, event: QEvent) -> bool:
        """Keep the letters of the list from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if not event.modifiers() and (key in COMMANDS or key in PAINS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 set the pain, letters command, arrows move; above the first one is the input."""
        key = Qt.Key(event.key())
        need = self.need
        if need is not None and key in PAINS and not event.modifiers():
            self.pained.emit(need, PAINS[key])
        elif key in COMMANDS and not event.modifiers():
            self._tell(COMMANDS[key])
        elif key == Qt.Key.Key_Up and self._is_first():
            self._tell("new")
        else:
            super().keyPressEvent(event)

    def _tell(self, what: str) -> None:
        if self.need is not None or what == "new":
            self.commanded.emit(self.need, what)

    def _is_first(self) -> bool:
        row = self.currentIndex().row()
        return all(line.need is None for line in self.lines.lines[: max(row, 0)])


def lines_of(
    found: Sequence[Theme],
    building: Callable[[Need], str],
    has_vote: Callable[[Need], bool],
    answers: Callable[[Need], int],
) -> list[Line]:
    """Themes and needs as lines."""
    lines: list[Line] = []
    for group in found:
        lines.append(Line(group))
        lines += [
            Line(group, n, building(n), has_vote(n), answers(n)) for n in group.needs
        ]  # fmt: skip
    return lines


def _words(line: Line) -> str:
    if line.need is None:
        return f"{line.theme.name or tr('No theme')}, {_sums(line.theme)}"
    need = line.need
    return ", ".join(
        (need.title, line.building, tr("pain {pain}", pain=need.pain), _votes(need.votes))
    )


def _votes(count: int) -> str:
    return tr("1 vote") if count == 1 else tr("{count} votes", count=numbers.number(count))


def _sums(group: Theme) -> str:
    count = numbers.number(len(group.needs))
    parts = [tr("1 need") if len(group.needs) == 1 else tr("{count} needs", count=count)]
    parts.append(_votes(group.votes))
    if group.pain:
        parts.append(tr("mean pain {pain}", pain=numbers.number(group.pain, 1)))
    return " · ".join(parts)


class _Drawer(QStyledItemDelegate):
    """Draws themes as heads and needs as rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are higher than rows."""
        del option
        line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, ROW if line.need is not None else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.need is None:
            _paint_head(painter, box, line.theme)
        else:
            state = option.state  # pyright: ignore[reportAttributeAccessIssue]
            _paint_need(painter, box, line, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()


def _paint_head(painter: QPainter, box: QRectF, group: Theme) -> None:
    painter.fillRect(box, theme.colour("surface1"))
    painter.setFont(theme.font("bodyStrong"))
    painter.setPen(theme.colour("textPrimary"))
    painter.drawText(box.adjusted(12, 0, 0, 0), _VCENTRE, group.name or tr("No theme"))
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("textSecondary"))
    right = _VCENTRE | Qt.AlignmentFlag.AlignRight
    painter.drawText(box.adjusted(0, 0, -14, 0), right, _sums(group))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))


def _paint_need(painter: QPainter, box: QRectF, line: Line, is_chosen: bool) -> None:
    need = line.need
    if need is None:
        return
    if is_chosen:
        painter.fillRect(box, theme.colour("selection"))
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
    paint_pain(painter, QRectF(box.left() + 14, box.center().y() - 8, 18, 16), need.pain)
    votes = QRectF(box.right() - 92, box.top(), 78, box.height())
    where = QRectF(box.right() - 330, box.top(), 225, box.height())
    title = QRectF(box.left() + 42, box.top(), where.left() - box.left() - 54, box.height())
    is_over = need.status in OVER
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("textDisabled" if is_over else "textPrimary"))
    _text(painter, title, need.title + (f"   {tr('(answered or dropped)')}" if is_over else ""))
    painter.setPen(theme.colour("textSecondary"))
    answer = f" · {tr('has an answer')}" if line.answers else ""
    _text(painter, where, line.building + answer)
    right = _VCENTRE | Qt.AlignmentFlag.AlignRight
    painter.setPen(theme.colour("accent" if line.has_vote else "textSecondary"))
    painter.setFont(theme.font("bodyStrong" if line.has_vote else "body"))
    mark = "✓ " if line.has_vote else ""
    painter.drawText(votes, right, f"{mark}{_votes(need.votes)}")


def _text(painter: QPainter, box: QRectF, text: str) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.drawText(
        box, _VCENTRE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    )


def paint_pain(painter: QPainter, box: QRectF, pain: int) -> None:
    """A badge with the pain of a need, 1 to 5."""
    fill = QColor(PAIN_COLOURS[min(max(pain, 1), 5) - 1])
    painter.setPen(theme.colour("objectEdge"))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(theme.font("label"))
    painter.setPen(theme.text_on(fill))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(pain))
