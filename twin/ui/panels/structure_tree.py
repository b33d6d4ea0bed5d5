"""Left panel of a building: its storeys, classes and elements with counts and worst grades."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from twin.model.known import KnownValue
from twin.ui import icons, theme
from twin.ui.condition.smart_views import SmartViews
from twin.ui.desk import Desk
from twin.ui.structure import NODE, Node, StructureModel
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.thermal import known_u_values
from twin.ui.widgets.badge import BADGE, paint_grade
from twin.ui.widgets.search_field import SearchField
from twin.ui.widgets.text import head, tight
from twin.workspace.condition import element_grades, without_element, worst
from twin.workspace.row_condition import condition_shown, shown_year

ROW, INDENT = 26, 14
MOST_MARKED = 500
OPENED_WHEN_FOUND = 300
NOT_INSPECTED = -1


class StructureTree(QWidget):
    """Search field and tree; selecting a line selects the elements under it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = StructureModel()
        self._is_quiet = False
        column = tight(QVBoxLayout(self))
        bar, self._count = head(tr("Structure"))
        column.addWidget(bar)
        self.search = SearchField(tr("Filter: name, code, GUID"))
        top = tight(QHBoxLayout(), (12, 10, 12, 8))
        top.addWidget(self.search)
        column.addLayout(top)
        self.tree = _Tree(self._model)
        column.addWidget(self.tree, 1)
        column.addWidget(SmartViews(desk))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._connect()
        self._known: tuple[KnownValue, ...] = ()
        self.show_model()

    def _connect(self) -> None:
        workspace = self._desk.workspace
        workspace.model_changed.connect(self.show_model)
        workspace.building_changed.connect(self.show_model)
        workspace.scenario_changed.connect(self.show_known)
        workspace.year_changed.connect(self.show_grades)
        workspace.outlook_changed.connect(self.show_grades)
        workspace.selection_changed.connect(self.show_selection)
        workspace.visibility_changed.connect(self.tree.viewport().update)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(self._search)
        self.tree.selectionModel().selectionChanged.connect(self._select)
        self.tree.doubleClicked.connect(lambda _index: self._desk.actions["fit"].trigger())

    def show_model(self) -> None:
        """Show the structure of the entered building."""
        workspace = self._desk.workspace
        building, model = workspace.building, workspace.model
        title = building.name if building else ""
        grades, of_parts = self._grades()
        self._known = workspace.known
        known = known_u_values(workspace.known_model) if self._known else {}
        self._model.show_model(title, model, grades, of_parts, known)
        self._count.setText(numbers.number(len(self._model.matched)) if model else "")
        self.tree.expandToDepth(0)
        self.show_selection()

    def show_grades(self) -> None:
        """Show the grades of the year looked at."""
        self._model.regrade(*self._grades())
        self.tree.viewport().update()

    def _grades(self) -> tuple[Sequence[int | None], int | None]:
        """Worst grade of each element, and of the parts that are none, in the year looked at."""
        state = self._desk.workspace.state
        portfolio, building, model = state.portfolio, state.building, state.model
        if portfolio is None or building is None or model is None:
            return (), None
        if shown_year(state):
            known = condition_shown(state)
            grades = known.worst.tolist() if known else []
            return [g if g >= NOT_INSPECTED else None for g in grades], None
        assessments = portfolio.assessments_of(building.building_id)
        apart = without_element(model, assessments)
        return element_grades(model, assessments), worst(int(a.grade) for a in apart)

    def show_known(self) -> None:
        """Tell of measured elements once more or fewer of them are known."""
        if self._desk.workspace.known != self._known:
            self.show_model()

    def show_selection(self) -> None:
        """Mark what is selected elsewhere, and go to it when it is one element."""
        workspace = self._desk.workspace
        if self._is_quiet or workspace.model is None or workspace.mode == "portfolio":
            return
        rows = _rows(workspace.model.elements, workspace.selection)
        chosen = QItemSelection()
        if len(rows) <= MOST_MARKED:
            for row in rows:
                index = self._model.index_of(row)
                chosen.select(index, index)
        self._is_quiet = True
        flags = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        if len(rows) == 1:
            index = self._model.index_of(rows[0])
            self.tree.scrollTo(index)
            self.tree.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self._is_quiet = False

    def _search(self) -> None:
        self._model.search(self.search.text())
        found = len(self._model.matched)
        self._count.setText(numbers.number(found))
        if self.search.text() and found <= OPENED_WHEN_FOUND:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)
        self.show_selection()

    def _select(self) -> None:
        workspace = self._desk.workspace
        if self._is_quiet or workspace.model is None:
            return
        nodes = [self._model.node(i) for i in self.tree.selectionModel().selectedRows()]
        elements = workspace.model.elements
        self._is_quiet = True
        workspace.select(frozenset(elements[r].key for n in nodes for r in n.rows))
        self._is_quiet = False


def _rows(elements: tuple, keys: frozenset[str]) -> list[int]:  # pyright: ignore[reportMissingTypeArgument]
    return [row for row, e in enumerate(elements) if e.key in keys] if keys else []


class _Tree(QTreeView):
    def __init__(self, model: StructureModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_NodeDelegate(self))
        self.setAccessibleName(tr("Structure"))

    def mousePressEvent(self, event) -> None:  # noqa: ANN001  QMouseEvent
        """A click on the chevron opens or closes; elsewhere it selects."""
        index = self.indexAt(event.position().toPoint())
        node = index.data(NODE) if index.isValid() else None
        left = INDENT * _depth(index) + 4
        if isinstance(node, Node) and node.kind != "element" and (
            left <= event.position().x() <= left + 20
        ):  # fmt: skip
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc belongs to the window; the keys of storeys too."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
            return
        super().keyPressEvent(event)


class _NodeDelegate(QStyledItemDelegate):
    def __init__(self, tree: _Tree) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Chevron, name, count and badge on one line."""
        node = index.data(NODE)
        if not isinstance(node, Node):
            return
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  missing in stubs
        is_chosen = self._tree.selectionModel().isSelected(_plain(index))
        painter.save()
        self._ground(painter, box, option, is_chosen=is_chosen)
        left = box.x() + INDENT * _depth(index) + 8
        if node.kind != "element":
            name = "chevron-down" if self._tree.isExpanded(_plain(index)) else "chevron-right"
            painter.drawPixmap(left, box.y() + 7, icons.pixmap(name, "textSecondary", 12))
        right = self._marks(painter, box, node)
        _title(painter, QRect(left + 18, box.y(), right - left - 24, ROW), node, is_chosen)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows of 26."""
        size = super().sizeHint(option, index)
        size.setHeight(ROW)
        return size

    def _ground(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, *, is_chosen: bool
    ) -> None:
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if is_chosen:
            painter.fillRect(box, theme.colour("selection"))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))

    def _marks(self, painter: QPainter, box: QRect, node: Node) -> int:
        right = box.right() - 12
        if node.grade is not None:
            place = QRectF(right - BADGE.width(), box.y() + 5, BADGE.width(), BADGE.height() - 1)
            paint_grade(painter, place, node.grade)
            right -= 26
        elif node.kind != "element":
            right -= 26
        if node.kind in ("class", "storey", "building"):
            text = numbers.number(len(node.rows))
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textSecondary"))
            place = QRect(right - 60, box.y(), 60, ROW)
            painter.drawText(place, _RIGHT, text)
            right -= painter.fontMetrics().horizontalAdvance(text) + 8
        return right


def _title(painter: QPainter, box: QRect, node: Node, is_chosen: bool) -> None:
    painter.setFont(theme.font("body", 600 if is_chosen else 400))
    painter.setPen(theme.colour("textPrimary"))
    text = painter.fontMetrics().elidedText(
        node.title, Qt.TextElideMode.ElideRight, max(box.width(), 10)
    )
    painter.drawText(box, _LEFT, text)


def _plain(index: QModelIndex | QPersistentModelIndex) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())


def _depth(index: QModelIndex | QPersistentModelIndex) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
