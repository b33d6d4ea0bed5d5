"""Columns that several tables share."""

from typing import Any

from twin.exporters.layout import ExportColumn, Names, Words
from twin.model.table_format import ValueKind

YES_NO: Words = {True: ("yes", "ja"), False: ("no", "nei")}


def text(name: str, english: str, norwegian: str, width: int = 18) -> ExportColumn:
    """A text."""
    return ExportColumn(name, (english, norwegian), width=width)


def number(
    name: str, english: str, norwegian: str, unit: str = "", decimals: int = 0
) -> ExportColumn:
    """A number."""
    return ExportColumn(name, (english, norwegian), ValueKind.NUMBER, unit, decimals)


def money(name: str, english: str, norwegian: str, unit: str = "kr") -> ExportColumn:
    """A sum of money, to the øre where it is not whole."""
    return number(name, english, norwegian, unit, 2)


def whole(name: str, english: str, norwegian: str, unknown: int | None = 0) -> ExportColumn:
    """A whole number."""
    kind = ValueKind.WHOLE
    return ExportColumn(name, (english, norwegian), kind, unknown=unknown, width=10)


def year(name: str, english: str, norwegian: str) -> ExportColumn:
    """A year, 0 or NaN where unknown."""
    return ExportColumn(name, (english, norwegian), ValueKind.YEAR, unknown=0, width=10)


def day(name: str, english: str, norwegian: str) -> ExportColumn:
    """A day."""
    return ExportColumn(name, (english, norwegian), ValueKind.DAY, width=12)


def flag(name: str, english: str, norwegian: str) -> ExportColumn:
    """Yes or no."""
    return ExportColumn(name, (english, norwegian), ValueKind.FLAG, words=YES_NO, width=10)


def choice(name: str, english: str, norwegian: str, words: Words) -> ExportColumn:
    """One of some values."""
    return ExportColumn(name, (english, norwegian), ValueKind.CHOICE, words=words, width=14)


def listed(name: str, english: str, norwegian: str) -> ExportColumn:
    """Several texts."""
    return ExportColumn(name, (english, norwegian), ValueKind.LIST, width=24)


def _number_of(record: Any, names: Names) -> str:
    return names.get(record.building_id, ("", ""))[0]


def _name_of(record: Any, names: Names) -> str:
    return names.get(record.building_id, ("", ""))[1]


BUILDING = (
    ExportColumn("building_number", ("Building number", "Bygningsnummer"), value=_number_of),
    ExportColumn("building_id", ("Building id", "Bygg-id"), width=10),
    ExportColumn("building_name", ("Building", "Bygg"), value=_name_of, width=26),
)
"""Which building a row is about, in the three ways files are joined by."""
PART = text("part_code", "Building part (NS 3451)", "Bygningsdel (NS 3451)", 12)
PART_TABLE = text("part_table", "Table of building parts", "Bygningsdelstabell", 14)
GLOBAL_ID = text("global_id", "GlobalId", "GlobalId", 24)
SPACE_ID = text("space_id", "Space (GlobalId)", "Rom (GlobalId)", 24)
ACCOUNT = text("account", "Account (NS 3454)", "Konto (NS 3454)", 12)
ACCOUNT_TABLE = text("account_table", "Table of accounts", "Kontotabell", 14)
