"""What is missing or wrong for an energy calculation."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.heated import RoomKinds
from twin.ifc.envelope.internal import Disagreements
from twin.ifc.envelope.roles import Role, roles
from twin.ifc.envelope.size import Size
from twin.model.building import Envelope
from twin.model.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Notes:
    """What was noticed while the envelope was made.

    refused_u : parts with a U-value that cannot be right, and the lowest and highest of them.
    odd : kind of element and its height where sizes cannot be in metres.
    damaged : triangles with corners that are no numbers.
    """

    kinds: RoomKinds
    size: Size | None = None
    disagreements: Disagreements | None = None
    refused_u: tuple[float, ...] = ()
    approximated: int = 0
    odd: tuple[str, float] = ("", float("nan"))
    damaged: int = 0


def findings_of(records: Records, found: Envelope | None, notes: Notes) -> tuple[Finding, ...]:
    """All findings of an envelope, the gravest first.

    Nothing is missing in a model without walls, windows or decks; less is made of it in one
    without rooms, windows and doors, such as a bridge.
    """
    role = roles(records.elements)[0]
    if not np.any(role):
        return ()
    is_building = bool(records.spaces) or bool(np.isin(role, (Role.WINDOW, Role.DOOR)).any())
    severity = Severity.WARNING if is_building else Severity.INFO
    findings = [*_damage(notes)]
    if found is None:
        return (*findings, _no_envelope(severity))
    findings += _missing(found, severity)
    findings += _flags(records, notes.disagreements)
    findings += _values(found, notes)
    findings += _rooms(records, notes)
    return tuple(findings)


def _damage(notes: Notes) -> Iterable[Finding]:
    kind, height = notes.odd
    if kind:
        yield Finding(
            "sizes-in-wrong-unit",
            Severity.ERROR,
            _ODD[kind],
            "The length unit of the file is wrong, so no area or volume is taken from it.",
            "Export the model again with the unit it was drawn in.",
            values={"height": f"{height:.4g}"},
        )
    if notes.damaged:
        yield Finding(
            "damaged-geometry",
            Severity.WARNING,
            "{count} triangles of walls, windows or decks have corners that are no numbers.",
            "They are left out, and areas may be too small.",
            "Export the model again.",
            values={"count": notes.damaged},
        )


_ODD = {
    "door": "Most doors of the model are {height} m high.",
    "window": "Most windows of the model are {height} m high.",
    "wall": "Most walls of the model are {height} m high.",
}


def _no_envelope(severity: Severity) -> Finding:
    return Finding(
        "no-envelope",
        severity,
        "Nothing in the model separates inside from outside.",
        "Areas for the energy calculation are taken from the kind and size of the building.",
        "Choose the architect's model of the building.",
    )


def _missing(found: Envelope, severity: Severity) -> Iterable[Finding]:
    for kind, message in _MISSING.items():
        if kind not in found.kind:
            yield Finding(
                f"no-{kind}-in-envelope",
                severity,
                message,
                "The energy calculation cannot take its area from the model.",
                "Add the models of the other disciplines, or give the area by hand.",
            )


_MISSING = {
    "wall": "No outer wall was found.",
    "window": "No window in an outer wall was found.",
    "roof": "No roof was found above the rooms.",
    "floor": "No floor to the ground was found.",
}


def _flags(records: Records, differ: Disagreements | None) -> Iterable[Finding]:
    if differ is None:
        return
    if differ.outside:
        first = records.elements[differ.outside[0]]
        yield Finding(
            "is-external-false-outside",
            Severity.WARNING,
            "{count} of {stated} walls, windows and doors are said to be internal, but stand"
            " between rooms and outside air ({area} m²).",
            "They are counted as outer parts; beside a neighbour's heated rooms that is too much.",
            "Correct IsExternal in the program that wrote the model.",
            global_id=first.global_id,
            step_id=first.step_id,
            values={
                "count": len(differ.outside),
                "stated": differ.stated,
                "area": round(differ.outside_area),
            },
        )
    if differ.inside:
        first = records.elements[differ.inside[0]]
        yield Finding(
            "is-external-true-inside",
            Severity.WARNING,
            "{count} of {stated} walls, windows and doors are said to be external, but stand"
            " between rooms.",
            "They are not counted as outer parts.",
            "Correct IsExternal in the program that wrote the model.",
            global_id=first.global_id,
            step_id=first.step_id,
            values={"count": len(differ.inside), "stated": differ.stated},
        )


def _values(found: Envelope, notes: Notes) -> Iterable[Finding]:
    if notes.refused_u:
        yield Finding(
            "impossible-u-value",
            Severity.WARNING,
            "{count} parts of the envelope have a U-value that cannot be right, from {lowest} to"
            " {highest} W/(m²K).",
            "It is not used; layers or usual values of the building's age are taken for them.",
            "Correct ThermalTransmittance in the program that wrote the model.",
            values={
                "count": len(notes.refused_u),
                "lowest": f"{min(notes.refused_u):.3g}",
                "highest": f"{max(notes.refused_u):.3g}",
            },
        )
    if notes.approximated:
        yield Finding(
            "approximated-layers",
            Severity.INFO,
            "{count} parts of the envelope have a layer of studs, joists or rafters, whose share"
            " of wood the file does not tell.",
            "A usual share is taken; their U-value may be off by a tenth.",
            "Fill in ThermalTransmittance in the program that wrote the model.",
            values={"count": notes.approximated},
        )
    unknown = int(np.isnan(found.u_value).sum())
    if unknown:
        yield Finding(
            "missing-u-value",
            Severity.INFO,
            "{unknown} of {parts} parts of the envelope have no U-value in the file.",
            "Usual values of the building's age are taken for them.",
            "Fill in ThermalTransmittance in the program that wrote the model.",
            values={"unknown": unknown, "parts": len(found.kind)},
        )


def _rooms(records: Records, notes: Notes) -> Iterable[Finding]:
    size = notes.size
    if size is None:
        return
    yield from _room_damage(records, size)
    if not records.storeys:
        yield Finding(
            "no-storeys",
            Severity.INFO,
            "The model has no storeys.",
            "Where the number of storeys is needed, it is taken from the height of the walls.",
            "Export the model with its storeys.",
        )
    if size.spaces_area > 0 and size.source != "spaces":
        yield Finding(
            "spaces-not-believed",
            Severity.WARNING,
            "The rooms of the file have {area} m² of floor, which does not go with the"
            " {enclosed} m² that walls and decks enclose.",
            "The floor area is taken from the walls and decks instead.",
            "Check that every room is drawn once.",
            values={"area": round(size.spaces_area), "enclosed": round(size.floor_area)},
        )
    if notes.kinds.unheated:
        yield Finding(
            "unheated-rooms",
            Severity.INFO,
            "{count} rooms with {area} m² of floor are taken as not heated: {names}.",
            "They are kept out of the heated floor area, and walls to them are parts of the"
            " envelope.",
            "If they are heated, give them a temperature in Pset_SpaceThermalRequirements.",
            values={
                "count": len(notes.kinds.unheated),
                "area": round(size.unheated_area),
                "names": _names(notes.kinds.unheated),
            },
        )


def _room_damage(records: Records, size: Size) -> Iterable[Finding]:
    refused = [
        (space, room)
        for space, room in zip(records.spaces, records.rooms, strict=False)
        if room.refused
    ]
    if refused:
        space, room = refused[0]
        yield Finding(
            "impossible-room-quantity",
            Severity.WARNING,
            "{count} rooms have an area or volume that is negative or no number, the first is"
            " {name}: {quantity}.",
            "It is not used; their shape is measured instead.",
            "Correct the quantities in the program that wrote the model.",
            global_id=space.global_id,
            values={
                "count": len(refused),
                "name": space.long_name or space.name,
                "quantity": ", ".join(room.refused),
            },
        )
    if size.measured:
        yield Finding(
            "rooms-measured",
            Severity.INFO,
            "{count} rooms have no floor area in the file.",
            "It is measured from their shape, to about a tenth.",
            "Export the model with the quantities of its rooms.",
            values={"count": size.measured},
        )


def _names(names: tuple[str, ...], most: int = 5) -> str:
    """The first few different names."""
    different = tuple(dict.fromkeys(names))
    return ", ".join(different[:most]) + (" …" if len(different) > most else "")
