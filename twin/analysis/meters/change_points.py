"""Least squares over a grid of change points, for many meters at once."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray, IntArray

PARAMETERS = {"1P": 1, "2PH": 2, "2PC": 2, "3PH": 3, "3PC": 3, "4P": 4, "5P": 5}
"""Coefficients of each model, the simplest first (ASHRAE RP-1050, Kissock 2003)."""
GRID_STEP = 0.5
"""Distance of the change points that are tried. [K]"""
BALANCE = (0.0, 26.0)
"""Change points outside this are not those of a building. [degree C]"""
_FEWEST_SHARE = 0.07
"""Share of the days that must lie on either side of a change point."""
_DEADBAND = 1.0
"""Smallest distance between the change points of heating and cooling of a 5P model. [K]"""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Best fit of one model per meter; each array has shape (m,)."""

    model: str
    base: FloatArray
    heating_slope: FloatArray
    cooling_slope: FloatArray
    heating_balance: FloatArray
    cooling_balance: FloatArray
    squares: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Weighted sums that every fit is made from.

    count, energy, energy_squares : shape (m, 1).
    heating, heating_squares, heating_energy : per heating change point, shape (m, k).
    cooling, cooling_squares, cooling_energy : per cooling change point, shape (m, k).
    """

    count: FloatArray
    energy: FloatArray
    energy_squares: FloatArray
    heating: FloatArray
    heating_squares: FloatArray
    heating_energy: FloatArray
    cooling: FloatArray
    cooling_squares: FloatArray
    cooling_energy: FloatArray


def fitted_models(
    rates: FloatArray, weights: FloatArray, temperature: FloatArray, period_of_day: IntArray
) -> tuple[Candidates, ...]:
    """Best fit of every model in `PARAMETERS`.

    A model without an allowed fit has infinite squares. Slopes and base load are not negative.
    Degree days are means over the days of a period, so that months are fitted with the days they
    are made of.

    rates : energy per day, NaN where unknown, shape (m, n). [kWh/day]
    weights : shape (m, n), 0 where a rate is unknown.
    temperature : daily means, shape (d,). [degree C]
    period_of_day : period each day lies in, rising, shape (d,).
    """
    points = _grid(temperature)
    warmest, coldest = float(temperature.max()), float(temperature.min())
    heating_points = np.r_[points, warmest]
    cooling_points = np.r_[points, coldest]
    n_periods = rates.shape[1]
    heating = period_means(
        np.maximum(heating_points - temperature[:, None], 0.0), period_of_day, n_periods
    )
    cooling = period_means(
        np.maximum(temperature[:, None] - cooling_points, 0.0), period_of_day, n_periods
    )
    sums = _sums(np.nan_to_num(rates), weights, heating, cooling)
    inner = np.arange(len(points), dtype=np.int32)
    outer = np.array([len(points)], np.int32)
    is_pair = points[None, :] - points[:, None] >= _DEADBAND
    below, above = (side.astype(np.int32) for side in np.nonzero(is_pair))
    crossed = _crossed(weights, heating, cooling, np.r_[inner, below], np.r_[inner, above])
    n_same = len(points)
    return (
        _mean_only(sums),
        _one_slope(sums, heating_points, outer, "2PH"),
        _one_slope(sums, cooling_points, outer, "2PC"),
        _one_slope(sums, heating_points, inner, "3PH"),
        _one_slope(sums, cooling_points, inner, "3PC"),
        _two_slopes(sums, points, (inner, inner), crossed[:, :n_same], "4P"),
        _two_slopes(sums, points, (below, above), crossed[:, n_same:], "5P"),
    )


def period_means(by_day: FloatArray, period_of_day: IntArray, n_periods: int) -> FloatArray:
    """Means over the days of each period; NaN without days, shape (n, …).

    by_day : shape (d, …).
    """
    if len(period_of_day) == n_periods:
        return by_day
    days = np.bincount(period_of_day, minlength=n_periods)
    sums = np.zeros((n_periods, *by_day.shape[1:]))
    np.add.at(sums, period_of_day, by_day)
    shape = (n_periods,) + (1,) * (by_day.ndim - 1)
    return sums / np.where(days > 0, days, np.nan).reshape(shape)


def _grid(temperature: FloatArray) -> FloatArray:
    low, high = np.quantile(temperature, (_FEWEST_SHARE, 1.0 - _FEWEST_SHARE))
    low, high = max(float(low), BALANCE[0]), min(float(high), BALANCE[1])
    if high <= low:
        return np.empty(0)
    return np.arange(np.ceil(low / GRID_STEP), np.floor(high / GRID_STEP) + 1) * GRID_STEP


def _sums(
    rates: FloatArray, weights: FloatArray, heating: FloatArray, cooling: FloatArray
) -> Sums:
    heating, cooling = np.nan_to_num(heating), np.nan_to_num(cooling)
    weighted = weights * rates
    return Sums(
        weights.sum(axis=1, keepdims=True),
        weighted.sum(axis=1, keepdims=True),
        (weighted * rates).sum(axis=1, keepdims=True),
        weights @ heating,
        weights @ heating**2,
        weighted @ heating,
        weights @ cooling,
        weights @ cooling**2,
        weighted @ cooling,
    )


def _crossed(
    weights: FloatArray, heating: FloatArray, cooling: FloatArray, at: IntArray, beside: IntArray
) -> FloatArray:
    """Sums of heating times cooling degrees; zero for days, as no day has both."""
    products = np.nan_to_num(heating)[:, at] * np.nan_to_num(cooling)[:, beside]
    if not products.any():
        return np.zeros((1, len(at)))
    return weights @ products


def _mean_only(sums: Sums) -> Candidates:
    base = sums.energy / sums.count
    squares = sums.energy_squares - base * sums.energy
    none = np.zeros(len(base))
    gap = np.full(len(base), np.nan)
    return Candidates("1P", base[:, 0], none, none, gap, gap, np.maximum(squares[:, 0], 0.0))


def _one_slope(sums: Sums, points: FloatArray, chosen: IntArray, model: str) -> Candidates:
    """2P and 3P: one slope beside one change point."""
    is_heating = model.endswith("H")
    degrees = (sums.heating if is_heating else sums.cooling)[:, chosen]
    squares = (sums.heating_squares if is_heating else sums.cooling_squares)[:, chosen]
    energy = (sums.heating_energy if is_heating else sums.cooling_energy)[:, chosen]
    none = np.zeros((1, 1))
    base, slope, _, rest = _solved(sums, (degrees, squares, energy), (none, none, none), none)
    best = _best(rest)
    rows = np.arange(len(best))
    at = points[chosen][best] if len(chosen) else np.full(len(best), np.nan)
    zero, gap = np.zeros(len(best)), np.full(len(best), np.nan)
    base, slope, rest = base[rows, best], slope[rows, best], rest[rows, best]
    if is_heating:
        return Candidates(model, base, slope, zero, at, gap, rest)
    return Candidates(model, base, zero, slope, gap, at, rest)


def _two_slopes(
    sums: Sums, points: FloatArray, pairs: tuple[IntArray, IntArray], both: FloatArray, model: str
) -> Candidates:
    """4P and 5P: heating below one change point, cooling above the same or a higher one."""
    below, above = pairs
    heating = tuple(s[:, below] for s in (sums.heating, sums.heating_squares, sums.heating_energy))
    cooling = tuple(s[:, above] for s in (sums.cooling, sums.cooling_squares, sums.cooling_energy))
    base, heating_slope, cooling_slope, rest = _solved(sums, heating, cooling, both)
    best = _best(rest)
    rows = np.arange(len(best))
    return Candidates(
        model,
        base[rows, best],
        heating_slope[rows, best],
        cooling_slope[rows, best],
        points[below][best] if len(below) else np.full(len(best), np.nan),
        points[above][best] if len(above) else np.full(len(best), np.nan),
        rest[rows, best],
    )


def _solved(
    sums: Sums,
    heating: tuple[FloatArray, ...],
    cooling: tuple[FloatArray, ...],
    both: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Base, slopes and squares of every pair of change points, shape (m, k) each.

    The base load is eliminated first; where it would be negative the fit goes through zero.
    """
    if heating[0].shape[1] == 0:
        lost = np.full((len(sums.count), 1), np.inf)
        return lost, lost, lost, lost
    count, energy = sums.count, sums.energy
    centred = _normal_equations(
        heating[1] - heating[0] ** 2 / count,
        cooling[1] - cooling[0] ** 2 / count,
        both - heating[0] * cooling[0] / count,
        heating[2] - heating[0] * energy / count,
        cooling[2] - cooling[0] * energy / count,
    )
    through_zero = _normal_equations(heating[1], cooling[1], both, heating[2], cooling[2])
    base = (energy - centred[0] * heating[0] - centred[1] * cooling[0]) / count
    is_positive = base >= 0
    first = np.where(is_positive, centred[0], through_zero[0])
    second = np.where(is_positive, centred[1], through_zero[1])
    total = np.where(is_positive, sums.energy_squares - energy**2 / count, sums.energy_squares)
    rest = total - np.where(is_positive, centred[2], through_zero[2])
    is_allowed = (first >= 0) & (second >= 0) & np.isfinite(rest)
    is_used = (first > 0) & ((second > 0) | (cooling[1].shape[1] == 1))
    rest = np.where(is_allowed & is_used, np.maximum(rest, 0.0), np.inf)
    return np.where(is_positive, base, 0.0), first, second, rest


def _normal_equations(
    first: FloatArray, second: FloatArray, both: FloatArray, one: FloatArray, other: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Two slopes and the squares they explain; the second is 0 where it has no degrees."""
    is_single = second <= 1e-12
    denominator = np.where(is_single, first, first * second - both**2)
    denominator = np.where(denominator > 1e-9, denominator, np.nan)
    slope = np.where(is_single, one, one * second - other * both) / denominator
    beside = np.where(is_single, 0.0, (other * first - one * both) / denominator)
    return slope, beside, slope * one + beside * other


def _best(rest: FloatArray) -> IntArray:
    return np.argmin(rest, axis=1).astype(np.int32)
