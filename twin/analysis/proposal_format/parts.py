"""What all parts of a proposal file share: strict types, numbers with a spread, days, names."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticKnownError

from twin.analysis.proposal_format.expectations import wrong
from twin.analysis.proposal_format.patterns import like, told
from twin.model.classification import CATEGORIES


class FilePart(BaseModel):
    """Strict types, finite numbers, unknown fields kept.

    SINCE : minor version of the fields that came after 1.1; files that say they are older are
        read as if these were unknown.
    """

    model_config = ConfigDict(strict=True, extra="allow", allow_inf_nan=False, frozen=True)
    SINCE: ClassVar[dict[str, int]] = {}


Short = Annotated[str, Field(min_length=1, max_length=200)]
MaybeShort = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=2000)]
Key = Annotated[str, like("key"), told("key")]
MaybeKey = Annotated[str, like("key", or_empty=True), told("key", or_empty=True)]
IfcClass = Annotated[str, like("ifc-class"), told("ifc-class")]
PartCode = Annotated[str, like("part-code"), told("part-code")]
BuildingCode = Annotated[str, like("building-code"), told("building-code")]
PropertyName = Annotated[str, like("property-name"), told("property-name")]
GlobalId = Annotated[str, like("global-id"), told("global-id")]
Currency = Annotated[str, like("currency"), told("currency")]
Sha256 = Annotated[str, like("sha256"), told("sha256")]
MaybeSha256 = Annotated[str, like("sha256", or_empty=True), told("sha256", or_empty=True)]
AttachedFile = Annotated[str, like("file-name"), told("file-name")]
MaybeAttachedFile = Annotated[
    str, like("file-name", or_empty=True), told("file-name", or_empty=True)
]
Share = Annotated[float, Field(ge=0, le=1)]


def _year_or_none(given: int) -> int:
    if given and not 1000 <= given <= 2200:
        wrong("year")
    return given


MaybeYear = Annotated[int, AfterValidator(_year_or_none)]


def _day(given: str) -> str:
    if not given:
        return given
    try:
        date.fromisoformat(given)
    except ValueError:
        wrong("date")
    return given


Date = Annotated[str, like("date"), AfterValidator(_day), told("date")]
MaybeDate = Annotated[
    str,
    like("date", or_empty=True),
    AfterValidator(_day),
    told("date", or_empty=True),
]


LARGEST_NUMBER = 1e12


class NumberPart(FilePart):
    """A number with its spread; a bare number has none."""

    value: float
    low: float | None = None
    high: float | None = None
    source: Long = ""

    @model_validator(mode="after")
    def _ordered(self) -> "NumberPart":
        in_order(self.value, self.low, self.high)
        low, high = spread(self.value, self.low, self.high)
        if max(-low, high) > LARGEST_NUMBER:
            raise PydanticKnownError("less_than_equal", {"le": LARGEST_NUMBER})
        return self


def in_order(value: float, low: float | None, high: float | None) -> None:
    """Refuse a low that is above the value, or a high that is below it."""
    if low is not None and low > value:
        wrong("order", at="low")
    if high is not None and high < value:
        wrong("order", at="high")


def spread(value: float, low: float | None, high: float | None) -> tuple[float, float]:
    """Low and high, the value itself where they are not given."""
    return value if low is None else low, value if high is None else high


def _number(given: Any) -> Any:  # Any: whatever the file holds
    if isinstance(given, int | float) and not isinstance(given, bool):
        return {"value": given}
    if not isinstance(given, dict):
        wrong("number")
    return given


def _not_negative(number: NumberPart) -> NumberPart:
    if number.value < 0 or (number.low is not None and number.low < 0):
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    return number


_NUMBER_SCHEMA = {
    "anyOf": [
        {"type": "number"},
        {
            "type": "object",
            "required": ["value"],
            "properties": {
                "value": {"type": "number"},
                "low": {"type": "number"},
                "high": {"type": "number"},
                "source": {"type": "string", "maxLength": 2000},
            },
        },
    ],
    "description": "A number, or a number with its spread (low <= value <= high) and source.",
}
Number = Annotated[NumberPart, BeforeValidator(_number), WithJsonSchema(_NUMBER_SCHEMA)]
Amount = Annotated[Number, AfterValidator(_not_negative)]
ZERO = NumberPart(value=0.0)


def _plain_title(given: Any) -> Any:  # Any: whatever the file holds
    if isinstance(given, dict):
        return given.get("nb") or given.get("en") or given
    return given


_TITLE_SCHEMA = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": 200},
        {"type": "object", "properties": {"nb": {"type": "string"}, "en": {"type": "string"}}},
    ]
}
Title = Annotated[Short, BeforeValidator(_plain_title), WithJsonSchema(_TITLE_SCHEMA)]


def _category_or_none(given: Any) -> Any:  # Any: whatever the file holds
    return _category(given) if given != "" else given


def _category(given: Any) -> Any:  # Any: whatever the file holds
    key_by_code = {c.code: c.key for c in CATEGORIES.values()}
    key = key_by_code.get(given, given) if isinstance(given, str) else given
    if isinstance(key, str) and key not in CATEGORIES:
        wrong("category", choices=", ".join(CATEGORIES))
    return key


CategoryKey = Annotated[str, BeforeValidator(_category)]
MaybeCategory = Annotated[str, BeforeValidator(_category_or_none)]
