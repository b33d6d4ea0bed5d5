"""Titles and fields that several kinds of tables share."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from twin.model.classification import NS_3451, NS_3454
from twin.model.finding import Finding, Severity
from twin.model.table_format import TableField, ValueKind

MOST_MONEY = 1e11  # NOK
MONEY_UNITS = {
    "NOK": 1.0, "1000 kr": 1e3, "1 000 kr": 1e3, "tkr": 1e3, "tnok": 1e3, "kkr": 1e3,
    "mill. kr": 1e6, "mill kr": 1e6, "mnok": 1e6, "mkr": 1e6,
}  # fmt: skip
PARTS = (
    "bygningsdel", "bygningsdelsnummer", "bygningsdelskode", "bygningsdel nr", "ns 3451",
    "ns3451", "kode", "building part", "part code", "building element",
)  # fmt: skip
GLOBAL_ID = TableField(
    "global_id", "IFC element (GlobalId)",
    titles=("globalid", "global_id", "ifc guid", "ifc-guid", "guid", "ifcguid"),
)  # fmt: skip
SPACE_ID = TableField(
    "space_id", "Space (GlobalId)", titles=("rom", "space", "room", "space_id", "romnummer"),
)  # fmt: skip
PART_TABLE = TableField(
    "part_table", "Table of building parts", unknown=NS_3451,
    titles=("bygningsdelstabell", "part_table"),
)  # fmt: skip
ACCOUNT_TABLE = TableField(
    "account_table", "Table of accounts", unknown=NS_3454, titles=("kontotabell", "account_table"),
)  # fmt: skip
ACCOUNT = TableField(
    "account", "Account (NS 3454)", ValueKind.CODE,
    ("konto", "ns 3454", "ns3454", "kontonummer", "account"),
)  # fmt: skip


def part(*, is_key: bool = False, is_required: bool = False) -> TableField:
    """Code of the building part."""
    return TableField("part_code", "Building part (NS 3451)", ValueKind.CODE, PARTS,
                      is_key=is_key, is_required=is_required)  # fmt: skip


def foreign_parts(values: Mapping[str, Sequence[Any]]) -> tuple[Finding, ...]:
    """A warning about codes of building parts that NS 3451 does not have: it begins with 2 to 7.

    Codes of another table, say of building types or accounts, may have come into the column.
    """
    codes = values.get("part_code", ())
    tables = values.get("part_table", [NS_3451] * len(codes))
    found = sorted(
        {c for c, t in zip(codes, tables, strict=True)
         if c and t.startswith("NS 3451") and c[0] not in "234567"}
    )  # fmt: skip
    if not found:
        return ()
    shown = ", ".join(found[:6]) + (" …" if len(found) > 6 else "")
    return (replace(_FOREIGN, values={"count": len(found), "codes": shown}),)


_FOREIGN = Finding(
    "table-part-of-no-table",
    Severity.WARNING,
    "{count} codes of building parts are not in NS 3451: {codes}.",
    "They are taken in as they stand; no cost, life or name is known of such parts.",
    "See whether the column holds another code, say of the building type or the account.",
)


def money(name: str, label: str, *titles: str) -> TableField:
    """A sum of money that is not negative."""
    return TableField(name, label, ValueKind.NUMBER, titles, low=0.0, high=MOST_MONEY,
                      unit="kr", units=MONEY_UNITS)  # fmt: skip


def day(
    name: str, label: str, *titles: str, is_required: bool = False, is_key: bool = False
) -> TableField:
    """A day."""
    return TableField(name, label, ValueKind.DAY, titles, is_required, is_key=is_key)


def text(
    name: str, label: str, *titles: str, is_required: bool = False, is_key: bool = False
) -> TableField:
    """A text."""
    return TableField(name, label, ValueKind.TEXT, titles, is_required, is_key=is_key)


def flag(name: str, label: str, *titles: str) -> TableField:
    """Yes or no."""
    return TableField(name, label, ValueKind.FLAG, titles)


def year(
    name: str, label: str, *titles: str, is_required: bool = False, is_key: bool = False
) -> TableField:
    """A year."""
    return TableField(name, label, ValueKind.YEAR, titles, is_required, is_key=is_key)


MONTHS = {
    "månedlig": 1, "hver måned": 1, "monthly": 1, "kvartalsvis": 3, "hvert kvartal": 3,
    "quarterly": 3, "halvårlig": 6, "hvert halvår": 6, "half-yearly": 6, "twice a year": 6,
    "årlig": 12, "hvert år": 12, "1 gang per år": 12, "yearly": 12, "annually": 12, "annual": 12,
    "hvert 2. år": 24, "annethvert år": 24, "annet hvert år": 24, "every 2 years": 24,
    "hvert 3. år": 36, "hvert tredje år": 36, "hvert 4. år": 48, "hvert fjerde år": 48,
    "hvert 5. år": 60, "hvert femte år": 60, "every 5 years": 60, "hvert 10. år": 120,
    "hvert tiende år": 120, "every 10 years": 120, "engangs": 0, "once": 0, "ved behov": 0,
}  # fmt: skip


def months(name: str, label: str, *titles: str) -> TableField:
    """A time between two turns, in whole months."""
    units = {"år": 12.0, "years": 12.0, "year": 12.0, "yr": 12.0, "mnd": 1.0, "mnd.": 1.0,
             "måneder": 1.0, "måned": 1.0, "months": 1.0, "kvartal": 3.0}  # fmt: skip
    return TableField(
        name, label, ValueKind.WHOLE, titles, choices=MONTHS, low=0, high=1200, unit="month",
        units=units,
    )  # fmt: skip


def key_of(*parts: str) -> str:
    """A key made of what identifies a record."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:26]
