"""Tables that leave the program come back equal, and say what they are."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.exporters.full_records import ASSESSMENT, BUILDINGS, SCHOOL, portfolio
from twin.errors import TwinError
from twin.exporters.csv_file import STYLES, write_csv
from twin.exporters.layout import ExportSheet, SheetColumn
from twin.exporters.tables import About, export_sheet, layouts, write_tables
from twin.exporters.workbook_file import sheet_names
from twin.importers.tables.read import read_table_file
from twin.importers.tables.recognise import formats
from twin.importers.tables.titles import table_of
from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.meter import Readings
from twin.model.need import NeedVote
from twin.model.register import SavedView
from twin.store.kinds import KINDS
from twin.workspace.export_tables import building_backlogs, month_sums, names_of, rows_of
from twin.workspace.table_import import open_table, tried, with_format
from twin.workspace.upkeep import backlog_table, upkeep

READ_BACK = {
    "buildings": "buildings",
    "condition": "condition_surveys",
    "work_orders": "work_orders",
    "plans": "maintenance_plans",
    "agreements": "service_agreements",
    "components": "components",
    "duties": "duties",
    "needs": "needs",
    "documents": "documents",
}
"""Tables that can be imported, and as which kind."""
ABOUT = About("Prøve", datetime(2026, 11, 23, 12, 0), "nb")


def _costly(key: str, cost: float) -> Assessment:
    made = replace(ASSESSMENT, assessment_id=key, part_code=f"23{key[-1]}", global_id="")
    return replace(made, cost_low=cost, cost_central=cost, cost_high=cost, is_development=False)


def _sheet(name: str, language: str = "nb") -> ExportSheet:
    found = portfolio()
    records = [] if name == "meter_months" else rows_of(None, found, name)  # type: ignore[arg-type]
    return export_sheet(name, records, names_of(found), language)


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("name", sorted(READ_BACK))
def test_that_a_workbook_read_back_changes_nothing(
    tmp_path: Path, name: str, language: str
) -> None:
    path = tmp_path / "table.xlsx"
    write_tables(path, [_sheet(name, language)], ABOUT)
    plan = tried(open_table(path), portfolio())
    assert plan.format.name == READ_BACK[name]
    assert plan.rejects == ()
    assert plan.questions == ()
    assert (plan.added, plan.changed) == (0, 0), plan.changes
    assert plan.unchanged == len(_sheet(name).rows) > 0


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("name", sorted(set(READ_BACK) - {"condition"}))
def test_that_a_csv_read_back_changes_nothing(tmp_path: Path, name: str, style: str) -> None:
    path = tmp_path / "table.csv"
    write_csv(path, _sheet(name), STYLES[style])
    opened = with_format(open_table(path), READ_BACK[name])
    plan = tried(opened, portfolio())
    assert plan.rejects == ()
    assert (plan.added, plan.changed) == (0, 0), plan.changes


def test_that_every_kind_that_can_be_imported_can_be_exported_too() -> None:
    exported = {layout.record for layout in layouts().values()}
    assert {formats()[name].record for name in READ_BACK.values()} <= exported


def test_that_a_workbook_imported_into_an_empty_portfolio_gives_the_same_buildings(
    tmp_path: Path,
) -> None:
    path = tmp_path / "table.xlsx"
    write_tables(path, [_sheet("buildings")], ABOUT)
    plan = tried(open_table(path), portfolio(buildings=()))
    made = [e.after for e in plan.edits]
    assert [b.name for b in made if isinstance(b, Building)] == [b.name for b in BUILDINGS]
    found = made[0]
    assert isinstance(found, Building)
    assert found.gross_floor_area == SCHOOL.gross_floor_area
    assert found.kostra_function == SCHOOL.kostra_function


def test_that_units_stand_in_the_titles() -> None:
    titles = [c.title for c in _sheet("buildings").columns]
    assert "BTA, m²" in titles
    assert "Kostnad, kr" in [c.title for c in _sheet("condition").columns]


def test_that_the_norwegian_style_has_decimal_commas_and_iso_days(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_csv(path, _sheet("condition"), STYLES["norwegian"])
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert ";150000,5;" in text
    assert ";2024-05-02;" in text


def test_that_the_technical_style_has_decimal_points(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_csv(path, _sheet("condition", "en"), STYLES["technical"])
    text = path.read_text("utf-8")
    assert not text.startswith("\ufeff")
    assert ",150000.5," in text


def test_that_an_unknown_value_is_an_empty_cell_and_zero_is_zero(tmp_path: Path) -> None:
    sheet = ExportSheet("t", "T", (SheetColumn("a"), SheetColumn("b")), [(None, 0), (0.0, None)])
    path = tmp_path / "t.csv"
    write_csv(path, sheet, STYLES["technical"])
    assert path.read_text("utf-8").splitlines()[1:] == [",0", "0,"]
    assert export_sheet("condition", [ASSESSMENT], {}, "en").rows[0][9:11] != (None, None)


def test_that_a_workbook_says_where_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    write_tables(path, [_sheet("buildings"), _sheet("condition")], ABOUT)
    file = read_table_file(path)
    assert [s.name for s in file.sheets] == ["Bygninger", "Tilstand", "Om filen"]
    about = table_of(file.sheets[-1], 1)
    said = dict(zip(about.columns[0].texts, about.columns[1].texts, strict=True))
    assert said["Portefølje"] == "Prøve"
    assert said["Eksportert"].startswith("2026-11-23")
    assert said["Bygninger"] == "2 rader"


def test_that_the_backlog_in_the_file_is_the_one_in_the_window() -> None:
    found = portfolio(assessments=(_costly("a1", 1e5), _costly("a2", 3e5)))
    found = replace(found, price_year=2024)
    row = building_backlogs(found, found.buildings)[0]
    shown = upkeep(found).spread("b01")
    assert (row.low, row.central, row.high) == (shown.p10, shown.p50, shown.p90)
    assert row.central == 4e5
    assert row.per_area == pytest.approx(4e5 / SCHOOL.gross_floor_area)
    table = backlog_table(found, "b01")
    due = (row.now, row.one_year, row.five_years, row.ten_years, row.later, row.undated)
    assert np.nansum(due) == pytest.approx(row.central)
    assert (row.price_year, row.without_cost, row.not_inspected, row.twice) == (
        table.price_year, table.without_cost, table.not_inspected, table.twice,
    )  # fmt: skip


def test_that_months_of_a_meter_sum_to_its_hours() -> None:
    hours = np.full(24 * 31 + 24 * 10, 2.0, dtype=np.float32)
    hours[:31] = np.nan
    months = list(month_sums(Readings(datetime(2025, 1, 1), hours)))
    assert months[0][0] == date(2025, 1, 1)
    assert months[0][1] == pytest.approx(2.0 * 24 * 31)  # missing hours as the others
    assert months[0][2] == pytest.approx(100 * (1 - 1 / 24))
    assert np.isnan(months[1][1])  # ten days of February are less than half


def test_that_several_tables_do_not_fit_into_one_csv(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match="one table, not 2"):
        write_tables(tmp_path / "t.csv", [_sheet("buildings"), _sheet("needs")], ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_that_another_suffix_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match=r"neither .xlsx nor .csv"):
        write_tables(tmp_path / "t.pdf", [_sheet("buildings")], ABOUT)


def test_that_a_file_that_cannot_be_written_is_a_sentence_and_the_old_one_stays(
    tmp_path: Path,
) -> None:
    with pytest.raises(TwinError, match="could not be written"):
        write_tables(tmp_path / "no" / "t.xlsx", [_sheet("buildings")], ABOUT)
    with pytest.raises(TwinError, match="could not be written"):
        write_csv(tmp_path / "no" / "t.csv", _sheet("buildings"))


def test_that_sheets_have_names_spreadsheets_take() -> None:
    names = sheet_names(["A/B:C", "x" * 40, "X" * 40, "'quoted'", ""])
    assert names[0] == "A-B-C"
    assert all(len(n) <= 31 for n in names)
    assert len({n.casefold() for n in names}) == 5


def test_that_an_unknown_table_is_refused_with_the_known_ones() -> None:
    with pytest.raises(TwinError, match="work_orders"):
        export_sheet("orders", [], {}, "nb")


def test_that_every_kind_of_record_that_people_edit_has_a_table() -> None:
    exported = {layout.record for layout in layouts().values()}
    kept = {kind.record for kind in KINDS}
    assert kept - exported <= {SavedView, NeedVote}  # views, who voted
