"""Files of every version say what they said when that version was new."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from twin import resources
from twin.analysis.proposal_format.whole import json_schema
from twin.analysis.proposals import check_proposal, parse_proposal

RELEASED = Path(__file__).with_name("released")
AS_READ: dict[str, Any] = json.loads((RELEASED / "as_read.json").read_text("utf-8"))
NOT_READ_THEN = {"organisation", "contact", "measure_type"}
"""In files of 1.0 already, but the program did nothing with them."""


def codes(check: Any) -> list[str]:
    return [remark.finding.code for remark in check.remarks]


def document(name: str = "klimavent-2026-03.json") -> dict[str, Any]:
    return json.loads((RELEASED / name).read_text("utf-8"))


@pytest.mark.parametrize("name", AS_READ)
def test_that_a_file_of_1_0_reads_as_it_did(name: str):
    read = json.loads(json.dumps(asdict(parse_proposal((RELEASED / name).read_bytes()))))

    assert _with_known(AS_READ[name], read) == AS_READ[name]
    assert read["version"] == "1.0"


def _with_known(before: Any, after: Any) -> Any:
    """What is read now, without fields that did not exist then."""
    if isinstance(before, dict):
        own = {name: before[name] for name in NOT_READ_THEN & before.keys()}
        return {name: _with_known(before[name], after[name]) for name in before} | own
    if isinstance(before, list):
        assert len(before) == len(after)
        return [_with_known(b, a) for b, a in zip(before, after, strict=True)]
    return after


def test_that_fields_of_1_2_mean_nothing_in_a_file_that_says_it_is_older():
    older = document()
    older["measures"][0]["target"]["built_to"] = "whatever"
    older["baseline"] = 3
    older["measures"][0]["effects"][0]["source_of_heat"] = []

    check = check_proposal(json.dumps(older).encode())

    assert check.proposal is not None
    assert check.proposal.unknown_fields == (
        "measures[0].target.built_to", "measures[0].effects[0].source_of_heat", "baseline",
    )  # fmt: skip
    assert codes(check).count("proposal-newer-field") == 3


def test_that_a_later_minor_version_is_read_as_far_as_it_is_known():
    later = {**document(), "version": "1.7", "rank": 1}

    check = check_proposal(json.dumps(later).encode())

    assert check.proposal is not None
    assert check.proposal.unknown_fields == ("rank",)
    assert "proposal-newer-version" in codes(check)


@pytest.mark.parametrize("version", ["2.0", "0.9", "1", "1.", "1.2 ", "one", "1.0001", ""])
def test_that_another_major_version_is_refused_with_its_place(version: str):
    text = json.dumps({**document(), "version": version}, indent=1).encode()

    check = check_proposal(text)

    assert check.proposal is None
    assert codes(check) == ["proposal-version"]
    assert (check.remarks[0].line, check.remarks[0].path) == (3, "version")


def test_that_the_schema_of_1_2_has_every_field_of_the_released_one():
    path = resources.path("schemas/partnership-proposal-1.0.schema.json")
    released = json.loads(path.read_text("utf-8"))
    now = json.loads(json.dumps(json_schema()))

    assert released["properties"].keys() <= now["properties"].keys()
    for name, part in released["$defs"].items():
        assert part["properties"].keys() <= now["$defs"][name]["properties"].keys(), name
        assert set(part.get("required", ())) == set(now["$defs"][name].get("required", ())), name
