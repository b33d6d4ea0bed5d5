"""What a scenario gives: before, after, and the difference with its spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.applied import Case as Case
from twin.analysis.applied import Package, drawn_name
from twin.analysis.assumptions import Physics
from twin.analysis.calibrated_zone import NAMES
from twin.analysis.condition import NOT_ASSESSED, element_grades
from twin.analysis.draws import (
    BUILDING,
    Draw,
    drawn,
    drawn_physics,
    drawn_prices,
    drawn_zone,
    economics,
    percentiles,
    sobol_draws,
)
from twin.analysis.economics.present_value import Economics, net_present_value
from twin.analysis.emissions import emissions
from twin.analysis.explain import assumptions, claims
from twin.analysis.explain_measures import about_measures, about_renewal
from twin.analysis.heat_balance import Simulated, annual_energies, simulate_many
from twin.analysis.measure_effects.condition import grade_after
from twin.analysis.operation import ACTUAL
from twin.analysis.panels.choice import roof_area, wanted_power
from twin.analysis.panels.explain import about_panels
from twin.analysis.panels.result import (
    QUANTILE,
    Solar,
    export_price,
    panels_result,
    solar_of,
)
from twin.analysis.step_costs import StepCosts
from twin.analysis.take_back import about_take_back, check_take_back, warmer
from twin.analysis.zone.many import Variant
from twin.model.operation import ActualOperation
from twin.model.panels import PanelsResult
from twin.model.proposal import Effect
from twin.model.scenario import Scenario, ScenarioResult, Spread
from twin.model.thermal import EnergyResult, ThermalZone

DRAWS = 128  # about 0.2 s on one core


def evaluate(scenario: Scenario, case: Case, n_draws: int = DRAWS) -> ScenarioResult:
    """Result of all proposals of `scenario`, then of its choices, applied in their order.

    Each draw gives one set of uncertain values to the building before and after, so the spread
    of a saving is that of the difference. Claims without physics change nothing.

    Every central value is the median of its draws, yet the P50 of a saving may lie some per cent
    off the central `before` minus `after`: the leakage, heat recovery and indoor temperature of
    old buildings reach further towards more heat loss than towards less, and together they move
    the middle of the sum.

    Where the meters of the building were asked, the draws are those that agree with them, the
    central values are the medians of these, and before and after are in the actual operation:
    the one that was told, else the standard hours with the use that the meters tell.

    Comfort that is taken back makes every room warmer after the measures, in the draws and in
    the central values; labels are of standard operation and stay without it.

    Raises
    ------
    MissingInput, InputOutOfRange
        As `heat_balance.annual_energy`, or if the comfort taken back is impossible.
    """
    check_take_back(scenario.take_back)
    plan = _Plan(scenario, case)
    samples = plan.outcomes(plan.draws(n_draws))
    before, after, as_warm = plan.central()
    taken_back = after.delivered_total - as_warm.delivered_total
    before_grades, after_grades = plan.grades()
    money = economics(case.defaults)
    panels = plan.panels(after, [s.solar for s in samples])
    found = ScenarioResult(
        before=before,
        after=after,
        reaches=plan.reaches,
        saving=_spread([s.saving for s in samples]),
        cost_saving=_spread([s.cost_saving for s in samples]),
        emission_saving={
            basis: _spread([s.emission_saving[basis] for s in samples])
            for basis in case.defaults.emission_factors
        },
        investment=_spread([s.investment for s in samples]),
        net_present_value=_spread([s.net_present_value for s in samples]),
        discount_rate=money.discount_rate,
        period=money.period,
        grades_before=before_grades,
        grades_after=after_grades,
        assumptions=assumptions(plan.zone, case.weather, case.defaults, plan.overlaps()),
        claims=claims([(s.measure, s.reach) for s in plan.steps]),
        calibration=case.calibrated.result if case.calibrated else None,
        weather=case.weather.name,
        take_back=plan.take_back,
        taken_back=taken_back,
        panels=panels,
        maintenance=_spread([s.maintenance for s in samples]),
    )
    if not plan.steps:
        return found
    comfort = about_take_back(plan.take_back, found.taken_back_share, taken_back)
    sunny = about_panels(panels, plan.zone, case.defaults, is_drawn=case.model is not None)
    own = about_measures([s.measure for s in plan.steps], case.defaults)
    anyway = about_renewal(found.maintenance)
    return replace(found, assumptions=(*found.assumptions, *own, *anyway, *sunny, comfort))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One draw: differences before minus after, and money."""

    saving: float
    cost_saving: float
    emission_saving: Mapping[str, float]
    investment: float
    maintenance: float
    net_present_value: float
    solar: Solar


class _Plan:
    """The measures of a scenario in one building, drawn and central."""

    def __init__(self, scenario: Scenario, case: Case) -> None:
        self.case = case
        self.package = Package.of(scenario, case)
        self.reaches, self.zone = self.package.reaches, self.package.zone
        self.steps = self.package.steps
        self.costs = StepCosts(self.package, case)
        self.take_back = scenario.take_back if self.steps else 0.0

    def uncertain(self) -> tuple[str, ...]:
        """Names of everything that is drawn."""
        own = [
            drawn_name(row, what)
            for row, step in enumerate(self.steps)
            for what in ("unit_cost", "fixed_cost", *range(len(step.measure.effects)))
        ]
        return (*BUILDING, *own, *((QUANTILE,) if self.panel_effects() else ()))

    def panel_effects(self) -> list[Effect]:
        """Solar panels among the effects of all measures."""
        return [e for step in self.steps for e in step.measure.effects if e.kind == "pv"]

    def panels(self, after: EnergyResult, samples: Sequence[Solar]) -> PanelsResult | None:
        """What the solar panels make in `after`, and in the draws."""
        zone, known = self.package.applied(self.zone), (self.case.weather, self.case.defaults)
        effects = self.panel_effects()
        wanted = sum(wanted_power(e, e.value.value, roof_area(zone)) for e in effects)
        return panels_result(zone, after, samples, wanted, known)

    def draws(self, count: int) -> list[Draw]:
        """Everything that is drawn; what the meters tell is of their draws, as many as those."""
        found = self.case.calibrated
        if found is None or not found.draws:
            return sobol_draws(self.uncertain(), count)
        names = tuple(name for name in self.uncertain() if name not in NAMES)
        others = sobol_draws(names, len(found.draws))
        return [{**other, **own} for other, own in zip(others, found.draws, strict=False)]

    def central(self) -> tuple[EnergyResult, EnergyResult, EnergyResult]:
        """Before and after with central values, calibrated where the meters tell.

        The last is after without any comfort taken back.
        """
        case = self.case
        before, after, as_warm = self.years(self.zone)
        after = replace(after, labels=as_warm.labels)
        found = case.calibrated
        if found is None or found.middle is None:
            return before, after, as_warm
        physics = drawn_physics(case.defaults, found.middle)
        own = drawn_zone(self.zone, found.middle, case.defaults)
        today, later, unchanged = self.years(own, physics, found.operation)
        return _in_use(today, before), _in_use(later, after), _in_use(unchanged, as_warm)

    def years(
        self,
        zone: ThermalZone,
        physics: Physics | None = None,
        use: ActualOperation | None = None,
    ) -> tuple[EnergyResult, EnergyResult, EnergyResult]:
        """A year today, one after all measures, and that without any comfort taken back."""
        later = self.package.applied(zone)
        states = [zone, later, *([warmer(later, self.take_back)] if self.take_back else ())]
        known = self.case.weather, self.case.defaults
        today, as_warm, *felt = annual_energies(states, *known, physics, actual=use)
        return today, felt[0] if felt else as_warm, as_warm

    def outcomes(self, draws: Sequence[Draw]) -> list[_Outcome]:
        """Before and after with the same drawn values, for each draw."""
        variants: list[Variant] = []
        for draw in draws:
            physics = drawn_physics(self.case.defaults, draw)
            zone = drawn_zone(self.zone, draw, self.case.defaults)
            variants.append(Variant(zone, physics))
            after = warmer(self.package.applied(zone, draw), self.take_back)
            variants.append(Variant(after, physics))
        use = self.case.calibrated.operation if self.case.calibrated else None
        hours = simulate_many(variants, self.case.weather, self.case.defaults, use)
        return [
            self._outcome(draw, before, after)
            for draw, before, after in zip(draws, hours[::2], hours[1::2], strict=True)
        ]

    def _outcome(self, draw: Draw, before: Simulated, after: Simulated) -> _Outcome:
        defaults = self.case.defaults
        prices = drawn_prices(defaults, draw)
        saved, solar = _saved(_yearly(before), _yearly(after)), solar_of(after.delivered)
        more_exported = solar.exported - solar_of(before.delivered).exported
        earned = more_exported * drawn(export_price(defaults), draw["energy_price"])
        cost_saving = sum(energy * prices[c] for c, energy in saved.items()) + earned
        costs = self.costs.of(draw)
        money: Economics = economics(defaults, draw)
        return _Outcome(
            saving=sum(saved.values()),
            cost_saving=cost_saving,
            emission_saving=emissions(saved, defaults.emission_factors),
            investment=sum(cost.whole for cost in costs),
            maintenance=sum(cost.maintenance for cost in costs),
            net_present_value=net_present_value([c.counted for c in costs], cost_saving, money),
            solar=solar,
        )

    def grades(self) -> tuple[dict[int, int], dict[int, int]]:
        """Worst grade of each touched element before and after; never assessed ones left out."""
        if self.case.model is None:
            return {}, {}
        own = [a for a in self.case.assessments if a.building_id == self.case.building.building_id]
        grades = element_grades(self.case.model.elements, own)
        rows = {row for step in self.steps for row in step.reach.elements}
        before = {row: int(grades[row]) for row in sorted(rows) if grades[row] != NOT_ASSESSED}
        after = dict(before)
        for step in self.steps:
            reset = grade_after(step.measure)
            if np.isfinite(reset):
                after |= {
                    row: int(reset) if after.get(row, -1) < 0 else min(after[row], int(reset))
                    for row in step.reach.elements
                }
        return before, after

    def overlaps(self) -> int:
        """How many elements get a new U-value more than once."""
        times: dict[int, int] = {}
        for step in self.steps:
            if any(_changes_u_value(e) for e in step.measure.effects):
                for row in step.reach.elements:
                    times[row] = times.get(row, 0) + 1
        return sum(count > 1 for count in times.values())


def _yearly(found: Simulated) -> dict[str, float]:
    return {carrier: float(energy) for carrier, energy in found.delivered.yearly().items()}


def _saved(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    carriers = before.keys() | after.keys()
    return {c: before.get(c, 0.0) - after.get(c, 0.0) for c in sorted(carriers)}


def _in_use(actual: EnergyResult, standard: EnergyResult) -> EnergyResult:
    """The building as it is used, per m2 of the area it is known by, with its standard labels."""
    area = standard.floor_area
    return replace(actual, operation=ACTUAL, labels=standard.labels, floor_area=area)


def _changes_u_value(effect: Effect) -> bool:
    return effect.kind in ("u_value", "added_resistance")


def _spread(values: list[float]) -> Spread:
    return Spread(*percentiles(np.array(values)))
