"""How a partnership proposal is written as JSON: fields, units and limits, nothing else."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from twin.model.classification import CATEGORIES

SCHEMA_ID = "https://twin.invalid/schemas/partnership-proposal-1.0.schema.json"

# Unit and allowed values of every effect. Bounds are what a building can have, not what is good.
UNITS: dict[str, tuple[str, ...]] = {
    "u_value": ("W/(m2 K)",),
    "added_resistance": ("m2 K/W",),
    "n50": ("1/h",),
    "heat_recovery": ("1",),
    "fan_power": ("kW/(m3/s)",),
    "ventilation_factor": ("1",),
    "lighting_factor": ("1",),
    "setpoint_shift": ("K",),
    "solar_shading": ("1",),
    "heat_pump": ("1",),
    "pv": ("kW", "W/m2", "m2"),
    "condition_reset": ("TG",),
    "man_hours": ("h/year",),
    "claimed_saving": ("%",),
}
BOUNDS: dict[str, tuple[float, float]] = {
    "u_value": (0.05, 6.0),
    "added_resistance": (0.0, 20.0),
    "n50": (0.05, 15.0),
    "heat_recovery": (0.0, 0.95),
    "fan_power": (0.0, 8.0),
    "ventilation_factor": (0.2, 2.0),
    "lighting_factor": (0.1, 2.0),
    "setpoint_shift": (-5.0, 5.0),
    "solar_shading": (0.02, 0.95),
    "heat_pump": (1.0, 8.0),
    "pv": (0.0, 10_000.0),
    "condition_reset": (0.0, 1.0),
    "man_hours": (-100_000.0, 100_000.0),
    "claimed_saving": (0.0, 100.0),
}
CLAIMED = frozenset({"man_hours", "claimed_saving"})

EffectKind = Literal[
    "u_value", "added_resistance", "n50", "heat_recovery", "fan_power", "ventilation_factor",
    "lighting_factor", "setpoint_shift", "solar_shading", "heat_pump", "pv", "condition_reset",
    "man_hours", "claimed_saving",
]  # fmt: skip
EnvelopeKind = Literal["wall", "window", "door", "roof", "floor"]
PanelSurface = Literal["roof", "facade"]
PanelRows = Literal["east-west", "south"]
CostBasis = Literal["area", "count", "floor_area", "power", "building"]

Short = Annotated[str, Field(min_length=1, max_length=200)]
Long = Annotated[str, Field(max_length=2000)]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
Date = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
IfcClass = Annotated[str, Field(pattern=r"^Ifc[A-Za-z0-9]{2,60}$")]
PartCode = Annotated[str, Field(pattern=r"^\d{2,4}$")]


class FilePart(BaseModel):
    """What all parts of the file share: strict types, finite numbers, unknown fields kept."""

    model_config = ConfigDict(strict=True, extra="allow", allow_inf_nan=False, frozen=True)


class NumberPart(FilePart):
    """A number with its spread; a bare number has none."""

    value: float
    low: float | None = None
    high: float | None = None
    source: Long = ""

    @model_validator(mode="after")
    def _ordered(self) -> "NumberPart":
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if not low <= self.value <= high:
            raise ValueError("low <= value <= high")
        return self


def _number(given: Any) -> Any:  # Any: whatever the file holds
    if isinstance(given, int | float) and not isinstance(given, bool):
        return {"value": given}
    if not isinstance(given, dict):
        raise ValueError("a number")
    return given


def _not_negative(number: NumberPart) -> NumberPart:
    if number.value < 0 or (number.low is not None and number.low < 0):
        raise ValueError("a number of at least 0")
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


def _category(given: Any) -> Any:  # Any: whatever the file holds
    key_by_code = {c.code: c.key for c in CATEGORIES.values()}
    key = key_by_code.get(given, given) if isinstance(given, str) else given
    if isinstance(key, str) and key not in CATEGORIES:
        raise ValueError(f"one of {', '.join(CATEGORIES)} or its code")
    return key


CategoryKey = Annotated[str, BeforeValidator(_category)]


class TargetPart(FilePart):
    """Which elements or buildings the measure is for; all conditions must hold."""

    kinds: Annotated[list[EnvelopeKind], Field(max_length=5)] = []
    ifc_classes: Annotated[list[IfcClass], Field(max_length=50)] = []
    ns3451: Annotated[list[PartCode], Field(max_length=50)] = []
    building_types: Annotated[list[CategoryKey], Field(max_length=50)] = []
    minimum_tg: Annotated[int, Field(ge=-1, le=3)] = -1
    minimum_u_value: Annotated[float, Field(ge=0, le=10)] = 0.0


class EffectPart(FilePart):
    """One change of the closed list, with the unit that belongs to it.

    surfaces, rows, minimum_yield : where solar panels go, see `Effect`; since version 1.1.
    """

    kind: EffectKind
    value: float
    low: float | None = None
    high: float | None = None
    unit: Short
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    surfaces: Annotated[list[PanelSurface], Field(min_length=1, max_length=2)] = ["roof"]
    rows: PanelRows = "east-west"
    minimum_yield: Annotated[float, Field(ge=0, le=1500)] = 0.0
    source: Long = ""
    evidence: Long = ""

    @model_validator(mode="after")
    def _possible(self) -> "EffectPart":
        if self.unit not in UNITS[self.kind]:
            raise ValueError(f"unit {' or '.join(UNITS[self.kind])}")
        lowest, highest = BOUNDS[self.kind]
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if not lowest <= low <= self.value <= high <= highest:
            raise ValueError(f"{lowest:g} <= low <= value <= high <= {highest:g} {self.unit}")
        return self


class CostPart(FilePart):
    """Price per unit of the basis, and once per building. NOK without VAT."""

    per: CostBasis
    unit_cost: Amount
    fixed: Amount = NumberPart(value=0.0)


class MeasurePart(FilePart):
    """One measure. embodied_co2: per unit of the cost basis. [kgCO2e]"""

    id: Key
    title: Title
    type: Literal["replacement", "modification", "addition", "removal", "service"] = "replacement"
    target: TargetPart = TargetPart()
    effects: Annotated[list[EffectPart], Field(min_length=1, max_length=20)]
    cost: CostPart
    life_years: Annotated[float, Field(gt=0, le=150)]
    embodied_co2: Amount = NumberPart(value=0.0)
    disturbance_weeks: Annotated[float, Field(ge=0, le=520)] = 0.0


class SupplierPart(FilePart):
    """Who offers."""

    name: Short
    orgnr: Annotated[str, Field(max_length=20)] = ""
    contact: Annotated[str, Field(max_length=200)] = ""


class ValidityPart(FilePart):
    """Until when the offer stands, and at which price level."""

    until: Date
    price_year: Annotated[int, Field(ge=2000, le=2100)]
    currency: Literal["NOK"] = "NOK"
    vat: Literal["excl"] = "excl"


class ProposalPart(FilePart):
    """A whole partnership proposal, version 1."""

    format: Literal["partnership-proposal"]
    version: Annotated[str, Field(pattern=r"^1\.\d{1,3}$")]
    id: Key
    title: Title
    supplier: SupplierPart
    validity: ValidityPart
    needs: Annotated[list[Key], Field(max_length=100)] = []
    measures: Annotated[list[MeasurePart], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _distinct(self) -> "ProposalPart":
        if len({m.id for m in self.measures}) != len(self.measures):
            raise ValueError("a different id for every measure")
        return self


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file, as shipped in resources/schemas."""
    schema = ProposalPart.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
        "x-effects": {
            kind: {
                "units": list(UNITS[kind]),
                "minimum": BOUNDS[kind][0],
                "maximum": BOUNDS[kind][1],
            }
            for kind in get_args(EffectKind)
        },
    }


def unknown_fields(part: FilePart, path: str = "") -> Iterator[str]:
    """Paths of the fields that this version does not know, for example ``measures[0].rank``."""
    for name in part.model_extra or {}:
        yield f"{path}.{name}" if path else name
    for name in type(part).model_fields:
        value = getattr(part, name)
        here = f"{path}.{name}" if path else name
        if isinstance(value, FilePart):
            yield from unknown_fields(value, here)
        elif isinstance(value, list):
            for row, item in enumerate(value):
                if isinstance(item, FilePart):
                    yield from unknown_fields(item, f"{here}[{row}]")
