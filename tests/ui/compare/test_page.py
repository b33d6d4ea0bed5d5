"""Scenarios beside each other: table, charts, what decides, comments, and what is out of date."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from twin.model.comparison import COMPARABLES
from twin.ui.window.shell import Shell
from twin.workspace.scenarios import comparing, edit

from .conftest import PAINTED, chosen, is_ready, page_of

Settled = Callable[[], None]


def titles(shell: Shell) -> list[str]:
    columns = page_of(shell).table.model()
    return [columns.headerData(at, _horizontal()) for at in range(columns.columnCount())]


def _horizontal():
    from PySide6.QtCore import Qt

    return Qt.Orientation.Horizontal


def test_that_doing_nothing_stands_beside_all_scenarios_on_all_measures(compared: Shell) -> None:
    table = page_of(compared).table

    assert titles(compared)[2:] == ["Today", "Do nothing", "Lights", "Windows"]
    assert table.model().rowCount() == len(COMPARABLES)
    assert table.text_at(0, 0) == "Bought energy"
    energy = [table.text_at(0, at) for at in range(2, 6)]
    assert all(text.startswith("●") for text in energy)
    assert energy[0] == energy[1] != energy[3]


def test_that_money_climate_condition_and_people_have_numbers_or_say_that_nobody_knows(
    compared: Shell,
) -> None:
    table = page_of(compared).table
    rows = {c.key: at for at, c in enumerate(COMPARABLES)}
    for key in (
        "investment",
        "present_value",
        "cost_30",
        "cost_60",
        "emissions",
        "emissions_other",
    ):
        assert table.text_at(rows[key], 5).startswith("●"), key
    assert table.text_at(rows["investment"], 3) == "● 0,00"
    for at in rows.values():
        assert table.text_at(at, 5)[0] in "●■○–"


def test_that_results_are_marked_as_out_of_date_until_they_are_calculated_again(
    compared: Shell, qtbot: QtBot
) -> None:
    page, workspace = page_of(compared), compared.workspace
    before = page.table.text_at(0, 5)

    edit.choose(workspace, chosen("c3", "lower_setpoint"))

    assert workspace.state.comparing.is_stale
    assert page.graphicsEffect().isEnabled()
    assert page.note.text() == "out of date, calculating …"
    assert page.table.text_at(0, 5) == before
    qtbot.waitUntil(lambda: is_ready(compared), timeout=60_000)
    assert not page.graphicsEffect().isEnabled()
    assert page.table.text_at(0, 5) != before


def test_that_undo_takes_the_last_measure_out_of_the_comparison(
    compared: Shell, qtbot: QtBot, settled: Settled
) -> None:
    workspace, page = compared.workspace, page_of(compared)
    before = page.table.text_at(0, 5)
    edit.choose(workspace, chosen("c3", "lower_setpoint"))
    qtbot.waitUntil(lambda: is_ready(compared), timeout=60_000)

    compared.actions["undo"].trigger()
    qtbot.waitUntil(lambda: is_ready(compared), timeout=60_000)
    settled()

    assert workspace.state.shelf.open is not None
    assert [c.key for c in workspace.state.shelf.open.choices] == ["c2"]
    assert page.table.text_at(0, 5) == before


def test_that_the_two_views_lie_side_by_side_or_one_over_the_other_or_show_the_difference(
    compared: Shell,
) -> None:
    workspace, scene = compared.workspace, compared.stage.scene
    chosen_ones = workspace.state.comparing.chosen
    comparing.look(workspace, left=chosen_ones[0], right=chosen_ones[1])
    workspace.colour_by("u_value")
    scene.told.clear()

    comparing.look(workspace, shows=comparing.SWIPE)
    assert "show_comparison" in scene.told
    comparing.look(workspace, shows=comparing.DIFFERENCE)

    assert "end_comparison" in scene.told
    painted = scene.told["paint"][0]
    assert [c.label for c in painted.legend.classes][:2] == ["Left alone", "Right alone"]
    rows = [row for row, e in enumerate(workspace.model.elements) if e.key in PAINTED]
    assert [row for row, c in enumerate(painted.classes) if c == 1] == rows
    assert (painted.classes == 0).sum() == 0


def test_that_what_is_said_of_a_scenario_stands_below_it(
    compared: Shell, settled: Settled
) -> None:
    page = page_of(compared)
    page.tabs.turn_to("comments")
    page.comments.field.setText("The school is closed in July")
    page.comments.say()
    settled()

    (said,) = compared.workspace.state.shelf.comments
    assert said.text == "The school is closed in July"
    assert page.comments.field.text() == ""


def test_that_measures_are_shared_by_order_and_by_shapley(compared: Shell, qtbot: QtBot) -> None:
    page = page_of(compared)
    page.tabs.turn_to("measures")
    qtbot.waitUntil(lambda: len(page.measures.model.rows) > 0, timeout=60_000)

    *single, total = page.measures.model.rows
    assert [line.title for line in single] == [chosen("c2", "window_replacement").measure.title]
    assert total.is_sum
    assert abs(sum(line.shapley for line in single) - total.ordered) < 1e-6


def test_that_the_page_says_what_to_do_while_nothing_is_compared(inside: Shell) -> None:
    inside.workspace.set_mode("compare")

    assert "add a measure under What-if" in page_of(inside).table.empty_text
    assert page_of(inside).table.model().rowCount() == 0


def test_that_proposals_applied_to_the_building_are_compared_as_they_are(
    inside: Shell, qtbot: QtBot
) -> None:
    from dataclasses import replace

    from twin.analysis.proposals import parse_proposal
    from twin.model.scenario import Scenario
    from twin.sample.proposals import proposal_files
    from twin.workspace.history import begin

    offer = parse_proposal(proposal_files()["vestlandsvinduer-2026-01.json"])
    scenario = Scenario("b0", "Mine", (replace(offer, accepted=True),))
    inside.workspace.change(history=begin(scenario), result=None)
    inside.workspace.set_mode("compare")
    qtbot.waitUntil(lambda: is_ready(inside), timeout=60_000)

    assert inside.workspace.state.comparing.chosen == (comparing.WHAT_IF,)
    assert titles(inside)[2:] == ["Today", "Do nothing", offer.title]
