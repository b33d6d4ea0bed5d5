"""Small batches made by hand for the tests of the scene."""

import numpy as np

from twin.model.building import BuildingModel, Element, ModelSummary
from twin.model.mesh import MeshBatch, joined
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass

CLASSES = ("#D7301F", "#F2C230", "#7CC36A", "#1B7F3B")

_SIDES = (
    ((0, 0, -1), [(0, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 0)]),
    ((0, 0, 1), [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)]),
    ((0, -1, 0), [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)]),
    ((0, 1, 0), [(0, 1, 0), (0, 1, 1), (1, 1, 1), (1, 1, 0)]),
    ((-1, 0, 0), [(0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 0)]),
    ((1, 0, 0), [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)]),
)


def box(low, high, element=0, colour=(200, 60, 60, 255), origin=(0.0, 0.0, 0.0)):
    """One closed box; `low` and `high` relative to `origin`."""
    low, high = np.array(low, float), np.array(high, float)
    corners = np.array([c for _, side in _SIDES for c in side], float) * (high - low) + low
    start = np.arange(6)[:, None, None] * 4
    return MeshBatch(
        origin=np.array(origin, float),
        vertices=corners,
        normals=np.repeat(np.array([n for n, _ in _SIDES], float), 4, axis=0),
        vertex_slot=np.zeros(24),
        faces=(start + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3),
        edges=(start + np.array([[0, 1], [1, 2], [2, 3], [3, 0]])).reshape(-1, 2),
        slot_element=[element],
        slot_colour=[colour],
    )


def row_of_boxes(count, origin=(0.0, 0.0, 0.0)):
    """Boxes of 2 m beside each other along x, one element each, 3 m apart."""
    return joined(
        [box((3 * i, 0, 0), (3 * i + 2, 2, 2), element=i, origin=origin) for i in range(count)]
    )


def model_of(mesh, names=()):
    """A model with one IfcWall per element of the mesh."""
    count = int(mesh.slot_element.max()) + 1 if len(mesh.slot_element) else 0
    elements = tuple(
        Element(f"k{i}", f"k{i}", i, "IfcWall", name=names[i] if i < len(names) else f"Wall {i}")
        for i in range(count)
    )
    return BuildingModel(ModelSummary(status="ok"), elements, (), (), (), mesh, (), None, ())


def colouring(classes):
    """Four classes in the colours of the condition grades."""
    legend = Legend(
        "Condition grade",
        "NS 3424",
        "",
        tuple(LegendClass(f"TG{3 - i}", c, str(3 - i)) for i, c in enumerate(CLASSES)),
    )
    rows = np.array(classes, np.int32)
    return Colouring(legend, rows, np.where(rows == NO_DATA, np.nan, rows.astype(float)))
