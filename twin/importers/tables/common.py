"""Titles and fields that several kinds of tables share."""

from twin.model.table_format import TableField, ValueKind

MOST_MONEY = 1e11  # NOK
MONEY_UNITS = {
    "NOK": 1.0, "1000 kr": 1e3, "1 000 kr": 1e3, "tkr": 1e3, "tnok": 1e3, "kkr": 1e3,
    "mill. kr": 1e6, "mill kr": 1e6, "mnok": 1e6, "mkr": 1e6,
}  # fmt: skip
PARTS = (
    "bygningsdel", "bygningsdelsnummer", "bygningsdelskode", "bygningsdel nr", "ns 3451",
    "ns3451", "bygningsdelstabellen", "kode", "building part", "part code", "building element",
)  # fmt: skip
GLOBAL_ID = TableField(
    "global_id", "IFC element (GlobalId)",
    titles=("globalid", "global_id", "ifc guid", "ifc-guid", "guid", "ifcguid"),
)  # fmt: skip


def part(*, is_key: bool = False, is_required: bool = False) -> TableField:
    """Code of the building part."""
    return TableField("part_code", "Building part (NS 3451)", ValueKind.CODE, PARTS,
                      is_key=is_key, is_required=is_required)  # fmt: skip


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
