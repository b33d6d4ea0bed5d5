"""Proposals previewed and applied, undo and redo, named versions."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from twin.store.scenarios import load_scenarios
from twin.workspace.workspace import Workspace
from workspace.hearing import PROPOSAL_ID, Settle, said


@pytest.fixture
def with_offer(entered: Workspace, settled: Settle, offer: Path) -> Workspace:
    entered.import_proposal(offer)
    settled()
    return entered


def test_that_a_preview_shows_the_reach_and_applies_nothing(with_offer: Workspace) -> None:
    (reach,) = with_offer.preview_proposal(PROPOSAL_ID)

    assert with_offer.model is not None
    classes = {with_offer.model.elements[row].ifc_class for row in reach.elements}
    assert (classes, reach.quantity, reach.reason) == ({"IfcWall"}, 4.0, "")
    assert with_offer.scenario is not None
    assert with_offer.scenario.proposals == ()


def test_that_applying_calculates_accepts_and_can_be_undone(
    with_offer: Workspace, settled: Settle
) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    settled()

    assert with_offer.scenario is not None
    assert with_offer.result is not None
    assert with_offer.portfolio is not None
    assert [p.title for p in with_offer.scenario.proposals] == ["Walls"]
    assert with_offer.portfolio.proposals[0].accepted
    assert with_offer.result.investment.p50 == pytest.approx(4000, rel=0.2)

    with_offer.undo()
    settled()
    assert with_offer.scenario.proposals == ()
    assert with_offer.result is None
    with_offer.redo()
    settled()
    assert [p.title for p in with_offer.scenario.proposals] == ["Walls"]
    assert with_offer.result is not None


def test_that_better_walls_need_less_energy(with_offer: Workspace, settled: Settle) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    settled()

    assert with_offer.result is not None
    assert with_offer.result.after.delivered_total < with_offer.result.before.delivered_total
    assert with_offer.result.saving.p10 > 0


def test_that_a_proposal_is_applied_once(with_offer: Workspace, settled: Settle) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    with_offer.apply_proposal(PROPOSAL_ID)
    settled()

    assert with_offer.scenario is not None
    assert len(with_offer.scenario.proposals) == 1
    assert "applied already" in said(with_offer)


def test_that_the_comparison_colours_before_and_after(
    with_offer: Workspace, settled: Settle
) -> None:
    with_offer.colour_by("u_value")
    with_offer.apply_proposal(PROPOSAL_ID)
    settled()

    comparison = with_offer.comparison
    assert comparison is not None
    assert comparison.left is not None
    assert comparison.right is not None
    rows = comparison.changed_rows
    assert len(rows) == 4
    assert comparison.left.values[rows] == pytest.approx(0.9)
    assert comparison.right.values[rows] == pytest.approx(0.2)


def test_that_the_draft_comes_back_after_a_restart(
    with_offer: Workspace, qtbot: QtBot, folder: Path
) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    with_offer.close()

    again = Workspace()
    again.open_portfolio(folder)
    qtbot.waitUntil(lambda: not again.jobs.running, timeout=60_000)
    again.enter_building("b01")
    qtbot.waitUntil(lambda: not again.jobs.running, timeout=60_000)

    assert again.scenario is not None
    assert [p.title for p in again.scenario.proposals] == ["Walls"]
    assert again.result is not None
    assert again.history is not None
    assert again.history.undo_step is None
    again.close()


def test_that_a_named_version_is_kept(
    with_offer: Workspace, settled: Settle, folder: Path
) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    with_offer.save_scenario("  Vegger 2027 ")
    with_offer.undo()
    settled()

    assert with_offer.database is not None
    saved = load_scenarios(with_offer.database, "b01")
    versions = [s.scenario for s in saved if not s.is_draft]
    drafts = [s.scenario for s in saved if s.is_draft]
    assert [(v.name, len(v.proposals)) for v in versions] == [("Vegger 2027", 1)]
    assert [len(d.proposals) for d in drafts] == [0]


def test_that_a_version_can_be_opened_again(
    with_offer: Workspace, settled: Settle, folder: Path
) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    with_offer.save_scenario("Vegger")
    with_offer.undo()
    settled()
    with_offer.open_portfolio(folder)
    settled()
    with_offer.enter_building("b01")
    settled()
    (version,) = with_offer.versions

    with_offer.open_version(version.scenario_id)
    settled()

    assert with_offer.scenario is not None
    assert (with_offer.scenario.name, len(with_offer.scenario.proposals)) == ("Vegger", 1)
    assert with_offer.result is not None
    with_offer.undo()
    assert with_offer.scenario.proposals == ()


def test_that_a_version_needs_a_name(entered: Workspace, settled: Settle) -> None:
    entered.save_scenario("  ")
    settled()

    assert "needs a name" in said(entered)


def test_that_other_weather_is_calculated_kept_and_undone(
    with_offer: Workspace, settled: Settle
) -> None:
    with_offer.apply_proposal(PROPOSAL_ID)
    settled()
    normal = with_offer.result
    assert normal is not None

    with_offer.choose_weather("2050")
    settled()

    warmer, building = with_offer.result, with_offer.building
    assert warmer is not None
    assert building is not None
    assert with_offer.database is not None
    assert warmer.before.delivered_total < normal.before.delivered_total
    assert [c.key for c in with_offer.weather_choices] == ["", "2050"]
    (draft,) = load_scenarios(with_offer.database, building.building_id)
    assert draft.scenario.weather == "2050"
    with_offer.undo()
    settled()
    assert with_offer.result is not None
    assert with_offer.result.before.delivered == normal.before.delivered
