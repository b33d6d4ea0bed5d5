"""How much sun falls on a plane that nothing shades."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.sun.position import SunPath, sun_of
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray, frozen
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather

LEVEL = 0.05  # tilt below which a plane lies flat. [degree]
SUN_COLUMNS = ("ghi", "dni", "dhi")
PARTS = ("beam", "circumsolar", "sky", "ground")


@dataclass(frozen=True, slots=True, eq=False)
class PlaneSun:
    """Sun on a plane in each hour, means of the hour, arrays of shape (8760,). [W/m2]

    The parts do not overlap: their sum is `total`.

    beam : straight from the sun.
    circumsolar : scattered close to the sun; falls, and is shaded, like the beam.
    sky : from the rest of the sky, the bright horizon included.
    horizon : what of `sky` comes from the horizon; may be negative where that is dark.
    ground : thrown back by the ground.
    cosine : of the angle between the sun and the outward normal; 0 when the sun is behind the
        plane or down. No unit.
    """

    beam: FloatArray
    circumsolar: FloatArray
    sky: FloatArray
    ground: FloatArray
    cosine: FloatArray
    horizon: FloatArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        for name in (*PARTS, "cosine", "horizon"):
            column = frozen(getattr(self, name), np.float64, (HOURS_OF_YEAR,))
            object.__setattr__(self, name, column)

    @property
    def direct(self) -> FloatArray:
        """Everything that comes from where the sun is, shape (8760,). [W/m2]"""
        return self.beam + self.circumsolar

    @property
    def diffuse(self) -> FloatArray:
        """From sky and ground without what surrounds the sun, shape (8760,). [W/m2]"""
        return self.sky + self.ground

    @property
    def total(self) -> FloatArray:
        """All of it, shape (8760,). [W/m2]"""
        return self.direct + self.diffuse


def plane_sun(
    weather: HourlyWeather, tilt: float, azimuth: float, ground_reflection: float = 0.2
) -> PlaneSun:
    """Sun on an unshaded plane in each hour; the same plane is calculated once.

    A level plane gets exactly the global irradiance of the weather.

    Parameters
    ----------
    tilt : 0 up, 90 vertical, 180 down. [degree]
    azimuth : outward normal clockwise from north; NaN only for a level plane. [degree]
    ground_reflection : share of the global irradiance that the ground throws back.

    Raises
    ------
    MissingInput
        If an hour of the weather has no sun column, or a tilted plane has no azimuth.
    InputOutOfRange
        If tilt is not 0 to 180 degrees or the reflection not 0 to 1.

    References
    ----------
    Perez et al. (1990), Solar Energy 44, 271-289, all-sites composite, through pvlib.
    """
    _check(tilt, azimuth, ground_reflection)
    is_level = tilt < LEVEL or tilt > 180 - LEVEL
    facing = 0.0 if is_level else round(azimuth % 360.0, 1) % 360.0
    return _plane_sun(weather, round(tilt, 1), facing, round(ground_reflection, 4))


@lru_cache(maxsize=128)
def _plane_sun(
    weather: HourlyWeather, tilt: float, azimuth: float, ground_reflection: float
) -> PlaneSun:
    from pvlib import irradiance  # slow to import

    sky = _sky(weather)
    sun = sky.sun
    facing = np.asarray(irradiance.aoi_projection(tilt, azimuth, sun.zenith, sun.azimuth))
    cosine = np.where(sun.is_up, np.maximum(facing, 0.0), 0.0)
    beam = sky.beam * cosine
    rise = np.cos(np.radians(tilt))
    ground = weather.ghi * (ground_reflection * (1 - rise) / 2)
    if tilt == 0:
        beam = np.minimum(beam, weather.ghi)
        around = np.minimum(sky.circumsolar * cosine, weather.ghi - beam)
        rest = weather.ghi - beam - around
        return PlaneSun(beam, around, rest, ground, cosine, np.zeros_like(rest))
    horizon = sky.horizon * np.sin(np.radians(tilt))
    dome = np.maximum(sky.isotropic * ((1 + rise) / 2) + horizon, 0.0)
    return PlaneSun(beam, sky.circumsolar * cosine, dome, ground, cosine, horizon)


@dataclass(frozen=True, slots=True, eq=False)
class _Sky:
    """Sun and diffuse sky by Perez, arrays of shape (8760,). [W/m2]

    beam : on a plane that faces the sun, never more than outside the atmosphere.
    isotropic : on a level plane.  circumsolar : on a plane that faces the sun.
    horizon : on a vertical plane; may be negative under a dark horizon.
    """

    sun: SunPath
    beam: FloatArray
    isotropic: FloatArray
    circumsolar: FloatArray
    horizon: FloatArray


@lru_cache(maxsize=16)
def _sky(weather: HourlyWeather) -> _Sky:
    """The three parts of the sky, which do not depend on the plane.

    They are read off a vertical plane that follows the sun. Before sunrise and after sunset,
    and where the weather has no diffuse light, the sky is uniform.
    """
    from pvlib import atmosphere, irradiance  # slow to import

    _check_weather(weather)
    sun = sun_of(weather)
    zenith = np.minimum(sun.zenith, 89.9)
    day_of_year = np.repeat(np.arange(1.0, 366.0), 24)
    extra = np.asarray(irradiance.get_extra_radiation(day_of_year))
    beam = np.minimum(weather.dni, extra)
    parts = irradiance.perez(
        90.0, sun.azimuth, weather.dhi, beam, extra, zenith,
        sun.azimuth, np.asarray(atmosphere.get_relative_airmass(zenith)), return_components=True,
    )  # fmt: skip
    is_lit = sun.is_up & (weather.dhi > 0) & (np.asarray(parts["poa_sky_diffuse"]) > 0)
    facing = np.maximum(np.sin(np.radians(zenith)), 1e-6)
    around = np.where(is_lit, parts["poa_circumsolar"] / facing, 0.0)
    horizon = np.where(is_lit, parts["poa_horizon"], 0.0)
    isotropic = np.where(is_lit, 2 * parts["poa_isotropic"], weather.dhi)
    return _Sky(sun, beam, isotropic, around, horizon)


def _check(tilt: float, azimuth: float, ground_reflection: float) -> None:
    if not 0 <= tilt <= 180:
        raise InputOutOfRange(
            "A plane tilted by {tilt} degrees does not exist, so no sun was calculated for it.",
            "Give a tilt from 0 (facing up) to 180 (facing down).",
            tilt=tilt,
        )
    if not 0 <= ground_reflection <= 1:
        raise InputOutOfRange(
            "The ground cannot throw back {share} of the sun, so no sun was calculated.",
            "Give a share from 0 to 1; grass and asphalt throw back about 0.2, snow 0.7.",
            share=ground_reflection,
        )
    if LEVEL <= tilt <= 180 - LEVEL and not np.isfinite(azimuth):
        raise MissingInput(
            "A plane tilted by {tilt} degrees does not say where it faces, so its sun is unknown.",
            "Give the direction it faces, clockwise from north.",
            tilt=tilt,
        )


def _check_weather(weather: HourlyWeather) -> None:
    """Refuse a year with gaps or with light below zero."""
    for column in SUN_COLUMNS:
        values = getattr(weather, column)
        missing = int((~np.isfinite(values)).sum())
        if missing:
            raise MissingInput(
                "{name} has no {column} in {hours} hours, so the sun of the year is unknown.",
                "Choose a weather file without gaps, or fill them from the normal year.",
                name=weather.name,
                column=column,
                hours=missing,
            )
        if (values < 0).any():
            raise InputOutOfRange(
                "{name} has {column} below zero in {hours} hours, which no sky gives.",
                "Choose another weather file, or correct those hours.",
                name=weather.name,
                column=column,
                hours=int((values < 0).sum()),
            )
