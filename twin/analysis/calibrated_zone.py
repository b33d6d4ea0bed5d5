"""The uncertain inputs of a building, made to agree with the months its meters counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.draws import BUILDING, MONEY, USE, Draw, drawn_physics, drawn_zone
from twin.analysis.explain_calibration import calibrated_result
from twin.analysis.heat_balance import simulate_many
from twin.analysis.meters.calibration import calibrate
from twin.analysis.meters.fit_quality import Agreement, agreement
from twin.analysis.meters.posterior import Calibration
from twin.analysis.meters.prior import Budget, Prior
from twin.analysis.zone.many import Variant
from twin.model.arrays import FloatArray, frozen
from twin.model.scenario import CalibrationResult
from twin.model.thermal import HourlyWeather, ThermalZone

NAMES = (*(name for name in BUILDING if name not in MONEY), *USE)
"""Inputs that meters can tell something about."""
MONTHS = 12
BUDGET = Budget(first=128, each=128, most=896, enough=160.0, kept=128)
APART = 12
"""Periods between two carriers, so that errors of one do not hang together with the other's."""


@dataclass(frozen=True, slots=True, eq=False)
class MeteredYear:
    """A calendar year that the meters counted, with the weather it had.

    monthly : per carrier, shape (12,), NaN where unknown. [kWh]
    meters : their names.
    """

    year: int
    weather: HourlyWeather
    monthly: Mapping[str, FloatArray]
    meters: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        fixed = {c: frozen(v, np.float64, (MONTHS,)) for c, v in self.monthly.items()}
        object.__setattr__(self, "monthly", fixed)


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """What readings say about a building.

    draws : equally likely values of `NAMES` as quantiles; () where it could not be calibrated.
    middle : the median of each.
    """

    result: CalibrationResult
    draws: tuple[Draw, ...] = ()
    middle: Draw | None = None


def calibrated_zone(zone: ThermalZone, defaults: Defaults, metered: MeteredYear) -> Calibrated:
    """Draws of the inputs of a building, weighed by the monthly energy of all its carriers.

    The building is simulated in the weather of the year of the readings. Besides the inputs that
    are always uncertain, hours of air, light and hot water are: meters see the real use, and a
    model in standard use would blame the walls for it.

    zone : in standard use, before any measure.

    Raises
    ------
    MissingInput
        With fewer than six months of readings.
    MissingInput, InputOutOfRange
        As `heat_balance.annual_energy`.
    """
    carriers = tuple(metered.monthly)
    readings = _in_a_row(metered.monthly, metered)
    simulate = partial(_simulated, zone=zone, defaults=defaults, metered=metered)
    n = len(NAMES)
    prior = Prior(NAMES, np.zeros(n), np.full(n, 0.5), np.ones(n))
    found = calibrate(simulate, prior, readings, "month", budget=BUDGET)
    before = _of_carriers(simulate(np.full((1, n), 0.5))[0], len(carriers))
    after = _of_carriers(found.simulated.mean(axis=0), len(carriers))
    fits = {
        carrier: (_fit(metered, carrier, first), _fit(metered, carrier, last))
        for carrier, first, last in zip(carriers, before, after, strict=True)
    }
    result = calibrated_result(
        fits, (metered.year, metered.weather, metered.meters), found, _at_edge(found)
    )
    return Calibrated(result, _draws(found), _middle(found))


def _simulated(
    places: FloatArray, zone: ThermalZone, defaults: Defaults, metered: MeteredYear
) -> FloatArray:
    """Months of all carriers in a row, as `_in_a_row` has them, shape (n, periods)."""
    variants: list[Variant] = []
    for row in places:
        draw = _quantiles(row)
        variants.append(Variant(drawn_zone(zone, draw, defaults), drawn_physics(defaults, draw)))
    found = simulate_many(variants, metered.weather, defaults)
    rows = [_in_a_row(one.delivered.monthly(), metered) for one in found]
    return np.nan_to_num(np.stack(rows))


def _in_a_row(monthly: Mapping[str, FloatArray], metered: MeteredYear) -> FloatArray:
    """Months of all metered carriers, far enough apart, against the mean month of the carrier.

    Against the mean, so that the model has to meet a small carrier as well as a large one.
    """
    parts: list[FloatArray] = []
    for carrier, read in metered.monthly.items():
        months = np.asarray(monthly.get(carrier, np.zeros(MONTHS)), np.float64)
        parts += [months / np.nanmean(read), np.full(APART, np.nan)]
    return np.concatenate(parts)


def _of_carriers(row: FloatArray, count: int) -> list[FloatArray]:
    """The months of each carrier again."""
    return [row[(MONTHS + APART) * i :][:MONTHS] for i in range(count)]


def _fit(metered: MeteredYear, carrier: str, simulated: FloatArray) -> Agreement:
    """Agreement of a carrier; `simulated` is against its mean month, shape (12,)."""
    read = metered.monthly[carrier]
    return agreement(read, simulated * np.nanmean(read), "month")


def _quantiles(places: FloatArray) -> Draw:
    """Places of a triangle from 0 to 1 (`Prior`) as quantiles of it."""
    low, high = 2 * places**2, 1 - 2 * (1 - places) ** 2
    return dict(zip(NAMES, np.where(places < 0.5, low, high).tolist(), strict=True))


def _draws(found: Calibration) -> tuple[Draw, ...]:
    """Posterior draws in random order: the rows come sorted by the round they were made in."""
    order = np.random.default_rng(BUDGET.seed).permutation(len(found.draws))
    return tuple(_quantiles(found.draws[row]) for row in order)


def _middle(found: Calibration) -> Draw:
    return _quantiles(found.percentiles[1])


def _at_edge(found: Calibration) -> tuple[str, ...]:
    """Inputs whose median lies at the end of what was assumed."""
    codes = [f for f in found.findings if f.code == "calibration-at-edge"]
    return tuple(str(f.values["name"]) for f in codes)
