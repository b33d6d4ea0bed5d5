"""The uncertain inputs of a building, made to agree with the months its meters counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from twin.analysis.actual_operation import operation_in
from twin.analysis.assumptions import Defaults
from twin.analysis.draws import BUILDING, MONEY, USE, Draw, drawn_physics, drawn_zone
from twin.analysis.explain_calibration import Against, calibrated_result
from twin.analysis.heat_balance import simulate_many
from twin.analysis.meters.calibration import calibrate
from twin.analysis.meters.fit_quality import Agreement, agreement
from twin.analysis.meters.likelihood import USUAL_ERRORS, ErrorModel
from twin.analysis.meters.posterior import Calibration
from twin.analysis.meters.prior import Budget, Prior
from twin.analysis.zone.many import Variant
from twin.errors import MissingInput
from twin.model.arrays import FloatArray, frozen
from twin.model.operation import ActualOperation
from twin.model.scenario import CalibrationResult
from twin.model.thermal import HourlyWeather, ThermalZone

NAMES = (*(name for name in BUILDING if name not in MONEY), *USE)
"""Inputs that meters can tell something about."""
TOLD = {
    "airflow_in_use": "ventilation", "lighting": "lighting", "equipment": "equipment",
    "hot_water": "hot_water",
}  # fmt: skip
"""Numbers of an actual operation, and the inputs that are known with them."""
MONTHS = 12
MOST_YEARS = 3
BUDGET = Budget(first=128, each=128, most=896, enough=160.0, kept=128)
APART = 12
"""Periods between two carriers, so that errors of one do not hang together with the other's."""
IN_A_NORMAL_YEAR = ErrorModel(scatter=(0.08, 0.35), meter=0.06)
"""Errors of readings whose weather is not known (assumption): months differ by 1 to 2 K from
the normal, a tenth of the heat of a winter month, and whole years by about 6 % of their heat."""


@dataclass(frozen=True, slots=True, eq=False)
class MeteredYear:
    """A calendar year that the meters counted, with the weather it was calculated in.

    monthly : per carrier, shape (12,), NaN where unknown. [kWh]
    meters : their names.
    has_own_weather : whether `weather` is that of the year; else it is a normal year.
    """

    year: int
    weather: HourlyWeather
    monthly: Mapping[str, FloatArray]
    meters: tuple[str, ...]
    has_own_weather: bool = True

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        fixed = {c: frozen(v, np.float64, (MONTHS,)) for c, v in self.monthly.items()}
        object.__setattr__(self, "monthly", fixed)


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """What readings say about a building.

    draws : equally likely values of `NAMES` as quantiles; () where it could not be calibrated.
    middle : the median of each.
    operation : the real one that it was calculated with, None for the standard.
    """

    result: CalibrationResult
    draws: tuple[Draw, ...] = ()
    middle: Draw | None = None
    operation: ActualOperation | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Metered:
    """All years in a row: the months of a carrier, then a pause, then those of the next."""

    years: tuple[MeteredYear, ...]
    operation: ActualOperation | None
    carriers: tuple[str, ...]
    means: Mapping[str, float]

    @property
    def length(self) -> int:
        """Months of one carrier, those between the years among them."""
        return MONTHS * (self.years[-1].year - self.years[0].year + 1)

    @property
    def readings(self) -> FloatArray:
        return self.in_a_row([year.monthly for year in self.years])

    def in_a_row(self, monthly: Sequence[Mapping[str, FloatArray]]) -> FloatArray:
        """Months of all years and carriers, each against the mean month that was read.

        Against the mean, so that the model has to meet a small carrier as well as a large one.
        """
        row = np.full((len(self.carriers), self.length + APART), np.nan)
        for place, carrier in enumerate(self.carriers):
            for year, months in zip(self.years, monthly, strict=True):
                first = MONTHS * (year.year - self.years[0].year)
                found = months.get(carrier, np.zeros(MONTHS))
                row[place, first : first + MONTHS] = np.asarray(found) / self.means[carrier]
        return row.ravel()

    def of_carriers(self, row: FloatArray) -> FloatArray:
        """The months of each carrier again, shape (carriers, length). [kWh]"""
        means = np.array([self.means[carrier] for carrier in self.carriers])
        rows = row.reshape(len(self.carriers), self.length + APART)[:, : self.length]
        return rows * means[:, None]


def calibrated_zone(
    zone: ThermalZone,
    defaults: Defaults,
    years: Sequence[MeteredYear],
    operation: ActualOperation | None = None,
) -> Calibrated:
    """Draws of the inputs of a building, weighed by the monthly energy of all its carriers.

    The building is simulated in the weather and calendar of each year. Besides the inputs that
    are always uncertain, air, light, equipment and hot water are: meters see the real use, and a
    model in standard use would blame the walls for it. What the operation tells of these is
    known and not asked of the meters.

    zone : in standard use, before any measure.
    years : of the same carriers, oldest first.
    operation : how the building is really used, None for the standard.

    Raises
    ------
    MissingInput
        With fewer than six months of readings.
    MissingInput, InputOutOfRange
        As `heat_balance.annual_energy`.
    """
    metered = _metered(years, operation)
    simulate = partial(_simulated, zone=zone, defaults=defaults, metered=metered)
    prior = _prior(operation)
    has_weather = all(year.has_own_weather for year in years)
    errors = USUAL_ERRORS if has_weather else IN_A_NORMAL_YEAR
    found = calibrate(simulate, prior, metered.readings, "month", errors, BUDGET)
    before = simulate(np.full((1, len(NAMES)), 0.5))[0]
    fits = _fits(metered, before, found.simulated.mean(axis=0))
    against = Against(
        tuple(y.year for y in years),
        tuple(y.weather for y in years),
        years[-1].meters,
        has_weather,
        operation is not None,
        _drift(metered, found.simulated.mean(axis=0)),
    )
    result = calibrated_result(fits, against, found, _at_edge(found))
    return Calibrated(result, _draws(found), _middle(found), operation)


def _metered(years: Sequence[MeteredYear], operation: ActualOperation | None) -> _Metered:
    carriers = tuple(years[-1].monthly)
    means: dict[str, float] = {}
    for carrier in carriers:
        months = np.concatenate([year.monthly[carrier] for year in years])
        if not np.isfinite(months).any():
            raise MissingInput(
                "No month of {carrier} is known, so the building was not calibrated by it.",
                "Import at least six months, best a whole year.",
                carrier=carrier,
            )
        means[carrier] = float(np.nanmean(months))
    return _Metered(tuple(years), operation, carriers, means)


def _prior(operation: ActualOperation | None) -> Prior:
    """All inputs as assumed; those that the operation tells stay at what it says."""
    overrides = operation.overrides if operation else ()
    told = {TOLD[o.quantity] for o in overrides if o.quantity in TOLD}
    is_told = np.array([name in told for name in NAMES])
    low, high = np.where(is_told, 0.5, 0.0), np.where(is_told, 0.5, 1.0)
    return Prior(NAMES, low, np.full(len(NAMES), 0.5), high)


def _simulated(
    places: FloatArray, zone: ThermalZone, defaults: Defaults, metered: _Metered
) -> FloatArray:
    """Months of all years and carriers in a row, as `_Metered.in_a_row`, shape (n, periods)."""
    variants: list[Variant] = []
    for row in places:
        draw = _quantiles(row)
        variants.append(Variant(drawn_zone(zone, draw, defaults), drawn_physics(defaults, draw)))
    by_year: list[list[Mapping[str, FloatArray]]] = []
    for year in metered.years:
        use = operation_in(metered.operation, year.year) if metered.operation else None
        found = simulate_many(variants, year.weather, defaults, use)
        by_year.append([one.delivered.monthly() for one in found])
    rows = [metered.in_a_row(months) for months in zip(*by_year, strict=True)]
    return np.nan_to_num(np.stack(rows))


def _fits(
    metered: _Metered, before: FloatArray, after: FloatArray
) -> dict[str, tuple[Agreement, Agreement]]:
    """Agreement of each carrier over all months of all years, before and after."""
    read = metered.of_carriers(metered.readings)
    first, last = (metered.of_carriers(row) for row in (before, after))
    return {
        carrier: (agreement(read[k], first[k], "month"), agreement(read[k], last[k], "month"))
        for k, carrier in enumerate(metered.carriers)
    }


def _drift(metered: _Metered, after: FloatArray) -> dict[int, float]:
    """What the calibrated model misses of all energy of each year, as share of what was read."""
    read, fitted = metered.of_carriers(metered.readings), metered.of_carriers(after)
    missed: dict[int, float] = {}
    for year in metered.years:
        first = MONTHS * (year.year - metered.years[0].year)
        months = slice(first, first + MONTHS)
        is_known = np.isfinite(read[:, months])
        counted = read[:, months][is_known].sum()
        missed[year.year] = float((counted - fitted[:, months][is_known].sum()) / counted)
    return missed


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
