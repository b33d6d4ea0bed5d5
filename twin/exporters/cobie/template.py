"""A COBie 2.4 workbook of a building that never had one: titles, contact, facility, floors."""

from datetime import datetime

from twin.model.building import Building
from twin.model.cobie import Cells, CobieWorkbook, changed_sheet, sheet_of_titles
from twin.model.table import CellKind

_MADE = "Name CreatedBy CreatedOn"
_FROM = "ExtSystem ExtObject ExtIdentifier"
TITLES = {
    "Contact": "Email CreatedBy CreatedOn Category Company Phone ExternalSystem ExternalObject "
    "ExternalIdentifier Department OrganizationCode GivenName FamilyName Street PostalBox Town "
    "StateRegion PostalCode Country",
    "Facility": f"{_MADE} Category ProjectName SiteName LinearUnits AreaUnits VolumeUnits "
    "CurrencyUnit AreaMeasurement ExternalSystem ExternalProjectObject ExternalProjectIdentifier "
    "ExternalSiteObject ExternalSiteIdentifier ExternalFacilityObject ExternalFacilityIdentifier "
    "Description ProjectDescription SiteDescription Phase",
    "Floor": f"{_MADE} Category {_FROM} Description Elevation Height",
    "Space": f"{_MADE} Category FloorName Description {_FROM} RoomTag UsableHeight GrossArea "
    "NetArea",
    "Zone": f"{_MADE} Category SpaceNames {_FROM} Description",
    "Type": f"{_MADE} Category Description AssetType Manufacturer ModelNumber "
    "WarrantyGuarantorParts WarrantyDurationParts WarrantyGuarantorLabor WarrantyDurationLabor "
    f"WarrantyDurationUnit {_FROM} ReplacementCost ExpectedLife DurationUnit WarrantyDescription "
    "NominalLength NominalWidth NominalHeight ModelReference Shape Size Color Finish Grade "
    "Material Constituents Features AccessibilityPerformance CodePerformance "
    "SustainabilityPerformance",
    "Component": f"{_MADE} TypeName Space Description {_FROM} SerialNumber InstallationDate "
    "WarrantyStartDate TagNumber BarCode AssetIdentifier",
    "System": f"{_MADE} Category ComponentNames {_FROM} Description",
    "Assembly": f"{_MADE} SheetName ParentName ChildNames AssemblyType {_FROM} Description",
    "Connection": f"{_MADE} ConnectionType SheetName RowName1 RowName2 RealizingElement PortName1 "
    f"PortName2 {_FROM} Description",
    "Spare": f"{_MADE} Category TypeName Suppliers {_FROM} Description SetNumber PartNumber",
    "Resource": f"{_MADE} Category {_FROM} Description",
    "Job": f"{_MADE} Category Status TypeName Description Duration DurationUnit Start "
    f"TaskStartUnit Frequency FrequencyUnit {_FROM} TaskNumber Priors ResourceNames",
    "Impact": f"{_MADE} ImpactType ImpactStage SheetName RowName Value ImpactUnit LeadInTime "
    f"Duration LeadOutTime {_FROM} Description",
    "Document": f"{_MADE} Category ApprovalBy Stage SheetName RowName Directory File {_FROM} "
    "Description Reference",
    "Attribute": f"{_MADE} Category SheetName RowName Value Unit {_FROM} Description "
    "AllowedValues",
    "Coordinate": f"{_MADE} Category SheetName RowName CoordinateXAxis CoordinateYAxis "
    f"CoordinateZAxis {_FROM} ClockwiseRotation ElevationalRotation YawRotation",
    "Issue": f"{_MADE} Type Risk Chance Impact SheetName1 RowName1 SheetName2 RowName2 "
    f"Description Owner Mitigation {_FROM}",
}
"""Titles of every sheet as COBie 2.4 has them."""


def text(value: str) -> tuple[str, CellKind]:
    """A cell with a text; nothing is said as COBie says it."""
    return (value, CellKind.TEXT) if value else ("n/a", CellKind.TEXT)


def number(value: float) -> tuple[str, CellKind]:
    """A cell with a number."""
    return (f"{value:.15g}", CellKind.NUMBER)


def made(who: str, at: datetime) -> Cells:
    """Who made a row, and when."""
    return {"CreatedBy": text(who), "CreatedOn": (at.isoformat(" ", "seconds"), CellKind.DAY)}


def empty_workbook(building: Building, who: str, at: datetime) -> CobieWorkbook:
    """Contact, facility and floors of a building; every other sheet has its titles alone."""
    book = CobieWorkbook(tuple(sheet_of_titles(n, t.split()) for n, t in TITLES.items()))
    common = made(who, at)
    facility: Cells = {
        **common,
        "Name": text(building.name),
        "Category": text(building.category),
        "ProjectName": text(building.name),
        "SiteName": text(building.address),
        "LinearUnits": text("meters"),
        "AreaUnits": text("squaremeters"),
        "VolumeUnits": text("cubicmeters"),
        "CurrencyUnit": text("NOK"),
        "AreaMeasurement": text("NS 3940"),
        "ExternalFacilityIdentifier": text(building.building_number or building.building_id),
    }
    contact: Cells = {**common, "Email": text(who), "Category": text("n/a")}
    floors: list[Cells] = [
        {**common, "Name": text(f"{n:02}"), "Category": text("Floor")}
        for n in range(1, building.storeys + 1)
    ]
    for name, rows in (("Contact", [contact]), ("Facility", [facility]), ("Floor", floors)):
        sheet = book.sheet(name)
        if sheet is not None:
            book = book.with_sheet(changed_sheet(sheet, {}, added=rows))
    return book
