"""Values of records as they are shown, sorted and written by hand."""

import json
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest

from twin.errors import InputOutOfRange
from twin.model.records import Records
from twin.ui.records import kinds
from twin.ui.records.cells import copied, searched, shown, sort_keys, text_of
from twin.ui.records.field import Field, Kind, RecordKind
from twin.ui.records.parse import written
from twin.ui.texts import numbers


@pytest.fixture(autouse=True)
def norwegian() -> None:
    numbers.use_numbers("nb")


MONEY = Field("cost", "Cost, kr", Kind.MONEY, low=0, high=1e9)
DAY = Field("deadline", "Deadline", Kind.DAY)
YEAR = Field("price_year", "Price level", Kind.YEAR, low=1950, high=2100)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (MONEY, "12 500,5", 12500.5),
        (DAY, "1.4.2027", date(2027, 4, 1)),
        (DAY, "2027-04-01", date(2027, 4, 1)),
        (DAY, "", None),
        (YEAR, "2026", 2026),
        (Field("places", "Places", Kind.LIST), "a, b ,", ("a", "b")),
    ],
)
def test_that_what_is_written_is_understood(field: Field, text: str, value: object) -> None:
    assert written(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (MONEY, "1234.5", "no number"),
        (MONEY, "-5", "from 0 to"),
        (DAY, "31.2.2026", "no date"),
        (YEAR, "20 26,5", "no whole number"),
        (YEAR, "1066", "from 1950 to 2100"),
        (Field("title", "Work order", is_required=True), " ", "is empty"),
    ],
)
def test_that_nonsense_is_refused_with_its_reason(field: Field, text: str, reason: str) -> None:
    with pytest.raises(InputOutOfRange) as caught:
        written(field, text)
    assert reason in str(caught.value)


def test_that_unknown_values_are_a_dash_and_sort_last() -> None:
    class Row:
        def __init__(self, cost: float) -> None:
            self.cost = cost

    rows = [Row(3.0), Row(np.nan), Row(1.0)]
    assert shown(MONEY, np.nan, {}).text == "–"
    assert sort_keys(MONEY, rows, {}).tolist()[0::2] == [3.0, 1.0]
    assert np.isnan(sort_keys(MONEY, rows, {})[1])
    assert copied(DAY, date(2027, 4, 1), {}) == "2027-04-01"
    assert text_of(YEAR, 0) == ""


ALL = sorted(
    (found for module in iter_modules(kinds.__path__, f"{kinds.__name__}.")
     for found in vars(import_module(module.name)).values() if isinstance(found, RecordKind)),
    key=lambda kind: kind.title,
)  # fmt: skip


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.title)
def test_that_every_described_field_is_one_of_the_record(kind: RecordKind) -> None:
    named = {f.name for f in kind.fields} | {kind.named_by, kind.key}
    assert named <= set(kind.record.__dataclass_fields__)
    made = kind.new("b1", "kari", "key-1")
    assert (getattr(made, kind.key), made.building_id) == ("key-1", "b1")
    assert kind.sorted_by in named


def test_that_stored_lists_are_searched_and_sorted_by_what_is_read() -> None:
    rows = [('["Zeta", "Beta"]',), ("[]",), ('["alfa"]',)]
    stored = Records(Listed, ("places",), (lambda text: tuple(json.loads(text)),), rows)
    field = Field("places", "Places", Kind.LIST)
    assert searched(field, stored) == ["Zeta, Beta", "", "alfa"]
    keys = sort_keys(field, stored, {})
    assert keys[0] > keys[2]
    assert np.isnan(keys[1])


@dataclass(frozen=True)
class Listed:
    places: tuple[str, ...]
