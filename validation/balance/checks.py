"""The zone model against the laws it must keep, hour by hour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.assumptions import central_physics
from twin.analysis.heat_balance import annual_energy
from twin.analysis.operation import hourly_use
from twin.analysis.zone.kernel import run
from twin.analysis.zone.lanes import Hours, Lanes
from twin.analysis.zone.layers import Layers
from twin.analysis.zone.many import Variant, prepared
from twin.analysis.zone.modes import wall_modes
from twin.analysis.zone.numpy_kernel import run_numpy
from twin.model.arrays import Float32Array, FloatArray
from twin.model.thermal import HourlyWeather, Sourced, ThermalZone
from twin.workspace.defaults import defaults

HOUR = 3600.0
WALL_HOURS = 2000
FILM = 20.0  # [W/(m2 K)]
U_FACTORS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
LEAKAGES = (0.3, 0.6, 1.0, 1.5, 3.0, 5.0, 8.0)  # n50 [1/h]
SHIFTS = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)  # of set-points [K]


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """How far the two kernels are apart, and the balance of the zone.

    difference : largest of any hour, heating and cooling [W] and temperature [K].
    yearly : largest relative difference of a year's heating.  single : in single precision.
    residual : largest of any hour against the flows of that hour.
    """

    difference: dict[str, float]
    yearly: float
    single: float
    residual: float


def both_kernels(zones: Sequence[ThermalZone], weather: HourlyWeather) -> Both:
    """Zones by the compiled kernel and by array operations."""
    lanes, hours = numbers_of(zones, weather)
    fast = run(lanes, hours)
    slow, flows, _ = run_numpy(lanes, hours)
    difference = {
        "heating W": _largest(fast.heating, slow.heating),
        "supply air W": _largest(fast.coil, slow.coil),
        "cooling W": _largest(fast.cooling, slow.cooling),
        "air K": _largest(fast.air, slow.air),
        "radiant K": _largest(fast.radiant, slow.radiant),
    }
    single = run(lanes, hours, kind=np.float32)
    sums = [need.heating.sum(axis=0, dtype=np.float64) for need in (slow, fast, single)]
    residual = 0.0
    for flow in flows:
        into = flow.heating + flow.coil + flow.gains
        out = flow.cooling + flow.leaked + flow.aired + flow.supplied
        kept = flow.stored_in_air + flow.into_surfaces.sum(axis=0)
        size = into + np.abs(flow.into_surfaces).sum(axis=0) + np.abs(flow.leaked)
        residual = max(residual, float(np.max(np.abs(into - out - kept) / size)))
    yearly = [float(np.max(np.abs(total / sums[0] - 1))) for total in sums[1:]]
    return Both(difference, yearly[0], yearly[1], residual)


def numbers_of(zones: Sequence[ThermalZone], weather: HourlyWeather) -> tuple[Lanes, Hours]:
    """Zones in standard operation, ready for the kernels."""
    known = defaults()
    physics = central_physics(known)
    variants = [Variant(zone, physics) for zone in zones]
    uses = [hourly_use(known.operations[zone.category], 1.0) for zone in zones]
    return prepared(variants, uses, weather)


def wall_residual(layers: Layers, seed: int = 1) -> float:
    """Largest hourly residual of a wall under random weather and heat, against its flows.

    What goes in at the inner surface less what leaves at the outer one is what the modes store.
    """
    modes = wall_modes(layers, FILM)
    rng = np.random.default_rng(seed)
    outside = 5 + 10 * rng.standard_normal(WALL_HOURS)
    into = 20 * rng.standard_normal(WALL_HOURS)
    w, worst = np.zeros_like(modes.decay), 0.0
    for temperature, flux in zip(outside, into, strict=True):
        face = modes.outer_mean @ w + modes.outer_outside * temperature + modes.outer_flux * flux
        leaving = FILM * (face - temperature)
        new = modes.decay * w + modes.by_outside * temperature + modes.by_flux * flux
        stored = modes.heat @ (new - w) / HOUR
        w = new
        worst = max(worst, abs(flux - leaving - stored) / (abs(flux) + abs(leaving)))
    return float(worst)


def heating_by(
    zone: ThermalZone, weather: HourlyWeather
) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Yearly heating [kWh/m2] over U-values (as a factor), n50 and shift of set-points."""
    return {
        "U-values, factor": _curve(U_FACTORS, [_insulated(zone, f) for f in U_FACTORS], weather),
        "n50 [1/h]": _curve(
            LEAKAGES, [replace(zone, n50=_exact(value)) for value in LEAKAGES], weather
        ),
        "set-point shift [K]": _curve(
            SHIFTS, [replace(zone, setpoint_shift=value) for value in SHIFTS], weather
        ),
    }


def _curve(
    values: Sequence[float], zones: Sequence[ThermalZone], weather: HourlyWeather
) -> tuple[FloatArray, FloatArray]:
    found = [annual_energy(zone, weather, defaults()) for zone in zones]
    heating = [result.by_purpose["space_heating"] / result.floor_area for result in found]
    return np.array(values), np.array(heating)


def _insulated(zone: ThermalZone, factor: float) -> ThermalZone:
    surfaces = tuple(replace(s, u_value=_exact(factor * s.u_value.value)) for s in zone.surfaces)
    return replace(zone, surfaces=surfaces)


def _exact(value: float) -> Sourced:
    return Sourced(value, value, value, "default", "")


def _largest(one: Float32Array, other: Float32Array) -> float:
    return float(np.max(np.abs(one - other)))
