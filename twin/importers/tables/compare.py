"""Rows of a table beside the records that are stored: new, changed, or the same."""

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from functools import cache
from typing import Any, get_args, get_type_hints

from twin.importers.tables.rejects import Rejects
from twin.importers.tables.rows_read import RowsRead
from twin.model.edit import Edit
from twin.model.importing import Progress
from twin.model.records import column
from twin.model.table_format import TableFormat
from twin.model.table_plan import ChangedField, Plan, Stock

_AT_ONCE = 5_000  # rows between two looks at the progress
_SHOWN_CHANGES = 1_000
_LONGEST_KEY = 100
_LAST_DIGITS = 1e-13  # a workbook keeps sixteen digits of a number, which may need seventeen
_SAME_KEY = "Row {other} has the same key; each record can stand in one row only."
_ELSEWHERE = "“{found}” is stored already, but belongs to another building."
_LONG_KEY = "“{found}” is longer than a key may be."


def compared(
    plan: Plan, rows: RowsRead, stock: Stock, rejects: Rejects, progress: Progress
) -> Plan:
    """The plan with its edits, and how many rows are new, changed and the same."""
    format_ = plan.format
    stored = stock.of_kind(format_.record)
    keys = _keys(plan, rows, stored, rejects)
    place_of = {key: i for i, key in enumerate(column(stored, format_.key).tolist())}
    values = zip(*_columns(format_, rows, keys), strict=True)
    fixed = {format_.key, "building_id"}
    blanks = {n: b for n, b in _blanks(format_.record).items()
              if n in rows.values and n not in fixed}  # fmt: skip
    edits: list[Edit] = []
    places: list[int] = []
    changes: list[ChangedField] = []
    unchanged = added = 0
    for i, (key, row) in enumerate(zip(keys, values, strict=True)):
        if i % _AT_ONCE == 0:
            progress.report(0.5 + 0.5 * i / max(rows.count, 1), "Comparing with what is stored")
        if i in rejects.rows:
            continue
        place, new = place_of.get(key), format_.record(*row)
        if place is None:
            edits.append(Edit(None, format_.made(new) if format_.made else new))
            places.append(i)
            added += 1
            continue
        before = stored[place]
        if _is_elsewhere(before, new):
            rejects.add(i, format_.key, _ELSEWHERE)
            continue
        differing = _differing(before, new, i, rows, blanks)
        if differing:
            edits.append(Edit(before, replace(before, **differing)))
            places.append(i)
            changes += _told(plan, i, key, before, differing, len(changes))
        else:
            unchanged += 1
    with_places = [(i, edit.after) for i, edit in zip(places, edits, strict=True)]
    edits += _companions(format_, with_places, rows, stock)
    return replace(
        plan,
        edits=tuple(edits),
        added=added,
        changed=rows.count - added - unchanged - len(rejects.rows),
        unchanged=unchanged,
        changes=tuple(changes),
    )


def _keys(plan: Plan, rows: RowsRead, stored: Sequence[Any], rejects: Rejects) -> list[str]:
    """The key of each row: from the file, else of the same stored record, else made."""
    format_ = plan.format
    own = [str(v).strip() for v in rows.values.get(format_.key, [""] * rows.count)]
    filled = rows.filled.get(format_.key, [False] * rows.count)
    if format_.same and not all(filled):
        same = _same_keys(format_, rows, stored)
        own = [
            mine if is_own else other or mine
            for mine, other, is_own in zip(own, same, filled, strict=True)
        ]
    if not all(own):
        made = _made_keys(format_, rows)
        own = [mine or other for mine, other in zip(own, made, strict=True)]
    _reject_twins(plan, own, rejects)
    return own


def _reject_twins(plan: Plan, keys: Sequence[str], rejects: Rejects) -> None:
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        if i in rejects.rows:
            continue
        if len(key) > _LONGEST_KEY:
            rejects.add(i, plan.format.key, _LONG_KEY)
        elif key in first:
            other = int(plan.table.rows[first[key]])
            rejects.add(i, plan.format.key, _SAME_KEY, other=other)
        else:
            first[key] = i


def _same_keys(format_: TableFormat, rows: RowsRead, stored: Sequence[Any]) -> list[str]:
    """Key of the one stored record that has the same in the first field both know, else ""."""
    names = [name for name in format_.same if name in rows.values]
    keys = [""] * rows.count
    for place, name in enumerate(names):
        found: dict[str, list[Any]] = {}
        for record in stored:
            found.setdefault(_folded(getattr(record, name)), []).append(record)
        for i, value in enumerate(rows.values[name]):
            hits = found.get(_folded(value), ()) if value and not keys[i] else ()
            if len(hits) == 1 and not any(
                rows.values[n][i] and getattr(hits[0], n) for n in names[:place]
            ):
                keys[i] = getattr(hits[0], format_.key)
    return keys


def _folded(value: Any) -> str:
    return " ".join(str(value).casefold().split())


def _made_keys(format_: TableFormat, rows: RowsRead) -> list[str]:
    """Keys of what the rows say; the second row that says the same gets another one."""
    names = ["building_id", *(f.name for f in format_.fields if f.is_key)]
    parts = [rows.values[name] for name in names if name in rows.values]
    times: Counter[str] = Counter()
    keys: list[str] = []
    for said in zip(*parts, strict=True):
        text = "\x1f".join((format_.name, *map(str, said)))
        times[text] += 1
        keys.append(hashlib.sha256(f"{text}\x1f{times[text]}".encode()).hexdigest()[:26])
    return keys


def _columns(format_: TableFormat, rows: RowsRead, keys: Sequence[str]) -> list[Sequence[Any]]:
    """Values of every field of the record, as if nothing were stored."""
    columns: list[Sequence[Any]] = []
    for name, blank in _blanks(format_.record).items():
        if name == format_.key:
            columns.append(keys)
        elif name in rows.values:
            columns.append(rows.values[name])
        else:
            field = format_.field(name)
            columns.append([field.nothing if field and blank is None else blank] * rows.count)
    return columns


@cache
def _blanks(record: type) -> dict[str, Any]:
    """What each field of a record class is where nothing is known."""
    hints = get_type_hints(record)
    return {f.name: _blank(f, hints[f.name]) for f in fields(record)}


def _blank(field: Field[Any], hint: object) -> Any:
    if field.default is not MISSING:
        return field.default
    if type(None) in get_args(hint):
        return None
    return {str: "", float: math.nan, int: 0, bool: False, date: date(1900, 1, 1)}.get(hint)  # pyright: ignore[reportCallIssue, reportArgumentType]  a hint is a key


def _is_elsewhere(before: Any, after: Any) -> bool:
    here = getattr(after, "building_id", "")
    return getattr(before, "building_id", here) != here


def _differing(
    before: Any, after: Any, place: int, rows: RowsRead, blanks: dict[str, Any]
) -> dict[str, Any]:
    """Fields that a row says otherwise; what it leaves empty stays as it is stored.

    blanks : by name of the fields that rows may change, what they are where nothing is known.
    """
    found: dict[str, Any] = {}
    for name, blank in blanks.items():
        new, old = getattr(after, name), getattr(before, name)
        if new != new or _is_same(new, old):  # NaN is unlike itself
            continue
        filled = rows.filled.get(name)
        if filled[place] if filled is not None else new != blank:
            found[name] = new
    return found


def _is_same(new: Any, old: Any) -> bool:
    """Whether values are equal, numbers but for the last digits that no file keeps."""
    if isinstance(new, float) and isinstance(old, float):
        return math.isclose(new, old, rel_tol=_LAST_DIGITS)
    return new == old


def _told(
    plan: Plan, place: int, key: str, before: Any, differing: dict[str, Any], so_far: int
) -> list[ChangedField]:
    if so_far >= _SHOWN_CHANGES:
        return []
    row = int(plan.table.rows[place])
    return [
        ChangedField(row, key, name, getattr(before, name), value)
        for name, value in differing.items()
    ]


def _companions(
    format_: TableFormat, records: Sequence[tuple[int, Any]], rows: RowsRead, stock: Stock
) -> list[Edit]:
    """Further records that go with new and changed ones, but those that are stored already."""
    if format_.companions is None:
        return []
    found: list[Edit] = []
    taken: dict[type, set[str]] = {}
    for record in format_.companions(records, rows.values):
        kind, name = type(record), fields(record)[0].name
        if kind not in taken:
            taken[kind] = set(column(stock.of_kind(kind), name).tolist())
        key = getattr(record, name)
        if key not in taken[kind]:
            taken[kind].add(key)
            found.append(Edit(None, record))
    return found
