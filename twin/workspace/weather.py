"""The weather a what-if is calculated in, and that of the months the meters counted."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from twin.errors import UnreadableFile
from twin.model.finding import Finding, Severity
from twin.model.scenario import NORMAL_YEAR, YEAR_OF_2050
from twin.model.thermal import WEATHER_COLUMNS, HourlyWeather
from twin.model.weather import StoredWeather

LACKING = ("weather-no-sun", "weather-no-sky", "weather-gap")
"""Findings about what the normal year stands in for."""
COMPLETED = Finding(
    "weather-lacks",
    Severity.WARNING,
    "{name} lacks some or all hours of sun, sky, humidity or wind; those of the normal year are"
    " used there.",
    "The temperature is its own.",
    "Import a file that has them if they matter.",
)


@dataclass(frozen=True, slots=True)
class WeatherChoice:
    """Weather a what-if can be calculated in. key : for `Scenario.weather`."""

    key: str
    name: str


def choices(stored: tuple[StoredWeather, ...]) -> tuple[WeatherChoice, ...]:
    """The normal year, the one of 2050, and what the portfolio has, as it is shown."""
    return (
        WeatherChoice(NORMAL_YEAR, "Normal year 1991–2020"),
        WeatherChoice(YEAR_OF_2050, "Climate of 2050"),
        *(WeatherChoice(w.key, w.name) for w in stored),
    )


def weather_of(folder: Path, key: str) -> HourlyWeather:
    """Weather without gaps for `Scenario.weather`.

    Raises
    ------
    UnreadableFile
        If the portfolio has no such weather.
    """
    from twin.workspace.defaults import normal_year, year_of_2050

    if key == NORMAL_YEAR:
        return normal_year()
    if key == YEAR_OF_2050:
        return year_of_2050()
    return _completed(folder, key)


def checked(weather: HourlyWeather) -> tuple[Finding, ...]:
    """What there is to say about weather that was read: its faults, and what it lacks.

    Raises
    ------
    UnreadableFile
        If it has hours without an air temperature, which nothing stands in for.
    """
    gaps = int(np.isnan(weather.temperature).sum())
    if gaps:
        raise UnreadableFile(
            "{file} has no air temperature in {hours} hours, and nothing stands in for that; it"
            " was not imported.",
            "Choose another station or year.",
            file=weather.name,
            hours=gaps,
        )
    is_fault = [
        f.severity is not Severity.INFO and f.code not in LACKING for f in weather.findings
    ]
    faults = tuple(f for f, told in zip(weather.findings, is_fault, strict=True) if told)
    if all(weather.knows(name) for name in WEATHER_COLUMNS):
        return faults
    return (*faults, replace(COMPLETED, values={"name": weather.name}))


@lru_cache(maxsize=8)
def _completed(folder: Path, key: str) -> HourlyWeather:
    """One object per file: what is calculated from it is kept with it."""
    from twin.analysis.climate import completed
    from twin.store.weather import load_weather
    from twin.workspace.defaults import normal_year

    return completed(load_weather(folder, key), normal_year())
