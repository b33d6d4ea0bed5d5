"""The plan under a budget: moved, released, limited, compared, made a scenario, written."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from workspace.table_files import sheet_rows

from twin.model.opportunity import PlanLimits
from twin.ui.opportunities import asked
from twin.ui.opportunities.limits_form import LimitsForm, first_limits
from twin.ui.opportunities.page import OpportunityPage
from twin.ui.opportunities.plan_pane import PlanPane
from twin.ui.window.shell import Shell
from twin.workspace.plan import PlanShown
from ui.opportunities.conftest import LEFT, NO_KEY


def shown_of(shell: Shell) -> PlanShown:
    found = asked.plan_shown(shell.workspace)
    assert found is not None
    return found


def exact(shell: Shell, qtbot: QtBot) -> PlanShown:
    qtbot.waitUntil(lambda: shown_of(shell).is_final, timeout=30_000)
    return shown_of(shell)


def texts(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def test_that_the_first_plan_keeps_to_a_usual_budget(pane: PlanPane, opened: Shell) -> None:
    shown = shown_of(opened)

    assert shown.is_final
    assert shown.plan.method == "exact"
    assert shown.sums.steps > 3
    assert (shown.plan.spent <= np.array(shown.plan.limits.budgets) * (1 + 1e-9)).all()
    assert pane.list.model.rowCount() == shown.sums.steps


def test_that_a_moving_slider_shows_quick_plans_and_its_release_the_exact_one(
    pane: PlanPane, opened: Shell, qtbot: QtBot
) -> None:
    methods: list[str] = []
    opened.workspace.plan_changed.connect(lambda: methods.append(shown_of(opened).plan.method))
    pane.slider.setSliderDown(True)
    for value in range(60, 120, 20):
        pane.slider.setValue(value)
        QTest.qWait(60)
    qtbot.waitUntil(lambda: bool(methods), timeout=10_000)
    QTest.qWait(100)
    assert set(methods) == {"greedy"}
    budget = shown_of(opened).plan.limits.budgets[0]

    pane.slider.setSliderDown(False)
    final = exact(opened, qtbot)

    assert final.plan.method == "exact"
    assert final.plan.limits.budgets == (budget,) * 10
    assert methods[-1] == "exact"


def test_that_more_money_is_worth_more(pane: PlanPane, opened: Shell, qtbot: QtBot) -> None:
    pane.slider.setValue(5)
    little = exact(opened, qtbot).plan.objective
    pane.slider.setValue(150)

    assert exact(opened, qtbot).plan.objective > little


def test_that_every_year_can_have_its_own_budget(
    pane: PlanPane, opened: Shell, qtbot: QtBot
) -> None:
    pane.form.budgets.setText("0,8 / 0,1 / 0,5")
    pane.form.budgets.editingFinished.emit()
    shown = exact(opened, qtbot)

    assert shown.plan.limits.budgets[:4] == (800_000, 100_000, 500_000, 500_000)
    assert (shown.plan.spent <= np.array(shown.plan.limits.budgets) * (1 + 1e-9)).all()
    qtbot.waitUntil(lambda: "then others" in texts(pane), timeout=5_000)


def test_that_a_target_out_of_reach_is_said_in_words(
    pane: PlanPane, opened: Shell, qtbot: QtBot
) -> None:
    pane.form.emission.setValue(9_000)
    shown = exact(opened, qtbot)

    assert shown.plan.limits.emission_saving == 9_000_000
    assert shown.plan.missed
    qtbot.waitUntil(lambda: "The target for emissions is missed" in texts(pane), timeout=5_000)
    qtbot.waitUntil(lambda: "targets" in texts(pane), timeout=5_000)


def test_that_few_weeks_make_a_smaller_plan(pane: PlanPane, opened: Shell, qtbot: QtBot) -> None:
    pane.slider.setValue(180)
    before = exact(opened, qtbot)
    pane.form.weeks.setValue(1)
    shown = exact(opened, qtbot)

    weeks = np.nan_to_num(shown.ladders.steps.weeks)
    for year in range(2027, 2037):
        assert weeks[shown.plan.year == year].sum() <= 1 + 1e-9
    assert shown.sums.steps < before.sums.steps


def test_that_musts_and_nevers_put_packages_together_anew(
    pane: PlanPane, opened: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    monkeypatch.setattr(
        "twin.workspace.opportunities.find_opportunities",
        lambda _, inquiry, __: asked_for.append((inquiry.must, inquiry.never)),
    )
    opened.desk.crossing.wish(frozenset({"b0/led"}), "must")
    opened.desk.crossing.wish(frozenset({"b1/led"}), "never")

    assert asked_for[0][0] == ("b0/led",)
    assert asked_for[1][0] == ("b0/led",)
    assert "b1/led" in asked_for[1][1]
    assert "b0/demolition" in asked_for[1][1]


def test_that_a_kept_plan_is_compared_with_the_next(
    pane: PlanPane, opened: Shell, qtbot: QtBot
) -> None:
    pane.compare_fold.turn()
    pane.compared.keep.click()
    steps = exact(opened, qtbot).sums.steps
    pane.slider.setValue(160)
    shown = exact(opened, qtbot)

    qtbot.waitUntil(lambda: "Investment, mill. kr" in texts(pane.compared), timeout=5_000)
    assert f"{shown.sums.steps - steps} only now" in texts(pane.compared)


def test_that_a_picked_step_shows_its_building_everywhere(
    pane: PlanPane, page: OpportunityPage, opened: Shell
) -> None:
    QTest.mouseClick(pane.list.table.viewport(), LEFT, NO_KEY, QPoint(30, 20))
    page.stages.settle()

    (building,) = opened.desk.crossing.picked.buildings
    assert {row.record.building_id for row in page.table.model.rows} == {building}


def test_that_a_plan_becomes_a_scenario_that_can_be_compared_and_undone(
    pane: PlanPane, opened: Shell, settled: Callable[[], None]
) -> None:
    shown = shown_of(opened)
    assert not pane.beside.isEnabled()
    pane.scenario.click()
    settled()

    made = opened.workspace.state.shelf.open
    assert made is not None
    assert made.name.startswith("Plan 2")
    assert len(made.choices) == shown.sums.steps
    assert len({c.building_id for c in made.choices}) > 1
    taken = shown.plan.year[shown.plan.year > 0]
    assert sorted(c.year for c in made.choices) == sorted(taken.tolist())

    pane.beside.click()
    settled()
    assert opened.workspace.mode == "compare"
    found = opened.workspace.state.comparing.found
    assert found is not None
    assert len(found.outcomes) >= 2


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_that_the_table_and_the_plan_are_written(
    pane: PlanPane, page: OpportunityPage, opened: Shell, settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str,
) -> None:  # fmt: skip
    kind = (
        "Excel (*.xlsx)" if suffix == ".xlsx" else "CSV for Excel with Norwegian settings (*.csv)"
    )
    path = tmp_path / f"rows{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))

    page.table._export()  # pyright: ignore[reportPrivateUsage]
    settled()
    written = sheet_rows(path)
    assert len(written) == len(page.table.model.rows) + 1
    assert written[1][3] == page.table.model.rows[0].record.title

    asked.export_plan(opened.window, opened.workspace, shown_of(opened))
    settled()
    written = sheet_rows(path)
    assert len(written) == shown_of(opened).sums.steps + 1
    assert written[0][0] == "Year"


def test_that_limits_come_back_from_the_form_as_they_were_shown(application) -> None:
    form = LimitsForm()
    limits = PlanLimits(
        2028, (2e6, 1e6, 1e6), 30_000.0, 4e6, 12.0, 2, ("b0/led",), (), "emission_saving"
    )
    form.show_limits(limits)
    assert form.limits == limits

    form.show_limits(first_limits(1.5e6))
    assert form.limits == first_limits(1.5e6)
