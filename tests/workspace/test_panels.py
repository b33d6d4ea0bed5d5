"""Solar panels of a what-if: places looked at when needed, chosen by the user, kept."""

import json
from pathlib import Path

import numpy as np
import pytest
from importers.test_importers import OFFER

from twin.model.panels import PanelChoice
from twin.store.scenarios import load_scenarios
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

PANELS = {
    **OFFER,
    "id": "no.example.panels",
    "measures": [
        {
            "id": "m1",
            "title": "Panels",
            "effects": [{"kind": "pv", "value": 3.0, "unit": "kW"}],
            "cost": {"per": "power", "unit_cost": 10000},
            "life_years": 30,
        }
    ],
}


@pytest.fixture
def with_panels(entered: Workspace, settled: Settle, tmp_path: Path) -> Workspace:
    path = tmp_path / "panels.json"
    path.write_text(json.dumps(PANELS))
    entered.import_proposal(path)
    settled()
    entered.apply_proposal("no.example.panels")
    settled()
    return entered


def test_that_nobody_looks_for_places_before_a_what_if(entered: Workspace, settled: Settle):
    before = entered.state
    assert before.places is None
    entered.set_mode("what-if")
    settled()

    found = entered.state
    assert found.places
    assert all(place.shadings for place in found.places)


def test_that_panels_go_on_the_roof_of_the_model(with_panels: Workspace):
    result = with_panels.result

    assert result is not None
    assert result.panels is not None
    (field,) = result.panels.fields
    assert (field.place.surface, field.power) == ("roof", pytest.approx(3.0))
    modules = field.place.modules
    assert 0 < modules[..., 0].min() < modules[..., 0].max() < 10
    assert (modules[..., 2] > 3.3).all()
    assert 400 < result.panels.made[1] / 3.0 < 800


def test_that_the_user_moves_panels_and_takes_it_back(with_panels: Workspace, settled: Settle):
    places = with_panels.state.places
    assert places
    wall = next(p for p in places if p.surface == "facade" and p.azimuth == 180.0)
    with_panels.choose_panels((PanelChoice(wall.key, 1.5),))
    settled()

    assert with_panels.result is not None
    assert with_panels.result.panels is not None
    assert [f.place.key for f in with_panels.result.panels.fields] == [wall.key]
    assert with_panels.result.panels.power == pytest.approx(1.5)
    assert with_panels.database is not None
    (draft,) = load_scenarios(with_panels.database, "b01")
    assert draft.scenario.panels == (PanelChoice(wall.key, 1.5),)

    with_panels.undo()
    settled()
    assert with_panels.result is not None
    assert with_panels.result.panels is not None
    assert with_panels.result.panels.fields[0].place.surface == "roof"


def test_that_a_building_without_a_model_has_places_on_its_footprint(
    opened: Workspace, settled: Settle
):
    opened.enter_building("b02")
    opened.set_mode("what-if")
    settled()

    places = opened.state.places
    assert places
    assert {place.surface for place in places} == {"roof", "facade"}
    assert all(place.share < 1 for place in places if place.surface == "facade")


def test_that_places_are_forgotten_with_the_building(with_panels: Workspace, settled: Settle):
    with_panels.enter_building("b03")
    settled()

    assert with_panels.state.places is None


def test_that_a_model_is_coloured_by_the_sun_on_it(entered: Workspace, settled: Settle):
    assert entered.state.sun is None
    entered.colour_by("surface_sun")
    settled()

    assert entered.colouring is not None
    assert entered.model is not None
    sun = dict(
        zip([e.name for e in entered.model.elements], entered.colouring.values, strict=True)
    )
    south, north = sun["Wall 0"], sun["Wall 1"]
    assert 400 < south < 680
    assert 150 < north < 400
    assert np.nanmax(entered.colouring.values) > 650
