"""Values of the standard property sets, changed for one element alone."""

from collections.abc import Callable

import ifcopenshell

from twin.ifc.elements.units import Units
from twin.ifc.write_back.history import Entity, stable_id
from twin.ifc.write_back.sets import Sets
from twin.model.scenario_copy import DEMOLISHED, ChangedPart

COMMON = {
    "IfcWall": "Pset_WallCommon", "IfcRoof": "Pset_RoofCommon", "IfcSlab": "Pset_SlabCommon",
    "IfcWindow": "Pset_WindowCommon", "IfcDoor": "Pset_DoorCommon",
    "IfcCurtainWall": "Pset_CurtainWallCommon", "IfcPlate": "Pset_PlateCommon",
    "IfcCovering": "Pset_CoveringCommon", "IfcBeam": "Pset_BeamCommon",
    "IfcColumn": "Pset_ColumnCommon", "IfcMember": "Pset_MemberCommon",
    "IfcStair": "Pset_StairCommon", "IfcRamp": "Pset_RampCommon",
    "IfcRailing": "Pset_RailingCommon", "IfcBuildingElementProxy":
    "Pset_BuildingElementProxyCommon", "IfcSolarDevice": "Pset_SolarDeviceTypeCommon",
    "IfcSensor": "Pset_SensorTypeCommon",
}  # fmt: skip
"""Sets that hold U-value and status, by class."""
GLAZING = "Pset_DoorWindowGlazingType"
U_VALUE, G_VALUE, STATUS = "ThermalTransmittance", "SolarHeatGainTransmittance", "Status"
STATUSES = ("NEW", "EXISTING", "DEMOLISH", "TEMPORARY", "OTHER", "NOTKNOWN", "UNSET")
NEW, DEMOLISH = "NEW", "DEMOLISH"
Make = Callable[[], Entity]


def common_set(thing: Entity) -> str:
    """Name of the common property set of its class, "" where there is none."""
    return next((name for kind, name in COMMON.items() if thing.is_a(kind)), "")


class StandardSets:
    """Changes single properties of elements.

    scenario : texts that tell this scenario from others, for identifiers.
    """

    def __init__(self, sets: Sets, units: Units, scenario: tuple[str, ...]) -> None:
        self._file, self._history = sets.file, sets.history
        self._per_u_value = units.factor("IfcThermalTransmittanceMeasure")
        self._scenario = scenario
        self._statuses: Entity | None = None

    def change(self, thing: Entity, part: ChangedPart) -> None:
        """U-value, g-value and status where they are others."""
        name = common_set(thing)
        if name and part.u_value:
            self._put(thing, name, U_VALUE, lambda: self._u_value(part.u_value))
        if part.g_value and thing.is_a() in ("IfcWindow", "IfcDoor"):
            self._put(thing, GLAZING, G_VALUE, lambda: self._g_value(part.g_value))
        if part.removed >= DEMOLISHED:
            self.set_status(thing, DEMOLISH)

    def set_status(self, thing: Entity, status: str) -> None:
        """Say whether it is new or goes, where its class has a set for it."""
        name = common_set(thing)
        if name:
            self._put(thing, name, STATUS, lambda: self._status(status))

    def _u_value(self, value: float) -> Entity:
        number = self._file.create_entity(
            "IfcThermalTransmittanceMeasure", value / self._per_u_value
        )
        return self._single(U_VALUE, number)

    def _g_value(self, value: float) -> Entity:
        number = self._file.create_entity("IfcNormalisedRatioMeasure", min(max(value, 0.0), 1.0))
        return self._single(G_VALUE, number)

    def _single(self, name: str, value: Entity) -> Entity:
        return self._file.create_entity("IfcPropertySingleValue", Name=name, NominalValue=value)

    def _status(self, status: str) -> Entity:
        make = self._file.create_entity
        if self._statuses is None:
            self._statuses = make(
                "IfcPropertyEnumeration",
                "PEnum_ElementStatus",
                [make("IfcLabel", one) for one in STATUSES],
            )
        return make(
            "IfcPropertyEnumeratedValue",
            Name=STATUS,
            EnumerationValues=[make("IfcLabel", status)],
            EnumerationReference=self._statuses,
        )

    def _put(self, thing: Entity, set_name: str, name: str, make: Make) -> None:
        """Put a property into a set of one element; others that share the set keep theirs."""
        relation = _relation(thing, set_name)
        if relation is None:
            self._attach(thing, set_name, [make()])
            return
        definition = relation.RelatingPropertyDefinition
        kept = [p for p in definition.HasProperties or () if p.Name != name]
        if len(relation.RelatedObjects) == 1 and _users(self._file, definition) == 1:
            definition.HasProperties = [*kept, make()]
            return
        if len(relation.RelatedObjects) == 1:
            relation.RelatingPropertyDefinition = self._set(thing, set_name, [*kept, make()])
            return
        relation.RelatedObjects = [o for o in relation.RelatedObjects if o.id() != thing.id()]
        self._attach(thing, set_name, [*kept, make()])

    def _set(self, thing: Entity, set_name: str, properties: list[Entity]) -> Entity:
        key = stable_id("set", *self._scenario, set_name, str(thing.id()))
        return self._file.create_entity(
            "IfcPropertySet", key, self._history, set_name, None, properties
        )

    def _attach(self, thing: Entity, set_name: str, properties: list[Entity]) -> None:
        made = self._set(thing, set_name, properties)
        key = stable_id("has", *self._scenario, set_name, str(thing.id()))
        self._file.create_entity(
            "IfcRelDefinesByProperties", key, self._history, None, None, [thing], made
        )


def _relation(thing: Entity, set_name: str) -> Entity | None:
    for relation in getattr(thing, "IsDefinedBy", None) or ():
        if not relation.is_a("IfcRelDefinesByProperties"):
            continue
        definition = relation.RelatingPropertyDefinition
        if definition.is_a("IfcPropertySet") and definition.Name == set_name:
            return relation
    return None


def _users(file: ifcopenshell.file, definition: Entity) -> int:
    return file.get_total_inverses(definition)
