"""Materials and layers of elements, and what conducts how well."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import ifcopenshell

from twin.ifc.elements.properties import PropertyIndex
from twin.ifc.elements.relations import all_of, related, text
from twin.ifc.elements.units import Units
from twin.model.building import MaterialLayer

Entity = ifcopenshell.entity_instance
_LAYERS = ("IfcMaterialLayerSetUsage", "IfcMaterialLayerSet", "IfcMaterialLayer")


class MaterialIndex:
    """Layers of every product: its own material, else that of its type.

    Reads IfcRelAssociatesMaterial with materials, lists, layer sets, constituent sets and profile
    sets. Thicknesses in metres, NaN where the file gives none.
    """

    def __init__(self, file: ifcopenshell.file, units: Units, types: PropertyIndex) -> None:
        self._length = units.length
        self._types = types
        self._assigned = dict(related(file, "IfcRelAssociatesMaterial", many=4, one=5))
        self._read: dict[int, tuple[MaterialLayer, ...]] = {}

    def layers(self, product: Entity) -> tuple[MaterialLayer, ...]:
        """Layers in the order of the file, () if the product has no material."""
        material = self._assigned.get(product.id())
        if material is None:
            type_object = self._types.type_of(product)
            material = self._assigned.get(type_object.id()) if type_object else None
        if material is None:
            return ()
        if material.id() not in self._read:
            self._read[material.id()] = self._layers(material)
        return self._read[material.id()]

    def _layers(self, material: Entity) -> tuple[MaterialLayer, ...]:
        kind = material.is_a()
        if kind in _LAYERS:
            return self._layer_set(material)
        if kind in ("IfcMaterialProfileSetUsage", "IfcMaterialProfileSetUsageTapering"):
            return self._layers(material.ForProfileSet)
        parts = getattr(material, _PARTS.get(kind, ""), None) or (material,)
        return tuple(MaterialLayer(_material_name(part)) for part in parts)

    def _layer_set(self, material: Entity) -> tuple[MaterialLayer, ...]:
        if material.is_a("IfcMaterialLayerSetUsage"):
            material = material.ForLayerSet
        layers = (material,) if material.is_a("IfcMaterialLayer") else material.MaterialLayers
        return tuple(
            MaterialLayer(_material_name(layer), _thickness(layer) * self._length)
            for layer in layers or ()
        )


_PARTS = {
    "IfcMaterialList": "Materials",
    "IfcMaterialConstituentSet": "MaterialConstituents",
    "IfcMaterialProfileSet": "MaterialProfiles",
}


def _material_name(part: Entity) -> str:
    material = part if part.is_a("IfcMaterial") else getattr(part, "Material", None)
    return text(getattr(material if material is not None else part, "Name", None))


def _thickness(layer: Entity) -> float:
    thickness = layer.LayerThickness
    return math.nan if thickness is None else float(thickness)


@dataclass(frozen=True, slots=True)
class MaterialValues:
    """What a file states of a material; NaN where it states nothing, or zero.

    conductivity : [W/(m K)]  density : [kg/m3]  specific_heat : [J/(kg K)]
    """

    conductivity: float = math.nan
    density: float = math.nan
    specific_heat: float = math.nan


_VALUES = {
    "ThermalConductivity": ("conductivity", "IfcThermalConductivityMeasure"),
    "MassDensity": ("density", "IfcMassDensityMeasure"),
    "SpecificHeatCapacity": ("specific_heat", "IfcSpecificHeatCapacityMeasure"),
}


def read_material_values(file: ifcopenshell.file, units: Units) -> dict[str, MaterialValues]:
    """Conductivity, density and specific heat per material name, where the file states one.

    Reads IfcMaterialProperties (IFC4: Pset_MaterialThermal, Pset_MaterialCommon) and, of IFC2X3,
    IfcThermalMaterialProperties, IfcGeneralMaterialProperties and
    IfcExtendedMaterialProperties.
    """
    found: dict[str, MaterialValues] = {}
    for entry in all_of(file, "IfcMaterialProperties"):
        name = text(getattr(getattr(entry, "Material", None), "Name", None))
        values = dict(_material_values(entry, units))
        if name and values:
            found[name] = replace(found.get(name, MaterialValues()), **values)
    return found


def _material_values(entry: Entity, units: Units) -> Iterator[tuple[str, float]]:
    for name, (field, measure) in _VALUES.items():
        value = getattr(entry, name, None)
        if isinstance(value, float) and 0 < value < math.inf:
            yield field, value * units.factor(measure)
    properties = getattr(entry, "Properties", None) or getattr(entry, "ExtendedProperties", None)
    for one in properties or ():
        if one.Name not in _VALUES or not one.is_a("IfcPropertySingleValue") or not one[2]:
            continue
        field, measure = _VALUES[one.Name]
        value = one[2][0]
        if isinstance(value, (int, float)) and 0 < value < math.inf:
            yield field, float(value) * units.factor(measure)
