"""What each measure of a scenario costs in one building, and what of it is maintenance.

A part that has to be renewed anyway is renewed on the maintenance account; only what the better
one costs more is development and counts against energy.
"""

from dataclasses import dataclass

import numpy as np

from twin.analysis.comparison.ground import Applied, Ground
from twin.analysis.comparison.shared_draws import (
    DECANTING,
    FIXED_COST,
    RUNNING,
    UNIT_COST,
    SharedDraws,
    drawn_many,
    name_of,
)
from twin.analysis.draws import economics
from twin.analysis.measure_effects.condition import touched_things
from twin.analysis.measure_effects.renewal import renewal_due
from twin.model.arrays import FloatArray
from twin.model.choice import Choice
from twin.model.proposal import Reach

DEVELOPMENT, UPKEEP, RUN, REPAIRS = "42", "41", "31", "32"
"""Accounts of NS 3454:2013 where nothing else is said."""
Yearly = dict[str, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Bought:
    """What one measure costs in one building; arrays of shape (n,). [NOK]

    amount : whole sum.  maintenance : the part of it that renews what has to be renewed anyway.
    yearly : more (+) or less (-) per year, by account. [NOK/year]
    accounts : of maintenance and of the rest of the sum, NS 3454:2013.
    """

    amount: FloatArray
    maintenance: FloatArray
    yearly: Yearly
    service_life: float
    offset: int
    accounts: tuple[str, str]

    @property
    def running(self) -> FloatArray:
        """All yearly costs, shape (n,). [NOK/year]"""
        return np.sum(list(self.yearly.values()), axis=0)


def bought(one: Applied, ground: Ground, draws: SharedDraws) -> tuple[Bought, ...]:
    """Price of every measure of a scenario in a building."""
    steps = zip(one.package.steps, one.choices, one.offsets, strict=True)
    return tuple(
        _bought(one, (choice, step.reach), offset, ground, draws) for step, choice, offset in steps
    )


def _bought(
    one: Applied, what: tuple[Choice, Reach], offset: int, ground: Ground, draws: SharedDraws
) -> Bought:
    choice, reach = what
    measure, usual = choice.measure, one.case.defaults.values["economics.price_factor"]
    level = price_factor(choice, ground)
    unit = draws.price(measure.unit_cost, usual, name_of(choice, UNIT_COST))
    fixed = draws.price(measure.fixed_cost, usual, name_of(choice, FIXED_COST))
    away = measure.disturbance
    moved = drawn_many(away.decanting, draws.values[name_of(choice, DECANTING)])
    moved = moved * away.weeks * one.case.zone.floor_area.value
    offered = level * (reach.quantity * unit + fixed)
    paid = offered * (1 - incentive(choice, ground)) + level * moved
    entry = ground.entry(measure)
    renewal = np.zeros(len(unit))
    if entry is not None and entry.renewal_part:
        quantile = draws.values[name_of(choice, UNIT_COST)]
        renewal = level * reach.quantity * drawn_many(entry.renewal_cost, quantile)
        renewal = renewal * _due(one, choice, reach, ground)
    accounts = (
        (entry.maintenance_account if entry else "") or UPKEEP,
        measure.account or (entry.development_account if entry else "") or DEVELOPMENT,
    )
    return Bought(
        paid,
        np.minimum(renewal, paid),
        _yearly(one, what, ground, draws),
        measure.service_life,
        offset,
        accounts,
    )


def price_factor(choice: Choice, ground: Ground) -> float:
    """What prices of an offer are multiplied by, by the index; 1 where its level is unknown."""
    offered, wanted = price_year(choice, ground), _year(ground.assumptions.price_level)
    if not offered or not wanted or ground.prices is None:
        return 1.0
    found = float(ground.prices.factor(np.array([float(offered)]), wanted)[0])
    return found if np.isfinite(found) else 1.0


def price_year(choice: Choice, ground: Ground) -> int:
    """Year of the price level of an offer, 0 where nobody says it."""
    proposal = ground.proposals.get(choice.origin)
    if proposal is not None:
        return _year(proposal.price_level) or proposal.price_year
    entry = ground.entry(choice.measure)
    return _year(entry.price_level) if entry is not None else 0


def incentive(choice: Choice, ground: Ground) -> float:
    """Part of an investment that somebody else pays, 0 to 1."""
    known, measure = ground.assumptions.incentives, choice.measure
    for name in (measure.measure_id, measure.catalogue, ""):
        if name in known:
            return min(max(known[name], 0.0), 1.0)
    return 0.0


def _due(one: Applied, choice: Choice, reach: Reach, ground: Ground) -> float:
    """Part of a plain renewal that has to be paid anyway, by the grades of what is replaced."""
    entry = ground.entry(choice.measure)
    if ground.upkeep is None or entry is None:
        return 0.0
    known = ground.upkeep
    elements = one.case.model.elements if one.case.model else ()
    ids = {elements[row].global_id for row in reach.elements} if elements else set[str]()
    things = known.backlog.things
    rows = touched_things(things, choice.measure, one.case.building.building_id, ids)
    rate = economics(one.case.defaults).discount_rate
    if np.isfinite(ground.assumptions.discount_rate):
        rate = ground.assumptions.discount_rate
    return renewal_due(things.grade[rows], entry.renewal_part, known.tables, rate)


def _yearly(
    one: Applied, what: tuple[Choice, Reach], ground: Ground, draws: SharedDraws
) -> Yearly:
    """Yearly costs other than energy by account: of the measure, claimed, and no longer needed."""
    choice, reach = what
    measure, times = choice.measure, price_factor(choice, ground) * reach.quantity
    found = {RUN: times * drawn_many(measure.running_cost, draws.values[name_of(choice, RUNNING)])}
    for place, effect in enumerate(measure.effects):
        if effect.kind == "running_cost":
            claimed = times * drawn_many(effect.value, draws.values[name_of(choice, place)])
            account = effect.account or RUN
            found[account] = found.get(account, 0.0) + claimed
    entry = ground.entry(measure)
    recorded = ground.recorded.get(one.case.building.building_id)
    if entry is not None and recorded is not None and measure.renews:
        gone = entry.reduces_maintenance * recorded.of_parts(measure.renews)
        found[REPAIRS] = found.get(REPAIRS, 0.0) - gone * np.ones(draws.count + 1)
    return found


def _year(day: str) -> int:
    return int(day[:4]) if day[:4].isdigit() else 0
