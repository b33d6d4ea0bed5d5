"""Every value of a JSON text is found where it stands."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.analysis.proposal_format.places import Path, line_and_column, places_of, written

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


def all_paths(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    found = [(path, value)]
    if isinstance(value, dict):
        found += [p for name, inner in value.items() for p in all_paths(inner, (*path, name))]
    if isinstance(value, list):
        found += [p for i, inner in enumerate(value) for p in all_paths(inner, (*path, i))]
    return found


@settings(max_examples=300, deadline=None)
@given(values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_that_the_value_at_each_place_is_the_one_of_its_path(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    found = places_of(text)

    paths = all_paths(value)
    assert found.offsets.keys() == {path for path, _ in paths}
    for path, inner in paths:
        assert json.JSONDecoder().raw_decode(text, found.offsets[path])[0] == inner


def test_that_lines_and_columns_count_from_one():
    text = '{\n  "a": [1,\n 22]}'
    found = places_of(text)

    assert line_and_column(text, 0) == (1, 1)
    assert found.line_and_column(found.offsets["a", 0]) == (2, 9)
    assert found.line_and_column(found.offsets["a", 1]) == (3, 2)
    assert found.nearest(("a", 5, "b")) == found.offsets[("a",)]


def test_that_repeated_fields_and_infinite_numbers_are_found():
    found = places_of('{"a": {"b": NaN, "b": 1e999}, "c": [-Infinity, 1]}')

    assert [path for path, _ in found.repeated] == [("a", "b")]
    assert [path for path, _ in found.not_finite] == [("a", "b"), ("a", "b"), ("c", 0)]


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a",), "a"), (("a", 0, "b"), "a[0].b"), (("x" * 200,), "x" * 80),
     (("a\u202eb",), "ab")],
)  # fmt: skip
def test_that_paths_are_shown_short_and_plain(path: Path, text: str):
    assert written(path) == text
