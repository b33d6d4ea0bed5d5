"""What a what-if gives at once: central values alone, until the full result is there."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.analysis.applied import Case, Package
from twin.analysis.assumptions import Physics
from twin.analysis.draws import drawn_physics, drawn_zone
from twin.analysis.emissions import emissions
from twin.analysis.heat_balance import annual_energies
from twin.analysis.panels.result import export_price
from twin.analysis.take_back import warmer
from twin.model.operation import ActualOperation
from twin.model.panels import InstalledPanels
from twin.model.proposal import Reach
from twin.model.scenario import Scenario
from twin.model.thermal import EnergyResult, ThermalZone


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Central values of a what-if; no spread.

    before, after : a year of the building.
    cost_saving : [NOK/year]
    emission_saving : per electricity basis. [kgCO2e/year]
    investment : at central prices. [NOK]
    reaches : of all measures, those of proposals first, then of choices that are on.
    panels : solar panels that stand there afterwards.
    """

    before: EnergyResult
    after: EnergyResult
    cost_saving: float
    emission_saving: Mapping[str, float]
    investment: float
    reaches: tuple[Reach, ...]
    panels: tuple[InstalledPanels, ...] = ()

    @property
    def saving(self) -> float:
        """Delivered energy saved. [kWh/year]"""
        return self.before.delivered_total - self.after.delivered_total


def estimated(scenario: Scenario, case: Case, before: EnergyResult | None = None) -> Estimate:
    """Central before and after, as the full result will have them; some 50 ms.

    Parameters
    ----------
    before : the year today where it is known already: half the work.

    Raises
    ------
    MissingInput, InputOutOfRange
        As `evaluate`.
    """
    package = Package.of(scenario, case)
    zone, physics, use = _as_metered(package.zone, case)
    later = package.applied(zone)
    if package.steps and scenario.take_back:
        later = warmer(later, scenario.take_back)
    states = [later] if before is not None else [zone, later]
    *first, after = annual_energies(states, case.weather, case.defaults, physics, actual=use)
    today = before if before is not None else first[0]
    carriers = today.delivered.keys() | after.delivered.keys()
    saved = {c: today.delivered.get(c, 0.0) - after.delivered.get(c, 0.0) for c in carriers}
    earned = (after.exported - today.exported) * export_price(case.defaults).value
    cost = sum(energy * case.defaults.prices[c].value for c, energy in saved.items())
    return Estimate(
        before=today,
        after=after,
        cost_saving=cost + earned,
        emission_saving=emissions(saved, case.defaults.emission_factors),
        investment=sum(
            step.reach.quantity * step.measure.unit_cost.value + step.measure.fixed_cost.value
            for step in package.steps
        ),
        reaches=package.reaches,
        panels=later.panels,
    )


def _as_metered(
    zone: ThermalZone, case: Case
) -> tuple[ThermalZone, Physics | None, ActualOperation | None]:
    """The zone, physics and operation that agree with the meters, where these were asked."""
    found = case.calibrated
    if found is None or found.middle is None:
        return zone, None, None
    physics = drawn_physics(case.defaults, found.middle)
    return drawn_zone(zone, found.middle, case.defaults), physics, found.operation
