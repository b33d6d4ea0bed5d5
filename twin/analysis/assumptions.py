"""The default values that calculations receive; every one carries its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from twin.analysis.systems.tables import SystemTables
from twin.model.label import LabelScheme
from twin.model.thermal import NO_BLINDS, Sourced

YEAR_OF_MOST = 1975.0
YEAR_UNKNOWN = "Construction year unknown: as 1969–1984, with the range of all years."


@dataclass(frozen=True, slots=True)
class Operation:
    """Standard use of one building category.

    hours_per_day, days_per_week, weeks_per_year : when the building is in use.
    lighting, equipment, persons : while in use. [W/m2]
    hot_water : net. [kWh/(m2 year)]
    airflow_in_use, airflow_not_in_use : supply air. [m3/(h m2)]
    setpoint_in_use, setpoint_not_in_use : heating. [degree C]
    cooling_setpoint : NaN where the category has no cooling. [degree C]
    """

    category: str
    hours_per_day: int
    days_per_week: int
    weeks_per_year: int
    lighting: float
    equipment: float
    persons: float
    hot_water: float
    airflow_in_use: float
    airflow_not_in_use: float
    setpoint_in_use: float
    setpoint_not_in_use: float
    cooling_setpoint: float
    source: str


@dataclass(frozen=True, slots=True)
class Era:
    """What buildings of one building code usually have.

    values : per quantity: ``u_wall``, ``u_roof``, ``u_floor``, ``u_window``, ``u_door``, ``n50``,
        ``heat_recovery``, ``specific_fan_power``, ``g_window``, ``thermal_bridge``.
    """

    code: str
    first_year: int
    values: Mapping[str, Sourced]


@dataclass(frozen=True, slots=True)
class Archetype:
    """Usual shape of one building category.

    net_storey_height : [m]  window_share : window area per floor area.
    perimeter_factor : outline against the outline of a square of the same area.
    """

    category: str
    net_storey_height: float
    window_share: float
    perimeter_factor: float
    source: str


@dataclass(frozen=True, slots=True)
class HeatSource:
    """Efficiency and carrier of one way to make heat or cold."""

    carrier: str
    efficiency: Sourced


@dataclass(frozen=True, slots=True)
class Defaults:
    """All tables of the program.

    eras : oldest first.  own_eras : what differs from them, by code and category.
    heat_sources : ``electric_direct``, ``electric_boiler``, ``district_heat``,
        ``hot_water_electric``, ``hot_water_district_heat``, ``cooling``.
    prices : per carrier. [NOK/kWh]
    emission_factors : per electricity basis and carrier. [kgCO2e/kWh]
    systems : heat pumps, boilers, circuits, hot water and tariffs.
    blinds : share of windows with automatic shading by first construction year and category, ""
        for all others.
    label_schemes : editions of the energy label, oldest first.
    values : single values, named ``table.name``, for example ``economics.discount_rate``.
    """

    eras: tuple[Era, ...]
    operations: Mapping[str, Operation]
    archetypes: Mapping[str, Archetype]
    heat_sources: Mapping[str, HeatSource]
    prices: Mapping[str, Sourced]
    emission_factors: Mapping[str, Mapping[str, Sourced]]
    values: Mapping[str, Sourced]
    systems: SystemTables
    label_schemes: Mapping[str, LabelScheme]
    own_eras: Mapping[tuple[str, str], Mapping[str, Sourced]] = field(
        default_factory=dict[tuple[str, str], Mapping[str, Sourced]]
    )
    blinds: Mapping[tuple[int, str], Sourced] = field(
        default_factory=dict[tuple[int, str], Sourced]
    )

    def usual_blinds(self, category: str, construction_year: float) -> Sourced:
        """Share of the windows with automatic shading; with NaN from none to all of them."""
        year = construction_year if construction_year == construction_year else YEAR_OF_MOST
        own = {first: s for (first, name), s in self.blinds.items() if name == category}
        others = {first: s for (first, name), s in self.blinds.items() if not name}
        known = {first: s for first, s in (others | own).items() if first <= year}
        if not known:
            return NO_BLINDS
        found = known[max(known)]
        if construction_year == construction_year:
            return found
        return replace(found, low=0.0, high=1.0, source=f"{YEAR_UNKNOWN} {found.source}")

    def era(self, construction_year: float, category: str = "") -> Era:
        """The era a construction year falls in; NaN gives the whole stock with its full spread.

        category : whose own values count where the code asks more of it; "" takes the usual ones.
        """
        if construction_year != construction_year:
            return _unknown_era(self.eras)
        found = [era for era in self.eras if era.first_year <= construction_year][-1]
        own = self.own_eras.get((found.code, category))
        return replace(found, values={**found.values, **own}) if own else found


def _unknown_era(eras: tuple[Era, ...]) -> Era:
    """Values of 1969 to 1984, when most municipal floor area was built, spread over all eras."""
    middle = next(era for era in eras if era.code == "TEK69")
    values = {
        name: Sourced(
            known.value,
            min(era.values[name].low for era in eras),
            max(era.values[name].high for era in eras),
            "default",
            f"{YEAR_UNKNOWN} {known.source}",
        )
        for name, known in middle.values.items()
    }
    return Era("unknown", middle.first_year, values)


@dataclass(frozen=True, slots=True)
class Physics:
    """Plain numbers of one calculation, central or drawn.

    infiltration_factor : air changes per n50.
    indoor_offset : added to the standard setpoints. [K]
    ground_conductivity : [W/(m K)]  supply_temperature, airing_temperature : [degree C]
    obstruction : part of the sun that horizon, neighbours and curtains leave, for zones whose
        shade nobody looked at.  curtains : part that curtains and dirt leave, for the others.
    frame_share : of the window area.
    pv_tilt : of solar panels. [degree]
    hot_water_efficiency : per carrier.  cooling_efficiency : [-]
    """

    infiltration_factor: float
    indoor_offset: float
    ground_conductivity: float
    supply_temperature: float
    airing_temperature: float
    obstruction: float
    curtains: float
    frame_share: float
    ground_reflection: float
    pv_tilt: float
    hot_water_efficiency: Mapping[str, float]
    cooling_efficiency: float


def central_physics(defaults: Defaults) -> Physics:
    """The central value of every physical default."""
    value = {name: sourced.value for name, sourced in defaults.values.items()}
    efficiency = {name: s.efficiency.value for name, s in defaults.heat_sources.items()}
    return Physics(
        infiltration_factor=value["building_physics.infiltration_factor"],
        indoor_offset=value["building_physics.indoor_offset"],
        ground_conductivity=value["building_physics.ground_conductivity"],
        supply_temperature=value["building_physics.supply_temperature"],
        airing_temperature=value["airing.temperature"],
        obstruction=value["solar.obstruction"],
        curtains=value["solar.curtains"],
        frame_share=value["solar.frame_share"],
        ground_reflection=value["solar.ground_reflection"],
        pv_tilt=value["photovoltaic.tilt"],
        hot_water_efficiency={
            "electricity": efficiency["hot_water_electric"],
            "district heat": efficiency["hot_water_district_heat"],
        },
        cooling_efficiency=efficiency["cooling"],
    )


@dataclass(frozen=True, slots=True)
class WindNormals:
    """Wind of a place, 10 m above ground.

    mean, half_range, shape : per month, length 12: mean and half of the daily range [m/s], shape
        of the Weibull distribution of the hours.
    windiest_hour : normal time. [h]
    windy_and_warm_january, windy_and_warm_july : correlation of wind and warmth.
    time_constant : how long wind lasts. [h]  hourly_share : part of the variance that does not.
    """

    mean: tuple[float, ...]
    half_range: tuple[float, ...]
    shape: tuple[float, ...]
    windiest_hour: float
    windy_and_warm_january: float
    windy_and_warm_july: float
    time_constant: float
    hourly_share: float


@dataclass(frozen=True, slots=True)
class HumidityNormals:
    """How far the dew point lies below the air temperature.

    depression, half_range : per month, length 12: mean and half of the daily range. [K]
    driest_hour : normal time. [h]  spread : of the logarithm, from day to day.
    dry_and_warm_january, dry_and_warm_july : correlation of dryness and warmth.
    """

    depression: tuple[float, ...]
    half_range: tuple[float, ...]
    driest_hour: float
    spread: float
    dry_and_warm_january: float
    dry_and_warm_july: float


@dataclass(frozen=True, slots=True)
class ClimateChange:
    """What a later climate adds to today's, per month, each of length 12.

    temperature : mean of the air. [K]  daily_range : [K]
    sun, wind : factors.  relative_humidity : [percentage points]
    """

    name: str
    source: str
    temperature: tuple[float, ...]
    daily_range: tuple[float, ...]
    sun: tuple[float, ...]
    wind: tuple[float, ...]
    relative_humidity: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Normals:
    """Monthly normals of a place and the hourly character of its weather.

    temperature_mean, temperature_half_range, daily_mean_deviation : per month, length 12.
        [degree C, K, K]
    global_irradiation : per month, length 12. [kWh/m2]
    persistence : correlation of one day's mean temperature with the next.
    warmest_hour : normal time. [h]
    clear_and_warm_january, clear_and_warm_july : correlation of clear sky and warmth.
    utc_offset : of the place's clock. [h]
    wind, humidity : None where nothing is known.
    """

    name: str
    source: str
    latitude: float
    longitude: float
    altitude: float
    temperature_mean: tuple[float, ...]
    temperature_half_range: tuple[float, ...]
    daily_mean_deviation: tuple[float, ...]
    global_irradiation: tuple[float, ...]
    persistence: float
    warmest_hour: float
    clear_and_warm_january: float
    clear_and_warm_july: float
    utc_offset: float = 1.0
    wind: WindNormals | None = None
    humidity: HumidityNormals | None = None
