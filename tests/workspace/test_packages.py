"""Packages of the catalogue on a real model and on the sample school: sums, shares, identity."""

from pathlib import Path

import pytest

from twin.analysis.applied import Case, Package
from twin.analysis.attribution import attribution
from twin.analysis.evaluate import evaluate
from twin.analysis.heat_balance import annual_energy
from twin.analysis.zones import zone_from_model
from twin.ifc.load import load_model
from twin.model.building import Building, BuildingModel
from twin.model.choice import Choice
from twin.model.scenario import Scenario
from twin.sample.portfolio import write_sample
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year
from twin.workspace.enter_building import read_building
from twin.workspace.open_portfolio import read_portfolio

KEYS = (
    "wall_external_insulation", "window_replacement", "air_sealing", "heat_recovery_unit",
    "demand_controlled_ventilation", "heat_pump_ground", "led_lighting", "night_setback",
)  # fmt: skip
OFFICE = Building(
    "office-a", "Office A", "office", construction_year=1978, heated_floor_area=8608.0, storeys=4
)


def _case(building: Building, model: BuildingModel) -> Case:
    zone = zone_from_model(building, model.envelope, defaults())
    return Case(building, model, (), zone, normal_year(), defaults())


@pytest.fixture(scope="module", params=["Office A", "sample school"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("packages")
    if request.param == "Office A":
        path = request.getfixturevalue("corpus") / "ifc" / "office_A_20110811_2x3.ifc"
        return _case(OFFICE, load_model(path, folder))
    write_sample(folder / "Sample.twin", buildings=1)
    portfolio = read_portfolio(folder / "Sample.twin")
    model = read_building(portfolio.folder, portfolio.buildings[0])
    assert model is not None
    return _case(portfolio.buildings[0], model)


def _scenario(case: Case) -> Scenario:
    building_id = case.building.building_id
    return Scenario(
        building_id, choices=tuple(Choice(k, building_id, by_key()[k].measure) for k in KEYS)
    )


def test_that_single_measures_sum_to_more_than_the_package_and_shares_to_it(case: Case) -> None:
    found = attribution(_scenario(case), case)

    assert found.measures == KEYS and found.is_exact
    for row in range(2):  # kWh and NOK
        assert found.alone[row].sum() > 1.02 * found.package[row]
    assert found.shapley.sum(axis=1) == pytest.approx(found.package, rel=1e-9)
    assert found.ordered.sum(axis=1) == pytest.approx(found.package, rel=1e-9)


def test_that_the_package_is_the_changed_building_simulated_at_once(case: Case) -> None:
    scenario = _scenario(case)
    package = Package.of(scenario, case)
    direct = annual_energy(package.applied(package.zone), case.weather, case.defaults)

    found = evaluate(scenario, case, 2)
    assert found.after.delivered_total == pytest.approx(direct.delivered_total, rel=1e-9)
    assert found.after.cost == pytest.approx(direct.cost, rel=1e-9)
