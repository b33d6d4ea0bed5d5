"""Many records that are mostly looked at by the column."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Decode = Callable[[Any], Any]
_FIRST_DAY = date(1970, 1, 1).toordinal()
_NO_DAY = np.iinfo(np.int64).min  # NaT


class Records(Sequence[T], Generic[T]):
    """A sequence of frozen records kept as plain rows; a record is made when it is asked for.

    Reading 100,000 work orders costs a list of tuples, not 100,000 objects; overlays and totals
    take `column`, panels the few records they show.
    """

    def __init__(
        self,
        kind: Callable[..., T],
        names: tuple[str, ...],
        decoders: tuple[Decode | None, ...],
        rows: list[tuple[Any, ...]],
    ) -> None:
        self._kind = kind
        self._names = names
        self._decoders = decoders
        self._rows = rows
        self._columns: dict[str, NDArray[Any]] = {}
        self._places: dict[str, dict[str, list[int]]] = {}

    def __len__(self) -> int:
        """Number of records."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """One record, or some as a tuple."""
        if isinstance(index, slice):
            return tuple(map(self._made, self._rows[index]))
        return self._made(self._rows[index])

    def __eq__(self, other: object) -> bool:
        """True for an equal sequence of records."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return tuple(self) == tuple(cast("Sequence[object]", other))

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # equal by content, as a list is

    def column(self, name: str) -> NDArray[Any]:
        """The stored values of a field, shape (n,).

        Numbers as float64 with NaN where unknown, flags as bool, dates as datetime64[D] with NaT,
        everything else as objects.
        """
        if name not in self._columns:
            at = self._names.index(name)
            self._columns[name] = _array([row[at] for row in self._rows])
        return self._columns[name]

    def taken(self, places: Iterable[int]) -> "Records[T]":
        """The records at some places, in that order."""
        rows = [self._rows[i] for i in places]
        return Records(self._kind, self._names, self._decoders, rows)

    def where(self, name: str, value: str) -> tuple[T, ...]:
        """Records whose text field `name` is `value`, in their order."""
        if name not in self._places:
            at, places = self._names.index(name), dict[str, list[int]]()
            for i, row in enumerate(self._rows):
                places.setdefault(row[at], []).append(i)
            self._places[name] = places
        return tuple(self[i] for i in self._places[name].get(value, ()))

    def _made(self, row: tuple[Any, ...]) -> T:
        return self._kind(
            *(v if d is None else d(v) for d, v in zip(self._decoders, row, strict=True))
        )


def taken(records: Sequence[T], places: Iterable[int]) -> Sequence[T]:
    """The records at some places of any sequence; see `Records.taken`."""
    return records.taken(places) if isinstance(records, Records) else [records[i] for i in places]


def column(records: Sequence[Any], name: str) -> NDArray[Any]:
    """A field of any sequence of records as an array; see `Records.column`."""
    if isinstance(records, Records):
        return records.column(name)
    return _array([getattr(record, name) for record in records])


def _array(values: Iterable[Any]) -> NDArray[Any]:
    found = list(values)
    kinds: set[type] = {v.__class__ for v in found} - {None.__class__}
    names = {kind.__name__ for kind in kinds}
    if names == {"bool"}:
        return np.array(found, dtype=bool)
    if names == {"date"}:
        days = [_NO_DAY if v is None else v.toordinal() - _FIRST_DAY for v in found]
        return np.array(days, dtype=np.int64).view("datetime64[D]")
    if kinds and all(issubclass(kind, int | float) for kind in kinds):
        return np.array([np.nan if v is None else v for v in found], dtype=np.float64)
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array
