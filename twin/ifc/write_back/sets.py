"""Property sets for condition and service life."""

from collections.abc import Sequence

import ifcopenshell

from twin.ifc.write_back.earlier import detach
from twin.ifc.write_back.history import Entity, stable_id
from twin.model.write_back import ConditionNote, Facts, LifeNote, Plain

CONDITION, NS_3424 = "Pset_Condition", "NO_NS3424"
SERVICE_LIFE, OWN_LIFE = "Pset_ServiceLife", "Twin_ServiceLife"
LONGEST_LABEL = 255
LIFE_BOUNDS = ("LifeShort", "Life", "LifeLong")
"""Names in `OWN_LIFE`. [year]"""


class Sets:
    """Adds property sets to products of a file.

    history : IfcOwnerHistory of everything that is added.
    """

    def __init__(self, file: ifcopenshell.file, history: Entity) -> None:
        self.file = file
        self.history = history
        self.has_dates = file.schema != "IFC2X3"
        self._counts: dict[str, int] = {}

    def add_condition(self, products: Sequence[Entity], note: ConditionNote) -> None:
        """The grade as IFC has it, and all of it in the terms of NS 3424.

        A product with several assessments is told of one of them, the first, in `CONDITION`; the
        others stand in sets of their own.
        """
        first = [p for p in products if self._times(p) == 0]
        if first:
            for product in first:
                detach(self.file, product, CONDITION)
            self._attach(first, CONDITION, self._condition(note))
        facts: Facts = {"ConditionGrade": note.grade, "AssessmentDate": note.assessed_on,
                        "Symptom": note.description, **note.facts}  # fmt: skip
        for times in sorted({self._times(p) for p in products}):
            alike = [p for p in products if self._times(p) == times]
            name = NS_3424 if times == 0 else f"{NS_3424} ({times + 1})"
            self._attach(alike, name, self.properties(facts))
        for product in products:
            self._counts[product.GlobalId] = self._times(product) + 1

    def add_life(self, product: Entity, note: LifeNote) -> None:
        """Service life with its range, in years, and as IFC has it where it has durations."""
        years = dict(zip(LIFE_BOUNDS, (note.low, note.central, note.high), strict=True))
        facts: Facts = {name: year for name, year in years.items() if year}
        self._attach([product], OWN_LIFE, self.properties({**facts, **note.facts}))
        if self.has_dates and note.central:
            detach(self.file, product, SERVICE_LIFE)
            bounded = self.file.create_entity(
                "IfcPropertyBoundedValue",
                Name="ServiceLifeDuration",
                UpperBoundValue=self._duration(note.high),
                LowerBoundValue=self._duration(note.low),
                SetPointValue=self._duration(note.central),
            )
            self._attach([product], SERVICE_LIFE, [bounded])

    def attach_facts(self, products: Sequence[Entity], name: str, facts: Facts) -> None:
        """A property set with plain facts."""
        self._attach(products, name, self.properties(facts))

    def properties(self, facts: Facts) -> list[Entity]:
        """One single value for each fact that says something."""
        return [self._single(n, self._value(n, v)) for n, v in facts.items() if v != ""]

    def _condition(self, note: ConditionNote) -> list[Entity]:
        label = self.file.create_entity("IfcLabel", note.grade)
        facts: Facts = {"AssessmentDate": note.assessed_on}
        found = [self._single("AssessmentCondition", label), *self.properties(facts)]
        if note.description:
            text = self.file.create_entity("IfcText", note.description)
            found.append(self._single("AssessmentDescription", text))
        level = note.facts.get("MethodLevel")
        if level and self.file.schema.startswith("IFC4X3"):
            kind = self.file.create_entity("IfcLabel", f"NS 3424 level {level}")
            found.append(self._single("AssessmentType", kind))
        return found

    def _value(self, name: str, value: Plain) -> Entity:
        if isinstance(value, bool):
            return self.file.create_entity("IfcBoolean", value)
        if isinstance(value, int):
            return self.file.create_entity("IfcInteger", value)
        if isinstance(value, float):
            return self.file.create_entity("IfcReal", value)
        if self.has_dates and name.endswith("Date"):
            return self.file.create_entity("IfcDate", value)
        kind = "IfcLabel" if len(value) <= LONGEST_LABEL else "IfcText"
        return self.file.create_entity(kind, value)

    def _duration(self, years: float) -> Entity | None:
        """ISO 8601, in months where the years are not whole."""
        if not years:
            return None
        months = round(years * 12)
        text = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
        return self.file.create_entity("IfcDuration", text)

    def _single(self, name: str, value: Entity) -> Entity:
        return self.file.create_entity("IfcPropertySingleValue", Name=name, NominalValue=value)

    def _attach(self, products: Sequence[Entity], name: str, properties: Sequence[Entity]) -> None:
        if not products or not properties:
            return
        key = (name, *sorted(p.GlobalId for p in products))
        made = self.file.create_entity(
            "IfcPropertySet", stable_id("set", *key), self.history, name, None, list(properties)
        )
        self.file.create_entity(
            "IfcRelDefinesByProperties", stable_id("has", *key), self.history, None, None,
            list(products), made,
        )  # fmt: skip

    def _times(self, product: Entity) -> int:
        return self._counts.get(product.GlobalId, 0)
