"""Selections that follow from a selection: the same kind, façade, storey, building part."""

from collections.abc import Callable, Mapping

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.building import BuildingModel, Element

Keys = frozenset[str]
SAME_DIRECTION = 10.0  # degrees between outward normals of one façade
SAME_PLANE = 1.5  # metres between parts of one façade, along its normal


def alike(model: BuildingModel, keys: Keys) -> Keys:
    """All elements of the same class and type; of the same class where no type is named."""
    kinds = {_kind(e) for e in model.elements if e.key in keys}
    return frozenset(e.key for e in model.elements if _kind(e) in kinds)


def on_facade(model: BuildingModel, keys: Keys) -> Keys:
    """Elements of the same class on the same façade; only the given ones without an envelope."""
    envelope = model.envelope
    if envelope is None:
        return keys
    chosen = {row for row, e in enumerate(model.elements) if e.key in keys}
    facing = _directions(model)
    centres = _centres(model)
    found = set(keys)
    for row in chosen & set(facing):
        normal = facing[row]
        own = model.elements[row].ifc_class
        for other, direction in facing.items():
            is_parallel = float(normal @ direction) > np.cos(np.radians(SAME_DIRECTION))
            off = abs(float((centres[other, :2] - centres[row, :2]) @ normal))
            is_near = not np.isfinite(off) or off <= SAME_PLANE
            if is_parallel and is_near and model.elements[other].ifc_class == own:
                found.add(model.elements[other].key)
    return frozenset(found)


def on_storey(model: BuildingModel, keys: Keys) -> Keys:
    """All elements on the same storeys."""
    storeys = {e.storey for e in model.elements if e.key in keys}
    return frozenset(e.key for e in model.elements if e.storey in storeys)


def of_part(model: BuildingModel, keys: Keys) -> Keys:
    """All elements of the same building parts (NS 3451, three digits)."""
    codes = {e.classification[:3] for e in model.elements if e.key in keys} - {""}
    return frozenset(e.key for e in model.elements if e.classification[:3] in codes) | keys


WAYS: Mapping[str, Callable[[BuildingModel, Keys], Keys]] = {
    "select_alike": alike,
    "select_facade": on_facade,
    "select_storey": on_storey,
    "select_part": of_part,
}
"""By the name of the command."""


def _kind(element: Element) -> tuple[str, str, str]:
    return element.ifc_class, element.predefined_type, element.type_name


def _directions(model: BuildingModel) -> dict[int, FloatArray]:
    """Outward normal in the plan of the model of each upright part of the envelope, by element."""
    envelope = model.envelope
    if envelope is None:
        return {}
    found: dict[int, FloatArray] = {}
    turn = np.radians(envelope.azimuth + model.true_north)
    for part in np.flatnonzero((np.abs(envelope.tilt - 90) < 45) & np.isfinite(turn)).tolist():
        angle = float(turn[part])
        found.setdefault(int(envelope.element[part]), np.array([np.sin(angle), np.cos(angle)]))
    return found


def _centres(model: BuildingModel) -> FloatArray:
    """Middle of the corners of each element, NaN without geometry, shape (n, 3). [m]"""
    mesh, n = model.mesh, len(model.elements)
    centres = np.full((n, 3), np.nan)
    if len(mesh.vertices):
        element = mesh.slot_element[mesh.vertex_slot]
        count = np.bincount(element, minlength=n).astype(np.float64)
        for axis in range(3):
            total = np.bincount(element, mesh.vertices[:, axis], n)
            np.divide(total, count, out=centres[:, axis], where=count > 0)
    return centres
