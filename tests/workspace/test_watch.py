"""What others store in the same portfolio shows here, with who it was; own steps are no news."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.store.test_known_values import WALL
from twin.errors import TwinError
from twin.model.edit import Edit
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.scenario import Scenario
from twin.store.certificates import save_certificates
from twin.store.database import Database, open_database
from twin.store.edits import store_edits
from twin.store.known_values import save_known_values
from twin.store.models import save_model
from twin.store.scenarios import save_draft
from twin.workspace import watch as watching
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

ORDER = WorkOrder(
    "AO-1", "b01", "", "234", "Skift pakning", WorkOrderState.OPEN, False,
    date(2026, 3, 1), None, None, "", np.nan,
)  # fmt: skip
Look = Callable[[], list[str]]


@pytest.fixture
def other(opened: Workspace, folder: Path) -> Iterator[Database]:
    """A second program on the same portfolio."""
    database = open_database(folder)
    yield database
    database.close()


@pytest.fixture
def look(opened: Workspace, settled: Settle) -> Look:
    """Look once; gives what was said since."""

    def looked() -> list[str]:
        assert opened.watch is not None
        before = len(opened.notices.shown)
        opened.watch.look()
        settled()
        return [n.text() for n in opened.notices.shown[before:]]

    return looked


def test_that_a_record_of_somebody_else_shows_with_who_and_what(
    opened: Workspace, other: Database, look: Look
) -> None:
    store_edits(other, [Edit(None, ORDER)], "Ola Dunk", "New work order")

    (told,) = look()

    assert told == "Ola Dunk changed the portfolio: New work order. It is shown."
    assert opened.portfolio is not None
    assert tuple(opened.portfolio.work_orders) == (ORDER,)
    assert look() == []


def test_that_several_steps_are_one_notice(opened: Workspace, other: Database, look: Look) -> None:
    for i in range(3):
        store_edits(other, [Edit(None, replace(ORDER, order_id=f"{i}"))], "Ola", f"Order {i}")
    assert look() == ["3 changes by others are shown; the newest is by Ola: Order 2."]
    assert opened.portfolio is not None and len(opened.portfolio.work_orders) == 3


def test_that_own_steps_are_no_news(
    opened: Workspace, settled: Settle, house: Path, look: Look
) -> None:
    opened.store([Edit(None, ORDER)], "Mine")
    settled()
    opened.undo()
    settled()
    opened.import_source([house])
    settled()
    assert opened.portfolio is not None
    opened.change_building(replace(opened.portfolio.buildings[0], name="Ny"))
    settled()
    opened.enter_building("b02")
    settled()
    opened.take_back(1.0)
    settled()
    assert look() == []


def test_that_what_was_there_when_it_was_opened_is_no_news(
    workspace: Workspace, settled: Settle, folder: Path
) -> None:
    database = open_database(folder)
    store_edits(database, [Edit(None, ORDER)], "Ola", "Before")
    database.close()
    workspace.open_portfolio(folder)
    settled()
    assert workspace.watch is not None
    workspace.watch.look()
    settled()
    assert workspace.notices.shown == ()


def test_that_a_building_changed_elsewhere_is_another_here_too(
    opened: Workspace, settled: Settle, other: Database, look: Look, house: Path
) -> None:
    opened.enter_building("b02")
    settled()
    assert opened.building is not None
    before = opened.building
    store_edits(other, [Edit(before, replace(before, name="Nytt navn"))], "Ola", "Rename")
    assert len(look()) == 1
    assert opened.building.name == "Nytt navn"

    save_model(other, "b03", house, "Ola")
    assert look() == [f"Ola changed the portfolio: {house.name}. It is shown."]
    assert opened.portfolio is not None
    assert opened.portfolio.buildings[2].model_sha256


def test_that_known_values_and_drafts_of_others_reach_the_entered_building_and_undo_goes_back(
    opened: Workspace, settled: Settle, other: Database, look: Look
) -> None:
    opened.enter_building("b02")
    settled()
    known = replace(WALL, building_id="b02", elements=())
    save_known_values(other, "b02", (known,), ("Ola", "Measured"))
    save_draft(other, Scenario("b02", take_back=1.5), ("Ola", "Take-back"))

    assert look() == ["2 changes by others are shown; the newest is by Ola: Take-back."]
    assert opened.known == (known,)
    assert opened.scenario is not None and opened.scenario.take_back == 1.5
    opened.set_mode("what-if")
    opened.undo()
    settled()
    assert opened.known == ()
    assert opened.scenario.take_back == 0.0


def test_that_a_change_elsewhere_leaves_an_equal_what_if_alone(
    opened: Workspace, settled: Settle, other: Database, look: Look
) -> None:
    opened.enter_building("b02")
    settled()
    history = opened.history
    save_draft(other, Scenario("b01", take_back=1.5), ("Ola", "Take-back"))
    look()
    assert opened.history == history


def test_that_certificates_of_others_show(opened: Workspace, other: Database, look: Look) -> None:
    from tests.store.test_known_values import ISSUED

    save_certificates(other, (ISSUED,), ("Ola", "Certificate"))
    look()
    assert opened.portfolio is not None
    assert opened.portfolio.certificates == (ISSUED,)
    assert opened.portfolio.buildings[0].energy_label == ISSUED.letter


def test_that_a_server_that_does_not_answer_is_told_once_and_asked_less_often(
    opened: Workspace, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise TwinError("The server is away.")

    real = watching.news
    monkeypatch.setattr(watching, "news", fails)
    assert look() == ["The server is away."]
    assert look() == []
    monkeypatch.setattr(watching, "news", real)
    assert look() == ["The server answers again; what is shown is up to date."]
    opened.notices.clear()


def test_that_it_looks_by_itself_and_stops_when_the_portfolio_is_closed(
    opened: Workspace, other: Database, qtbot: QtBot, folder: Path, settled: Settle
) -> None:
    assert opened.watch is not None
    opened.watch.every(20)
    store_edits(other, [Edit(None, ORDER)], "Ola", "New")
    qtbot.waitUntil(lambda: len(opened.notices.shown) == 1, timeout=5_000)
    first = opened.watch
    opened.open_portfolio(folder)
    settled()
    assert opened.watch is not first
