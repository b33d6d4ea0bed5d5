"""What of a portfolio is past its day, counted by hand."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from twin.model.maintenance import Duty, DutyState, WorkOrder, WorkOrderState
from twin.workspace.late import Late, late
from twin.workspace.portfolio import PortfolioData

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


def _order(state: WorkOrderState, deadline: date | None) -> WorkOrder:
    return WorkOrder(
        "o", "b0", "", "", "Bytt filter", state, False, date(2026, 1, 1), deadline, None, "",
        math.nan,
    )  # fmt: skip


def _portfolio(
    folder: Path, orders: tuple[WorkOrder, ...], duties: tuple[Duty, ...]
) -> PortfolioData:
    empty = PortfolioData(folder, "p", (), (), (), (), (), (), np.zeros(0), ())
    return replace(empty, work_orders=orders, registers={Duty: duties})


def test_that_only_open_orders_past_their_deadline_count(tmp_path: Path):
    orders = (
        _order(WorkOrderState.OPEN, YESTERDAY),
        _order(WorkOrderState.OPEN, TODAY),
        _order(WorkOrderState.OPEN, None),
        _order(WorkOrderState.DONE, YESTERDAY),
    )

    assert late(_portfolio(tmp_path, orders, ()), TODAY) == Late(1, 0)


def test_that_a_duty_without_a_written_day_goes_by_its_last_control(tmp_path: Path):
    plain = Duty("d", "b0", "fire alarm", "Årskontroll", interval_months=12)
    duties = (
        replace(plain, next_due=YESTERDAY),
        replace(plain, last_done=date(2025, 11, 1)),
        replace(plain, last_done=date(2026, 11, 1)),
        replace(plain, next_due=YESTERDAY, state=DutyState.NOT_APPLICABLE),
        plain,
    )

    assert late(_portfolio(tmp_path, (), duties), TODAY) == Late(0, 2)
