"""States of buildings sorted out for a run: zones without repetition, and the plants on them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.heat_balance import parts_in_use
from twin.analysis.operation import HourlyUse
from twin.analysis.opportunities import bought
from twin.analysis.opportunities.plants import CARRIERS, ELECTRIC, PlainPlant, Plants
from twin.analysis.panels.yields import panels_made, unit_panels
from twin.analysis.systems.needs import ZoneServices, fan_course, fan_power_factor
from twin.analysis.systems.of_zone import services_of
from twin.analysis.zone.variants import Variant
from twin.model.arrays import Float32Array, FloatArray, IntArray
from twin.model.thermal import HourlyWeather, ThermalZone

PLANT_ONLY = frozenset(
    {
        "building_id", "heating", "pv_power", "places", "panels", "panel_choice", "airflow",
        "lighting_factor", "equipment_factor", "specific_fan_power", "glass", "shading",
        "hot_water_factor", "control_loss_factor", "flow_temperature", "battery", "thermal_store",
    }
)  # fmt: skip
"""Fields of a zone that change no need of heat and cold here, but by what is told besides."""
_NEEDED = tuple(f.name for f in fields(ThermalZone) if f.name not in PLANT_ONLY)


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """n states with plain plants, on m zones.

    rows : of the states among all that were given, (n,).  others : those that are not plain.
    zones, uses : m, without repetition.  zone : of each state, (n,).
    factors : of `bought`, shape (FACTORS, n).  sun : row of `panels`, (n,).
    panels : electricity of 1 kW in each hour, shape (kinds, 8760). [W]
    by_need : bought by carrier per heat of room and coil and, over the year, for hot water
        [Wh], shape (3, C, n).
    """

    rows: IntArray
    others: list[int]
    zones: list[Variant]
    uses: list[HourlyUse]
    zone: IntArray
    factors: Float32Array
    sun: IntArray
    panels: Float32Array
    by_need: FloatArray


def states_of(variants: Sequence[Variant], weather: HourlyWeather, defaults: Defaults) -> States:
    """Sort out states; raises as `heat_balance.annual_energy`."""
    known = Plants(weather, defaults)
    plants = {row: p for row, v in enumerate(variants) if (p := known.of(v)) is not None}
    rows = np.array(list(plants), np.int32)
    zones, uses, _ = parts_in_use([variants[row] for row in plants], defaults, None)
    place: dict[tuple[object, ...], int] = {}
    zone = np.array(
        [place.setdefault(_key(z, u), len(place)) for z, u in zip(zones, uses, strict=True)],
        np.int32,
    )
    _, first = np.unique(zone, return_index=True)
    panels = _Panels(weather)
    columns = [
        _factors(v, u, p, defaults) for v, u, p in zip(zones, uses, plants.values(), strict=True)
    ]
    sun = [panels.of(variant) for variant in zones]
    factors = np.array(columns, np.float32).reshape(-1, bought.FACTORS).T.copy()
    factors[bought.PANELS] = [power for _, power in sun]
    by_need = np.array([(p.room, p.coil, p.water) for p in plants.values()])
    by_need = by_need.reshape(-1, 3, len(CARRIERS)).transpose(1, 2, 0).copy()
    by_need[2] *= [_water(v, u, defaults) for v, u in zip(zones, uses, strict=True)]
    return States(
        rows,
        [row for row in range(len(variants)) if row not in plants],
        [zones[row] for row in first.tolist()],
        [uses[row] for row in first.tolist()],
        zone,
        factors,
        np.array([kind for kind, _ in sun], np.int32),
        panels.table(),
        by_need,
    )


def series_of(variant: Variant, use: HourlyUse, defaults: Defaults) -> Float32Array:
    """Hours of light, devices, fans [1 at most] and hot water [1/year], shape (8760, 4)."""
    services = services_of(variant.zone, use, defaults.systems)
    columns = use.lighting, use.equipment, fan_course(services), services.hot_water_profile
    return np.stack(columns, axis=1).astype(np.float32)


def _key(variant: Variant, use: HourlyUse) -> tuple[object, ...]:
    """What the needs of a zone follow from; states that share it share its hours."""
    zone = variant.zone
    values = [getattr(zone, name) for name in _NEEDED]
    own = [v if isinstance(v, (float, int, str)) else id(v) for v in values]
    return (*own, id(variant.physics), variant.gains, id(use), zone.specific_fan_power.value > 0)


def _factors(
    variant: Variant, use: HourlyUse, plant: PlainPlant, defaults: Defaults
) -> tuple[float, ...]:
    zone = variant.zone
    services = services_of(zone, use, defaults.systems)
    area = float(zone.floor_area.value)
    fans = float(services.specific_fan_power) * float(services.ventilation_factor) * area
    water = _water_of(services)
    is_cooled = bool(np.isfinite(use.cooling_setpoint[0]))
    return (
        area * zone.lighting_factor,
        area * zone.equipment_factor,
        fans * fan_power_factor(services),
        water * plant.water[ELECTRIC],
        water * _else(plant.water),
        plant.room[ELECTRIC],
        plant.coil[ELECTRIC],
        plant.cold * is_cooled,
        _else(plant.room),
        _else(plant.coil),
        0.0,
    )


def _water(variant: Variant, use: HourlyUse, defaults: Defaults) -> float:
    return _water_of(services_of(variant.zone, use, defaults.systems))


def _water_of(services: ZoneServices) -> float:
    """Hot water at the taps. [Wh/year]"""
    return float(services.hot_water) * float(services.floor_area) * 1000


def _else(factors: FloatArray) -> float:
    return float(factors.sum() - factors[ELECTRIC])


class _Panels:
    """Hours of panels: one row for those whose place nobody knows, one for each other set."""

    def __init__(self, weather: HourlyWeather) -> None:
        self._weather = weather
        self._rows: list[FloatArray] = []
        self._place: dict[object, int] = {}
        self._kept: list[object] = []

    def of(self, variant: Variant) -> tuple[int, float]:
        """Row of the table and power for it. [kW]"""
        zone, tilt = variant.zone, variant.physics.pv_tilt
        if not zone.panels:
            return (self._row(tilt, unit_panels(self._weather, tilt)), zone.pv_power)
        unplaced = zone.pv_power * unit_panels(self._weather, tilt)
        self._kept.append(zone.panels)
        return self._row(id(zone.panels), panels_made(zone.panels, self._weather, unplaced)), 1.0

    def _row(self, key: object, hours: FloatArray) -> int:
        if key not in self._place:
            self._place[key] = len(self._rows)
            self._rows.append(hours)
        return self._place[key]

    def table(self) -> Float32Array:
        """Electricity of each row, shape (kinds, 8760). [W]"""
        return 1000 * np.array(self._rows, np.float32).reshape(-1, 8760)
