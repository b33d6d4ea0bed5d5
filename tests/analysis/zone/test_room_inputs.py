"""Rooms, hours and panes that cannot be are refused with what to do."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.zone.cases import WALLS, room, schedule, steady
from twin import resources
from twin.analysis.zone import room_inputs
from twin.analysis.zone.glazing import glazing, plain_glazing
from twin.analysis.zone.layers import Layer
from twin.analysis.zone.panes import Pane
from twin.analysis.zone.room import simulate
from twin.errors import InputOutOfRange, MissingInput

NAN = float("nan")
ROOM, DAY, WEATHER = room(), schedule(), steady()


def with_wall(**changes: object):
    return replace(ROOM, opaque=(replace(ROOM.opaque[0], **changes), *ROOM.opaque[1:]))


def with_layer(**changes: float):
    return with_wall(layers=(replace(WALLS[0][0], **changes), *WALLS[0][1:]))


@pytest.mark.parametrize(
    ("spoilt", "error"),
    [
        (replace(ROOM, volume=-240.0), InputOutOfRange),
        (replace(ROOM, volume=NAN), MissingInput),
        (replace(ROOM, recovery=1.1), InputOutOfRange),
        (replace(ROOM, leakage=-0.1), InputOutOfRange),
        (replace(ROOM, supply_temperature=NAN), MissingInput),
        (replace(ROOM, heating_power=-1.0), InputOutOfRange),
        (replace(ROOM, frost=NAN), MissingInput),
        (with_wall(area=0.0), InputOutOfRange),
        (with_wall(area=NAN), MissingInput),
        (with_wall(layers=()), MissingInput),
        (with_wall(inner_tilt=400.0), InputOutOfRange),
        (with_wall(face=None, ground=(5.0,) * 11), InputOutOfRange),
        (with_wall(face=None, ground=(NAN,) * 12), MissingInput),
        (with_layer(conductivity=0.0), InputOutOfRange),
        (with_layer(thickness=-0.1), InputOutOfRange),
        (with_layer(density=NAN), MissingInput),
        (replace(ROOM, glass=(replace(ROOM.glass[0], beam=1.3),)), InputOutOfRange),
        (replace(ROOM, glass=(replace(ROOM.glass[0], diffuse=NAN),)), MissingInput),
    ],
)
def test_that_impossible_rooms_are_refused(spoilt, error):
    with pytest.raises(error) as caught:
        simulate(spoilt, DAY, WEATHER)

    assert caught.value.next_step
    assert "{" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"heating": np.full(8760, NAN)}, MissingInput),
        ({"heating": np.full(8784, 20.0)}, InputOutOfRange),
        ({"flow": np.full(8760, -1.0)}, InputOutOfRange),
        ({"convective": np.zeros(24)}, InputOutOfRange),
    ],
)
def test_that_schedules_with_gaps_or_of_another_length_are_refused(changes, error):
    with pytest.raises(error) as caught:
        simulate(ROOM, replace(DAY, **changes), WEATHER)

    assert caught.value.next_step


@pytest.mark.parametrize(
    "pane", [Pane(0.8, 0.3, 0.1), Pane(0.8, 0.1, 0.3), Pane(-0.1, 0.1, 0.1), Pane(NAN, 0.1, 0.1)]
)
def test_that_panes_do_not_give_more_light_than_they_get(pane):
    with pytest.raises((MissingInput, InputOutOfRange)) as caught:
        glazing([pane], [], 25.0)

    assert caught.value.next_step


@pytest.mark.parametrize(
    ("u_value", "g_value"), [(0.0, 0.5), (50.0, 0.5), (NAN, 0.5), (1.2, 1.1), (1.2, -0.1)]
)
def test_that_impossible_windows_are_refused(u_value, g_value):
    with pytest.raises((MissingInput, InputOutOfRange)):
        plain_glazing(u_value, g_value, (7.7, 25.0))


def test_that_a_massless_layer_is_no_error():
    light = with_wall(layers=(Layer(0.1, 0.04, 0.0, 0.0),))

    assert np.isfinite(simulate(light, DAY, WEATHER).heating).all()


def test_that_every_quantity_has_a_norwegian_word():
    texts = json.loads(resources.path("translations/nb.json").read_text(encoding="utf-8"))
    tables = (room_inputs.ROOM, room_inputs.LAYER, room_inputs.HOURS)
    words = {known.quantity for table in tables for known in table.values()}
    alone = [v for v in vars(room_inputs).values() if isinstance(v, room_inputs.Limits)]

    assert words | {limits.quantity for limits in alone} <= texts.keys()
