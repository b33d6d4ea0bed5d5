"""No text of a portfolio can become a formula in somebody's spreadsheet."""

import csv
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.exporters.full_records import DOCUMENT, portfolio
from tests.exporters.payloads import HARMLESS, PAYLOADS
from twin.exporters.csv_file import STYLES, write_csv
from twin.exporters.harmless import copied_lines, harmless, harmless_number
from twin.exporters.layout import ExportSheet
from twin.exporters.tables import About, export_sheet, write_tables
from twin.model.register import Document

_DANGEROUS = re.compile('^[\\s"]*[=+\\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n\0]')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _documents() -> ExportSheet:
    records = [replace(DOCUMENT, document_id=f"k{i}", title=p) for i, p in enumerate(PAYLOADS)]
    return export_sheet("documents", records, {"b01": ("=1", "=2+3")}, "en")


def test_that_there_are_forty_payloads_or_more() -> None:
    assert len(set(PAYLOADS)) >= 40


@pytest.mark.parametrize("payload", PAYLOADS)
def test_that_text_never_begins_a_formula(payload: str) -> None:
    assert not _DANGEROUS.match(harmless(payload))


@pytest.mark.parametrize("text", HARMLESS)
def test_that_plain_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("opened_with", [";", ",", "\t"])
def test_that_no_cell_of_a_csv_is_a_formula_however_it_is_split(
    tmp_path: Path, style: str, opened_with: str
) -> None:
    path = tmp_path / "documents.csv"
    write_csv(path, _documents(), STYLES[style])
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=opened_with) for cell in row]
    assert len(cells) > len(PAYLOADS)
    assert [c for c in cells if _DANGEROUS.match(c)] == []


def test_that_a_workbook_has_no_formula_and_no_link(tmp_path: Path) -> None:
    path = tmp_path / "documents.xlsx"
    write_tables(path, [_documents()], About("=Portfolio()", datetime(2026, 1, 1), "en"))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        sheets = [ElementTree.fromstring(archive.read(n)) for n in names if "/sheet" in n
                  and n.endswith(".xml")]  # fmt: skip
        relations = b"".join(archive.read(n) for n in names if n.endswith(".rels"))
    assert len(sheets) == 2
    assert [e for s in sheets for e in s.iter(f"{_MAIN}f")] == []
    assert [e for s in sheets for e in s.iter(f"{_MAIN}hyperlink")] == []
    assert b"External" not in relations
    texts = {e.text for s in sheets for e in s.iter(f"{_MAIN}t")}
    assert {"=1+1", "@A1", "-A1", "=Portfolio()"} <= texts  # as written, and as text


def test_that_a_formula_stays_text_when_its_cell_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "documents.xlsx"
    write_tables(path, [_documents()], About("p", datetime(2026, 1, 1), "en"))
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert 'quotePrefix="1"' in styles


def test_that_the_clipboard_gets_no_formula_and_no_extra_cell() -> None:
    text = copied_lines(["=Title", "Cost"], [(p, "-5") for p in PAYLOADS], [False, True])
    lines = text.splitlines()
    assert len(lines) == len(PAYLOADS) + 1
    cells = [line.split("\t") for line in lines]
    assert {len(row) for row in cells} == {2}
    assert [row[0] for row in cells if _DANGEROUS.match(row[0])] == []
    assert {row[1] for row in cells[1:]} == {"-5"}  # a negative number stays a number


def test_that_a_number_column_lets_only_numbers_through() -> None:
    assert harmless_number("-12,5") == "-12,5"
    assert harmless_number("1e-3") == "1e-3"
    assert harmless_number("-1+cmd|x") == "'-1+cmd|x"


def test_that_control_and_bidi_characters_do_not_leave() -> None:
    assert harmless("a\u202eb\0c\x07d") == "abcd"


def test_that_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    sheet = export_sheet("documents", [replace(DOCUMENT, title="x" * 40_000)], {}, "en")
    path = tmp_path / "long.xlsx"
    write_tables(path, [sheet], About("p", datetime(2026, 1, 1), "en"))
    with zipfile.ZipFile(path) as archive:
        assert "x" * 32_767 in archive.read("xl/worksheets/sheet1.xml").decode()


def test_that_the_made_up_portfolio_is_whole() -> None:
    assert portfolio().of_kind(Document) == (DOCUMENT,)
