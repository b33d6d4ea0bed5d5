"""Materials and layers of elements, and what conducts how well."""

import math

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


def read_conductivities(file: ifcopenshell.file, units: Units) -> dict[str, float]:
    """Thermal conductivity per material name, where the file states one. [W/(m K)]

    Reads ThermalConductivity of IfcMaterialProperties (IFC4: Pset_MaterialThermal) and of
    IfcThermalMaterialProperties (IFC2X3).
    """
    found: dict[str, float] = {}
    for entry in all_of(file, "IfcMaterialProperties"):
        material = getattr(entry, "Material", None)
        value = _conductivity(entry, units)
        if material is not None and value and getattr(material, "Name", None):
            found[material.Name] = value
    return found


def _conductivity(entry: Entity, units: Units) -> float | None:
    measure = "IfcThermalConductivityMeasure"
    if entry.is_a("IfcThermalMaterialProperties"):
        value = entry.ThermalConductivity
        return float(value) * units.factor(measure) if value else None
    for one in (
        getattr(entry, "Properties", None) or getattr(entry, "ExtendedProperties", ()) or ()
    ):
        if one.Name == "ThermalConductivity" and one.is_a("IfcPropertySingleValue") and one[2]:
            return float(one[2][0]) * units.factor(measure)
    return None
