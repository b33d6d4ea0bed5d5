"""One sample building as an IFC4 file."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.model.classification import CATEGORIES
from twin.sample.model.air_handling import write_indoor_unit
from twin.sample.model.draft import Draft, draft
from twin.sample.model.fixtures import write_balconies, write_beams, write_columns, write_entrances
from twin.sample.model.gables import write_gables
from twin.sample.model.ground import map_position, meridian_convergence
from twin.sample.model.ifc_document import Entity, Written
from twin.sample.model.roof_objects import write_roof_objects
from twin.sample.model.roofs import write_flat_roofs, write_sloping_roofs
from twin.sample.model.services import write_ducts, write_radiators
from twin.sample.model.slabs import write_ceilings, write_floor, write_ground
from twin.sample.model.spaces import write_spaces
from twin.sample.model.stairs import write_stairs
from twin.sample.model.walls import (
    write_inner_walls,
    write_outer_walls,
    write_parapets,
)
from twin.sample.plans.layout import outline
from twin.sample.plans.plan import BuildingPlan
from twin.sample.plans.roof_shape import sloping_faces


@dataclass(frozen=True, slots=True)
class WrittenModel:
    """What came of writing a model.

    gross_floor_area, heated_floor_area : [m2]
    height : of the highest point of the walls above the lowest floor. [m]
    """

    elements: tuple[Written, ...]
    gross_floor_area: float
    heated_floor_area: float
    height: float


def write_model(plan: BuildingPlan, path: Path) -> WrittenModel:
    """Write the building as IFC4; the same plan gives the same bytes."""
    drawing = draft(plan)
    building = _write_structure(drawing)
    write_ground(drawing)
    for floor in drawing.floors:
        write_spaces(drawing, floor)
        write_outer_walls(drawing, floor)
        write_inner_walls(drawing, floor)
        write_columns(drawing, floor)
        write_beams(drawing, floor)
        write_radiators(drawing, floor)
        if plan.has_ducts:
            write_ducts(drawing, floor)
        if floor.number > 0:
            slabs = write_floor(drawing, floor)
            write_stairs(drawing, drawing.floors[floor.number - 1], slabs)
            write_balconies(drawing, floor)
        faces = sloping_faces(plan, floor.number)
        write_ceilings(drawing, floor)
        write_gables(drawing, floor, faces)
        write_parapets(drawing, floor)
        write_flat_roofs(drawing, floor)
        write_sloping_roofs(drawing, floor, faces)
    write_entrances(drawing)
    write_roof_objects(drawing)
    if all(o.kind != "ahu" for o in plan.roof_objects):
        write_indoor_unit(drawing)
    gross = _gross_floor_area(plan)
    net = _net_floor_area(drawing)
    _describe_building(drawing, building, gross, net)
    drawing.document.save(path)
    return WrittenModel(tuple(drawing.document.written), gross, net, plan.levels[-1])


def _write_structure(drawing: Draft) -> Entity:
    document, plan = drawing.document, drawing.plan
    project = document.root(
        "IfcProject",
        "project",
        plan.name,
        LongName="Eksempelportefølje",
        RepresentationContexts=(document.model,),
        UnitsInContext=_units(drawing),
    )
    _georeference(drawing)
    site = document.root(
        "IfcSite",
        "site",
        plan.place.district,
        ObjectPlacement=document.placement(None, (0, 0, 0)),
        CompositionType="ELEMENT",
        RefLatitude=_degrees(plan.place.latitude),
        RefLongitude=_degrees(plan.place.longitude),
        RefElevation=plan.place.ground_level,
    )
    address = document.file.create_entity(
        "IfcPostalAddress",
        AddressLines=(plan.place.address,),
        Town="Bergen",
        Country="Norge",
    )
    building = document.root(
        "IfcBuilding",
        "building",
        plan.name,
        ObjectPlacement=document.placement(site.ObjectPlacement, (0, 0, 0)),
        CompositionType="ELEMENT",
        ElevationOfRefHeight=plan.place.ground_level,
        BuildingAddress=address,
    )
    document.relations.parts[project].append(site)
    document.relations.parts[site].append(building)
    names = [f"Plan {i + 1}" for i in range(len(plan.storey_heights))]
    for name, level in zip([*names, "Tak"], plan.levels, strict=True):
        placement = document.placement(building.ObjectPlacement, (0, 0, level))
        storey = document.root(
            "IfcBuildingStorey",
            name,
            name,
            ObjectPlacement=placement,
            CompositionType="ELEMENT",
            Elevation=level,
        )
        drawing.storeys.append(storey)
        drawing.placements.append(placement)
        document.relations.parts[building].append(storey)
    return building


def _units(drawing: Draft) -> Entity:
    document = drawing.document
    units = [
        document.file.create_entity("IfcSIUnit", UnitType=kind, Name=name)
        for kind, name in (
            ("LENGTHUNIT", "METRE"),
            ("AREAUNIT", "SQUARE_METRE"),
            ("VOLUMEUNIT", "CUBIC_METRE"),
            ("PLANEANGLEUNIT", "RADIAN"),
            ("THERMODYNAMICTEMPERATUREUNIT", "KELVIN"),
            ("POWERUNIT", "WATT"),
        )
    ]
    watt, kelvin = units[5], units[4]
    elements = (
        document.new("IfcDerivedUnitElement", watt, 1),
        document.new("IfcDerivedUnitElement", units[0], -2),
        document.new("IfcDerivedUnitElement", kelvin, -1),
    )
    units.append(document.new("IfcDerivedUnit", elements, "THERMALTRANSMITTANCEUNIT", None))
    return document.new("IfcUnitAssignment", tuple(units))


def _georeference(drawing: Draft) -> None:
    """Map conversion to EPSG:25832, and true north that agrees with it."""
    document, place = drawing.document, drawing.plan.place
    east, north = map_position(place.latitude, place.longitude)
    angle = np.radians(place.rotation)
    crs = document.file.create_entity(
        "IfcProjectedCRS",
        Name="EPSG:25832",
        Description="ETRS89 / UTM zone 32N",
        GeodeticDatum="ETRS89",
        VerticalDatum="NN2000",
        MapProjection="UTM",
        MapZone="32N",
    )
    document.new(
        "IfcMapConversion",
        document.model,
        crs,
        east,
        north,
        place.ground_level,
        round(float(np.cos(angle)), 9),
        round(float(np.sin(angle)), 9),
        1.0,
    )
    bearing = np.radians(place.rotation - meridian_convergence(place))
    document.model.TrueNorth = document.direction((np.sin(bearing), np.cos(bearing)))


def _degrees(value: float) -> tuple[int, int, int, int]:
    """Degrees, minutes, seconds and millionths, as IFC writes angles."""
    millionths = round(value * 3_600_000_000)
    seconds, rest = divmod(millionths, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    return (minutes // 60, minutes % 60, seconds, rest)


def _gross_floor_area(plan: BuildingPlan) -> float:
    total = 0.0
    for storey in range(len(plan.storey_heights)):
        total += outline(plan, storey).area
        for wing in plan.wings_on(storey):
            if any(s.rooms.startswith("void") for s in wing.strips(storey)):
                x0, y0, x1, y1 = wing.bounds
                total -= (x1 - x0) * (y1 - y0)
    return round(total, 1)


def _net_floor_area(drawing: Draft) -> float:
    return round(
        sum(
            floor.net[room.number].area
            for floor in drawing.floors
            for room in floor.rooms
            if room.code != "void"
        ),
        1,
    )


def _describe_building(drawing: Draft, building: Entity, gross: float, net: float) -> None:
    document, plan = drawing.document, drawing.plan
    document.describe(
        building,
        document.property_set(
            "Pset_BuildingCommon",
            Reference=plan.building_id,
            BuildingID=plan.building_number or plan.building_id,
            IsPermanentID=bool(plan.building_number),
            YearOfConstruction=str(plan.year),
            OccupancyType=CATEGORIES[plan.category].label,
            NumberOfStoreys=len(plan.storey_heights),
            IsLandmarked=plan.protected,
        ),
        document.quantity_set(
            "building",
            "Qto_BuildingBaseQuantities",
            Height=plan.levels[-1],
            GrossFloorArea=gross,
            NetFloorArea=net,
        ),
    )
