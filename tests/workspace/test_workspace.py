"""The main job through the workspace: import, enter, colour, select, apply, undo, reopen."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from importers.test_importers import OFFER
from pytestqt.qtbot import QtBot

from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.model.finding import Severity
from twin.model.mesh import MeshBatch
from twin.model.overlay import NO_DATA
from twin.store.assessments import save_assessments
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import create
from twin.store.models import save_model
from twin.store.scenarios import load_scenarios
from twin.workspace.workspace import Workspace
from workspace.small_model import write_small_model

Settle = Callable[[], None]
PROPOSAL_ID = OFFER["id"]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_model(tmp_path_factory.mktemp("models") / "Lia skole.ifc")


@pytest.fixture(scope="session")
def finished_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(OFFER))
    return path


@pytest.fixture
def folder(tmp_path: Path, house: Path, finished_cache: Path) -> Path:
    """A portfolio of three buildings; the first has the model."""
    database = create(tmp_path / "Bergen.twin")
    buildings = [
        Building(
            f"b0{i}", f"Building {i}", "school", construction_year=1975.0,
            heated_floor_area=80.0, storeys=1,
            footprint=tuple((297_000.0 + 50 * i + x, 6_700_000.0 + y)
                            for x, y in ((0, 0), (10, 0), (10, 8), (0, 8))),
        )
        for i in (1, 2, 3)
    ]  # fmt: skip
    save_buildings(database, buildings)
    save_model(database, "b01", house)
    save_assessments(
        database,
        [
            Assessment(b, "", "23", ConditionGrade(g), 2, "", "", date(2024, 1, 1), "", 1,
                       1.0, 2.0, 3.0, 2024)
            for b, g in (("b01", 3), ("b02", 1))
        ],
    )  # fmt: skip
    database.close()
    (database.folder / "cache").rmdir()
    (database.folder / "cache").symlink_to(finished_cache, target_is_directory=True)
    return database.folder


@pytest.fixture
def opened(workspace: Workspace, settled: Settle, folder: Path) -> Iterator[Workspace]:
    workspace.open_portfolio(folder)
    settled()
    yield workspace
    assert errors(workspace) == []


@pytest.fixture
def entered(opened: Workspace, settled: Settle) -> Workspace:
    opened.enter_building("b01")
    settled()
    return opened


def errors(workspace: Workspace) -> list[str]:
    return [n.text() for n in workspace.notices.shown if n.severity == Severity.ERROR]


def said(workspace: Workspace) -> str:
    return workspace.notices.shown[-1].text()


def heard(workspace: Workspace) -> list[str]:
    """Names of the signals from now on, in order."""
    names: list[str] = []
    for name in (
        "portfolio_changed", "building_changed", "model_changed", "selection_changed",
        "colouring_changed", "visibility_changed", "scenario_changed", "result_changed",
        "mode_changed",
    ):  # fmt: skip
        getattr(workspace, name).connect(lambda *_, name=name: names.append(name))
    return names


def test_that_a_new_workspace_is_empty(workspace: Workspace) -> None:
    assert (workspace.mode, workspace.overlay, workspace.storey) == ("start", "", "")
    assert workspace.portfolio is None
    assert workspace.building is None
    assert workspace.comparison is None
    assert workspace.selection == frozenset()


def test_that_opening_shows_the_portfolio_and_remembers_it(
    opened: Workspace, folder: Path
) -> None:
    assert opened.portfolio is not None
    assert opened.mode == "portfolio"
    assert opened.portfolio.name == "Bergen"
    assert len(opened.portfolio.delivered_per_m2) == 3
    assert opened.settings.recent == (str(folder.resolve()),)


def test_that_what_is_no_portfolio_is_a_notice_and_changes_nothing(
    workspace: Workspace, settled: Settle, tmp_path: Path
) -> None:
    workspace.open_portfolio(tmp_path / "nowhere")
    settled()

    assert workspace.mode == "start"
    assert "There is no portfolio" in said(workspace)


def test_that_a_new_portfolio_gets_its_suffix(
    workspace: Workspace, settled: Settle, tmp_path: Path
) -> None:
    workspace.create_portfolio(tmp_path / "Åsane")
    settled()

    assert workspace.portfolio is not None
    assert workspace.portfolio.folder == tmp_path / "Åsane.twin"
    assert workspace.portfolio.buildings == ()


def test_that_another_portfolio_takes_the_place_of_the_open_one(
    entered: Workspace, settled: Settle, tmp_path: Path
) -> None:
    entered.create_portfolio(tmp_path / "Other")
    settled()

    assert entered.mode == "portfolio"
    assert entered.building is None
    assert entered.model is None
    assert entered.scenario is None


def test_that_setters_emit_once_and_only_when_the_value_differs(entered: Workspace) -> None:
    keys = frozenset(e.key for e in entered.model.elements[:2]) if entered.model else frozenset()
    names = heard(entered)

    for _ in range(3):
        entered.select(keys)
        entered.set_xray(True)
        entered.colour_by("storey")
        entered.set_mode("building")

    assert names == ["selection_changed", "visibility_changed", "colouring_changed"]


def test_that_a_slot_that_changes_more_causes_no_signal_twice(opened: Workspace) -> None:
    names = heard(opened)
    opened.building_changed.connect(lambda: opened.select(frozenset("x")))

    opened.enter_building("b02")

    assert names.count("selection_changed") == 1
    assert names.count("mode_changed") == 1


def test_that_entering_streams_portions_and_then_gives_the_model(
    opened: Workspace, settled: Settle
) -> None:
    portions: list[object] = []
    opened.portion_arrived.connect(portions.append)
    names = heard(opened)

    opened.enter_building("b01")

    assert names == ["building_changed", "mode_changed", "scenario_changed"]
    assert opened.building is not None
    assert opened.building.name == "Building 1"
    assert opened.model is None
    settled()
    assert opened.model is not None
    assert opened.model.summary.drawn == 6
    assert names[-1] == "model_changed"
    assert all(isinstance(p, MeshBatch) for p in portions)


def test_that_a_building_without_model_says_so_and_can_be_worked_with(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    assert "has no model yet" in said(opened)

    opened.set_mode("what-if")
    settled()

    assert opened.model is None
    assert opened.result is not None
    assert opened.result.before.delivered_total > 0


def test_that_an_older_entering_is_dropped_for_a_newer(opened: Workspace, settled: Settle) -> None:
    opened.enter_building("b01")
    opened.enter_building("b02")
    settled()

    assert opened.building is not None
    assert opened.building.building_id == "b02"
    assert opened.model is None


def test_that_leaving_selects_the_building_in_the_portfolio(entered: Workspace) -> None:
    entered.leave_building()

    assert entered.mode == "portfolio"
    assert entered.model is None
    assert entered.selection == {"b01"}


def test_that_modes_of_a_building_need_one(opened: Workspace) -> None:
    opened.set_mode("compare")

    assert opened.mode == "portfolio"
    assert "Enter a building first" in said(opened)


def test_that_colours_follow_the_rows_shown(opened: Workspace, settled: Settle) -> None:
    opened.colour_by("condition")
    assert opened.colouring is not None
    assert len(opened.colouring.classes) == 3
    assert opened.colouring.classes[2] == NO_DATA

    opened.enter_building("b01")
    settled()
    assert opened.colouring is None
    opened.colour_by("u_value")
    assert opened.model is not None
    assert len(opened.colouring.classes) == len(opened.model.elements)

    opened.leave_building()
    assert opened.overlay == "condition"
    assert len(opened.colouring.classes) == 3


def test_that_only_overlays_that_fit_are_offered(entered: Workspace) -> None:
    in_building = {c.name for c in entered.overlays}
    entered.leave_building()
    in_portfolio = {c.name for c in entered.overlays}

    assert {"condition", "u_value", "storey", "ifc_class", "open_work_orders"} <= in_building
    assert {"condition", "energy_use", "open_work_orders"} <= in_portfolio
    assert "u_value" not in in_portfolio


def test_that_an_unknown_overlay_is_a_notice_and_the_colours_stay(opened: Workspace) -> None:
    opened.colour_by("condition")
    before = opened.colouring

    opened.colour_by("no such thing")

    assert (opened.overlay, opened.colouring) == ("condition", before)
    assert "no overlay called no such thing" in said(opened)
    opened.notices.clear()


def test_that_showing_all_undoes_every_hiding(entered: Workspace) -> None:
    assert entered.model is not None
    a, b, *_ = (e.key for e in entered.model.elements)

    entered.hide(frozenset((a,)))
    entered.hide(frozenset((b,)))
    entered.isolate(frozenset((b,)))
    entered.show_storey("x")
    assert entered.hidden == {a, b}
    assert (entered.isolated, entered.storey) == (frozenset((b,)), "x")
    entered.show_all()

    assert not entered.visibility.hidden_rows(entered.model.elements).any()
    assert not entered.xray


def test_that_importing_a_model_adds_a_building(
    opened: Workspace, settled: Settle, house: Path
) -> None:
    opened.import_source([house])
    settled()

    assert opened.portfolio is not None
    new = opened.portfolio.buildings[-1]
    assert (new.building_id, new.name, new.category) == ("b04", "Lia skole", "school")
    assert new.model_sha256
    assert opened.selection == {"b04"}
    assert "Lia skole was added" in said(opened)


def test_that_a_new_version_replaces_the_model_of_the_entered_building(
    entered: Workspace, settled: Settle, tmp_path: Path
) -> None:
    assert entered.building is not None
    before = entered.building.model_sha256
    newer = write_small_model(tmp_path / "newer.ifc")

    entered.import_source([newer], as_new_version=True)
    settled()

    assert entered.portfolio is not None
    assert len(entered.portfolio.buildings) == 3
    assert entered.building.model_sha256 != before
    assert entered.building.model_name == "newer.ifc"
    assert entered.model is not None


def test_that_files_are_taken_in_order_and_a_bad_one_does_not_stop_the_rest(
    opened: Workspace, settled: Settle, house: Path, offer: Path, tmp_path: Path
) -> None:
    note = tmp_path / "notes.docx"
    note.write_text("hello")

    opened.import_source([note, house, offer])
    settled()

    refused, added, proposal = (n.text() for n in opened.notices.shown)
    assert "Choose one of: .ifc, .ifczip, .json, .pproposal" in refused
    assert "Lia skole was added" in added
    assert "The proposal Walls of Vegg AS is here" in proposal
    assert opened.portfolio is not None
    assert [p.accepted for p in opened.portfolio.proposals] == [False]
    opened.notices.clear()


def test_that_importing_needs_a_portfolio(workspace: Workspace, house: Path) -> None:
    workspace.import_source([house])

    assert "Open or make a portfolio first" in said(workspace)
    assert not workspace.jobs.running


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


def test_that_files_never_end_up_in_a_portfolio_opened_meanwhile(
    opened: Workspace, settled: Settle, house: Path, tmp_path: Path
) -> None:
    opened.import_source([house, house])
    opened.create_portfolio(tmp_path / "Other")
    settled()

    assert opened.portfolio is not None
    assert opened.portfolio.name == "Other"
    assert opened.portfolio.buildings == ()


def test_that_a_version_needs_a_name(entered: Workspace, settled: Settle) -> None:
    entered.save_scenario("  ")
    settled()

    assert "needs a name" in said(entered)


def test_that_a_corrected_building_is_stored_and_shown(
    entered: Workspace, settled: Settle
) -> None:
    assert entered.building is not None
    names = heard(entered)

    entered.change_building(replace(entered.building, construction_year=2010.0))
    settled()

    assert entered.building.construction_year == 2010.0
    assert entered.database is not None
    assert load_buildings(entered.database)[0].construction_year == 2010.0
    assert names[:2] == ["portfolio_changed", "building_changed"]


def test_that_a_missing_value_is_a_notice_and_not_a_guess(
    opened: Workspace, settled: Settle
) -> None:
    opened.change_building(Building("b02", "Hall", "sports", construction_year=1990.0))
    settled()

    opened.enter_building("b02")
    opened.set_mode("what-if")
    settled()

    assert opened.result is None
    assert "floor area" in said(opened)
    opened.notices.clear()


def test_that_closing_in_the_middle_of_everything_leaves_nothing_behind(
    opened: Workspace, house: Path
) -> None:
    opened.import_source([house] * 3)
    opened.enter_building("b01")
    opened.close()

    assert opened.database is None
    assert [t.name for t in threading.enumerate() if t.name.startswith("twin-")] == []


def test_that_changed_settings_are_stored_and_heard(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.settings_changed):
        workspace.change_settings(theme="dark")

    again = Workspace()
    assert again.settings.theme == "dark"
    again.close()
