"""What the solar panels of a what-if make, and the choice of where they go."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from twin.model.panels import PanelChoice, PanelPlace, PanelsResult
from twin.ui import theme
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.panels import place_direction, place_name, room_text
from twin.ui.widgets.carrier_months import CarrierMonths, Series
from twin.ui.widgets.swatch import Swatch
from twin.ui.widgets.text import ElidedLabel, label, tight, value_row
from twin.ui.widgets.tile import tile

MOST_SHOWN = 8
"""Places shown, those in use and the best of the others."""
FIELD = 64
LEAST = 0.05  # power that is shown as some. [kW]


class SolarFields(QWidget):
    """Electricity, own use by month, and a power for each place."""

    def __init__(self, desk: Desk, panels: PanelsResult) -> None:
        super().__init__()
        self._desk = desk
        self._panels = panels
        self._fields: dict[str, QLineEdit] = {}
        column = tight(QVBoxLayout(self), gap=4)
        column.addWidget(label(tr("Solar panels"), "label"))
        column.addLayout(self._tiles())
        column.addWidget(self._months())
        column.addLayout(_legend())
        column.addWidget(
            value_row(tr("Saved by own use, a year"), numbers.money(panels.own_value))
        )
        earned = numbers.money(panels.export_value)
        column.addWidget(value_row(tr("Earned by export, a year"), earned))
        places = self._shown()
        if places:
            column.addSpacing(4)
            column.addLayout(self._head())
            for place in places:
                column.addWidget(self._row(place))

    def _tiles(self) -> QHBoxLayout:
        low, middle, high = (kwh / 1000 for kwh in self._panels.made)
        least, share, most = (100 * part for part in self._panels.share_used)
        decimals = 1 if middle < 100 else 0
        power = numbers.quantity(self._panels.power, "kWp", 1)
        row = tight(QHBoxLayout(), gap=8)
        made = f"{numbers.span(low, high, decimals)} · {power}"
        row.addWidget(tile(tr("Made in a year"), numbers.number(middle, decimals), "MWh", made), 1)
        used = numbers.span(least, most)
        row.addWidget(tile(tr("Used in the building"), numbers.number(share), "%", used), 1)
        return row

    def _months(self) -> QWidget:
        own = [kwh / 1000 for kwh in self._panels.own_monthly]
        exported = [kwh / 1000 for kwh in self._panels.exported_monthly]
        made = CarrierMonths(
            (
                Series(tr("Own use"), theme.colour("accent"), own),
                Series(tr("Exported"), theme.colour("controlBorder"), exported),
            )
        )
        made.setAccessibleName(tr("Solar electricity by month"))
        return made

    def _shown(self) -> list[PanelPlace]:
        places = self._desk.workspace.state.places or ()
        used = [place for place in places if self._power(place) >= LEAST]
        others = [p for p in places if self._power(p) < LEAST and not _is_doubled(p, used)]
        return [*used, *others][: max(MOST_SHOWN, len(used))]

    def _power(self, place: PanelPlace) -> float:
        return sum(f.power for f in self._panels.fields if f.place.key == place.key)

    def _head(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(label(tr("Where they go, kWp"), "label"))
        row.addStretch(1)
        scenario = self._desk.workspace.scenario
        best = QPushButton(tr("Best first"))
        best.setProperty("role", "link")
        best.setToolTip(tr("Fill the places with most sun until the offered power is met"))
        best.setVisible(bool(scenario and scenario.panels))
        best.clicked.connect(lambda: self._desk.workspace.choose_panels(()))
        row.addWidget(best)
        return row

    def _row(self, place: PanelPlace) -> QWidget:
        made = QWidget()
        row = tight(QHBoxLayout(made), (0, 2, 0, 2), 8)
        column = tight(QVBoxLayout(), gap=0)
        name = f"{place_name(place)} · {place_direction(place)}"
        column.addWidget(ElidedLabel(name))
        column.addWidget(ElidedLabel(room_text(place), "caption"))
        row.addLayout(column, 1)
        field = QLineEdit(numbers.number(self._power(place), 1))
        field.setFixedWidth(FIELD)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(tr("Power on {place}, kWp", place=name))
        field.editingFinished.connect(self._chooser(place, field))
        self._fields[place.key] = field
        row.addWidget(field)
        return made

    def _chooser(self, place: PanelPlace, field: QLineEdit) -> Callable[[], None]:
        def choose() -> None:
            before, wanted = self._power(place), numbers.parsed(field.text())
            if not wanted >= 0 or abs(wanted - before) < LEAST:
                field.setText(numbers.number(before, 1))
                return
            self._desk.workspace.choose_panels(self._choices(place, min(wanted, place.power)))

        return choose

    def _choices(self, changed: PanelPlace, power: float) -> tuple[PanelChoice, ...]:
        """All powers as shown, with a new one for a place."""
        chosen = {f.place.key: f.power for f in self._panels.fields} | {changed.key: power}
        return tuple(PanelChoice(key, value) for key, value in chosen.items())


def _is_doubled(place: PanelPlace, used: list[PanelPlace]) -> bool:
    """Whether a place in use lies on the same part of the roof in other rows."""
    return any(one.key.split(",")[0] == place.key.split(",")[0] for one in used)


def _legend() -> QHBoxLayout:
    row = tight(QHBoxLayout(), gap=6)
    for name, token in ((tr("Own use"), "accent"), (tr("Exported"), "controlBorder")):
        row.addWidget(Swatch(theme.colour(token)))
        row.addWidget(label(f"{name}, MWh", "caption"))
        row.addSpacing(8)
    row.addStretch(1)
    return row
