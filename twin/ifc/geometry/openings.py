"""Cut openings out of their hosts with Manifold."""

from contextlib import suppress

import ifcopenshell
import manifold3d
import numpy as np
from numpy.typing import NDArray

from twin.ifc.geometry.entities import FAULTS, Entity
from twin.ifc.geometry.flush import planes, reaching_beyond
from twin.ifc.geometry.prepare import fans
from twin.ifc.geometry.sheets import outside, planes_of
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray

GRID = 1e-5
"""Coordinates are rounded to this before solids are cut, so that flush faces are flush. [m]"""


class NotSolid(Exception):
    """A surface that does not enclose a volume."""


class NothingLeft(Exception):
    """The openings of a host take all of it."""


def solid(surface: Surface) -> manifold3d.Manifold:
    """Solid enclosed by a surface; an inside-out surface is turned.

    Raises
    ------
    NotSolid
        If the surface is not closed, or meets itself.
    """
    if len(surface.faces) < 4:
        raise NotSolid("fewer than four triangles")
    faces = surface.faces.astype(np.uint64)
    vertices = np.rint(surface.vertices / GRID) * GRID
    made = _manifold(vertices, faces)
    if not _is_solid(made):
        vertices, faces = _welded(surface)
        made = _manifold(vertices, faces)
    if not _is_solid(made):
        vertices, faces = _apart(vertices, faces)
        made = _manifold(vertices, faces)
    if not _is_solid(made):
        raise NotSolid(str(made.status()).rsplit(".", 1)[-1])
    return made if made.volume() > 0 else _manifold(vertices, faces[:, ::-1])


def _is_solid(made: manifold3d.Manifold) -> bool:
    return made.status() == manifold3d.Error.NoError and not made.is_empty()


def surface_of(cut: manifold3d.Manifold) -> Surface:
    """Triangles of a solid."""
    mesh = cut.to_mesh64()
    return Surface(
        np.array(mesh.vert_properties[:, :3], dtype=np.float64),
        np.array(mesh.tri_verts, dtype=np.int32),
    )


def without(host: Surface, openings: list[Surface]) -> Surface:
    """What is left of `host` outside all `openings`; empty if they take all of it.

    A host that encloses no volume loses the parts of its faces that lie inside the openings.

    Raises
    ------
    NotSolid
        If the host encloses no volume and an opening is not convex, or an opening encloses none.
    """
    if not openings:
        return host
    flush_with = planes(host)
    openings = [reaching_beyond(o, flush_with) for o in openings]
    try:
        body = solid(host)
    except NotSolid:
        bounds = [planes_of(o) for o in openings]
        convex = [b for b in bounds if b is not None]
        if len(convex) < len(openings):
            raise
        return outside(host, convex)
    tools = [body, *(solid(o) for o in openings)]
    return surface_of(manifold3d.Manifold.batch_boolean(tools, manifold3d.OpType.Subtract))


def openings_by_host(file: ifcopenshell.file) -> dict[int, list[Entity]]:
    """Openings that void each element, by the host's STEP number.

    Openings of an element without a body of its own also void the parts it is made of.
    """
    found: dict[int, list[Entity]] = {}
    for relation in file.by_type("IfcRelVoidsElement"):
        with suppress(*FAULTS):
            host, opening = relation.get_argument(4), relation.get_argument(5)
            if opening.is_a("IfcProduct"):
                found.setdefault(host.id(), []).append(opening)
    for relation in file.by_type("IfcRelAggregates") if found else ():
        with suppress(*FAULTS):
            openings = found.get(relation.get_argument(4).id(), [])
            for part in relation.get_argument(5) if openings else ():
                found.setdefault(part.id(), []).extend(openings)
    return found


def _welded(surface: Surface) -> tuple[FloatArray, NDArray[np.uint64]]:
    cells = np.rint(surface.vertices / GRID).astype(np.int64)
    kept, number = np.unique(cells, axis=0, return_inverse=True)
    faces = number.reshape(-1)[surface.faces].astype(np.uint64)
    a, b, c = faces.T
    return kept.astype(np.float64) * GRID, faces[(a != b) & (b != c) & (c != a)]


def _apart(
    vertices: FloatArray, faces: NDArray[np.uint64]
) -> tuple[FloatArray, NDArray[np.uint64]]:
    """Bodies that touch each other or themselves, each with vertices of its own."""
    label = fans(faces.astype(np.int32))
    kept, number = np.unique(label, return_inverse=True)
    return vertices[faces.reshape(-1)[kept]], number.reshape(-1, 3).astype(np.uint64)


def _manifold(vertices: FloatArray, faces: NDArray[np.uint64]) -> manifold3d.Manifold:
    mesh = manifold3d.Mesh64(
        vert_properties=np.ascontiguousarray(vertices), tri_verts=np.ascontiguousarray(faces)
    )
    return manifold3d.Manifold(mesh)
