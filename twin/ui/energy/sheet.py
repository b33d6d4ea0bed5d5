"""The box of what was calculated: need, delivered energy, money, emissions, comfort."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from twin.errors import TwinError
from twin.model.thermal import EnergyResult
from twin.ui import theme
from twin.ui.dialogs.keys import dialog
from twin.ui.energy.box import add_remark, add_rows, add_source, box, legend, section
from twin.ui.texts import energy as words
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, finding_texts, source_text, tr
from twin.ui.texts.operation import difference_rows
from twin.ui.texts.outcome import statement_texts
from twin.ui.widgets.bar_rows import BarRows
from twin.ui.widgets.carrier_months import CarrierMonths, Series
from twin.ui.widgets.duration_curve import Curve, DurationCurve, sorted_power
from twin.ui.widgets.figure_grid import figure_grid
from twin.ui.widgets.swatch import Swatch
from twin.ui.widgets.text import label, tight
from twin.ui.widgets.tile import tile
from twin.workspace.building_energy import BuildingEnergy

Export = Callable[[EnergyResult], object]
CARRIERS = ("electricity", "district heat", "biofuel", "oil", "gas")
"""In the order of their colours."""


def waiting_sheet() -> QWidget:
    """The box before the first result."""
    made, column = box(tr("Calculated energy"), words.standard_text(""))
    column.addWidget(label(tr("The energy is being calculated."), "secondary", wraps=True))
    column.addStretch(1)
    return made


def energy_sheet(energy: BuildingEnergy, export: Export | None = None) -> QWidget:
    """The box of standard operation, or of why there is no result; `export` writes its hours."""
    made, column = box(
        tr("Calculated energy"),
        words.standard_text(energy.weather, is_normal=energy.is_normal_year),
    )
    _add(column, energy, energy.standard, energy.reason)
    _add_export(column, energy.standard, export)
    column.addStretch(1)
    return made


def actual_sheet(energy: BuildingEnergy, export: Export | None = None) -> QWidget:
    """The box of actual operation, with how that differs from the standard."""
    made, column = box(
        tr("Calculated energy, actual"),
        words.actual_text(energy.weather, is_normal=energy.is_normal_year),
    )
    _add(column, energy, energy.actual, energy.reason_actual)
    _add_export(column, energy.actual, export)
    if energy.actual is not None:
        section(column, tr("How actual differs from standard operation"))
        _add_differences(column, energy)
    column.addStretch(1)
    return made


def _add_export(column: QVBoxLayout, result: EnergyResult | None, export: Export | None) -> None:
    if result is None or export is None or not result.hourly:
        return
    button = QPushButton(tr("Save the hours…"))
    button.setProperty("role", "link")
    button.clicked.connect(lambda: export(result))
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _add(
    column: QVBoxLayout,
    energy: BuildingEnergy,
    result: EnergyResult | None,
    reason: TwinError | None,
) -> None:
    if energy.is_outdated:
        add_remark(column, tr("Outdated: the building has changed; it is being calculated anew."))
    if result is None:
        add_remark(column, error_text(reason) if reason else tr("No data"))
    else:
        _add_result(column, energy, result)


def _add_differences(column: QVBoxLayout, energy: BuildingEnergy) -> None:
    rows = difference_rows(energy.differences)
    if not rows:
        column.addWidget(label(tr("No number differs from the standard."), "secondary"))
        return
    titles = ("", tr("Standard"), tr("Actual"))
    column.addWidget(figure_grid(titles, [row[:3] for row in rows], has_sum=False))
    for told in dict.fromkeys(row[3] for row in rows if row[3]):
        add_source(column, told)


def _add_result(column: QVBoxLayout, energy: BuildingEnergy, result: EnergyResult) -> None:
    column.addLayout(_tiles(result))
    note = tr("All a year. Cost: energy alone, low – high price. CO₂e: by mix of electricity.")
    column.addWidget(label(note, "caption", wraps=True))
    add_source(column, _headline_sources(energy))
    section(column, tr("Net need, kWh/m² a year"))
    bars = words.need_bars(result, uncooled=_is_uncooled(energy, result))
    column.addWidget(BarRows(bars, theme.colour("chartAxis")))
    use = words.joined_sources(energy.sources, "use")
    add_source(column, tr("Calculated hour by hour. Standard use: {source}", source=use))
    _add_delivered(column, result)
    section(column, tr("Weighted delivered energy, a year"))
    add_rows(column, words.weighted_rows(result))
    add_source(column, words.joined_sources(energy.sources, "weighted"))
    section(column, tr("Overheating: hours in use above 26 °C, a year"))
    add_rows(column, words.overheating_rows(result))
    cold = words.cold_rows(result)
    if cold:
        section(column, tr("Too cold: hours in use below the set-point, a year"))
        add_rows(column, cold)
    solar = words.solar_rows(result)
    if solar:
        section(column, tr("Electricity of own panels, a year"))
        add_rows(column, solar)
    for finding in words.other_findings(result):
        add_remark(column, " ".join(t for t in finding_texts(finding) if t))
    column.addSpacing(8)
    column.addWidget(_assumptions(energy), 0, Qt.AlignmentFlag.AlignLeft)


def _is_uncooled(energy: BuildingEnergy, result: EnergyResult) -> bool:
    """Whether the operation of the result has no cooling."""
    told = {d.quantity for d in energy.differences} if result is energy.actual else set[str]()
    return energy.uncooled and "cooling_setpoint" not in told


def _tiles(result: EnergyResult) -> QGridLayout:
    ends = numbers.span(result.cost_low / 1e3, result.cost_high / 1e3)
    made = [
        tile(tr("Delivered energy"), numbers.number(result.specific_delivered), words.KWH_M2,
             numbers.energy(result.delivered_total)),
        tile(tr("Energy cost"), numbers.number(result.cost / 1e3), "1000 kr", ends),
    ]  # fmt: skip
    for basis, emitted in result.emissions.items():
        specific = numbers.quantity(emitted / result.floor_area, "kg/m²", 1)
        made.append(tile(words.capital(tr(basis)), words.tonnes(emitted), "tCO₂e", specific))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    for place, one in enumerate(made):
        grid.addWidget(one, place // 2, place % 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _headline_sources(energy: BuildingEnergy) -> str:
    weather = tr("Weather: {source}", source=source_text(energy.weather_source))
    prices = tr("Prices: {source}", source=words.joined_sources(energy.sources, "cost"))
    factors = tr("Emissions: {source}", source=words.joined_sources(energy.sources, "emissions"))
    return " ".join((weather, prices, factors))


def _add_delivered(column: QVBoxLayout, result: EnergyResult) -> None:
    section(column, tr("Delivered energy by carrier, a year"))
    rows = words.delivered_rows(result)
    titles = ("", words.delivered_unit(result)[0], words.KWH_M2, tr("Peak, kW"))
    column.addWidget(figure_grid(titles, rows, has_sum=len(result.delivered) > 1))
    section(column, tr("Delivered energy by month, MWh"))
    series = [
        Series(words.carrier_word(carrier), carrier_colour(carrier), [m / 1000 for m in months])
        for carrier, months in result.delivered_monthly.items()
    ]
    column.addWidget(CarrierMonths(series))
    column.addWidget(legend(tuple((s.name, Swatch(s.fill)) for s in series)))
    _add_durations(column, result)


def _add_durations(column: QVBoxLayout, result: EnergyResult) -> None:
    curves = [
        Curve(words.carrier_word(carrier), carrier_colour(carrier), sorted_power(hours))
        for carrier, hours in result.hourly.items()
        if hours.any()
    ]
    if curves:
        section(column, tr("Power through the year, the highest hour first, kW"))
        column.addWidget(DurationCurve(curves))


def carrier_colour(carrier: str) -> QColor:
    """Colour of a carrier in charts of calculated energy."""
    known = carrier in CARRIERS
    return theme.series_colour(CARRIERS.index(carrier) if known else len(CARRIERS))


def _assumptions(energy: BuildingEnergy) -> QPushButton:
    button = QPushButton(tr("Assumptions and sources"))
    button.setProperty("role", "link")
    button.clicked.connect(lambda: _show_assumptions(button.window(), energy))
    return button


def _show_assumptions(parent: QWidget, energy: BuildingEnergy) -> None:
    content = QWidget()
    column = tight(QVBoxLayout(content), (0, 0, 12, 0), 2)
    for statement in energy.assumptions:
        sentence, source = statement_texts(statement)
        column.addWidget(label(sentence, wraps=True))
        if source:
            column.addWidget(label(source, "caption", wraps=True))
        column.addSpacing(6)
    column.addStretch(1)
    dialog(parent, tr("Assumptions and sources"), content).open()
