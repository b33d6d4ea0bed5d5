"""A building of the portfolio as premises of BuildingSync."""

import math

from twin.exporters.buildingsync.elements import SQUARE_FOOT, Element, add
from twin.exporters.buildingsync.words import OCCUPANCY, OTHER
from twin.model.building import Building


def write_building(node: Element, building: Building) -> None:
    """Name, number, address, use, areas and age of a building."""
    add(node, "PremisesName", building.name)
    if building.building_number:
        each = add(add(node, "PremisesIdentifiers"), "PremisesIdentifier")
        add(each, "IdentifierLabel", "Custom")
        add(each, "IdentifierCustomName", "Norwegian national building number")
        add(each, "IdentifierValue", building.building_number)
    address = add(node, "Address")
    if building.address:
        street = add(add(address, "StreetAddressDetail"), "Simplified")
        add(street, "StreetAddress", building.address)
    add(address, "Country", "NO")
    add(node, "OccupancyClassification", OCCUPANCY.get(building.category, OTHER))
    if building.storeys > 0:
        add(node, "FloorsAboveGrade", str(building.storeys))
    add(node, "HistoricalLandmark", "true" if building.protected else "false")
    areas = [("Gross", building.gross_floor_area), ("Heated", building.heated_floor_area)]
    known = [(kind, area) for kind, area in areas if area > 0]
    if known:
        holder = add(node, "FloorAreas")
        for kind, area in known:
            each = add(holder, "FloorArea")
            add(each, "FloorAreaType", kind)
            add(each, "FloorAreaValue", f"{area / SQUARE_FOOT:.1f}")
    if math.isfinite(building.construction_year):
        add(node, "YearOfConstruction", f"{building.construction_year:04.0f}")
