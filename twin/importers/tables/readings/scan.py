"""Lines of readings as numbers, compiled: ten million of them in seconds.

A cell that is written in an unusual way is only marked; `slow` reads it by its own rules.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from twin.model.arrays import ByteArray

UNUSED, METER, TIME, CLOCK = -1, -2, -3, -4
"""What a column is for; columns of values are numbered from 0."""
OK, EMPTY, ODD = 0, 1, 2
"""How a cell was read."""
DAY_FIRST, MONTH_FIRST = 0, 1
NO_TIME = np.iinfo(np.int64).min
_QUOTE, _LINE, _RETURN, _BLANK, _TAB = 34, 10, 13, 32, 9
Integers = NDArray[np.int64]


class Lines:
    """Room for what is read from one portion of a file: one place for each line.

    begins : place of the first byte of each line.  ids, id_ends : of the cell with the meter.
    hashes : of that cell.  times : as written, or UTC where the cell names its offset. [s]
    values : NaN where empty or odd, shape (lines, columns of values).
    """

    def __init__(self, most: int, columns: int) -> None:
        self.begins = np.empty(most, np.int64)
        self.ids = np.zeros(most, np.int64)
        self.id_ends = np.zeros(most, np.int64)
        self.hashes = np.zeros(most, np.uint64)
        self.times = np.empty(most, np.int64)
        self.has_offset = np.zeros(most, np.bool_)
        self.time_states = np.empty(most, np.uint8)
        self.values = np.empty((most, columns), np.float64)
        self.states = np.empty((most, columns), np.uint8)


def scanned(
    data: ByteArray, begin: int, roles: Integers, marks: tuple[int, int, int], room: Lines
) -> tuple[int, int]:
    """Read lines until the data or the room ends.

    data : bytes of whole lines, the last of which ends with a line break.
    roles : what each column is for.
    marks : separator, mark before decimals, `DAY_FIRST` or `MONTH_FIRST`.

    Returns
    -------
    tuple of int
        Lines that were read, and the place of the first byte that was not.
    """
    return _scan(
        data, begin, roles, *marks, room.begins, room.ids, room.id_ends, room.hashes, room.times,
        room.has_offset, room.time_states, room.values, room.states,
    )  # fmt: skip


@njit(nogil=True, cache=True)
def _whole(data, begin, end):  # noqa: ANN001, ANN202  compiled
    """Digits from `begin`, and where they end."""
    number = 0
    at = begin
    while at < end and 48 <= data[at] <= 57 and at - begin < 18:
        number = number * 10 + (data[at] - 48)
        at += 1
    return number, at


@njit(nogil=True, cache=True)
def _day_number(year, month, day):  # noqa: ANN001, ANN202
    """Days since 1970-01-01 (Hinnant, days_from_civil)."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


@njit(nogil=True, cache=True)
def _month_length(year, month):  # noqa: ANN001, ANN202
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@njit(nogil=True, cache=True)
def _clock(data, begin, end):  # noqa: ANN001, ANN202
    """Seconds of the day from ``13``, ``13:45`` or ``13.45:10,5``, -1 if none; where it ends."""
    hour, at = _whole(data, begin, end)
    if at == begin or at - begin > 2 or hour > 24:
        return -1, at
    seconds = hour * 3600
    factor = 60
    for _ in range(2):
        if at >= end or (data[at] != 58 and data[at] != 46):
            break
        part, after = _whole(data, at + 1, end)
        if after != at + 3 or part > 59:
            return -1, at
        seconds += part * factor
        factor //= 60
        at = after
    if at < end and (data[at] == 46 or data[at] == 44) and factor == 0:
        _, at = _whole(data, at + 1, end)
    if seconds > 86400:
        return -1, at
    return seconds, at


@njit(nogil=True, cache=True)
def _offset(data, begin, end):  # noqa: ANN001, ANN202
    """Seconds east of UTC from ``Z``, ``+01``, ``+0100`` or ``+01:00``; where it ends."""
    if data[begin] == 90 or data[begin] == 122:
        return 0, begin + 1
    if data[begin] != 43 and data[begin] != 45:
        return 0, begin
    sign = 1 if data[begin] == 43 else -1
    number, at = _whole(data, begin + 1, end)
    length = at - begin - 1
    if length == 4:
        return sign * (number // 100 * 3600 + number % 100 * 60), at
    if length != 2:
        return 0, begin
    minutes = 0
    if at + 2 < end and data[at] == 58:
        minutes, after = _whole(data, at + 1, end)
        if after != at + 3:
            return 0, begin
        at = after
    return sign * (number * 3600 + minutes * 60), at


@njit(nogil=True, cache=True)
def _moment(data, begin, end, order):  # noqa: ANN001, ANN202, C901, PLR0912
    """Seconds since 1970, whether an offset was named, and how the cell was read."""
    if begin >= end:
        return 0, False, EMPTY
    first, at = _whole(data, begin, end)
    length = at - begin
    seconds = 0
    if length in (8, 10, 12, 14):
        year, month = first // 10 ** (length - 4), first // 10 ** (length - 6) % 100
        day = first // 10 ** (length - 8) % 100
        rest = first % 10 ** (length - 8)
        for _ in range(14 - length):
            rest *= 10
        hour, minute = rest // 10000, rest // 100 % 100
        if hour > 24 or minute > 59 or rest % 100 > 59:
            return 0, False, ODD
        seconds = hour * 3600 + minute * 60 + rest % 100
    else:
        if length not in (1, 2, 4) or at >= end:
            return 0, False, ODD
        mark = data[at]
        if mark != 45 and mark != 46 and mark != 47:
            return 0, False, ODD
        second, at = _whole(data, at + 1, end)
        day, before = 1, at
        if at < end and data[at] == mark:
            before = at + 1
            day, at = _whole(data, before, end)
            if at == before:
                return 0, False, ODD
        elif length != 4:
            return 0, False, ODD
        if length == 4:
            year, month = first, second
        else:
            width = at - before
            year = day + (1900 if day >= 70 else 2000) if width == 2 else day
            if width != 2 and width != 4:
                return 0, False, ODD
            if order == MONTH_FIRST and mark != 46:
                month, day = first, second
            else:
                day, month = first, second
    if not 1 <= month <= 12 or not 1900 <= year <= 2200:
        return 0, False, ODD
    if not 1 <= day <= _month_length(year, month):
        return 0, False, ODD
    while at < end and (data[at] == _BLANK or data[at] == 84 or data[at] == 44):
        at += 1
    has_offset = False
    if at < end:
        of_day, after = _clock(data, at, end)
        if of_day < 0 or after == at or length >= 10:
            return 0, False, ODD
        seconds, at = of_day, after
        while at < end and data[at] == _BLANK:
            at += 1
        if at < end:
            east, after = _offset(data, at, end)
            if after != end:
                return 0, False, ODD
            seconds -= east
            has_offset = True
    return _day_number(year, month, day) * 86400 + seconds, has_offset, OK


@njit(nogil=True, cache=True)
def _number(data, begin, end, decimal):  # noqa: ANN001, ANN202, C901, PLR0912
    """Value of a cell, and how it was read."""
    if begin >= end:
        return np.nan, EMPTY
    at = begin
    sign = 1.0
    if data[at] == 45 or data[at] == 43:
        sign = -1.0 if data[at] == 45 else 1.0
        at += 1
    digits = 0
    kept = 0
    scale = 0
    has_mark = False
    since_group = -1
    while at < end:
        byte = data[at]
        if 48 <= byte <= 57:
            digits += 1
            if kept < 10**17:
                kept = kept * 10 + (byte - 48)
                scale -= has_mark
            else:
                scale += not has_mark
            since_group += since_group >= 0
        elif byte == decimal and not has_mark:
            if since_group >= 0 and since_group != 3:
                return np.nan, ODD
            has_mark = True
            since_group = -1
        elif (byte == _BLANK or byte == 39 or byte == 194) and digits and not has_mark:
            if byte == 194:  # U+00A0
                at += 1
                if at >= end or data[at] != 160:
                    return np.nan, ODD
            if since_group >= 0 and since_group != 3:
                return np.nan, ODD
            since_group = 0
        elif (byte == 101 or byte == 69) and digits:
            at += 1
            down = False
            if at < end and (data[at] == 45 or data[at] == 43):
                down = data[at] == 45
                at += 1
            power, after = _whole(data, at, end)
            if after == at or after != end or power > 400:
                return np.nan, ODD
            scale += -power if down else power
            at = end
            break
        else:
            return np.nan, ODD
        at += 1
    if digits == 0 or (since_group >= 0 and since_group != 3):
        return np.nan, ODD
    if scale < 0:
        return sign * kept / 10.0 ** (-scale), OK
    return sign * kept * 10.0**scale, OK


@njit(nogil=True, cache=True)
def _cell_end(data, begin, separator):  # noqa: ANN001, ANN202, C901
    """Where the cell ends and where its text begins and ends, without quotation marks."""
    if data[begin] == _QUOTE:
        at = begin + 1
        while at < len(data) - 1:
            if data[at] == _QUOTE:
                if data[at + 1] != _QUOTE:
                    break
                at += 1
            at += 1
        text_begin, text_end = begin + 1, at
        at += 1
        while at < len(data) - 1 and data[at] != separator and data[at] != _LINE:
            at += 1
    else:
        at = begin
        while at < len(data) - 1 and data[at] != separator and data[at] != _LINE:
            at += 1
        text_begin, text_end = begin, at
    while text_begin < text_end and (data[text_begin] == _BLANK or data[text_begin] == _TAB):
        text_begin += 1
    while text_end > text_begin and (
        data[text_end - 1] == _BLANK or data[text_end - 1] == _RETURN or data[text_end - 1] == _TAB
    ):
        text_end -= 1
    return at, text_begin, text_end


@njit(nogil=True, cache=True)
def _scan(  # noqa: ANN202, C901, PLR0913, PLR0917
    data, begin, roles, separator, decimal, order,  # noqa: ANN001
    begins, ids, id_ends, hashes, times, has_offset, time_states, values, states,  # noqa: ANN001
):  # fmt: skip
    at = begin
    line = 0
    while at < len(data) and line < len(begins):
        begins[line] = at
        ids[line] = id_ends[line] = at
        hashes[line] = 0
        time_states[line] = EMPTY
        has_offset[line] = False
        times[line] = NO_TIME
        of_day = 0
        for i in range(values.shape[1]):
            values[line, i] = np.nan
            states[line, i] = EMPTY
        column = 0
        is_blank = True
        while True:
            at, text, end = _cell_end(data, at, separator)
            is_blank = is_blank and text >= end
            role = roles[column] if column < len(roles) else UNUSED
            if role >= 0:
                values[line, role], states[line, role] = _number(data, text, end, decimal)
            elif role == TIME:
                times[line], has_offset[line], time_states[line] = _moment(data, text, end, order)
            elif role == METER:
                ids[line], id_ends[line] = text, end
                found = np.uint64(14695981039346656037)
                for i in range(text, end):
                    found = (found ^ np.uint64(data[i])) * np.uint64(1099511628211)
                hashes[line] = found
            elif role == CLOCK:
                of_day, after = _clock(data, text, end)
                if of_day < 0 or (after != end and data[after] != 45):
                    of_day = -1
            column += 1
            is_last = at >= len(data) - 1 or data[at] == _LINE
            at += 1
            if is_last:
                break
        if of_day < 0:
            time_states[line] = ODD
        elif time_states[line] == OK:
            times[line] += of_day
        line += not is_blank
    return line, at
