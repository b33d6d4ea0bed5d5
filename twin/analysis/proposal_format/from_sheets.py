"""A proposal file from the rows of the spreadsheet template, and rows from a proposal file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from twin.analysis.proposal_format.expectations import expectation, shown
from twin.analysis.proposal_format.sheet_fields import (
    CONDITIONS,
    DAY,
    FLAG,
    LIST,
    NUMBER,
    PLANS,
    SheetField,
    SheetPlan,
)
from twin.analysis.proposal_format.whole import NEWEST
from twin.model.proposal_check import Remark
from twin.model.table import CellKind

Fields = dict[str, Any]  # Any: JSON
_YES, _NO = {"yes", "ja", "true", "x"}, {"no", "nei", "false"}
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_CONDITION = re.compile(r"(\S+)\s*(>=|<=|!=|=|<|>|exists)\s*(.*)", re.DOTALL)
_RANGES = frozenset(
    f.path.removesuffix(".value") for p in PLANS for f in p.fields if f.path.endswith(".value")
)
"""Paths of numbers that may have a spread; written as an object, given as either."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. at: for example ``C4``."""

    text: str
    kind: CellKind
    at: str


Row = Mapping[str, Cell]
"""Filled cells of a record by the path of their field."""


@dataclass(frozen=True, slots=True)
class Sheeted:
    """cells: ``sheet!cell`` of each path of the document.  remarks: on rows that go nowhere."""

    document: Fields
    cells: dict[str, str] = field(default_factory=dict[str, str])
    remarks: tuple[Remark, ...] = ()

    def cell_of(self, path: str) -> str:
        """Cell of a path, or of the nearest thing around it; "" where there is none."""
        while path:
            if path in self.cells:
                return self.cells[path]
            path = re.sub(r"(\.[^.\[]+|\[\d+\]|^[^.\[]+)$", "", path)
        return ""


def document_of(rows: Mapping[str, Sequence[Row]]) -> Sheeted:
    """The document that the sheets amount to; it is not checked yet.

    rows : filled rows by key of their sheet.
    """
    found = Sheeted({"format": "partnership-proposal", "version": f"1.{NEWEST}"})
    remarks: list[Remark] = []
    for plan in PLANS:
        for row in rows.get(plan.key, ()):
            wrong = _place(found, plan, row)
            remarks += [wrong] if wrong is not None else []
    return replace(found, remarks=tuple(remarks))


def _place(found: Sheeted, plan: SheetPlan, row: Row) -> Remark | None:
    """Put a record where it belongs, or say why it belongs nowhere."""
    record, cells = _record(plan, row)
    if plan.key == "offer":
        found.document.update({**found.document, **record})
        found.cells.update({path: f"{plan.key}!{at}" for path, at in cells.items()})
        return None
    into, place = found.document, plan.place
    if plan.owner:
        owners = found.document.get(plan.owner, [])
        name = row[""].text if "" in row else ""
        here = next((i for i, one in enumerate(owners) if one.get("id") == name), -1)
        if here < 0:
            at = row[""].at if "" in row else next(iter(row.values())).at
            code = "no-such-measure" if plan.owner == "measures" else "no-such-target"
            return Remark(expectation(code, shown(name)), f"{plan.key}!{at}")
        into, place = owners[here], f"{plan.owner}[{here}].{plan.place}"
    many = _many(into, plan.place)
    many.append(record)
    place = f"{place}[{len(many) - 1}]"
    found.cells[place] = f"{plan.key}!{next(iter(row.values())).at}"
    found.cells.update({f"{place}.{path}": f"{plan.key}!{at}" for path, at in cells.items()})
    return None


def _many(into: Fields, path: str) -> list[Any]:
    *outer, last = path.split(".")
    for name in outer:
        into = into.setdefault(name, {})
    return into.setdefault(last, [])


def _record(plan: SheetPlan, row: Row) -> tuple[Fields, dict[str, str]]:
    record: Fields = {}
    cells: dict[str, str] = {}
    for one in plan.fields:
        cell = row.get(one.path)
        if cell is None or not one.path:
            continue
        *outer, last = one.path.split(".")
        into = record
        for name in outer:
            into = into.setdefault(name, {})
        into[last] = _value(one, cell)
        cells[one.path] = cell.at
        for depth in range(1, len(outer) + 1):
            cells.setdefault(".".join(outer[:depth]), cell.at)
    return record, cells


def _value(one: SheetField, cell: Cell) -> Any:  # Any: JSON
    """What a cell says; text where it is not what the field asks for, so that it is told."""
    text = cell.text
    if one.form == NUMBER:
        return _number(text) if _PLAIN.fullmatch(text) else text
    if one.form == LIST:
        return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    if one.form == FLAG:
        word = text.lower()
        return True if word in _YES else False if word in _NO else text
    if one.form == DAY:
        return text[:10] if cell.kind == CellKind.DAY else text
    if one.form == CONDITIONS:
        return [_condition(part.strip()) for part in text.split(";") if part.strip()]
    return text


def _number(text: str) -> float | int:
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() and "e" not in text else value


def _condition(text: str) -> Any:  # Any: JSON
    found = _CONDITION.fullmatch(text)
    if found is None:
        return text
    name, operator, value = found.groups()
    if operator == "exists":
        return {"name": name, "operator": operator}
    word = value.strip()
    flags = {"true": True, "false": False}
    given = flags.get(word.lower(), _number(word) if _PLAIN.fullmatch(word) else word)
    return {"name": name, "operator": operator, "value": given}


def rows_of(document: Fields) -> dict[str, list[dict[str, Any]]]:
    """Values by path of their field for each sheet, as somebody would have filled them in."""
    found: dict[str, list[dict[str, Any]]] = {}
    for plan in PLANS:
        records: list[tuple[str, Fields]] = [("", document)] if not plan.place else []
        if plan.owner:
            owners = document.get(plan.owner, [])
            records = [(o["id"], r) for o in owners for r in o.get(plan.place, [])]
        elif plan.place:
            records = [("", r) for r in _at(document, plan.place) or []]
        found[plan.key] = [_cells(plan, owner, record) for owner, record in records]
    return found


def _cells(plan: SheetPlan, owner: str, record: Fields) -> dict[str, Any]:
    values = {f.path: _shown(f, _at(record, f.path)) for f in plan.fields if f.path}
    if plan.owner:
        values[""] = owner
    return {path: value for path, value in values.items() if value is not None}


def _at(record: Fields, path: str) -> Any:  # Any: JSON
    found: Any = record
    for depth, name in enumerate(path.split(".")):
        inner = ".".join(path.split(".")[:depth])
        if inner in _RANGES and not isinstance(found, dict):
            return found if name == "value" else None
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _shown(one: SheetField, value: Any) -> Any:  # Any: JSON
    if value is None:
        return None
    if one.form == LIST:
        return ", ".join(map(str, value))
    if one.form == FLAG:
        return "yes" if value else "no"
    if one.form == CONDITIONS:
        return "; ".join(
            f"{c['name']} {c['operator']} {str(c.get('value', '')).strip()}".strip() for c in value
        )
    if isinstance(value, dict):
        return value.get("nb") or value.get("en")
    return value
