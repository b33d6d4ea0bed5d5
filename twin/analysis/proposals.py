"""What a supplier's proposal file says, and what it would touch in a building."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from twin.analysis.proposal_format import (
    CLAIMED,
    EffectPart,
    MeasurePart,
    NumberPart,
    ProposalPart,
    unknown_fields,
)
from twin.analysis.targets import reach
from twin.errors import UnreadableFile
from twin.model.proposal import Disturbance, Effect, OfferedMeasure, Proposal, Range, Selector

__all__ = ["Problem", "ProposalProblem", "parse_proposal", "reach"]

LARGEST_FILE = 1_000_000  # bytes; a proposal is text, the evidence lies elsewhere
DEEPEST_NESTING = 12
_PYDANTIC = re.compile(
    r"^(Input should be|Value error,|(String|List) should have) | after validation, not \d+$"
)
"""What its messages have around the words that say what is expected."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where the file does not say what it must. path: ``measures[0].cost.per``."""

    path: str
    expected: str
    found: str


class ProposalProblem(UnreadableFile):
    """A proposal file that cannot be used; `problems` lists every place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first, more = problems[0], len(problems) - 1
        super().__init__(
            "The proposal was not imported. Expected at {path}: {expected}. Found: {found}."
            if not more
            else "The proposal was not imported. Expected at {path}: {expected}. Found: {found}."
            " As many more places are wrong: {more}.",
            "Ask the supplier to correct the file; the format is described in"
            " partnership-proposal-1.0.schema.json.",
            path=first.path or "the beginning",
            expected=first.expected,
            found=first.found,
            more=more,
        )
        self.problems = tuple(problems)


def parse_proposal(data: bytes) -> Proposal:
    """Proposal from the bytes of a partnership proposal file, version 1.

    Unknown fields are kept out and named in `Proposal.unknown_fields`.

    Raises
    ------
    ProposalProblem
        If the file is too large, too deep, not JSON, of another major version, or if a field
        has a wrong type, unit or value (NaN and infinity included).
    """
    text = _checked_text(data)
    try:
        part = ProposalPart.model_validate_json(text)
    except ValidationError as error:
        raise ProposalProblem([_problem(e) for e in error.errors(include_url=False)]) from None
    return Proposal(
        proposal_id=part.id,
        title=part.title,
        supplier=part.supplier.name,
        valid_until=part.validity.until,
        price_year=part.validity.price_year,
        measures=tuple(_measure(m) for m in part.measures),
        needs=tuple(part.needs),
        sha256=hashlib.sha256(data).hexdigest(),
        unknown_fields=tuple(unknown_fields(part)),
    )


def _checked_text(data: bytes) -> str:
    """Text of the file once size, encoding, nesting, numbers and repeated names are checked."""
    if len(data) > LARGEST_FILE:
        _refuse("", f"at most {LARGEST_FILE} bytes", f"{len(data)} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(f"byte {error.start}", "UTF-8 text", "another encoding")
        raise
    depth = _nesting(text)
    if depth > DEEPEST_NESTING:
        _refuse("", f"at most {DEEPEST_NESTING} levels of nesting", f"{depth} levels")
    try:
        json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repetition)
    except json.JSONDecodeError as error:
        _refuse(f"line {error.lineno}, column {error.colno}", "JSON", error.msg)
    except ValueError as error:  # a whole number with thousands of digits
        _refuse("", "numbers of ordinary length", str(error))
    return text


def _nesting(text: str) -> int:
    depth = deepest = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> Any:  # Any: never returns
    _refuse("", "finite numbers", name)


def _no_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # Any: JSON
    given = dict(pairs)
    if len(given) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        _refuse(twice, "each field once", "the field twice")
    return given


def _refuse(path: str, expected: str, found: str) -> None:
    raise ProposalProblem([Problem(path, expected, found)])


def _problem(error: Any) -> Problem:  # Any: pydantic's ErrorDetails
    path = ""
    for step in error["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    if error["type"] == "missing":
        return Problem(path, "this field", "nothing")
    if error["type"] == "string_pattern_mismatch":
        return Problem(path, f"text like {error['ctx']['pattern']}", _shown(error["input"]))
    expected = _PYDANTIC.sub("", error["msg"])
    if error["type"] == "literal_error":
        expected = expected.replace(" or ", ", ")
    return Problem(path, expected[:1].lower() + expected[1:], _shown(error["input"]))


def _shown(found: Any) -> str:  # Any: JSON
    text = json.dumps(found, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _measure(part: MeasurePart) -> OfferedMeasure:
    target = part.target
    return OfferedMeasure(
        measure_id=part.id,
        title=part.title,
        selector=Selector(
            kinds=tuple(target.kinds),
            ifc_classes=tuple(target.ifc_classes),
            part_codes=tuple(target.ns3451),
            minimum_grade=target.minimum_tg,
            minimum_u_value=target.minimum_u_value,
            categories=tuple(target.building_types),
        ),
        effects=tuple(_effect(e) for e in part.effects),
        cost_basis=part.cost.per,
        unit_cost=_range(part.cost.unit_cost),
        fixed_cost=_range(part.cost.fixed),
        service_life=part.life_years,
        embodied_carbon=_range(part.embodied_co2),
        disturbance=Disturbance(part.disturbance_weeks),
    )


def _effect(part: EffectPart) -> Effect:
    return Effect(
        part.kind, _range(part), part.unit, part.kind in CLAIMED, part.evidence, part.share,
        tuple(part.surfaces), part.rows, part.minimum_yield,
    )  # fmt: skip


def _range(part: NumberPart | EffectPart) -> Range:
    low = part.value if part.low is None else part.low
    high = part.value if part.high is None else part.high
    return Range(part.value, low, high, part.source)
