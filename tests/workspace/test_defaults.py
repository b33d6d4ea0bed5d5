"""The shipped tables: complete, ordered, and every value with its source."""

import csv

import pytest

from twin import resources
from twin.model.classification import CATEGORIES
from twin.workspace.defaults import bergen_normals, defaults

TABLES = sorted(
    [*resources.path("defaults").glob("*.csv"), *resources.path("climate").glob("*.csv")]
)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_that_every_row_names_its_source(table):
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            assert len(row["source"]) > 10, row


def test_that_every_value_lies_in_its_spread():
    known = defaults()
    spreads = [
        *known.values.values(),
        *known.prices.values(),
        *(h.efficiency for h in known.heat_sources.values()),
        *(v for era in known.eras for v in era.values.values()),
        *(f for basis in known.emission_factors.values() for f in basis.values()),
    ]

    assert len(spreads) > 100
    for spread in spreads:
        assert spread.low <= spread.value <= spread.high, spread
        assert spread.source


def test_that_every_category_has_operation_and_archetype():
    assert set(CATEGORIES) <= set(defaults().operations)
    assert set(CATEGORIES) <= set(defaults().archetypes)


def test_that_eras_follow_each_other_and_know_the_same_quantities():
    eras = defaults().eras

    assert [e.first_year for e in eras] == sorted(e.first_year for e in eras)
    assert len({frozenset(e.values) for e in eras}) == 1
    assert defaults().era(1968).code == "TEK49"
    assert defaults().era(1969).code == "TEK69"
    assert defaults().era(1850).code == "PRE_TEK49"


def test_that_newer_eras_insulate_better():
    for name in ("u_window", "n50", "u_floor"):
        values = [era.values[name].value for era in defaults().eras[3:]]
        assert values == sorted(values, reverse=True), name


def test_that_both_electricity_bases_cover_every_carrier():
    assert set(defaults().emission_factors) == {"Norwegian mix", "European mix"}
    for factors in defaults().emission_factors.values():
        assert set(factors) == set(defaults().prices)


def test_that_the_normals_are_twelve_months_of_bergen():
    normals = bergen_normals()

    assert len(normals.temperature_mean) == len(normals.global_irradiation) == 12
    assert sum(normals.temperature_mean) / 12 == pytest.approx(8.3, abs=0.1)
    assert 700 < sum(normals.global_irradiation) < 850
