"""Elements that go with a wing that is taken away."""

from collections.abc import Mapping

import numpy as np
import shapely

from twin.model.arrays import FloatArray
from twin.model.building import BuildingModel
from twin.model.sketch import Massing

STEPS = 4  # a triangle is looked at in this many places squared
LEAST = 0.02  # less is the rim of what stays


def removed_shares(model: BuildingModel, massing: Massing) -> Mapping[int, float]:
    """Share of the surface of each element that lies inside an outline, by row, 0 to 1.

    At any height, as what is taken away is taken from ground to roof. Elements that are not drawn
    are left out.
    """
    mesh = model.mesh
    outline = shapely.make_valid(shapely.Polygon(massing.outline))
    if not len(mesh.faces) or not outline.area > 0:
        return {}
    corners = mesh.vertices[mesh.faces].astype(np.float64) + mesh.origin
    area = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    shapely.prepare(outline)
    inside = np.zeros(len(corners))
    places = _places()
    for weights in places:
        point = np.einsum("k,tkj->tj", weights, corners)
        inside += shapely.contains_xy(outline, point[:, 0], point[:, 1])
    count = len(model.elements)
    whole = np.bincount(mesh.face_element, weights=area, minlength=count)
    part = np.bincount(mesh.face_element, weights=area * inside / len(places), minlength=count)
    share = np.divide(part, whole, out=np.zeros(count), where=whole > 0)
    return {int(row): float(share[row]) for row in np.flatnonzero(share > LEAST)}


def _places() -> FloatArray:
    """Middles of the small triangles that a triangle is cut into, barycentric, shape (n, 3)."""
    found = [
        ((i + third) / STEPS, (j + third) / STEPS)
        for third, last in ((1 / 3, STEPS), (2 / 3, STEPS - 1))
        for i in range(last)
        for j in range(last - i)
    ]
    first, second = np.array(found).T
    return np.column_stack([first, second, 1 - first - second])
