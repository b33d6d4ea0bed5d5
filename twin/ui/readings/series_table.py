"""The meters or sensors of a file: where each belongs, and what is known of it."""

import math
from collections.abc import Callable
from typing import Any

from twin.model.readings_plan import METERS, ReadingsPlan, SeriesPlan
from twin.ui.readings import words
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel


def series_table(purpose: str, building_name: Callable[[str], str]) -> tuple[Table, TableModel]:
    """An empty table of series; its rows are `SeriesPlan`."""
    model = TableModel(_columns(purpose, building_name))
    return Table(tr("Meters and sensors of the file"), model), model


def show_plan(model: TableModel, plan: ReadingsPlan) -> None:
    """Show what becomes of each series."""
    model.show(plan.series)


def _columns(purpose: str, building_name: Callable[[str], str]) -> tuple[Column, ...]:
    def building(one: SeriesPlan) -> str:
        return building_name(one.choice.building_id)

    def what(one: SeriesPlan) -> str:
        if purpose == METERS:
            return words.carrier_name(one.choice.carrier)
        return " ".join(t for t in (tr(one.choice.quantity), one.choice.unit) if t)

    own = (
        _text(tr("In the file"), lambda s: s.name, 0),
        Column(tr("Building"), lambda s: _place(building(s)), building, building, 150),
        _text(tr("Counts") if purpose == METERS else tr("Quantity"), what, 110),
        _number(tr("Readings"), lambda s: s.rows, 84),
        _text(tr("From"), lambda s: numbers.day(s.first.date()) if s.first else "", 104),
        _text(tr("To"), lambda s: numbers.day(s.last.date()) if s.last else "", 104),
        _text(tr("Step"), words.step_text, 80),
        Column(tr("Known"), lambda s: Cell(_share(s.coverage)), lambda s: s.coverage,
               lambda s: _share(s.coverage), 70, is_number=True),
    )  # fmt: skip
    yearly = (_number(tr("kWh a year"), lambda s: s.per_year, 100),) if purpose == METERS else ()
    found = Column(tr("Found"), _found, words.remark, words.remark, 240)
    return (*own, *yearly, found)


def _place(name: str) -> Cell:
    return Cell(name) if name else Cell(tr("choose …"), "secondary")


def _found(one: SeriesPlan) -> Cell:
    text = words.remark(one)
    if one.problem is not None:
        return Cell(text, "danger")
    return Cell(text, "secondary" if not one.choice.building_id else "warn")


def _share(value: float) -> str:
    return numbers.percent(value) if math.isfinite(value) else numbers.NO_VALUE


def _text(title: str, value: Callable[[Any], str], width: int) -> Column:
    return Column(title, lambda s: Cell(value(s)), lambda s: value(s) or None, value, width)


def _number(title: str, value: Callable[[Any], float], width: int) -> Column:
    return Column(
        title, lambda s: Cell(numbers.number(value(s))), value,
        lambda s: numbers.plain(value(s)), width, is_number=True,
    )  # fmt: skip
