"""A defect or gap in the data: what, why it matters, how to fix it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding limits what the data can be used for."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect or gap.

    code : stable identifier in kebab case, for example ``missing-u-value``.
    message : what was found, one sentence; like the next two a template with named fields
        (``{name}``), so that it can be translated before it is filled in.
    consequence : what it means for results, one sentence.
    next_step : how to fix it, one sentence.
    global_id : IfcRoot.GlobalId of the element, or "".
    step_id : STEP instance number in the file, or 0.
    values : the values of the template fields.
    """

    code: str
    severity: Severity
    message: str
    consequence: str = ""
    next_step: str = ""
    global_id: str = ""
    step_id: int = 0
    values: Mapping[str, str | float | int] = field(default_factory=dict[str, str | float | int])

    def text(self) -> str:
        """All sentences in English with the values filled in."""
        parts = (self.message, self.consequence, self.next_step)
        return " ".join(p for p in parts if p).format(**self.values)
