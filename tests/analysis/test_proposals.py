"""What the proposal format accepts, and what it says about the rest."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin import resources
from twin.analysis.proposal_format.whole import SCHEMA_NAME, json_schema
from twin.analysis.proposals import ProposalProblem, parse_proposal
from twin.errors import TwinError, UnreadableFile


def offer() -> dict[str, Any]:
    return {
        "format": "partnership-proposal",
        "version": "1.0",
        "id": "no.example.windows",
        "title": {"nb": "Nye vinduer", "en": "New windows"},
        "supplier": {"name": "Fjordglass AS"},
        "validity": {
            "until": "2027-12-31", "price_year": 2026, "currency": "NOK", "vat": "excl",
        },
        "needs": ["n03"],
        "measures": [
            {
                "id": "m1",
                "title": "Vinduer U 0,8",
                "target": {
                    "kinds": ["window"],
                    "minimum_u_value": 1.6,
                    "building_types": ["613", "kindergarten"],
                },
                "effects": [
                    {"kind": "u_value", "value": 0.8, "low": 0.75, "unit": "W/(m2 K)"},
                    {"kind": "man_hours", "value": -40, "unit": "h/year"},
                ],
                "cost": {"per": "area", "unit_cost": {"value": 8500, "high": 9000}},
                "life_years": 40,
            }
        ],
    }  # fmt: skip


def data(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def test_that_a_proposal_is_read_with_its_spreads_and_codes():
    proposal = parse_proposal(data(offer()))

    measure = proposal.measures[0]
    assert (proposal.title, proposal.supplier, proposal.needs) == (
        "Nye vinduer", "Fjordglass AS", ("n03",),
    )  # fmt: skip
    assert measure.selector.categories == ("school", "kindergarten")
    assert (measure.effects[0].value.low, measure.effects[0].value.high) == (0.75, 0.8)
    assert [e.is_claimed for e in measure.effects] == [False, True]
    assert (measure.unit_cost.low, measure.unit_cost.high) == (8500, 9000)
    assert len(proposal.sha256) == 64


def test_that_unknown_fields_are_named_and_not_an_error():
    document = offer()
    document["measures"][0]["rank"] = 1
    document["mv"] = {"option": "C"}

    proposal = parse_proposal(data(document))

    assert set(proposal.unknown_fields) == {"mv", "measures[0].rank"}


@pytest.mark.parametrize(
    ("change", "path", "expected", "found"),
    [
        ({"cost": {"per": "area", "unit_cost": "8500"}},
         "measures[0].cost.unit_cost", "Expected a number", '"8500"'),
        ({"cost": {"per": "area", "unit_cost": -1}},
         "measures[0].cost.unit_cost", "at least 0", "-1"),
        ({"cost": {"per": "area", "unit_cost": 1e300}},
         "measures[0].cost.unit_cost", "at most 1e+12", "1e+300"),
        ({"cost": {"per": "year", "unit_cost": 1}},
         "measures[0].cost.per", "floor_area", '"year"'),
        ({"effects": [{"kind": "magic", "value": 1, "unit": "1"}]},
         "measures[0].effects[0].kind", "u_value", '"magic"'),
        ({"effects": [{"kind": "n50", "value": 1, "unit": "m3/h"}]},
         "measures[0].effects[0].unit", "unit 1/h", "m3/h"),
        ({"effects": [{"kind": "heat_recovery", "value": 82, "unit": "1"}]},
         "measures[0].effects[0].value", "from 0 to 0.95", "82"),
        ({"life_years": None}, "measures[0].life_years", "number", "null"),
        ({"target": {"building_types": ["999"]}},
         "measures[0].target.building_types[0]", "school", '"999"'),
    ],
)  # fmt: skip
def test_that_a_problem_names_path_expectation_and_finding(change, path, expected, found):
    document = offer()
    document["measures"][0] |= change

    with pytest.raises(ProposalProblem) as caught:
        parse_proposal(data(document))

    problem = caught.value.remarks[0]
    assert problem.path == path
    assert expected in problem.finding.message.format(**problem.finding.values)
    assert found in problem.finding.text()
    assert path in str(caught.value)
    assert isinstance(caught.value, UnreadableFile)


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"[]",
        b"[" * 5000,
        b"\xff\xfe{",
        b'{"a": 1, "a": 2}',
        data(offer()).replace(b"8500", b"NaN"),
        data(offer()).replace(b"8500", b"-Infinity"),
        data(offer()).replace(b"8500", b"1e999"),
        data(offer()).replace(b"8500", b"9" * 5000),
        data(offer()).replace(b'"1.0"', b'"2.0"'),
        data(offer())[:-20],
        data(offer()) + b" " * 1_000_000,
    ],
    ids=lambda bad: bad[:12].decode("latin-1"),
)
def test_that_broken_huge_or_non_finite_files_are_refused_with_a_next_step(bad):
    with pytest.raises(TwinError) as caught:
        parse_proposal(bad)

    assert caught.value.next_step
    assert "{path}" not in str(caught.value)


def test_that_two_measures_with_one_id_are_refused():
    document = offer()
    document["measures"] *= 2

    with pytest.raises(ProposalProblem, match="different id for each"):
        parse_proposal(data(document))


def test_that_the_shipped_schema_is_the_one_the_program_checks():
    shipped = Path(resources.path(f"schemas/{SCHEMA_NAME}"))

    assert json.loads(shipped.read_text("utf-8")) == json.loads(json.dumps(json_schema()))


def put(document: Any, path: list[int], value: Any) -> Any:
    """The document with one place, chosen by numbers, replaced by `value`."""
    if not path or not isinstance(document, dict | list) or not document:
        return value
    keys = list(document) if isinstance(document, dict) else list(range(len(document)))
    key = keys[path[0] % len(keys)]
    changed = dict(document) if isinstance(document, dict) else list(document)
    changed[key] = put(document[key], path[1:], value)
    return changed


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=7), json_values)
def test_that_any_value_anywhere_is_read_or_refused_in_words(path, value):
    document = put(offer(), path, value)

    try:
        proposal = parse_proposal(json.dumps(document).encode())
    except ProposalProblem as problem:
        assert str(problem)
    else:
        assert proposal.measures


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_that_any_bytes_are_refused_in_words(junk):
    with pytest.raises(ProposalProblem) as caught:
        parse_proposal(junk)

    assert str(caught.value)
