"""Tools to paint and draw where the chosen measure goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twin.model.choice import Choice
from twin.model.proposal import Product
from twin.ui.desk import Desk
from twin.ui.sketch.filter_dialog import ask_and_paint
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.what_if_choice import FIELD, MASSING, PAINT, PRODUCT, REMOVAL
from twin.ui.widgets.text import head, label, tight
from twin.workspace import choices
from twin.workspace.selecting import WAYS
from twin.workspace.sketch import can_be_painted, is_drawn_on, is_massing
from twin.workspace.storeys import removes

HINTS = {
    FIELD: "Drag a rectangle, or click corner by corner. Double-click closes, Esc cancels.",
    PAINT: "Click parts, or drag a box over them. Ctrl takes away.",
    PRODUCT: "Click where a piece goes. Click a piece to take it away.",
    MASSING: "Drag the outline on the ground, or click corner by corner.",
    REMOVAL: "Drag or click the outline of the wing on the ground.",
}
SPREAD = (
    ("", "Only this part"),
    ("select_facade", "All on this façade"),
    ("select_alike", "All like it"),
    ("select_storey", "All on this storey"),
    ("select_part", "All of this building part"),
)


class ToolBox(QWidget):
    """Shown where the chosen measure can be painted or drawn."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = tight(QVBoxLayout(self))
        bar, _ = head(tr("Where it goes"))
        column.addWidget(bar)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setSpacing(6)
        column.addWidget(self._inside)
        desk.choice.changed.connect(self.show_tools)
        desk.choice.tool_changed.connect(self.show_tools)
        desk.workspace.scenario_changed.connect(self.show_tools)
        desk.workspace.model_changed.connect(self.show_tools)
        self.show_tools()

    def show_tools(self) -> None:
        """Show the tools that the chosen measure has a use for."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        workspace = self._desk.workspace
        choice = choices.choice_of(workspace.state, self._desk.choice.measure)
        rows = self._tools(choice) if choice and workspace.model is not None else []
        for place, widget in enumerate(rows):
            self._grid.addWidget(widget, place, 0, 1, 2)
        self.setVisible(bool(rows))

    def _tools(self, choice: Choice) -> list[QWidget]:
        buttons: list[QPushButton] = []
        if is_drawn_on(choice):
            buttons.append(self._tool(FIELD, tr("Draw field")))
        if is_massing(choice):
            removal = removes(choice)
            buttons.append(self._tool(REMOVAL if removal else MASSING, tr("Draw outline")))
        if can_be_painted(choice):
            buttons.append(self._tool(PAINT, tr("Paint")))
        found: list[QWidget] = [_side_by_side(buttons)] if buttons else []
        if choice.measure.kit:
            found.append(label(tr("Place pieces of the kit"), "label"))
            found += [self._product(p, choice) for p in choice.measure.kit]
        if can_be_painted(choice):
            found += self._painting(choice)
        tool = self._desk.choice.tool
        if tool:
            found.append(label(tr(HINTS[tool]), "caption", wraps=True))
        return found

    def _painting(self, choice: Choice) -> list[QWidget]:
        found: list[QWidget] = [self._spread()] if self._desk.choice.tool == PAINT else []
        return [*found, _side_by_side(self._from_selection(choice))]

    def _tool(self, name: str, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setChecked(self._desk.choice.tool == name)
        made.setProperty("role", "token")
        made.clicked.connect(lambda on: self._take(name, on))
        return made

    def _product(self, product: Product, choice: Choice) -> QPushButton:
        count = sum(p.product_id == product.product_id for p in choice.sketch.products)
        text = f"{product.title} · {numbers.number(count)}" if count else product.title
        made = QPushButton(text)
        made.setCheckable(True)
        now = self._desk.choice
        made.setChecked((now.tool, now.product) == (PRODUCT, product.product_id))
        made.setProperty("role", "token")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(
            lambda on: now.use_tool(PRODUCT if on else "", product.product_id if on else "")
        )
        return made

    def _take(self, name: str, on: bool) -> None:
        self._desk.choice.use_tool(name if on else "")

    def _spread(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(tr("What a click paints"))
        for way, text in SPREAD:
            made.addItem(tr(text), way)
        made.setCurrentIndex(max(made.findData(self._desk.choice.spread), 0))
        made.currentIndexChanged.connect(lambda _: self._desk.choice.spread_to(made.currentData()))
        assert all(way in WAYS for way, _ in SPREAD if way)
        return made

    def _from_selection(self, choice: Choice) -> list[QPushButton]:
        workspace = self._desk.workspace
        take = QPushButton(tr("Selection"))
        take.setToolTip(tr("Paint what is selected in the 3D view or the tree"))
        take.clicked.connect(lambda: choices.paint_selection(workspace, choice.key))
        some = QPushButton(tr("Filter…"))
        some.setToolTip(tr("Paint what faces one way, is on one storey, is worn or leaks heat"))
        some.clicked.connect(lambda: ask_and_paint(self.window(), workspace, choice))
        every = QPushButton(tr("All"))
        every.setToolTip(tr("Everything that the measure suits"))
        every.setEnabled(bool(choice.elements))
        every.clicked.connect(lambda: choices.paint(workspace, choice.key, ()))
        return [take, some, every]


def _side_by_side(buttons: list[QPushButton]) -> QWidget:
    made = QWidget()
    row = tight(QHBoxLayout(made), gap=6)
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.addWidget(button, 1)
    return made
