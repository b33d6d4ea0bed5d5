"""Where things are: storeys, spaces, and which element lies in which of them."""

import math

import ifcopenshell

from twin.ifc.elements.properties import PropertyIndex, first_number, value_of
from twin.ifc.elements.relations import related, text
from twin.ifc.elements.space_shapes import floor_area_and_volume
from twin.ifc.elements.units import Units
from twin.model.building import PropertySets, Space, Storey

Entity = ifcopenshell.entity_instance

_AREAS = ("NetFloorArea", "NetArea", "GSA BIM Area", "Area", "GrossFloorArea", "GrossArea")
_VOLUMES = ("NetVolume", "GrossVolume", "Volume")
_FUNCTIONS = ("OccupancyType", "Category", "Category Description", "Reference")
_DEPTH = 20
"""Longest chain of parts that is followed; a longer one is a loop."""


class SpatialIndex:
    """Parent, container and storey of every object.

    Reads IfcRelContainedInSpatialStructure, IfcRelReferencedInSpatialStructure (where nothing
    contains the element), IfcRelAggregates, IfcRelNests, IfcRelFillsElement and
    IfcRelVoidsElement.
    """

    def __init__(self, file: ifcopenshell.file) -> None:
        self._container = _containers(file)
        self._whole = _wholes(file)
        self._host = _hosts(file)

    def parent(self, product: Entity) -> Entity | None:
        """The assembly a product is a part of; None for spatial structure."""
        whole = self._whole.get(product.id())
        return whole if whole is not None and not _is_spatial(whole) else None

    def host(self, product: Entity) -> Entity | None:
        """The element whose opening a window or door fills."""
        return self._host.get(product.id())

    def storey(self, product: Entity) -> str:
        """GlobalId of the storey an element or a space lies on, "" if none."""
        return self._within(product, "IfcBuildingStorey")

    def space(self, product: Entity) -> str:
        """GlobalId of the space an element lies in, "" if none."""
        return self._within(product, "IfcSpace")

    def _within(self, product: Entity, ifc_class: str) -> str:
        place: Entity | None = product
        for _ in range(_DEPTH):
            key = place.id()
            place = self._container.get(key) or self._whole.get(key) or self._host.get(key)
            if place is None:
                return ""
            if place.is_a(ifc_class):
                return text(place.get_argument(0))
        return ""


def _is_spatial(entity: Entity) -> bool:
    return entity.is_a("IfcSpatialStructureElement") or entity.is_a("IfcProject")


def _containers(file: ifcopenshell.file) -> dict[int, Entity]:
    return {
        **dict(related(file, "IfcRelReferencedInSpatialStructure", many=4, one=5)),
        **dict(related(file, "IfcRelContainedInSpatialStructure", many=4, one=5)),
    }


def _wholes(file: ifcopenshell.file) -> dict[int, Entity]:
    return {
        **dict(related(file, "IfcRelNests", many=5, one=4)),
        **dict(related(file, "IfcRelAggregates", many=5, one=4)),
    }


def _hosts(file: ifcopenshell.file) -> dict[int, Entity]:
    host = dict(related(file, "IfcRelVoidsElement", many=5, one=4))
    return {
        filling: host[opening.id()]
        for filling, opening in related(file, "IfcRelFillsElement", many=5, one=4)
        if opening.id() in host
    }


def read_storeys(file: ifcopenshell.file, units: Units) -> tuple[Storey, ...]:
    """Storeys from the lowest up; one without elevation counts as 0, as IFC says."""
    storeys = [
        Storey(text(s.GlobalId), text(s.Name) or text(s.LongName), _elevation(s) * units.length)
        for s in file.by_type("IfcBuildingStorey")
    ]
    return tuple(sorted(storeys, key=lambda s: s.elevation))


def _elevation(storey: Entity) -> float:
    return float(storey.Elevation) if isinstance(storey.Elevation, float) else 0.0


def read_spaces(
    file: ifcopenshell.file, places: SpatialIndex, properties: PropertyIndex, units: Units
) -> tuple[Space, ...]:
    """Spaces; area and volume from quantities, else properties of that name, else the shape."""
    return tuple(_space(s, places, properties, units) for s in file.by_type("IfcSpace"))


def _space(space: Entity, places: SpatialIndex, properties: PropertyIndex, units: Units) -> Space:
    sets = properties.properties(space)
    quantities = properties.quantities(space)
    area = first_number(quantities, _AREAS) or _stated(sets, "Area")
    volume = first_number(quantities, _VOLUMES) or _stated(sets, "Volume")
    if math.isnan(area) or not _is_height(volume / area):
        shape_area, volume = floor_area_and_volume(space, units.length)
        area = shape_area if math.isnan(area) else area
    return Space(
        global_id=text(space.GlobalId),
        name=text(space.Name),
        long_name=text(space.LongName),
        storey=places.storey(space),
        net_floor_area=area,
        net_volume=volume,
        function=_function(space, sets),
    )


def _is_height(height: float) -> bool:
    """Whether a volume suits its area: exporters write some in a unit they do not declare."""
    return 1.0 < height < 50.0


def _stated(sets: PropertySets, name: str) -> float:
    value = value_of(sets, name)
    return float(value) if isinstance(value, float) and value > 0 else math.nan


def _function(space: Entity, sets: PropertySets) -> str:
    for name in _FUNCTIONS:
        value = value_of(sets, name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    kind = getattr(space, "PredefinedType", None)
    return text(space.ObjectType) or (
        text(kind) if kind not in (None, "NOTDEFINED", "SPACE") else ""
    )
