"""Footprints stand where they are on earth, and bad files are sentences."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from shapely.geometry import Polygon

from twin.errors import UnreadableFile
from twin.importers.footprints.cityjson import read_cityjson
from twin.importers.footprints.geojson import read_geojson
from twin.importers.footprints.places import corners, on_map, system_named
from twin.importers.footprints.read import read_footprints
from twin.importers.footprints.worker import parsed

MERIDIAN = (500_000.0, 6_651_411.190)
"""60° N on the central meridian of a UTM zone: 0.9996 of the meridian's arc on GRS80,
6,654,072.819 m."""
ON_9_EAST = (9.0, 60.0)
BUILDINGS = {
    "DH_01_subs.city.json": 4, "cube.json": 1, "delft.json": 160, "delft_1b.json": 1,
    "dummy.json": 1, "mt-1.json": 1, "multi_lod.json": 10, "rotterdam_one.json": 1,
    "rotterdam_subset.json": 16, "zurich_subset_lod2.json": 49,
}  # fmt: skip
WITHOUT_BUILDINGS = "minimal.json"


def _square(x: float, y: float, side: float) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def _map(geometry: dict[str, Any], **more: Any) -> dict[str, Any]:
    feature = {"type": "Feature", "properties": {"navn": "Lia"}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature], **more}


def _polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def _crs(name: str) -> dict[str, Any]:
    return {"crs": {"type": "name", "properties": {"name": name}}}


def test_that_a_known_point_in_degrees_is_in_its_place() -> None:
    found, _ = read_geojson(_map(_polygon(_square(*ON_9_EAST, 0.001))))
    nearest = min(np.hypot(x - MERIDIAN[0], y - MERIDIAN[1]) for x, y in found[0].outline)
    assert nearest < 0.1


@pytest.mark.parametrize(
    "name",
    [
        "EPSG:25833", "urn:ogc:def:crs:EPSG::25833", "urn:ogc:def:crs:EPSG:6.9:25833",
        "http://www.opengis.net/def/crs/EPSG/0/25833",
    ],
)  # fmt: skip
def test_that_a_known_point_in_zone_33_is_where_its_degrees_are(name: str) -> None:
    in_33, _ = read_geojson(_map(_polygon(_square(*MERIDIAN, 20.0)), **_crs(name)))
    in_degrees, _ = read_geojson(_map(_polygon(_square(15.0, 60.0, 0.0003))))
    one = min(in_33[0].outline, key=lambda p: p[0] + p[1])
    other = min(in_degrees[0].outline, key=lambda p: p[0] + p[1])
    assert np.hypot(one[0] - other[0], one[1] - other[1]) < 0.1


def test_that_coordinates_of_the_portfolio_s_map_are_taken_as_they_are() -> None:
    found, _ = read_geojson(_map(_polygon(_square(297_000.0, 6_700_000.0, 10.0)),
                                 **_crs("EPSG:25832")))  # fmt: skip
    assert found[0].outline[0] in _tuples(_square(297_000.0, 6_700_000.0, 10.0))
    assert Polygon(found[0].outline).exterior.is_ccw


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_that_degrees_may_be_named(name: str) -> None:
    found, _ = read_geojson(_map(_polygon(_square(*ON_9_EAST, 0.001)), **_crs(name)))
    assert min(np.hypot(x - MERIDIAN[0], y - MERIDIAN[1]) for x, y in found[0].outline) < 0.1


def test_that_metres_without_a_projection_are_refused_unless_somebody_says_it() -> None:
    document = _map(_polygon(_square(297_000.0, 6_700_000.0, 10.0)))
    with pytest.raises(UnreadableFile, match="map projection"):
        read_geojson(document)
    found, _ = read_geojson(document, "EPSG:25832")
    assert (297_000.0, 6_700_000.0) in found[0].outline


@pytest.mark.parametrize(
    "name", ["EPSG:999999", "file:///etc/passwd", "+proj=utm", "", "EPSG:4978"]
)
def test_that_an_unknown_projection_is_a_sentence(name: str) -> None:
    with pytest.raises(UnreadableFile, match="not known"):
        system_named(name)


def test_that_a_height_system_beside_the_map_is_left_out() -> None:
    assert system_named("https://www.opengis.net/def/crs/EPSG/0/7415") == "EPSG:28992"


def test_that_courtyards_and_smaller_parts_are_left_out_and_told() -> None:
    outer, hole = _square(*MERIDIAN, 40.0), _square(MERIDIAN[0] + 10, MERIDIAN[1] + 10, 10.0)
    found, _ = read_geojson(_map(_polygon(outer, hole), **_crs("EPSG:25832")))
    assert found[0].is_simplified
    assert Polygon(found[0].outline).area == pytest.approx(1600.0)
    small = _square(500_100.0, 6_651_411.0, 9.0)
    parts = {"type": "MultiPolygon", "coordinates": [[_square(*MERIDIAN, 40.0)], [small]]}
    found, _ = read_geojson(_map(parts, **_crs("EPSG:25832")))
    assert found[0].is_simplified
    assert Polygon(found[0].outline).area == pytest.approx(1600.0)


def test_that_points_lines_and_nonsense_are_counted_not_taken() -> None:
    shapes: list[Any] = [
        {"type": "Point", "coordinates": [9.0, 60.0]}, None, _polygon([[1.0, 2.0]]),
        {"type": "Polygon", "coordinates": [["a", "b", "c"]]}, {"type": "Polygon"},
        _polygon([[9.0, 60.0], [9.0, 60.0], [9.0, 60.0], [9.0, 60.0]]),
        _polygon(_square(9.0, 60.0, 5.0)),  # larger than any building
    ]  # fmt: skip
    features = [{"type": "Feature", "geometry": g, "properties": None} for g in shapes]
    features += [_map(_polygon(_square(*ON_9_EAST, 0.001)))["features"][0], "no feature"]
    found, passed_over = read_geojson({"type": "FeatureCollection", "features": features})
    assert (len(found), passed_over) == (1, len(shapes))


def test_that_attributes_are_read_by_their_norwegian_and_english_names() -> None:
    document = _map(_polygon(_square(*ON_9_EAST, 0.001)))
    document["features"][0]["properties"] = {
        "Bygningsnummer": 139245678, "NAVN": "Lia\u202e skole", "Byggeår": "1972", "høyde": "9,5",
        "antall_etasjer": 3, "bta": -5, "kote": 42.0,
    }  # fmt: skip
    one = read_geojson(document)[0][0]
    assert (one.building_number, one.name) == ("139245678", "Lia skole")
    assert (one.height, one.ground_level) == (9.5, 42.0)
    assert one.facts == {"construction_year": 1972.0, "storeys": 3.0}  # an area below zero is none


@pytest.mark.parametrize("name", sorted(BUILDINGS))
def test_that_every_city_model_of_the_corpus_is_read(corpus: Path, name: str) -> None:
    found, passed_over = read_footprints(corpus / "cityjson" / name, assumed="EPSG:28992")
    assert len(found) == BUILDINGS[name]
    assert passed_over == 0
    for one in found:
        outline = Polygon(one.outline)
        assert outline.is_valid
        assert outline.exterior.is_ccw
        assert 1.0 <= outline.area <= 500_000.0
        assert 0.5 < one.height < 200.0


def test_that_a_city_model_without_buildings_is_a_sentence(corpus: Path) -> None:
    with pytest.raises(UnreadableFile, match="no outline of a building"):
        read_footprints(corpus / "cityjson" / WITHOUT_BUILDINGS)


def test_that_a_city_model_that_names_no_projection_is_refused(corpus: Path) -> None:
    with pytest.raises(UnreadableFile, match="referenceSystem"):
        read_footprints(corpus / "cityjson" / "multi_lod.json")


def _city(version: str, **more: Any) -> dict[str, Any]:
    """A house of 10 x 20 x 6 m at 60° N on the meridian, in millimetres of zone 32."""
    base = [(0, 0), (10_000, 0), (10_000, 20_000), (0, 20_000)]
    vertices = [[x, y, z] for z in (0, 6_000) for x, y in base]
    walls = [[[a, (a + 1) % 4, (a + 1) % 4 + 4, a + 4]] for a in range(4)]
    faces = [[[3, 2, 1, 0]], [[4, 5, 6, 7]], *walls]
    surfaces = [{"type": "GroundSurface"}, {"type": "RoofSurface"}, {"type": "WallSurface"}]
    solid = {"type": "Solid", "lod": "2.0", "boundaries": [faces],
             "semantics": {"surfaces": surfaces, "values": [[0, 1, 2, 2, 2, 2]]}}  # fmt: skip
    return {
        "type": "CityJSON", "version": version, "vertices": vertices,
        "transform": {"scale": [0.001] * 3, "translate": [*MERIDIAN, 42.0]},
        "metadata": {"referenceSystem": "urn:ogc:def:crs:EPSG::25832"},
        "CityObjects": {"h": {"type": "Building", "geometry": [solid], **more}},
    }  # fmt: skip


@pytest.mark.parametrize("version", ["1.0", "1.0.3", "1.1", "2.0"])
def test_that_a_known_point_of_a_city_model_is_in_its_place(version: str) -> None:
    one = read_cityjson(_city(version))[0][0]
    corner = min(one.outline, key=lambda p: np.hypot(p[0] - MERIDIAN[0], p[1] - MERIDIAN[1]))
    assert np.hypot(corner[0] - MERIDIAN[0], corner[1] - MERIDIAN[1]) < 0.1
    assert Polygon(one.outline).area == pytest.approx(200.0)
    assert (one.ground_level, one.height) == (42.0, 6.0)


def test_that_the_footprint_of_level_0_counts_before_what_is_seen_from_above() -> None:
    document = _city("2.0")
    inner = [[1_000, 1_000, 0], [9_000, 1_000, 0], [9_000, 19_000, 0], [1_000, 19_000, 0]]
    document["vertices"] += inner
    flat = {"type": "MultiSurface", "lod": "0", "boundaries": [[[8, 9, 10, 11]]]}
    document["CityObjects"]["h"]["geometry"].append(flat)
    one = read_cityjson(document)[0][0]
    assert Polygon(one.outline).area == pytest.approx(8 * 18)
    assert one.height == 6.0


def test_that_parts_belong_to_their_building_and_circles_end() -> None:
    document = _city("2.0", children=["part"])
    objects = document["CityObjects"]
    objects["part"] = {"type": "BuildingPart", "geometry": objects["h"].pop("geometry"),
                       "parents": ["h"], "children": ["h"]}  # fmt: skip
    found, _ = read_cityjson(document)
    assert [f.source_id for f in found] == ["h"]
    assert Polygon(found[0].outline).area == pytest.approx(200.0)


@pytest.mark.parametrize("version", ["", "0.9", "3.0"])
def test_that_another_version_is_a_sentence(version: str) -> None:
    with pytest.raises(UnreadableFile, match=r"1\.0 to 2\.0"):
        read_cityjson(_city(version))


def test_that_corners_that_are_not_there_make_no_building() -> None:
    document = _city("2.0")
    document["vertices"] = document["vertices"][:2]
    assert read_cityjson(document) == ([], 1)
    document["vertices"] = [["a", "b", "c"]]
    with pytest.raises(UnreadableFile, match="no numbers"):
        read_cityjson(document)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 100_000, '{"type": "FeatureCollection", "features": [NaN]}', "\xff\xfe"],
)
def test_that_damaged_files_are_sentences(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UnreadableFile, match="damaged or no JSON"):
        parsed(path)


@pytest.mark.parametrize(
    "document", [[], 5, {"type": "Topology"}, {"type": "FeatureCollection"},
                 {"type": "CityJSON", "version": "2.0"}],
)  # fmt: skip
def test_that_other_documents_are_refused_by_the_child(tmp_path: Path, document: Any) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps(document))
    with pytest.raises(UnreadableFile, match="nothing was imported"):
        read_footprints(path)


def test_that_a_self_crossing_outline_becomes_a_valid_one() -> None:
    bow = [[0.0, 0.0], [30.0, 30.0], [30.0, 0.0], [0.0, 20.0], [0.0, 0.0]]
    outline, _ = on_map([[(x, y) for x, y in bow]], "EPSG:25832")
    assert outline is not None
    assert outline.is_valid
    assert len(corners(outline)) >= 3


def _tuples(points: list[list[float]]) -> list[tuple[float, float]]:
    return [(x, y) for x, y in points]
