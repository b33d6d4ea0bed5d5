"""Words for IFC classes, in the plural, as lists show them."""

import re

from twin.ui.texts.language import tr

PLURALS = {
    "IfcWall": "Walls",
    "IfcWallStandardCase": "Walls",
    "IfcCurtainWall": "Curtain walls",
    "IfcWindow": "Windows",
    "IfcDoor": "Doors",
    "IfcSlab": "Slabs",
    "IfcRoof": "Roofs",
    "IfcColumn": "Columns",
    "IfcBeam": "Beams",
    "IfcMember": "Members",
    "IfcPlate": "Plates",
    "IfcChimney": "Chimneys",
    "IfcStair": "Stairs",
    "IfcStairFlight": "Stair flights",
    "IfcRamp": "Ramps",
    "IfcRampFlight": "Ramp flights",
    "IfcRailing": "Railings",
    "IfcCovering": "Coverings",
    "IfcFooting": "Footings",
    "IfcPile": "Piles",
    "IfcFurniture": "Furniture",
    "IfcFurnishingElement": "Furniture",
    "IfcSystemFurnitureElement": "Furniture",
    "IfcSpaceHeater": "Radiators",
    "IfcUnitaryEquipment": "Air-handling units",
    "IfcDuctSegment": "Ducts",
    "IfcDuctFitting": "Duct fittings",
    "IfcPipeSegment": "Pipes",
    "IfcPipeFitting": "Pipe fittings",
    "IfcAirTerminal": "Air terminals",
    "IfcFlowTerminal": "Terminals",
    "IfcFlowSegment": "Ducts and pipes",
    "IfcFlowFitting": "Fittings",
    "IfcLightFixture": "Light fixtures",
    "IfcSanitaryTerminal": "Sanitary fixtures",
    "IfcBuildingElementProxy": "Other objects",
    "IfcBuildingElementPart": "Parts of elements",
    "IfcGeographicElement": "Terrain",
    "IfcSite": "Site",
    "IfcTransportElement": "Lifts",
    "IfcSpace": "Rooms",
    "IfcElementAssembly": "Assemblies",
    "IfcReinforcingBar": "Reinforcing bars",
    "IfcDistributionElement": "Service elements",
    "IfcSolarDevice": "Solar panels",
}


def class_words(ifc_class: str) -> str:
    """Plural in the user's language; the class name in words where there is none."""
    known = PLURALS.get(ifc_class)
    if known:
        return tr(known)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ifc_class.removeprefix("Ifc"))
    return words[:1].upper() + words[1:].lower()


def element_title(name: str, ifc_class: str, tag: str = "") -> str:
    """Name of one element; its class and tag where the file gives none."""
    shown = name.strip() or " ".join(t for t in (ifc_class.removeprefix("Ifc"), tag) if t)
    return shown or ifc_class
