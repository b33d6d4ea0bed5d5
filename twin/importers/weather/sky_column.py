"""Dew point and sky temperature from whatever a file has of humidity, infrared and cloud."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.analysis.sky import dew_point, radiating_temperature, sky_temperature
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.thermal import absent_hours

ABOVE_AIR = 1.0
"""A dew point this far above the air temperature is a fault and no rounding. [K]"""


@dataclass(frozen=True, slots=True, eq=False)
class SkyColumn:
    """Arrays of shape (8760,), NaN where unknown. [degree C]

    origin : only of columns that are not those of the file.
    """

    dew_point: FloatArray
    temperature: FloatArray
    origin: Mapping[str, str]
    findings: tuple[Finding, ...]


def sky_column(columns: Mapping[str, FloatArray]) -> SkyColumn:
    """Sky temperature from infrared radiation, else from dew point and cloud, else NaN.

    Parameters
    ----------
    columns : ``temperature`` and ``dew_point`` [degree C], ``relative_humidity`` [%],
        ``infrared`` [W/m2], ``opaque_cover`` or ``total_cover`` [tenths]; absent ones may be
        left out.
    """
    origin: dict[str, str] = {}
    dew, said = _dew_point(columns, origin)
    infrared = columns.get("infrared", absent_hours())
    measured = radiating_temperature(infrared)
    if np.isfinite(measured).all():
        return SkyColumn(dew, measured, origin, tuple(said))
    made = sky_temperature(columns["temperature"], dew, _cover(columns))
    sky = np.where(np.isnan(measured), made, measured)
    if np.isnan(sky).all():
        return SkyColumn(dew, sky, origin, (*said, _NO_SKY))
    used = np.isnan(measured) & np.isfinite(made)
    if used.any():
        said.append(_sky_made(int(used.sum())))
    if np.isnan(measured).all():
        origin["sky_temperature"] = "estimated"
    return SkyColumn(dew, sky, origin, tuple(said))


def _dew_point(
    columns: Mapping[str, FloatArray], origin: dict[str, str]
) -> tuple[FloatArray, list[Finding]]:
    given = columns.get("dew_point", absent_hours())
    air = columns["temperature"]
    made = dew_point(air, columns.get("relative_humidity", absent_hours()))
    said: list[Finding] = []
    if np.isnan(given).all() and np.isfinite(made).any():
        origin["dew_point"] = "estimated"
        said.append(_DEW_MADE)
    dew = np.where(np.isnan(given), made, given)
    above = dew > air + ABOVE_AIR
    if above.any():
        said.append(_above(int(above.sum())))
    return np.fmin(dew, np.where(np.isnan(dew), np.nan, air)), said


def _cover(columns: Mapping[str, FloatArray]) -> FloatArray:
    """Opaque cover, else the whole cover, which makes the sky a little too warm."""
    opaque = columns.get("opaque_cover", absent_hours())
    return np.where(np.isnan(opaque), columns.get("total_cover", absent_hours()), opaque)


def _above(hours: int) -> Finding:
    return Finding(
        "weather-dew-point-above-air",
        Severity.WARNING,
        "The dew point is above the air temperature in {hours} hours.",
        "The air was taken to be saturated then.",
        "Check the file's humidity.",
        values={"hours": hours},
    )


def _sky_made(hours: int) -> Finding:
    return Finding(
        "weather-sky-from-cloud",
        Severity.INFO,
        "The sky of {hours} hours was calculated from dew point and clouds (Clark and Allen).",
        "How cold the sky is, is an estimate there.",
        values={"hours": hours},
    )


_DEW_MADE = Finding(
    "weather-dew-point-from-humidity",
    Severity.INFO,
    "The dew point was calculated from temperature and relative humidity.",
)
_NO_SKY = Finding(
    "weather-no-sky",
    Severity.WARNING,
    "The file has neither the infrared radiation of the sky nor humidity and clouds.",
    "How cold the sky is, is not known.",
    "Add the sky of another file or of the normal year.",
)
