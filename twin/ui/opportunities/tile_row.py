"""Headline figures over the charts."""

import math

from PySide6.QtWidgets import QHBoxLayout, QWidget

from twin.model.scenario import Spread
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import tight, tip
from twin.ui.widgets.tile import tile
from twin.workspace.opportunities import Board
from twin.workspace.plan import rate_of
from twin.workspace.potential import Tiles

HEIGHT = 74
WIDE = 100.0


class TileRow(QWidget):
    """Five tiles; dashes while nothing is known."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._row = tight(QHBoxLayout(self), gap=8)

    def show_tiles(self, found: Tiles | None, board: Board | None = None) -> None:
        """Show figures; None while they are calculated."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rate = numbers.percent(rate_of(board)) if board is not None else ""
        for name, value, unit, below in _texts(found, rate):
            made = tile(name, value, unit, below)
            tip(made, tr(
                "Sums of whole packages, each measure on top of those before it. The range is P10 "
                "to P90 of costs and effects as catalogue and offers state them."
            ))  # fmt: skip
            self._row.addWidget(made, 1)


def _texts(found: Tiles | None, rate: str) -> tuple[tuple[str, str, str, str], ...]:
    profitable = tr("Profitable at {rate}", rate=rate) if rate else tr("Profitable")
    names = (
        tr("Buildings with a measure"), tr("Technical potential"), profitable,
        tr("Investment, profitable"), tr("CO₂e avoided"),
    )  # fmt: skip
    if found is None:
        return tuple((name, numbers.NO_VALUE, "", "") for name in names)
    count = tr("of {all}", all=numbers.number(found.of))
    return (
        (names[0], numbers.number(found.with_measure), "", count),
        (names[1], *_scaled(found.technical, ((1e6, "GWh/y"), (1e3, "MWh/y")))),
        (names[2], *_scaled(found.profitable, ((1e6, "GWh/y"), (1e3, "MWh/y")))),
        (names[3], *_scaled(found.investment, ((1e6, tr("mill. kr")),))),
        (names[4], *_scaled(found.emission, ((1e3, tr("t/y")),))),
    )


def _scaled(spread: Spread, units: tuple[tuple[float, str], ...]) -> tuple[str, str, str]:
    """Number, unit and range in the largest unit that leaves something before the point."""
    scale, unit = next((u for u in units if abs(spread.p50) >= u[0]), units[-1])
    digits = 0 if abs(spread.p50) / scale >= WIDE else 1
    if not math.isfinite(spread.p50):
        return numbers.NO_VALUE, "", ""
    low, middle, high = (numbers.significant(v / scale) for v in (
        spread.p10, spread.p50, spread.p90,
    ))  # fmt: skip
    return numbers.number(middle, digits), tr(unit), numbers.span(low, high, digits)
