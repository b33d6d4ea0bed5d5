"""COBie workbooks come in, go out and come in again without a cell having changed."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.exporters.full_records import SCHOOL, portfolio
from twin.errors import UnreadableFile
from twin.exporters.cobie.write import write_cobie
from twin.importers.cobie.records import records_of
from twin.importers.cobie.sheets import is_cobie, workbook_of
from twin.importers.tables.read import read_table_file
from twin.model.cobie import CobieWorkbook, changed_sheet, same_workbook
from twin.model.edit import Edit
from twin.model.register import Component, Document
from twin.model.table import CellKind
from twin.store.database import create
from twin.store.edits import store_edits
from twin.workspace.cobie import export_cobie, import_cobie
from twin.workspace.open_portfolio import portfolio_data

WORKBOOKS = {
    "2012-03-23-Duplex-Design.xlsx": (232, 0, 0),
    "COBie-US-2_4-template.xlsx": (0, 0, 0),
    "Lakeside_Restaurant-stage6-COBie.xlsx": (6, 26, 0),
    "Lakeside_Restaurant.xlsx": (638, 0, 0),
    "OBN1-COBie-UK-2014.xlsx": (10, 10, 10),
    "UK2012.xlsx": (0, 0, 0),
}
FILLED = sorted(n for n, counts in WORKBOOKS.items() if any(counts))
EMPTY = sorted(set(WORKBOOKS) - set(FILLED))  # those with records go through a portfolio below
SMALL = "OBN1-COBie-UK-2014.xlsx"
STEP = "LakesideRestaurant.cobie"


@cache
def _workbook(path: Path) -> CobieWorkbook:
    return workbook_of(read_table_file(path))


@pytest.mark.parametrize("name", EMPTY)
def test_that_a_workbook_written_and_read_again_is_equal(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    first = _workbook(corpus / "cobie" / name)
    write_cobie(tmp_path / "out.xlsx", first)
    assert same_workbook(first, _workbook(tmp_path / "out.xlsx")) == []


@pytest.mark.parametrize("name", FILLED)
def test_that_a_workbook_taken_into_a_portfolio_and_out_again_is_equal(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    source, out = corpus / "cobie" / name, tmp_path / "out.xlsx"
    database = create(tmp_path / "p.twin")
    import_cobie(database, source)
    found = portfolio_data(database)
    export_cobie(found, found.buildings[0], out, "Kari")
    assert same_workbook(_workbook(source), _workbook(out)) == []
    assert import_cobie(database, source).change is None  # the second time nothing is new
    database.close()
    again = create(tmp_path / "again.twin")
    import_cobie(again, out)
    second = portfolio_data(again)
    again.close()
    assert tuple(second.of_kind(Component)) == tuple(found.of_kind(Component))
    assert [b.name for b in second.buildings] == [b.name for b in found.buildings]


@pytest.mark.parametrize("name", sorted(WORKBOOKS))
def test_that_records_are_made_of_a_workbook(corpus: Path, name: str) -> None:
    records = records_of(_workbook(corpus / "cobie" / name), "b01")
    counts = (len(records.components), len(records.documents), len(records.plans))
    assert counts == WORKBOOKS[name]
    keys = [c.component_id for c in records.components]
    keys += [d.document_id for d in records.documents]
    assert len(set(keys)) == len(keys)


def test_that_a_component_has_what_its_sheets_say(corpus: Path) -> None:
    records = records_of(_workbook(corpus / "cobie" / "2012-03-23-Duplex-Design.xlsx"), "b01")
    first = records.components[0]
    assert (first.name, first.component_type) == ("Bath/Shower-1", "Bath/Shower")
    assert first.global_id == "2h405XijT83A$BX7w5ki4b"
    assert first.space_id == "0BTBFw6f90Nfh9rP1dl_3C"
    assert first.serial_number == ""  # the workbook repeats the title there
    assert records.name == "DuplexApartment"
    assert records.usable_area == pytest.approx(422.05, abs=0.01)


def test_that_an_edited_component_changes_its_cells_and_no_others(
    corpus: Path, tmp_path: Path
) -> None:
    source, out = corpus / "cobie" / FILLED[0], tmp_path / "out.xlsx"
    database = create(tmp_path / "p.twin")
    import_cobie(database, source)
    found = portfolio_data(database)
    before = found.of_kind(Component)[3]
    after = replace(before, serial_number="S-77", tag="360.001", installed_year=2019)
    new = Component("mine", before.building_id, "Ny pumpe", component_type="Pumpe", source="Kari",
                    life_central=20.0, manufacturer="Grund")  # fmt: skip
    gone = found.of_kind(Component)[5]
    edits = [Edit(before, after), Edit(None, new), Edit(gone, None)]
    store_edits(database, edits, "Kari", "edit")
    changed = portfolio_data(database)
    export_cobie(changed, changed.buildings[0], out, "Kari")
    database.close()
    first, second = _workbook(source), _workbook(out)
    wrong = {w.split(" ")[0] for w in same_workbook(first, second)}
    assert wrong <= {"Component", "Type"}
    by_name = {r["Name"]: r for r in second.rows("Component")}
    row = by_name[before.name]
    assert (row["SerialNumber"], row["TagNumber"]) == ("S-77", "360.001")
    assert row["InstallationDate"] == "2019-01-01"
    assert gone.name not in by_name
    assert by_name["Ny pumpe"]["TypeName"] == "Pumpe"
    types = {r["Name"]: r for r in second.rows("Type")}
    assert (types["Pumpe"]["ExpectedLife"], types["Pumpe"]["Manufacturer"]) == ("20", "Grund")
    read = {c.name: c for c in records_of(second, before.building_id).components}
    assert read[before.name].serial_number == "S-77"
    assert read["Ny pumpe"].life_central == 20.0


def test_that_a_building_without_a_workbook_gets_one_that_reads_back(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert export_cobie(portfolio(folder=tmp_path), SCHOOL, out, "Kari") == 1
    assert is_cobie(out)
    book = _workbook(out)
    records = records_of(book, "b01")
    assert (records.name, records.storeys) == (SCHOOL.name, SCHOOL.storeys)
    one = records.components[0]
    assert (one.tag, one.serial_number, one.installed_year) == ("360.001", "0012345", 2009)
    assert (one.life_central, one.replacement_central) == (20.5, 150_000.0)
    assert [p.interval_months for p in records.plans] == [6]
    assert records.documents[0].place == "X:/fdv/rapport.pdf"
    assert len(book.sheets) == 18


def test_that_the_workbook_is_kept_whole_in_the_portfolio(corpus: Path, tmp_path: Path) -> None:
    source = corpus / "cobie" / FILLED[0]
    database = create(tmp_path / "p.twin")
    done = import_cobie(database, source)
    kept = [d for d in portfolio_data(database).of_kind(Document) if d.kind == "COBie"]
    database.close()
    assert len(kept) == 1
    assert (tmp_path / "p.twin" / kept[0].place).read_bytes() == source.read_bytes()
    assert kept[0].dated == date.today()
    assert done.change is not None


def test_that_the_second_workbook_of_a_facility_belongs_to_the_same_building(
    corpus: Path, tmp_path: Path
) -> None:
    database = create(tmp_path / "p.twin")
    import_cobie(database, corpus / "cobie" / FILLED[0])
    import_cobie(database, corpus / "cobie" / FILLED[0])
    assert len(portfolio_data(database).buildings) == 1
    database.close()


def test_that_a_template_without_a_facility_is_a_sentence(corpus: Path, tmp_path: Path) -> None:
    database = create(tmp_path / "p.twin")
    with pytest.raises(UnreadableFile, match="without a facility"):
        import_cobie(database, corpus / "cobie" / "UK2012.xlsx")
    database.close()


def test_that_cobie_in_step_and_other_workbooks_are_not_taken_for_one(
    corpus: Path, tmp_path: Path
) -> None:
    assert not is_cobie(corpus / "cobie" / STEP)
    other = tmp_path / "x.xlsx"
    write_cobie(other, CobieWorkbook(()))
    assert not is_cobie(other)
    other.write_bytes(b"PK\x03\x04broken")
    assert not is_cobie(other)


def test_that_a_difference_of_one_cell_is_found(corpus: Path) -> None:
    book = _workbook(corpus / "cobie" / FILLED[0])
    sheet = book.sheet("Component")
    assert sheet is not None
    other = changed_sheet(sheet, {0: {"Name": ("x", CellKind.TEXT)}})
    assert same_workbook(book, book.with_sheet(other)) == ["Component column 1"]
