"""One measure of a proposal, as written in the file."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from twin.analysis.proposal_format.expectations import wrong
from twin.analysis.proposal_format.parts import (
    ZERO,
    Amount,
    FilePart,
    Key,
    Long,
    MaybeAttachedFile,
    MaybeKey,
    MaybeShort,
    Number,
    PartCode,
    Share,
    Short,
    Title,
    in_order,
)
from twin.analysis.proposal_format.target_part import TargetPart
from twin.model.effect_kind import EFFECT_KINDS

PanelSurface = Literal["roof", "facade"]
PanelRows = Literal["east-west", "south"]
HeatSource = Literal["air", "exhaust_air", "ground", "water"]
CostBasis = Literal["area", "count", "floor_area", "power", "capacity", "length", "building"]
StandsOn = Literal["floor", "wall", "ceiling", "roof"]


def _known_kind(kind: str) -> str:
    if kind not in EFFECT_KINDS:
        wrong("choice", choices=", ".join(EFFECT_KINDS))
    return kind


Kind = Annotated[
    str, AfterValidator(_known_kind), Field(json_schema_extra={"enum": list(EFFECT_KINDS)})
]


class EffectPart(FilePart):
    """One change of the closed list, with the unit that belongs to it.

    surfaces, rows, minimum_yield : where solar panels go, see `Effect`; since version 1.1.
    evidence : ids of the evidence it rests on with commas between, or words.
    """

    SINCE: ClassVar[dict[str, int]] = {"source_of_heat": 2, "account": 2}

    kind: Kind
    value: float
    low: float | None = None
    high: float | None = None
    unit: Short
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    surfaces: Annotated[tuple[PanelSurface, ...], Field(min_length=1, max_length=2)] = ("roof",)
    rows: PanelRows = "east-west"
    minimum_yield: Annotated[float, Field(ge=0, le=1500)] = 0.0
    source_of_heat: HeatSource = "air"
    account: MaybeShort = ""
    source: Long = ""
    evidence: Long = ""

    @model_validator(mode="after")
    def _possible(self) -> "EffectPart":
        kind = EFFECT_KINDS[self.kind]
        if self.unit not in kind.units:
            wrong("unit", units=" or ".join(kind.units), kind=kind.name)
        numbers = {"value": self.value, "low": self.low, "high": self.high}
        for at, number in numbers.items():
            if number is not None and not kind.lowest <= number <= kind.highest:
                highest = f"{kind.highest:g} {self.unit}".removesuffix(" 1")
                wrong("bounds", at=at, lowest=f"{kind.lowest:g}", highest=highest, kind=kind.name)
        in_order(self.value, self.low, self.high)
        return self


class CostPart(FilePart):
    """Price per unit of the basis, once per building, and per year and unit of the basis."""

    SINCE: ClassVar[dict[str, int]] = {"running": 2}

    per: CostBasis
    unit_cost: Amount
    fixed: Amount = ZERO
    running: Number = ZERO


class DisturbancePart(FilePart):
    """What people in the building put up with.

    decanting : temporary premises, per heated floor area and week. [currency/(m2 week)]
    """

    weeks: Annotated[float, Field(ge=0, le=520)] = 0.0
    closed_share: Share = 0.0
    decanting: Amount = ZERO


class SizePart(FilePart):
    """Width, depth and height. [m]"""

    width: Annotated[float, Field(gt=0, le=50)]
    depth: Annotated[float, Field(gt=0, le=50)]
    height: Annotated[float, Field(gt=0, le=50)]


class ProductPart(FilePart):
    """A product of the kit that can be placed in the model."""

    id: Key
    title: Title
    size: SizePart
    surface: StandsOn = "floor"
    coverage: Annotated[float, Field(ge=0, le=100_000)] = 0.0
    geometry: MaybeAttachedFile = ""
    price: Amount = ZERO


class MeasurePart(FilePart):
    """One measure. embodied_co2: per unit of the cost basis. [kgCO2e]"""

    SINCE: ClassVar[dict[str, int]] = {
        name: 2
        for name in (
            "catalogue", "account", "disturbance", "renews", "needs_first", "excludes", "kit",
        )
    }  # fmt: skip

    id: Key
    title: Title
    type: Literal["replacement", "modification", "addition", "removal", "service"] = "replacement"
    catalogue: MaybeKey = ""
    target: TargetPart = TargetPart()
    effects: Annotated[tuple[EffectPart, ...], Field(min_length=1, max_length=20)]
    cost: CostPart
    account: MaybeShort = ""
    life_years: Annotated[float, Field(gt=0, le=150)]
    embodied_co2: Amount = ZERO
    disturbance_weeks: Annotated[float, Field(ge=0, le=520)] = 0.0
    disturbance: DisturbancePart | None = None
    renews: Annotated[tuple[PartCode, ...], Field(max_length=50)] = ()
    needs_first: Annotated[tuple[Key, ...], Field(max_length=50)] = ()
    excludes: Annotated[tuple[Key, ...], Field(max_length=50)] = ()
    kit: Annotated[tuple[ProductPart, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _once(self) -> "MeasurePart":
        if self.disturbance is not None and self.disturbance_weeks:
            wrong("disturbance-twice")
        ids = [product.id for product in self.kit]
        for one in ids:
            if ids.count(one) > 1:
                wrong("same-id", name=one)
        return self
