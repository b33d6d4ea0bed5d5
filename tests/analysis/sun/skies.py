"""Small years of weather for the tests of the sun."""

import numpy as np

from twin.analysis.sun.position import sun_path
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather

BERGEN = (60.383, 5.333)


def clear_year(latitude=BERGEN[0], longitude=BERGEN[1], beam=600.0, diffuse=100.0, **given):
    """The same beam and diffuse light in every hour with sun."""
    sun = sun_path(latitude, longitude, 1.0)
    dni, dhi = beam * sun.is_up, diffuse * sun.is_up
    ghi = dni * np.maximum(sun.direction[:, 2], 0) + dhi
    columns = {"ghi": ghi, "dni": dni, "dhi": dhi, **given}
    return HourlyWeather(
        "clear",
        "test",
        latitude,
        longitude,
        np.full(HOURS_OF_YEAR, 5.0),
        utc_offset=1.0,
        **columns,
    )
