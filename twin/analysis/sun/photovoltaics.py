"""What solar panels on a roof or a facade make in each hour, and how much of it is used."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from twin.analysis.sun.shading import Shading, shaded
from twin.analysis.sun.transposition import PlaneSun, plane_sun
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray, frozen
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather

MOUNTINGS = {
    "open": "open_rack_glass_glass",
    "close": "close_mount_glass_glass",
    "insulated": "insulated_back_glass_polymer",
}
"""Air behind the panels, and the measured cell temperatures of King et al. (2004) for it."""
TEMPERATURE_COEFFICIENT = -0.0035  # of power, PVWatts 5 for premium modules. [1/K]
LOSSES = 0.1408  # soiling, shade, mismatch, wiring, ageing, downtime: PVWatts 5, Dobos (2014)
SHADE = 0.03  # of these, for shade that nobody looked at: PVWatts 5
POOR_CARE, GOOD_CARE = 0.05, 0.04  # more and less of them: snow, dirt; optimisers (estimate)
YEAR_TO_YEAR = 0.08  # of the sun of a year in western Norway, 10 to 90 % (estimate)
INVERTER_EFFICIENCY = 0.975  # of today's; PVWatts 5 has 0.96 (estimate)
DIRECT_TO_ALTERNATING = 1.2  # rated power of panels to that of the inverter, PVWatts 5
STILL_AIR = 1.0  # wind where the weather does not tell; warms the cells. [m/s]
PANEL_POWER = 0.21  # of today's panels per area (estimate). [kW/m2]


@dataclass(frozen=True, slots=True)
class PanelField:
    """Panels in one plane.

    power : at 1000 W/m2 and 25 degree C cells. [kW]
    tilt : 0 up, 90 vertical. [degree]  azimuth : clockwise from north. [degree]
    mounting : key of `MOUNTINGS`: ``open`` on racks, ``close`` to a roof, ``insulated`` without
        air behind.
    """

    power: float
    tilt: float
    azimuth: float
    mounting: str = "open"

    def __post_init__(self) -> None:
        """Refuse what is no field.

        Raises
        ------
        InputOutOfRange
            If the power is negative or missing, or the mounting unknown.
        """
        if not (0 <= self.power < np.inf) or self.mounting not in MOUNTINGS:
            raise InputOutOfRange(
                "Panels of {power} kW, mounted as {mounting}, cannot be; nothing was calculated.",
                "Give a power from 0 kW up and a mounting: open, close or insulated.",
                power=self.power,
                mounting=self.mounting,
            )


@dataclass(frozen=True, slots=True, eq=False)
class PanelYield:
    """Electricity of a field.

    hourly : alternating current in each hour, central value, shape (8760,). [kWh]
    low, central, high : of a year per rated power; low and high are poor and good care in a dull
        and a bright year. [kWh/kW]
    """

    hourly: FloatArray
    low: float
    central: float
    high: float

    def __post_init__(self) -> None:
        """Check the shape and freeze the array."""
        object.__setattr__(self, "hourly", frozen(self.hourly, np.float64, (HOURS_OF_YEAR,)))


@dataclass(frozen=True, slots=True, eq=False)
class SelfUse:
    """Where the electricity of panels goes, arrays of shape (8760,). [kWh]

    own_use : used in the building in the same hour.  exported : the rest.
    bought : what the building still needs from the grid.
    """

    own_use: FloatArray
    exported: FloatArray
    bought: FloatArray

    @property
    def share_used(self) -> float:
        """Part of what the panels make that the building uses; NaN if they make nothing."""
        made = self.own_use.sum() + self.exported.sum()
        return float(self.own_use.sum() / made) if made > 0 else np.nan

    @property
    def share_covered(self) -> float:
        """Part of what the building needs that the panels give; NaN if it needs nothing."""
        needed = self.own_use.sum() + self.bought.sum()
        return float(self.own_use.sum() / needed) if needed > 0 else np.nan


def panel_yield(
    field: PanelField,
    weather: HourlyWeather,
    shading: Shading | None = None,
    ground_reflection: float = 0.2,
) -> PanelYield:
    """Electricity of panels in each hour of the year.

    Shade on a part of the field takes that part of the beam. That is right for panels with own
    optimisers; strings lose more.

    Parameters
    ----------
    shading : of the field; None: nobody looked, and the losses hold 3 % for it.

    Raises
    ------
    MissingInput
        If the weather lacks sun or temperature.

    References
    ----------
    PVWatts 5, Dobos (2014), NREL/TP-6A20-62641, through pvlib, with the cell temperature of King
    et al. (2004), SAND2004-3535, and the reflection of Marion (2017) for diffuse light.
    """
    if not weather.knows("temperature"):
        raise MissingInput(
            "{name} has hours without temperature, so the panels' electricity is unknown.",
            "Choose a weather file without gaps, or fill them from the normal year.",
            name=weather.name,
        )
    sun = shaded(plane_sun(weather, field.tilt, field.azimuth, ground_reflection), shading)
    losses = LOSSES if shading is None else 1 - (1 - LOSSES) / (1 - SHADE)
    per_power = _direct_current(sun, field, weather)
    hourly = _alternating(per_power, losses)
    low = _alternating(per_power * (1 - YEAR_TO_YEAR), losses + POOR_CARE).sum()
    high = _alternating(per_power * (1 + YEAR_TO_YEAR), losses - GOOD_CARE).sum()
    return PanelYield(field.power * hourly, float(low), float(hourly.sum()), float(high))


def field_on(
    outline: FloatArray,
    plane: tuple[float, float],
    set_back: float,
    coverage: float = 1.0,
    mounting: str = "open",
) -> PanelField:
    """Panels on a roof or facade, as much as fits.

    Parameters
    ----------
    outline : corners of the roof or facade in its own plane, not closed, shape (n, 2). [m]
    plane : tilt and azimuth of the panels. [degree]
    set_back : free strip along the edges. [m]
    coverage : panel area per area inside the strip: 1 in the plane of the roof, about 0.5 for
        rows to the south on a flat roof, 0.9 for low rows to east and west.
    """
    if (
        len(outline) < 3
        or not np.isfinite(outline).all()
        or set_back < 0
        or not 0 <= coverage <= 1
    ):
        raise InputOutOfRange(
            "The outline of the panels has fewer than three corners, or its free strip of "
            "{set_back} m or coverage of {coverage} cannot be; no panels were placed.",
            "Give three or more corners, a strip from 0 m up and a coverage from 0 to 1.",
            set_back=set_back,
            coverage=coverage,
        )
    inner = shapely.make_valid(shapely.Polygon(outline)).buffer(-set_back, join_style="mitre")
    return PanelField(inner.area * coverage * PANEL_POWER, *plane, mounting)


def self_use(made: FloatArray, load: FloatArray) -> SelfUse:
    """What of the panels' electricity the building uses in the hour in which it is made.

    Parameters
    ----------
    made, load : electricity of the panels and of the building, shape (8760,). [kWh]

    Raises
    ------
    MissingInput
        If an hour of either is missing.
    """
    if made.shape != load.shape or not (np.isfinite(made).all() and np.isfinite(load).all()):
        raise MissingInput(
            "The electricity of the panels or of the building has gaps, so their hours cannot be "
            "compared.",
            "Fill the gaps of the meter, or use the calculated load.",
        )
    own_use = np.minimum(made, np.maximum(load, 0.0))
    return SelfUse(own_use, made - own_use, np.maximum(load, 0.0) - own_use)


def _direct_current(sun: PlaneSun, field: PanelField, weather: HourlyWeather) -> FloatArray:
    """Power of the panels against their rated power before losses, shape (8760,)."""
    from pvlib import pvsystem, temperature  # slow to import

    wind = np.where(np.isfinite(weather.wind_speed), weather.wind_speed, STILL_AIR)
    parameters = temperature.TEMPERATURE_MODEL_PARAMETERS["sapm"][MOUNTINGS[field.mounting]]
    cells = temperature.sapm_cell(sun.total, weather.temperature, wind, **parameters)
    entering = _behind_glass(sun, field.tilt)
    return np.asarray(pvsystem.pvwatts_dc(entering, cells, 1.0, TEMPERATURE_COEFFICIENT))


def _behind_glass(sun: PlaneSun, tilt: float) -> FloatArray:
    """Sun that the glass of the panels does not throw back, shape (8760,). [W/m2]"""
    from pvlib import iam  # slow to import

    sky, ground = _diffuse_through(round(tilt, 1))
    angle = np.degrees(np.arccos(np.clip(sun.cosine, 0.0, 1.0)))
    return sun.direct * np.asarray(iam.physical(angle)) + sun.sky * sky + sun.ground * ground


@lru_cache(maxsize=64)
def _diffuse_through(tilt: float) -> tuple[float, float]:
    """Shares of light from sky and ground that pass the glass of a panel."""
    from pvlib import iam  # slow to import

    shares = iam.marion_diffuse("physical", tilt)
    sky, ground = (float(shares[part]) for part in ("sky", "ground"))
    return sky, ground if np.isfinite(ground) else 1.0


def _alternating(direct: FloatArray, losses: float) -> FloatArray:
    """Alternating current per rated power of the panels, shape (8760,)."""
    from pvlib import inverter  # slow to import

    limit = 1 / DIRECT_TO_ALTERNATING / INVERTER_EFFICIENCY
    return np.asarray(inverter.pvwatts(direct * (1 - losses), limit, INVERTER_EFFICIENCY))
