"""Windows and doors: their types, the holes they sit in, and what they are made of."""

from dataclasses import dataclass
from typing import Any

from shapely.geometry import Polygon, box

from twin.sample.model.constructions import RENEWED, Period
from twin.sample.model.draft import Draft
from twin.sample.model.ifc_document import Entity
from twin.sample.plans.layout import polygon_of
from twin.sample.plans.window_styles import WindowShape

_FRAME, _BAR, _DEPTH = 0.07, 0.06, 0.09


@dataclass(frozen=True, slots=True)
class HoleSpot:
    """Where a window or door sits in a wall.

    wall, wall_placement : of the wall that is cut.
    start, sill : left lower corner in the wall's own axes. [m]
    """

    wall: Entity
    wall_placement: Entity
    thickness: float
    start: float
    sill: float
    key: str
    storey: int


def window_type(draft: Draft, shape: WindowShape, *, renewed: bool = False) -> Entity:
    """Type of a window, made at its first use."""
    suffix = f"-{draft.plan.windows_renewed}" if renewed else ""
    name = f"{shape.name}{suffix}"
    key = f"window/{name}/{shape.depth}"
    if key not in draft.types:
        values = RENEWED if renewed else draft.period
        draft.types[key] = _typed(
            draft,
            "IfcWindowType",
            (key, name),
            _window_items(draft, shape, renewed=renewed),
            {
                "PredefinedType": "WINDOW",
                "PartitioningType": _partitioning(shape),
                "UserDefinedPartitioningType": _user_partitioning(shape),
                "HasPropertySets": _window_properties(draft, shape, values),
            },
        )
    return draft.types[key]


def door_type(draft: Draft, kind: str, shape: WindowShape, thickness: float) -> Entity:
    """Type of a door. kind: ``inner``, ``double``, ``glazed``, ``single`` or ``gate``."""
    name = f"{_DOOR_NAMES[kind]} {shape.width * 10:.0f}x{shape.height * 10:.0f}"
    key = f"door/{name}/{thickness}"
    if key not in draft.types:
        draft.types[key] = _typed(
            draft,
            "IfcDoorType",
            (key, name),
            _door_items(draft, kind, shape, thickness),
            {
                "PredefinedType": "GATE" if kind == "gate" else "DOOR",
                "OperationType": _operation(kind, shape),
                "HasPropertySets": _door_properties(draft, kind),
            },
        )
    return draft.types[key]


def fill(draft: Draft, spot: HoleSpot, filling_type: Entity, shape: WindowShape) -> Entity:
    """Cut a hole and put a window or door of the type into it."""
    document = draft.document
    placement = document.placement(spot.wall_placement, (spot.start, 0, spot.sill))
    hole = document.block((0, -0.1, 0), (shape.width, spot.thickness + 0.1, shape.height))
    opening = document.root(
        "IfcOpeningElement",
        spot.key,
        "Åpning",
        ObjectPlacement=placement,
        Representation=document.shape(document.body_of((hole,))),
        PredefinedType="OPENING",
    )
    relation = document.root("IfcRelVoidsElement", spot.key, "")
    relation.Name, relation[4], relation[5] = None, spot.wall, opening
    is_window = filling_type.is_a("IfcWindowType")
    product = document.root(
        "IfcWindow" if is_window else "IfcDoor",
        spot.key,
        spot.key.rpartition("/")[2],
        ObjectPlacement=document.placement(placement, (0, 0, 0)),
        Representation=document.mapped(filling_type.RepresentationMaps[0]),
        OverallHeight=shape.height,
        OverallWidth=shape.width,
        PredefinedType=filling_type.PredefinedType,
    )
    product.Tag = product.Name
    filled = document.root("IfcRelFillsElement", spot.key, "")
    filled.Name, filled[4], filled[5] = None, opening, product
    document.relations.typed[filling_type].append(product)
    document.describe(product, _quantities(draft, filling_type, shape))
    return draft.place(product, spot.storey)


def _quantities(draft: Draft, filling_type: Entity, shape: WindowShape) -> Entity:
    key = f"quantities/{filling_type.GlobalId}"
    if key not in draft.types:
        kind = "Window" if filling_type.is_a("IfcWindowType") else "Door"
        draft.types[key] = draft.document.quantity_set(
            key,
            f"Qto_{kind}BaseQuantities",
            Width=shape.width,
            Height=shape.height,
            Perimeter=2 * (shape.width + shape.height),
            Area=shape.width * shape.height,
        )
    return draft.types[key]


def _typed(
    draft: Draft, ifc_class: str, key_name: tuple[str, str], items: list[Entity], values: Any
) -> Entity:
    key, name = key_name
    document = draft.document
    entity = document.root(ifc_class, key, name, **values)
    entity.RepresentationMaps = (document.map_of(items),)
    return entity


_SINGLE, _DOUBLE, _TRIPLE = 1, 2, 3


def _partitioning(shape: WindowShape) -> str:
    if shape.rows > 1:
        return "USERDEFINED"
    return {
        _SINGLE: "SINGLE_PANEL",
        _DOUBLE: "DOUBLE_PANEL_VERTICAL",
        _TRIPLE: "TRIPLE_PANEL_VERTICAL",
    }[shape.columns]


def _user_partitioning(shape: WindowShape) -> str | None:
    return f"{shape.columns} x {shape.rows}" if shape.rows > 1 else None


def _window_properties(draft: Draft, shape: WindowShape, values: Period) -> tuple[Entity, ...]:
    document = draft.document
    panes = _panes(shape.width, shape.height, shape.columns, shape.rows)
    share = sum(p.area for p in panes) / (shape.width * shape.height)
    return (
        document.property_set(
            "Pset_WindowCommon",
            Reference=shape.name,
            IsExternal=True,
            ThermalTransmittance=values.u_window,
            GlazingAreaFraction=share,
        ),
        document.property_set(
            "Pset_DoorWindowGlazingType",
            GlassLayers=values.panes,
            SolarHeatGainTransmittance=values.g_value,
            ThermalTransmittanceSummer=values.u_window,
            ThermalTransmittanceWinter=values.u_window,
        ),
    )


def _door_properties(draft: Draft, kind: str) -> tuple[Entity, ...]:
    document = draft.document
    if kind == "inner":
        return (document.property_set("Pset_DoorCommon", Reference="ID", IsExternal=False),)
    common = document.property_set(
        "Pset_DoorCommon",
        Reference="YD",
        IsExternal=True,
        ThermalTransmittance=draft.period.u_door,
    )
    if kind not in ("double", "glazed"):
        return (common,)
    glazing = document.property_set(
        "Pset_DoorWindowGlazingType",
        GlassLayers=draft.period.panes,
        SolarHeatGainTransmittance=draft.period.g_value,
    )
    return (common, glazing)


def _upright(draft: Draft, area: Polygon, back: float, depth: float) -> Entity:
    """Profile in the plane of the wall, from `back` towards the outside."""
    document = draft.document
    axes = document.axes((0, back, 0), (0, -1, 0), (1, 0, 0))
    return document.extrusion(document.profile(area), axes, depth)


def _panes(width: float, height: float, columns: int, rows: int) -> list[Polygon]:
    pane_width = (width - 2 * _FRAME - (columns - 1) * _BAR) / columns
    pane_height = (height - 2 * _FRAME - (rows - 1) * _BAR) / rows
    return [
        box(x, z, x + pane_width, z + pane_height)
        for x in (_FRAME + i * (pane_width + _BAR) for i in range(columns))
        for z in (_FRAME + j * (pane_height + _BAR) for j in range(rows))
    ]


def _window_items(draft: Draft, shape: WindowShape, *, renewed: bool) -> list[Entity]:
    document = draft.document
    width, height = shape.width, shape.height
    panes = _panes(width, height, shape.columns, shape.rows)
    frame_area = Polygon(
        box(0, 0, width, height).exterior.coords,
        [list(p.exterior.coords)[::-1] for p in panes],
    )
    surface = "frame white" if renewed and "wood" in draft.plan.frame else draft.plan.frame
    frame = _upright(draft, frame_area, shape.depth + _DEPTH, _DEPTH)
    glass = document.block(
        (0.04, shape.depth + 0.03, 0.04), (width - 0.04, shape.depth + 0.06, height - 0.04)
    )
    sill = document.block((-0.03, -0.04, -0.03), (width + 0.03, shape.depth + 0.01, 0.015))
    return [
        document.painted(frame, surface),
        document.painted(glass, "glass"),
        document.painted(sill, "flashing"),
    ]


_DOOR_NAMES = {
    "inner": "Innerdør",
    "double": "Inngangsdør tofløyet",
    "glazed": "Glassdør tofløyet",
    "single": "Ytterdør",
    "gate": "Leddport",
}


def _operation(kind: str, shape: WindowShape) -> str:
    if kind == "gate":
        return "ROLLINGUP"
    return "DOUBLE_DOOR_SINGLE_SWING" if shape.width > 1.5 else "SINGLE_SWING_LEFT"


def _door_items(draft: Draft, kind: str, shape: WindowShape, thickness: float) -> list[Entity]:
    if kind == "gate":
        return _gate_items(draft, shape)
    return _leaf_items(draft, kind, shape, thickness)


def _leaf_items(draft: Draft, kind: str, shape: WindowShape, thickness: float) -> list[Entity]:
    document = draft.document
    width, height = shape.width, shape.height
    is_inner = kind == "inner"
    front, back = (-0.012, thickness + 0.012) if is_inner else (0.08, 0.18)
    frame_area = box(0, 0, width, height).difference(box(0.06, 0, width - 0.06, height - 0.06))
    frame = _upright(draft, polygon_of(frame_area), back, back - front)
    surface = "frame white" if is_inner else draft.plan.frame
    items = [document.painted(frame, surface)]
    leaf_back = 0.07 if is_inner else 0.15
    leaf_surface = "door wood" if is_inner else _leaf_surface(draft, kind)
    middle = width / 2
    sides = [(0.06, middle - 0.004), (middle + 0.004, width - 0.06)]
    for left, right in sides if width > 1.5 else [(0.06, width - 0.06)]:
        leaf = box(left, 0.01, right, height - 0.06)
        if kind in ("double", "glazed"):
            light = box(left + 0.12, 0.25, right - 0.12, height - 0.2)
            items.append(
                document.painted(
                    document.block(
                        (left + 0.1, leaf_back - 0.035, 0.2),
                        (right - 0.1, leaf_back - 0.015, height - 0.15),
                    ),
                    "glass",
                )
            )
            leaf = Polygon(leaf.exterior.coords, [list(light.exterior.coords)[::-1]])
        items.append(document.painted(_upright(draft, leaf, leaf_back, 0.05), leaf_surface))
    return items


def _leaf_surface(draft: Draft, kind: str) -> str:
    if kind == "glazed" or draft.plan.year > 1990:
        return draft.plan.frame
    return "door wood" if kind == "double" else "door grey"


def _gate_items(draft: Draft, shape: WindowShape) -> list[Entity]:
    document = draft.document
    width, height = shape.width, shape.height
    lights = [
        box(0.3 + i * 0.9, row, 1.0 + i * 0.9, row + 0.45)
        for i in range(int((width - 0.4) // 0.9))
        for row in (1.35, 2.05)
    ]
    leaf = Polygon(
        box(0.02, 0.01, width - 0.02, height - 0.02).exterior.coords,
        [list(b.exterior.coords)[::-1] for b in lights],
    )
    grooves = [
        document.painted(
            document.block((0.02, 0.11, z), (width - 0.02, 0.2, z + 0.02)), "frame dark"
        )
        for z in (0.65, 1.27, 1.93, 2.6, 3.2, 3.75)
    ]
    glass = document.block((0.1, 0.15, 1.3), (width - 0.1, 0.17, 2.55))
    return [
        document.painted(_upright(draft, leaf, 0.19, 0.07), "gate red"),
        document.painted(glass, "glass"),
        *grooves,
    ]
