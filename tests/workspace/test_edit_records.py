"""Editing records in the open portfolio: shown, undone, repeated, refused after others."""

from dataclasses import replace
from datetime import date

import numpy as np

from twin.model.condition import Assessment, ConditionGrade
from twin.model.edit import Edit, EditConflict
from twin.model.maintenance import Duty, WorkOrder, WorkOrderState
from twin.store.edits import store_edits
from twin.workspace.portfolio import PortfolioData
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

DUTY = Duty("d1", "b01", "fire alarm", "Kontroll av brannalarm", interval_months=12)
ORDER = WorkOrder(
    "AO-1", "b01", "", "234", "Skift pakning", WorkOrderState.OPEN, False,
    date(2026, 3, 1), None, None, "", np.nan,
)  # fmt: skip


def portfolio_of(workspace: Workspace) -> PortfolioData:
    assert workspace.portfolio is not None
    return workspace.portfolio


def test_that_a_stored_record_is_shown_and_undo_takes_it_away(
    opened: Workspace, settled: Settle
) -> None:
    opened.store((Edit(None, DUTY),), "New duty")
    settled()
    assert tuple(portfolio_of(opened).of_kind(Duty, "b01")) == (DUTY,)
    opened.undo()
    settled()
    assert len(portfolio_of(opened).of_kind(Duty)) == 0
    opened.redo()
    settled()
    assert len(portfolio_of(opened).of_kind(Duty)) == 1


def test_that_a_new_grade_colours_the_portfolio_anew(opened: Workspace, settled: Settle) -> None:
    before = opened.colouring
    assert before is not None
    graded = Assessment(
        "b03", "", "26", ConditionGrade.TG3, 3, "Lekkasje", "", date(2026, 5, 1), "Kari", 2,
        np.nan, np.nan, np.nan, 2026, assessment_id="new",
    )  # fmt: skip
    opened.store((Edit(None, graded),), "New grade")
    settled()
    after = opened.colouring
    assert after is not None
    assert (before.classes[2], after.classes[2] >= 0) == (-1, True)


def test_that_a_conflict_is_told_and_stores_nothing(opened: Workspace, settled: Settle) -> None:
    opened.store((Edit(None, ORDER),), "New order")
    settled()
    assert opened.database is not None
    store_edits(opened.database, (Edit(ORDER, replace(ORDER, supplier="A")),), "ola", "Supplier")
    found: list[EditConflict] = []
    opened.conflict_found.connect(found.append)
    opened.store((Edit(ORDER, replace(ORDER, supplier="B")),), "Supplier")
    settled()
    assert [(c.field, c.mine, c.theirs) for c in found[0].conflicts] == [("supplier", "B", "A")]
    opened.notices.clear()


def test_that_undo_belongs_to_the_what_if_where_that_is_open(
    entered: Workspace, settled: Settle
) -> None:
    entered.store((Edit(None, DUTY),), "New duty")
    settled()
    assert entered.state.undoes_records
    entered.set_mode("what-if")
    assert not entered.state.undoes_records
    entered.undo()
    settled()
    assert len(portfolio_of(entered).of_kind(Duty)) == 1
