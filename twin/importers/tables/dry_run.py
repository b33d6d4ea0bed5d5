"""What taking a table in would do: which rows are new, changed, the same, or left out, and why."""

import math
from dataclasses import replace
from typing import Any

from twin.importers.tables.columns import (
    NUMBERS,
    ReadColumn,
    filled,
    read_column,
    some_texts,
    told_unit,
)
from twin.importers.tables.common import foreign_parts
from twin.importers.tables.compare import compared
from twin.importers.tables.numbers_of import decimal_evidence
from twin.importers.tables.places import WAYS, Places
from twin.importers.tables.rejects import Rejects
from twin.importers.tables.rows_read import RowsRead
from twin.model.importing import Progress, Silent
from twin.model.table import CellKind, Table, TableColumn
from twin.model.table_format import ColumnMapping, Of, TableField, TableFormat
from twin.model.table_plan import ColumnReading, Plan, Question, Stock

_SILENT = Silent()
_TEXT = "Checking the rows"


def dry_run(
    table: Table,
    format_: TableFormat,
    mapping: ColumnMapping,
    stock: Stock,
    progress: Progress = _SILENT,
) -> Plan:
    """Try a table out against what is stored; nothing is changed.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    table = format_.unfold(table) if format_.unfold else table
    questions = _questions(table, format_, mapping)
    used = _used_columns(table, format_, mapping)
    usual = _usual_decimal(format_, used)
    rejects = Rejects(table, mapping)
    read: dict[str, ReadColumn] = {}
    for done, (name, column) in enumerate(used.items()):
        progress.report(0.4 * done / len(used), _TEXT)
        field = format_.field(name)
        if field is not None and field in format_.fields:
            read[name] = read_column(field, column, mapping, usual)
            rejects.add_wrong(name, read[name].wrong)
    readings: dict[str, ColumnReading] = {
        n: r.reading for n, r in read.items() if r.reading != ColumnReading()
    }
    if questions:
        return Plan(format_, mapping, table, readings=readings, questions=questions)
    rows = RowsRead(
        len(table),
        {name: found.values for name, found in read.items()},
        {name: filled(field, used[name]) for name in read if (field := format_.field(name))},
    )
    _find_buildings(rows, format_, used, stock, rejects)
    progress.report(0.5, _TEXT)
    findings = tuple(format_.complete(rows.values, rejects.add)) if format_.complete else ()
    findings += foreign_parts(rows.values)
    _check_required(rows, format_, rejects)
    plan = Plan(format_, mapping, table, readings=readings, findings=findings)
    plan = compared(plan, rows, stock, rejects, progress)
    return replace(plan, rejects=rejects.cells(), rejected_rows=len(rejects.rows))


def _questions(table: Table, format_: TableFormat, mapping: ColumnMapping) -> tuple[Question, ...]:
    """What nobody may guess: units of energy, fields that no column holds, the building."""
    asked = [
        Question("units", f.name, "In which unit is {column}?", (*f.units, f.unit),
                 {"column": mapping.columns[f.name]})
        for f in format_.fields
        if f.asks_unit and f.name in mapping.columns and not mapping.units.get(f.name)
        and not told_unit(f, mapping.columns[f.name])
    ]  # fmt: skip
    said = {**mapping.constants, **{n: t for n, t in mapping.columns.items() if table.column(t)}}
    asked += [
        Question("columns", f.name, "Which column says {field}?", table.titles,
                 {"field": f.label})
        for f in format_.fields
        if f.is_required and f.name not in said
    ]  # fmt: skip
    if format_.of is Of.BUILDING and not any(way in said for way in WAYS):
        asked.append(
            Question("constants", "building_id", "Which building is the table about?", ())
        )
    return tuple(asked)


def _used_columns(
    table: Table, format_: TableFormat, mapping: ColumnMapping
) -> dict[str, TableColumn]:
    """Column by name of the field; a constant stands for a column of the same text."""
    found: dict[str, TableColumn] = {}
    for field in format_.all_fields:
        column = table.column(mapping.columns.get(field.name, ""))
        constant = mapping.constants.get(field.name, "")
        if column is not None:
            found[field.name] = column
        elif constant:
            kinds = [CellKind.TEXT] * len(table)
            found[field.name] = TableColumn(constant, [constant] * len(table), kinds)  # pyright: ignore[reportArgumentType]  made an array
    return found


def _usual_decimal(format_: TableFormat, used: dict[str, TableColumn]) -> str:
    """The mark that the columns of the file have where they allow one only."""
    numbers = {f.name for f in format_.fields if f.kind in NUMBERS}
    texts = set[str]().union(*(some_texts(c) for name, c in used.items() if name in numbers))
    comma, point, _ = decimal_evidence(texts)
    return "" if comma == point else ("," if comma > point else ".")


def _find_buildings(
    rows: RowsRead,
    format_: TableFormat,
    used: dict[str, TableColumn],
    stock: Stock,
    rejects: Rejects,
) -> None:
    """Fill ``building_id``; rows whose building is not found are rejected."""
    if format_.of is Of.NOTHING:
        return
    said = {way: used[way].texts for way in WAYS if way in used}
    may_be_all = format_.of is Of.BUILDING_OR_ALL
    if not said:
        rows.values["building_id"] = [""] * rows.count
        return
    places = Places(stock.buildings).find_all(said, may_be_all=may_be_all)
    rows.values["building_id"] = [place.building_id for place in places]
    for i, place in enumerate(places):
        if place.reason:
            rejects.add(i, place.way, place.reason)


def _check_required(rows: RowsRead, format_: TableFormat, rejects: Rejects) -> None:
    for field in format_.fields:
        if not field.is_required:
            continue
        values = rows.values.get(field.name, [])
        for i, value in enumerate(values):
            if _is_unknown(field, value) and not rejects.has(i, field.name):
                rejects.add(i, field.name, "The cell is empty, but a row cannot do without it.")


def _is_unknown(field: TableField, value: Any) -> bool:
    nothing = field.nothing
    if isinstance(nothing, float) and math.isnan(nothing):
        return isinstance(value, float) and math.isnan(value)
    return value == nothing
