"""A one-room house written for the tests: four outer walls, a floor and a flat roof."""

from pathlib import Path

import ifcopenshell
import ifcopenshell.api.aggregate
import ifcopenshell.api.context
import ifcopenshell.api.geometry
import ifcopenshell.api.georeference
import ifcopenshell.api.project
import ifcopenshell.api.pset
import ifcopenshell.api.root
import ifcopenshell.api.spatial
import ifcopenshell.api.unit
import numpy as np

WALLS = (
    ((0.0, 0.0), (10.0, 0.3)),
    ((0.0, 7.7), (10.0, 0.3)),
    ((0.0, 0.3), (0.3, 7.4)),
    ((9.7, 0.3), (0.3, 7.4)),
)  # fmt: skip


def write_small_model(path: Path, eastings: float | None = 297_000.0) -> Path:
    """Write the house, 10 x 8 x 3 m, at a place in Bergen or without any; returns `path`."""
    file = ifcopenshell.api.project.create_file(version="IFC4")
    project = ifcopenshell.api.root.create_entity(file, ifc_class="IfcProject", name="House")
    ifcopenshell.api.unit.assign_unit(file, length={"is_metric": True, "raw": "METERS"})
    model = ifcopenshell.api.context.add_context(file, context_type="Model")
    body = ifcopenshell.api.context.add_context(
        file, "Model", "Body", target_view="MODEL_VIEW", parent=model
    )
    if eastings is not None:
        ifcopenshell.api.georeference.add_georeferencing(file)
        ifcopenshell.api.georeference.edit_georeferencing(
            file,
            projected_crs={"Name": "EPSG:25832"},
            coordinate_operation={
                "Eastings": eastings, "Northings": 6_700_000.0, "OrthogonalHeight": 40.0,
            },
        )  # fmt: skip
    storey = _spatial_tree(file, project)
    for number, ((x, y), (width, depth)) in enumerate(WALLS):
        wall = _box(file, body, "IfcWall", (x, y, 0.0), (width, depth, 3.0))
        wall.Name = f"Wall {number}"
        pset = ifcopenshell.api.pset.add_pset(file, product=wall, name="Pset_WallCommon")
        ifcopenshell.api.pset.edit_pset(
            file, pset=pset, properties={"IsExternal": True, "ThermalTransmittance": 0.9}
        )
        ifcopenshell.api.spatial.assign_container(file, [wall], storey)
    for kind, z in (("FLOOR", -0.3), ("ROOF", 3.0)):
        slab = _box(file, body, "IfcSlab", (0.0, 0.0, z), (10.0, 8.0, 0.3))
        slab.PredefinedType = kind
        ifcopenshell.api.spatial.assign_container(file, [slab], storey)
    file.write(str(path))
    return path


def _spatial_tree(
    file: ifcopenshell.file, project: ifcopenshell.entity_instance
) -> ifcopenshell.entity_instance:
    site = ifcopenshell.api.root.create_entity(file, ifc_class="IfcSite")
    building = ifcopenshell.api.root.create_entity(file, ifc_class="IfcBuilding")
    storey = ifcopenshell.api.root.create_entity(file, ifc_class="IfcBuildingStorey", name="1")
    for child, parent in ((site, project), (building, site), (storey, building)):
        ifcopenshell.api.aggregate.assign_object(file, [child], parent)
    return storey


def _box(
    file: ifcopenshell.file,
    body: ifcopenshell.entity_instance,
    ifc_class: str,
    corner: tuple[float, float, float],
    size: tuple[float, float, float],
) -> ifcopenshell.entity_instance:
    product = ifcopenshell.api.root.create_entity(file, ifc_class=ifc_class)
    width, depth, height = size
    profile = file.create_entity(
        "IfcRectangleProfileDef",
        "AREA",
        None,
        file.createIfcAxis2Placement2D(file.createIfcCartesianPoint((width / 2, depth / 2)), None),
        width,
        depth,
    )
    axes = file.createIfcAxis2Placement3D(file.createIfcCartesianPoint((0.0, 0.0, 0.0)))
    up = file.createIfcDirection((0.0, 0.0, 1.0))
    solid = file.createIfcExtrudedAreaSolid(profile, axes, up, height)
    shape = file.createIfcShapeRepresentation(body, "Body", "SweptSolid", [solid])
    ifcopenshell.api.geometry.assign_representation(file, product, shape)
    matrix = np.eye(4)
    matrix[:3, 3] = corner
    ifcopenshell.api.geometry.edit_object_placement(file, product=product, matrix=matrix)
    return product
