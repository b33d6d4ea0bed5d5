"""The box of what meters counted, by year and month."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.label import MeteredEnergy
from twin.ui import theme
from twin.ui.energy.box import add_source, box, legend, section
from twin.ui.energy.oddity_rows import OddityRow, told
from twin.ui.texts import energy as words
from twin.ui.texts.language import tr
from twin.ui.widgets.bar_chart import MonthBars
from twin.ui.widgets.figure_grid import figure_grid
from twin.ui.widgets.swatch import Swatch
from twin.ui.widgets.text import label
from twin.workspace.monthly_energy import MonthlyEnergy

CHART_HEIGHT = 128


def metered_box(
    building: Building,
    months: MonthlyEnergy | None,
    on_check: Callable[[], object] | None = None,
) -> QWidget:
    """Energy by year and carrier, and the months of the last full year.

    on_check : opens what shows a saving by the meters; None for no button.
    """
    made, column = box(tr("Metered energy"), tr("counted by meters, real use and weather"))
    if months is None or not months.years:
        text = (
            tr("Reading the meters …")
            if months is None
            else tr("No meter readings are stored for this building.")
        )
        column.addWidget(label(text, "secondary", wraps=True))
        column.addStretch(1)
        return made
    column.addWidget(_years(months, building.heated_floor_area))
    section(column, tr("Metered energy by month, MWh"))
    column.addWidget(_chart(months))
    if months.year:
        before = months.year - 1
        column.addWidget(
            legend(((str(months.year), Swatch(theme.colour("accent"))),
                    (str(before), Swatch(theme.colour("surface3")))))
        )  # fmt: skip
    add_source(column, tr("Hourly meter readings in the portfolio; missing hours as the mean of"
                          " the other hours of the month or year."))  # fmt: skip
    if on_check is not None:
        column.addSpacing(8)
        button = QPushButton(tr("Check a saving…"))
        button.clicked.connect(on_check)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    _add_oddities(column, months)
    column.addStretch(1)
    return made


def _add_oddities(column: QVBoxLayout, months: MonthlyEnergy) -> None:
    shown, more = told(months.oddities)
    if shown:
        section(column, tr("Found in the readings"))
    for one in shown:
        column.addWidget(OddityRow(one))
    if more:
        column.addWidget(label(tr("Smaller gaps: {count}.", count=more), "caption"))


def metered_years(months: MonthlyEnergy, floor_area: float) -> tuple[MeteredEnergy, ...]:
    """All carriers of each year per heated floor area, newest first; NaN where unknown."""
    return tuple(
        MeteredEnergy(str(year), sum(by_carrier.values()) / floor_area)
        for year, by_carrier in reversed(months.years.items())
    )


def _years(months: MonthlyEnergy, floor_area: float) -> QWidget:
    specific = {m.period: m.kwh_per_m2 for m in metered_years(months, floor_area)}
    carriers = list(next(iter(months.years.values())))
    titles = (tr("MWh"), *(words.carrier_word(c) for c in carriers), words.KWH_M2)
    rows = [
        (str(year), *(_megawatts(by_carrier[c]) for c in carriers), _shown(specific[str(year)]))
        for year, by_carrier in reversed(months.years.items())
    ]
    return figure_grid(titles, rows, has_sum=False)


def _megawatts(energy: float) -> str:
    return _shown(energy / 1000)


def _shown(value: float) -> str:
    return words.figure(value) if math.isfinite(value) else tr("incomplete")


def _chart(months: MonthlyEnergy) -> MonthBars:
    total = sum(months.values.values(), np.zeros(12))
    bars = MonthBars()
    bars.setFixedHeight(CHART_HEIGHT)
    bars.show_months([float(v) / 1000 for v in total], [float(v) / 1000 for v in months.before])
    return bars
