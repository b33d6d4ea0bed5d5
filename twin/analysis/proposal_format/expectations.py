"""What is expected where a proposal file is wrong, in sentences that can be translated."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

from twin.analysis.proposal_format.plain_text import plain
from twin.model.finding import Finding, Severity

FOUND = "Found {found}."
LONGEST_EXCERPT = 60

SENTENCES: Mapping[str, str] = {
    "missing": "This field is missing.",
    "unreadable": "Expected a proposal as JSON text; this is something else ({reason}).",
    "too-large": "Expected at most {limit} bytes of JSON text.",
    "encoding": "Expected text in UTF-8.",
    "too-deep": "Expected at most {limit} levels of nesting.",
    "long-number": "Expected a number of ordinary length.",
    "not-finite": "Expected a finite number.",
    "repeated": "Expected each field once; {name} is given twice.",
    "model_type": "Expected an object with fields.",
    "dict_type": "Expected an object with fields.",
    "tuple_type": "Expected a list.",
    "string_type": "Expected text.",
    "bool_type": "Expected true or false.",
    "int_type": "Expected a whole number.",
    "int_from_float": "Expected a whole number.",
    "float_type": "Expected a number.",
    "number": "Expected a number, or an object with value, low, high and source.",
    "finite_number": "Expected a finite number.",
    "scalar": "Expected text, a number, or true or false.",
    "greater_than": "Expected a number above {limit}.",
    "greater_than_equal": "Expected a number of at least {limit}.",
    "less_than": "Expected a number below {limit}.",
    "less_than_equal": "Expected a number of at most {limit}.",
    "too_short": "Expected at least {limit} entries.",
    "too_long": "Expected at most {limit} entries.",
    "string_too_short": "Expected text that is not empty.",
    "string_too_long": "Expected at most {limit} characters.",
    "string_pattern_mismatch": "Expected text of the form {form}.",
    "literal_error": "Expected one of {choices}.",
    "choice": "Expected one of {choices}.",
    "category": "Expected a kind of building, one of {choices}, or its code.",
    "key": "Expected an id of at most 80 letters, digits, dots, hyphens and underscores.",
    "date": "Expected a day written as 2027-12-31.",
    "ifc-class": "Expected the name of an IFC class, for example IfcWindow.",
    "part-code": "Expected an NS 3451 code of two to four digits.",
    "building-code": "Expected an NS 3457-3 code of one to three digits.",
    "property-name": "Expected a property as Pset_Name.PropertyName.",
    "global-id": "Expected a GlobalId of 22 characters.",
    "currency": "Expected a currency of three capital letters, for example NOK.",
    "file-name": "Expected a file inside the container: evidence/… or geometry/… .",
    "sha256": "Expected a SHA-256 of 64 lower-case hexadecimal digits.",
    "version": "Expected a version 1.0, 1.1 or 1.2; another major version is another format.",
    "order": "Expected low <= value <= high.",
    "year": "Expected a year from 1000 to 2200, or 0 for any.",
    "span": "Expected a first day that is not after the last one.",
    "years": "Expected a lower limit that is not above the upper one.",
    "unit": "Expected the unit {units} for {kind}.",
    "bounds": "Expected a number from {lowest} to {highest} for {kind}.",
    "needs-value": "Expected a value to compare with, unless the operator is exists.",
    "no-order": "Expected a number to compare with by {operator}.",
    "disturbance-twice": "Expected either disturbance_weeks or disturbance, not both.",
    "exchange-rate": "Sums are in {currency}: expected exchange_rate with NOK per {currency}.",
    "needless-rate": "Sums are in NOK: expected no exchange_rate.",
    "vat-rate": "Sums include VAT: expected vat_rate, for example 0.25, to take it off.",
    "same-id": "Expected a different id for each; {name} is given twice.",
    "no-such-measure": "Expected the id of another measure of this file.",
    "no-such-target": "Expected the id of a measure of this file, or measure/effect kind.",
    "needs-itself": "The measures need each other in a circle: {names}.",
    "hash": "The attached file is not the one that was named: its SHA-256 is another.",
    "signature": "The signature does not belong to this content; it was changed after signing.",
    "signature-form": "Expected a signature of Ed25519 with key and value as Base64.",
    "attached-unsigned": "The file is signed, but this attachment is not named in attachments.",
}
"""By kind of error: those of Pydantic with underscores, our own with hyphens."""

_LIMITS = (
    "gt", "ge", "lt", "le", "min_length", "max_length", "pattern", "expected",
)  # fmt: skip
_QUOTED = re.compile(r"'([^']*)'")


def wrong(code: str, **values: str) -> NoReturn:
    """Refuse a value while the file is checked; `code` is a key of `SENTENCES`."""
    raise PydanticCustomError(code, SENTENCES[code], values)  # pyright: ignore[reportArgumentType]


def expectation(code: str, found: str | None = None, **values: str | int) -> Finding:
    """What is expected in one place, and what stands there; None: nothing to be shown."""
    known = {} if found is None else {"found": found}
    return Finding(
        f"proposal-{code.replace('_', '-')}",
        Severity.ERROR,
        SENTENCES[code],
        "" if found is None else FOUND,
        values={**values, **known},
    )


def of_pydantic(error: Any) -> Finding:  # Any: pydantic's ErrorDetails
    """The finding for one error of Pydantic."""
    code, given = error["type"], error.get("ctx") or {}
    if code not in SENTENCES:
        return expectation("unreadable", shown(error["input"]), reason=plain(error["msg"]))
    if code == "missing":
        return expectation(code)
    return expectation(code, shown(error["input"]), **_values(given))


def _values(given: Mapping[str, Any]) -> dict[str, str]:
    """Values of a sentence from what Pydantic says of the limit."""
    values = {n: v for n, v in given.items() if isinstance(v, str) and n not in _LIMITS}
    limits = [given[name] for name in _LIMITS[:6] if name in given]
    if limits:
        values["limit"] = f"{limits[0]:g}"
    if "pattern" in given:
        values["form"] = str(given["pattern"])
    if "expected" in given:
        values["choices"] = ", ".join(_QUOTED.findall(str(given["expected"])))
    return values


def shown(found: Any) -> str:  # Any: JSON
    """A short, harmless excerpt of what the file holds."""
    text = plain(json.dumps(found, ensure_ascii=False, default=str))
    return text if len(text) <= LONGEST_EXCERPT else f"{text[: LONGEST_EXCERPT - 1]}…"
