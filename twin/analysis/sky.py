"""What air and sky do to one another: humidity, cloud and the temperature of the sky."""

import numpy as np

from twin.model.arrays import FloatArray

KELVIN = 273.15
STEFAN_BOLTZMANN = 5.6697e-8
"""[W/(m2 K4)], the value the infrared columns of EnergyPlus weather files were made with."""
MAGNUS_FACTOR, MAGNUS_OFFSET, MAGNUS_PRESSURE = 17.625, 243.04, 610.94
"""Alduchov and Eskridge (1996), equation 21: no unit, [degree C], [Pa]."""
FULL_COVER = 10.0  # tenths
OPAQUE_PER_DULLNESS = 10.5
"""Opaque cover in tenths of a day per missing share of the clear sky's irradiation (Haurwitz).
A line through the days of a typical year at Bergen-Flesland: 8.1 tenths at 22 %, 5.4 at 52 %,
1.8 at 82 %."""


def vapour_pressure(dew_point: FloatArray) -> FloatArray:
    """Pressure of the water vapour in air, same shape as `dew_point` [degree C]. [Pa]

    References
    ----------
    Alduchov and Eskridge (1996), equation 21; within 0.4 % from -40 to 50 degree C.
    """
    return MAGNUS_PRESSURE * np.exp(MAGNUS_FACTOR * dew_point / (MAGNUS_OFFSET + dew_point))


def dew_point(temperature: FloatArray, relative_humidity: FloatArray) -> FloatArray:
    """Dew point of air, same shape as the arguments; NaN where one of them is. [degree C]

    Parameters
    ----------
    relative_humidity : over water. [%]
    """
    share = np.clip(relative_humidity, 1.0, 100.0) / 100
    level = np.log(share) + MAGNUS_FACTOR * temperature / (MAGNUS_OFFSET + temperature)
    return MAGNUS_OFFSET * level / (MAGNUS_FACTOR - level)


def relative_humidity(temperature: FloatArray, dew_point: FloatArray) -> FloatArray:
    """Share of the vapour that air could hold, same shape as the arguments. [%]"""
    return 100 * vapour_pressure(dew_point) / vapour_pressure(temperature)


def sky_emissivity(dew_point: FloatArray, opaque_cover: FloatArray) -> FloatArray:
    """How much the sky radiates against a black body at air temperature; no unit.

    Parameters
    ----------
    dew_point : not above the air temperature. [degree C]
    opaque_cover : tenths of the sky hidden by clouds one cannot see through.

    References
    ----------
    Clark and Allen (1978) for the clear sky, Walton (1983) for the clouds; the usual model of
    EnergyPlus (Engineering Reference, "Climate Calculations").
    """
    clear = 0.787 + 0.764 * np.log((dew_point + KELVIN) / KELVIN)
    n = np.clip(opaque_cover, 0.0, FULL_COVER)
    return clear * (1 + 0.0224 * n - 0.0035 * n**2 + 0.00028 * n**3)


def sky_temperature(
    temperature: FloatArray, dew_point: FloatArray, opaque_cover: FloatArray
) -> FloatArray:
    """Temperature of a black body that radiates like the sky; NaN where an input is.

    Parameters
    ----------
    temperature, dew_point : [degree C]
    opaque_cover : in tenths.
    """
    emissivity = sky_emissivity(np.minimum(dew_point, temperature), opaque_cover)
    return (temperature + KELVIN) * emissivity**0.25 - KELVIN


def radiating_temperature(infrared: FloatArray) -> FloatArray:
    """Temperature of the black body that sends `infrared` [W/m2] downwards. [degree C]"""
    return (infrared / STEFAN_BOLTZMANN) ** 0.25 - KELVIN


def clearness_under_cloud(total_cover: FloatArray) -> FloatArray:
    """Global irradiance under clouds against that of the clear sky; no unit.

    Parameters
    ----------
    total_cover : in tenths.

    References
    ----------
    Kasten and Czeplak (1980), equation 3.
    """
    return 1 - 0.75 * (np.clip(total_cover, 0.0, FULL_COVER) / FULL_COVER) ** 3.4


def opaque_cover(clearness: FloatArray) -> FloatArray:
    """Cloud of a day whose irradiation is `clearness` of that of a clear sky. [tenths]"""
    return np.clip(OPAQUE_PER_DULLNESS * (1 - clearness), 0.0, FULL_COVER)
