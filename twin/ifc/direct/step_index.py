"""Where each instance of a STEP file stands, as arrays over the raw bytes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.model.arrays import FloatArray

Rows = NDArray[np.int64]
_PADDING = b"\n" * 64
_LONGEST_KEYWORD = 40


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """One list of rows per parent row: `items[start[i] : start[i + 1]]`."""

    items: Rows
    start: Rows

    @property
    def lengths(self) -> Rows:
        """Number of items of each parent."""
        return np.diff(self.start)

    @property
    def parent(self) -> Rows:
        """Parent index of each item."""
        return np.repeat(np.arange(len(self.start) - 1), self.lengths)


class StepIndex:
    """Instances of a STEP file by row, in the order of the file.

    Parameters
    ----------
    text : bytes
        The whole file, ISO-10303-21 clear text.
    """

    def __init__(self, text: bytes) -> None:
        self.bytes = np.frombuffer(text + _PADDING, np.uint8)
        self._hashes = np.flatnonzero(self.bytes == ord("#"))
        self._equals = np.flatnonzero(self.bytes == ord("="))
        closing = np.flatnonzero(self.bytes == ord(")"))
        self._closing = np.append(closing, len(self.bytes) - 1)
        self._commas = np.flatnonzero(self.bytes == ord(","))
        numbers, after = self._integers(self._hashes + 1)
        is_own = self._followed_by_equals(after) & (after > self._hashes + 1)
        self._hash_number = numbers
        self._is_own = is_own
        self.begin = self._hashes[is_own]
        self.ids = numbers[is_own]
        following = np.append(self.begin[1:], len(self.bytes) - 1)
        self.end = self._closing[np.searchsorted(self._closing, following) - 1]
        equals = self._equals[np.searchsorted(self._equals, self.begin)]
        self.keyword = equals + 1 + (self.bytes[equals + 1] == ord(" "))
        self._make_lookup()
        self._prefix = self._words(self.keyword + 3)
        self._rows: dict[str, Rows] = {}

    def rows(self, keyword: str) -> Rows:
        """Rows of one entity, for example ``IFCPOLYLOOP``."""
        if keyword not in self._rows:
            self._rows[keyword] = self._find(keyword)
        return self._rows[keyword]

    def row_of(self, step_id: int) -> int:
        """Row of an instance number, -1 if there is none."""
        return int(self._rows_of(np.array([step_id]))[0])

    def text(self, row: int) -> bytes:
        """Arguments of one row with their parentheses, without the closing one."""
        return self.bytes[self.keyword[row] : self.end[row]].tobytes()

    def references(self, rows: Rows) -> Lists:
        """Rows that each row refers to, in order; -1 where the file lacks the instance."""
        first = np.searchsorted(self._hashes, self.begin[rows]) + 1
        last = np.searchsorted(self._hashes, self.end[rows])
        lengths = np.maximum(last - first, 0)
        start = np.concatenate(([0], np.cumsum(lengths)))
        hashes = np.repeat(first - start[:-1], lengths) + np.arange(start[-1])
        return Lists(self._rows_of(self._hash_number[hashes]), start)

    def single(self, rows: Rows, at: int, count: int) -> Rows:
        """The `at`-th of exactly `count` references of each row; -1 where the count differs."""
        lists = self.references(rows)
        fits = lists.lengths == count
        chosen = np.full(len(rows), -1)
        chosen[fits] = lists.items[lists.start[:-1][fits] + at]
        return chosen

    def last_arguments(self, rows: Rows, count: int) -> FloatArray:
        """The last `count` arguments of each row as numbers, shape (n, count).

        Raises
        ------
        ValueError
            If one of them is not a number.
        """
        end = self.end[rows]
        before = np.searchsorted(self._commas, end) - count
        opening = self.keyword[rows] + self._keyword_lengths(rows)
        begin = np.where(
            (before >= 0) & (self._commas[np.maximum(before, 0)] > opening),
            self._commas[np.maximum(before, 0)] + 1,
            opening + 1,
        )
        numbers = self.numbers(begin, end)
        return numbers.reshape(len(rows), count)

    def coordinates(self, rows: Rows) -> FloatArray:
        """Numbers of a `KEYWORD((x,y[,z]))`, shape (n, 3), zero where there is no third."""
        begin = self.keyword[rows] + self._keyword_lengths(rows) + 1
        begin += self.bytes[begin] == ord(" ")
        begin += self.bytes[begin] == ord("(")
        end = self._closing[np.searchsorted(self._closing, begin)]
        counts = np.searchsorted(self._commas, end) - np.searchsorted(self._commas, begin) + 1
        flat = self.numbers(begin, end)
        start = np.cumsum(counts) - counts
        result = np.zeros((len(rows), 3))
        for axis in range(3):
            has = counts > axis
            result[has, axis] = flat[start[has] + axis]
        return result

    def numbers(self, begin: Rows, end: Rows) -> FloatArray:
        """All numbers in the byte ranges, one after the other; ranges hold only numbers.

        Raises
        ------
        ValueError
            If a range holds anything else.
        """
        lengths = end - begin + 1
        start = np.cumsum(lengths) - lengths
        source = np.repeat(begin - start, lengths) + np.arange(int(lengths.sum()))
        text = self.bytes[source]
        text[start + lengths - 1] = ord(",")
        text[(text == ord("(")) | (text == ord(")"))] = ord(" ")
        expected = int(np.count_nonzero(text == ord(",")))
        try:
            values = np.fromstring(text[:-1].tobytes(), dtype=np.float64, sep=",")
        except (ValueError, DeprecationWarning) as error:
            raise ValueError("not a list of numbers") from error
        if len(values) != expected and expected:
            raise ValueError("not a list of numbers")
        return values

    def truths(self, rows: Rows) -> NDArray[np.bool_]:
        """Whether the last argument of each row is ``.T.``."""
        return self.bytes[self.end[rows] - 2] == ord("T")

    def _find(self, keyword: str) -> Rows:
        wanted = np.frombuffer(f"{keyword}(".encode(), np.uint8)
        word = wanted[3:11]
        mask = np.uint64((1 << (8 * len(word))) - 1)
        value = np.uint64(int.from_bytes(word.tobytes(), "little"))
        found = np.flatnonzero((self._prefix & mask) == value)
        for offset in (*range(11, len(wanted)), 0, 1, 2):
            if not len(found):
                break
            found = found[self.bytes[self.keyword[found] + offset] == wanted[offset]]
        return found

    def _words(self, position: Rows) -> NDArray[np.uint64]:
        """Eight bytes from each position on, as one little-endian number."""
        shifted = np.ndarray((len(self.bytes) - 8,), "<u8", self.bytes, strides=(1,))
        return shifted[position]

    def _integers(self, position: Rows) -> tuple[Rows, Rows]:
        value = np.zeros(len(position), np.int64)
        length = np.zeros(len(position), np.int64)
        alive = np.arange(len(position))
        for offset in range(12):
            digit = self.bytes[position[alive] + offset] - np.uint8(ord("0"))
            is_digit = digit < 10
            alive = alive[is_digit]
            if not len(alive):
                break
            value[alive] = value[alive] * 10 + digit[is_digit]
            length[alive] += 1
        return value, position + length

    def _followed_by_equals(self, position: Rows) -> NDArray[np.bool_]:
        after = position + (self.bytes[position] == ord(" "))
        return self.bytes[after] == ord("=")

    def _keyword_lengths(self, rows: Rows) -> Rows:
        opening = np.zeros(len(rows), np.int64)
        alive = np.arange(len(rows))
        for offset in range(_LONGEST_KEYWORD):
            is_open = self.bytes[self.keyword[rows[alive]] + offset] == ord("(")
            opening[alive[is_open]] = offset
            alive = alive[~is_open]
            if not len(alive):
                break
        return opening

    def _rows_of(self, ids: Rows) -> Rows:
        """Rows of instance numbers, -1 where there is none."""
        if self._table is not None:
            known = ids < len(self._table)
            return np.where(known, self._table[np.where(known, ids, 0)], -1)
        if not len(self.ids):
            return np.full(len(ids), -1)
        at = np.minimum(np.searchsorted(self._sorted_ids, ids), len(self.ids) - 1)
        return np.where(self._sorted_ids[at] == ids, self._order[at], -1)

    def _make_lookup(self) -> None:
        """A table by number where numbers are dense, else a sorted list."""
        self._table: Rows | None = None
        highest = int(self.ids.max()) if len(self.ids) else 0
        if highest <= 20 * len(self.ids) + 1000:
            self._table = np.full(highest + 1, -1)
            self._table[self.ids] = np.arange(len(self.ids))
            return
        self._order = np.argsort(self.ids, kind="stable")
        self._sorted_ids = self.ids[self._order]
