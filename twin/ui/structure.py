"""The structure of a model as a tree: building, storeys, classes, elements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from twin.model.building import BuildingModel, Element
from twin.ui.search import folded
from twin.ui.texts.class_names import class_words, element_title
from twin.ui.texts.language import tr
from twin.ui.texts.properties import part_of
from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.text import tip_text
from twin.workspace.condition import worst

Index = QModelIndex | QPersistentModelIndex
NODE = Qt.ItemDataRole.UserRole


@dataclass(slots=True, eq=False)
class Node:
    """One line of the tree. rows: the elements under it; children are made when first asked for.

    kind : ``root`` | ``building`` | ``storey`` | ``class`` | ``element``.
    """

    kind: str
    title: str
    rows: tuple[int, ...]
    grade: int | None = None
    parent: "Node | None" = None
    place: int = 0
    _children: list["Node"] | None = field(default=None, repr=False)


class StructureModel(QAbstractItemModel):
    """Tree of one model; elements appear when their class is opened."""

    def __init__(self) -> None:
        super().__init__()
        self._model: BuildingModel | None = None
        self._grades: Sequence[int | None] = ()
        self._known: Mapping[int, str] = {}
        self._searched: tuple[str, ...] = ()
        self._root = Node("root", "", ())
        self._of_parts: int | None = None
        self._class_of: dict[int, Node] = {}

    @property
    def matched(self) -> tuple[int, ...]:
        """Rows of the elements in the tree."""
        return self._root.rows

    def show_model(
        self,
        title: str,
        model: BuildingModel | None,
        grades: Sequence[int | None],
        of_parts: int | None = None,
        known: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """Show another model; `grades`: worst grade of each element.

        of_parts : worst grade of the building parts that are no element of the model.
        known : what is said of elements whose U-value is measured or documented, by row; it is
            in their tips and found by the search.
        """
        self._model = model
        self._of_parts = of_parts
        self._grades = grades
        self._known = known
        self._searched = (
            tuple(_searched(e, known.get(row, "")) for row, e in enumerate(model.elements))
            if model
            else ()
        )
        self._title = title
        self.search("")

    def regrade(self, grades: Sequence[int | None], of_parts: int | None) -> None:
        """Show other grades in the same tree; what is opened stays open."""
        self._grades, self._of_parts = grades, of_parts
        waiting = list(self._root._children or ())
        while waiting:
            node = waiting.pop()
            node.grade = self._gravest(node)
            waiting += node._children or ()

    def search(self, query: str) -> None:
        """Keep the elements that match every word of `query`."""
        self.beginResetModel()
        words = folded(query).split()
        rows = tuple(
            row for row, text in enumerate(self._searched) if all(word in text for word in words)
        )
        self._class_of = {}
        self._root = Node("root", "", rows)
        self._root._children = self._building(rows)
        self.endResetModel()

    def index_of(self, row: int) -> QModelIndex:
        """Index of the element in a row of the model; invalid where the search left it out."""
        node = self._class_of.get(row)
        if node is None:
            return QModelIndex()
        place = node.rows.index(row)
        return self.createIndex(place, 0, self._children(node)[place])

    def node(self, index: Index) -> Node:
        """Node of an index."""
        found = index.internalPointer() if index.isValid() else self._root
        return found if isinstance(found, Node) else self._root

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's own default
        """Index of a child."""
        children = self._children(self.node(parent))
        if not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  # pyright: ignore[reportIncompatibleMethodOverride]  QObject.parent has another shape
        """Index of the parent."""
        above = self.node(child).parent if child.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.place, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Children of a node."""
        return len(self._children(self.node(parent)))

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Whether a node can be opened, without making its children."""
        node = self.node(parent)
        return node.kind != "element" and bool(node.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title for readers, the node for the delegate."""
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(" · ".join(t for t in (node.title, *self._told(node)) if t))
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{node.title}, {len(node.rows)}, {grade_name(node.grade)}"
        return None

    def _told(self, node: Node) -> tuple[str, ...]:
        """Building part and where its code comes from, and what is known of an element."""
        if node.kind != "element" or self._model is None:
            return ()
        row = node.rows[0]
        return part_of(self._model.elements[row]), self._known.get(row, "")

    def _children(self, node: Node) -> list[Node]:
        if node._children is None:
            node._children = self._elements(node) if node.kind == "class" else []
        return node._children

    def _building(self, rows: tuple[int, ...]) -> list[Node]:
        if self._model is None:
            return []
        top = Node("building", self._title, rows, None, self._root)
        top.grade = self._gravest(top)
        top._children = self._storeys(top)
        return [top]

    def _storeys(self, top: Node) -> list[Node]:
        model = self._model
        if model is None:
            return []
        by_storey: dict[str, list[int]] = defaultdict(list)
        for row in top.rows:
            by_storey[model.elements[row].storey].append(row)
        ordered = sorted(model.storeys, key=lambda s: -s.elevation)
        names = [(s.global_id, s.name or tr("Storey")) for s in ordered]
        known = {global_id for global_id, _ in names}
        others = [r for key, found in by_storey.items() if key not in known for r in found]
        groups = [(name, by_storey[key]) for key, name in names if by_storey.get(key)]
        if others:
            groups.append((tr("Without storey"), others))
        return [self._storey(top, place, *group) for place, group in enumerate(groups)]

    def _storey(self, top: Node, place: int, name: str, rows: list[int]) -> Node:
        node = Node("storey", name, tuple(rows), self._worst(rows), top, place)
        by_class: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            by_class[class_words(self._element(row).ifc_class)].append(row)
        node._children = [
            Node("class", words, tuple(found), self._worst(found), node, at)
            for at, (words, found) in enumerate(sorted(by_class.items()))
        ]
        for child in node._children:
            self._class_of.update(dict.fromkeys(child.rows, child))
        return node

    def _elements(self, node: Node) -> list[Node]:
        made = []
        for place, row in enumerate(node.rows):
            element = self._element(row)
            title = element_title(element.name, element.ifc_class, element.tag)
            made.append(Node("element", title, (row,), self._grade(row), node, place))
        return made

    def _element(self, row: int) -> Element:
        if self._model is None:
            raise IndexError(row)
        return self._model.elements[row]

    def _grade(self, row: int) -> int | None:
        return self._grades[row] if row < len(self._grades) else None

    def _gravest(self, node: Node) -> int | None:
        """Worst grade under a line; that of the building also knows parts without an element."""
        found = self._worst(node.rows)
        is_all = node.kind == "building" and len(node.rows) == len(self._searched)
        return worst((found, self._of_parts)) if is_all else found

    def _worst(self, rows: Sequence[int]) -> int | None:
        return worst(self._grade(row) for row in rows)


def _searched(element: Element, known: str) -> str:
    texts = (
        element.name,
        element.tag,
        element.type_name,
        element.ifc_class,
        element.global_id,
        element.classification,
        class_words(element.ifc_class),
        known,
    )
    return folded(" ".join(t for t in texts if t))
