"""What kind of table it is, and which column says what, by the titles of its columns."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from twin import registry
from twin.importers.tables.titles import plain_title, short_title
from twin.model.table import Sheet, Table
from twin.model.table_format import BUILDING_FIELDS, ColumnMapping, Of, TableFormat, replaced

_FOR_REQUIRED = 2.0
_FOR_ABSENT = -2.5  # a field that a row cannot do without
_FOR_SHEET = 1.5
_FOR_BUILDING = 0.25  # tables of every kind name a building
_LEAST = 1.0
_FOR_UNFOLDED = 3.0  # a column of grades for each building part
_SURE = 4  # fields; fewer also stand in files of readings


@cache
def formats() -> Mapping[str, TableFormat]:
    """Every kind of table by the name of its module in `formats`."""
    from twin.importers.tables import formats as package

    return MappingProxyType(registry.load(package, "FORMAT", TableFormat))


def is_known_title(plain: str) -> bool:
    """Whether any kind of table has a column of this title, see `plain_title`."""
    return plain in _all_titles()


def recognised(table: Table) -> tuple[TableFormat, ...]:
    """Kinds of tables that it can be, the likeliest first; () if it looks like none."""
    points = {f.name: _points(f, table) for f in formats().values()}
    likely = sorted(formats().values(), key=lambda f: points[f.name], reverse=True)
    return tuple(f for f in likely if points[f.name] >= _LEAST)


def is_of_records(titles: Sequence[str]) -> bool:
    """Whether titles name all that a kind of table cannot do without, and more of its fields."""
    for format_ in formats().values():
        found = _columns(format_, titles)
        own = [f for f in format_.fields if f.name in found]
        if len(own) >= _SURE and all(f in own for f in format_.fields if f.is_required):
            return True
    return False


def best_sheet(sheets: Sequence[Sheet], tables: Sequence[Table | None]) -> int:
    """Place of the sheet that most looks like a kind of table; hidden ones come last."""

    def points(place: int) -> tuple[float, float, int]:
        table = tables[place]
        if table is None:
            return (-1.0, 0.0, 0)
        best = max((_points(f, table) for f in formats().values()), default=0.0)
        return (0.0 if sheets[place].is_hidden else 1.0, best, len(table))

    return max(range(len(sheets)), key=points)


def proposed(
    table: Table, format_: TableFormat, remembered: ColumnMapping | None = None
) -> ColumnMapping:
    """Which column says what: by the titles, and as it was chosen the last time."""
    titles = (format_.unfold(table) if format_.unfold else table).titles
    made = ColumnMapping(format_.name, _columns(format_, titles))
    if remembered is None:
        return made
    there = {n: t for n, t in remembered.columns.items() if t in titles and format_.field(n)}
    known = ColumnMapping(
        format_.name,
        there,
        remembered.constants,
        remembered.decimals,
        remembered.date_orders,
        remembered.units,
    )
    taken = set(there.values())
    rest = {n: t for n, t in made.columns.items() if n not in there and t not in taken}
    return replaced(ColumnMapping(format_.name, rest), known)


def columns_key(table: Table) -> str:
    """What a mapping is remembered by: the titles, in any order."""
    text = "\n".join(sorted(plain_title(t) for t in table.titles))
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(format_: TableFormat, titles: Sequence[str]) -> dict[str, str]:
    """Title by name of the field: the same title first, then the same but for its brackets."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for way in (plain_title, short_title):
        by_title: dict[str, str] = {}
        for title in titles:
            if title not in taken:
                by_title.setdefault(way(title), title)
        for field in (*format_.fields, *format_.all_fields):
            if field.name in found:
                continue
            names = (*field.titles, field.label)
            title = next((by_title[t] for n in names if (t := plain_title(n)) in by_title), "")
            if title and title not in taken:
                found[field.name] = title
                taken.add(title)
    return found


def _points(format_: TableFormat, table: Table) -> float:
    """How much a table looks like a kind of table."""
    unfolded = format_.unfold(table) if format_.unfold else table
    found = _columns(format_, unfolded.titles)
    points = 0.0 if unfolded is table else _FOR_UNFOLDED
    for field in format_.fields:
        if field.name in found:
            points += _FOR_REQUIRED if field.is_required else 1.0
        elif field.is_required:
            points += _FOR_ABSENT
    points += _FOR_BUILDING * sum(f.name in found for f in BUILDING_FIELDS)
    if format_.of is Of.BUILDING and not any(f.name in found for f in BUILDING_FIELDS):
        points -= 0.5
    if any(word in table.name.casefold() for word in format_.sheets):
        points += _FOR_SHEET
    return points


@cache
def _all_titles() -> frozenset[str]:
    names = (
        (*field.titles, field.label)
        for format_ in formats().values()
        for field in format_.all_fields
    )
    return frozenset(plain_title(n) for of_field in names for n in of_field)
