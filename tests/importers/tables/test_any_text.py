"""Whatever stands in a file, it ends in rows, in reasons, or in a sentence."""

import math
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.tables.stock import Stock
from twin.errors import UnreadableFile
from twin.importers.tables.cells import text_column
from twin.importers.tables.columns import read_column
from twin.importers.tables.days_of import day_of, day_of_number
from twin.importers.tables.dry_run import dry_run
from twin.importers.tables.numbers_of import number_of
from twin.importers.tables.recognise import formats, proposed, recognised
from twin.importers.tables.text_file import text_rows
from twin.importers.tables.titles import table_of, title_row
from twin.model.table import CellKind, Sheet, TableColumn
from twin.model.table_format import ColumnMapping

EVERY = list(formats().values())
FIELDS = [(kind, field) for kind in EVERY for field in kind.all_fields]
KNOWN = [title for _, field in FIELDS for title in field.titles]
NUMBERISH = st.text(alphabet="0123456789.,' -+−eEkrm²%/", max_size=40)
DAYISH = st.text(alphabet="0123456789./- :TZjanuarfebmsdk", max_size=30)
CELL = st.one_of(st.text(max_size=60), NUMBERISH, DAYISH)
QUICK = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)


@QUICK
@given(st.binary(max_size=2000))
def test_that_any_bytes_are_split_or_refused(raw: bytes) -> None:
    try:
        found = text_rows(raw, "x.csv")
    except UnreadableFile as refused:
        assert str(refused)
    else:
        assert len(found.rows) == len(found.lines)


@QUICK
@given(st.text(max_size=2000))
def test_that_any_text_is_split_or_refused(text: str) -> None:
    try:
        found = text_rows(text.encode("utf-8", "replace"), "x.csv")
    except UnreadableFile as refused:
        assert str(refused)
    else:
        assert found.lines == sorted(found.lines)


@QUICK
@given(NUMBERISH, st.sampled_from(",."))
def test_that_any_text_is_a_number_or_none(text: str, decimal: str) -> None:
    assert isinstance(number_of(text, decimal, "kr", {"1000 kr": 1e3}), float)


@QUICK
@given(DAYISH, st.sampled_from(("dmy", "mdy")))
def test_that_any_text_is_a_day_or_none(text: str, order: str) -> None:
    assert isinstance(day_of(text, order), date | None)
    assert isinstance(day_of_number(text), date | None)


@QUICK
@given(st.floats(0, 1e9), st.sampled_from(",."), st.booleans())
def test_that_a_number_is_read_back_as_it_was_written(
    value: float, decimal: str, is_grouped: bool
) -> None:
    text = f"{value:,.2f}" if is_grouped else f"{value:.2f}"
    text = text.replace(",", " ").replace(".", decimal)

    assert math.isclose(number_of(text, decimal, "kr", {}), round(value, 2), abs_tol=1e-9)


@QUICK
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(("dmy", "mdy")))
def test_that_a_day_is_read_back_as_it_was_written(day: date, order: str) -> None:
    text = f"{day:%d/%m/%Y}" if order == "dmy" else f"{day:%m/%d/%Y}"

    assert day_of(text, order) == day
    assert day_of(day.isoformat(), order) == day


@QUICK
@given(st.sampled_from(FIELDS), st.lists(CELL, min_size=1, max_size=8), st.integers(0, 5))
def test_that_any_cells_are_values_or_reasons(pair: tuple, texts: list[str], kind: int) -> None:
    _, field = pair
    clean = text_column(texts)
    kinds = np.where(clean.kinds > 0, kind, 0).astype(np.uint8)
    column = TableColumn("Tittel", clean.texts, kinds)
    if kind == CellKind.NUMBER:
        column = TableColumn("Tittel", ["1e400"] * len(texts), np.full(len(texts), kind, np.uint8))

    found = read_column(field, column, ColumnMapping("x"))

    assert len(found.values) == len(texts)
    for place, (reason, values) in found.wrong.items():
        assert reason.format(found=column.texts[place], **values)


@settings(QUICK, max_examples=150)
@given(
    st.lists(st.sampled_from(KNOWN), min_size=1, max_size=8, unique=True),
    st.lists(st.lists(CELL, min_size=8, max_size=8), min_size=1, max_size=5),
)
def test_that_any_table_is_tried_out(titles: list[str], rows: list[list[str]]) -> None:
    columns = tuple(
        text_column([title, *(row[i] for row in rows)]) for i, title in enumerate(titles)
    )
    sheet = Sheet("", columns, np.arange(1, len(rows) + 2, dtype=np.int32))
    table = table_of(sheet, title_row(sheet, lambda _: False) and 1)
    format_ = (recognised(table) or EVERY)[0]

    plan = dry_run(table, format_, proposed(table, format_), Stock())

    counted = plan.added + plan.changed + plan.unchanged + plan.rejected_rows
    assert plan.questions or counted == len(table)
    assert all(reject.text() for reject in plan.rejects if "{" not in reject.found)


def test_that_every_format_is_in_a_file_of_its_own() -> None:
    folder = Path(__file__).resolve().parents[3] / "twin" / "importers" / "tables" / "formats"

    assert {p.stem for p in folder.glob("*.py")} - {"__init__"} == {f.name for f in EVERY}
