"""EnergyPlus itself, where it is installed: one case again, and what its parts do."""

from pathlib import Path

import numpy as np
import pytest

from validation.energyplus.catalogue import all_cases
from validation.energyplus.output import HourlyOutput
from validation.energyplus.reference import references
from validation.energyplus.run import executable, simulate, weather_file
from validation.energyplus.schedules import hourly_schedule

AIR_HEAT = 1.197 * 1.012 / 3600  # standard air. [kWh/(m3 K)]
CASE = next(case for case in all_cases() if case.name == "sports-1-tek97-heavy")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> HourlyOutput:
    try:
        executable()
        weather_file(CASE)
    except FileNotFoundError as absent:
        pytest.skip(str(absent))
    return simulate(CASE, Path(tmp_path_factory.mktemp("energyplus")))


def test_that_the_committed_result_comes_out_again(output: HourlyOutput):
    committed = references()[CASE.name, "base"]

    assert output.total("heating").sum() == pytest.approx(committed.heating.sum(), rel=1e-3)


def test_that_the_room_is_never_colder_than_its_setpoint(output: HourlyOutput):
    assert output.series["air_temperature"].min() > CASE.operation.heating_not_in_use - 0.1


def test_that_leaks_carry_standard_air(output: HourlyOutput):
    inside, outside = output.series["air_temperature"][0], output.series["outdoor_temperature"]

    by_hand = (
        AIR_HEAT * CASE.infiltration * CASE.box.volume * np.maximum(inside - outside, 0).sum()
    )

    assert output.total("infiltration_loss").sum() == pytest.approx(by_hand, rel=0.01)


def test_that_exchanger_and_coil_follow_the_rule_of_the_case(output: HourlyOutput):
    air, outside = CASE.ventilation, output.series["outdoor_temperature"]
    inside, wanted = output.series["air_temperature"][0], CASE.ventilation.supply_temperature
    warmed = outside + air.recovery * (inside - outside)
    recovered = np.where(outside < wanted, np.minimum(wanted, warmed), np.minimum(outside, warmed))
    flow = AIR_HEAT * hourly_schedule(CASE).airflow * CASE.box.floor_area

    coil = (flow * np.maximum(wanted - recovered, 0)).sum()
    exchanged = (flow * np.maximum(recovered - outside, 0)).sum()

    assert output.total("coil_heating").sum() == pytest.approx(coil, rel=0.01)
    assert output.total("heat_recovered").sum() == pytest.approx(exchanged, rel=0.01)


def test_that_the_heat_of_the_year_adds_up(output: HourlyOutput):
    def year(name: str) -> float:
        return float(output.total(name).sum())

    inside, outside = output.series["air_temperature"][0], output.series["outdoor_temperature"]
    hours, area = hourly_schedule(CASE), CASE.box.floor_area
    flow = AIR_HEAT * hours.airflow * area
    brought_in = year("heating") + year("heat_recovered") + float(hours.gains.sum()) * area / 1000
    through_parts = sum(year(name) for name in output.series if name.startswith("conduction "))
    windows = year("window_gain") - year("window_loss")
    air = year("infiltration_gain") - year("infiltration_loss")
    thrown_out = float((flow * (inside - outside)).sum())

    left_over = brought_in + through_parts + windows + air - thrown_out

    assert abs(left_over) < 0.01 * brought_in
