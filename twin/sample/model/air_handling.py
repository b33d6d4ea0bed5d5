"""Air-handling units on roofs and in technical rooms."""

from twin.sample.model.draft import Draft
from twin.sample.model.ifc_document import Entity
from twin.sample.model.services import ventilation_system


def write_indoor_unit(draft: Draft) -> None:
    """An air-handling unit in the largest technical room."""
    document = draft.document
    rooms = [(f.net[r.number].area, f, r) for f in draft.floors for r in f.rooms]
    found = [t for t in rooms if t[2].code == "teknisk"]
    if not found:
        return
    _, floor, room = max(found, key=lambda t: t[0])
    centre = floor.net[room.number].representative_point()
    x0, y0, x1, y1 = floor.net[room.number].bounds
    turned = (1.0, 0.0) if x1 - x0 > y1 - y0 else (0.0, 1.0)
    kind = unit_type(draft, 3.0, 1.3)
    origin = (centre.x - turned[0] * 1.5, centre.y - turned[1] * 1.5)
    placement = document.placement(draft.placements[floor.number], (*origin, 0), turned)
    write_unit(draft, kind, placement, "360.001", floor.number)


def unit_type(draft: Draft, length: float, width: float) -> Entity:
    """Type of an air-handling unit of a length and width, made at its first use. [m]"""
    key = f"Ventilasjonsaggregat {length * 10:.0f}x{width * 10:.0f}"
    if key not in draft.types:
        document = draft.document
        third = length / 3
        parts = [
            ((0, 0, 0), (length, width, 0.12), "metal dark"),
            *(
                (
                    (i * third + 0.01, 0.02, 0.12),
                    ((i + 1) * third - 0.01, width - 0.02, 1.75),
                    "steel",
                )
                for i in range(3)
            ),
            ((0.05, 0.0, 0.3), (0.3, 0.02, 1.2), "metal dark"),
            ((-0.35, 0.25, 0.9), (0.01, width - 0.25, 1.5), "duct"),
            ((length - 0.01, 0.25, 0.3), (length + 0.35, width - 0.25, 0.9), "duct"),
        ]
        items = [document.painted(document.block(a, b), s) for a, b, s in parts]
        built = max(draft.plan.year, 1974)
        draft.types[key] = document.root(
            "IfcUnitaryEquipmentType",
            key,
            key,
            RepresentationMaps=(document.map_of(items),),
            PredefinedType="AIRHANDLER",
            HasPropertySets=(
                document.property_set(
                    "Pset_ManufacturerTypeInformation",
                    Manufacturer="Vestluft",
                    ModelLabel=key,
                    ProductionYear=str(built),
                ),
            ),
        )
    return draft.types[key]


def write_unit(draft: Draft, of_type: Entity, placement: Entity, tag: str, storey: int) -> None:
    """An air-handling unit on a storey, in the ventilation system."""
    document = draft.document
    unit = document.root(
        "IfcUnitaryEquipment",
        tag,
        f"={tag}",
        ObjectPlacement=placement,
        Representation=document.mapped(of_type.RepresentationMaps[0]),
        Tag=tag,
        PredefinedType="AIRHANDLER",
    )
    document.relations.typed[of_type].append(unit)
    document.relations.groups[ventilation_system(draft)].append(unit)
    draft.place(document.records(unit, "365", storey), storey)
