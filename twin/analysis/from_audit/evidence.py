"""What an audit rests its numbers on, and which building it is about, in words."""

import math
from collections.abc import Iterable

from twin.model.audit import AuditBuilding, AuditFile, AuditMeasure, AuditSavings
from twin.model.proposal import Evidence

_CALCULATED = ("Modeled", "EngineeringCalculation", "Estimated")


def evidence_of(measure: AuditMeasure, measure_id: str) -> Evidence:
    """The words of the file on one measure."""
    return Evidence(
        evidence_id=f"audit-{measure_id}"[:80],
        kind=kind_of(measure.savings.method),
        title=f"The audit on “{measure.title[:120]}”",
        source=said_of(measure)[:1900],
        supports=(measure_id,),
    )


def kind_of(method: str) -> str:
    """How far a saving is known, by the method the file names."""
    way = method.partition(":")[0]
    if way.startswith("Measur"):
        return "measured"
    return "calculation" if way in _CALCULATED else "statement"


def said_of(measure: AuditMeasure) -> str:
    """Technology, method, savings, support, status and line, one sentence each."""
    technologies = ", ".join(f"{group}: {name}" for group, name in measure.technologies)
    parts = [
        technologies or measure.system,
        measure.description if measure.description != measure.title else "",
        *savings_said(measure.savings),
        f"Status: {measure.status}" if measure.status else "",
        f"M&V option {measure.option}" if measure.option else "",
        f"Line {measure.line} of the file",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def savings_said(savings: AuditSavings) -> list[str]:
    """Savings as the file tells them, sums in its own currency."""
    fuels = [
        f"{f.resource} {f.amount:,.6g} {f.unit}"
        + (f" ({f.energy:,.0f} kWh)" if math.isfinite(f.energy) else "")
        for f in savings.fuels
    ]
    return [
        f"Method: {savings.method}" if savings.method else "",
        f"Saved in a year: {', '.join(fuels)}" if fuels else "",
        _sum("Saved cost of energy in a year", savings.cost),
        _sum("Saved upkeep in a year", savings.upkeep),
        _sum("Support that is not counted here", savings.incentives),
    ]


def _sum(words: str, amount: float) -> str:
    return f"{words}: USD {amount:,.2f}" if amount and math.isfinite(amount) else ""


def premises_evidence(audit: AuditFile, file: str, sha256: str) -> Evidence:
    """Where the numbers come from: the file, and the buildings it is about."""
    about = "; ".join(_building(b) for b in audit.buildings[:10]) or "no building is named"
    said = [f"BuildingSync {audit.version}, {file}, SHA-256 {sha256}", f"About: {about}"]
    if math.isfinite(audit.delivered):
        said.append(f"Delivered energy today: {audit.delivered:,.0f} kWh/year")
    said.append("The offer is not limited to such buildings")
    return Evidence(
        "audited-buildings", "statement", "The buildings that were audited",
        (". ".join(said) + ".")[:1900],
    )  # fmt: skip


def _building(building: AuditBuilding) -> str:
    facts: Iterable[str] = (
        building.name,
        building.use,
        f"{building.floor_area:,.0f} m2" if math.isfinite(building.floor_area) else "",
        f"built {building.built}" if building.built else "",
    )
    return ", ".join(fact for fact in facts if fact)
