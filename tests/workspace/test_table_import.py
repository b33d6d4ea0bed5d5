"""Taking tables in: one step, undone, remembered; nothing stored when it is stopped."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from tests.exporters.payloads import PAYLOADS
from twin.errors import Cancelled, MissingInput, UnreadableFile
from twin.model.building import Building
from twin.model.importing import Silent
from twin.model.maintenance import WorkOrder
from twin.store.audit import changes
from twin.store.database import Database, create, damage, open_database
from twin.store.edits import undo
from twin.store.imports import load_imports
from twin.store.records import load_records
from twin.workspace import table_import, table_jobs
from twin.workspace.import_table_file import Wish, import_table_file
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.table_import import OpenTable, is_table
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

_DANGEROUS = re.compile('^[\\s"]*[=+\\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n\0]')
HEAD = "Ordrenr;Bygg;Tittel;Opprettet;Kostnad\n"
BUILDINGS = "Bygningsnummer;Navn;Bygningstype;Byggeår\n139871234;Lia skole;613;1975\n"


def orders(count: int, name: str = "Building 1") -> str:
    return HEAD + "".join(f"AO-{i};{name};Arbeid {i};01.02.2026;{i},5\n" for i in range(count))


def written(folder: Path, text: str, name: str = "ordre.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def database(folder: Path) -> Database:
    return open_database(folder)


def opened_in(database: Database, path: Path) -> OpenTable:
    return table_import.open_table(path, database)


class StopsAt:
    """Progress that is stopped when a text has been told so many times."""

    def __init__(self, text: str, times: int) -> None:
        self._text, self._left = text, times

    def report(self, fraction: float, text: str) -> None:
        del fraction
        if text == self._text:
            self._left -= 1
            if self._left <= 0:
                raise Cancelled("Stopped. Nothing was changed.")


def test_that_a_table_is_stored_as_one_step_that_is_undone(
    database: Database, tmp_path: Path
) -> None:
    opened = opened_in(database, written(tmp_path, orders(3) + "x;Nei;y;01.02.2026;1\n"))
    plan = table_import.tried(opened, portfolio_data(database))

    change = table_import.take_in(database, opened, plan, ("kari", "Import orders"))

    (step,) = [c for c in changes(database) if c.change_id == change.change_id]
    (done,) = load_imports(database)
    assert (step.records, step.who, step.what) == (3, "kari", "Import orders")
    assert (done.added, done.rejected, done.format) == (3, 1, "work_orders")
    assert done.file_name == "ordre.csv"
    assert [r.row for r in done.rejects] == [5]
    undo(database, change.change_id, "kari", "Undo")
    assert len(load_records(database, WorkOrder)) == 0


@pytest.mark.parametrize("times", [1, 2, 3])
def test_that_stopping_while_storing_leaves_nothing(
    database: Database, tmp_path: Path, times: int
) -> None:
    opened = opened_in(database, written(tmp_path, orders(5000)))
    plan = table_import.tried(opened, portfolio_data(database))

    with pytest.raises(Cancelled):
        table_import.take_in(database, opened, plan, ("kari", "x"), StopsAt("Storing", times))

    assert len(load_records(database, WorkOrder)) == 0
    assert load_imports(database) == ()
    assert changes(database) == ()
    assert damage(database.folder) == ""


def test_that_columns_are_read_the_next_time_as_they_were_chosen(
    database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path, "Sak;Hvor;Hva;Når\nA1;Building 1;Bytt filter;01.02.2026\n")
    opened = table_import.with_format(opened_in(database, path), "work_orders")
    mapping = opened.mapping
    for name, title in (("order_id", "Sak"), ("building_name", "Hvor"), ("title", "Hva"),
                        ("opened_on", "Når")):  # fmt: skip
        mapping = mapping.with_column(name, title)
    opened = table_import.with_mapping(opened, mapping)
    plan = table_import.tried(opened, portfolio_data(database))
    table_import.take_in(database, opened, plan, ("kari", "x"))

    again = opened_in(database, path)

    assert again.format.name == "work_orders"
    assert again.mapping.columns == mapping.columns
    assert table_import.tried(again, portfolio_data(database)).unchanged == 1


def test_that_another_kind_sheet_or_row_of_titles_can_be_chosen(
    database: Database, tmp_path: Path
) -> None:
    text = "Arbeid i 2026;;;;\n" + orders(2)
    opened = opened_in(database, written(tmp_path, text))

    assert opened.table.title_row == 2
    assert table_import.with_format(opened, "duties").format.name == "duties"
    assert table_import.with_title_row(opened, 1).table.titles[0] == "Arbeid i 2026"
    with pytest.raises(UnreadableFile):
        table_import.with_title_row(opened, 99)


def test_that_a_new_portfolio_is_made_from_a_table_of_buildings(tmp_path: Path) -> None:
    database = create(tmp_path / "Ny.twin")
    opened = opened_in(database, written(tmp_path, BUILDINGS, "bygg.csv"))
    plan = table_import.tried(opened, portfolio_data(database))

    table_import.take_in(database, opened, plan, ("kari", "x"))

    (building,) = load_records(database, Building)
    assert (building.name, building.category) == ("Lia skole", "school")
    assert portfolio_data(database).delivered_per_m2.shape == (1,)


def test_that_weather_is_not_looked_at_as_a_table(tmp_path: Path) -> None:
    met = "Navn;Stasjon;Tid(norsk normaltid);Lufttemperatur\nBergen;SN50540;01.01.2021 01:00;1\n"

    assert not is_table(written(tmp_path, met, "met.csv"))
    assert not is_table(written(tmp_path, "LOCATION,Bergen,,NOR\n", "a.txt"))
    assert is_table(written(tmp_path, orders(1)))
    assert not is_table(tmp_path / "a.ifc")


def test_that_the_open_portfolio_shows_what_was_taken_in_and_undo_takes_it_back(
    opened: Workspace, settled: Settle, tmp_path: Path
) -> None:
    found: list[OpenTable] = []
    table_jobs.open_table(opened, written(tmp_path, orders(4)), found.append)
    settled()
    plans: list[object] = []
    table_jobs.try_out(opened, found[0], plans.append)
    settled()
    ends: list[BaseException | None] = []
    table_jobs.take_in(opened, found[0], plans[0], "Import", ends.append)  # pyright: ignore
    settled()

    assert ends == [None]
    assert opened.portfolio is not None
    assert len(opened.portfolio.work_orders) == 4
    assert opened.portfolio.work_orders[0].opened_on == date(2026, 2, 1)
    opened.undo()
    settled()
    assert len(opened.portfolio.work_orders) == 0


def test_that_new_buildings_are_shown_with_their_figures_and_undone(
    opened: Workspace, settled: Settle, tmp_path: Path
) -> None:
    found: list[OpenTable] = []
    plans: list[object] = []
    ends: list[BaseException | None] = []
    table_jobs.open_table(opened, written(tmp_path, BUILDINGS, "bygg.csv"), found.append)
    settled()
    table_jobs.try_out(opened, found[0], plans.append)
    settled()
    table_jobs.take_in(opened, found[0], plans[0], "Import", ends.append)  # pyright: ignore
    settled()

    assert opened.portfolio is not None
    assert len(opened.portfolio.buildings) == 4
    assert len(opened.portfolio.delivered_per_m2) == 4
    opened.undo()
    settled()
    assert len(opened.portfolio.buildings) == 3
    assert len(opened.portfolio.delivered_per_m2) == 3
    assert len(opened.portfolio.delivered_year) == 3


def test_that_a_table_is_taken_in_without_a_window(folder: Path, tmp_path: Path) -> None:
    path = written(tmp_path, orders(2) + "x;Nei;y;01.02.2026;1\n")
    report = tmp_path / "ut.csv"

    trial = import_table_file(folder, path, Wish(is_trial=True), Silent())
    done = import_table_file(folder, path, Wish(report=report))

    assert (trial.added, done.added) == (2, 2)
    assert import_table_file(folder, path).unchanged == 2
    assert "Nei" in report.read_text("utf-8-sig")


def test_that_without_a_window_nothing_is_guessed(folder: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "Tittel;Opprettet;Leverandør\na;01.02.2026;X\n")

    with pytest.raises(MissingInput, match="Which building"):
        import_table_file(folder, path, Wish("work_orders"))
    with pytest.raises(MissingInput, match="no kind of table"):
        import_table_file(folder, path, Wish("ordrer"))

    wish = Wish("work_orders", constants={"building_name": "Building 2"})
    assert import_table_file(folder, path, wish).added == 1


def test_that_the_rows_sent_back_hold_no_formula(database: Database, tmp_path: Path) -> None:
    with (tmp_path / "ordre.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(("Ordrenr", "Bygg", "Tittel", "Opprettet", "Kostnad"))
        rows.writerows((f"A{i}", "No such", text, "x", "1") for i, text in enumerate(PAYLOADS))
    opened = opened_in(database, tmp_path / "ordre.csv")
    plan = table_import.tried(opened, portfolio_data(database))

    table_import.save_report(tmp_path / "report.csv", plan)

    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert len(cells) > len(PAYLOADS)
    assert [c for c in cells if _DANGEROUS.match(c)] == []
    database.close()
