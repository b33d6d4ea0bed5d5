"""Footprints go out and come back to the same place."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.exporters.full_records import NURSERY, SCHOOL
from twin.errors import TwinError
from twin.exporters.geojson import write_geojson
from twin.importers.footprints.read import read_footprints
from twin.model.building import Building
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import Database, create
from twin.store.edits import undo
from twin.workspace.footprints import import_footprints, matched
from twin.workspace.importing import import_file

PLACE = ((297_000.0, 6_700_000.0), (297_020.0, 6_700_000.0), (297_020.0, 6_700_010.0))
BERGEN = replace(SCHOOL, footprint=PLACE, property_id="")


def _database(folder: Path, *buildings: Building) -> Database:
    database = create(folder)
    save_buildings(database, buildings)
    return database


@pytest.mark.parametrize("system", ["EPSG:4326", "EPSG:25832", "EPSG:25833"])
def test_that_a_footprint_comes_back_to_the_same_place(tmp_path: Path, system: str) -> None:
    path = tmp_path / "p.geojson"
    assert write_geojson(path, [BERGEN, NURSERY], system) == 1  # one of them has a footprint
    found, _ = read_footprints(path)
    assert np.abs(np.array(sorted(found[0].outline)) - sorted(PLACE)).max() < 0.002
    assert found[0].building_number == BERGEN.building_number
    assert (found[0].ground_level, found[0].height) == (BERGEN.ground_level, BERGEN.height)


def test_that_rfc_7946_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    write_geojson(path, [BERGEN])
    document = json.loads(path.read_text("utf-8"))
    assert "crs" not in document
    ring = document["features"][0]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert 4.0 < ring[0][0] < 6.0 < 60.0 < ring[0][1] < 61.0
    assert "heated_floor_area" in document["features"][0]["properties"]


def test_that_another_projection_is_named_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    write_geojson(path, [BERGEN], "EPSG:25833")
    name = json.loads(path.read_text("utf-8"))["crs"]["properties"]["name"]
    assert name == "urn:ogc:def:crs:EPSG::25833"
    with pytest.raises(TwinError, match="no map projection"):
        write_geojson(path, [BERGEN], "EPSG:1")


def test_that_importing_what_was_exported_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    write_geojson(path, [BERGEN])
    database = _database(tmp_path / "p.twin", BERGEN)
    done = import_file(database, path)
    assert done.change is None
    assert load_buildings(database) == (BERGEN,)
    database.close()


def test_that_a_footprint_is_found_by_number_name_and_place(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    moved = tuple((x + 2.0, y) for x, y in PLACE)
    for hidden in ({}, {"building_number": ""}, {"building_number": "", "name": "x"}):
        write_geojson(path, [replace(BERGEN, footprint=moved, building_id="?", **hidden)])
        found, _ = read_footprints(path)
        assert [m.building for m in matched(found, [BERGEN, NURSERY])[0]] == [BERGEN]


def test_that_a_footprint_far_from_all_is_a_new_building(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    other = Building("", "Nye skole", "school", building_number="300000001", storeys=2,
                     footprint=tuple((x + 500.0, y) for x, y in PLACE), height=8.0)  # fmt: skip
    write_geojson(path, [other])
    database = _database(tmp_path / "p.twin", BERGEN)
    done = import_footprints(database, path)
    kept = load_buildings(database)
    assert [b.name for b in kept] == [BERGEN.name, "Nye skole"]
    assert (kept[1].category, kept[1].storeys, kept[1].height) == ("school", 2, 8.0)
    assert done.building_id == kept[1].building_id
    assert done.change is not None
    database.close()


def test_that_an_import_is_one_step_that_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    write_geojson(path, [replace(BERGEN, footprint=tuple((x + 2, y) for x, y in PLACE))])
    database = _database(tmp_path / "p.twin", BERGEN)
    done = import_footprints(database, path)
    assert load_buildings(database) != (BERGEN,)
    assert done.change is not None
    undo(database, done.change.change_id, "Kari", "undo")
    assert load_buildings(database) == (BERGEN,)
    database.close()


def test_that_two_outlines_of_one_building_give_it_the_larger(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    small = replace(BERGEN, footprint=((297_000.0, 6_700_000.0), (297_005.0, 6_700_000.0),
                                       (297_005.0, 6_700_005.0)))  # fmt: skip
    write_geojson(path, [small, BERGEN])
    found, _ = read_footprints(path)
    matches, twice = matched(found, [BERGEN])
    assert twice == 1
    assert len(matches) == 1
    assert len(matches[0].footprint.outline) == 3
    assert max(x for x, _ in matches[0].footprint.outline) > 297_010.0


def test_that_a_map_called_json_is_no_proposal(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    write_geojson(path, [BERGEN])
    database = _database(tmp_path / "p.twin", replace(BERGEN, footprint=()))
    done = import_file(database, path)
    assert done.status == "ok"
    assert len(load_buildings(database)[0].footprint) == 3
    database.close()


def test_that_the_city_models_of_the_corpus_become_buildings(corpus: Path, tmp_path: Path) -> None:
    database = create(tmp_path / "p.twin")
    done = import_file(database, corpus / "cityjson" / "delft.json")
    assert done.status == "ok"
    assert len(load_buildings(database)) == 160
    again = import_file(database, corpus / "cityjson" / "delft.json")
    assert again.change is None
    database.close()
