"""The kind of a weather file is told by what is in it."""

import pytest

from twin.errors import UnreadableFile
from twin.importers.weather.read import SUFFIXES, read_weather
from twin.workspace.importing import importers

from .small_weather import met_temperature, write_epw, write_met


@pytest.mark.parametrize("name", ["a.epw", "a.EPW", "a.txt", "a.csv"])
def test_that_epw_is_known_under_any_name(tmp_path, name):
    assert read_weather(write_epw(tmp_path / name)).name == "BERGEN FLORIDA"


def test_that_met_exports_are_known(tmp_path):
    path = write_met(tmp_path / "a.csv", {"Lufttemperatur": met_temperature})

    assert read_weather(path).name == "Bergen - Florida, 2023"


@pytest.mark.parametrize("content", [b"", b"x", b"LOCATION,x", b"a;b\n1;2"])
def test_that_anything_else_is_a_sentence(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile):
        read_weather(path)


def test_that_the_package_is_no_importer_of_buildings():
    assert "weather" not in importers()
    assert SUFFIXES
