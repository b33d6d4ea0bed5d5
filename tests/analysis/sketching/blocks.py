"""A block with a flat roof, 20 x 12 m and 8 m high, as a model."""

import numpy as np

from twin.analysis.sun.obstacles import extruded
from twin.model.building import BuildingModel, Element, ElementDetails, Envelope, ModelSummary
from twin.model.mesh import MeshBatch

OUTLINE = np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 12.0], [0.0, 12.0]])
ROOF, WALLS, BOX = 0, 1, 2
ABOVE = (10.0, 6.0, 100.0)


def block_model(with_box: bool = False, north: float = 0.0) -> BuildingModel:
    """with_box : a lift tower of 4 x 4 m and 2 m on the roof, from (8, 4) on."""
    body = extruded(OUTLINE, 0.0, 8.0)
    up = np.cross(body[:, 1] - body[:, 0], body[:, 2] - body[:, 0])[:, 2] > 0.1
    triangles = [body[up], body[~up]]
    classes = ["IfcRoof", "IfcWall"]
    if with_box:
        triangles.append(extruded(OUTLINE[:] * 0.2 * (1, 4 / 2.4) + (8, 4), 8.0, 10.0))
        classes.append("IfcBuildingElementProxy")
    count = [len(t) for t in triangles]
    vertices = np.concatenate(triangles).reshape(-1, 3)
    slot = np.repeat(np.arange(len(count)), np.array(count) * 3)
    mesh = MeshBatch(
        np.zeros(3), vertices.astype(np.float32), np.zeros((len(vertices), 3), np.float32),
        slot.astype(np.int32), np.arange(len(vertices), dtype=np.int32).reshape(-1, 3),
        np.zeros((0, 2), np.int32), np.arange(len(count), dtype=np.int32),
        np.full((len(count), 4), 255, np.uint8),
    )  # fmt: skip
    elements = tuple(Element(f"g{i}", f"g{i}", i, name) for i, name in enumerate(classes))
    envelope = Envelope(
        element=np.array([0, 1]), kind=("roof", "wall"), area=np.array([240.0, 512.0]),
        azimuth=np.array([np.nan, 180.0]), tilt=np.array([0.0, 90.0]),
        u_value=np.array([0.35, 0.45]), g_value=np.full(2, np.nan),
        u_source=("property", "property"), floor_area=480.0, volume=1900.0,
        floor_area_source="spaces",
    )  # fmt: skip
    return BuildingModel(
        ModelSummary(status="ok"), elements, (), (), (), mesh,
        tuple(ElementDetails() for _ in elements), envelope, (), true_north=north,
    )  # fmt: skip
