"""The price level that is chosen stays with the portfolio."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.exporters.full_records import SCHOOL
from twin.store.buildings import save_buildings
from twin.store.database import create, open_database
from twin.store.price_level import load_price_year
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.upkeep import upkeep
from twin.workspace.workspace import Workspace


def test_that_the_chosen_price_level_is_there_when_the_portfolio_is_opened_again(
    tmp_path: Path, qtbot
):
    folder = tmp_path / "p.twin"
    database = create(folder)
    save_buildings(database, (SCHOOL,))
    database.close()
    assert read_portfolio(folder).price_year == 0

    workspace = Workspace()
    workspace.open_portfolio(folder)
    qtbot.waitUntil(lambda: workspace.portfolio is not None and not workspace.jobs.running)
    workspace.choose_prices(2018)
    assert workspace.portfolio is not None
    assert workspace.portfolio.price_year == 2018
    qtbot.waitUntil(lambda: not workspace.jobs.running)
    workspace.close()

    found = read_portfolio(folder)
    assert found.price_year == 2018
    assert upkeep(found).backlog.price_year == 2018


def test_that_the_command_line_exports_at_the_price_level_of_the_window(tmp_path: Path):
    from twin.store.price_level import save_price_year
    from twin.workspace.export_files import ExportWish, export_file

    folder = tmp_path / "p.twin"
    database = create(folder)
    save_buildings(database, (SCHOOL,))
    save_price_year(database, 2018)
    database.close()

    export_file(folder, ExportWish(tmp_path / "b.xlsx", ("backlog",), "en"))

    rows = CalamineWorkbook.from_path(tmp_path / "b.xlsx").get_sheet_by_index(0).to_python()
    titles = next(row for row in rows if "Price level" in row)
    first = rows[rows.index(titles) + 1]
    assert first[titles.index("Price level")] == 2018


def test_that_a_portfolio_that_is_read_only_shows_another_level_until_it_is_closed(
    tmp_path: Path, qtbot
):
    folder = tmp_path / "p.twin"
    create(folder).close()
    workspace = Workspace()
    workspace.open_portfolio(folder)
    qtbot.waitUntil(lambda: workspace.portfolio is not None and not workspace.jobs.running)
    assert workspace.database is not None
    workspace.database.close()
    workspace.database = open_database(folder, read_only=True)

    workspace.choose_prices(2016)
    qtbot.waitUntil(lambda: not workspace.jobs.running)

    assert workspace.portfolio is not None
    assert workspace.portfolio.price_year == 2016
    assert load_price_year(workspace.database) == 0
    workspace.close()
