"""What separates inside from outside: areas by direction, U-values, floor area and volume."""

import re
from dataclasses import replace

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.elements.u_values import g_value, u_value
from twin.ifc.envelope.air import Scene, read_scene
from twin.ifc.envelope.faces import DOOR, FLOOR, KINDS, LEVEL, WINDOW, Faces, outer_faces
from twin.ifc.envelope.roles import Role, roles
from twin.model.building import Envelope, Space
from twin.model.finding import Finding, Severity
from twin.model.mesh import MeshBatch

_HEIGHTS = (1.5, 15.0)
"""Mean height of rooms; a volume beyond it is in a wrong unit. [m]"""
_COVERED = 0.5
"""Share of the enclosed ground that must lie under rooms for their area to be trusted."""
_NO_ROOMS = ("GFA", "EXTERNAL", "BTA", "BRA")


def envelope(records: Records, mesh: MeshBatch) -> Envelope | None:
    """Envelope of a model, None if it has no walls, roofs, windows or doors.

    The air around the model is flooded in a grid from the sides and the sky; a face is external
    if outside air lies before it and inside air behind it within `exterior.REACH`. So an outer
    wall is counted once, by its outermost face, and eaves, parapets and garden walls not at all.
    IsExternal = False takes a wall, window or door out where others of its kind say True.

    Notes
    -----
    The floor to ground is the lowest deck of each column. Windows and doors count with the area
    of their outline. A model without a roof is closed at the top of its walls.
    """
    scene = read_scene(records, mesh)
    if scene is None:
        return None
    faces = outer_faces(scene, records, mesh)
    floor_area, source = _floor_area(records, scene)
    return _with_values(faces, records, (floor_area, source, _volume(records, scene, source)))


def _with_values(
    faces: Faces, records: Records, floor: tuple[float, str, float]
) -> Envelope | None:
    if not len(faces.row):
        return None
    kinds = tuple(KINDS[k] for k in faces.kind)
    details = [records.details[row] for row in faces.row]
    pairs = zip(details, kinds, strict=True)
    found = [u_value(one, kind, records.conductivities) for one, kind in pairs]
    is_level = np.abs(faces.normal[:, 2]) > LEVEL
    azimuth = np.degrees(np.arctan2(faces.normal[:, 0], faces.normal[:, 1])) - records.true_north
    tilt = np.degrees(np.arccos(np.clip(faces.normal[:, 2], -1.0, 1.0)))
    is_glass = np.isin(faces.kind, (WINDOW, DOOR))
    glass = [
        g_value(one) if clear else np.nan for one, clear in zip(details, is_glass, strict=True)
    ]
    floor_area, source, volume = floor
    return Envelope(
        element=faces.row,
        kind=kinds,
        area=faces.area,
        azimuth=np.where(is_level, np.nan, azimuth % 360.0),
        tilt=np.where(faces.kind == FLOOR, 180.0, tilt),
        u_value=np.array([value for value, _ in found]),
        g_value=np.array(glass),
        u_source=tuple(source for _, source in found),
        floor_area=floor_area,
        volume=volume,
        floor_area_source=source,
    )


def _floor_area(records: Records, scene: Scene) -> tuple[float, str]:
    """Floor area of spaces, else of rooms between decks, else enclosed ground by storeys."""
    rows = np.flatnonzero(scene.role == Role.WALL)
    storeys = max(1, len({records.elements[row].storey for row in rows}))
    in_spaces = sum(s.net_floor_area for s in _rooms(records) if s.net_floor_area > 0)
    if max(_FEWEST * scene.rooms, 1.0) <= in_spaces <= _MOST * scene.enclosed * storeys:
        return in_spaces, "spaces"
    if scene.ground >= _COVERED * scene.enclosed and np.any(scene.sample_role == Role.DECK):
        return scene.rooms, "slabs"
    return scene.enclosed * storeys, "footprint x storeys"


_FEWEST, _MOST = 0.25, 1.3
"""Spaces are believed between these shares of the rooms' and of the storeys' area: in some
models only a few rooms are drawn, in others every room several times."""


def _rooms(records: Records) -> list[Space]:
    """Spaces but those that stand for an outdoor or a gross area."""
    return [
        s
        for s in records.spaces
        if s.function.upper() not in _NO_ROOMS and not _OUTDOORS.match(s.long_name or s.name)
    ]


_OUTDOORS = re.compile(
    r"(roof|tak|dach|takterrasse|terrasse|terrace|balkong|balcony|balkon)\W*\d*$", re.IGNORECASE
)


def _volume(records: Records, scene: Scene, source: str) -> float:
    """Volume of spaces where they are believed and all have one, else of the air inside."""
    rooms = _rooms(records)
    volumes, areas = sum(s.net_volume for s in rooms), sum(s.net_floor_area for s in rooms)
    if source == "spaces" and _HEIGHTS[0] * areas <= volumes <= _HEIGHTS[1] * areas:
        return volumes
    return float(scene.air.inside.sum()) * scene.air.size**3


def envelope_findings(records: Records, found: Envelope | None) -> tuple[Finding, ...]:
    """What is missing for an energy calculation: the whole envelope, or all of one kind.

    Nothing is missing in a model without walls, windows or decks; less is made of it in one
    without rooms, windows and doors, such as a bridge.
    """
    role = roles(records.elements)[0]
    is_building = bool(records.spaces) or bool(np.isin(role, (Role.WINDOW, Role.DOOR)).any())
    severity = Severity.WARNING if is_building else Severity.INFO
    if found is None:
        return (replace(_NO_ENVELOPE, severity=severity),) if np.any(role) else ()
    missing = [k for k in ("wall", "window", "roof", "floor") if k not in found.kind]
    unknown = int(np.isnan(found.u_value).sum())
    findings = [
        Finding(
            f"no-{kind}-in-envelope",
            severity,
            _MISSING[kind],
            "The energy calculation cannot take its area from the model.",
            "Add the models of the other disciplines, or give the area by hand.",
        )
        for kind in missing
    ]
    if unknown:
        findings.append(_unknown_u_values(unknown, len(found.kind)))
    return tuple(findings)


_MISSING = {
    "wall": "No outer wall was found.",
    "window": "No window in an outer wall was found.",
    "roof": "No roof was found above the rooms.",
    "floor": "No floor to the ground was found.",
}
_NO_ENVELOPE = Finding(
    "no-envelope",
    Severity.WARNING,
    "Nothing in the model separates inside from outside.",
    "Areas for the energy calculation are taken from the kind and size of the building.",
    "Choose the architect's model of the building.",
)


def _unknown_u_values(unknown: int, parts: int) -> Finding:
    return Finding(
        "missing-u-value",
        Severity.INFO,
        "{unknown} of {parts} parts of the envelope have no U-value in the file.",
        "Usual values of the building's age are taken for them.",
        "Fill in ThermalTransmittance in the program that wrote the model.",
        values={"unknown": unknown, "parts": parts},
    )
