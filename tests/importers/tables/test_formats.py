"""What holds for every kind of table."""

from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest

from importers.tables.stock import LIA, NES, Stock, stored, table_in
from twin.exporters.layout import Names
from twin.exporters.tables import About, export_sheet, layout_of, write_tables
from twin.importers.tables.dry_run import dry_run
from twin.importers.tables.recognise import formats, proposed, recognised
from twin.importers.tables.titles import plain_title
from twin.model.building import Building
from twin.model.table_format import ColumnMapping, TableFormat, ValueKind
from twin.model.table_plan import Plan

EVERY = list(formats().values())
SAMPLE = {
    ValueKind.TEXT: "Tekst {i}", ValueKind.NUMBER: "{i}2,5", ValueKind.WHOLE: "{i}",
    ValueKind.YEAR: "202{i}", ValueKind.DAY: "0{i}.12.2026", ValueKind.FLAG: "ja",
    ValueKind.CODE: "23{i}", ValueKind.LIST: "a{i}; b{i}",
}  # fmt: skip
LEADING_TO_OTHERS = {"type_name", "part_name", "cost_first", "cost_short", "cost_long"}
"""Fields of files that only lead to fields of records."""
NAMES: Names = {b.building_id: (b.building_number, b.name) for b in (LIA, NES)}


def written(format_: TableFormat, folder: Path, rows: int = 3) -> Path:
    """A file with every column of a kind of table."""
    columns = [f for f in format_.all_fields if f.name not in ("building_id", "building_address")]
    columns = [f for f in columns if f in format_.fields or f.name == "building_name"]
    lines = [";".join(f.titles[0] if f.titles else f.label for f in columns)]
    for i in range(1, rows + 1):
        cells = []
        for field in columns:
            words = list(field.choices)
            text = words[i % len(words)] if field.kind is ValueKind.CHOICE else ""
            text = text or SAMPLE[field.kind].format(i=i)
            if field.name == "building_name":
                text = LIA.name
            if field.name == "building_number":
                text = f"13987999{i}"
            cells.append(text)
        lines.append(";".join(f'"{c}"' for c in cells))
    path = folder / f"{format_.name}.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def plan_of(format_: TableFormat, path: Path, stock: Stock) -> Plan:
    table = table_in(path)
    mapping = proposed(table, format_)
    return dry_run(table, format_, mapping, stock)


@pytest.mark.parametrize("format_", EVERY, ids=lambda f: f.name)
def test_that_a_file_with_all_columns_is_recognised_and_taken_in(
    format_: TableFormat, tmp_path: Path
) -> None:
    path = written(format_, tmp_path)

    plan = plan_of(format_, path, Stock())

    assert recognised(table_in(path))[0] is format_
    assert not plan.questions
    assert (plan.added, [r.text() for r in plan.rejects]) == (3, [])
    assert {type(e.after) for e in plan.edits if type(e.after) is format_.record}
    assert plan_of(format_, path, stored(plan)).unchanged == (
        0 if format_.record is Building else 3
    )


@pytest.mark.parametrize("format_", EVERY, ids=lambda f: f.name)
def test_that_no_title_means_two_fields(format_: TableFormat) -> None:
    titles = [(plain_title(t), f.name) for f in format_.fields for t in f.titles]

    assert len({t for t, _ in titles}) == len(set(titles))


@pytest.mark.parametrize("format_", EVERY, ids=lambda f: f.name)
def test_that_a_format_speaks_of_fields_of_its_record(format_: TableFormat) -> None:
    names = {f.name for f in fields(format_.record)}
    own = {f.name for f in format_.fields} - LEADING_TO_OTHERS

    assert own <= names
    assert format_.key in names
    assert any(f.is_key for f in format_.fields) or format_.same


@pytest.mark.parametrize("format_", EVERY, ids=lambda f: f.name)
def test_that_a_row_of_rubbish_is_left_out_with_reasons(
    format_: TableFormat, tmp_path: Path
) -> None:
    head = written(format_, tmp_path).read_text("utf-8").split("\n")[0]
    rubbish = ["NaN", "=cmd|'/c calc'!A0", "\u202e1e999", "31.02.2026", "x" * 40_000, "'; DROP"]
    rows = [";".join([word] * (head.count(";") + 1)) for word in rubbish]
    path = tmp_path / "rubbish.csv"
    path.write_text("\n".join((head, *rows)), "utf-8")

    plan = plan_of(format_, path, Stock())

    assert plan.rejected_rows == len(rubbish)
    assert all(r.text() and "{" not in r.text() for r in plan.rejects if "{" not in r.found)


@pytest.mark.parametrize("format_", EVERY, ids=lambda f: f.name)
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_that_what_is_exported_is_read_back_equal(
    format_: TableFormat, language: str, suffix: str, tmp_path: Path
) -> None:
    layout = layout_of(format_.record)
    if layout is None or format_.unfold is not None:
        pytest.skip(f"{format_.label} are not exported")
    plan = plan_of(format_, written(format_, tmp_path), Stock())
    records = [e.after for e in plan.edits if type(e.after) is format_.record]
    path = tmp_path / f"out{suffix}"

    sheet = export_sheet(layout.name, records, NAMES, language)
    write_tables(path, [sheet], About("Test", datetime(2026, 11, 23), language))
    table = table_in(path)
    again = dry_run(table, format_, proposed(table, format_), Stock())

    assert recognised(table)[0] is format_
    assert [r.text() for r in again.rejects] == []
    back = [e.after for e in again.edits if type(e.after) is format_.record]
    assert back == records


def test_that_a_remembered_mapping_counts_before_the_titles(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Bygg;Tittel;Kommentar;Opprettet\nLia skole;a;b;01.02.2026\n", "utf-8")
    table, format_ = table_in(path), formats()["work_orders"]
    kept = ColumnMapping("work_orders", {"title": "Kommentar", "supplier": "Finnes ikke"})

    mapping = proposed(table, format_, kept)

    assert mapping.columns["title"] == "Kommentar"
    assert "supplier" not in mapping.columns
    assert mapping.columns["building_name"] == "Bygg"
