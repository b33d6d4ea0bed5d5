"""What is said of files that can be used, and of references that lead nowhere."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from twin.analysis.proposals import Attached, check_proposal
from twin.sample.proposals import proposal_files

Change = Callable[[dict[str, Any]], Any]
TODAY = "2026-11-24"


def checked(change: Change, name: str = "lysogstyring-2026-10.json", **attached: str) -> Any:
    document = json.loads(proposal_files()[name])
    change(document)
    text = json.dumps(document, indent=1).encode()
    return check_proposal(text, TODAY, Attached(attached))


def said(check: Any) -> list[tuple[str, str]]:
    return [
        (r.finding.code.removeprefix("proposal-"), r.path)
        for r in check.remarks
        if r.finding.severity != "info"
    ]


def put(*path: Any, value: Any) -> Change:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (put("validity", "until", value="2026-11-23"), "expired", "validity.until"),
        (put("validity", "from", value="2026-11-25"), "not-yet-valid", "validity.from"),
        (put("measures", 0, "target", "global_ids", value=["0" * 22]), "not-portable",
         "measures[0].target.global_ids"),
        (put("measures", 0, "cots", value=1), "unknown-field", "measures[0].cots"),
        (put("supplier", "name", value="Lys\u202e og\u0000 Styring"), "unseen-characters",
         "supplier.name"),
        (put("measures", 0, "effects", 1, "evidence", value="e9"), "no-such-evidence",
         "measures[0].effects[1].evidence"),
        (put("evidence", 0, "file", value="evidence/lys.pdf"), "evidence-not-attached",
         "evidence[0].file"),
    ],
)  # fmt: skip
def test_that_what_a_reader_should_know_is_said_at_its_place(change: Change, code: str, path: str):
    check = checked(change)

    assert check.proposal is not None
    assert said(check) == [(code, path)]


def test_that_a_claim_without_evidence_is_marked():
    check = checked(lambda d: d.pop("evidence"), "takblikk-2026-08.json")

    assert ("no-evidence", "measures[0].effects[3]") in said(check)


def test_that_a_misspelt_field_is_recognised():
    (remark,) = [r for r in checked(put("measures", 0, "cots", value=1)).remarks
                 if r.finding.code == "proposal-unknown-field"]  # fmt: skip

    assert remark.finding.text().endswith("Perhaps cost was meant.")
    assert remark.line > 1


def test_that_unseen_characters_are_taken_out_of_what_is_kept():
    check = checked(put("supplier", "name", value="Lys\u202e og\u0000 Sty\x1b[31mring\ud800"))

    assert check.proposal.supplier == "Lys og Sty[31mring"


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (put("measures", 1, "needs_first", value=["m7"]), "no-such-measure",
         "measures[1].needs_first[0]"),
        (put("measures", 1, "excludes", value=["m2"]), "no-such-measure",
         "measures[1].excludes[0]"),
        (put("measures", 0, "needs_first", value=["m2"]), "needs-itself", "measures"),
        (put("evidence", 1, "supports", value=["m2/pv"]), "no-such-target",
         "evidence[1].supports[0]"),
        (put("evidence", 1, "id", value="e1"), "same-id", ""),
        (put("measures", 1, "id", value="m1"), "same-id", ""),
    ],
)  # fmt: skip
def test_that_references_that_lead_nowhere_are_errors(change: Change, code: str, path: str):
    check = checked(change)

    assert check.proposal is None
    assert (code, path) in said(check)


def test_that_an_attached_file_must_be_the_one_that_was_named():
    change = put("attachments", value=[{"file": "evidence/lys.pdf", "sha256": "0" * 64}])

    assert said(checked(change, **{"evidence/lys.pdf": "1" * 64})) == [("hash", "attachments[0]")]
    assert said(checked(change, **{"evidence/lys.pdf": "0" * 64})) == []


def test_that_all_errors_of_a_file_are_told_in_its_order():
    def change(document: dict[str, Any]) -> None:
        document["validity"]["price_year"] = "2026"
        document["measures"][0]["cost"]["per"] = "year"
        del document["measures"][1]["life_years"]

    check = checked(change)

    assert [path for _, path in said(check)] == [
        "validity.price_year", "measures[0].cost.per", "measures[1].life_years",
    ]  # fmt: skip
    lines = [r.line for r in check.remarks]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("numbers", "at", "expected"),
    [
        ({"value": 99, "low": 0.5, "high": 100}, "value", "from 0.1 to 2 "),
        ({"value": 0.6, "low": 0.7, "high": 0.8}, "low", "low <= value <= high"),
        ({"value": 0.6, "low": 0.5, "high": 0.55}, "high", "low <= value <= high"),
        ({"value": 0.6, "low": 0.01, "high": 0.8}, "low", "from 0.1 to 2 "),
    ],
)
def test_that_the_number_that_is_wrong_is_the_one_that_is_told(
    numbers: dict[str, float], at: str, expected: str
) -> None:
    lighting = {"kind": "lighting_factor", "unit": "1", **numbers}
    check = checked(put("measures", 0, "effects", value=[lighting]))

    (error,) = check.errors
    assert error.path == f"measures[0].effects[0].{at}"
    assert expected in error.finding.text()
    assert f"Found {numbers[at]:g}." in error.finding.text()


def test_that_what_is_no_number_is_told_once() -> None:
    check = checked(put("measures", 0, "life_years", value=float("nan")))

    (error,) = check.errors
    assert (error.path, error.finding.code) == ("measures[0].life_years", "proposal-not-finite")
