import os
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from importers.tables.stock import table_in, written
from twin.errors import Cancelled, UnreadableFile
from twin.importers.tables import read
from twin.importers.tables.read import read_table_file
from twin.importers.tables.titles import table_of
from twin.model.table import CellKind, TableFile

TEXT = "Bygg;Tittel;Kostnad\nLia skole;Bytt rør på bad;1 200,50\nNes;Måling;3\n"


class Stopping:
    """Progress that is stopped at once."""

    def report(self, fraction: float, text: str) -> None:
        raise Cancelled("Stopped.")


def workbook(path: Path, rows: Sequence[Sequence[object]], **options: object) -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options}) as book:
        sheet = book.add_worksheet("Ark")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)  # pyright: ignore[reportArgumentType]
                elif value is not None:
                    sheet.write(r, c, value)
    return path


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"),
    ],
)  # fmt: skip
def test_that_letters_are_read_in_any_usual_encoding(
    tmp_path: Path, encoding: str, told: str
) -> None:
    file = read_table_file(written(tmp_path, TEXT, encoding=encoding))

    assert file.encoding == told
    assert file.sheets[0].columns[1].texts == ["Tittel", "Bytt rør på bad", "Måling"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_that_the_separator_is_told_from_the_lines(tmp_path: Path, separator: str) -> None:
    lines = [["Bygg", "Tittel", "Sum"], ["Lia", "a", "1"], ["Nes", "b", "2"]]
    path = written(tmp_path, "\n".join(separator.join(line) for line in lines))

    file = read_table_file(path)

    assert file.delimiter == separator
    assert len(file.sheets[0].columns) == 3


def test_that_commas_in_texts_do_not_make_a_comma_the_separator(tmp_path: Path) -> None:
    text = "Bygg;Tekst;Sum\nLia;rør, kran, sluk;1,5\nNes;tak, renne, luke;2,5\n"

    assert read_table_file(written(tmp_path, text)).delimiter == ";"


def test_that_the_separator_excel_names_is_used(tmp_path: Path) -> None:
    table = table_in(written(tmp_path, "sep=|\nBygg|Tittel\nLia|a;b;c\n"))

    assert table.titles == ("Bygg", "Tittel")
    assert list(table.rows) == [3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_lines_end_as_on_any_machine(tmp_path: Path, end: str) -> None:
    table = table_in(written(tmp_path, TEXT.replace("\n", end)))

    assert len(table) == 2
    assert list(table.rows) == [2, 3]


def test_that_row_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    text = 'Rapport 2026;;\n;;\nBygg;Tittel;Kostnad\nLia;"to\nlinjer";1\n;;\nNes;b;2\n'

    table = table_in(written(tmp_path, text))

    assert table.title_row == 3
    assert list(table.rows) == [4, 7]


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"), (b"   \n\n", "empty"), (b"\xef\xbb\xbf", "empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (os.urandom(4096).replace(b"PK", b"xx"), "neither a text nor a workbook"),
        (b"PK\x03\x04" + b"rubbish" * 50, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "not a workbook"),
    ],
)  # fmt: skip
def test_that_what_is_no_table_is_refused_with_a_sentence(
    tmp_path: Path, raw: bytes, word: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(raw)

    with pytest.raises(UnreadableFile) as refused:
        read_table_file(path)

    assert word in str(refused.value)
    assert refused.value.next_step


def test_that_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not there"):
        read_table_file(tmp_path / "gone.csv")


def test_that_a_title_row_alone_is_no_table(tmp_path: Path) -> None:
    file = read_table_file(written(tmp_path, "Bygg;Tittel;Kostnad\n"))

    with pytest.raises(UnreadableFile, match="Nothing stands below"):
        table_of(file.sheets[0], 1)


def test_that_a_huge_cell_is_cut_and_an_open_quote_does_not_swallow_rows(tmp_path: Path) -> None:
    rows = "".join(f"Lia;arbeid {i};1\n" for i in range(3000))
    text = f'Bygg;Tittel;Kostnad\nLia;"{"x" * 100_000}";1\nNes;"aldri lukket;2\n{rows}'

    file = read_table_file(written(tmp_path, text))

    assert len(file.sheets[0]) > 3000
    assert max(len(t) for t in file.sheets[0].columns[1].texts) == 32_767
    assert [f.code for f in file.findings] == ["table-open-quote"]


def test_that_titles_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    table = table_in(written(tmp_path, "Bygg;Kostnad;Kostnad;\nLia;1;2;3\n"))

    assert table.titles == ("Bygg", "Kostnad", "Kostnad (2)", "#4")


def test_that_control_and_bidi_characters_are_left_out(tmp_path: Path) -> None:
    table = table_in(written(tmp_path, "Bygg;Tittel\nLi\u202ea\u200b\x07;  a\u00a0b  \n"))

    assert [c.texts[0] for c in table.columns] == ["Lia", "a b"]


def test_that_letters_are_composed(tmp_path: Path) -> None:
    table = table_in(written(tmp_path, "Bygg;Tittel\nA\u030asane;b\n"))

    assert table.columns[0].texts[0] == "Åsane"


def test_that_a_million_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"Bygg;Tittel\n" + b"Lia;a\n" * 2**20)

    assert len(read_table_file(path).sheets[0]) == 2**20 + 1


def test_that_a_workbook_keeps_numbers_days_and_texts_apart(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Navn", "Antall", "Dag", "Nummer", "Ja", "Tekst"],
        ["Lia", 0.1 + 0.2, date(2026, 2, 28), "0301", True, "=1+1"],
    ]

    table = table_in(workbook(tmp_path / "b.xlsx", rows))

    texts = [c.texts[0] for c in table.columns]
    kinds = [CellKind(int(c.kinds[0])) for c in table.columns]
    assert texts == ["Lia", "0.3", "2026-02-28", "0301", "true", "=1+1"]
    assert kinds == [CellKind.TEXT, CellKind.NUMBER, CellKind.DAY, CellKind.TEXT, CellKind.FLAG,
                     CellKind.TEXT]  # fmt: skip


def test_that_formulas_give_their_stored_values_and_faults_are_told(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Navn", "Sum", "Feil"])
        sheet.write(1, 0, "Lia")
        sheet.write_formula(1, 1, "=40+2", None, 42)
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")  # pyright: ignore[reportArgumentType]

    file = read_table_file(path)

    assert file.sheets[0].columns[1].texts[1] == "42"
    assert [(f.code, f.values["count"]) for f in file.findings] == [("table-faults", 1)]


def test_that_faults_in_a_text_are_marked(tmp_path: Path) -> None:
    table = table_in(written(tmp_path, "Navn;Sum\nLia;#REF!\n"))

    assert int(table.columns[1].kinds[0]) == CellKind.FAULT


def test_that_cells_merged_downwards_count_in_each_row(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Bygg", "Tittel"])
        sheet.merge_range(1, 0, 3, 0, "Lia skole")
        for row, text in enumerate(("a", "b", "c"), 1):
            sheet.write(row, 1, text)

    file = read_table_file(path)

    assert file.sheets[0].columns[0].texts == ["Bygg", "Lia skole", "Lia skole", "Lia skole"]
    assert [f.code for f in file.findings] == ["table-merged-cells"]


def test_that_a_table_far_from_the_corner_keeps_its_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1_048_570, 3, ["Bygg", "Tittel"])
        sheet.write_row(1_048_574, 3, ["Lia", "a"])

    table = table_in(path)

    assert table.title_row == 1_048_571
    assert list(table.rows) == [1_048_575]


def test_that_two_cells_in_far_corners_end_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "corners.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Bygg")
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(UnreadableFile):
        read_table_file(path)


def _with_member(path: Path, name: str, content: bytes) -> Path:
    workbook(path, [["Bygg", "Tittel"], ["Lia", "a"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_that_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = _with_member(tmp_path / "bomb.xlsx", "xl/worksheets/sheet9.xml", b"0" * 50_000_000)

    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read_table_file(path)


def test_that_a_document_type_is_not_opened(tmp_path: Path) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    path = _with_member(tmp_path / "xxe.xlsx", "xl/worksheets/sheet9.xml", xml)

    with pytest.raises(UnreadableFile, match="not opened"):
        read_table_file(path)


def test_that_macros_are_left_alone_and_told(tmp_path: Path) -> None:
    path = _with_member(tmp_path / "m.xlsm", "xl/vbaProject.bin", b"\0\1\2")

    file = read_table_file(path)

    assert "table-macros" in [f.code for f in file.findings]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_that_a_truncated_workbook_ends_in_a_sentence(tmp_path: Path, share: float) -> None:
    path = workbook(tmp_path / "t.xlsx", [["Bygg", "Tittel"], *([["Lia", "a"]] * 500)])
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])

    with pytest.raises(UnreadableFile):
        read_table_file(path)


def test_that_changed_bytes_never_end_in_anything_but_a_table_or_a_sentence(
    tmp_path: Path,
) -> None:
    raw = workbook(tmp_path / "t.xlsx", [["Bygg", "Tittel"], ["Lia", "a"]]).read_bytes()
    outcomes: set[str] = set()
    for place in range(30, len(raw), max(len(raw) // 12, 1)):
        path = tmp_path / f"{place}.xlsx"
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :])
        try:
            outcomes.add(type(read_table_file(path)).__name__)
        except UnreadableFile:
            outcomes.add("sentence")

    assert outcomes <= {TableFile.__name__, "sentence"}


def test_that_stopping_ends_the_reading(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        read_table_file(written(tmp_path, TEXT), Stopping())


def test_that_a_child_that_dies_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "worker_command", lambda: ["/bin/false"])

    with pytest.raises(UnreadableFile, match="could not be read"):
        read_table_file(written(tmp_path, TEXT))
