"""The plain values of the workspace: history, visibility, delivered energy, notices."""

import logging
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from twin.errors import Cancelled, UnreadableFile
from twin.model.building import Building, Element
from twin.model.finding import Severity
from twin.model.meter import EnergyCarrier, Meter, MeterYear
from twin.model.scenario import Scenario
from twin.workspace.history import begin
from twin.workspace.log import Log
from twin.workspace.notices import Notices
from twin.workspace.portfolio import delivered_per_m2
from twin.workspace.visibility import Visibility

ELEMENTS = tuple(
    Element(key, key, i, "IfcWall", storey="first" if i < 2 else "second")
    for i, key in enumerate("abcd")
)
CARRIERS = (EnergyCarrier.ELECTRICITY, EnergyCarrier.DISTRICT_HEAT)
METERS = tuple(Meter(f"{b}{c.value[0]}", b, c, "") for b in ("b01", "b02") for c in CARRIERS)
BUILDINGS = tuple(Building(b, b, "school", heated_floor_area=100.0) for b in ("b01", "b02"))


def named(name: str) -> Scenario:
    return Scenario("b01", name)


def test_that_undo_shows_the_previous_scenario_and_redo_the_next() -> None:
    history = begin(named("0")).pushed(named("1"), "Apply {title}", "A").pushed(named("2"), "B")

    assert history.undone().scenario == named("1")
    assert history.undone().undone().undone().scenario == named("0")
    assert history.undone().redone() == history
    assert history.redone() == history


def test_that_the_step_to_undo_is_named() -> None:
    history = begin(named("0")).pushed(named("1"), "Apply {title}", "Windows")
    undone = history.undone()

    assert history.undo_step is not None
    assert history.undo_step.edit.format(title=history.undo_step.title) == "Apply Windows"
    assert history.redo_step is None
    assert undone.undo_step is None
    assert undone.redo_step == history.undo_step


def test_that_a_new_edit_forgets_what_was_undone() -> None:
    history = begin(named("0")).pushed(named("1"), "A").undone().pushed(named("2"), "B")

    assert [s.scenario.name for s in history.steps] == ["0", "2"]


def test_that_a_hundred_edits_can_be_undone() -> None:
    history = begin(named("0"))
    for i in range(1, 151):
        history = history.pushed(named(str(i)), "Edit")
    for _ in range(100):
        history = history.undone()

    assert history.scenario == named("50")
    assert history.undo_step is None


@pytest.mark.parametrize(
    ("visibility", "hidden", "ghosted"),
    [
        (Visibility(), [0, 0, 0, 0], [0, 0, 0, 0]),
        (Visibility(hidden=frozenset("a")), [1, 0, 0, 0], [0, 0, 0, 0]),
        (Visibility(isolated=frozenset("ab")), [0, 0, 0, 0], [0, 0, 1, 1]),
        (Visibility(isolated=frozenset("ab"), xray=True), [0, 0, 0, 0], [0, 0, 1, 1]),
        (Visibility(storey="second"), [1, 1, 0, 0], [0, 0, 0, 0]),
        (Visibility(xray=True), [0, 0, 0, 0], [1, 1, 1, 0]),
    ],
)
def test_that_masks_follow_the_choices(
    visibility: Visibility, hidden: list[bool], ghosted: list[bool]
) -> None:
    selection = frozenset("d")

    np.testing.assert_array_equal(visibility.hidden_rows(ELEMENTS), np.array(hidden, bool))
    np.testing.assert_array_equal(
        visibility.ghosted_rows(ELEMENTS, selection), np.array(ghosted, bool)
    )


def year(meter: str, number: int, energy: float, coverage: float = 1.0) -> MeterYear:
    return MeterYear(meter, number, True, coverage, energy)


def test_that_delivered_energy_sums_all_meters_of_the_last_full_year() -> None:
    years = [
        year("b01e", 2023, 9999.0), year("b01e", 2024, 8000.0), year("b01d", 2024, 12_000.0),
        MeterYear("b01e", 2025, False, 0.4, 100.0),
    ]  # fmt: skip

    values, last = delivered_per_m2(BUILDINGS, METERS, years)

    np.testing.assert_array_equal(values, [200.0, np.nan])
    assert last == (2024, 0)
    assert not values.flags.writeable


def test_that_gaps_are_filled_with_the_mean_down_to_ninety_percent() -> None:
    years = [
        year("b01e", 2024, 9000.0, 0.9), year("b01d", 2024, 0.0),
        year("b02e", 2024, 9000.0, 0.89), year("b02d", 2024, 0.0),
    ]  # fmt: skip

    values, _ = delivered_per_m2(BUILDINGS, METERS, years)

    np.testing.assert_allclose(values, [100.0, np.nan])


def test_that_a_meter_without_the_year_makes_the_total_unknown() -> None:
    values, _ = delivered_per_m2(BUILDINGS, METERS, [year("b01e", 2024, 9000.0)])

    assert np.isnan(values).all()


@pytest.mark.parametrize("area", [0.0, np.nan])
def test_that_no_area_gives_no_figure(area: float) -> None:
    building = Building("b01", "", "school", heated_floor_area=area)
    years = [year("b01e", 2024, 1.0), year("b01d", 2024, 1.0)]

    values, _ = delivered_per_m2((building,), METERS, years)

    assert np.isnan(values).all()


def test_that_an_error_for_the_user_becomes_a_notice_with_its_next_step(qtbot: QtBot) -> None:
    notices = Notices()

    with qtbot.waitSignal(notices.arrived) as heard:
        notices.show(UnreadableFile("{file} is cut.", "Ask again.", file="a.ifc"))

    (notice,) = heard.args or [None]
    assert notice is notices.shown[0]
    assert (notice.text(), notice.severity) == ("a.ifc is cut. Ask again.", Severity.ERROR)


def test_that_the_unexpected_is_a_sentence_and_its_traceback_goes_to_the_log(
    qtbot: QtBot, tmp_path: Path
) -> None:
    others = logging.getLogger("twin").handlers.copy()
    log, notices = Log(tmp_path), Notices()
    try:
        [][1]
    except IndexError as error:
        notices.show(error)
    log.close()

    assert "Traceback" not in notices.shown[0].text()
    assert "unexpected" in notices.shown[0].text()
    assert "Traceback" in log.path.read_text()
    assert "IndexError" in log.path.read_text()
    assert logging.getLogger("twin").handlers == others


def test_that_stopping_is_no_error(qtbot: QtBot) -> None:
    notices = Notices()

    notices.show(Cancelled("stopped"))

    assert notices.shown[0].severity == Severity.INFO


def test_that_a_dismissed_notice_is_gone(qtbot: QtBot) -> None:
    notices = Notices()
    notices.say("one")
    notices.say("two")

    with qtbot.waitSignal(notices.changed):
        notices.dismiss(notices.shown[0])

    assert [n.text() for n in notices.shown] == ["two"]
