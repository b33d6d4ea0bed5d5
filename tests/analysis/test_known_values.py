"""Known values stand in for assumed ones, with their range, and nothing impossible gets in."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.cases import SCHOOL, envelope, model
from twin.analysis.calibrated_zone import NAMES
from twin.analysis.draws import drawn_zone, sobol_draws
from twin.analysis.explain import assumptions
from twin.analysis.heat_balance import annual_energy
from twin.analysis.known_sources import of_building, sourced
from twin.analysis.known_values import check_known, known_building, known_envelope, with_known
from twin.analysis.zones import zone_from_archetype, zone_from_model
from twin.errors import InputOutOfRange, MissingInput
from twin.model.known import KnownValue
from twin.model.thermal import ThermalZone
from twin.workspace.defaults import defaults, normal_year

TODAY = date(2026, 11, 23)


def known(quantity: str, value: float, **changes: object) -> KnownValue:
    made = KnownValue(
        "b01", quantity, value, 0.1, "measured", date(2026, 3, 1), "K. Moe", "heat flow meter",
        TODAY,
    )  # fmt: skip
    return replace(made, **changes)


def zone_of(*values: KnownValue) -> ThermalZone:
    parts = known_envelope(envelope(), model().elements, values)
    zone = zone_from_model(SCHOOL, parts, defaults(), (), values)
    return with_known(zone, values, defaults())


def of_kind(zone: ThermalZone, kind: str) -> list[tuple[float, str]]:
    return [(s.u_value.value, s.u_value.basis) for s in zone.surfaces if s.kind == kind]


def test_that_a_measured_u_value_counts_before_file_and_era() -> None:
    zone = zone_of(known("u_wall", 0.31))
    assert of_kind(zone, "wall") == [(0.31, "measured")] * 2
    wall = next(s.u_value for s in zone.surfaces if s.kind == "wall")
    assert (wall.low, wall.high) == pytest.approx((0.279, 0.341))
    assert wall.source == "Measured. K. Moe, 2026-03-01: heat flow meter"
    assert {basis for _, basis in of_kind(zone, "window")} == {"model"}


def test_that_a_value_of_elements_counts_before_that_of_their_kind() -> None:
    zone = zone_of(known("u_value", 0.2, elements=("g0",)), known("u_wall", 0.31))
    assert sorted(of_kind(zone, "wall")) == [(0.2, "measured"), (0.31, "measured")]


def test_that_elements_no_longer_in_the_model_change_nothing() -> None:
    assert zone_of(known("u_value", 0.2, elements=("gone",))) == zone_of()


def test_that_the_archetype_takes_known_u_values_too() -> None:
    values = (known("u_roof", 0.12, kind="documented"),)
    zone = with_known(zone_from_archetype(SCHOOL, defaults()), values, defaults())
    assert of_kind(zone, "roof") == [(0.12, "documented")]
    assert {basis for _, basis in of_kind(zone, "wall")} == {"default"}


def test_that_numbers_of_the_whole_building_reach_the_zone() -> None:
    zone = zone_of(
        known("n50", 1.2),
        known("heat_recovery", 0.97),
        known("specific_fan_power", 2.1),
        known("thermal_bridge", 0.08),
        known("floor_area", 1150.0),
        known("g_window", 0.52),
        known("airflow", 9.0),
    )
    assert (zone.n50.value, zone.n50.basis) == (1.2, "measured")
    assert zone.heat_recovery.high == 1.0  # a share stays one
    assert zone.specific_fan_power.value == 2.1
    assert zone.thermal_bridge.value == 0.08
    assert zone.floor_area.value == 1150.0
    assert {s.g_value for s in zone.surfaces if s.kind == "window"} == {0.52}
    assert zone.airflow.value == 9.0


def test_that_the_newest_value_of_a_quantity_counts() -> None:
    found = of_building((known("n50", 2.0), known("n50", 1.2)), "n50")
    assert found is not None
    assert found.value == 1.2


def test_that_a_measured_value_narrows_what_calibration_may_draw() -> None:
    def spread(zone: ThermalZone, name: str) -> float:
        draws = sobol_draws(NAMES, 64)
        return float(np.ptp([getattr(drawn_zone(zone, d, defaults()), name).value for d in draws]))

    told = zone_of(known("n50", 4.0, uncertainty=0.1))
    assert spread(told, "n50") <= 0.8
    assert spread(told, "n50") < 0.5 * spread(zone_of(), "n50")


def test_that_a_known_air_flow_narrows_the_use_but_not_the_standard() -> None:
    told, usual = zone_of(known("airflow", 8.0)), zone_of()
    assert told.ventilation_factor == usual.ventilation_factor == 1.0
    factors = [drawn_zone(told, d, defaults()).ventilation_factor for d in sobol_draws(NAMES, 64)]
    standard = defaults().operations["school"].airflow_in_use
    assert 7.2 / standard <= min(factors) < max(factors) <= 8.8 / standard


@pytest.mark.parametrize(
    ("choice", "value", "expected"),
    [
        ("district_heat", np.nan, ("district_heat", "district heat", 0.84)),
        ("bio_boiler", 0.7, ("bio_boiler", "biofuel", 0.7)),
        ("ground_water", 3.1, ("heat_pump", "electricity", 3.1)),
        ("ground_water", np.nan, ("ground_water", "electricity", 4.4)),
        ("", 0.9, ("electric_boiler", "electricity", 0.9)),
    ],
)
def test_that_the_plant_is_the_known_one(
    choice: str, value: float, expected: tuple[str, str, float]
) -> None:
    (system,) = zone_of(known("heating", value, choice=choice)).heating
    assert (system.name, system.carrier, system.efficiency.value) == expected
    assert "K. Moe" in system.efficiency.source


def test_that_every_plant_can_be_calculated() -> None:
    from twin.analysis.known_heating import CHOICES

    for choice in CHOICES:
        zone = zone_of(known("heating", np.nan, choice=choice))
        result = annual_energy(zone, normal_year(), defaults())
        assert 40 < result.specific_delivered < 400, choice


def test_that_assumptions_name_who_measured() -> None:
    zone = zone_of(known("u_wall", 0.31), known("n50", 1.2), known("airflow", 9.0))
    said = [str(s) for s in assumptions(zone, normal_year(), defaults())]
    assert "Measured U-values cover 22.7 % of the envelope." in said
    walls = next(s for s in said if s.startswith("U-value of the walls"))
    assert "0.310 W/(m²K) (0.279 – 0.341)" in walls
    assert "Measured. K. Moe, 2026-03-01: heat flow meter" in walls
    assert any(s.startswith("Supply air in use: 9.0 m³/(h m²)") for s in said)


def test_that_the_floor_area_is_that_of_the_building_too() -> None:
    assert known_building(SCHOOL, (known("floor_area", 1150.0),)).heated_floor_area == 1150.0
    assert known_building(SCHOOL, ()) is SCHOOL


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        ("u_wall", 0.0), ("u_value", 50.0), ("u_window", np.nan), ("n50", -1.0),
        ("heat_recovery", 75.0), ("floor_area", 0.0), ("heating", 90.0), ("g_window", 1.2),
    ],
)  # fmt: skip
def test_that_impossible_numbers_are_refused(quantity: str, value: float) -> None:
    with pytest.raises(InputOutOfRange) as told:
        check_known(known(quantity, value), TODAY)
    assert "no building has that, so nothing was stored" in str(told.value)
    assert told.value.next_step.startswith("Correct it to a value from")


def test_that_a_value_needs_a_day_and_somebody_who_stands_for_it() -> None:
    check_known(known("n50", 1.2), TODAY)
    with pytest.raises(InputOutOfRange, match="has yet to come"):
        check_known(known("n50", 1.2, when=date(2027, 1, 1)), TODAY)
    with pytest.raises(MissingInput, match="Nobody stands for"):
        check_known(known("n50", 1.2, who=" "), TODAY)
    with pytest.raises(InputOutOfRange, match="uncertain by"):
        check_known(known("n50", 1.2, uncertainty=1.5), TODAY)
    with pytest.raises(InputOutOfRange, match="no quantity"):
        check_known(known("colour", 1.2), TODAY)


def test_that_unknown_numbers_are_the_same() -> None:
    one, other = (known("heating", float(v), choice="oil_boiler") for v in ("nan", "nan"))
    assert one == other
    assert hash(one) == hash(other)
    assert one != known("heating", 0.8, choice="oil_boiler")
    assert sourced(known("n50", 1.0)).basis == "measured"
