"""What is picked in one view filters the others."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from twin.store.edits import Edit
from twin.ui.opportunities import asked
from twin.ui.opportunities.crossing import IN_PLAN, NOT_IN_PLAN
from twin.ui.opportunities.page import OpportunityPage
from twin.ui.window.shell import Shell
from twin.workspace.jobs import JobProgress
from twin.workspace.opportunity_rows import LAST_RESORTS, ordinary
from ui.opportunities.conftest import LEFT, NO_KEY, drag


def rows_of(page: OpportunityPage) -> list:
    return list(page.table.model.rows)


def buildings_of(page: OpportunityPage) -> set[str]:
    return {row.record.building_id for row in rows_of(page)}


def around(page: OpportunityPage, building_id: str) -> tuple[QPoint, QPoint]:
    """Corners of a rubber band around one point of the chart."""
    chart = page.scatter
    row = chart.points.ids.index(building_id)
    across, up = chart._axes()  # pyright: ignore[reportPrivateUsage]
    middle = chart._middle(row, across, up).toPoint()  # pyright: ignore[reportPrivateUsage]
    return middle - QPoint(8, 8), middle + QPoint(8, 8)


def measured(page: OpportunityPage) -> str:
    """A building that the chart has a place for."""
    points = page.scatter.points
    return points.ids[int(np.flatnonzero(points.drawn)[0])]


def test_that_everything_that_was_found_is_shown(page: OpportunityPage, opened: Shell) -> None:
    board = asked.board_of(opened.workspace)
    assert board is not None

    assert len(rows_of(page)) == int(ordinary(board, frozenset()).sum()) > 60
    assert page.scatter.points.drawn.any()
    assert page.curve.bars is not None
    assert page.state.isHidden()
    values = [row.record.present_value for row in rows_of(page)]
    assert values == sorted(values, reverse=True)


def test_that_a_rubber_band_in_the_chart_filters_table_curve_and_3d(
    page: OpportunityPage, opened: Shell
) -> None:
    building = measured(page)
    before = page.curve.bars.width.sum()

    drag(page.scatter, *around(page, building))
    page.stages.settle()

    assert opened.desk.crossing.picked.buildings == {building}
    assert buildings_of(page) == {building}
    assert opened.workspace.selection == {building}
    assert 0 < page.curve.bars.width.sum() < before
    assert page.scatter.points.picked.sum() == 1


def test_that_escape_in_the_chart_shows_all_again(page: OpportunityPage, opened: Shell) -> None:
    drag(page.scatter, *around(page, measured(page)))
    page.stages.settle()
    QTest.keyClick(page.scatter, Qt.Key.Key_Escape)
    page.stages.settle()

    assert len(buildings_of(page)) == 4
    assert opened.workspace.selection == frozenset()


def test_that_a_rubber_band_on_the_map_filters_too(page: OpportunityPage, opened: Shell) -> None:
    page.show_where("map")
    page.stages.settle()
    drag(page.map, QPoint(1, 1), QPoint(page.map.width() - 2, page.map.height() - 2))
    page.stages.settle()

    assert opened.desk.crossing.picked.source == "map"
    assert opened.desk.crossing.picked.buildings == buildings_of(page) == {"b0", "b1", "b2", "b3"}


def test_that_a_building_picked_in_3d_filters_the_page(
    page: OpportunityPage, opened: Shell
) -> None:
    opened.workspace.select(frozenset({"b2"}))
    page.stages.settle()

    assert buildings_of(page) == {"b2"}
    assert opened.desk.crossing.picked.source == "3D"


def test_that_a_click_on_the_curve_looks_at_one_measure(
    page: OpportunityPage, opened: Shell
) -> None:
    curve = page.curve
    QTest.mouseClick(curve, LEFT, NO_KEY, QPoint(60, curve.height() // 2))
    page.stages.settle()

    (key,) = opened.desk.crossing.picked.measures
    assert {row.record.measure_key for row in rows_of(page)} == {key}
    assert key == curve._keys[int(curve.bars.measure[0])]  # pyright: ignore[reportPrivateUsage]


def test_that_a_picked_row_is_the_only_one_marked_and_filters_no_table(
    page: OpportunityPage, opened: Shell
) -> None:
    count = len(rows_of(page))
    table = page.table.table
    QTest.mouseClick(table.viewport(), LEFT, NO_KEY, QPoint(40, 40))
    page.stages.settle()

    (place,) = table.picked_places()
    assert len(rows_of(page)) == count
    picked = page.table.model.rows[place].record.building_id
    assert opened.desk.crossing.picked.buildings == {picked} == opened.workspace.selection
    assert 0 < page.curve.bars.count.sum() < count


def test_that_marked_rows_stay_marked_when_the_plan_changes(page: OpportunityPage) -> None:
    table = page.table.table
    QTest.mouseClick(table.viewport(), LEFT, NO_KEY, QPoint(40, 40))
    page.stages.settle()
    before = page.table.model.rows[table.picked_places()[0]].key

    page.show_plan()
    page.stages.settle()

    (place,) = table.picked_places()
    assert page.table.model.rows[place].key == before


def test_that_all_rows_can_be_marked(page: OpportunityPage, opened: Shell) -> None:
    page.table.table.selectAll()
    page.stages.settle()

    assert opened.desk.crossing.picked.buildings == {"b0", "b1", "b2", "b3"}


@pytest.mark.parametrize(("part", "is_in"), [(IN_PLAN, True), (NOT_IN_PLAN, False)])
def test_that_only_the_plan_or_the_rest_can_be_looked_at(
    page: OpportunityPage, opened: Shell, part: str, is_in: bool
) -> None:
    opened.desk.crossing.pick_part(part)
    page.stages.settle()

    assert rows_of(page)
    assert {row.year > 0 for row in rows_of(page)} == {is_in}


def test_that_demolition_is_shown_to_those_who_look_for_it(
    page: OpportunityPage, opened: Shell
) -> None:
    opened.desk.crossing.pick_measures(frozenset(LAST_RESORTS))
    page.stages.settle()

    assert {row.record.measure_key for row in rows_of(page)} == set(LAST_RESORTS)


def test_that_filters_of_the_portfolio_hold_here_too(page: OpportunityPage, opened: Shell) -> None:
    filtering = opened.desk.filtering
    filtering.search("Varden")
    page.stages.settle()

    assert buildings_of(page) == {"b3"}


def test_that_columns_sort_by_what_they_show(page: OpportunityPage) -> None:
    table, model = page.table.table, page.table.model
    for section in range(model.columnCount()):
        table._sort(section)  # pyright: ignore[reportPrivateUsage]
        column = model.columns[section]
        keys = [column.key(row) for row in model.rows]
        known = [k for k in keys if k == k]
        assert known in (sorted(known), sorted(known, reverse=True)), column.title


def test_that_the_reason_of_a_building_is_told(page: OpportunityPage, opened: Shell) -> None:
    page.turn_to("why")
    page._pick(frozenset({"b1"}), "map")  # pyright: ignore[reportPrivateUsage]
    page.stages.settle()

    texts = page.why.texts()
    assert texts[0] == "Åsgård rådhus"
    assert len(texts) > 1
    assert not any("NOK" in text or "{" in text for text in texts)


def test_that_older_figures_are_named_as_such(
    page: OpportunityPage, opened: Shell, settled: Callable[[], None]
) -> None:
    building = opened.workspace.portfolio.buildings[0]
    opened.workspace.store([Edit(building, replace(building, gross_floor_area=1200.0))], "Area")
    settled()
    page.stages.settle()

    assert not page.state.isHidden()
    assert "Records have changed" in page.state.said.toolTip()


def test_that_the_search_can_be_stopped(
    opened: Shell, monkeypatch: pytest.MonkeyPatch, settled: Callable[[], None], qtbot: QtBot
) -> None:
    from twin.workspace import opportunities

    def endless(*given: object, progress: JobProgress) -> None:
        while True:
            progress.report(0.5, "Looking")
            QTest.qSleep(5)

    monkeypatch.setattr(opportunities, "found_in_steps", endless)
    opened.workspace.set_mode("opportunities")
    page = opened.window.below.part("opportunities")
    qtbot.waitUntil(page.state.stop.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: page.state.progress.value() > 0, timeout=10_000)
    assert page.state.progress.value() < page.state.progress.maximum()

    page.state.stop.click()
    settled()

    assert asked.board_of(opened.workspace) is None
    qtbot.waitUntil(page.state.again.isVisible, timeout=5_000)
    assert "The calculation was stopped" in page.state.said.toolTip()


def test_that_another_rate_calculates_anew(
    page: OpportunityPage, opened: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[float] = []
    monkeypatch.setattr(
        "twin.workspace.opportunities.find_opportunities",
        lambda _, inquiry, __: asked_for.append(inquiry.assumptions.discount_rate),
    )
    button = next(b for b in opened.window.findChildren(QToolButton) if "Discount" in b.text())
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text().startswith("6")).trigger()

    assert asked_for == [0.06]
