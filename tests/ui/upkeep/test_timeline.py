"""Where things lie on the time line, and how it is worked with."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from twin.model.care import Entry, Schedule, ScheduleRow
from twin.model.maintenance import Duty, WorkOrder, WorkOrderState
from twin.ui.upkeep.gantt import Gantt
from twin.ui.upkeep.timeline import HEAD, NAMES, Place, Timeline, key_of

TODAY = date(2026, 11, 23)
NAN = float("nan")


def bar(key: str, starts: date, ends: date, *, late: bool = False) -> Entry:
    order = WorkOrder(
        key, "b1", "", "262", f"Roof {key}", WorkOrderState.OPEN, True, starts, ends, None, "",
        NAN, planned_on=starts,
    )  # fmt: skip
    return Entry(order, "b1", "26", "", order.title, starts, ends, late, 5000.0)


def mark(key: str, day: date) -> Entry:
    duty = Duty(key, "b1", "lift", "Lift", next_due=day)
    return Entry(duty, "b1", "62", "", "Lift", day, day, day < TODAY, NAN)


ROWS = (
    ScheduleRow("b2", ((bar("o1", date(2027, 1, 1), date(2027, 3, 1)),),)),
    ScheduleRow(
        "b1",
        (
            (mark("d1", date(2026, 9, 1)), bar("o2", date(2027, 2, 1), date(2027, 4, 1))),
            (bar("o3", date(2026, 5, 1), date(2026, 11, 10), late=True),),
        ),
    ),
)
SCHEDULE = Schedule(date(2026, 11, 1), 24, TODAY, ROWS, np.full((3, 24), 1000.0), 1)
NAMES_OF = {"b1": "Åsen skole", "b2": "Lia skole"}


@pytest.fixture
def line() -> Timeline:
    return Timeline(SCHEDULE, NAMES_OF, NAMES + 730.0)  # a pixel a day


@pytest.fixture
def gantt(application: QApplication, qtbot: QtBot) -> Gantt:
    made = Gantt()
    qtbot.addWidget(made)
    made.resize(NAMES + 730, 400)
    made.show()
    made.show_schedule(SCHEDULE, NAMES_OF, NAMES_OF)
    return made


def test_that_rows_stand_by_name_and_months_fill_the_width(line: Timeline) -> None:
    assert [line.names[r.key] for r in line.rows] == ["Lia skole", "Åsen skole"]
    months = list(line.months())
    assert (months[0][0], months[0][1]) == (date(2026, 11, 1), NAMES)
    assert months[-1][0] == date(2028, 10, 1)
    assert months[-1][2] == pytest.approx(NAMES + 730.0)


def test_that_what_was_due_before_the_first_month_stands_at_the_edge(line: Timeline) -> None:
    late_mark = line.find("d1")
    late_bar = line.find("o3")
    assert late_mark is not None and late_bar is not None
    assert line.box(late_mark).left() == pytest.approx(NAMES)
    assert line.box(late_bar).left() == pytest.approx(NAMES)
    assert line.x(TODAY) > line.box(late_bar).right()


def test_that_a_point_finds_the_entry_under_it(line: Timeline) -> None:
    for place in line.places():
        assert line.at(line.box(place).center()) == place
    assert line.at(QPointF(line.x(date(2028, 5, 1)), 10.0)) is None
    assert line.at(QPointF(NAMES + 5.0, line.height + 50.0)) is None


def test_that_arrows_lead_along_the_lane_and_to_the_nearest_of_the_next(line: Timeline) -> None:
    first = Place(0, 0, 0)
    below = line.below(first, 1)
    assert key_of(line.entry(below)) == "o2"  # nearer in time than the late duty
    assert key_of(line.entry(line.beside(below, -1))) == "d1"
    assert line.beside(below, 1) == below
    assert line.below(first, -1) == first


def test_that_only_rows_in_sight_are_drawn(line: Timeline) -> None:
    assert list(line.rows_between(0, line.top(1) - 1)) == [0]
    assert list(line.rows_between(line.top(1) + 1, 10_000)) == [1]


def test_that_keys_choose_open_and_move(gantt: Gantt, qtbot: QtBot) -> None:
    picked: list[str] = []
    gantt.picked.connect(lambda e: picked.append(key_of(e)))
    gantt.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(gantt, key)
    assert picked == ["o1", "o2", "d1"]
    with qtbot.waitSignal(gantt.opened) as opened:
        QTest.keyClick(gantt, Qt.Key.Key_Return)
    assert opened.args is not None and key_of(opened.args[0]) == "d1"
    QTest.keyClick(gantt, Qt.Key.Key_Right)
    with qtbot.waitSignal(gantt.moved) as moved:
        QTest.keyClick(gantt, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moved.args is not None
    assert (key_of(moved.args[0]), moved.args[1]) == ("o2", 7)
    assert "Roof o2" in gantt.accessibleDescription()


def test_that_a_bar_is_dragged_by_whole_days_and_a_diamond_is_not(
    gantt: Gantt, qtbot: QtBot
) -> None:
    line = gantt.line
    assert line is not None
    for key, is_moved in (("o1", True), ("d1", False)):
        place = line.find(key)
        assert place is not None
        at = line.box(place).center() + QPointF(0, HEAD)
        goal = QPoint(round(at.x() + 30 * line.pixels_per_day), round(at.y()))
        moved: list[int] = []
        gantt.moved.connect(lambda _, days, found=moved: found.append(days))
        port = gantt.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at.toPoint())
        QTest.mouseMove(port, goal)
        qtbot.wait(5)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=goal)
        assert [abs(d - 30) <= 1 for d in moved] == ([True] if is_moved else [])


def test_that_the_chosen_record_stays_chosen_when_it_moved(gantt: Gantt) -> None:
    gantt.choose_record("o1")
    entry = gantt.chosen
    assert entry is not None
    later = replace(entry, starts=date(2027, 6, 1), ends=date(2027, 7, 1))
    rows = (ScheduleRow("b2", ((later,),)), ROWS[1])
    gantt.show_schedule(replace(SCHEDULE, rows=rows), NAMES_OF, NAMES_OF)
    assert gantt.chosen == later


def test_that_an_empty_time_line_says_what_would_be_here(gantt: Gantt) -> None:
    before = gantt.grab().toImage()
    gantt.show_schedule(replace(SCHEDULE, rows=()), {}, {})
    assert gantt.grab().toImage() != before
    QTest.keyClick(gantt, Qt.Key.Key_Down)
    assert gantt.chosen is None
