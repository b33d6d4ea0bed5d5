"""Zones as the rows that the compiled hours work on."""

import numpy as np
from numba import njit

from twin.analysis.zone import compiled as rows
from twin.analysis.zone.lanes import Hours, Lanes
from twin.analysis.zone.modes import MODES
from twin.model.arrays import Float32Array, FloatArray, IntArray

START = 20.0  # of all surfaces. [degree C]
LEAST_ANSWER = 1e-24  # of a mode to heat at the inner face; a lesser one is not seen inside
CACHE_LINE = 64  # [bytes]
NARROW, WIDE = 16, 32  # zones that run side by side
SCALARS = {
    rows.CAPACITY: "air_capacity",
    rows.LEAKAGE: "leakage",
    rows.SUPPLY: "supply",
    rows.RECOVERY: "recovery",
    rows.FROST: "frost",
    rows.WANTED: "supply_temperature",
    rows.COIL: "coil",
    rows.GAINS: "gains",
    rows.SHIFT: "shift",
    rows.HEATING_POWER: "heating_power",
    rows.COOLING_POWER: "cooling_power",
    rows.AIRING: "airing",
    rows.AIRING_ABOVE: "airing_temperature",
    rows.FLUSHING: "flushing",
    rows.FLUSHING_ABOVE: "flushing_above",
    rows.FLUSHING_BELOW: "flushing_below",
}
HOURLY = ("convective", "radiant", "flow", "extra", "heating", "cooling")


def memory_of(lanes: Lanes, part: IntArray, kind: type) -> FloatArray | Float32Array:
    """Rows of some zones before the first hour, shape (rows, zones), in line with the cache."""
    surfaces = len(lanes.area)
    found = aligned((rows.ZONE + surfaces * rows.SURFACE, len(part)), kind)
    zone = found[: rows.ZONE]
    for row, name in SCALARS.items():
        zone[row] = getattr(lanes, name)[part]
    area, radiation, flux = lanes.area[:, part], lanes.radiation[:, part], lanes.flux[:, part]
    both = 1 + flux * radiation
    held = area * both / flux
    zone[rows.GAIN_PER_AREA] = lanes.gains[part] / area.sum(axis=0)
    zone[rows.SEEN_SUM] = (area * radiation).sum(axis=0)
    zone[rows.HELD_SUM] = held.sum(axis=0)
    zone[rows.AIR] = zone[rows.RADIANT] = START
    each = np.moveaxis(found[rows.ZONE :].reshape(surfaces, rows.SURFACE, -1), 1, 0)
    each[rows.SEEN] = area * radiation
    each[rows.HELD] = held
    each[rows.VIEW] = flux * radiation / both
    each[rows.SEEN_AGAIN] = area * radiation * flux * radiation / both
    each[rows.WARM] = lanes.warm[:, part] * flux / both
    each[rows.COLD] = lanes.cold[:, part] * flux / both
    each[rows.OUTSIDE] = lanes.outside[:, part] / both
    each[rows.FLUX] = flux / both
    each[rows.BEAM] = lanes.beam[:, part] / area
    each[rows.DIFFUSE] = lanes.diffuse[:, part] / area
    each[rows.BACK] = 1 / flux
    each[rows.KEPT] = both / flux
    each[rows.INNER] = START
    _put_modes(each, lanes, part, both)
    return found


def _put_modes(
    each: FloatArray | Float32Array, lanes: Lanes, part: IntArray, both: FloatArray
) -> None:
    """Modes, each measured in what a flux of 1 W/m2 adds to it in an hour."""
    by_flux = np.moveaxis(lanes.by_flux[..., part], 1, 0)
    is_seen = by_flux > LEAST_ANSWER
    unit = np.where(is_seen, by_flux, 1.0)
    for first, values in (
        (rows.MEAN, lanes.mean),
        (rows.DECAY, lanes.decay),
        (rows.BY_OUTSIDE, lanes.by_outside),
    ):
        each[first : first + MODES] = np.moveaxis(values[..., part], 1, 0) * is_seen
    each[rows.MEAN : rows.MEAN + MODES] *= by_flux / both
    each[rows.BY_OUTSIDE : rows.BY_OUTSIDE + MODES] /= unit
    each[rows.MODE] = START / unit[0] * is_seen[0]


def hourly(hours: Hours, use: int, kind: type) -> FloatArray | Float32Array:
    """What all zones of a use meet alike, (H, `compiled.HOURLY`)."""
    by_use = [getattr(hours, name)[use] for name in HOURLY]
    return np.stack([hours.temperature, hours.density, *by_use], axis=1).astype(kind)


@njit(cache=True, nogil=True)
def gather(values, part, drives, first) -> None:  # noqa: ANN001
    """Zones `part` of values (h, L) into the columns of drives (h, n) from `first` on."""
    for k in range(len(values)):
        for b in range(len(part)):
            drives[k, first + b] = values[k, part[b]]


@njit(cache=True, nogil=True)
def scatter(told, part, found) -> None:  # noqa: ANN001
    """Columns of told (h, r * zones) into the zones `part` of found (r, h, L)."""
    width = len(part)
    for k in range(len(told)):
        for r in range(len(found)):
            for b in range(width):
                found[r, k, part[b]] = told[k, r * width + b]


def aligned(shape: tuple[int, ...], kind: type) -> FloatArray | Float32Array:
    """Zeros that begin with a line of the cache."""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    raw = np.zeros(size + CACHE_LINE, np.uint8)
    first = -raw.ctypes.data % CACHE_LINE
    return raw[first : first + size].view(kind).reshape(shape)
