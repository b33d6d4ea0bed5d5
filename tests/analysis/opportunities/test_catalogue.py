"""Quick years of opportunities against the full calculation, for every measure there is."""

import numpy as np
import pytest

from analysis.cases import SCHOOL
from twin.analysis.applied import Case, Package
from twin.analysis.assumptions import central_physics
from twin.analysis.heat_balance import simulate_many
from twin.analysis.opportunities.years import years
from twin.analysis.zone.variants import Variant
from twin.analysis.zones import zone_from_archetype
from twin.model.choice import Choice
from twin.model.scenario import Scenario
from twin.workspace.catalogue import catalogue
from twin.workspace.defaults import defaults, normal_year

CASE = Case(SCHOOL, None, (), zone_from_archetype(SCHOOL, defaults()), normal_year(), defaults())
PHYSICS = central_physics(defaults())


@pytest.fixture(scope="module")
def savings():
    """Saving of each measure that applies, quick and full. [kWh/year]"""
    zones, names = [CASE.zone], ["today"]
    for one in catalogue():
        package = Package.of(Scenario("b01", choices=(Choice("c", "b01", one.measure),)), CASE)
        if package.steps:
            zones.append(package.applied(package.zone))
            names.append(one.key)
    variants = [Variant(zone, PHYSICS) for zone in zones]
    quick = years(variants, CASE.weather, CASE.defaults).total
    hours = simulate_many(variants, CASE.weather, CASE.defaults)
    full = np.array([sum(map(float, h.delivered.yearly().values())) for h in hours])
    return {n: (quick[0] - q, full[0] - f) for n, q, f in zip(names, quick, full, strict=True)}


def test_that_quick_savings_are_those_of_the_full_calculation(savings):
    assert len(savings) > 35
    for name, (quick, full) in savings.items():
        tolerance = 0.06 if name.startswith("heat_pump") else 0.001
        assert quick == pytest.approx(full, rel=tolerance, abs=5.0), name


def test_that_measures_do_what_their_group_is_for(savings):
    """Kilowatt hours a year: none for claims, some for the rest; light and sun as they are."""
    claims = ("cleaning_on_demand", "drone_inspection", "energy_monitoring", "moisture_sensors")
    for name in claims:
        assert savings[name][1] == pytest.approx(0, abs=0.01)
    for name in ("window_replacement", "wall_external_insulation", "heat_recovery_unit"):
        assert savings[name][1] > 10_000
    assert savings["battery"][1] < 0 and savings["thermal_store"][1] < 0
