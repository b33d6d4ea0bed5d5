"""All readings of a file, meter by meter, read in portions."""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.errors import UnreadableFile
from twin.importers.tables.readings import scan
from twin.importers.tables.readings.layout import layout_of, no_readings, series_name
from twin.importers.tables.readings.slow import time_of, value_of
from twin.importers.tables.readings.source import Source, portions, sha256_of, source_of
from twin.importers.tables.recognise import is_of_records
from twin.model.importing import Progress, Silent
from twin.model.readings_plan import RawSeries, ReadingsFile, ReadingsLayout
from twin.model.table_plan import RejectedCell

MOST_REJECTS = 1000
"""Reasons that are kept; the number of lines left out is of all."""
MOST_SERIES = 20_000
_AT_ONCE = 250_000  # lines
_SILENT = Silent()
_EPOCH = np.datetime64(0, "s")
_Integers = NDArray[np.int64]
_Floats = NDArray[np.float64]


def read_readings(
    path: Path, layout: ReadingsLayout | None = None, progress: Progress = _SILENT
) -> ReadingsFile:
    """Read a file of readings; of a workbook the first sheet that holds any.

    layout : how it is laid out, where somebody chose; else it is told from the file.

    Raises
    ------
    UnreadableFile
        If there are no readings in it.
    Cancelled
        If `progress` was told to stop.
    """
    source, found = _laid_out(path, progress)
    reading = _Reading(source, layout or found)
    for portion in portions(source, progress):
        reading.take(portion)
    series = reading.series()
    if not series:
        raise no_readings(path)
    return ReadingsFile(
        path, sha256_of(path), reading.layout, series, reading.lines, reading.rejected,
        tuple(reading.rejects),
    )  # fmt: skip


def holds_readings(path: Path, progress: Progress = _SILENT) -> bool:
    """Whether a file looks like readings: its times lie at regular distances, meter by meter."""
    try:
        source, layout = _laid_out(path, progress)
    except UnreadableFile:
        return False
    if is_of_records(layout.titles):  # a list with days, such as of work orders
        return False
    reading = _Reading(source, layout)
    reading.take(source.start if source.start.endswith(b"\n") else source.start + b"\n")
    return any(_is_regular(one) for one in reading.series()[:20])


def _is_regular(one: RawSeries) -> bool:
    """At least half of the distances are the usual one, by the hour, day or month."""
    spans = np.diff(np.unique(one.times)).astype(np.int64)
    if len(spans) < 2:
        return False
    usual = float(np.median(spans))
    months = 27 * 86400 < usual < 32 * 86400
    near = np.abs(spans - usual) <= (4 * 86400 if months else 3600)
    return bool(near.mean() >= 0.5) and usual <= 100 * 86400


def _laid_out(path: Path, progress: Progress) -> tuple[Source, ReadingsLayout]:
    error = no_readings(path)
    for source in source_of(path, progress):
        try:
            return source, layout_of(source)
        except UnreadableFile as why:
            error = why
    raise error


class _Reading:
    """Takes portions of a file and keeps what they say, series by series."""

    def __init__(self, source: Source, layout: ReadingsLayout) -> None:
        self.layout = layout
        self.lines = 0
        self.rejected = 0
        self.rejects: list[RejectedCell] = []
        self._source = source
        self._first_row = 0
        self._is_begun = False
        self._place_of: dict[int, int] = {}
        self._names: list[str] = []
        self._kept: list[tuple[NDArray[np.int32], _Integers, _Floats]] = []
        self._room = scan.Lines(_AT_ONCE, max(len(layout.values), 1))
        self._offsets = 0
        if layout.meter < 0:
            count = len(layout.values)
            self._names = [
                series_name(layout.titles[v], source.path, count) for v in layout.values
            ]

    def take(self, portion: bytes) -> None:
        """Keep what a portion of whole lines says."""
        data = np.frombuffer(portion, dtype=np.uint8)
        at = 0
        if not self._is_begun:
            at = _after_lines(portion, self.layout.body)
            self._is_begun = True
        layout = self.layout
        marks = (ord(layout.delimiter), ord(layout.decimal), int(layout.is_month_first))
        while at < len(data):
            count, at = scan.scanned(data, at, _roles(layout), marks, self._room)
            self._mend(portion, count)
            self._keep(portion, count)
            self.lines += count
        self._first_row += portion.count(b"\n")

    def series(self) -> tuple[RawSeries, ...]:
        """All series in the order in which the file first has them."""
        counts = np.zeros(len(self._names), np.int64)
        for places, _, _ in self._kept:
            counts += np.bincount(places, minlength=len(counts))
        ends = np.cumsum(counts)
        times = np.empty(int(counts.sum()), np.int64)
        values = np.empty(len(times), np.float64)
        free = ends - counts
        while self._kept:
            places, some_times, some_values = self._kept.pop(0)
            own = np.bincount(places, minlength=len(counts))
            firsts = np.concatenate(([0], np.cumsum(own)[:-1]))
            goal = free[places] + np.arange(len(places)) - firsts[places]
            times[goal], values[goal] = some_times, some_values
            free += own
        moments = times.view("datetime64[s]")
        return tuple(
            RawSeries(name, moments[end - count : end], values[end - count : end], self.is_utc)
            for name, count, end in zip(self._names, counts, ends, strict=True)
            if count
        )

    @property
    def is_utc(self) -> bool:
        """Whether the times name their offset."""
        return self._offsets > 0

    def _mend(self, portion: bytes, count: int) -> None:
        """Read odd cells the slow way; lines that stay odd are rejected."""
        room = self._room
        is_odd = (room.time_states[:count] != scan.OK) | (room.states[:count] == scan.ODD).any(
            axis=1
        )
        for line in np.flatnonzero(is_odd):
            self._mend_line(portion, int(line))

    def _mend_line(self, portion: bytes, line: int) -> None:
        room, begin = self._room, int(self._room.begins[line])
        end = portion.find(b"\n", begin)
        text = portion[begin : end if end >= 0 else len(portion)].decode(
            "utf-8" if self._source.sheet else self._encoding, errors="replace"
        )
        cells = _cells(text, self.layout.delimiter)
        if room.time_states[line] != scan.OK:
            said = _said_time(cells, self.layout)
            found = time_of(said, is_month_first=self.layout.is_month_first)
            if found is None:
                self._reject(portion, begin, self.layout.time, said, _NO_TIME)
                room.time_states[line] = scan.EMPTY
                return
            room.times[line] = (np.datetime64(found[0], "s") - _EPOCH).astype(np.int64)
            room.has_offset[line] = found[1]
            room.time_states[line] = scan.OK
        for i, column in enumerate(self.layout.values):
            if room.states[line, i] != scan.ODD:
                continue
            said = cells[column] if column < len(cells) else ""
            number = value_of(said, self.layout.decimal)
            if number is None:
                self._reject(portion, begin, column, said, _NO_NUMBER)
            else:
                room.values[line, i], room.states[line, i] = number, scan.OK

    @property
    def _encoding(self) -> str:
        return "utf-8" if self._source.encoding.startswith("utf") else self._source.encoding

    def _reject(self, portion: bytes, begin: int, column: int, found: str, reason: str) -> None:
        self.rejected += 1
        if len(self.rejects) < MOST_REJECTS:
            row = self._source.row_of(self._first_row + portion.count(b"\n", 0, begin))
            self.rejects.append(RejectedCell(row, self.layout.titles[column], found[:80], reason))

    def _keep(self, portion: bytes, count: int) -> None:
        room = self._room
        has_time = room.time_states[:count] == scan.OK
        self._offsets += int(np.count_nonzero(room.has_offset[:count] & has_time))
        times = room.times[:count]
        if self.layout.meter < 0:
            for i in range(len(self.layout.values)):
                is_read = has_time & (room.states[:count, i] != scan.ODD)
                places = np.full(int(is_read.sum()), i, np.int32)
                self._kept.append((places, times[is_read], room.values[:count, i][is_read]))
            return
        is_read = has_time & (room.states[:count, 0] != scan.ODD)
        is_read &= room.id_ends[:count] > room.ids[:count]
        places = self._places(portion, np.flatnonzero(is_read))
        order = np.argsort(places, kind="stable")
        rows = np.flatnonzero(is_read)[order]
        self._kept.append((places[order], times[rows], room.values[rows, 0]))

    def _places(self, portion: bytes, rows: NDArray[np.intp]) -> NDArray[np.int32]:
        """Place of the series of each line; new series join the names."""
        hashes = self._room.hashes[rows]
        unique, firsts, inverse = np.unique(hashes, return_index=True, return_inverse=True)
        places = np.empty(len(unique), np.int32)
        for i in np.argsort(firsts):
            key = int(unique[i])
            if key not in self._place_of:
                row = rows[firsts[i]]
                text = portion[int(self._room.ids[row]) : int(self._room.id_ends[row])]
                self._place_of[key] = len(self._names)
                self._names.append(text.decode(self._encoding, errors="replace"))
                if len(self._names) > MOST_SERIES:
                    raise _too_many(self._source.path)
            places[i] = self._place_of[key]
        return places[inverse]


def _roles(layout: ReadingsLayout) -> _Integers:
    roles = np.full(len(layout.titles), scan.UNUSED, np.int64)
    if layout.clock >= 0:
        roles[layout.clock] = scan.CLOCK
    if layout.meter >= 0:
        roles[layout.meter] = scan.METER
    roles[layout.time] = scan.TIME
    roles[list(layout.values)] = np.arange(len(layout.values))
    return roles


def _after_lines(portion: bytes, count: int) -> int:
    at = 0
    for _ in range(count):
        at = portion.find(b"\n", at) + 1
    return at


def _cells(line: str, delimiter: str) -> list[str]:
    return [c.strip() for c in next(csv.reader([line], delimiter=delimiter), [])]


def _said_time(cells: list[str], layout: ReadingsLayout) -> str:
    places = [p for p in (layout.time, layout.clock) if 0 <= p < len(cells)]
    return " ".join(cells[p].split("-")[0] if p == layout.clock else cells[p] for p in places)


def _too_many(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "{file} names more than {most} meters, so it was not understood; nothing was taken in.",
        "Choose the file that has one line for each reading.",
        file=path.name,
        most=MOST_SERIES,
    )


_NO_TIME = "“{found}” is no day and time."
_NO_NUMBER = "“{found}” is no number."
