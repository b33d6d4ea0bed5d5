"""Where entries of a schedule lie on the time line, in pixels."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from twin.model.care import Entry, Schedule, ScheduleRow

NAMES, HEAD, STRIP = 196, 36, 64
LANE, PAD = 19, 3
MARK = 5.5  # half of the width of a diamond [px]
LEAST = 7.0  # width of a bar [px]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry and where it stands: number of its row, lane, and place in the lane."""

    row: int
    lane: int
    number: int


class Timeline:
    """A schedule at a width. Days run from `NAMES` to the right edge.

    names : shown for the rows, by their keys; rows are sorted by them.
    """

    def __init__(self, schedule: Schedule, names: Mapping[str, str], width: float) -> None:
        self.schedule = schedule
        self.names = names
        self.rows: tuple[ScheduleRow, ...] = tuple(
            sorted(schedule.rows, key=lambda r: (r.key == "", names.get(r.key, r.key).casefold()))
        )
        self.width = max(width, NAMES + 200.0)
        last = _month(schedule.first, schedule.months)
        self._days = (last - schedule.first).days
        self._tops = [0, *accumulate(len(r.lanes) * LANE + 2 * PAD for r in self.rows)]

    @property
    def height(self) -> int:
        """Of all rows. [px]"""
        return self._tops[-1]

    def x(self, day: date) -> float:
        """Where a day begins, also outside of the months. [px]"""
        return NAMES + (day - self.schedule.first).days * self.pixels_per_day

    @property
    def pixels_per_day(self) -> float:
        """Width of a day. [px]"""
        return (self.width - NAMES) / self._days

    def months(self) -> Iterator[tuple[date, float, float]]:
        """First day, left and right edge of every month."""
        for number in range(self.schedule.months):
            begins = _month(self.schedule.first, number)
            yield begins, self.x(begins), self.x(_month(self.schedule.first, number + 1))

    def top(self, row: int) -> int:
        """Upper edge of a row below the first one. [px]"""
        return self._tops[row]

    def rows_between(self, low: float, high: float) -> range:
        """Numbers of the rows that lie between two heights."""
        first = max(bisect_right(self._tops, low) - 1, 0)
        return range(first, min(bisect_right(self._tops, high), len(self.rows)))

    def box(self, place: Place) -> QRectF:
        """Where an entry is drawn; what was due before the first month stands at its edge."""
        entry = self.entry(place)
        y = self._tops[place.row] + PAD + place.lane * LANE
        if not entry.is_bar:
            middle = max(self.x(entry.starts), NAMES + MARK)
            return QRectF(middle - MARK, y + LANE / 2 - MARK, 2 * MARK, 2 * MARK)
        left = max(self.x(entry.starts), float(NAMES))
        right = max(self.x(entry.ends + timedelta(days=1)), left + LEAST)
        return QRectF(left, y + 2, right - left, LANE - 4)

    def entry(self, place: Place) -> Entry:
        """The entry at a place."""
        return self.rows[place.row].lanes[place.lane][place.number]

    def at(self, point: QPointF) -> Place | None:
        """The entry under a point below the first row, None where there is none."""
        for row in self.rows_between(point.y(), point.y()):
            lane = int((point.y() - self._tops[row] - PAD) // LANE)
            if not 0 <= lane < len(self.rows[row].lanes):
                continue
            found = [Place(row, lane, i) for i in range(len(self.rows[row].lanes[lane]))]
            return next((p for p in reversed(found) if self._is_over(p, point)), None)
        return None

    def find(self, key: str) -> Place | None:
        """The first place of the record with a key."""
        return next((p for p in self.places() if key_of(self.entry(p)) == key), None)

    def places(self) -> Iterator[Place]:
        """Every entry, from the top, then by day."""
        for row, group in enumerate(self.rows):
            for lane, entries in enumerate(group.lanes):
                for number in range(len(entries)):
                    yield Place(row, lane, number)

    def beside(self, place: Place, step: int) -> Place:
        """The next or previous entry of the same lane, else the same one."""
        number = place.number + step
        lane = self.rows[place.row].lanes[place.lane]
        return Place(place.row, place.lane, number) if 0 <= number < len(lane) else place

    def below(self, place: Place, step: int) -> Place:
        """The nearest entry in the next lane below (1) or above (-1), else the same one."""
        lanes = [(r, n) for r, group in enumerate(self.rows) for n in range(len(group.lanes))]
        at = lanes.index((place.row, place.lane)) + step
        if not 0 <= at < len(lanes):
            return place
        row, lane = lanes[at]
        day = self.entry(place).starts
        entries = self.rows[row].lanes[lane]
        number = min(range(len(entries)), key=lambda i: abs((entries[i].starts - day).days))
        return Place(row, lane, number)

    def _is_over(self, place: Place, point: QPointF) -> bool:
        return self.box(place).adjusted(-2, -3, 2, 3).contains(point)


def key_of(entry: Entry) -> str:
    """Key of the record of an entry."""
    record = entry.record
    return next(
        getattr(record, name)
        for name in ("order_id", "plan_id", "duty_id")
        if name in type(record).__dataclass_fields__ and (name != "plan_id" or not entry.is_bar)
    )


def _month(first: date, number: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
    return date(year, month + 1, 1)
