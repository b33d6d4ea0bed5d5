"""What the window says of solar panels, and the choice of their places."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from twin.model.panels import PanelFieldResult, PanelPlace, PanelsResult
from twin.ui.texts.language import use_language
from twin.ui.texts.panels import place_direction, place_name, room_text
from twin.ui.widgets.solar_fields import SolarFields
from twin.ui.window.shell import Shell

MODULES = np.zeros((50, 4, 3))
ROOF = PanelPlace(
    "roof 2 b", "roof", 30.0, 200.0, 100.0, ((30.0, 200.0),), MODULES, np.zeros(50, np.uint8),
    specific_yield=(565.0, 653.0, 739.0),
)  # fmt: skip
ROWS = replace(
    ROOF, key="roof 1", tilt=0.0, facings=((10.0, 80.0), (10.0, 260.0)), mounting="open"
)
SOUTH_ROWS = replace(ROWS, key="roof 1, rows to the south", facings=((15.0, 170.0),))
WALL = replace(ROOF, key="facade 3", surface="facade", facings=((90.0, 90.0),))
FIELD = PanelFieldResult(ROOF, 12.6, 30, 60.0, ROOF.specific_yield, 0.97)
RESULT = PanelsResult(
    (FIELD,), 12.6, 12.6, (7100.0, 8200.0, 9300.0), 5700.0, 2500.0, (0.65, 0.7, 0.74), 6300.0,
    1250.0, tuple(range(12)), tuple(range(12)),
)  # fmt: skip


@pytest.fixture
def fields(inside: Shell) -> SolarFields:
    inside.workspace.change(places=(ROOF, WALL, ROWS, SOUTH_ROWS))
    return SolarFields(inside.desk, RESULT)


def test_that_places_have_a_name_and_a_direction():
    assert (place_name(ROOF), place_name(WALL)) == ("Roof 2b", "Facade 3")
    assert place_direction(ROOF) == "south, tilt 30°"
    assert place_direction(WALL) == "east, tilt 90°"
    assert place_direction(ROWS) == "rows to both sides, tilt 10°"
    assert place_direction(SOUTH_ROWS) == "rows to the south, tilt 15°"
    assert room_text(ROOF) == "room for 21\u00a0kWp · 653 (565 – 739) kWh/kWp"
    use_language("nb")
    try:
        assert (place_name(WALL), place_direction(WALL)) == ("Fasade 3", "mot øst, helling 90°")
    finally:
        use_language("en")


def test_that_the_card_tells_power_yield_own_use_and_money(fields: SolarFields):
    words = " ".join(found.text() for found in fields.findChildren(QLabel)).replace("\u00a0", " ")

    assert "8,2" in words
    assert "7,1 – 9,3 · 12,6 kWp" in words
    assert "65 – 74" in words
    assert "6 300 kr" in words
    assert "1 250 kr" in words


def test_that_each_place_has_its_power_and_the_best_come_first(fields: SolarFields):
    inputs = fields.findChildren(QLineEdit)

    assert [field.text() for field in inputs] == ["12,6", "0,0", "0,0", "0,0"]
    assert inputs[0].accessibleName() == "Power on Roof 2b · south, tilt 30°, kWp"


def test_that_a_power_typed_in_becomes_a_choice(fields: SolarFields, inside: Shell):
    history = inside.workspace.history
    assert history is not None
    wall = fields.findChildren(QLineEdit)[1]
    wall.setText("4,2")
    wall.editingFinished.emit()

    assert inside.workspace.scenario is not None
    chosen = {c.place: c.power for c in inside.workspace.scenario.panels}
    assert chosen == {"roof 2 b": pytest.approx(12.6), "facade 3": pytest.approx(4.2)}
    inside.workspace.undo()
    assert inside.workspace.scenario.panels == ()


def test_that_nonsense_is_put_back_and_too_much_is_cut(fields: SolarFields, inside: Shell):
    first, wall = fields.findChildren(QLineEdit)[:2]
    first.setText("many")
    first.editingFinished.emit()
    assert first.text() == "12,6"
    assert inside.workspace.scenario is not None
    assert inside.workspace.scenario.panels == ()

    wall.setText("900")
    wall.editingFinished.emit()
    chosen = {c.place: c.power for c in inside.workspace.scenario.panels}
    assert chosen["facade 3"] == pytest.approx(WALL.power)


def test_that_panels_of_a_result_are_drawn_in_the_what_if(inside: Shell):
    from .results import result

    scene: Any = inside.stage.scene  # Any: a `RecordingScene`
    told = scene.told
    inside.workspace.change(mode="what-if", result=replace(result(), panels=RESULT))
    assert told["show_panels"][0].shape == (30, 4, 3)

    inside.workspace.change(mode="building")
    assert told["show_panels"][0].shape == (0, 4, 3)
