"""What a kind of table holds, and how the columns of one file are read as it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from twin.model.finding import Finding
from twin.model.table import Table


class ValueKind(Enum):
    """Kinds of values, and what an empty cell is read as."""

    TEXT = auto()  # ""
    NUMBER = auto()  # NaN
    WHOLE = auto()  # 0, or `TableField.unknown`
    YEAR = auto()  # 0; a date gives its year
    DAY = auto()  # None
    CHOICE = auto()  # `TableField.unknown`
    FLAG = auto()  # False
    CODE = auto()  # "": digits and points, a name after them is left out
    LIST = auto()  # (): separated by commas or semicolons


@dataclass(frozen=True, slots=True, eq=False)
class TableField:
    """One thing that a column can say.

    name : field of the record, or a name that only `TableFormat.complete` knows.
    label : English, for people.
    titles : what the column is called in files, Norwegian and English, in any case; a title that
        begins with one of them and goes on in brackets or after a comma fits too.
    unknown : what an empty cell is read as, where it is not that of the kind.
    choices : words of a CHOICE in lower case with their values, or words that stand for a number;
        FLAG has its own.
    low, high : limits of numbers in `unit`, both allowed.
    units : other units in which files have it, with what one of each is in `unit`; the title or
        the cell tells, else it is in `unit`.
    asks_unit : where neither tells, the user is asked instead.
    is_key : part of what makes two rows the same record, see `TableFormat`.
    """

    name: str
    label: str
    kind: ValueKind = ValueKind.TEXT
    titles: tuple[str, ...] = ()
    is_required: bool = False
    unknown: Any = None
    choices: Mapping[str, Any] = field(default_factory=dict[str, Any])
    low: float = float("-inf")
    high: float = float("inf")
    unit: str = ""
    units: Mapping[str, float] = field(default_factory=dict[str, float])
    asks_unit: bool = False
    is_key: bool = False

    @property
    def nothing(self) -> Any:
        """What an empty cell is read as."""
        return _NOTHING.get(self.kind, self.unknown) if self.unknown is None else self.unknown


_NOTHING: dict[ValueKind, Any] = {
    ValueKind.TEXT: "", ValueKind.NUMBER: math.nan, ValueKind.WHOLE: 0, ValueKind.YEAR: 0,
    ValueKind.DAY: None, ValueKind.FLAG: False, ValueKind.CODE: "", ValueKind.LIST: (),
}  # fmt: skip

Rows = dict[str, list[Any]]
"""Values by name of the field, one per row; rows that are rejected have what could be read."""
Reject = Callable[[int, str, str], None]
"""Called with place of the row, name of the field, and a template that may use ``{found}``."""
Complete = Callable[[Rows, Reject], Sequence[Finding]]
"""Fills what follows from other fields, rejects rows, says what else is to be known."""
Companions = Callable[[Sequence[tuple[int, Any]], Rows], Sequence[Any]]
"""Called with new and changed records, each with the place of its row, and all rows."""


BUILDING_FIELDS = (
    TableField("building_number", "Building number", titles=(
        "bygningsnummer", "bygningsnr", "bygningsnr.", "bygn.nr", "byggnr", "byggnummer",
        "matrikkel bygningsnummer", "national building number", "building number", "building no",
    )),
    TableField("building_id", "Building id", titles=(
        "bygg-id", "bygningsid", "bygg id", "byggkode", "building id", "building_id",
        "building code", "id bygg",
    )),
    TableField("building_name", "Building", titles=(
        "bygg", "bygning", "byggnavn", "bygningsnavn", "navn på bygg", "building",
        "building name", "objekt", "objektnavn", "lokasjon", "sted", "facility",
    )),
    TableField("building_address", "Address of the building", titles=(
        "adresse", "gateadresse", "besøksadresse", "address", "street address",
    )),
)  # fmt: skip
"""How rows say which building they are about; one of them is enough, the first counts."""


class Of(Enum):
    """How a row belongs to a building."""

    BUILDING = auto()  # it must say which
    BUILDING_OR_ALL = auto()  # it may say which; else it is about all
    NOTHING = auto()  # the row is a building itself, or has nothing to do with one


@dataclass(frozen=True, slots=True, eq=False)
class TableFormat:
    """A kind of table: a file in `twin.importers.tables.formats` exposes one as ``FORMAT``.

    name : of its module.  label : English plural, for example ``Work orders``.
    record : dataclass that a row becomes; its fields are filled by name.
    fields : but those that say which building it is, see `of`.
    key : field of the record that is its key. A file that has a column for it (a `TableField` of
        that name) gives its keys; else, and where the cell is empty, the key is made of the
        fields marked `is_key`, so that the same file read twice makes the same records.
    same : fields by which a row without a key finds its stored record, the first that both have.
    complete : called before records are made.
    made : called with each record that is not stored yet.
    companions : further records that go with the ones that are new or changed.
    unfold : changes a table before anything else, for layouts with many values in a row.
    sheets : words in names of sheets that hold such a table, in lower case.
    """

    name: str
    label: str
    record: type
    fields: tuple[TableField, ...]
    key: str
    of: Of = Of.BUILDING
    same: tuple[str, ...] = ()
    complete: Complete | None = None
    made: Callable[[Any], Any] | None = None
    companions: Companions | None = None
    unfold: Callable[[Table], Table] | None = None
    sheets: tuple[str, ...] = ()

    @property
    def all_fields(self) -> tuple[TableField, ...]:
        """The fields, and before them those that say which building a row is about."""
        return self.fields if self.of is Of.NOTHING else (*BUILDING_FIELDS, *self.fields)

    def field(self, name: str) -> TableField | None:
        """The field of this name, also one that says which building it is."""
        return next((f for f in self.all_fields if f.name == name), None)


@dataclass(frozen=True, slots=True, eq=False)
class ColumnMapping:
    """Which column says what, and what was decided about its numbers and dates.

    columns : title of the column by name of the field.
    constants : text that stands for a column the file lacks, by name of the field.
    decimals : ``,`` or ``.`` before decimals, by name of the field, where somebody chose.
    date_orders : ``dmy``, ``mdy`` or ``ymd``, by name of the field, where somebody chose.
    units : by name of the field, where the title does not tell.
    """

    format: str
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    decimals: Mapping[str, str] = field(default_factory=dict[str, str])
    date_orders: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, str] = field(default_factory=dict[str, str])

    def with_column(self, name: str, title: str) -> "ColumnMapping":
        """With a field read from another column, "" for none; no column is read twice."""
        kept = {n: t for n, t in self.columns.items() if n != name and t != title}
        return replace(self, columns={**kept, name: title} if title else kept)

    def with_choice(self, kind: str, name: str, value: str) -> "ColumnMapping":
        """With another of ``constants``, ``decimals``, ``date_orders`` or ``units``; "" for none.

        Raises
        ------
        ValueError
            If `kind` is none of them.
        """
        if kind not in ("constants", "decimals", "date_orders", "units"):
            raise ValueError(f"a mapping chooses no {kind}")
        kept = {n: v for n, v in getattr(self, kind).items() if n != name}
        return replace(self, **{kind: {**kept, name: value} if value else kept})


def replaced(made: ColumnMapping, chosen: ColumnMapping) -> ColumnMapping:
    """`made` with everything that `chosen` says."""
    return ColumnMapping(
        chosen.format,
        {**made.columns, **chosen.columns},
        {**made.constants, **chosen.constants},
        {**made.decimals, **chosen.decimals},
        {**made.date_orders, **chosen.date_orders},
        {**made.units, **chosen.units},
    )
