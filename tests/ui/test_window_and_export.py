"""The figures in the window are those of the exported file: text by text, cell by cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from python_calamine import CalamineWorkbook

from twin.exporters.layouts.forecast import NOTHING, WAYS
from twin.model.scenario import Spread
from twin.ui.condition.backlog_page import BacklogPage
from twin.ui.condition.funding_chart import NAMES
from twin.ui.texts import numbers
from twin.ui.texts.upkeep import million_span, millions
from twin.ui.widgets.tabs import Tabs
from twin.ui.window.shell import Shell
from twin.workspace.export_tables import export_records, export_tables

Settled = Callable[[], None]
ABOUT = "~" + numbers.HARD_SPACE
HALF_ORE = 0.005


def exported(shell: Shell, path: Path, name: str) -> list[dict[str, Any]]:
    """Rows of an exported table by the titles of the file."""
    workspace = shell.workspace
    assert workspace.database is not None
    assert workspace.portfolio is not None
    export_tables(workspace.database, workspace.portfolio, path, (name,), ("en", None))
    return rows_of(path)


def rows_of(path: Path) -> list[dict[str, Any]]:
    titles, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [dict(zip(titles, row, strict=True)) for row in rows]


def texts(widget: Any) -> list[str]:
    return [t.text() for t in widget.findChildren(QLabel)]


def after(said: list[str], name: str) -> str:
    """What stands beside a name on a card."""
    return said[said.index(name) + 1]


def test_that_backlog_grade_and_index_of_the_card_are_those_of_the_file(
    portfolio: Shell, tmp_path: Path
):
    rows = exported(portfolio, tmp_path / "b.xlsx", "backlog")
    assert [r["Building id"] for r in rows] == ["b0", "b1", "b2", "b3"]
    known = 0
    assert sum(r["Condition index (FCI), %"] != "" for r in rows) >= 1
    assert sum(r["Weighted grade"] != "" for r in rows) >= 1
    for row in rows:
        portfolio.workspace.select(frozenset({row["Building id"]}))
        said = texts(portfolio.window.right.part("portfolio"))
        if row["Backlog, kr"] == "":
            assert after(said, "Backlog, mill. kr") == "No data"
        else:
            known += 1
            spread = Spread(row["Backlog low, kr"], row["Backlog, kr"], row["Backlog high, kr"])
            assert after(said, "Backlog, mill. kr") == f"{ABOUT}{millions(spread.p50)}"
            assert f"low – high {million_span(spread)}" in said
            assert f"Maintenance to TG1, prices of {row['Price level']:.0f}" in said
        for title, shown, say in (
            ("Weighted grade", "Weighted grade", lambda v: f"TG {numbers.number(v, 1)}"),
            ("Condition index (FCI), %", "Condition index (FCI)",
             lambda v: f"{ABOUT}{numbers.percent(v / 100, 1)}"),
            ("Replacement value, kr", "Replacement value, mill. kr",
             lambda v: f"{ABOUT}{millions(v)}"),
        ):  # fmt: skip
            wanted = "No data" if row[title] == "" else say(row[title])
            assert after(said, shown) == wanted, (row["Building id"], title)
        if row["Weighted grade"] != "":
            assert after(said, "Coverage of the grade") == numbers.percent(
                row["Coverage of the grade, %"] / 100
            )
    assert known == 2


def test_that_the_sums_of_the_page_are_those_of_the_file(portfolio: Shell, tmp_path: Path):
    rows = exported(portfolio, tmp_path / "b.xlsx", "backlog")
    portfolio.window.below.part("portfolio").findChildren(Tabs)[0].turn_to("backlog")
    page = portfolio.window.findChildren(BacklogPage)[0]
    said = texts(page)

    def total(title: str) -> float:
        return sum(r[title] for r in rows if r[title] != "")

    spread = Spread(total("Backlog low, kr"), total("Backlog, kr"), total("Backlog high, kr"))
    assert f"{ABOUT}{millions(spread.p50)}" in said
    assert f"low – high {million_span(spread)}" in said
    for name, title in (
        ("Now", "Due now, kr"), ("Within 1 year", "Due within 1 year, kr"),
        ("Within 5 years", "Due within 5 years, kr"),
        ("Within 10 years", "Due within 10 years, kr"), ("Later", "Due later, kr"),
    ):  # fmt: skip
        line = said[said.index(name) :][:5]
        assert line[2] == millions(total(title)), name


def test_that_the_years_to_come_of_the_page_are_those_of_the_file(
    portfolio: Shell, tmp_path: Path, qtbot, settled: Settled
):
    portfolio.window.below.part("portfolio").findChildren(Tabs)[0].turn_to("backlog")
    page = portfolio.window.findChildren(BacklogPage)[0]
    qtbot.waitUntil(lambda: page.plan is not None, timeout=30_000)
    rows = exported(portfolio, tmp_path / "f.xlsx", "forecast")

    compared = 0
    for row in rows:
        key = next(k for k, words in WAYS.items() if words[0] == row["Upkeep"])
        if key == NOTHING:
            continue
        place = page.chart._years.index(int(row["Year"])) + 1
        said = page.chart._said(place).splitlines()
        assert said[0] == f"End of {row['Year']:.0f}, mill. kr"
        low, middle, high = (row[f"{t}, kr"] / 1e6 for t in
                             ("Backlog low", "Backlog", "Backlog high"))  # fmt: skip
        text = f"{NAMES[key]}: {numbers.number(middle, 1)} ({numbers.span(low, high, 1)})"
        assert text in said
        compared += 1
    assert compared == 3 * len(page.plan.curves["maintain"].years)

    row = next(r for r in rows if r["Upkeep"] == "Nothing is done" and r["Year"] == 2045)
    portfolio.workspace.colour_by("condition")
    portfolio.workspace.look_at(2045)
    settled()
    notes = "\n".join(portfolio.stage.floating("bottom-left")._notes)
    ends = numbers.span(row["Weighted grade low"], row["Weighted grade high"], 1)
    assert f"Mean TG {numbers.number(row['Weighted grade'], 1)}, P10 – P90 {ends}" in notes


def test_that_what_the_page_writes_goes_by_what_was_asked_there(
    portfolio: Shell, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
):
    portfolio.window.below.part("portfolio").findChildren(Tabs)[0].turn_to("backlog")
    page = portfolio.window.findChildren(BacklogPage)[0]
    qtbot.waitUntil(lambda: page.plan is not None, timeout=30_000)
    written: list[Any] = []
    monkeypatch.setattr(
        "twin.ui.condition.backlog_page.export_shown", lambda *given: written.extend(given[3])
    )
    wish = page._wish
    page._use(type(wish)(250_000.0, wish.target_share, wish.target_year))

    page.export.click()
    assert portfolio.workspace.portfolio is not None
    export_records(portfolio.workspace.portfolio, written, tmp_path / "f.xlsx", ("en", None))

    rows = [r for r in rows_of(tmp_path / "f.xlsx") if r["Upkeep"] == "Fixed budget"]
    curve = page.plan.curves["fixed budget"]
    assert [r["Backlog, kr"] for r in rows] == pytest.approx(curve.backlog[1], abs=HALF_ORE)
    assert [r["Spending, kr"] for r in rows] == pytest.approx(curve.spend[1], abs=HALF_ORE)
    assert max(r["Spending, kr"] for r in rows) <= 250_000.0
