"""The shipped tables of upkeep: complete, in order, and every value with source and date."""

import csv

import numpy as np
import pytest

from twin import resources
from twin.model.condition import Risk
from twin.workspace.upkeep_tables import upkeep_tables

TABLES = sorted(resources.path("upkeep").glob("*.csv"))


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_that_every_row_names_source_date_and_how_far_it_was_checked(table):
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            assert len(row["source"]) > 10, row
            assert row["date"][:4].isdigit(), row
            assert row["status"] in (
                "read", "second_hand", "estimate", "definition", "interpolated", "unverified",
            ), row  # fmt: skip


def test_that_lives_are_in_order():
    for life in upkeep_tables().service_lives.values():
        assert life.short < life.central, life
        assert not life.long <= life.central, life
        assert 0.05 <= life.log_spread < 1, life


def test_that_shares_rise_with_the_grade_and_keep_their_order():
    shares = upkeep_tables().shares()

    assert (np.diff(shares, axis=0) >= 0).all()
    assert (np.diff(shares, axis=1) >= 0).all()
    assert shares[:2].sum() == 0


def test_that_risk_rises_with_grade_and_consequence():
    risks = upkeep_tables().risks
    matrix = np.array([[risks[tg, kg] for kg in range(4)] for tg in range(4)])

    assert (np.diff(matrix, axis=0) >= 0).all()
    assert (np.diff(matrix, axis=1) >= 0).all()
    assert risks[3, 3] is Risk.HIGH


def test_that_every_grade_and_consequence_that_needs_work_has_one_deadline():
    rules = upkeep_tables().deadlines

    for grade in (2, 3):
        for kg in range(-1, 4):
            found = [r for r in rules if r.grade == grade and r.kg_from <= kg <= r.kg_to]
            assert len(found) == 1, (grade, kg)


def test_the_price_level_from_2008_to_2020():
    """SSB: 139.9 / 1.7195 = 81.4 in 2008 and 114.7 in 2020: 1.409."""
    factor = upkeep_tables().prices.factor(np.array([2008.0, 1990.0, 0.0]), 2020)

    assert factor[0] == pytest.approx(1.409, abs=0.001)
    assert np.isnan(factor[1:]).all()


def test_that_every_year_has_a_price_level():
    prices = upkeep_tables().prices

    assert prices.years == tuple(range(2000, 2027))
    assert (np.diff(prices.values) > 0).all()


def test_maintenance_per_area_of_2024():
    """3 446 807 thousand NOK on 27 240 484 less 1 434 306 leased m2: 133.6 NOK/m2."""
    assert upkeep_tables().kostra["maintenance", 2024].value == pytest.approx(133.6, abs=0.5)


def test_that_every_account_has_a_module_but_service():
    accounts = upkeep_tables().accounts

    assert {code for code, a in accounts.items() if not a.modules} == {"7"}
    assert {"31", "32", "33", "41", "42", "51"} <= set(accounts)
