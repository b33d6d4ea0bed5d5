"""What concerns several parts together: openings in walls, and the outline of the floors."""

import numpy as np
import shapely
from shapely.errors import GEOSException

from twin.ifc.envelope.exterior import Samples
from twin.ifc.envelope.faces import GROUND, Faces, Outer
from twin.ifc.envelope.sides import DOOR, FLOOR, ROOF, WALL, WINDOW
from twin.model.arrays import FloatArray
from twin.model.mesh import MeshBatch

_NEAR = 1.0
"""An opening farther from a wall than this is not in it. [m]"""
_ALIKE = 0.9
_MOST_TRIANGLES = 20_000
_CLOSING = 0.3
"""Gaps of a floor narrower than twice this, such as those under walls, are closed. [m]"""


def gross_areas(faces: Faces) -> FloatArray:
    """Area of each part with the windows and doors in it, shape (m,). [m2]

    An opening belongs to the nearest wall or roof that looks the same way.
    """
    gross = faces.area.copy()
    is_host = np.isin(faces.kind, (WALL, ROOF)) & np.any(faces.high > faces.low, axis=1)
    hosts = np.flatnonzero(is_host)
    if not len(hosts):
        return gross
    for opening in np.flatnonzero(np.isin(faces.kind, (WINDOW, DOOR))):
        middle = faces.low[opening]
        apart = np.maximum(faces.low[hosts] - middle, middle - faces.high[hosts])
        distance = np.linalg.norm(np.maximum(apart, 0.0), axis=1)
        turned = faces.normal[hosts] @ faces.normal[opening] < _ALIKE
        distance[turned] = np.inf
        best = int(np.argmin(distance))
        if distance[best] < _NEAR:
            gross[hosts[best]] += faces.area[opening]
    return gross


def exposed_perimeter(outer: Outer, samples: Samples, mesh: MeshBatch) -> float:
    """Length of the outline of the floors to ground, NaN without any. [m]

    References
    ----------
    ISO 13370:2017, 5.2.2: the exposed perimeter of the floor.
    """
    is_ground = (outer.chosen_kind == FLOOR) & (outer.chosen_adjacency == GROUND)
    faces = np.unique(samples.face[outer.chosen[is_ground]])
    if not 0 < len(faces) <= _MOST_TRIANGLES:
        return float("nan")
    corners = mesh.vertices[mesh.faces[faces]][:, :, :2].astype(np.float64)
    try:
        whole = shapely.union_all(shapely.polygons(corners))
        grown = shapely.buffer(whole, _CLOSING, join_style="mitre")
        return float(shapely.buffer(grown, -_CLOSING, join_style="mitre").length)
    except GEOSException:
        return float("nan")
