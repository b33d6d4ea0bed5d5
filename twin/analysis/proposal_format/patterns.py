"""Texts of a fixed form: ids, codes, days, names of files."""

import re
from typing import Any

from pydantic import AfterValidator, Field

from twin.analysis.proposal_format.expectations import wrong

PATTERNS = {
    "key": r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
    "date": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
    "ifc-class": r"^Ifc[A-Za-z0-9]{2,60}$",
    "part-code": r"^\d{2,4}$",
    "building-code": r"^\d{1,3}$",
    "property-name": r"^[^\s.][^.]{0,99}\.[^\s.][^.]{0,99}$",
    "global-id": r"^[0-3][0-9A-Za-z_$]{21}$",
    "currency": r"^[A-Z]{3}$",
    "sha256": r"^[0-9a-f]{64}$",
    "file-name": (
        r"^(evidence|geometry)/[A-Za-z0-9ÆØÅæøåÉéÜüÖöÄä_() -][A-Za-z0-9ÆØÅæøåÉéÜüÖöÄä_.() -]"
        r"{0,119}$"
    ),
}  # fmt: skip
"""By the key of the sentence that says what is expected. ASCII digits only."""
_COMPILED = {name: re.compile(pattern, re.ASCII) for name, pattern in PATTERNS.items()}


def is_like(name: str, text: str) -> bool:
    """Whether a text has the form `name` of `PATTERNS`, to its very end."""
    return _COMPILED[name].fullmatch(text) is not None


def like(name: str, *, or_empty: bool = False) -> AfterValidator:
    """Checks that a text has the form `name`."""

    def checked(given: str) -> str:
        if not is_like(name, given) and not (or_empty and not given):
            wrong(name)
        return given

    return AfterValidator(checked)


def told(name: str, *, or_empty: bool = False) -> Any:  # Any: what Field returns
    """Tells the form `name` in the schema."""
    pattern = f"^$|{PATTERNS[name]}" if or_empty else PATTERNS[name]
    return Field(json_schema_extra={"pattern": pattern})
