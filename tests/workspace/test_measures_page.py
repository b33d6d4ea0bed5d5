"""The page of the catalogue is what its files say; the catalogue has what a portfolio needs."""

import re
import runpy
from pathlib import Path

import pytest

from twin.workspace.catalogue import by_key, catalogue

SCRIPT = Path(__file__).parents[2] / "scripts" / "measures.py"
PAGE = runpy.run_path(str(SCRIPT))
DATE = re.compile(r"\d{4}(-\d\d-\d\d)?")
NEEDED = {
    "wall_external_insulation": "added_resistance", "roof_flat_insulation": "added_resistance",
    "floor_insulation": "added_resistance", "basement_wall_insulation": "added_resistance",
    "window_replacement": "u_value", "door_replacement": "u_value", "air_sealing": "n50_factor",
    "external_shading": "solar_shading", "heat_recovery_unit": "heat_recovery",
    "demand_controlled_ventilation": "ventilation_factor", "fan_replacement": "fan_power",
    "ventilation_schedule": "ventilation_hours", "night_setback": "night_setback",
    "lower_setpoint": "setpoint_shift", "building_automation": "control_loss_factor",
    "led_lighting": "lighting_factor", "lighting_control": "lighting_factor",
    "heat_pump_sea_water": "heat_pump", "heat_pump_ground": "heat_pump",
    "heat_pump_air": "heat_pump", "district_heating": "district_heating",
    "low_temperature_heating": "flow_temperature", "hot_water_saving": "hot_water_factor",
    "pv_roof": "pv", "pv_facade": "pv", "battery": "battery", "thermal_store": "thermal_store",
    "green_roof": "stormwater", "room_sensors": "condition_knowledge",
    "energy_monitoring": "claimed_saving", "predictive_maintenance": "failure_factor",
    "cleaning_on_demand": "running_cost", "space_optimisation": "floor_area_factor",
    "demolition": "floor_area_factor",
}  # fmt: skip


def test_that_the_page_of_measures_is_what_the_files_say():
    written = PAGE["PAGE"].read_text(encoding="utf-8")

    assert written == PAGE["page"](), "run: python scripts/measures.py"


@pytest.mark.parametrize(("key", "kind"), NEEDED.items())
def test_that_the_catalogue_has_every_measure_a_portfolio_needs(key, kind):
    assert kind in {effect.kind for effect in by_key()[key].measure.effects}


@pytest.mark.parametrize("measure", catalogue(), ids=lambda m: m.key)
def test_that_every_number_has_value_date_and_source(measure):
    rows = list(PAGE["rows"](measure))

    assert len(rows) >= 6
    for _, _, value, date, source in rows:
        assert re.match(r"-?\d", value)
        assert DATE.fullmatch(date), date
        assert len(source) > 10
