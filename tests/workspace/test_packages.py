"""Packages on real models and on the sample: sums, shares, and a simulation by hand."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from twin import resources
from twin.analysis.applied import Case
from twin.analysis.attribution import Attribution, attribution
from twin.analysis.evaluate import evaluate
from twin.analysis.heat_balance import annual_energy
from twin.analysis.zones import zone_from_archetype, zone_from_model
from twin.ifc.load import load_model
from twin.model.building import Building, BuildingModel
from twin.model.choice import Choice
from twin.model.scenario import Scenario
from twin.model.thermal import HeatingSystem, Sourced, ThermalSurface, ThermalZone
from twin.sample.portfolio import write_sample
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year
from twin.workspace.enter_building import read_building
from twin.workspace.open_portfolio import read_portfolio

ENERGY = (
    "wall_external_insulation", "window_replacement", "air_sealing", "heat_recovery_unit",
    "demand_controlled_ventilation", "heat_pump_ground", "led_lighting", "night_setback",
)  # fmt: skip
CLAIMED = ("room_sensors", "predictive_maintenance", "cleaning_on_demand")
OFFICE_A = Building(
    "office-a", "Office A", "office", construction_year=1978, heated_floor_area=8608.0, storeys=4
)
TOWN_HALL = Building(
    "hall", "Rådhus", "office", construction_year=1984, heated_floor_area=4000.0, storeys=4
)


def _case(building: Building, model: BuildingModel | None) -> Case:
    zone = (
        zone_from_model(building, model.envelope, defaults())
        if model
        else zone_from_archetype(building, defaults())
    )
    return Case(building, model, (), zone, normal_year(), defaults())


@pytest.fixture(scope="module", params=["Office A", "sample school", "office without a model"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("packages")
    if request.param == "Office A":
        path = request.getfixturevalue("corpus") / "ifc" / "office_A_20110811_2x3.ifc"
        return _case(OFFICE_A, load_model(path, folder))
    if request.param == "office without a model":
        return _case(TOWN_HALL, None)
    write_sample(folder / "Sample.twin", buildings=1)
    portfolio = read_portfolio(folder / "Sample.twin")
    model = read_building(portfolio.folder, portfolio.buildings[0])
    assert model is not None
    return _case(portfolio.buildings[0], model)


@pytest.fixture(scope="module")
def shares(case: Case) -> Attribution:
    return attribution(_scenario(case, (*ENERGY, *CLAIMED)), case)


def _scenario(case: Case, keys: Iterable[str]) -> Scenario:
    building_id = case.building.building_id
    return Scenario(
        building_id, choices=tuple(Choice(k, building_id, by_key()[k].measure) for k in keys)
    )


def test_that_single_measures_sum_to_more_than_the_package(shares: Attribution) -> None:
    """They overlap: what a better wall keeps in, no heat pump has to make."""
    for row in range(2):  # kWh and NOK
        assert shares.alone[row].sum() > 1.02 * shares.package[row]


def test_that_shares_sum_to_the_package(shares: Attribution) -> None:
    assert shares.is_exact and shares.states == 2 ** len(ENERGY)
    assert shares.shapley.sum(axis=1) == pytest.approx(shares.package, rel=1e-9)
    assert shares.ordered.sum(axis=1) == pytest.approx(shares.package, rel=1e-9)


def test_that_what_is_only_claimed_has_no_share_of_the_energy(shares: Attribution) -> None:
    claimed = slice(len(ENERGY), None)

    assert shares.measures == (*ENERGY, *CLAIMED)
    for by_rule in (shares.alone, shares.ordered, shares.shapley):
        assert not by_rule[:, claimed].any()
        assert by_rule[0, : len(ENERGY)].all()


def test_that_the_package_is_a_zone_that_was_edited_by_hand(
    case: Case, shares: Attribution
) -> None:
    """Numbers of the files are put into the zone here, and the engine runs it alone."""
    today = annual_energy(case.zone, case.weather, case.defaults)
    direct = annual_energy(_by_hand(case.zone), case.weather, case.defaults)

    found = evaluate(_scenario(case, (*ENERGY, *CLAIMED)), case, 2)
    assert found.before.delivered == pytest.approx(today.delivered, rel=1e-9)
    assert found.after.delivered == pytest.approx(direct.delivered, rel=1e-9)
    assert found.after.delivered_monthly["electricity"] == pytest.approx(
        direct.delivered_monthly["electricity"], rel=1e-9
    )
    # Single hours are kept with seven digits.
    assert found.after.peak_kw == pytest.approx(direct.peak_kw, rel=1e-6)
    assert found.after.cost == pytest.approx(direct.cost, rel=1e-9)
    assert found.after.emissions == pytest.approx(direct.emissions, rel=1e-9)
    saved = [today.delivered_total - direct.delivered_total, today.cost - direct.cost]
    assert shares.package[:2] == pytest.approx(saved, rel=1e-9)


def test_that_claims_of_a_package_are_told_apart_from_what_is_recomputed(case: Case) -> None:
    with_claims = evaluate(_scenario(case, (*ENERGY, *CLAIMED)), case, 4)
    without = evaluate(_scenario(case, ENERGY), case, 4)

    assert with_claims.after.delivered == without.after.delivered
    about = {str(s.values["measure"]) for s in with_claims.claims}
    assert {by_key()[key].title for key in CLAIMED} <= about
    assert len(with_claims.claims) > len(without.claims)
    assert all(s.source for s in with_claims.claims)


def _by_hand(zone: ThermalZone) -> ThermalZone:
    """The zone after `ENERGY`, without the code of the program that changes zones."""
    share = 0.9
    pump = HeatingSystem("heat_pump", "electricity", _sure("heat_pump_ground"), share, "ground")
    tightness = 1.0
    for key in ("wall_external_insulation", "window_replacement", "air_sealing"):
        tightness *= _number(key, "n50_factor")
    leak = zone.n50.value * tightness
    return replace(
        zone,
        surfaces=tuple(_surface(surface) for surface in zone.surfaces),
        n50=Sourced(leak, leak, leak, "computed", "by hand"),
        heat_recovery=_sure("heat_recovery_unit", "heat_recovery"),
        specific_fan_power=_sure("heat_recovery_unit", "fan_power"),
        ventilation_factor=_number("demand_controlled_ventilation", "ventilation_factor"),
        lighting_factor=_number("led_lighting", "lighting_factor"),
        night_setback=_number("night_setback", "night_setback"),
        heating=(pump, *(replace(s, share=s.share * (1 - share)) for s in zone.heating)),
    )


def _surface(surface: ThermalSurface) -> ThermalSurface:
    u_value = surface.u_value.value
    if surface.kind == "wall" and surface.faces == "outside" and u_value >= 0.3:
        u_value = 1 / (1 / u_value + _number("wall_external_insulation", "added_resistance"))
    elif surface.kind == "window" and u_value >= 1.5:
        glass = _number("window_replacement", "g_value")
        return replace(surface, u_value=_sure("window_replacement", "u_value"), g_value=glass)
    return replace(surface, u_value=Sourced(u_value, u_value, u_value, "computed", "by hand"))


def _sure(key: str, kind: str = "heat_pump") -> Sourced:
    value = _number(key, kind)
    return Sourced(value, value, value, "computed", "by hand")


def _number(key: str, kind: str) -> float:
    """Central value as it stands in the file of a measure."""
    path = resources.path(f"measures/{key}.toml")
    effects = tomllib.loads(path.read_text(encoding="utf-8"))["effects"]
    return next(effect["value"] for effect in effects if effect["kind"] == kind)
