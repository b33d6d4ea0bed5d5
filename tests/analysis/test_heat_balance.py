"""The yearly energy against published figures, by hand, and in its directions."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.climate import normal_year as made_year
from twin.analysis.heat_balance import annual_energy
from twin.analysis.zone.ground import ground_u_value
from twin.analysis.zones import zone_from_archetype
from twin.errors import InputOutOfRange, MissingInput
from twin.model.building import Building
from twin.model.thermal import Sourced
from twin.workspace.defaults import bergen_normals, defaults, normal_year

from .cases import SCHOOL

# Climate of NS 3031 (Oslo), for which the reference below was computed: monthly means of
# temperature as in the standard, sun and daily range general knowledge.
STANDARD_CLIMATE = replace(
    bergen_normals(),
    name="Oslo",
    latitude=59.95,
    longitude=10.72,
    temperature_mean=(-3.7, -4.8, -0.5, 4.8, 11.7, 16.5, 17.5, 16.9, 11.5, 6.4, 0.5, -2.5),
    temperature_half_range=(1.8, 2.5, 3.5, 4.2, 4.8, 4.8, 4.5, 4.3, 3.8, 2.5, 1.5, 1.5),
    global_irradiation=(10, 25, 62, 104, 154, 168, 160, 124, 72, 35, 13, 6),
)
# Net energy need per code, NVE ebm 1.2.0 (MIT), energy_need_original_condition.csv, computed in
# SIMIEN. [kWh/(m2 year)]
YEARS = (1930, 1960, 1975, 1990, 2000, 2008, 2012, 2020)
REFERENCE = {
    "school": (215.7, 215.7, 215.7, 190.7, 171.6, 134.2, 114.1, 112.0),
    "kindergarten": (238.4, 238.4, 238.4, 206.9, 179.4, 148.5, 130.7, 130.7),
    "nursing_home": (329.1, 329.1, 329.1, 302.4, 282.0, 234.0, 236.5, 233.7),
    "sports": (288.3, 288.3, 288.3, 255.9, 230.2, 181.1, 161.3, 142.6),
    "office": (223.2, 223.2, 223.2, 203.1, 187.4, 159.2, 143.7, 119.6),
    "culture": (247.5, 247.5, 247.5, 222.1, 202.9, 173.8, 155.3, 128.3),
}
# The reference has new nursing homes 20 % above the legal frame of TEK17 (195); ours lie below it.
EXCEPTIONS = {("nursing_home", 2012), ("nursing_home", 2020)}
TOLERANCE = 0.20
SIZE = {"kindergarten": (900, 1), "sports": (2500, 1), "culture": (2500, 2)}


def archetype(category: str, year: float):
    area, storeys = SIZE.get(category, (5000, 3))
    building = Building(
        "b", "b", category, construction_year=year, heated_floor_area=area, storeys=storeys
    )
    return zone_from_archetype(building, defaults())


def net_need(zone, weather) -> float:
    found = annual_energy(zone, weather, defaults())
    return sum(found.by_purpose.values()) / found.floor_area


@pytest.mark.parametrize("category", REFERENCE)
def test_that_archetypes_need_what_the_national_model_says(category, capsys):
    weather = made_year(STANDARD_CLIMATE)

    deviation = {}
    for year, expected in zip(YEARS, REFERENCE[category], strict=True):
        deviation[year] = net_need(archetype(category, year), weather) / expected - 1

    with capsys.disabled():
        shown = "  ".join(f"{year} {d:+.0%}" for year, d in deviation.items())
        sys.stdout.write(f"\n{category:13s} against NVE ebm: {shown}")
    judged = [abs(d) for year, d in deviation.items() if (category, year) not in EXCEPTIONS]
    assert max(judged) < TOLERANCE
    assert max(abs(d) for d in deviation.values()) < 0.35


def test_that_new_buildings_in_bergen_stay_near_the_legal_frame():
    # TEK17 14-2: school 110, kindergarten 135, office 115, sports 145 kWh/m2 in Oslo's climate.
    frame = {"school": 110, "kindergarten": 135, "sports": 145, "nursing_home": 195}

    for category, limit in frame.items():
        need = net_need(archetype(category, 2020), made_year(STANDARD_CLIMATE))
        assert 0.75 * limit < need < 1.1 * limit, (category, need)


def test_that_bergen_needs_less_heat_than_the_standard_climate():
    zone = archetype("school", 1975)

    assert net_need(zone, normal_year()) < 0.95 * net_need(zone, made_year(STANDARD_CLIMATE))


@pytest.mark.parametrize(
    ("change", "direction"),
    [
        ({"n50": 8.0}, +1),
        ({"heat_recovery": 0.85}, -1),
        ({"specific_fan_power": 1.5}, -1),
        ({"thermal_bridge": 0.2}, +1),
        ({"ventilation_factor": 0.7}, -1),
        ({"lighting_factor": 0.5}, -1),
        ({"setpoint_shift": -1.0}, -1),
        ({"pv_power": 30.0}, -1),
    ],
)
def test_that_each_input_pushes_delivered_energy_the_right_way(change, direction):
    zone = archetype("school", 1975)
    (name, value), = change.items()  # fmt: skip
    is_plain = not isinstance(getattr(zone, name), Sourced)
    new = value if is_plain else Sourced(value, value, value, "default", "")

    before = annual_energy(zone, normal_year(), defaults()).delivered_total
    after = annual_energy(replace(zone, **{name: new}), normal_year(), defaults()).delivered_total

    assert direction * (after - before) > 0.001 * before


def test_that_better_windows_save_and_less_light_is_partly_paid_back_in_heat():
    zone = archetype("school", 1975)
    new = Sourced(0.8, 0.8, 0.8, "default", "")
    windows = tuple(replace(s, u_value=new) if s.kind == "window" else s for s in zone.surfaces)

    before = annual_energy(zone, normal_year(), defaults())
    glazed = annual_energy(replace(zone, surfaces=windows), normal_year(), defaults())
    dimmed = annual_energy(replace(zone, lighting_factor=0.5), normal_year(), defaults())

    assert glazed.by_purpose["space_heating"] < 0.95 * before.by_purpose["space_heating"]
    assert dimmed.by_purpose["space_heating"] > before.by_purpose["space_heating"]
    saved_light = before.by_purpose["lighting"] - dimmed.by_purpose["lighting"]
    assert 0 < before.delivered_total - dimmed.delivered_total < saved_light


def test_that_months_carriers_and_costs_add_up():
    found = annual_energy(archetype("school", 1990), normal_year(), defaults())

    for carrier, total in found.delivered.items():
        assert sum(found.delivered_monthly[carrier]) == pytest.approx(total)
    prices = defaults().prices
    by_hand = sum(energy * prices[c].value for c, energy in found.delivered.items())
    assert found.cost == pytest.approx(by_hand)
    assert found.cost_low < found.cost < found.cost_high
    assert set(found.emissions) == {"Norwegian mix", "European mix"}
    assert found.emissions["European mix"] > found.emissions["Norwegian mix"]
    assert (
        found.delivered_monthly["district heat"][0] > found.delivered_monthly["district heat"][6]
    )


def test_that_panels_serve_the_building_first_and_export_the_rest():
    zone = archetype("school", 1990)

    without = annual_energy(zone, normal_year(), defaults())
    small = annual_energy(replace(zone, pv_power=10.0), normal_year(), defaults())
    large = annual_energy(replace(zone, pv_power=500.0), normal_year(), defaults())

    # Low east-west rows in Bergen give about 650 kWh per kW without reflection and inverter
    # (14 % loss alone); both together take some ten per cent.
    yield_ = (without.delivered_total - small.delivered_total + small.exported) / 10
    assert yield_ == pytest.approx(580, rel=0.05)
    assert large.exported > 0.3 * 500 * yield_
    assert min(large.delivered_monthly["electricity"]) >= 0


def test_that_a_slab_on_ground_is_worth_what_the_standard_says():
    # EN ISO 13370, by hand: 10 x 10 m taken with outline 48 m gives B' = 4.167 m; clay 1.5 W/mK,
    # U 0.3 without ground: d_t = 0.3 + 1.5 / 0.3 = 5.3 > B'; U = 1.5 / (0.457 x 4.167 + 5.3).
    assert ground_u_value(0.3, 100.0, 1.5) == pytest.approx(0.2082, abs=1e-4)
    # Poorly insulated: d_t = 0.3 + 2 / 2.6 = 1.069; U = 4 / 14.160 x ln(13.091 / 1.069 + 1).
    assert ground_u_value(2.6, 100.0, 2.0) == pytest.approx(0.7302, abs=1e-3)


def test_that_an_unknown_area_or_category_is_an_error_with_a_next_step():
    zone = zone_from_archetype(SCHOOL, defaults())
    nameless = Sourced(np.nan, np.nan, np.nan, "model", "")

    with pytest.raises(MissingInput) as caught:
        annual_energy(replace(zone, floor_area=nameless), normal_year(), defaults())
    assert caught.value.next_step
    with pytest.raises(MissingInput):
        annual_energy(replace(zone, category="castle"), normal_year(), defaults())
    zero = Sourced(0.0, 0.0, 0.0, "model", "")
    with pytest.raises(InputOutOfRange):
        annual_energy(replace(zone, volume=zero), normal_year(), defaults())
