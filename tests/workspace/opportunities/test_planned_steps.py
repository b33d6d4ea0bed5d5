"""Steps of a plan as rows, and what its musts come to."""

from pathlib import Path

import numpy as np
import pytest

from twin.exporters.layouts.plan import PlanRecord
from twin.workspace.export_tables import export_records
from twin.workspace.opportunities import Board
from twin.workspace.plan import PlanShown
from twin.workspace.planned_steps import must_sums, planned_steps, spent_on_musts
from workspace.opportunities.conftest import BUDGET
from workspace.table_files import sheet_rows


def test_that_every_step_of_the_plan_is_a_row(shown: PlanShown) -> None:
    found = planned_steps(shown)

    assert len(found) == np.count_nonzero(shown.plan.year > 0) > 3
    assert sorted(found.steps.tolist()) == np.flatnonzero(shown.plan.year > 0).tolist()
    assert found.column("investment").tolist() == [s.record.investment for s in found[:]]


def test_that_rows_go_by_year_with_musts_first_and_then_by_cost(shown: PlanShown) -> None:
    found = planned_steps(shown)[:]
    order = [(s.record.year, not s.is_must, -s.record.investment) for s in found]

    assert order == sorted(order)
    assert any(s.is_must for s in found)


def test_that_sums_of_musts_and_others_are_the_whole_plan(shown: PlanShown) -> None:
    must, musts, rest, others = must_sums(shown)

    assert musts == 1
    assert musts + others == len(planned_steps(shown))
    assert must + rest == pytest.approx(float(shown.plan.spent.sum()))
    assert sum(spent_on_musts(shown)) == pytest.approx(must)
    assert len(spent_on_musts(shown)) == len(shown.plan.limits.budgets)


def test_that_no_year_costs_more_than_its_budget(shown: PlanShown) -> None:
    found = planned_steps(shown)
    for year in range(2027, 2032):
        assert found.money[found.year == year].sum() <= BUDGET * (1 + 1e-9)


def test_that_a_plan_without_money_has_no_rows(empty: PlanShown) -> None:
    money = [s.record.investment for s in planned_steps(empty)[:]]

    assert sum(money) == 0
    assert must_sums(empty)[:2] == (0.0, 0)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv"])
def test_that_the_list_by_year_is_written(
    board: Board, shown: PlanShown, tmp_path: Path, name: str
) -> None:
    records = [step.record for step in planned_steps(shown)]
    assert isinstance(records[0], PlanRecord)

    export_records(board.portfolio, records, tmp_path / name)

    written = sheet_rows(tmp_path / name)
    assert written[0][0] == "År"
    assert [row[0] for row in written[1:]] == [str(r.year) for r in records]
