"""Effects that change nothing leave a zone as it is; effects on some parts leave the others."""

from dataclasses import replace

import pytest

from twin.analysis.effects import Change, apply
from twin.analysis.zones import zone_from_archetype
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.effect_kind import ZONE as ON_ZONE
from twin.workspace.defaults import defaults

from .cases import SCHOOL, effect

ZONE = zone_from_archetype(SCHOOL, defaults())
EVERY = frozenset(range(len(ZONE.surfaces)))
NEUTRAL = {
    "n50_factor": 1.0, "ventilation_factor": 1.0, "ventilation_hours": 0.0,
    "lighting_factor": 1.0, "equipment_factor": 1.0, "hot_water_factor": 1.0,
    "setpoint_shift": 0.0, "night_setback": 0.0, "control_loss_factor": 1.0,
    "battery": 0.0, "thermal_store": 0.0, "floor_area_factor": 1.0, "added_resistance": 0.0,
    "night_flushing": 0.0, "pv": 0.0,
}  # fmt: skip


def applied(kind, value, share=1.0):
    unit = EFFECT_KINDS[kind].units[0]
    return apply(ZONE, Change(effect(kind, value, unit, share), EVERY, value))


@pytest.mark.parametrize(("kind", "value"), NEUTRAL.items())
def test_that_a_neutral_effect_leaves_the_zone_as_it_is(kind, value):
    zone = applied(kind, value)

    for old, new in zip(ZONE.surfaces, zone.surfaces, strict=True):
        assert new.u_value.value == pytest.approx(old.u_value.value, rel=1e-15)
    assert replace(zone, surfaces=()) == replace(ZONE, surfaces=())


@pytest.mark.parametrize("kind", [k for k in EFFECT_KINDS.values() if k.acts_on == ON_ZONE])
def test_that_every_effect_on_the_energy_balance_changes_the_zone(kind):
    value = min(max(0.5, kind.lowest), kind.highest)

    assert applied(kind.name, value, 0.5) != ZONE


@pytest.mark.parametrize("kind", [k for k in EFFECT_KINDS.values() if k.acts_on != ON_ZONE])
def test_that_all_others_leave_it_alone(kind):
    assert applied(kind.name, kind.highest) is ZONE


def test_that_glass_is_new_in_windows_alone():
    for old, new in zip(ZONE.surfaces, applied("g_value", 0.4).surfaces, strict=True):
        assert (new.g_value == 0.4) == (old.kind == "window")


def test_that_a_part_of_a_building_has_a_part_of_everything():
    zone = applied("floor_area_factor", 0.8)

    assert zone.floor_area.value == pytest.approx(0.8 * ZONE.floor_area.value)
    assert zone.volume.value == pytest.approx(0.8 * ZONE.volume.value)
    for old, new in zip(ZONE.surfaces, zone.surfaces, strict=True):
        assert new.area == pytest.approx(0.8 * old.area)


def test_that_district_heat_takes_its_share_as_a_heat_pump_does():
    new, rest = applied("district_heating", 0.98, share=0.7).heating

    assert (new.carrier, new.source, new.share) == ("district heat", "substation", 0.7)
    assert rest.share == pytest.approx(0.3)
