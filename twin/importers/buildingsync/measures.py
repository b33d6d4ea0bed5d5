"""Measures and packages of measures of the file."""

from collections.abc import Iterator

from twin.importers.buildingsync.document import Node
from twin.importers.buildingsync.savings import number, savings_of
from twin.model.audit import AuditMeasure, AuditPackage

_TYPES = {
    "Replacements": "replacement", "ModificationRetrocommissions": "modification",
    "Additions": "addition", "Removals": "removal",
}  # fmt: skip
_LINKED = (
    ("Facility", "LinkedFacilityID"), ("Site", "LinkedSiteID"), ("Building", "LinkedBuildingID"),
    ("Section", "LinkedSectionID"),
)  # fmt: skip


def measures_of(facility: Node) -> Iterator[AuditMeasure]:
    """Every measure of a facility."""
    for node in facility.all("Measures/Measure"):
        yield _measure(node)


def packages_of(facility: Node) -> Iterator[AuditPackage]:
    """Every scenario that is a package of measures."""
    for scenario in facility.all("Reports/Report/Scenarios/Scenario"):
        package = scenario.child("ScenarioType/PackageOfMeasures")
        if package is not None:
            yield _package(scenario, package)


def linked(node: Node) -> tuple[str, ...]:
    """Ids of the premises a thing is linked to."""
    links = node.child("LinkedPremises")
    if links is None:
        return ()
    found = [each for kind, name in _LINKED for each in links.all(f"{kind}/{name}")]
    return tuple(each.attributes.get("IDref", "") for each in found)


def _measure(node: Node) -> AuditMeasure:
    kind = node.child("TypeOfMeasure")
    technologies = tuple(_technologies(node))
    named = ", ".join(name for _, name in technologies if name != "Other")
    custom, description = node.said("CustomMeasureName"), node.said("LongDescription")
    key = node.attributes.get("ID", "")
    return AuditMeasure(
        key=key,
        title=(description or custom or named or key or node.name)[:200],
        description=description,
        measure_type=_TYPES.get(kind.children[0].name, "") if kind and kind.children else "",
        system=node.said("SystemCategoryAffected"),
        technologies=technologies,
        first_cost=_first_cost(node),
        verification_cost=number(node, "MVCost"),
        useful_life=number(node, "UsefulLife"),
        option=_option(node.said("MVOption")),
        status=node.said("ImplementationStatus"),
        premises=linked(node),
        savings=savings_of(node.child("MeasureSavingsAnalysis")),
        line=node.line,
    )


def _first_cost(node: Node) -> float:
    """The total where it is told, else installation and material together; 0 counts as silence."""
    whole = number(node, "MeasureTotalFirstCost")
    parts = [number(node, name) for name in ("MeasureInstallationCost", "MeasureMaterialCost")]
    known = [part for part in parts if part > 0]
    return whole if whole > 0 or not known else sum(known)


def _option(text: str) -> str:
    """``A`` to ``D`` of ``Option A: …``."""
    return text[7] if text.startswith("Option ") and text[7:8] in ("A", "B", "C", "D") else ""


def _technologies(node: Node) -> Iterator[tuple[str, str]]:
    for category in node.all("TechnologyCategories/TechnologyCategory"):
        for group in category.children:
            group.is_used = True
            yield group.name, group.said("MeasureName")


def _package(scenario: Node, package: Node) -> AuditPackage:
    keys = [each.attributes.get("IDref", "") for each in package.all("MeasureIDs/MeasureID")]
    key = scenario.attributes.get("ID", "") or package.attributes.get("ID", "")
    guaranteed = number(package, "PercentGuaranteedSavings")
    return AuditPackage(
        key=key,
        title=(scenario.said("ScenarioName") or key)[:150],
        measures=tuple(dict.fromkeys(keys)),
        savings=savings_of(package),
        first_cost=number(package, "PackageFirstCost"),
        verification_cost=number(package, "MVCost"),
        guaranteed_share=min(max(guaranteed / 100, 0.0), 1.0) if guaranteed >= 0 else 0.0,
        line=scenario.line,
    )
