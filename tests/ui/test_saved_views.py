"""Saved views and issues: kept, listed, shown again, renamed, deleted and undone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu

from twin.model.edit import Edit
from twin.model.register import Issue, SavedView
from twin.ui.filtering import PortfolioFilter, filter_from, stored_filter
from twin.ui.records.form import RecordForm
from twin.ui.records.kinds.issues import ISSUES
from twin.ui.records.table import RecordTable
from twin.ui.views.issue_actions import raise_issue, show_issue
from twin.ui.views.page import ViewsPage
from twin.ui.window.shell import Shell
from twin.workspace.saved_views import Seen, read, written

from .small_portfolio import small_model

Settled = Callable[[], None]
CAMERA = (297_010.0, 6_700_020.0, 55.0, 297_000.0, 6_700_000.0, 5.0)


def views(shell: Shell) -> list[SavedView]:
    assert shell.workspace.portfolio is not None
    return sorted(shell.workspace.portfolio.of_kind(SavedView), key=lambda v: v.position)


def with_camera(shell: Shell) -> Shell:
    shell.stage.scene.camera_place = lambda: CAMERA  # pyright: ignore
    return shell


def test_that_what_a_view_shows_is_read_as_it_was_written():
    seen = Seen("risk", 2031, CAMERA, ("w1",), ("v4", "v5"), ("w3",), True, "s1",
                {"grades": [2, 3], "query": "skole"})  # fmt: skip
    assert read(written(seen)) == seen


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"camera": [1, 2], "year": true, "selection": "w1", "overlay": 3}',
     '{"camera": [1, 2, 3, 4, 5, NaN], "filtering": 7}'],
)  # fmt: skip
def test_that_a_view_that_makes_no_sense_shows_what_is_shown_at_first(content: str):
    assert read(content) == Seen()


def test_that_every_condition_of_a_filter_is_kept():
    wanted = PortfolioFilter(
        "skole", frozenset({"school"}), (1950, 1980), frozenset({3, -2}), frozenset({2}),
        frozenset({3}), frozenset({"old"}), frozenset({"", "F"}), frozenset({"b0", "b1"}),
    )  # fmt: skip
    assert filter_from(stored_filter(wanted)) == wanted
    assert stored_filter(PortfolioFilter()) == {}
    assert filter_from({"built": [1900], "grades": "3", "later": [1]}) == PortfolioFilter()


def test_that_a_view_of_the_portfolio_comes_back_as_it_was(portfolio: Shell, settled: Settled):
    workspace, wanted = with_camera(portfolio).workspace, PortfolioFilter(labels=frozenset("EF"))
    workspace.colour_by("energy_use")
    workspace.look_at(2035)
    workspace.select(frozenset({"b1"}))
    portfolio.filtering.use(wanted)
    portfolio.views.save("Worst labels")
    settled()

    workspace.colour_by("condition")
    workspace.look_at(0)
    workspace.select(frozenset())
    portfolio.filtering.clear()
    portfolio.views.open(views(portfolio)[0])

    assert (workspace.overlay, workspace.state.year) == ("energy_use", 2035)
    assert workspace.selection == frozenset({"b1"})
    assert portfolio.filtering.current == wanted
    assert portfolio.stage.scene.told["look_from"] == (CAMERA,)  # pyright: ignore


def test_that_a_view_of_a_building_is_shown_once_its_model_is_there(
    inside: Shell, settled: Settled
):
    workspace = with_camera(inside).workspace
    building = workspace.building
    assert building is not None
    workspace.hide(frozenset({"v4"}))
    workspace.isolate(frozenset({"w1", "w2"}))
    workspace.select(frozenset({"w1"}))
    workspace.colour_by("u_value")
    inside.views.save("Leaking windows")
    settled()
    view = views(inside)[0]
    workspace.leave_building()
    workspace.change(building=replace(building, model_sha256="x" * 64), mode="building")

    inside.views.open(view)
    assert workspace.hidden == frozenset()
    workspace.change(model=small_model())

    assert view.building_id == "b0"
    assert workspace.hidden == frozenset({"v4"})
    assert workspace.isolated == frozenset({"w1", "w2"})
    assert workspace.selection == frozenset({"w1"})
    assert workspace.overlay == "u_value"
    assert inside.stage.scene.told["look_from"] == (CAMERA,)  # pyright: ignore


def test_that_a_view_opened_inside_leads_back_to_the_portfolio(inside: Shell, settled: Settled):
    edit = Edit(None, SavedView("v", "", "All", 1, written(Seen("risk"))))
    inside.workspace.store([edit], "x")
    settled()

    inside.views.open(views(inside)[0])

    assert inside.workspace.mode == "portfolio"
    assert inside.workspace.overlay == "risk"


def test_that_elements_of_a_view_that_are_gone_are_told(inside: Shell, settled: Settled):
    content = written(Seen(hidden=("v4", "gone"), isolated=("gone too",)))
    inside.workspace.store([Edit(None, SavedView("v", "b0", "Old", 1, content))], "x")
    settled()

    inside.views.open(views(inside)[0])

    assert inside.workspace.hidden == frozenset({"v4"})
    assert any("2 elements or buildings" in m.lead for m in inside.stage.bars.messages())


def test_that_a_view_of_the_same_name_is_replaced_and_undo_brings_the_old_one_back(
    portfolio: Shell, settled: Settled
):
    portfolio.workspace.colour_by("risk")
    portfolio.views.save("Meeting")
    settled()
    portfolio.workspace.colour_by("needs")
    portfolio.views.save("meeting")
    settled()
    assert [read(v.content).overlay for v in views(portfolio)] == ["needs"]

    portfolio.workspace.undo()
    settled()
    assert [read(v.content).overlay for v in views(portfolio)] == ["risk"]
    portfolio.workspace.undo()
    settled()
    assert views(portfolio) == []


def test_that_views_are_listed_renamed_and_deleted_by_keys(portfolio: Shell, settled: Settled):
    for name in ("One", "Two"):
        portfolio.views.save(name)
        settled()
    tabs = portfolio.window.below.part("portfolio")
    tabs.tabs.turn_to("views")
    settled()
    page = tabs.pages["views"].findChildren(ViewsPage)[0]
    assert [row.name for row in page.model.rows] == ["One", "Two"]

    page.table.selectRow(0)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    form = portfolio.window.findChildren(RecordForm)[0]
    form.inputs["name"].setText("First")  # pyright: ignore[reportAttributeAccessIssue]
    form.store()
    settled()
    assert [v.name for v in views(portfolio)] == ["First", "Two"]

    portfolio.window.activateWindow()
    page.table.setFocus()
    settled()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settled()
    assert [v.name for v in views(portfolio)] == ["First"]
    portfolio.workspace.undo()
    settled()
    assert [v.name for v in views(portfolio)] == ["First", "Two"]

    page.table.selectRow(0)
    portfolio.workspace.colour_by("risk")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert portfolio.workspace.overlay == "condition"


def test_that_a_view_is_saved_and_called_up_by_keyboard_alone(
    portfolio: Shell, settled: Settled, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("  Fana now ", True))
    portfolio.actions["save_view"].trigger()
    settled()
    portfolio.workspace.colour_by("risk")

    portfolio.actions["views"].trigger()
    menus = portfolio.window.findChildren(QMenu)
    menu = next(m for m in menus if m.accessibleName() == "Saved views")
    assert [a.text() for a in menu.actions() if a.text()] == ["&1  Fana now", "Save view…"]
    menu.actions()[0].trigger()
    menu.close()
    assert portfolio.workspace.overlay == "condition"

    portfolio.workspace.colour_by("risk")
    hits = portfolio.palette_list.hits("fana now")
    assert [h.name for h in hits] == ["Fana now"]
    hits[0].act()
    assert portfolio.workspace.overlay == "condition"


def test_that_an_issue_about_the_selection_selects_it_again(inside: Shell, settled: Settled):
    workspace = inside.workspace
    table = inside.window.below.part("building").records["issues"]
    workspace.select(frozenset({"w1", "w2"}))
    raise_issue(inside.desk, table)
    form = inside.window.findChildren(RecordForm)[0]
    form.inputs["title"].setText("Draught")  # pyright: ignore[reportAttributeAccessIssue]
    form.inputs["assigned_to"].setText("K. Moe")  # pyright: ignore[reportAttributeAccessIssue]
    form.inputs["due_on"].setText("1.2.2027")  # pyright: ignore[reportAttributeAccessIssue]
    form.store()
    settled()
    assert workspace.portfolio is not None
    issue = workspace.portfolio.of_kind(Issue, "b0")[0]
    assert (issue.title, issue.status, issue.assigned_to) == ("Draught", "open", "K. Moe")
    assert set(issue.places) == {"w1", "w2"}
    tabs = inside.window.below.part("building").tabs
    assert "1" in tabs._texts["issues"]

    tabs.turn_to("issues")
    workspace.select(frozenset())
    table.table.selectRow(0)
    assert workspace.selection == frozenset({"w1", "w2"})
    workspace.select(frozenset())
    table.table.selectRow(0)
    show_issue(inside.desk, table)
    assert workspace.selection == frozenset({"w1", "w2"})
    assert "fit_rows" in inside.stage.scene.told  # pyright: ignore


def test_that_an_issue_is_shown_from_the_portfolio_when_its_model_is_there(
    inside: Shell, settled: Settled
):
    workspace, building = inside.workspace, inside.workspace.building
    made = replace(ISSUES.new("b0", "k", "i1"), title="Draught", places=("w2",))
    workspace.store([Edit(None, made)], "x")
    settled()
    workspace.leave_building()
    tabs = inside.window.below.part("portfolio")
    tabs.tabs.turn_to("issues")
    table = tabs.pages["issues"].findChildren(RecordTable)[0]
    table.table.selectRow(0)

    show_issue(inside.desk, table)
    assert workspace.building == building
    workspace.change(model=small_model())

    assert workspace.selection == frozenset({"w2"})


def test_that_a_view_of_a_building_that_is_gone_says_so(portfolio: Shell, settled: Settled):
    workspace = portfolio.workspace
    workspace.store([Edit(None, SavedView("v", "gone", "Roof", 1))], "x")
    settled()

    portfolio.views.open(views(portfolio)[0])

    assert workspace.mode == "portfolio"
    said = " ".join(m.lead + m.text for m in portfolio.stage.bars.messages())
    assert "The portfolio has no building gone" in said
