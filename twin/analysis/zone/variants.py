"""Buildings to be calculated, and their numbers side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.assumptions import Physics
from twin.analysis.zone.fabric import LEAST_AREA, Fabric
from twin.analysis.zone.inside import AIR_HEAT
from twin.analysis.zone.shape import Sums
from twin.model.arrays import FloatArray
from twin.model.shading import ZoneShading
from twin.model.thermal import ThermalZone


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One zone with the numbers of one calculation.

    gains : factor on the heat gains of its use; buildings that differ in it alone share hours.
    """

    zone: ThermalZone
    physics: Physics
    gains: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Numbers of n zones, arrays of shape (n,) unless said.

    area, u_value : by slot but the inner mass, each (n,).
    gains : factor on the gains per floor area of the use. [m2]
    sun : share that frames, curtains and, where nobody looked at the shade, all else leave.
    blinds : share of the sun that movable shading takes where it is down.
    flushing : flow of flushing in hours in which the use has 1 m3/(h m2). [m3/h]
    """

    area: dict[str, FloatArray]
    u_value: dict[str, FloatArray]
    floor_area: FloatArray
    volume: FloatArray
    fabric: Fabric
    other: FloatArray
    leakage: FloatArray
    supply: FloatArray
    recovery: FloatArray
    has_fans: FloatArray
    supply_temperature: FloatArray
    airing_temperature: FloatArray
    shift: FloatArray
    sun: FloatArray
    shading: tuple[ZoneShading | None, ...]
    gains: FloatArray
    blinds: FloatArray
    flushing: FloatArray

    @classmethod
    def of(cls, variants: Sequence[Variant], sums: Sequence[Sums]) -> "Numbers":
        """Numbers of variants and of the sums of their zones."""
        area = {
            kind: np.array([max(s.area.get(kind, 0.0), LEAST_AREA) for s in sums])
            for kind in ("wall", "roof", "window")
        }
        u_value = {
            kind: np.array([s.conductance.get(kind, LEAST_AREA) for s in sums]) / values
            for kind, values in area.items()
        }

        def zones(name: str) -> FloatArray:
            return np.array([getattr(v.zone, name).value for v in variants])

        def physics(name: str) -> FloatArray:
            return np.array([getattr(v.physics, name) for v in variants])

        floor_area, volume = zones("floor_area"), zones("volume")
        factor = np.array([v.zone.ventilation_factor for v in variants])
        bridges = zones("thermal_bridge") * floor_area
        changes = np.array([v.zone.night_flushing for v in variants])
        shading = tuple(v.zone.shading for v in variants)
        is_looked_at = np.array([one is not None for one in shading])
        left = np.where(is_looked_at, physics("curtains"), physics("obstruction"))
        return cls(
            area,
            u_value,
            floor_area,
            volume,
            Fabric.of([v.zone for v in variants], sums, physics("ground_conductivity")),
            np.array([s.other for s in sums]) + bridges,
            AIR_HEAT * physics("infiltration_factor") * zones("n50") * volume / 3600,
            AIR_HEAT * factor * floor_area / 3600,
            zones("heat_recovery"),
            (zones("specific_fan_power") > 0).astype(np.float64),
            physics("supply_temperature"),
            physics("airing_temperature"),
            np.array([v.zone.setpoint_shift for v in variants]) + physics("indoor_offset"),
            (1 - physics("frame_share")) * left,
            shading,
            np.array([v.gains for v in variants]) * floor_area,
            zones("blinds") * (1 - zones("blind_factor")),
            np.where(changes > 0, changes * volume, floor_area),
        )
