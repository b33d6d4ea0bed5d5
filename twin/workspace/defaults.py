"""The shipped tables of default values and the shipped normal year."""

import csv
import math
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from twin import resources
from twin.analysis.assumptions import (
    Archetype,
    ClimateChange,
    Defaults,
    Era,
    HeatSource,
    HumidityNormals,
    Normals,
    Operation,
    WindNormals,
)
from twin.analysis.systems.tables import SystemTables
from twin.model.building import Building
from twin.model.known import UsualUncertainty
from twin.model.label import LabelScale, LabelScheme
from twin.model.thermal import HourlyWeather, Sourced


@cache
def defaults() -> Defaults:
    """Every default value, read once from resources/defaults."""
    return Defaults(
        eras=_eras(),
        operations=_by("standard_operation.csv", "category", _operation),
        archetypes=_by("archetypes.csv", "category", _archetype),
        heat_sources=_by("heating_systems.csv", "name", _heat_source),
        prices=_by("prices.csv", "carrier", _sourced),
        emission_factors=_emission_factors(),
        values=_values(),
        systems=system_tables(),
        label_schemes=label_schemes(),
        own_eras=_own_eras(),
        blinds={
            (int(row["first_year"]), row["category"]): _sourced(row)
            for row in _rows("defaults/blinds.csv")
        },
    )


def usual_u_values(building: Building) -> dict[str, Sourced]:
    """U-value by kind of envelope part that its construction year suggests. [W/(m2 K)]"""
    values = defaults().era(building.construction_year, building.category).values
    prefix = "u_"
    return {name.removeprefix(prefix): v for name, v in values.items() if name.startswith(prefix)}


@cache
def usual_uncertainties() -> dict[tuple[str, str], UsualUncertainty]:
    """How uncertain a known quantity usually is, by quantity and the way it is known."""
    return {
        (row["quantity"], row["kind"]): UsualUncertainty(float(row["uncertainty"]), row["source"])
        for row in _rows("defaults/known_values.csv")
    }


@cache
def system_tables() -> SystemTables:
    """Heat pumps, boilers, circuits, tariffs and weightings, read from resources/defaults."""
    parts: dict[tuple[str, str], dict[str, Sourced]] = {}
    carriers: dict[tuple[str, str], str] = {}
    for row in _rows("defaults/systems.csv"):
        part = row["part"], row["name"]
        parts.setdefault(part, {})[row["quantity"]] = _sourced(row)
        if row["carrier"]:
            carriers[part] = row["carrier"]
    weights: dict[str, dict[str, float]] = {}
    for row in _rows("defaults/energy_weights.csv"):
        weights.setdefault(row["weighting"], {})[row["carrier"]] = float(row["weight"])
    shapes = {
        row["category"]: tuple(float(row[f"h{hour:02d}"]) for hour in range(24))
        for row in _rows("defaults/hot_water_profiles.csv")
    }
    return SystemTables(parts, carriers, weights, shapes)


@cache
def weight_sources() -> dict[str, dict[str, str]]:
    """Where the weights of energy are from, per weighting and carrier."""
    found: dict[str, dict[str, str]] = {}
    for row in _rows("defaults/energy_weights.csv"):
        found.setdefault(row["weighting"], {})[row["carrier"]] = row["source"]
    return found


@cache
def label_schemes() -> dict[str, LabelScheme]:
    """Both editions of the energy label, keyed ``2015`` and ``2026``, oldest first."""
    scales: dict[str, dict[str, LabelScale]] = {}
    for row in _rows("defaults/energy_label_scale.csv"):
        scales.setdefault(row["scheme"], {})[row["category"]] = _label_scale(row)
    about = _document("defaults/energy_label_schemes.toml")
    return {
        name: LabelScheme(
            name=name,
            valid_from=scheme["valid_from"],
            valid_until=scheme.get("valid_until"),
            is_weighted=scheme["weighted"],
            weights=scheme["weights"],
            degree_days=scheme["degree_days"],
            scales=scales[name],
            source=scheme["source"],
            verified=scheme["verified"],
            note=scheme["note"],
        )
        for name, scheme in about.items()
    }


def _label_scale(row: "Row") -> LabelScale:
    return LabelScale(
        category=row["category"],
        limits=tuple(float(row[letter]) for letter in "ABCDEF"),
        area_terms=tuple(float(row[f"area_{letter}"]) for letter in "ABCDEF"),
        source=row["source"],
        verified=row["verified"] == "yes",
    )


@cache
def bergen_normals() -> Normals:
    """Monthly normals of Bergen, read from resources/climate."""
    months = _rows("climate/bergen_normals.csv")
    about = _document("climate/bergen_normals.toml")
    return Normals(
        name=about["name"],
        source=months[0]["source"],
        latitude=about["latitude"],
        longitude=about["longitude"],
        altitude=about["altitude"],
        temperature_mean=_column(months, "temperature_mean_c"),
        temperature_half_range=_column(months, "temperature_half_range_k"),
        daily_mean_deviation=_column(months, "daily_mean_deviation_k"),
        global_irradiation=_column(months, "global_irradiation_kwh_m2"),
        persistence=about["persistence"],
        warmest_hour=about["warmest_hour"],
        clear_and_warm_january=about["clear_and_warm_january"],
        clear_and_warm_july=about["clear_and_warm_july"],
        utc_offset=about["utc_offset"],
        wind=_wind(months, about),
        humidity=_humidity(months, about),
    )


def _wind(months: list[dict[str, str]], about: dict[str, Any]) -> WindNormals:  # Any: TOML values
    return WindNormals(
        mean=_column(months, "wind_speed_m_s"),
        half_range=_column(months, "wind_half_range_m_s"),
        shape=_column(months, "wind_shape"),
        windiest_hour=about["windiest_hour"],
        windy_and_warm_january=about["windy_and_warm_january"],
        windy_and_warm_july=about["windy_and_warm_july"],
        time_constant=about["wind_persistence_hours"],
        hourly_share=about["gust_share"],
    )


def _humidity(months: list[dict[str, str]], about: dict[str, Any]) -> HumidityNormals:  # Any: TOML
    return HumidityNormals(
        depression=_column(months, "dew_point_depression_k"),
        half_range=_column(months, "dew_point_half_range_k"),
        driest_hour=about["warmest_hour"],
        spread=about["dryness_spread"],
        dry_and_warm_january=about["dry_and_warm_january"],
        dry_and_warm_july=about["dry_and_warm_july"],
    )


@cache
def normal_year() -> HourlyWeather:
    """The shipped year of weather for Bergen, made from the normals (about 20 ms)."""
    from twin.analysis import climate  # brings SciPy and pvlib: only when a year is calculated

    return climate.normal_year(bergen_normals())


@cache
def climate_of_2050() -> ClimateChange:
    """What the years around 2050 add to the normals of Bergen, read from resources/climate."""
    about = _document("climate/bergen_2050.toml")
    return ClimateChange(
        name=about["name"],
        source=about["source"],
        temperature=tuple(about["temperature_k"]),
        daily_range=tuple(about["daily_range_k"]),
        sun=tuple(about["sun_factor"]),
        wind=tuple(about["wind_factor"]),
        relative_humidity=tuple(about["relative_humidity_points"]),
    )


@cache
def year_of_2050() -> HourlyWeather:
    """The normal year of Bergen in the climate of about 2050."""
    from twin.analysis.morphing import morphed  # as above

    return morphed(normal_year(), climate_of_2050())


Row = Mapping[str, str]


def _rows(name: str) -> list[dict[str, str]]:
    with resources.path(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _document(name: str) -> dict[str, Any]:  # Any: TOML values
    return tomllib.loads(resources.path(name).read_text(encoding="utf-8"))


def _column(rows: list[dict[str, str]], name: str) -> tuple[float, ...]:
    return tuple(float(row[name]) for row in rows)


def _by(table: str, key: str, made: Callable[[Row], Any]) -> dict[str, Any]:  # Any: see caller
    return {row[key]: made(row) for row in _rows(f"defaults/{table}")}


def _number(text: str) -> float:
    return float(text) if text else math.nan


def _sourced(row: Row) -> Sourced:
    central, low, high = (float(row[name]) for name in ("central", "low", "high"))
    return Sourced(central, low, high, "default", row["source"])


def _eras() -> tuple[Era, ...]:
    values: dict[tuple[int, str], dict[str, Sourced]] = {}
    for row in _rows("defaults/envelope_by_era.csv"):
        era = values.setdefault((int(row["first_year"]), row["code"]), {})
        era[row["quantity"]] = _sourced(row)
    return tuple(Era(code, year, era) for (year, code), era in sorted(values.items()))


def _own_eras() -> dict[tuple[str, str], dict[str, Sourced]]:
    found: dict[tuple[str, str], dict[str, Sourced]] = {}
    for row in _rows("defaults/envelope_by_category.csv"):
        own = found.setdefault((row["code"], row["category"]), {})
        own[row["quantity"]] = _sourced(row)
    return found


def _operation(row: Row) -> Operation:
    return Operation(
        category=row["category"],
        hours_per_day=int(row["hours_per_day"]),
        days_per_week=int(row["days_per_week"]),
        weeks_per_year=int(row["weeks_per_year"]),
        lighting=float(row["lighting_w_m2"]),
        equipment=float(row["equipment_w_m2"]),
        persons=float(row["persons_w_m2"]),
        hot_water=float(row["hot_water_kwh_m2"]),
        airflow_in_use=float(row["airflow_in_use_m3_h_m2"]),
        airflow_not_in_use=float(row["airflow_not_in_use_m3_h_m2"]),
        setpoint_in_use=float(row["setpoint_in_use_c"]),
        setpoint_not_in_use=float(row["setpoint_not_in_use_c"]),
        cooling_setpoint=_number(row["cooling_setpoint_c"]),
        source=row["source"],
    )


def _archetype(row: Row) -> Archetype:
    return Archetype(
        category=row["category"],
        net_storey_height=float(row["net_storey_height_m"]),
        window_share=float(row["window_share_of_floor"]),
        perimeter_factor=float(row["perimeter_factor"]),
        source=row["source"],
    )


def _heat_source(row: Row) -> HeatSource:
    return HeatSource(row["carrier"], _sourced(row))


def _emission_factors() -> dict[str, dict[str, Sourced]]:
    factors: dict[str, dict[str, Sourced]] = {}
    for row in _rows("defaults/emission_factors.csv"):
        factors.setdefault(row["basis"], {})[row["carrier"]] = _sourced(row)
    return factors


def _values() -> dict[str, Sourced]:
    found: dict[str, Sourced] = {}
    for table, entries in _document("defaults/assumptions.toml").items():
        for name, entry in entries.items():
            spread = entry["central"], entry["low"], entry["high"]
            found[f"{table}.{name}"] = Sourced(*spread, "default", entry["source"])
    return found
