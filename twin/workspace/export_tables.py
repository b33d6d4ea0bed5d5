"""Tables of a portfolio as files: all of them, one, or the rows that somebody looks at."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from twin.analysis.condition import current
from twin.analysis.upkeep.backlog import Deadline
from twin.exporters.csv_file import TextStyle
from twin.exporters.layout import ExportSheet, Names
from twin.exporters.layouts.backlog import BuildingBacklog
from twin.exporters.layouts.meter_months import MeterMonth
from twin.exporters.tables import About, export_sheet, layout_of, layouts, write_tables
from twin.model.building import Building
from twin.model.condition import ConditionGrade
from twin.model.importing import Progress, Silent
from twin.model.meter import Meter, Readings
from twin.store.database import Database
from twin.store.readings import load_readings
from twin.workspace.condition import worst_by_building
from twin.workspace.export_forecast import forecast_of_all
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import backlog_table, upkeep

_SILENT = Silent()
MONTHS = 12
LEAST_HOURS = 0.5
"""Share of the hours of a month without which it has no sum."""


def export_tables(
    database: Database,
    portfolio: PortfolioData,
    path: Path,
    names: Sequence[str] = (),
    how: tuple[str, TextStyle | None] = ("nb", None),
    progress: Progress = _SILENT,
) -> int:
    """Write tables of a portfolio; how many rows they have together.

    Parameters
    ----------
    names : Sequence of str
        Names of tables, see `table_names`; () for all.
    how : language of titles and words, and style of text.

    Raises
    ------
    TwinError
        If the file cannot be written or there is no such table.
    Cancelled
        If `progress` was told to stop; nothing is written then.
    """
    language, style = how
    wanted = tuple(names) or table_names()
    sheets = []
    for place, name in enumerate(wanted):
        progress.report(place / len(wanted), "Collecting the tables")
        records = rows_of(database, portfolio, name, progress)
        sheets.append(export_sheet(name, records, names_of(portfolio), language))
    progress.report(0.9, "Writing the file")
    about = About(portfolio.name, datetime.now(), language)
    write_tables(path, sheets, about, style)
    return sum(len(sheet.rows) for sheet in sheets)


def export_records(
    portfolio: PortfolioData,
    records: Sequence[Any],
    path: Path,
    how: tuple[str, TextStyle | None] = ("nb", None),
    progress: Progress = _SILENT,
) -> int:
    """Write records of one kind that somebody looks at; how many there are.

    Raises
    ------
    TwinError
        If the file cannot be written, or records of that kind have no table.
    """
    progress.report(0.1, "Writing the file")
    language, style = how
    layout = layout_of(type(records[0])) if records else None
    sheet: ExportSheet = export_sheet(
        layout.name if layout else "", records, names_of(portfolio), language
    )
    write_tables(path, [sheet], About(portfolio.name, datetime.now(), language), style)
    return len(records)


def table_names() -> tuple[str, ...]:
    """Names of all tables, buildings first."""
    rest = (name for name in layouts() if name != "buildings")
    return ("buildings", *rest)


def names_of(portfolio: PortfolioData) -> Names:
    """National number and name of each building by its id."""
    return {b.building_id: (b.building_number, b.name) for b in portfolio.buildings}


def rows_of(
    database: Database, portfolio: PortfolioData, name: str, progress: Progress = _SILENT
) -> Sequence[Any]:
    """Records of a table in the order of the portfolio."""
    if name == "meter_months":
        return list(meter_months(database, portfolio.meters, progress))
    if name == "backlog":
        return building_backlogs(portfolio, portfolio.buildings)
    if name == "forecast":
        return forecast_of_all(portfolio, progress)
    layout = layouts().get(name)
    return portfolio.of_kind(layout.record) if layout else ()


def building_backlogs(
    portfolio: PortfolioData, buildings: Iterable[Building]
) -> list[BuildingBacklog]:
    """Backlog of each building, with the same figures as the window."""
    worst = worst_by_building(portfolio)
    return [_backlog_of(portfolio, b, worst.get(b.building_id)) for b in buildings]


def _backlog_of(
    portfolio: PortfolioData, building: Building, grade: int | None
) -> BuildingBacklog:
    own = portfolio.assessments_of(building.building_id)
    known = backlog_table(portfolio, building.building_id)
    due = {line.due: line.maintenance.p50 for line in known.lines}
    cost = known.total
    return BuildingBacklog(
        building.building_id,
        cost.p10,
        cost.p50,
        cost.p90,
        cost.p50 / building.gross_floor_area,
        None if grade is None else ConditionGrade(grade),
        len(tuple(current(own))),
        max((a.assessed_on.year for a in own), default=0),
        known.price_year,
        due.get(Deadline.NOW, math.nan),
        due.get(Deadline.ONE_YEAR, math.nan),
        due.get(Deadline.FIVE_YEARS, math.nan),
        due.get(Deadline.TEN_YEARS, math.nan),
        due.get(Deadline.LATER, math.nan),
        due.get(Deadline.NONE, math.nan),
        known.development.p50,
        known.without_cost,
        known.not_inspected,
        known.twice,
        *_state_of(portfolio, building.building_id),
    )


def _state_of(portfolio: PortfolioData, building_id: str) -> tuple[float, float, float, float]:
    """Weighted grade, its coverage [%], replacement value [NOK] and FCI [%] of a building."""
    known = upkeep(portfolio)
    row = known.row_of[building_id]
    worth = float(known.index.replacement[row])
    return (
        float(known.summary.weighted[row]),
        float(known.summary.coverage[row]) * 100,
        worth if worth > 0 else math.nan,
        float(known.index.value[row, 1]) * 100,
    )


def meter_months(
    database: Database, meters: Sequence[Meter], progress: Progress = _SILENT
) -> Iterator[MeterMonth]:
    """Every month of every meter that has a reading.

    A missing hour counts as the mean of the month's other hours; with less than half of them the
    month has no sum.
    """
    for place, meter in enumerate(meters):
        progress.report(0.2 + 0.6 * place / max(len(meters), 1), "Adding meters up")
        readings = load_readings(database, meter.meter_id)
        if readings is not None:
            for month, energy, coverage in month_sums(readings):
                yield MeterMonth(
                    meter.meter_id, meter.name, meter.building_id, meter.carrier, month, energy,
                    coverage,
                )  # fmt: skip


def month_sums(readings: Readings) -> Iterator[tuple[date, float, float]]:
    """First day, energy and share of hours that were read, of each month. [kWh], [%]"""
    start = np.datetime64(readings.start, "h")
    end = start + np.timedelta64(len(readings.values), "h")
    months = np.arange(start.astype("datetime64[M]"), (end - 1).astype("datetime64[M]") + 1)
    for month in months:
        first, last = month.astype("datetime64[h]"), (month + 1).astype("datetime64[h]")
        hours = int((last - first).astype(int))
        begin, stop = (int((edge - start).astype(int)) for edge in (first, last))
        values = readings.values[max(begin, 0) : max(stop, 0)].astype(np.float64)
        known = values[~np.isnan(values)]
        share = len(known) / hours
        energy = float(known.mean() * hours) if share >= LEAST_HOURS else float("nan")
        if len(known):
            yield month.astype("datetime64[D]").item(), energy, share * 100
