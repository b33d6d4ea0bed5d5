"""Questions that are often asked of a building: a click shows only what answers them."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from twin.model.arrays import BoolArray
from twin.model.overlay import RowCondition
from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import head, label, tight, tip
from twin.workspace.element_record import things_of_rows
from twin.workspace.row_condition import condition_shown, things_in

FEW_YEARS = 5.0
NAMES = {
    "grave": "TG3 with KG2 or higher",
    "short": "Under 5 years of life left",
    "hidden": "Not inspected",
}


class SmartViews(QWidget):
    """List of smart views with counts; the one in use is checked, a second click ends it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, frozenset[str]] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._counts: dict[str, QWidget] = {}
        column = tight(QVBoxLayout(self), (0, 0, 0, 8))
        bar, _ = head(tr("Smart views"))
        column.addWidget(bar)
        for key, name in NAMES.items():
            column.addWidget(self._line(key, tr(name)))
        workspace = desk.workspace
        workspace.model_changed.connect(self.show_counts)
        workspace.portfolio_changed.connect(self.show_counts)
        workspace.year_changed.connect(self.show_counts)
        workspace.outlook_changed.connect(self.show_counts)
        workspace.visibility_changed.connect(self.show_chosen)
        self.show_counts()

    def show_counts(self) -> None:
        """Count the elements that answer each question in the year looked at."""
        workspace = self._desk.workspace
        model = workspace.model
        known = condition_shown(workspace.state) if workspace.state.shows_building else None
        self._rows = {}
        if model is not None and known is not None and len(known.worst) == len(model.elements):
            for key, mask in self._masks(known).items():
                rows = np.flatnonzero(mask).tolist()
                self._rows[key] = frozenset(model.elements[r].key for r in rows)
        for key, button in self.buttons.items():
            count = len(self._rows.get(key, ()))
            button.setEnabled(count > 0)
            self._counts[key].setText(numbers.number(count))  # pyright: ignore[reportAttributeAccessIssue]  a label
            button.setAccessibleName(f"{tr(NAMES[key])}: {count}")
        self.show_chosen()

    def show_chosen(self) -> None:
        """Check the view that is shown now."""
        isolated = self._desk.workspace.isolated
        for key, button in self.buttons.items():
            button.setChecked(bool(isolated) and isolated == self._rows.get(key))

    def _masks(self, known: RowCondition) -> dict[str, BoolArray]:
        return {
            "grave": (known.worst == 3) & (self._consequence() >= 2),
            "short": (known.remaining < FEW_YEARS) & (known.worst >= 0),
            "hidden": known.worst == -1,
        }

    def _consequence(self) -> np.ndarray:
        """Gravest KG of each element, -1 where unknown."""
        state = self._desk.workspace.state
        if state.portfolio is None or state.building is None or state.model is None:
            return np.zeros(0, dtype=np.int32)
        building_id = state.building.building_id
        found = things_in(state.portfolio, building_id)
        at = things_of_rows(state.portfolio, building_id, state.model)
        return np.append(found.consequence, -1)[at]

    def _line(self, key: str, name: str) -> QWidget:
        made = QWidget()
        row = tight(QHBoxLayout(made), (6, 0, 16, 0), 4)
        button = QPushButton(icons.icon("eye"), name)
        button.setProperty("role", "row")
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _on=False, k=key: self._toggle(k))
        tip(button, name)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        count = label("", "secondary")
        row.addWidget(button, 1)
        row.addWidget(count)
        self.buttons[key], self._counts[key] = button, count
        return made

    def _toggle(self, key: str) -> None:
        workspace, wanted = self._desk.workspace, self._rows.get(key, frozenset())
        workspace.isolate(frozenset() if workspace.isolated == wanted else wanted)
        self.show_chosen()
