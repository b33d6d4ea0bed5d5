"""The condition of one building on its card: backlog, grades, data, and what is due next."""

import math
from datetime import date

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from twin.model.building import Building
from twin.model.maintenance import Duty, DutyState
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.upkeep import million_span, millions
from twin.ui.widgets.grade_bar import GradeBar
from twin.ui.widgets.range_strip import RangeStrip
from twin.ui.widgets.text import label, tight, tip, value_row
from twin.workspace.late import late
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import upkeep

MOST_DUTIES = 3
OVER_REPLACEMENT = "Backlog over what it would cost to build again"


def add_backlog(column: QVBoxLayout, portfolio: PortfolioData, building_id: str) -> None:
    """Maintenance backlog with its range, of a building or of all ("")."""
    known = upkeep(portfolio)
    spread = known.spread(building_id)
    column.addWidget(label(tr("Backlog, mill. kr"), "label"))
    if not math.isfinite(spread.p50):
        column.addWidget(label(tr("No data"), "secondary"))
        column.addSpacing(12)
        return
    row = tight(QHBoxLayout(), gap=8)
    row.addWidget(label(f"~{numbers.HARD_SPACE}{millions(spread.p50)}", "heading"))
    ends = million_span(spread)
    row.addWidget(label(tr("low – high {range}", range=ends) if ends else "", "unit"))
    row.addStretch(1)
    column.addLayout(row)
    if spread.p90 > 0:
        column.addWidget(RangeStrip(spread))
    prices = tr("Maintenance to TG1, prices of {year}", year=known.backlog.price_year)
    column.addWidget(label(prices, "caption"))
    column.addSpacing(12)


def add_condition(
    column: QVBoxLayout, portfolio: PortfolioData, building: Building | None
) -> None:
    """Grades of a building or of all (None): their share, the mean beside the worst, FCI, age."""
    known = upkeep(portfolio)
    things, index = known.backlog.things, known.index
    if building is None:
        found, row = known.whole, 0
        grades = things.grade.tolist()
        share, value = float(index.portfolio[1]), float(np.nansum(index.replacement))
        reason = tr("Speaks for {share} of the floor area",
                    share=numbers.percent(index.share_of_area))  # fmt: skip
    else:
        found, row = known.summary, known.row_of[building.building_id]
        grades = things.grade[things.column("building_id") == building.building_id].tolist()
        share, value = float(index.value[row, 1]), float(index.replacement[row])
        reason = tr(index.reasons[row]) if index.reasons[row] else tr(OVER_REPLACEMENT)
    count = numbers.number(len(grades))
    column.addWidget(label(tr("Condition, {count} parts graded", count=count), "label"))
    column.addSpacing(3)
    column.addWidget(GradeBar(grades))
    column.addSpacing(4)
    means = found.weighted, found.coverage, found.mean_age, found.oldest
    _add_means(column, *(float(values[row]) for values in means))
    said = _line(column, tr("Condition index (FCI)"), f"~{numbers.HARD_SPACE}"
                 f"{numbers.percent(share, 1)}", math.isfinite(share))  # fmt: skip
    tip(said, reason)
    worth = f"~{numbers.HARD_SPACE}{millions(value)}"
    _line(column, tr("Replacement value, mill. kr"), worth, value > 0)
    column.addSpacing(12)


def _add_means(
    column: QVBoxLayout, mean: float, coverage: float, age: float, oldest: float
) -> None:
    """Mean grade 0 to 3, share that is assessed, mean and greatest age of the grades. [year]"""
    is_known = math.isfinite(mean)
    _line(column, tr("Weighted grade"), f"TG {numbers.number(mean, 1)}", is_known)
    _line(column, tr("Coverage of the grade"), numbers.percent(coverage), is_known)
    years = tr("{years} years, oldest {oldest}", years=numbers.number(age),
               oldest=numbers.number(oldest))  # fmt: skip
    _line(column, tr("Age of the grades"), years, math.isfinite(age))


def add_late(column: QVBoxLayout, portfolio: PortfolioData) -> None:
    """How much of the whole portfolio is past its day."""
    today = date.today()
    found = late(portfolio, today)
    day = numbers.day(today)
    column.addWidget(label(tr("Past its day on {day}", day=day), "label"))
    for name, count in (
        (tr("Work orders"), found.orders),
        (tr("Legal duties"), found.duties),
    ):
        role = "warn" if count else "medium"
        column.addWidget(value_row(name, numbers.number(count), role))
    column.addSpacing(12)


def add_duties(column: QVBoxLayout, portfolio: PortfolioData, building_id: str) -> None:
    """The legal duties that are due next; nothing where none is kept."""
    duties = [
        d for d in portfolio.of_kind(Duty, building_id)
        if d.next_due is not None and d.state != DutyState.NOT_APPLICABLE
    ]  # fmt: skip
    if not duties:
        return
    column.addWidget(label(tr("Next legal duties"), "label"))
    today = date.today()
    for duty in sorted(duties, key=lambda d: d.next_due or date.max)[:MOST_DUTIES]:
        is_late = duty.next_due is not None and duty.next_due < today
        day = numbers.day(duty.next_due)
        text = tr("{day}, late", day=day) if is_late else day
        column.addWidget(value_row(duty.title, text, "warn" if is_late else "medium"))
    column.addSpacing(12)


def _line(column: QVBoxLayout, name: str, value: str, is_known: bool):  # noqa: ANN202  a row
    made = value_row(name, value if is_known else tr("No data"),
                     "medium" if is_known else "secondary")  # fmt: skip
    column.addWidget(made)
    return made
