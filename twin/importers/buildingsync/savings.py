"""What a measure or a package of the file is said to save and cost."""

import math
from collections.abc import Iterable

from twin.importers.buildingsync.document import Node
from twin.importers.buildingsync.units import KWH, energy
from twin.model.audit import NAN, AuditSavings, FuelSaving

_INCENTIVES = (
    "FundingFromIncentives", "FundingFromTaxCredits", "OtherFinancialIncentives",
)  # fmt: skip


def number(node: Node | None, path: str) -> float:
    """The number under a path, NaN where there is none or it is not finite."""
    text = node.said(path) if node is not None else ""
    try:
        found = float(text)
    except ValueError:
        return NAN
    return found if math.isfinite(found) else NAN


def savings_of(node: Node | None) -> AuditSavings:
    """Savings under ``MeasureSavingsAnalysis``, or of a package itself."""
    if node is None:
        return AuditSavings()
    fuels = tuple(
        fuel
        for each in node.all("AnnualSavingsByFuels/AnnualSavingsByFuel")
        if not math.isnan((fuel := _fuel(each)).amount)
    )
    whole, told = number(node, "AnnualSavingsSiteEnergy") * KWH["mmbtu"], _whole(fuels)
    return AuditSavings(
        energy=whole if math.isnan(told) else told,
        fuels=fuels,
        cost=number(node, "AnnualSavingsCost"),
        upkeep=number(node, "OMCostAnnualSavings"),
        method=method_of(node),
        incentives=total(number(node, name) for name in _INCENTIVES),
    )


def method_of(node: Node) -> str:
    """How savings were found, in the words of the file: ``Modeled: EnergyPlus 6.0``."""
    method = node.child("CalculationMethod")
    if method is None or not method.children:
        return ""
    way = method.children[0]
    way.is_used = True
    program = f"{way.said('SoftwareProgramUsed')} {way.said('SoftwareProgramVersion')}".strip()
    return f"{way.name}: {program}" if program else way.name


def total(numbers: Iterable[float]) -> float:
    """Sum of those that are known, NaN where none is."""
    known = [n for n in numbers if not math.isnan(n)]
    return sum(known) if known else NAN


def _fuel(node: Node) -> FuelSaving:
    resource, unit = node.said("EnergyResource"), node.said("ResourceUnits")
    amount = number(node, "AnnualSavingsNativeUnits")
    return FuelSaving(resource, amount, unit, energy(amount, unit, resource))


def _whole(fuels: tuple[FuelSaving, ...]) -> float:
    """Energy of all fuels, NaN where one of them cannot be turned to energy."""
    return sum(f.energy for f in fuels) if fuels else NAN
