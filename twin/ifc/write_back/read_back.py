"""What a write-back left in a file, read from the file alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import ifcopenshell

from twin.ifc.write_back.history import Entity
from twin.ifc.write_back.sets import CONDITION, NS_3424, OWN_LIFE
from twin.ifc.write_back.tasks import WORK

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Written values by GlobalId, as they stand in the file.

    conditions : of `CONDITION`.  assessments : of `NS_3424`, several where there are several.
    tasks : by key, with the GlobalIds of their places and the cost of their cost item.
    """

    conditions: dict[str, Values] = field(default_factory=dict[str, Values])
    assessments: dict[str, list[Values]] = field(default_factory=dict[str, list[Values]])
    lives: dict[str, Values] = field(default_factory=dict[str, Values])
    tasks: dict[str, Values] = field(default_factory=dict[str, Values])


def read_back(file: ifcopenshell.file) -> Found:
    """Everything a write-back can have left in a file."""
    found = Found()
    for thing, name, values in _sets(file):
        if name == CONDITION:
            found.conditions[thing.GlobalId] = values
        elif name.split(" ")[0] == NS_3424:
            found.assessments.setdefault(thing.GlobalId, []).append(values)
        elif name == OWN_LIFE:
            found.lives[thing.GlobalId] = values
        elif name == WORK:
            found.tasks[_task_key(values)] = {
                "name": thing.Name, "description": thing.Description or "", "facts": values,
                "places": _places(file, thing), "cost": _cost(thing),
            }  # fmt: skip
    return found


def _task_key(values: Values) -> str:
    return f"{values.get('Kind')}/{values.get('Key')}"


def _sets(file: ifcopenshell.file) -> Iterator[tuple[Entity, str, Values]]:
    wanted = (CONDITION, NS_3424, OWN_LIFE, WORK)
    for relation in file.by_type("IfcRelDefinesByProperties"):
        definition = relation.RelatingPropertyDefinition
        name = getattr(definition, "Name", None) or ""
        if name.split(" ")[0] not in wanted or not definition.is_a("IfcPropertySet"):
            continue
        values = {
            p.Name: p.NominalValue.wrappedValue
            for p in definition.HasProperties
            if p.is_a("IfcPropertySingleValue") and p.NominalValue is not None
        }
        for thing in relation.RelatedObjects:
            yield thing, name, values


def _places(file: ifcopenshell.file, task: Entity) -> tuple[str, ...]:
    found = [
        thing.GlobalId
        for relation in file.get_inverse(task)
        if relation.is_a("IfcRelAssignsToProcess") and relation.RelatingProcess == task
        for thing in relation.RelatedObjects
    ]
    return tuple(sorted(found))


def _cost(task: Entity) -> float:
    for relation in task.HasAssignments or ():
        if relation.is_a("IfcRelAssignsToControl") and relation.RelatingControl.is_a(
            "IfcCostItem"
        ):
            for value in _cost_values(relation.RelatingControl):
                return float(value.AppliedValue.ValueComponent.wrappedValue)
    return 0.0


def _cost_values(item: Entity) -> list[Entity]:
    if hasattr(item, "CostValues"):
        return list(item.CostValues or ())
    return [
        r.RelatingAppliedValue
        for r in item.HasAssociations or ()
        if r.is_a("IfcRelAssociatesAppliedValue")
    ]
