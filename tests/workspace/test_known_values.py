"""Known values entered, undone, kept, and put to use everywhere in the program."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from twin.model.known import KnownValue
from twin.model.operation import ActualOperation, Override
from twin.store.database import open_database
from twin.store.known_values import load_known_values
from twin.workspace.known_model import alike, in_envelope, of_element, with_known_airflow
from twin.workspace.known_values import beside, known_of, problem, usual_uncertainty
from twin.workspace.workspace import Workspace
from workspace.hearing import PROPOSAL_ID, Settle, said

DAY = date(2026, 3, 1)


def known(quantity: str, value: float, **changes: object) -> KnownValue:
    made = KnownValue("b01", quantity, value, 0.1, "measured", DAY, "K. Moe", "", DAY)
    return replace(made, **changes)


@pytest.fixture
def told(entered: Workspace, settled: Settle) -> Workspace:
    """The building with a model, with measured walls."""
    entered.change_known((known("u_wall", 0.25),))
    settled()
    return entered


def test_that_measured_walls_change_the_energy_and_undo_brings_it_back(
    entered: Workspace, settled: Settle
) -> None:
    assert entered.energy is not None
    assert entered.energy.standard is not None
    before = entered.energy.standard.delivered_total
    entered.change_known((known("u_wall", 0.25),))
    settled()
    assert entered.energy.standard is not None
    assert entered.energy.standard.delivered_total < before
    said_of = [str(s) for s in entered.energy.assumptions]
    assert any("Measured. K. Moe, 2026-03-01" in s for s in said_of)

    entered.undo()
    settled()
    assert entered.known == ()
    assert entered.energy.standard is not None
    assert entered.energy.standard.delivered_total == pytest.approx(before)
    entered.redo()
    settled()
    assert entered.known[0].value == 0.25


def test_that_known_values_come_back_after_a_restart(
    told: Workspace, settled: Settle, qtbot: QtBot, folder: Path
) -> None:
    database = open_database(folder, read_only=True)
    try:
        assert load_known_values(database, "b01") == told.known
    finally:
        database.close()
    assert known_of(folder, "b01") == told.known
    told.leave_building()
    told.enter_building("b01")
    settled()
    assert [v.quantity for v in told.known] == ["u_wall"]


def test_that_the_model_and_its_colours_show_what_is_measured(
    told: Workspace, settled: Settle
) -> None:
    told.colour_by("u_value_source")
    colouring, model = told.colouring, told.known_model
    assert colouring is not None
    assert model is not None
    assert model.envelope is not None
    measured = [c for c in colouring.classes if c >= 0]
    assert colouring.legend.classes[measured[0]].label == "Measured"
    walls = np.array(model.envelope.kind) == "wall"
    assert set(model.envelope.u_value[walls]) == {0.25}
    assert told.model is not None
    assert told.model.envelope is not None
    assert 0.25 not in told.model.envelope.u_value  # the file's own stays
    told.undo()
    after = told.colouring
    assert after is not None
    assert after.counts()[0] == 0


def test_that_a_value_of_some_elements_is_theirs_alone(
    entered: Workspace, settled: Settle
) -> None:
    assert entered.model is not None
    assert entered.model.envelope is not None
    first = entered.model.elements[int(entered.model.envelope.element[0])].key
    entered.change_known((known("u_value", 0.18, elements=(first,)),))
    settled()
    shown = entered.known_model
    assert shown is not None
    assert shown.envelope is not None
    assert np.count_nonzero(shown.envelope.u_value == 0.18) == 1
    kind = shown.envelope.kind[0]
    assert of_element(entered.known, first, kind) == entered.known[0]
    assert of_element(entered.known, "other", kind) is None


def test_that_the_what_if_starts_from_what_is_measured(
    entered: Workspace, settled: Settle, offer: Path
) -> None:
    entered.import_proposal(offer)
    settled()
    entered.set_mode("what-if")
    settled()
    assert entered.result is not None
    before = entered.result.before.delivered_total
    entered.change_known((known("n50", 0.6),))
    assert entered.result is None
    settled()
    assert entered.result is not None
    assert entered.result.before.delivered_total < before


def test_that_impossible_values_are_told_and_not_kept(
    entered: Workspace, settled: Settle, folder: Path
) -> None:
    for value in (0.0, 50.0):
        entered.change_known((known("u_wall", value),))
    settled()
    assert entered.known == ()
    assert "no building has that" in said(entered)
    entered.notices.clear()
    assert known_of(folder, "b01") == ()
    assert problem((known("n50", 1.0, when=date(2099, 1, 1)),), DAY) is not None


def test_that_what_stands_beside_is_calculated_without_what_is_known(
    told: Workspace,
) -> None:
    found = beside(told.state)
    assert found.numbers["u_wall"].value != 0.25
    assert found.numbers["u_wall"].basis in ("model", "computed", "default")
    assert found.numbers["floor_area"].value > 0
    assert found.heating == "electric_direct"
    assert np.isfinite(found.numbers["airflow"].value)


def test_that_a_usual_uncertainty_has_its_source() -> None:
    found = usual_uncertainty("u_wall", "measured")
    assert found.share == 0.15
    assert "ISO 9869-1" in found.source
    assert usual_uncertainty("n50", "assumed").share > usual_uncertainty("n50", "measured").share


def test_that_alike_are_the_parts_of_the_same_kind_and_layers(entered: Workspace) -> None:
    model = entered.model
    assert model is not None
    assert model.envelope is not None
    key = model.elements[int(model.envelope.element[0])].key
    same = alike(model, frozenset((key,)))
    assert key in same
    assert in_envelope(model, same) == same
    assert in_envelope(model, frozenset(("nobody",))) == frozenset()


def test_that_a_known_air_flow_joins_an_actual_operation_that_has_none() -> None:
    air = (known("airflow", 9.0),)
    plain = ActualOperation("b01", "school", 2026)
    found = with_known_airflow(plain, air)
    assert found is not None
    assert found.value("airflow_in_use") == 9.0
    own = replace(plain, overrides=(Override("airflow_in_use", 7.0, "A", DAY, "own"),))
    assert with_known_airflow(own, air) == own
    assert with_known_airflow(None, air) is None


def test_that_comfort_taken_back_is_undone_kept_and_calculated(
    entered: Workspace, settled: Settle, offer: Path
) -> None:
    entered.import_proposal(offer)
    settled()
    entered.apply_proposal(PROPOSAL_ID)
    settled()
    assert entered.result is not None
    plain = entered.result.saving.p50
    entered.take_back(1.0)
    settled()
    assert entered.result.take_back == 1.0
    assert entered.result.saving.p50 < plain
    entered.take_back(40.0)
    assert "cannot be kept" in said(entered)
    entered.notices.clear()
    entered.undo()
    settled()
    assert entered.scenario is not None
    assert entered.scenario.take_back == 0.0
    assert entered.result is not None
    assert entered.result.saving.p50 == pytest.approx(plain)


def test_that_the_energy_follows_the_weather_and_labels_stay(
    entered: Workspace, settled: Settle
) -> None:
    assert entered.energy is not None
    normal = entered.energy.standard
    assert normal is not None
    entered.choose_weather("2050")
    settled()
    assert entered.energy.standard is not None
    assert not entered.energy.is_normal_year
    assert "2050" in entered.energy.weather
    assert entered.energy.standard.delivered_total < normal.delivered_total
    assert entered.energy.standard.labels == normal.labels
