"""Inputs and result of the hourly energy balance."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from twin.model.arrays import FloatArray, frozen
from twin.model.blinds import AUTOMATIC, BlindControl
from twin.model.finding import Finding
from twin.model.label import Label
from twin.model.panels import InstalledPanels, PanelChoice, PanelPlace
from twin.model.shading import HOURS_OF_YEAR as HOURS_OF_YEAR
from twin.model.shading import ZoneShading


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value with its spread and where it comes from.

    basis : ``measured`` | ``documented`` | ``assumed`` (for this building) | ``model`` (from the
        IFC file) | ``computed`` | ``default``.
    """

    value: float
    low: float
    high: float
    basis: str
    source: str


UNKNOWN = Sourced(np.nan, np.nan, np.nan, "default", "")
WHOLE_DIFFERENCE = Sourced(1.0, 1.0, 1.0, "computed", "faces outside air or the ground")


@dataclass(frozen=True, slots=True)
class ThermalSurface:
    """One group of envelope parts of the same kind, direction and construction.

    kind : ``wall`` | ``window`` | ``door`` | ``roof`` | ``floor``.
    azimuth : outward normal clockwise from north; NaN for horizontal. [degree]
    tilt : 0 up, 90 vertical, 180 down. [degree]
    g_value : NaN for opaque parts.
    elements : rows in `BuildingModel.elements` this group stands for.
    adjacency : ``outside`` | ``ground`` | ``unheated`` | ``heated`` | "" (as usual for the kind:
        floors on the ground, all else outside).
    reduction : heat loss against that to outside air, ``b`` of EN ISO 13789, 0 to 1.
    leaf_capacity : heat capacity of the inner leaf per area, NaN where no layers tell.
        [J/(K m2)]
    """

    kind: str
    area: float
    azimuth: float
    tilt: float
    u_value: Sourced
    g_value: float = np.nan
    elements: tuple[int, ...] = ()
    adjacency: str = ""
    reduction: Sourced = WHOLE_DIFFERENCE
    leaf_capacity: Sourced = UNKNOWN

    @property
    def faces(self) -> str:
        """What lies outside: `adjacency`, or the usual of the kind."""
        return self.adjacency or ("ground" if self.kind == "floor" else "outside")


@dataclass(frozen=True, slots=True)
class InnerMass:
    """Faces of walls and decks inside the zone: they store heat and lose none.

    kind : ``wall`` | ``floor``.  area : of all faces, both sides of each part. [m2]
    leaf_capacity : of one face down to its depth, NaN where no layers tell. [J/(K m2)]
    """

    kind: str
    area: float
    leaf_capacity: Sourced


@dataclass(frozen=True, slots=True)
class HeatingSystem:
    """How heat is made.

    carrier : value of `EnergyCarrier`.
    efficiency : useful heat per delivered energy (COP for a heat pump), seasonal.
    share : part of the heat this generator carries, 0 to 1.
    source : what an offered heat pump takes heat from, ``air`` | ``exhaust_air`` | ``ground`` |
        ``water``, or ``substation`` for offered district heating: the efficiency is then that of
        the generator alone, and pipes and radiators lose heat besides. "" where it has it all.
    """

    name: str
    carrier: str
    efficiency: Sourced
    share: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class UseShare:
    """Part of a building's heated floor area that is used as a category, 0 to 1."""

    category: str
    share: float


NO_THERMAL_BRIDGES = Sourced(0.0, 0.0, 0.0, "default", "none counted")
NO_BLINDS = Sourced(0.0, 0.0, 0.0, "default", "none counted")
OPEN = Sourced(1.0, 1.0, 1.0, "default", "none counted")


@dataclass(frozen=True, slots=True)
class ThermalZone:
    """A building as the hourly model sees it. Areas in m2, volume in m3.

    n50 : air changes at 50 Pa. [1/h]  heat_recovery : yearly temperature efficiency, 0 to 1.
    specific_fan_power : [kW/(m3/s)]  heat_capacity : per heated floor area. [J/(K m2)]
    thermal_bridge : normalised, per heated floor area. [W/(K m2)]
    uses : where there are several; their shares add up to 1. () : all of it is `category`.
    ventilation_factor, lighting_factor, equipment_factor : against the standard operation of the
        category.
    setpoint_shift : added to the standard setpoints. [K]
    pv_power : of panels whose place nobody knows: low rows to east and west, unshaded. [kW]
    inner : walls and decks inside, () where nothing tells.
    exposed_perimeter : outline of the floors on the ground (EN ISO 13370), NaN if unknown. [m]
    dividing : area of walls and decks between zones of unlike use, NaN if unknown. [m2]
    shading : by geometry, None where nobody looked and a usual share of the sun is lost.
    places : where panels can be put, () where the shape of the building is unknown.
    panels : what stands there.
    panel_choice : which places the user took and with how much power, () for the best first.
    airflow : supply air while in use, NaN where nobody knows it; the standard operation has its
        own. [m3/(h m2)]
    glass : g-value of all windows where somebody knows it, else NaN.
    hot_water_factor : against the standard operation of the category.
    night_setback : by how much set-points out of use lie lower than those of the use. [K]
    ventilation_hours : that air handling runs more (+) or less (-) on days in use. [h/day]
    night_flushing : air changes by cool night air in summer. [1/h]
    control_loss_factor : losses of control and emission against those of the plant there is.
    flow_temperature : of the heating on the coldest day, 0 for the usual one. [degree C]
    battery, thermal_store : usable capacity. [kWh]
    is_gone : the building is no longer there; nothing is used in it.
    """

    building_id: str
    category: str
    floor_area: Sourced
    volume: Sourced
    surfaces: tuple[ThermalSurface, ...]
    n50: Sourced
    heat_recovery: Sourced
    specific_fan_power: Sourced
    heat_capacity: Sourced
    heating: tuple[HeatingSystem, ...]
    ventilation_factor: float = 1.0
    lighting_factor: float = 1.0
    equipment_factor: float = 1.0
    setpoint_shift: float = 0.0
    pv_power: float = 0.0
    thermal_bridge: Sourced = NO_THERMAL_BRIDGES
    uses: tuple[UseShare, ...] = ()
    inner: tuple[InnerMass, ...] = ()
    exposed_perimeter: Sourced = UNKNOWN
    dividing: Sourced = UNKNOWN
    shading: ZoneShading | None = None
    blinds: Sourced = NO_BLINDS
    blind_factor: Sourced = OPEN
    blind_control: BlindControl = AUTOMATIC
    places: tuple[PanelPlace, ...] = field(default=(), repr=False)
    panels: tuple[InstalledPanels, ...] = field(default=(), repr=False)
    panel_choice: tuple[PanelChoice, ...] = field(default=(), repr=False)
    airflow: Sourced = UNKNOWN
    glass: Sourced = UNKNOWN
    hot_water_factor: float = 1.0
    night_setback: float = 0.0
    ventilation_hours: float = 0.0
    night_flushing: float = 0.0
    control_loss_factor: float = 1.0
    flow_temperature: float = 0.0
    battery: float = 0.0
    thermal_store: float = 0.0
    is_gone: bool = False


WEATHER_COLUMNS = (
    "temperature", "ghi", "dni", "dhi", "wind_speed", "dew_point", "sky_temperature",
)  # fmt: skip


def absent_hours() -> FloatArray:
    """A column nobody knows: NaN in every hour, shape (8760,)."""
    return np.full(HOURS_OF_YEAR, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class HourlyWeather:
    """One year of hours, normal time, 365 days. Arrays of shape (8760,).

    Row 0 is the hour from 00:00 to 01:00 on 1 January. A column nobody knows is NaN in every
    hour and has the origin ``absent``.

    temperature : of the air. [degree C]
    ghi, dni, dhi : global, beam and diffuse irradiance, means of the hour. [W/m2]
    wind_speed : 10 m above ground. [m/s]
    dew_point : [degree C]
    sky_temperature : of a black body that radiates like the sky. [degree C]
    utc_offset : of the clock; NaN if unknown. [h]
    altitude : above the sea; NaN if unknown. [m]
    findings : what was wrong with the source and what was done about it.
    year : calendar year in which the hours were measured; 0 for a typical year, or if unknown.
    origin : per column (`WEATHER_COLUMNS`) ``measured`` | ``file`` (in a weather file that does
        not say how) | ``made`` (from monthly normals) | ``estimated`` (from other columns) |
        ``absent``. Empty: not recorded.
    """

    name: str
    source: str
    latitude: float
    longitude: float
    temperature: FloatArray
    ghi: FloatArray
    dni: FloatArray
    dhi: FloatArray
    wind_speed: FloatArray = field(default_factory=absent_hours)
    dew_point: FloatArray = field(default_factory=absent_hours)
    sky_temperature: FloatArray = field(default_factory=absent_hours)
    utc_offset: float = np.nan
    altitude: float = np.nan
    findings: tuple[Finding, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict[str, str])
    year: int = 0

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        for name in WEATHER_COLUMNS:
            column = frozen(getattr(self, name), np.float64, (HOURS_OF_YEAR,))
            object.__setattr__(self, name, column)

    def knows(self, column: str) -> bool:
        """Whether every hour of the column has a value."""
        return bool(np.isfinite(getattr(self, column)).all())


@dataclass(frozen=True, slots=True, eq=False)
class EnergyResult:
    """A year of one building.

    by_purpose : net need per purpose. [kWh/year]
    delivered : per carrier. [kWh/year]
    delivered_monthly : per carrier, each of length 12. [kWh]
    cost : per year, less what exported electricity earns. [NOK/year]
    cost_low, cost_high : with low and high prices.
    emissions : per electricity basis. [kgCO2e/year]
    exported : electricity of own panels that the building could not use. [kWh/year]
    operation : ``standard`` (NS 3031) or ``actual``; only the first may get a label.
    climate_dependent : the part of `delivered` for rooms and supply air. [kWh/year]
    peak_kw : highest hour per carrier. [kW]
    own_use : electricity of own panels that the building used. [kWh/year]
    own_use_monthly, exported_monthly : of them, each of length 12. [kWh]
    overheating_hours : hours in use above 26 degree C operative, per zone.
    cold_hours : hours in use in which the heating was too small for the set-point, per zone.
    unmet_heat : heat that the plant was too small for. [kWh/year]
    weighted : per weighting, for example ``EN ISO 52000-1``. [kWh/year]
    labels : one per scheme that could be given.
    hourly : delivered per carrier, each of shape (8760,); empty where not kept. [kWh]
    findings : what the plant cannot do, and labels that could not be given.
    """

    floor_area: float
    by_purpose: dict[str, float]
    delivered: dict[str, float]
    delivered_monthly: dict[str, tuple[float, ...]]
    peak_heating_kw: float
    cost: float
    cost_low: float
    cost_high: float
    emissions: dict[str, float]
    exported: float = 0.0
    operation: str = "standard"
    climate_dependent: dict[str, float] = field(default_factory=dict[str, float])
    peak_kw: dict[str, float] = field(default_factory=dict[str, float])
    own_use: float = 0.0
    own_use_monthly: tuple[float, ...] = ()
    exported_monthly: tuple[float, ...] = ()
    overheating_hours: dict[str, float] = field(default_factory=dict[str, float])
    cold_hours: dict[str, float] = field(default_factory=dict[str, float])
    unmet_heat: float = 0.0
    weighted: dict[str, float] = field(default_factory=dict[str, float])
    labels: tuple[Label, ...] = ()
    hourly: dict[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    findings: tuple[Finding, ...] = ()

    @property
    def delivered_total(self) -> float:
        """Delivered energy of all carriers. [kWh/year]"""
        return sum(self.delivered.values())

    @property
    def specific_delivered(self) -> float:
        """Delivered energy per heated floor area; NaN without any area. [kWh/(m2 year)]"""
        return self.delivered_total / self.floor_area if self.floor_area else np.nan
