import math
from datetime import date

import numpy as np
import pytest

from twin.importers.tables.columns import ReadColumn, read_column, told_unit
from twin.importers.tables.numbers_of import number_of
from twin.model.table import CellKind, TableColumn
from twin.model.table_format import ColumnMapping, TableField, ValueKind

NUMBER = TableField("cost", "Cost", ValueKind.NUMBER, low=0.0, high=1e9, unit="kr",
                    units={"1000 kr": 1e3, "mill. kr": 1e6})  # fmt: skip
ENERGY = TableField("energy", "Energy", ValueKind.NUMBER, unit="kWh", units={"MWh": 1000.0},
                    asks_unit=True)  # fmt: skip
DAY = TableField("day", "Day", ValueKind.DAY)
YEAR = TableField("year", "Year", ValueKind.YEAR)
WHOLE = TableField("count", "Count", ValueKind.WHOLE, low=0, high=99)
CODE = TableField("part", "Part", ValueKind.CODE)
FLAG = TableField("flag", "Flag", ValueKind.FLAG)
NONE = ColumnMapping("x")


def read(
    field: TableField,
    *texts: str,
    title: str = "Title",
    kind: CellKind = CellKind.TEXT,
    mapping: ColumnMapping = NONE,
    usual: str = "",
) -> ReadColumn:
    kinds = np.array([kind if t else CellKind.EMPTY for t in texts], dtype=np.uint8)
    return read_column(field, TableColumn(title, texts, kinds), mapping, usual)


@pytest.mark.parametrize(
    ("texts", "decimal", "values"),
    [
        (("1 234,50", "12,5"), ",", [1234.5, 12.5]),
        (("1,234.50", "12.5"), ".", [1234.5, 12.5]),
        (("1.234.567,8", "3"), ",", [1_234_567.8, 3.0]),
        (("1'234.5", "0.125"), ".", [1234.5, 0.125]),
        (("kr 45 000,-", "1 200 kr", "NOK 12,00"), ",", [45_000.0, 1200.0, 12.0]),
        (("0,125", "1,5"), ",", [0.125, 1.5]),
    ],
)
def test_that_the_decimal_mark_is_told_from_the_column(
    texts: tuple[str, ...], decimal: str, values: list[float]
) -> None:
    found = read(NUMBER, *texts)

    assert found.reading.decimal == decimal
    assert found.values == pytest.approx(values)
    assert not found.wrong
    assert not found.reading.is_guessed


def test_that_a_mark_that_may_group_or_divide_is_told_as_a_guess() -> None:
    assert read(NUMBER, "1.234").reading.is_guessed
    assert read(NUMBER, "1.234").values == [1234.0]
    assert read(NUMBER, "1.234", usual=".").values == [1.234]
    chosen = NONE.with_choice("decimals", "cost", ".")
    assert not read(NUMBER, "1.234", mapping=chosen).reading.is_guessed
    assert read(NUMBER, "1.234", mapping=chosen).values == [1.234]


def test_that_a_number_of_the_other_kind_is_refused_not_misread() -> None:
    found = read(NUMBER, "12,5", "7,25", "12.5")

    assert list(found.wrong) == [2]
    assert math.isnan(found.values[2])


@pytest.mark.parametrize(
    "text", ["NaN", "Infinity", "-inf", "1e308e5", "=1+1", "12 34", "1,2,3", "--5", "1.2.3,4,5"]
)
def test_that_what_is_no_finite_number_is_refused(text: str) -> None:
    found = read(NUMBER, text, "1,5")

    assert 0 in found.wrong
    assert math.isnan(found.values[0])


def test_that_nan_in_a_workbook_is_refused() -> None:
    assert 0 in read(NUMBER, "nan", kind=CellKind.NUMBER).wrong


def test_that_negative_prices_are_refused_with_the_limit() -> None:
    reason, values = read(NUMBER, "−5").wrong[0]

    assert reason.format(found="−5", **values) == "“−5” is less than 0 kr."


def test_that_dashes_and_unknown_are_empty() -> None:
    found = read(NUMBER, "-", "–", "ukjent", "n/a", "")

    assert not found.wrong
    assert all(math.isnan(v) for v in found.values)


def test_that_the_unit_of_the_title_or_of_the_cell_counts() -> None:
    assert read(NUMBER, "450", title="Kostnad (1000 kr)").values == [450_000.0]
    assert read(NUMBER, "1,2 mill. kr").values == pytest.approx([1_200_000.0])
    assert read(NUMBER, "500 kr", title="Kostnad (1000 kr)").values == [500.0]
    assert 0 in read(NUMBER, "12 tonn").wrong


def test_that_the_unit_of_energy_is_never_guessed() -> None:
    assert told_unit(ENERGY, "Forbruk (MWh)") == "MWh"
    assert told_unit(ENERGY, "Forbruk") == ""
    assert read(ENERGY, "3", title="Forbruk").reading.unit == ""
    assert read(ENERGY, "3", title="Forbruk [MWh]").values == [3000.0]
    asked = NONE.with_choice("units", "energy", "MWh")
    assert read(ENERGY, "3", title="Forbruk", mapping=asked).values == [3000.0]


@pytest.mark.parametrize(
    ("texts", "order", "first"),
    [
        (("31.12.2025", "01.02.2026"), "dmy", date(2025, 12, 31)),
        (("01/31/2026", "02/01/2026"), "mdy", date(2026, 1, 31)),
        (("2026-02-01", "2026-03-31"), "", date(2026, 2, 1)),
        (("1. mars 2026", "12 okt 2026"), "", date(2026, 3, 1)),
        (("31.12.2025 13:45", "01.02.2026 kl. 08:00"), "dmy", date(2025, 12, 31)),
        (("20260228",), "", date(2026, 2, 28)),
        (("31.12.99", "01.02.26"), "dmy", date(1999, 12, 31)),
    ],
)
def test_that_days_are_read_in_the_order_the_column_allows(
    texts: tuple[str, ...], order: str, first: date
) -> None:
    found = read(DAY, *texts)

    assert found.reading.date_order == order
    assert found.values[0] == first
    assert not found.wrong


def test_that_days_in_either_order_are_told_as_a_guess() -> None:
    assert read(DAY, "05/06/2026").reading.is_guessed
    assert read(DAY, "05/06/2026").values == [date(2026, 6, 5)]
    chosen = NONE.with_choice("date_orders", "day", "mdy")
    assert read(DAY, "05/06/2026", mapping=chosen).values == [date(2026, 5, 6)]
    assert not read(DAY, "05.06.2026").reading.is_guessed


@pytest.mark.parametrize("text", ["31.02.2026", "29.02.2025", "00.01.2026", "2026-13-01", "2026",
                                  "i går", "99999"])  # fmt: skip
def test_that_days_outside_the_calendar_are_refused(text: str) -> None:
    found = read(DAY, text)

    assert 0 in found.wrong
    assert found.values == [None]


def test_that_serial_numbers_of_spreadsheets_are_days() -> None:
    assert read(DAY, "46081", kind=CellKind.NUMBER).values == [date(2026, 2, 28)]
    assert 0 in read(DAY, "3", kind=CellKind.NUMBER).wrong


def test_that_years_come_from_numbers_and_from_days() -> None:
    assert read(YEAR, "1975", "31.12.1960", "").values == [1975, 1960, 0]
    assert 0 in read(YEAR, "75").wrong
    assert 0 in read(YEAR, "19755").wrong


def test_that_whole_numbers_have_no_decimals() -> None:
    found = read(WHOLE, "3", "2,5", "4,0")

    assert list(found.wrong) == [1]
    assert (found.values[0], found.values[2]) == (3, 4)


def test_that_codes_are_read_without_the_name_after_them() -> None:
    assert read(CODE, "234 Vinduer", "2341", "262.", "").values == ["234", "2341", "262", ""]
    assert 0 in read(CODE, "Vinduer").wrong


def test_that_yes_and_no_are_read_and_others_refused() -> None:
    found = read(FLAG, "Ja", "nei", "x", "", "kanskje")

    assert found.values[:4] == [True, False, True, False]
    assert list(found.wrong) == [4]


def test_that_faults_of_formulas_are_refused_in_texts_too() -> None:
    text = TableField("title", "Title")

    assert 0 in read(text, "#REF!", kind=CellKind.FAULT).wrong


def test_that_numbers_are_summed_right_at_the_edges() -> None:
    assert number_of("0", ",", "", {}) == 0.0
    assert number_of(",5", ",", "", {}) == 0.5
    assert number_of("-1 000,25", ",", "", {}) == -1000.25
