"""What a result says of the year it was calculated in."""

from dataclasses import replace

import pytest

from twin.analysis.explain import assumptions
from twin.analysis.zones import zone_from_archetype
from twin.model.scenario import Statement
from twin.model.thermal import HourlyWeather
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL

ZONE = zone_from_archetype(SCHOOL, defaults())


def of_frost(weather: HourlyWeather) -> list[Statement]:
    return [s for s in assumptions(ZONE, weather, defaults()) if "coldest hour" in s.text]


def test_that_a_made_year_says_how_mild_its_frost_is():
    (said,) = of_frost(normal_year())

    assert said.values["coldest"].value == pytest.approx(normal_year().temperature.min(), abs=0.05)
    assert "2021–2025" in said.source


def test_that_a_measured_year_says_nothing_of_frost():
    assert of_frost(replace(normal_year(), year=2024)) == []
