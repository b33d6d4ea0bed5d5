"""For which buildings and parts a measure is, as written in the file."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from twin.analysis.proposal_format.expectations import wrong
from twin.analysis.proposal_format.parts import (
    BuildingCode,
    CategoryKey,
    FilePart,
    GlobalId,
    IfcClass,
    MaybeYear,
    PartCode,
    PropertyName,
)

EnvelopeKind = Literal["wall", "window", "door", "roof", "floor"]
Adjacency = Literal["outside", "ground", "unheated"]
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "exists"]
LARGEST = 10**15
"""Whole numbers of properties that are compared exactly."""
_OF_NUMBERS = ("<", "<=", ">", ">=")


class PropertyPart(FilePart):
    """A condition on one property of an element."""

    name: PropertyName
    operator: Operator
    value: str | float | bool = ""

    @field_validator("value", mode="before")
    @classmethod
    def _scalar(cls, given: object) -> object:
        if not isinstance(given, str | int | float | bool):
            wrong("scalar")
        if isinstance(given, int) and not isinstance(given, bool):
            return float(given) if abs(given) < LARGEST else wrong("not-finite")
        return given

    @model_validator(mode="after")
    def _comparable(self) -> "PropertyPart":
        if self.operator != "exists" and self.value == "":
            wrong("needs-value")
        is_number = isinstance(self.value, float) and not isinstance(self.value, bool)
        if self.operator in _OF_NUMBERS and not is_number:
            wrong("no-order", operator=self.operator)
        return self


class TargetPart(FilePart):
    """Which elements or buildings the measure is for; all conditions must hold.

    building_types : categories; ns3457 : beginnings of building types of NS 3457-3.
    without_model : what stands in for the parts in a building without a model.
    """

    SINCE: ClassVar[dict[str, int]] = {
        name: 2
        for name in (
            "maximum_tg", "adjacency", "ns3457", "built_from", "built_to", "area_from", "area_to",
            "properties", "spares_protected", "global_ids", "without_model",
        )
    }  # fmt: skip

    kinds: Annotated[tuple[EnvelopeKind, ...], Field(max_length=5)] = ()
    ifc_classes: Annotated[tuple[IfcClass, ...], Field(max_length=50)] = ()
    ns3451: Annotated[tuple[PartCode, ...], Field(max_length=50)] = ()
    building_types: Annotated[tuple[CategoryKey, ...], Field(max_length=50)] = ()
    ns3457: Annotated[tuple[BuildingCode, ...], Field(max_length=50)] = ()
    minimum_tg: Annotated[int, Field(ge=-1, le=3)] = -1
    maximum_tg: Annotated[int, Field(ge=0, le=3)] = 3
    minimum_u_value: Annotated[float, Field(ge=0, le=10)] = 0.0
    adjacency: Annotated[tuple[Adjacency, ...], Field(max_length=3)] = ()
    built_from: MaybeYear = 0
    built_to: MaybeYear = 0
    area_from: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0
    area_to: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0
    properties: Annotated[tuple[PropertyPart, ...], Field(max_length=20)] = ()
    spares_protected: bool = False
    global_ids: Annotated[tuple[GlobalId, ...], Field(max_length=5000)] = ()
    without_model: Literal["archetype", "none"] = "archetype"

    @model_validator(mode="after")
    def _in_order(self) -> "TargetPart":
        years = self.built_to and self.built_from > self.built_to
        if years or (self.area_to and self.area_from > self.area_to):
            wrong("years")
        if self.minimum_tg > self.maximum_tg:
            wrong("years")
        return self
