"""Every applicable measure on every building."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from twin.analysis.assumptions import Defaults, central_physics
from twin.analysis.draws import economics
from twin.analysis.opportunities.beyond import Beyond, beyond
from twin.analysis.opportunities.due import Due
from twin.analysis.opportunities.offers import Offer, applied
from twin.analysis.opportunities.sites import Site, trust
from twin.analysis.opportunities.worth import Worth
from twin.analysis.opportunities.years import Stop, Years, never, years
from twin.analysis.targets import reach
from twin.analysis.upkeep.tables import UpkeepTables
from twin.analysis.zone.variants import Variant
from twin.model.arrays import BoolArray, FloatArray
from twin.model.choice import AS_DEFAULTS, Assumptions
from twin.model.opportunity import SINGLE, WITH_SPREAD, Opportunities
from twin.model.proposal import Proposal, Reach
from twin.model.thermal import HourlyWeather

HAS_IT_ALREADY = "The building has this already, or better; it would save nothing."


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What all opportunities are calculated under.

    tables : lives of parts, None where nothing is known to wear.
    """

    weather: HourlyWeather
    defaults: Defaults
    assumptions: Assumptions = AS_DEFAULTS
    tables: UpkeepTables | None = None

    @property
    def due(self) -> Due:
        """What of a renewal has to be paid anyway."""
        asked = self.assumptions.discount_rate
        usual = economics(self.defaults).discount_rate
        return Due(self.tables, asked if np.isfinite(asked) else usual)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A measure that applies to a building: rows of sites and offers, and what it touches."""

    site: int
    offer: int
    reach: Reach


def opportunities(
    sites: Sequence[Site], offers: Sequence[Offer], setting: Setting, stop: Stop = never
) -> Opportunities:
    """All applicable measures on all buildings, each alone against today, central values.

    A measure that changes nothing in a building is left out and counted among those that do not
    apply. Raises as `heat_balance.annual_energy`, for the first building it cannot calculate.

    stop : told how far it is, 0 to 1; may raise to end it.
    """
    pairs, reasons = applicable(sites, offers)
    variants = states(sites, offers, pairs, setting)
    stop(0.2)
    run = years(
        variants, setting.weather, setting.defaults, stop=lambda done: stop(0.2 + 0.7 * done)
    )
    worth = Worth.of(setting.defaults, setting.assumptions)
    known = [trust(site.zone) for site in sites]
    due = setting.due
    more = [beyond(sites[p.site], offers[p.offer], p.reach, known[p.site], due) for p in pairs]
    found = table(pairs, offers, more, differences(run, len(sites), pairs), worth)
    kept = is_of_use(found, [offers[p.offer] for p in pairs])
    reasons[HAS_IT_ALREADY] += int((~kept).sum())
    return Opportunities(
        buildings=tuple(site.building.building_id for site in sites),
        measures=tuple(offer.key for offer in offers),
        building=np.array([p.site for p in pairs], np.int32)[kept],
        measure=np.array([p.offer for p in pairs], np.int32)[kept],
        **{name: found[name][kept] for name in (*WITH_SPREAD, *SINGLE)},  # pyright: ignore[reportArgumentType]
        assumptions=setting.assumptions,
        not_applicable={reason: n for reason, n in reasons.items() if n},
    )


def applicable(sites: Sequence[Site], offers: Sequence[Offer]) -> tuple[list[Pair], Counter[str]]:
    """Pairs of building and measure that apply, and how many do not, per reason."""
    pairs: list[Pair] = []
    reasons: Counter[str] = Counter()
    every = Proposal("", "", "", "", 0, tuple(offer.measure for offer in offers))
    for row, site in enumerate(sites):
        found = reach(every, site.building, site.model, site.assessments, site.zone)
        for place, one in enumerate(found):
            if one.reason:
                reasons[one.reason] += 1
            else:
                pairs.append(Pair(row, place, one))
    return pairs, reasons


def states(
    sites: Sequence[Site], offers: Sequence[Offer], pairs: Sequence[Pair], setting: Setting
) -> list[Variant]:
    """All buildings as they are today, then each after one measure."""
    physics = central_physics(setting.defaults)
    found = [Variant(site.zone, physics) for site in sites]
    take_back = setting.assumptions.take_back
    for pair in pairs:
        site, measure = sites[pair.site], offers[pair.offer].measure
        zone = applied(site.zone, [(measure, pair.reach)], site.envelope, take_back)
        found.append(Variant(zone, physics))
    return found


def differences(run: Years, today: int, pairs: Sequence[Pair]) -> tuple[Years, Years]:
    """Years before and after each pair."""
    before = np.array([p.site for p in pairs], np.intp)
    after = today + np.arange(len(pairs))
    return run.rows(before), run.rows(after)


def table(
    pairs: Sequence[Pair],
    offers: Sequence[Offer],
    more: Sequence[Beyond],
    around: tuple[Years, Years],
    worth: Worth,
) -> dict[str, FloatArray]:
    """Columns of `Opportunities`, without what does nothing left out."""
    before, after = around
    own = {
        f.name: np.array([getattr(one, f.name) for one in more], np.float64)
        for f in fields(Beyond)
    }
    lives = [offers[p.offer].measure.service_life for p in pairs]
    energy = worth.cost(before) - worth.cost(after)
    counted = own["investment"] - own["maintenance_part"]
    value = energy * worth.saving_factor() - own["running_cost"] * worth.running_factor()
    value = value - counted * worth.bought_again(lives)
    with_spread = {
        "saving": before.total - after.total,
        "peak_saving": before.peak - after.peak,
        "cost_saving": energy - own["running_cost"],
        "emission_saving": worth.emitted(before) - worth.emitted(after),
        "investment": own.pop("investment"),
        "present_value": value,
    }
    return {**{name: central(values) for name, values in with_spread.items()}, **own}


def central(values: FloatArray) -> FloatArray:
    """Central values without a spread, shape (n, 3)."""
    found = np.full((len(values), 3), np.nan)
    found[:, 1] = values
    return found


def is_of_use(found: Mapping[str, FloatArray], offers: Sequence[Offer]) -> BoolArray:
    """Whether a row does any good, or has effects that no physics recomputes, shape (n,)."""
    names = "saving", "peak_saving", "cost_saving", "emission_saving"
    does = np.max([found[name][:, 1] for name in names], axis=0) > 1e-6
    does |= (found["backlog_saving"] > 0) | (found["needs_met"] > 0)
    return does | np.array([not offer.is_recomputed for offer in offers], np.bool_)
