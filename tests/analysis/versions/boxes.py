"""Models of boxes, made for the tests: every element is one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.building import BuildingModel, Element, ElementDetails, ModelSummary, Storey
from twin.model.mesh import MeshBatch

_CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], np.float32)
_FACES = np.array(
    [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
     [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]], np.int32,
)  # fmt: skip
STOREYS = (Storey("s1", "Plan 1", 0.0), Storey("s2", "Plan 2", 3.0))


def element(number: int, ifc_class: str = "IfcWall", name: str = "", **known: str) -> Element:
    """An element called by its number."""
    key = f"g{number}"
    return replace(Element(key, key, number, ifc_class, name=name, storey="s1"), **known)


def boxes(
    elements: Sequence[Element],
    low: Sequence[Sequence[float]] | FloatArray,
    size: Sequence[Sequence[float]] | FloatArray | None = None,
    details: Sequence[ElementDetails] = (),
) -> BuildingModel:
    """A model of boxes with these lower corners and sizes (1 m each way if not given). [m]"""
    n = len(elements)
    sizes = np.ones((n, 3)) if size is None else np.array(size, np.float64)
    vertices = (np.array(low)[:, None] + _CORNERS[None] * sizes[:, None]).reshape(-1, 3)
    mesh = MeshBatch(
        origin=np.zeros(3),
        vertices=vertices.astype(np.float32),
        normals=np.tile(np.array([0, 0, 1], np.float32), (8 * n, 1)),
        vertex_slot=np.repeat(np.arange(n, dtype=np.int32), 8),
        faces=(_FACES[None] + 8 * np.arange(n, dtype=np.int32)[:, None, None]).reshape(-1, 3),
        edges=np.zeros((0, 2), np.int32),
        slot_element=np.arange(n, dtype=np.int32),
        slot_colour=np.zeros((n, 4), np.uint8),
    )
    known = tuple(details) or tuple(ElementDetails() for _ in elements)
    return BuildingModel(
        ModelSummary(status="ok"), tuple(elements), STOREYS, (), (), mesh, known, None, ()
    )


def renewed(model: BuildingModel, start: str = "n") -> BuildingModel:
    """The same model with all GlobalIds new, as some programs export it."""
    elements = tuple(
        replace(
            e, key=start + e.key, global_id=start + e.global_id,
            storey=e.storey and start + e.storey, space=e.space and start + e.space,
            parent=e.parent and start + e.parent,
        )
        for e in model.elements
    )  # fmt: skip
    return replace(
        model,
        elements=elements,
        storeys=tuple(replace(s, global_id=start + s.global_id) for s in model.storeys),
        spaces=tuple(
            replace(s, global_id=start + s.global_id, storey=s.storey and start + s.storey)
            for s in model.spaces
        ),
    )


def nameless(model: BuildingModel) -> BuildingModel:
    """The same model with no name, type or tag."""
    elements = tuple(replace(e, name="", type_name="", tag="") for e in model.elements)
    return replace(model, elements=elements)


def moved(model: BuildingModel, by: Sequence[float]) -> BuildingModel:
    """The same model elsewhere. [m]"""
    return replace(model, mesh=replace(model.mesh, origin=model.mesh.origin + np.array(by)))
