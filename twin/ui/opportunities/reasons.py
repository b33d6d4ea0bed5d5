"""Why a building is in the plan, or out of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.opportunities.sentences import sentence
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight
from twin.workspace.opportunity_rows import titles_of


class WhyBox(QScrollArea):
    """Sentences about the building that was picked last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._building = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = tight(QVBoxLayout(content), (12, 10, 12, 12), 6)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(content)
        self.show_why()

    def ask(self, building_id: str) -> None:
        """Tell of another building."""
        self._building = building_id
        self.show_why()

    def texts(self) -> list[str]:
        """What is told, the name of the building first."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [found.text() for found in widgets if isinstance(found, QLabel)]

    def show_why(self) -> None:
        """Tell of the building again, by the plan that is shown."""
        if self._building and not self.isVisible():
            return
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        workspace = self._desk.workspace
        picked = self._desk.crossing.picked.buildings
        if len(picked) == 1:
            self._building = next(iter(picked))
        board = asked.board_of(workspace)
        if not self._building or board is None:
            text = tr("Pick one building in the table, the chart or on the map.")
            self._column.addWidget(label(text, "secondary", wraps=True))
            return
        self._column.addWidget(label(titles_of(board).get(self._building, ""), "title"))
        found = asked.explained(workspace, self._building)
        for statement in found:
            self._column.addWidget(label(sentence(board, statement), wraps=True))
        if not found:
            text = tr("There is no plan yet.")
            self._column.addWidget(label(text, "secondary"))

    def showEvent(self, event) -> None:  # noqa: ANN001  QShowEvent
        """Tell when somebody looks."""
        super().showEvent(event)
        self.show_why()
