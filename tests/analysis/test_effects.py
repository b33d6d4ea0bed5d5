"""Every effect of the closed list does what it says, and only that."""

import pytest

from twin.analysis.effects import Change, apply
from twin.analysis.zones import zone_from_archetype
from twin.model.effect_kind import EFFECT_KINDS
from twin.workspace.defaults import defaults

from .cases import SCHOOL, effect

ZONE = zone_from_archetype(SCHOOL, defaults())
CLAIMED = [k.name for k in EFFECT_KINDS.values() if k.is_claimed]
PHYSICAL = (
    "u_value", "added_resistance", "n50", "heat_recovery", "fan_power", "ventilation_factor",
    "lighting_factor", "setpoint_shift", "solar_shading", "heat_pump", "pv",
)  # fmt: skip
WINDOWS = frozenset(row for row, s in enumerate(ZONE.surfaces) if s.kind == "window")


def applied(kind, value, unit="", share=1.0, surfaces=WINDOWS):
    return apply(ZONE, Change(effect(kind, value, unit, share), surfaces, value))


def test_that_a_new_u_value_replaces_that_of_the_touched_surfaces_only():
    zone = applied("u_value", 0.8)

    for row, (old, new) in enumerate(zip(ZONE.surfaces, zone.surfaces, strict=True)):
        assert new.u_value.value == (0.8 if row in WINDOWS else old.u_value.value)
        assert new.area == old.area


def test_that_resistance_adds_up():
    # 1/U' = 1/U + R with R = 5: U 2.6 becomes 1 / (0.3846 + 5) = 0.1857.
    old = ZONE.surfaces[min(WINDOWS)].u_value.value
    new = applied("added_resistance", 5.0).surfaces[min(WINDOWS)].u_value.value

    assert new == pytest.approx(1 / (1 / old + 5))
    assert new == pytest.approx(0.1857, abs=1e-4)


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [("n50", 1.5, "n50"), ("heat_recovery", 0.82, "heat_recovery"),
     ("fan_power", 1.5, "specific_fan_power")],
)  # fmt: skip
def test_that_values_are_set(kind, value, field):
    assert getattr(applied(kind, value), field).value == value


def test_that_factors_multiply_and_shifts_add():
    once = applied("ventilation_factor", 0.8)
    twice = apply(once, Change(effect("ventilation_factor", 0.8), (), 0.8))

    assert twice.ventilation_factor == pytest.approx(0.64)
    assert applied("lighting_factor", 0.5).lighting_factor == 0.5
    assert applied("setpoint_shift", -1.0).setpoint_shift == -1.0


def test_that_a_heat_pump_takes_its_share_from_what_is_there():
    zone = applied("heat_pump", 3.0, "1", share=0.9)

    pump, rest = zone.heating
    assert (pump.carrier, pump.efficiency.value, pump.share) == ("electricity", 3.0, 0.9)
    assert rest.share == pytest.approx(0.1)
    assert len(applied("heat_pump", 3.0, "1", share=1.0).heating) == 1


def test_that_panels_are_given_as_power_or_per_roof_area():
    roof = sum(s.area for s in ZONE.surfaces if s.kind == "roof")

    assert applied("pv", 40.0, "kW").pv_power == 40.0
    assert applied("pv", 100.0, "W/m2").pv_power == pytest.approx(roof / 10)


@pytest.mark.parametrize("kind", [*sorted(CLAIMED), "condition_reset"])
def test_that_claims_and_grades_leave_the_physics_alone(kind):
    assert applied(kind, 1.0) is ZONE


@pytest.mark.parametrize("kind", PHYSICAL)
def test_that_a_physical_effect_changes_the_zone(kind):
    assert applied(kind, 0.5, EFFECT_KINDS[kind].units[0], 0.5) != ZONE


def test_that_new_blinds_come_before_the_touched_windows_and_the_others_keep_theirs():
    half = apply(ZONE, Change(effect("solar_shading", 0.1), (min(WINDOWS),), 0.1))
    everywhere = applied("solar_shading", 0.1)

    area = {row: ZONE.surfaces[row].area for row in WINDOWS}
    new = area[min(WINDOWS)] / sum(area.values())
    old = ZONE.blinds.value * (1 - ZONE.blind_factor.value)
    taken = half.blinds.value * (1 - half.blind_factor.value)
    assert taken == pytest.approx(new * 0.9 + (1 - new) * old)
    assert (everywhere.blinds.value, everywhere.blind_factor.value) == (1.0, pytest.approx(0.1))
