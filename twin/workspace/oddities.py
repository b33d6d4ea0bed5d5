"""What is odd in the readings of a meter, with the days that show it."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.finding import Finding
from twin.model.meter import EnergyCarrier, Readings
from twin.workspace.outdoor import Outdoors

WINTER_OF_HEAT = 2.0  # winter against summer, above which a meter counts heat (assumption)
MONTHS = 12
_LEAST_DAYS = 200  # with weather, below which no change in the same weather can be told


@dataclass(frozen=True, slots=True, eq=False)
class Oddity:
    """Something odd in a meter.

    meter : its name.  first, last : the days it lasts.
    begin : first day of `days`.  days : energy of each day, NaN where unknown. [kWh]
    """

    meter: str
    finding: Finding
    first: date
    last: date
    begin: date
    days: FloatArray


def oddities(
    meter: str, carrier: EnergyCarrier, readings: Readings, weather: Outdoors | None
) -> tuple[Oddity, ...]:
    """Night and weekend load, sudden steps, gaps, stuck meters and spikes of one meter.

    Electricity that heats is judged like district heat: it is needed at night, too. Carriers
    without a usual limit for empty hours are looked at for the rest alone. Without weather, steps
    cannot be told from a cold spell and are not looked for. Of a meter that was read by the day
    or month nothing is told: its hours are not known.
    """
    from twin.analysis.meters.anomalies import USUAL_LIMITS, anomalies
    from twin.analysis.meters.clock import from_utc
    from twin.analysis.meters.doubtful import doubtful_readings
    from twin.analysis.meters.periods import by_day, stored_series

    if readings.step != "hour":
        return ()
    series = stored_series(readings)
    heats = carrier is EnergyCarrier.ELECTRICITY and is_for_heat(readings)
    limits = USUAL_LIMITS.get(EnergyCarrier.DISTRICT_HEAT if heats else carrier)
    found = anomalies(series, limits) if limits else doubtful_readings(series)
    days = by_day(series)
    found = (*(_steps(readings, weather) if weather else ()), *found)
    begin = from_utc(days.starts[:1], "normal time")[0].astype("datetime64[D]").item()

    def day(moment: np.datetime64) -> date:
        wall = from_utc(np.array([moment], "datetime64[s]"), "normal time")[0]
        return wall.astype("datetime64[D]").item()

    return tuple(
        Oddity(meter, one.finding, day(one.first), day(one.last), begin, days.values)
        for one in found
    )


def _steps(readings: Readings, weather: Outdoors):  # noqa: ANN202  the analysis is loaded late
    from twin.analysis.meters.alignment import aligned
    from twin.analysis.meters.anomalies import sudden_steps
    from twin.analysis.meters.periods import by_day, stored_series

    try:
        days = aligned(by_day(stored_series(readings)), weather.first, weather.temperature)
    except MissingInput:
        return ()
    return sudden_steps(days) if np.isfinite(days.rates).sum() >= _LEAST_DAYS else ()


def is_for_heat(readings: Readings) -> bool:
    """Whether a meter counts far more in winter than in summer; False where either is unknown."""
    first = np.datetime64(readings.start, "h")
    hours = first + np.arange(len(readings.values)) * np.timedelta64(1, "h")
    month = hours.astype("datetime64[M]").astype(int) % MONTHS
    winter, summer = (
        readings.values[np.isin(month, season)] for season in ((11, 0, 1), (5, 6, 7))
    )
    if not (np.isfinite(winter).any() and np.isfinite(summer).any()):
        return False
    return bool(np.nanmean(winter) > WINTER_OF_HEAT * np.nanmean(summer))
