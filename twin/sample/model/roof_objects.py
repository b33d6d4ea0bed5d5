"""Air-handling units, chimneys, skylights and hoods on the roofs."""

from shapely.geometry import Point, box

from twin.sample.model.air_handling import unit_type, write_unit
from twin.sample.model.draft import Draft
from twin.sample.model.ifc_document import Entity
from twin.sample.plans.plan import RoofObject
from twin.sample.plans.roof_shape import sloping_faces


def write_roof_objects(draft: Draft) -> None:
    """Air-handling units, chimneys, skylights and hoods on the roofs."""
    for number, item in enumerate(draft.plan.roof_objects, start=1):
        if item.kind == "ahu":
            _write_unit(draft, item, number)
        else:
            _write_on_roof(draft, item, number)


def _roof_storey(draft: Draft, item: RoofObject) -> int:
    spot = Point(item.position)
    covering = [w.last for w in draft.plan.wings if box(*w.bounds).covers(spot)]
    return max(covering) + 1


def _write_unit(draft: Draft, item: RoofObject, number: int) -> None:
    storey = _roof_storey(draft, item)
    kind = unit_type(draft, 4.5, 1.9)
    origin = (item.position[0] - 2.25, item.position[1] - 0.95, 0.25)
    placement = draft.document.placement(draft.placements[storey], origin)
    write_unit(draft, kind, placement, f"360.{number:03d}", storey)


def _roof_height(draft: Draft, item: RoofObject, storey: int) -> float:
    """Top of the roof above the storey's level. [m]"""
    spot = Point(item.position)
    for face in sloping_faces(draft.plan, storey - 1):
        if face.area.covers(spot):
            return face.plane.height(*item.position) - draft.plan.levels[storey] + 0.25
    return 0.25


_ON_ROOF = {
    "chimney": ("IfcChimney", "271", "Pipe"),
    "skylight": ("IfcWindow", "263", "Overlys"),
    "hood": ("IfcFlowTerminal", "364", "Avkasthatt"),
}


def _write_on_roof(draft: Draft, item: RoofObject, number: int) -> None:
    document = draft.document
    ifc_class, code, name = _ON_ROOF[item.kind]
    storey = _roof_storey(draft, item)
    tag = f"TO-{number:02d}"
    height = _roof_height(draft, item, storey)
    placement = document.placement(draft.placements[storey], (*item.position, height))
    extra: dict[str, object] = {}
    if item.kind == "skylight":
        extra = {"OverallHeight": 1.5, "OverallWidth": 1.5, "PredefinedType": "SKYLIGHT"}
    product = document.root(
        ifc_class,
        tag,
        name,
        ObjectPlacement=placement,
        Representation=document.shape(document.body_of(_on_roof_items(draft, item.kind))),
        Tag=tag,
        **extra,
    )
    if item.kind == "skylight":
        document.describe(
            product,
            document.property_set(
                "Pset_WindowCommon",
                Reference="Overlys",
                IsExternal=True,
                ThermalTransmittance=draft.period.u_window,
            ),
        )
    draft.place(document.records(product, code, storey), storey)


def _on_roof_items(draft: Draft, kind: str) -> list[Entity]:
    document = draft.document
    parts = {
        "chimney": [
            ((-0.5, -0.4, -0.8), (0.5, 0.4, 1.7), "brick red"),
            ((-0.56, -0.46, 1.7), (0.56, 0.46, 1.85), "concrete dark"),
        ],
        "skylight": [
            ((-0.75, -0.75, -0.02), (0.75, 0.75, 0.3), "flashing"),
            ((-0.7, -0.7, 0.3), (0.7, 0.7, 0.36), "glass"),
        ],
        "hood": [
            ((-0.3, -0.3, -0.02), (0.3, 0.3, 0.8), "steel"),
            ((-0.45, -0.45, 0.85), (0.45, 0.45, 0.95), "steel"),
            ((-0.1, -0.1, 0.8), (0.1, 0.1, 0.85), "steel"),
        ],
    }[kind]
    return [document.painted(document.block(a, b), s) for a, b, s in parts]
