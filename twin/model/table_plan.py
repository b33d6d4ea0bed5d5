"""What taking a table in would do, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.finding import Finding
from twin.model.table import Table
from twin.model.table_format import ColumnMapping, TableFormat

T = TypeVar("T")


class Stock(Protocol):
    """What is stored already; an open portfolio is one."""

    @property
    def buildings(self) -> tuple[Building, ...]:
        """All buildings."""
        ...

    def of_kind(self, kind: type[T], building_id: str = "") -> Sequence[T]:
        """All records of a kind, or those of one building."""
        ...


@dataclass(frozen=True, slots=True)
class RejectedCell:
    """Why a row is not taken in.

    row : its number in the file.  column : its title, "" where no column is to blame.
    found : the text that stands there.
    reason : template that may use ``{found}`` and `values`.
    """

    row: int
    column: str
    found: str
    reason: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])

    def text(self) -> str:
        """The reason in English."""
        return self.reason.format(**{"found": self.found, "column": self.column, **self.values})


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that a row changes in a record that is stored already."""

    row: int
    record: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How the texts of a column were read; shown, and open to another choice.

    decimal : ``,`` or ``.`` before decimals, "" if there are none or the cells are numbers.
    date_order : ``dmy``, ``mdy`` or ``ymd``, "" if the cells are dates or it holds none.
    unit : in which the column was taken to be, "" if it has none.
    is_guessed : the texts allow the other reading too.
    """

    decimal: str = ""
    date_order: str = ""
    unit: str = ""
    is_guessed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What the file does not say and nobody may guess.

    text : template.  choices : texts that `ColumnMapping.with_choice(kind, name, …)` takes.
    """

    kind: str
    name: str
    text: str
    choices: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What taking a table in would do; storing `edits` does it.

    rejected_rows : how many rows are left out; one may have several `rejects`.
    readings : by name of the field, of columns with numbers, dates or units.
    questions : with any of them open there are no edits.
    changes : the first of the fields that change, for people.
    findings : what else is to be known before it is stored.
    """

    format: TableFormat
    mapping: ColumnMapping
    table: Table
    edits: tuple[Edit, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected_rows: int = 0
    rejects: tuple[RejectedCell, ...] = ()
    readings: Mapping[str, ColumnReading] = field(default_factory=dict[str, ColumnReading])
    questions: tuple[Question, ...] = ()
    changes: tuple[ChangedField, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A table that was taken in, as it is remembered.

    at : UTC.  change_id : the step that undo takes back.
    rejects : why rows were left out; of very many the first.
    """

    import_id: str
    at: datetime
    who: str
    file_name: str
    sha256: str
    format: str
    change_id: str
    added: int
    changed: int
    unchanged: int
    rejected: int
    rejects: tuple[RejectedCell, ...] = ()
