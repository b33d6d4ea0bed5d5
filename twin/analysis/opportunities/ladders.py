"""Packages of every building, each the one before it and one measure more, calculated anew.

The next measure is that which gives most per krone on top of what is chosen already. What a
measure gives there is hardly ever more than what it gave earlier, so the figures of earlier
rounds serve as upper bounds, and only the best candidate is calculated again (Minoux 1978). All
buildings go one round at a time, side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.assumptions import central_physics
from twin.analysis.opportunities.beyond import gain, renewed
from twin.analysis.opportunities.find import Setting, applicable, central
from twin.analysis.opportunities.offers import Offer, applied, exclude, needs_first
from twin.analysis.opportunities.sites import Site, Worn
from twin.analysis.opportunities.worth import Worth
from twin.analysis.opportunities.years import Stop, Years, never, years
from twin.analysis.zone.variants import Variant
from twin.model.arrays import FloatArray
from twin.model.opportunity import SINGLE, WITH_SPREAD, Ladders, Opportunities
from twin.model.proposal import Reach

LEAST_COST = 1000.0  # that is divided by, so that what costs nothing comes first. [NOK]
MOST_STEPS = 20
ENERGY = ("saving", "peak_saving", "cost_saving", "emission_saving", "present_value")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ladder is climbed for.

    objective : column of `Opportunities` of which a step gives most per krone.
    must, never : keys ``building_id/measure key`` that come first, or not at all.
    """

    objective: str = "present_value"
    must: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


_Tried = tuple[dict[str, float], dict[str, float]]
"""What a step adds, and the package with it."""


@dataclass(slots=True, eq=False)
class _Climb:
    """One building on its way up.

    score : of the candidates by row of the singles, an upper bound until it is fresh.
    fresh : what those that were tried on top of the package would add to it.
    taken : rows of the singles.  year : of the package, as `Worth` values it.
    """

    site: int
    score: dict[int, float]
    fresh: dict[int, _Tried] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)
    package: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ENERGY, 0.0))
    seen: set[int] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)


class _Ladders:
    """The rounds of all buildings."""

    def __init__(
        self,
        sites: Sequence[Site],
        offers: Sequence[Offer],
        singles: Opportunities,
        setting: Setting,
        wanted: Wanted,
    ) -> None:
        self.sites, self.offers, self.singles = sites, offers, singles
        self.setting, self.wanted = setting, wanted
        self.worth = Worth.of(setting.defaults, setting.assumptions)
        self.physics = central_physics(setting.defaults)
        pairs, _ = applicable(sites, offers)
        self.reach: Mapping[tuple[int, int], Reach] = {(p.site, p.offer): p.reach for p in pairs}
        self.lives = self.worth.bought_again([o.measure.service_life for o in offers])
        self.steps: dict[str, list[float]] = {n: [] for n in (*WITH_SPREAD, *SINGLE)}
        self.rows: list[tuple[int, int]] = []
        self.conflicts = np.array([[exclude(a, b) for b in offers] for a in offers], np.bool_)

    def climb(self, stop: Stop) -> Ladders:
        """Go until nobody finds a step any more."""
        climbs = [c for c in map(self._begin, range(len(self.sites))) if c.score]
        today = self._years([self.sites[c.site].zone for c in climbs])
        self.today = {c.site: today.rows(np.array([i])) for i, c in enumerate(climbs)}
        left, whole = climbs, sum(len(c.score) for c in climbs)
        while left:
            tried = [(c, row) for c in left if (row := self._next(c)) is not None]
            if not tried:
                break
            found = self._packages(tried)
            for place, (one, row) in enumerate(tried):
                own = {name: float(found[name][place]) for name in ENERGY}
                self._look(one, row, own)
            left = [c for c, _ in tried]
            stop(1 - sum(len(c.score) for c in left) / whole)
        return self._found(climbs)

    def _begin(self, site: int) -> _Climb:
        singles, building = self.singles, self.sites[site].building.building_id
        scores: dict[int, float] = {}
        value = _values(singles, self.wanted.objective)
        first, last = np.searchsorted(singles.building, [site, site + 1])
        for row in range(int(first), int(last)):
            key = f"{building}/{singles.measures[singles.measure[row]]}"
            offer = self.offers[singles.measure[row]]
            if key in self.wanted.never or (offer.is_end and key not in self.wanted.must):
                continue
            scores[row] = _per_krone(value[row], singles.investment[row, 1])
            if key in self.wanted.must:
                scores[row] = np.inf
        return _Climb(site, scores)

    def _next(self, one: _Climb) -> int | None:
        """Take steps that are known to be the best; the row to be tried next, None at the end."""
        while len(one.taken) < MOST_STEPS:
            best = min(
                (r for r in one.score if self._may_follow(one, r)),
                key=lambda r: (-one.score[r], r),
                default=None,
            )
            if best is None or best not in one.fresh:
                break
            self._take(one, best, *one.fresh[best])
        else:
            best = None
        if best is None:
            one.score.clear()
        return best

    def _may_follow(self, one: _Climb, row: int) -> bool:
        offer = self.offers[self.singles.measure[row]]
        if not offer.measure.needs_first:
            return True
        taken = [self.offers[self.singles.measure[r]] for r in one.taken]
        known = [o for o in self.offers if needs_first(offer, o)]
        return all(o in taken for o in known)

    def _packages(self, tried: Sequence[tuple[_Climb, int]]) -> dict[str, FloatArray]:
        """What the packages save altogether, each with one more measure."""
        zones = []
        for one, row in tried:
            site, measures = self.sites[one.site], self.singles.measure
            offers = [int(measures[r]) for r in (*one.taken, row)]
            steps = [(self.offers[o].measure, self.reach[one.site, o]) for o in offers]
            take_back = self.setting.assumptions.take_back
            zones.append(applied(site.zone, steps, site.envelope, take_back))
        run, worth = self._years(zones), self.worth
        before = [self.today[one.site] for one, _ in tried]
        cost = np.array([worth.cost(b)[0] for b in before]) - worth.cost(run)
        return {
            "saving": np.array([b.total[0] for b in before]) - run.total,
            "peak_saving": np.array([b.peak[0] for b in before]) - run.peak,
            "cost_saving": cost,
            "emission_saving": np.array([worth.emitted(b)[0] for b in before])
            - worth.emitted(run),
            "present_value": cost * worth.saving_factor(),
        }

    def _years(self, zones: Sequence[object]) -> Years:
        variants = [Variant(zone, self.physics) for zone in zones]  # pyright: ignore[reportArgumentType]
        return years(variants, self.setting.weather, self.setting.defaults)

    def _look(self, one: _Climb, row: int, package: dict[str, float]) -> None:
        """Keep what a candidate would add, or drop it where it does nothing."""
        step = self._step(one, row, package)
        if not _does(step) and self.offers[self.singles.measure[row]].is_recomputed:
            del one.score[row]
            return
        one.fresh[row] = step, package
        if np.isfinite(one.score[row]):
            one.score[row] = _per_krone(step[self.wanted.objective], step["investment"])

    def _step(self, one: _Climb, row: int, package: dict[str, float]) -> dict[str, float]:
        """What the measure adds to the package."""
        singles, which = self.singles, int(self.singles.measure[row])
        site, offer = self.sites[one.site], self.offers[which]
        found = {name: float(getattr(singles, name)[row]) for name in SINGLE}
        found["investment"] = float(singles.investment[row, 1])
        fresh = [w for w in renewed(site, offer) if id(w) not in one.seen]
        found["backlog_saving"] = _backlog(fresh)
        found["grade_gain"] = gain(site, offer, fresh)
        if offer.renewal_part in one.parts:
            found["maintenance_part"] = 0.0
        found |= {name: package[name] - one.package[name] for name in ENERGY}
        counted = found["investment"] - found["maintenance_part"]
        found["cost_saving"] -= found["running_cost"]
        found["present_value"] -= found["running_cost"] * self.worth.running_factor()
        found["present_value"] -= counted * self.lives[which]
        return found

    def _take(
        self, one: _Climb, row: int, step: dict[str, float], package: dict[str, float]
    ) -> None:
        offer = self.offers[self.singles.measure[row]]
        one.taken.append(row)
        one.package = package
        one.seen |= {id(w) for w in renewed(self.sites[one.site], offer)}
        one.parts |= {offer.renewal_part} - {""}
        one.fresh.clear()
        del one.score[row]
        measures, conflicts = self.singles.measure, self.conflicts[self.singles.measure[row]]
        one.score = {r: s for r, s in one.score.items() if not conflicts[measures[r]]}
        self.rows.append((one.site, row))
        for name, value in step.items():
            self.steps[name].append(value)

    def _found(self, climbs: Sequence[_Climb]) -> Ladders:
        """All steps, building by building."""
        singles = self.singles
        order = np.array([site for site, _ in self.rows], np.int32).argsort(kind="stable")
        single = np.array([row for _, row in self.rows], np.int32)[order]
        values = {name: np.array(v, np.float64)[order] for name, v in self.steps.items()}
        steps = Opportunities(
            singles.buildings,
            singles.measures,
            singles.building[single],
            singles.measure[single],
            **{n: central(values[n]) if n in WITH_SPREAD else values[n] for n in values},  # pyright: ignore[reportArgumentType]
            assumptions=singles.assumptions,
        )
        lengths = [len(c.taken) for c in climbs if c.taken]
        position = np.concatenate([np.arange(1, n + 1) for n in lengths]) if lengths else single
        return Ladders(singles, single, position.astype(np.int32), steps)


def ladders(
    sites: Sequence[Site],
    offers: Sequence[Offer],
    singles: Opportunities,
    setting: Setting,
    wanted: Wanted = Wanted(),
    stop: Stop = never,
) -> Ladders:
    """Packages of all buildings, from the singles of the same sites, offers and setting.

    That a building goes is no step of a package unless it is wanted: what it is used for is worth
    something that is not counted here. Measures that exclude each other (`offers.exclude`) are
    never in one package; one that is needed first comes first. Central values. Raises as
    `find.opportunities`.

    stop : told how far it is, 0 to 1; may raise to end it.
    """
    return _Ladders(sites, offers, singles, setting, wanted).climb(stop)


def _values(singles: Opportunities, name: str) -> FloatArray:
    values: FloatArray = getattr(singles, name)
    return values[:, 1] if values.ndim == 2 else values


def _per_krone(value: float, investment: float) -> float:
    return float(value) / max(float(investment), LEAST_COST)


def _backlog(things: Sequence[Worn]) -> float:
    return float(np.nansum([w.backlog for w in things]))


def _does(step: Mapping[str, float]) -> bool:
    names = (
        "saving", "peak_saving", "cost_saving", "emission_saving", "backlog_saving", "needs_met",
    )  # fmt: skip
    return any(step[name] > 1e-6 for name in names)
