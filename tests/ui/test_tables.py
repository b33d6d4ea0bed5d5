"""The table of buildings and what passes the filter."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from twin.ui.window.shell import Shell

Settled = Callable[[], None]


def test_that_opening_a_portfolio_leads_to_its_table(portfolio: Shell):
    table = portfolio.window.below.part("portfolio").table
    assert portfolio.workspace.mode == "portfolio"
    assert table.model().rowCount() == 4
    assert "show_portfolio" in portfolio.stage.scene.told


def test_that_a_double_click_in_the_table_enters_the_building(portfolio: Shell, settled: Settled):
    table = portfolio.window.below.part("portfolio").table
    first = table.model().index(0, 0)

    table.doubleClicked.emit(first)
    settled()

    assert portfolio.workspace.building is not None
    assert portfolio.workspace.building.name == first.data()


def test_that_the_filter_narrows_table_and_ghosts_blocks(portfolio: Shell):
    portfolio.window.left.part("portfolio").search.setText("aasgaard")

    table = portfolio.window.below.part("portfolio").table
    assert [table.model().index(0, 0).data()] == ["Åsgård rådhus"]
    assert table.model().rowCount() == 1
    assert portfolio.stage.scene.told["set_ghosted"][0].tolist() == [True, False, True, True]


def test_that_sorting_leaves_unknown_values_last(portfolio: Shell):
    model = portfolio.window.below.part("portfolio").table.model()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(4, order)
        assert model.rows[-1].building.name == "Varden skole"


def test_that_a_table_is_copied_with_titles_for_a_spreadsheet(portfolio: Shell):
    table = portfolio.window.below.part("portfolio").table
    table.show_picked(lambda row: row.building.building_id == "b0")

    lines = table.copied_text().splitlines()

    assert lines[0].startswith("Building\tType\tDistrict\tBTA, m²")
    assert lines[1].split("\t")[:5] == ["Lyngbø skole", "School", "Fana", "1000", "1974"]


def test_that_an_empty_table_says_how_to_see_more(portfolio: Shell):
    portfolio.window.left.part("portfolio").search.setText("finnesikke")

    table = portfolio.window.below.part("portfolio").table
    assert table.model().rowCount() == 0
    assert table.empty_text == "No building passes the filters; clear some of them above."
