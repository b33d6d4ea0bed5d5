"""Which buildings the file is about, how much energy they use, and who audited them."""

import math
from collections.abc import Iterator

from twin.importers.buildingsync.document import Node
from twin.importers.buildingsync.savings import number
from twin.importers.buildingsync.units import KWH, SQUARE_FOOT, energy
from twin.model.audit import NAN, AuditBuilding

_AREAS = ("Gross", "Conditioned", "Heated and Cooled", "Heated only")
"""Kinds of area by how near they are to the area of a whole building."""
_AUDITORS = ("Energy Auditor", "Commissioning Agent", "Contractor", "Service")
_NOT_DELIVERED = ("Potable", "Water", "Rainwater")


def buildings_of(facility: Node) -> Iterator[AuditBuilding]:
    """Every building, or a site where the file has buildings no further."""
    for node in facility.all("Sites/Site/Buildings/Building"):
        built = number(node, "YearOfConstruction")
        yield AuditBuilding(
            key=node.attributes.get("ID", ""),
            name=(node.said("PremisesName") or node.attributes.get("ID", ""))[:150],
            use=node.said("OccupancyClassification"),
            floor_area=_floor_area(node),
            built=int(built) if 1000 <= built <= 2200 else 0,
            line=node.line,
        )


def _floor_area(node: Node) -> float:
    known: dict[str, float] = {}
    for each in node.all("FloorAreas/FloorArea"):
        area = number(each, "FloorAreaValue")
        if area > 0:
            kind = each.said("FloorAreaType")
            known[kind] = max(area, known.get(kind, 0.0))
    found = next(
        (known[kind] for kind in _AREAS if kind in known), max(known.values(), default=NAN)
    )
    return found * SQUARE_FOOT


def delivered_of(facility: Node) -> float:
    """Energy delivered in a year today by all fuels, NaN where no scenario says so. [kWh/year]"""
    found = [
        _delivered(scenario)
        for scenario in facility.all("Reports/Report/Scenarios/Scenario")
        if _is_today(scenario)
    ]
    return next((use for use in found if use > 0), NAN)


def _is_today(scenario: Node) -> bool:
    kind = scenario.child("ScenarioType")
    if kind is not None and kind.children:
        return kind.children[0].name == "CurrentBuilding"
    return scenario.said("TemporalStatus") in ("Pre retrofit", "Current", "Baseline")


def _delivered(scenario: Node) -> float:
    """Sum of the fuels; the total where no fuel is told, for files write it in other units too."""
    uses = [
        use
        for each in scenario.all("ResourceUses/ResourceUse")
        if each.said("EndUse") in ("", "All end uses") and not math.isnan(use := _use(each))
    ]
    if uses:
        return sum(uses)
    totals = [
        number(each, "SiteEnergyUse") * KWH["kbtu"]
        for each in scenario.all("AllResourceTotals/AllResourceTotal")
        if each.said("EndUse") in ("", "All end uses")
    ]
    return max((t for t in totals if t > 0), default=NAN)


def _use(node: Node) -> float:
    resource, unit = node.said("EnergyResource"), node.said("ResourceUnits")
    if any(word in resource for word in _NOT_DELIVERED):
        return NAN
    consistent = number(node, "AnnualFuelUseConsistentUnits") * KWH["mmbtu"]
    native = energy(number(node, "AnnualFuelUseNativeUnits"), unit, resource)
    return consistent if math.isnan(native) else native


def auditor_of(facility: Node) -> tuple[str, str]:
    """Company or name of who audited, and how to reach them; "" where nobody is named."""
    ranked: list[tuple[int, Node]] = []
    for node in facility.all("Contacts/Contact"):
        roles = [each.text.strip() for each in node.all("ContactRoles/ContactRole")]
        rank = min((_AUDITORS.index(r) for r in roles if r in _AUDITORS), default=len(_AUDITORS))
        if rank < len(_AUDITORS):
            ranked.append((rank, node))
    if not ranked:
        return "", ""
    node = min(ranked, key=lambda pair: pair[0])[1]
    company, name = node.said("ContactCompany"), node.said("ContactName")
    mail = next(
        (
            each.said("EmailAddress")
            for each in node.all("ContactEmailAddresses/ContactEmailAddress")
        ),
        "",
    )
    return (company or name)[:200], ", ".join(t for t in (name if company else "", mail) if t)


def audited_on(facility: Node) -> str:
    """ISO date of the newest audit, "" where none is told."""
    days = [each.said("Date")[:10] for each in facility.all("Reports/Report/AuditDates/AuditDate")]
    return max((day for day in days if len(day) == 10), default="")
