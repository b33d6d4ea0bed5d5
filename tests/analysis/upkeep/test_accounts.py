"""Costs on posts and modules, by building and area."""

from datetime import date

import numpy as np
import pytest

from tests.analysis.upkeep.cases import NAN, TABLES, building
from twin.analysis.upkeep.accounts import kostra_figures, yearly_costs
from twin.model.maintenance import ServiceAgreement, WorkOrder, WorkOrderState


def order(cost, closed: date | None = date(2024, 5, 1), building_id="b1", **fields):
    fields.setdefault("state", WorkOrderState.DONE)
    fields.setdefault("is_planned", True)
    return WorkOrder(
        order_id="o", building_id=building_id, global_id="", part_code="", title="",
        opened_on=date(2024, 1, 1), deadline=None, closed_on=closed, supplier="", cost=cost,
        **fields,
    )  # fmt: skip


def agreement(yearly, begins=None, ends=None, **fields):
    fields.setdefault("building_id", "b1")
    return ServiceAgreement(
        "a", supplier="", title="", yearly_cost=yearly, valid_from=begins, valid_until=ends,
        **fields,
    )  # fmt: skip


def costs_of(orders=(), agreements=(), buildings=None, years=(2024,)):
    return yearly_costs(orders, agreements, buildings or [building()], years, TABLES.accounts)


def test_orders_by_post_and_area():
    """500 on 32 and 300 + 200 on 33 in a building of 1000 m2: 0.5 NOK/m2 each."""
    costs = costs_of(
        [order(500, account="32"), order(300, account="33"), order(200, account="331")]
    )
    places = {code: i for i, code in enumerate(costs.accounts)}

    per_area = costs.per_area([building()])

    assert per_area[0, places["32"], 0] == pytest.approx(0.5)
    assert per_area[0, places["33"], 0] == pytest.approx(0.5)
    assert costs.placed[0] == 0


def test_that_orders_without_a_post_are_placed_and_told():
    """A planned one of 100 goes to 32, a failure of 40 to 33: 140 were placed."""
    costs = costs_of([order(100), order(40, is_planned=False, is_failure=True)])

    assert costs.on(["32"])[0, 0] == 100
    assert costs.on(["33"])[0, 0] == 40
    assert costs.placed[0] == 140


def test_that_only_closed_orders_of_the_year_with_a_cost_count():
    costs = costs_of(
        [
            order(1, closed=date(2023, 12, 31)),
            order(2),
            order(4, closed=None, state=WorkOrderState.OPEN),
            order(8, state=WorkOrderState.CANCELLED),
            order(NAN),
            order(16, building_id="elsewhere"),
        ]
    )

    assert costs.amount.sum() == 2
    assert costs.without_cost[0] == 1


def test_an_agreement_counts_by_days():
    """36 600 a year, valid July to December 2024: 184 of 366 days are 18 400."""
    costs = costs_of(
        agreements=[agreement(36_600, date(2024, 7, 1), date(2024, 12, 31), account="31")]
    )

    assert costs.on(["31"])[0, 0] == pytest.approx(18_400)


def test_an_agreement_for_all_buildings_is_shared_by_area():
    """1000 over 3000 m2 and 1000 m2: 750 and 250."""
    buildings = [building("b1", 3000), building("b2", 1000)]

    costs = costs_of(agreements=[agreement(1000, building_id="")], buildings=buildings)

    assert costs.on(["31"])[:, 0].tolist() == pytest.approx([750, 250])
    assert costs.placed[0] == pytest.approx(1000)


def test_posts_go_to_modules():
    """32 and 6 are both B2: 10 + 5; 99 is in no table."""
    costs = costs_of([order(10, account="32"), order(5, account="6"), order(7, account="99")])

    modules = {name: float(total[0]) for name, total in costs.by_module(TABLES.accounts).items()}

    assert modules["B2"] == 15
    assert modules[""] == 7


def test_kostra_figures_by_function():
    """Schools 222: maintenance (300 + 100) / 2000 m2 = 0.2, energy 1000 / 2000 = 0.5.

    Operation holds the energy: 0.5.
    """
    buildings = [
        building("b1", 1000, kostra_function="222"), building("b2", 1000, kostra_function="222"),
        building("b3", NAN, kostra_function="222"),
    ]  # fmt: skip
    costs = costs_of(
        [
            order(300, account="32"), order(100, account="33", building_id="b2"),
            order(1000, account="51"), order(9999, account="32", building_id="b3"),
        ],
        buildings=buildings,
    )  # fmt: skip

    found = kostra_figures(costs, buildings, 2024)["222"]

    assert found["maintenance"] == pytest.approx(0.2)
    assert found["energy"] == pytest.approx(0.5)
    assert found["operation"] == pytest.approx(0.5)


def test_that_nothing_stored_costs_nothing():
    assert np.all(costs_of().amount == 0)
