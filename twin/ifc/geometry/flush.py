"""Openings that end where their host ends: made to reach a little beyond."""

import numpy as np

from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray

NEAR = 1e-3
"""Faces of host and opening nearer than this are meant to be flush. [m]"""

BEYOND = 1e-3
"""How far an opening reaches past a flush face. [m]"""

_PARALLEL = 1.0 - 1e-6


def planes(surface: Surface) -> FloatArray:
    """Different planes of the faces (outward normal, offset), shape (p, 4)."""
    corner = surface.vertices[surface.faces]
    normals = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    size = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    used = size > 1e-12
    normals = normals[used] / size[used, None]
    offsets = np.einsum("ij,ij->i", normals, corner[used][:, 0])
    found = np.column_stack([normals, offsets])
    _, first = np.unique(np.rint(found * 1e4) @ _MIX, return_index=True)
    return found[first]


_MIX = np.array([1.0, 7919.0, 104_729.0, 1_299_709.0]) * np.pi
"""Makes one number of four, so that equal rows are found by sorting."""


def reaching_beyond(opening: Surface, host_planes: FloatArray) -> Surface:
    """The opening with faces that are flush with the host's moved past them.

    Without this, rounding leaves paper-thin sheets of the host across the opening.
    """
    own = planes(opening)
    is_parallel = own[:, :3] @ host_planes[:, :3].T > _PARALLEL
    apart = host_planes[None, :, 3] - own[:, None, 3]
    is_flush = is_parallel & (np.abs(apart) < NEAR)
    vertices = opening.vertices
    for index in np.flatnonzero(is_flush.any(axis=1)):
        normal, offset = own[index, :3], own[index, 3]
        step = float(apart[index][is_flush[index]].max()) + BEYOND
        on_plane = np.abs(opening.vertices @ normal - offset) < 1e-5
        vertices = vertices + on_plane[:, None] * (normal * step)
    return Surface(vertices, opening.faces)
