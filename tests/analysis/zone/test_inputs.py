"""Numbers that no building has never become a result; every refusal says what to do."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.cases import SCHOOL
from twin import resources
from twin.analysis.assumptions import central_physics
from twin.analysis.heat_balance import annual_energy
from twin.analysis.operation import hourly_use
from twin.analysis.zone import inputs, limits
from twin.analysis.zone.many import Variant, needs
from twin.analysis.zones import zone_from_archetype
from twin.errors import InputOutOfRange, MissingInput, TwinError
from twin.model.thermal import InnerMass, Sourced
from twin.workspace.defaults import defaults, normal_year

NAN = float("nan")
PHYSICS = central_physics(defaults())
USE = hourly_use(defaults().operations["school"])
ZONE = zone_from_archetype(SCHOOL, defaults())


def known(value: float) -> Sourced:
    return Sourced(value, value, value, "model", "")


def with_zone(**changes: object):
    return replace(ZONE, **changes)


def with_part(of: str, **changes: object):
    parts = tuple(replace(s, **changes) if s.kind == of else s for s in ZONE.surfaces)
    return replace(ZONE, surfaces=parts)


def hours(values: np.ndarray, value: float) -> np.ndarray:
    changed = np.array(values, dtype=np.float64)
    changed[777] = value
    return changed


def refused(
    error: type[TwinError], zone=ZONE, physics=PHYSICS, use=USE, weather=None
) -> TwinError:
    with pytest.raises(error) as caught:
        needs([Variant(zone, physics)], [use], weather or normal_year())
    assert caught.value.next_step
    assert "{" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("zone", "error"),
    [
        (with_zone(floor_area=known(NAN)), MissingInput),
        (with_zone(floor_area=known(0.0)), InputOutOfRange),
        (with_zone(volume=known(NAN)), MissingInput),
        (with_zone(volume=known(-3960.0)), InputOutOfRange),
        (with_zone(volume=known(float("inf"))), InputOutOfRange),
        (with_zone(n50=known(NAN)), MissingInput),
        (with_zone(n50=known(-1.0)), InputOutOfRange),
        (with_zone(heat_recovery=known(1.2)), InputOutOfRange),
        (with_zone(heat_recovery=known(-0.1)), InputOutOfRange),
        (with_zone(heat_recovery=known(75.0)), InputOutOfRange),
        (with_zone(specific_fan_power=known(NAN)), MissingInput),
        (with_zone(heat_capacity=known(165.0)), InputOutOfRange),
        (with_zone(thermal_bridge=known(-0.5)), InputOutOfRange),
        (with_zone(setpoint_shift=NAN), MissingInput),
        (with_zone(ventilation_factor=-1.0), InputOutOfRange),
        (with_zone(lighting_factor=NAN), MissingInput),
        (with_zone(surfaces=()), MissingInput),
        (with_zone(exposed_perimeter=known(-4.0)), InputOutOfRange),
        (with_zone(inner=(InnerMass("wall", NAN, known(4e4)),)), MissingInput),
        (with_zone(inner=(InnerMass("wall", 40.0, known(-4e4)),)), InputOutOfRange),
        (
            with_zone(heating=(replace(ZONE.heating[0], efficiency=known(0.0)),)),
            InputOutOfRange,
        ),
        (with_part("wall", area=0.0), InputOutOfRange),
        (with_part("wall", area=-10.0), InputOutOfRange),
        (with_part("wall", area=NAN), MissingInput),
        (with_part("wall", u_value=known(0.0)), InputOutOfRange),
        (with_part("roof", u_value=known(50.0)), InputOutOfRange),
        (with_part("floor", u_value=known(NAN)), MissingInput),
        (with_part("window", g_value=1.3), InputOutOfRange),
        (with_part("window", g_value=-0.1), InputOutOfRange),
        (with_part("window", g_value=NAN), MissingInput),
        (with_part("window", tilt=NAN), MissingInput),
        (with_part("wall", tilt=270.0), InputOutOfRange),
        (with_part("wall", kind="curtain"), InputOutOfRange),
        (with_part("wall", leaf_capacity=known(0.0)), InputOutOfRange),
        (with_part("wall", reduction=known(-0.2)), InputOutOfRange),
    ],
)
def test_that_impossible_zones_are_refused(zone, error):
    assert "b01" in str(refused(error, zone))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"obstruction": 1.4}, InputOutOfRange),
        ({"frame_share": NAN}, MissingInput),
        ({"ground_conductivity": 0.0}, InputOutOfRange),
        ({"supply_temperature": NAN}, MissingInput),
        ({"infiltration_factor": -0.07}, InputOutOfRange),
        ({"airing_temperature": 300.0}, InputOutOfRange),
    ],
)
def test_that_impossible_assumptions_are_refused(change, error):
    refused(error, physics=replace(PHYSICS, **change))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"gains": hours(USE.gains, NAN)}, MissingInput),
        ({"gains": hours(USE.gains, -5.0)}, InputOutOfRange),
        ({"airflow": USE.airflow[:8759]}, InputOutOfRange),
        ({"airflow": np.tile(USE.airflow, 2)[:8784]}, InputOutOfRange),
        ({"heating_setpoint": hours(USE.heating_setpoint, NAN)}, MissingInput),
        ({"heating_setpoint": hours(USE.heating_setpoint, 294.0)}, InputOutOfRange),
        ({"lighting": np.zeros((8760, 2))}, InputOutOfRange),
    ],
)
def test_that_hours_of_use_with_gaps_are_refused(change, error):
    refused(error, use=replace(USE, **change))


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("temperature", NAN, MissingInput),
        ("temperature", 285.0, InputOutOfRange),
        ("temperature", 99.9, InputOutOfRange),
        ("wind_speed", -1.0, InputOutOfRange),
        ("sky_temperature", 270.0, InputOutOfRange),
        ("ghi", NAN, MissingInput),
        ("dni", -50.0, InputOutOfRange),
    ],
)
def test_that_weather_with_gaps_or_other_units_is_refused(column, value, error):
    weather = normal_year()

    spoilt = replace(weather, **{column: hours(getattr(weather, column), value)})

    assert weather.name in str(refused(error, weather=spoilt))


def test_that_uncooled_rooms_and_unknown_wind_are_no_error():
    uncooled = replace(USE, cooling_setpoint=np.full(8760, NAN))
    calm = replace(normal_year(), wind_speed=np.full(8760, NAN))

    found = needs([Variant(ZONE, PHYSICS)], [uncooled], calm)

    assert np.isfinite(found.heating).all()
    assert found.heating.sum() > 0


def test_that_one_bad_zone_of_many_is_named():
    bad = replace(ZONE, building_id="b77", n50=known(NAN))

    with pytest.raises(MissingInput) as caught:
        needs([Variant(ZONE, PHYSICS), Variant(bad, PHYSICS)], [USE, USE], normal_year())

    assert "b77" in str(caught.value)


def test_that_the_yearly_energy_refuses_what_the_zone_model_does():
    for zone in (with_zone(n50=known(NAN)), with_zone(lighting_factor=NAN)):
        with pytest.raises(MissingInput):
            annual_energy(zone, normal_year(), defaults())


def test_that_limits_are_met_by_every_archetype_and_draw():
    # Values at the ends of every spread that the program ships.
    for era in defaults().eras:
        for name, spread in era.values.items():
            table = limits.ZONE.get(name) or limits.PARTS[name[:1] + "_value"]
            for value in (spread.low, spread.value, spread.high):
                assert table.least <= value <= table.most, (name, value)


def test_that_every_quantity_and_sentence_is_known_in_norwegian():
    texts = json.loads(resources.path("translations/nb.json").read_text(encoding="utf-8"))
    tables = (limits.ZONE, limits.SYSTEMS, limits.PARTS, limits.PHYSICS, limits.USE)
    words = {known.quantity for table in (*tables, limits.WEATHER) for known in table.values()}
    said = {value for value in _sentences() if value.endswith(".")}

    assert words | set(inputs.KINDS) | said <= texts.keys()


def _sentences() -> set[str]:
    spoilt = [
        lambda: refused(MissingInput, with_zone(n50=known(NAN))),
        lambda: refused(InputOutOfRange, with_zone(n50=known(-1.0))),
        lambda: refused(MissingInput, with_zone(surfaces=())),
        lambda: refused(MissingInput, with_part("wall", area=NAN)),
        lambda: refused(InputOutOfRange, with_part("wall", area=0.0)),
        lambda: refused(InputOutOfRange, with_part("wall", kind="curtain")),
        lambda: refused(MissingInput, physics=replace(PHYSICS, obstruction=NAN)),
        lambda: refused(InputOutOfRange, physics=replace(PHYSICS, obstruction=2.0)),
        lambda: refused(MissingInput, use=replace(USE, gains=hours(USE.gains, NAN))),
        lambda: refused(InputOutOfRange, use=replace(USE, gains=hours(USE.gains, -1.0))),
        lambda: refused(InputOutOfRange, use=replace(USE, gains=USE.gains[:10])),
    ]
    weather = normal_year()
    for value, error in ((NAN, MissingInput), (300.0, InputOutOfRange)):
        cold = replace(weather, temperature=hours(weather.temperature, value))
        spoilt.append(lambda cold=cold, error=error: refused(error, weather=cold))
    errors = [make() for make in spoilt]
    return {text for error in errors for text in (error.message, error.next_step)}
