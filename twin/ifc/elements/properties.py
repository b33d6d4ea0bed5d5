"""Property sets and quantities of elements and their types, converted to SI once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import ifcopenshell

from twin.ifc.elements.relations import related, text
from twin.ifc.elements.units import Units, unit_factor
from twin.model.building import PropertySets, PropertyValue

Entity = ifcopenshell.entity_instance
Sets = dict[str, dict[str, PropertyValue]]
Quantities = dict[str, dict[str, float]]


@dataclass(slots=True)
class _Sets:
    """Property and quantity sets of one object."""

    properties: Sets = field(default_factory=dict)
    quantities: Quantities = field(default_factory=dict)


class PropertyIndex:
    """Sets of every object of a file, each definition read once.

    Reads IfcPropertySet and IfcElementQuantity through IfcRelDefinesByProperties and, of types,
    HasPropertySets. Lengths, areas, volumes, masses and thermal measures are SI, angles degrees.
    """

    def __init__(self, file: ifcopenshell.file, units: Units) -> None:
        self._units = units
        self._types = _types(file)
        self._definitions = _definitions(file)
        self._read: dict[int, _Sets] = {}
        self._single: dict[int, tuple[str, PropertyValue]] = {}

    def type_of(self, product: Entity) -> Entity | None:
        """The type object of a product."""
        return self._types.get(product.id())

    def properties(self, product: Entity) -> PropertySets:
        """Property sets of the type, overridden by those of the occurrence."""
        merged: Sets = {}
        for sets in self._sources(product):
            for name, values in sets.properties.items():
                merged[name] = {**merged.get(name, {}), **values}
        return merged

    def quantities(self, product: Entity) -> Quantities:
        """Quantity sets in SI units."""
        merged: Quantities = {}
        for sets in self._sources(product):
            for name, values in sets.quantities.items():
                merged[name] = {**merged.get(name, {}), **values}
        return merged

    def _sources(self, product: Entity) -> Iterable[_Sets]:
        key = product.id()
        type_object = self._types.get(key)
        if type_object is not None:
            owner = type_object.id()
            if owner not in self._read:
                self._read[owner] = self._merged(type_object.HasPropertySets or ())
            yield self._read[owner]
        if key not in self._read:
            self._read[key] = self._merged(self._definitions.get(key, ()))
        yield self._read[key]

    def _merged(self, definitions: Iterable[Entity]) -> _Sets:
        merged = _Sets()
        for definition in definitions:
            sets = self._definition(definition)
            merged.properties.update(sets.properties)
            merged.quantities.update(sets.quantities)
        return merged

    def _definition(self, definition: Entity) -> _Sets:
        key = -definition.id()
        if key in self._read:
            return self._read[key]
        sets = _Sets()
        if definition.is_a("IfcPropertySetDefinitionSet"):
            return self._merged(definition.get_argument(0))
        if definition.is_a("IfcPropertySet"):
            name, properties = definition.get_argument(2), definition.get_argument(4)
            sets.properties[text(name)] = self._values(properties or (), "")
        elif definition.is_a("IfcElementQuantity"):
            numbers = self._numbers(definition.Quantities or ())
            sets.quantities[text(definition.Name)] = numbers
        self._read[key] = sets
        return sets

    def _values(self, properties: Iterable[Entity], before: str) -> dict[str, PropertyValue]:
        values: dict[str, PropertyValue] = {}
        for one in properties:
            key = one.id()
            if key not in self._single:  # exporters share properties between many sets
                kind, name = one.is_a(), text(one.get_argument(0))
                if kind == "IfcComplexProperty":
                    values.update(self._values(one.HasProperties or (), f"{before}{name}."))
                    continue
                self._single[key] = (name, self._value(one, kind))
            name, value = self._single[key]
            values[before + name] = value
        return values

    def _value(self, one: Entity, kind: str) -> PropertyValue:
        if kind == "IfcPropertySingleValue":
            return self._converted(one.get_argument(2), one.get_argument(3))
        if kind == "IfcPropertyEnumeratedValue":
            return self._listed(one.EnumerationValues, None)
        if kind == "IfcPropertyListValue":
            return self._listed(one.ListValues, one.Unit)
        if kind == "IfcPropertyBoundedValue":
            return self._bounded(one)
        return None

    def _listed(self, values: Iterable[Entity] | None, unit: Entity | None) -> PropertyValue:
        converted = [self._converted(v, unit) for v in values or ()]
        if len(converted) == 1:
            return converted[0]
        return ", ".join(str(v) for v in converted) or None

    def _bounded(self, one: Entity) -> PropertyValue:
        set_point = getattr(one, "SetPointValue", None)
        if set_point is not None:
            return self._converted(set_point, one.Unit)
        bounds = (one.LowerBoundValue, one.UpperBoundValue)
        low, high = (self._converted(b, one.Unit) for b in bounds)
        return low if high is None else high if low is None else f"{low} to {high}"

    def _converted(self, value: Entity | None, unit: Entity | None) -> PropertyValue:
        if value is None:
            return None
        plain = value.get_argument(0)
        if isinstance(plain, bool) or plain == "UNKNOWN":
            return plain if isinstance(plain, bool) else None
        if isinstance(plain, float):
            return plain * (unit_factor(unit) if unit else self._units.factor(value.is_a()))
        return plain if isinstance(plain, (str, int)) else str(plain)

    def _numbers(self, quantities: Iterable[Entity]) -> dict[str, float]:
        numbers: dict[str, float] = {}
        for one in quantities:
            if one.is_a("IfcPhysicalComplexQuantity"):
                parts = self._numbers(one.HasQuantities or ())
                numbers.update({f"{one.Name}.{name}": v for name, v in parts.items()})
                continue
            value = one.get_argument(_VALUE)
            if value is not None:
                name = text(one.get_argument(0))
                numbers[name] = float(value) * self._quantity_factor(one)
        return numbers

    def _quantity_factor(self, one: Entity) -> float:
        unit = one.get_argument(2)
        if unit is not None:
            return unit_factor(unit)
        return self._units.factors.get(_QUANTITY_UNITS.get(one.is_a(), ""), 1.0)


_VALUE = 3
"""Position of the value in every simple quantity, after Name, Description and Unit."""
_QUANTITY_UNITS = {
    "IfcQuantityLength": "LENGTHUNIT",
    "IfcQuantityArea": "AREAUNIT",
    "IfcQuantityVolume": "VOLUMEUNIT",
    "IfcQuantityWeight": "MASSUNIT",
    "IfcQuantityTime": "TIMEUNIT",
}


def _types(file: ifcopenshell.file) -> dict[int, Entity]:
    return dict(related(file, "IfcRelDefinesByType", many=4, one=5))


def _definitions(file: ifcopenshell.file) -> dict[int, list[Entity]]:
    found: dict[int, list[Entity]] = {}
    for product, definition in related(file, "IfcRelDefinesByProperties", many=4, one=5):
        found.setdefault(product, []).append(definition)
    return found


def first_number(sets: Quantities, names: tuple[str, ...]) -> float | None:
    """The first positive quantity called one of `names`, in the order of `names`."""
    for name in names:
        for values in sets.values():
            value = values.get(name)
            if value is not None and value > 0:
                return value
    return None


def value_of(sets: PropertySets, name: str) -> PropertyValue:
    """Value of a property: of ``Pset_…Common`` sets first, then of any set; None if absent."""
    for is_common in (True, False):
        for set_name, values in sets.items():
            if (set_name.endswith("Common") == is_common) and values.get(name) is not None:
                return values[name]
    return None
