"""What of a file is drawn, where, in which colour, and what is said about the rest."""

from pathlib import Path

import numpy as np
import pytest

from twin.ifc.direct.items import direct_items
from twin.ifc.elements.products import element_products
from twin.ifc.geometry.drawing import Effort, Geometry, Source
from twin.ifc.source.reader import open_ifc
from twin.model.mesh import MeshBatch, empty_mesh, joined

from .small_ifc import SmallModel


def drawn(path: Path, effort: Effort | None = None) -> tuple[MeshBatch, Geometry]:
    opened = open_ifc(path, path.parent)
    products = element_products(opened.file)
    source = Source(opened.file, products, 1.0, lambda: direct_items(opened.path.read_bytes()))
    geometry = Geometry(source, effort or Effort(), lambda _: None)
    batches = list(geometry.portions())
    return (joined(batches) if batches else empty_mesh()), geometry


def volume(mesh: MeshBatch) -> float:
    corner = mesh.vertices.astype(float)[mesh.faces]
    return float(
        np.einsum("ij,ij->i", corner[:, 0], np.cross(corner[:, 1], corner[:, 2])).sum() / 6
    )


def codes(geometry: Geometry) -> list[str]:
    return [f.code for f in geometry.drawn.findings]


def test_that_a_wall_stands_where_the_file_says(tmp_path: Path):
    model = SmallModel()
    model.product("IfcWall", "Wall", [model.box(4.0, 0.3, 3.0)], (10.0, 20.0, 5.0))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert np.allclose(mesh.bounds, [(10, 20, 5), (14, 20.3, 8)], atol=1e-5)
    assert volume(mesh) == pytest.approx(3.6, rel=1e-5)
    assert geometry.drawn.rows == geometry.drawn.with_body == {0}


def test_that_an_opening_is_cut_out_of_its_wall(tmp_path: Path):
    model = SmallModel()
    wall = model.product("IfcWall", "Wall", [model.box(4.0, 0.3, 3.0)], (0.0, 0.0, 0.0))
    hole = model.product("IfcOpeningElement", "", [model.box(1.0, 0.3, 1.0)], (1.0, 0.0, 1.0))
    model.void(wall, hole)

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert volume(mesh) == pytest.approx(3.6 - 0.3, rel=1e-4)
    assert codes(geometry) == []


def test_that_a_wall_cut_away_entirely_is_said_and_not_drawn(tmp_path: Path):
    model = SmallModel()
    wall = model.product("IfcWall", "Wall", [model.box(1.0, 0.3, 1.0)], (0.0, 0.0, 0.0))
    hole = model.product("IfcOpeningElement", "", [model.box(2.0, 2.0, 2.0)], (-0.5, -0.5, -0.5))
    model.void(wall, hole)

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert len(mesh.faces) == 0
    assert codes(geometry) == ["element-cut-away"]
    assert geometry.drawn.with_body == {0}


def test_that_glass_keeps_its_transparency_in_a_slot_of_its_own(tmp_path: Path):
    model = SmallModel()
    frame, pane = model.box(1.0, 0.1, 1.0), model.box(0.8, 0.02, 0.8)
    model.colour(frame, 1.0, 0.5, 0.0, 0.0)
    model.colour(pane, 0.0, 0.0, 1.0, 0.8)
    model.product("IfcWindow", "Window", [frame, pane], (0.0, 0.0, 0.0))

    mesh, _ = drawn(model.write(tmp_path / "a.ifc"))

    assert mesh.slot_element.tolist() == [0, 0]
    assert mesh.slot_colour.tolist() == [[255, 128, 0, 255], [0, 0, 255, 51]]


def test_that_a_shape_used_twice_is_drawn_twice_and_mirrored_faces_look_outward(tmp_path: Path):
    model = SmallModel()
    solid = model.box(1.0, 2.0, 3.0)
    shape = model.add("IfcShapeRepresentation", model.context, "Body", "SweptSolid", [solid])
    source = model.add("IfcRepresentationMap", model.axes((0, 0, 0)), shape)
    for x, scale in ((0.0, 1.0), (10.0, -1.0)):
        first = model.add("IfcDirection", [1.0, 0.0, 0.0])
        second = model.add("IfcDirection", [0.0, scale, 0.0])
        third = model.add("IfcDirection", [0.0, 0.0, 1.0])
        target = model.add(
            "IfcCartesianTransformationOperator3D", first, second, model.point(0, 0, 0), 1.0, third
        )
        model.product("IfcColumn", "", [model.add("IfcMappedItem", source, target)], (x, 0.0, 0.0))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert geometry.drawn.rows == {0, 1}
    assert volume(mesh) == pytest.approx(12.0, rel=1e-5)
    assert mesh.bounds[0].tolist() == pytest.approx([0.0, -2.0, 0.0])


def test_that_half_spaces_clip_with_the_side_the_flag_says(tmp_path: Path):
    for flag, expected in ((True, 1.0), (False, 3.0)):
        model = SmallModel()
        plane = model.add("IfcPlane", model.axes((0.0, 0.0, 3.0)))
        half = model.add("IfcHalfSpaceSolid", plane, flag)
        item = model.add("IfcBooleanClippingResult", "DIFFERENCE", model.box(1, 1, 4), half)
        model.product("IfcWall", "", [item], (0.0, 0.0, 0.0))

        mesh, _ = drawn(model.write(tmp_path / f"{flag}.ifc"))

        assert volume(mesh) == pytest.approx(expected, rel=1e-5)


def test_that_a_bounded_half_space_clips_within_its_polygon(tmp_path: Path):
    model = SmallModel()
    plane = model.add("IfcPlane", model.axes((0.0, 0.0, 3.0)))
    corners = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0), (0.0, 0.0)]
    polygon = model.add("IfcPolyline", [model.point(*c) for c in corners])
    position = model.axes((0.0, 0.0, 0.0))
    half = model.add("IfcPolygonalBoundedHalfSpace", plane, False, position, polygon)
    item = model.add("IfcBooleanClippingResult", "DIFFERENCE", model.box(1, 1, 4), half)
    model.product("IfcWall", "", [item], (0.0, 0.0, 0.0))

    mesh, _ = drawn(model.write(tmp_path / "a.ifc"))

    assert volume(mesh) == pytest.approx(4.0 - 0.5, rel=1e-5)


def test_that_map_coordinates_do_not_shake(tmp_path: Path):
    model = SmallModel()
    model.product("IfcWall", "", [model.box(1.0, 0.123456, 1.0)], (297_000.5, 6_700_000.25, 40.0))

    mesh, _ = drawn(model.write(tmp_path / "a.ifc"))

    assert np.abs(mesh.vertices).max() < 10.0
    assert np.ptp(mesh.vertices[:, 1]) == pytest.approx(0.123456, abs=1e-6)
    assert mesh.bounds[0, 1] == pytest.approx(6_700_000.25, abs=1e-5)


def test_that_an_element_absurdly_far_away_is_a_finding(tmp_path: Path):
    model = SmallModel()
    for x in (0.0, 2.0, 5e9):
        model.product("IfcColumn", "", [model.box(1.0, 1.0, 3.0)], (x, 0.0, 0.0))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert geometry.drawn.rows == {0, 1}
    assert codes(geometry) == ["element-too-far"]
    assert mesh.bounds[1, 0] == pytest.approx(3.0)


def test_that_an_item_no_kernel_makes_is_a_box_with_its_reason(tmp_path: Path):
    model = SmallModel()
    corners = [model.point(*c) for c in ((0, 0, 0), (0, 0, 2), (0, 3, 2))]
    path = model.add("IfcPolyline", corners)
    pipe = model.add("IfcSweptDiskSolid", path, 0.1, None, None, None)
    product = model.product("IfcPipeSegment", "Pipe", [pipe], (0.0, 0.0, 0.0))
    file = model.write(tmp_path / "a.ifc")

    whole, unhurt = drawn(file)
    mesh, geometry = drawn(file, Effort(refused=frozenset({pipe.id()})))

    assert codes(unhurt) == []
    assert len(whole.faces) > 12
    assert len(mesh.faces) == 12
    assert codes(geometry) == ["part-drawn-as-box"]
    assert geometry.drawn.findings[0].step_id == product.id()
    assert "stopped" in geometry.drawn.findings[0].text()


def test_that_a_body_nothing_can_be_made_of_is_an_error_finding(tmp_path: Path):
    model = SmallModel()
    shell = model.add("IfcClosedShell", [])
    model.product("IfcSlab", "Slab", [model.add("IfcFacetedBrep", shell)], (0.0, 0.0, 0.0))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert len(mesh.faces) == 0
    assert codes(geometry) == ["part-not-drawn"]
    assert geometry.drawn.with_body == {0}


def test_that_lines_are_no_body(tmp_path: Path):
    model = SmallModel()
    line = model.add("IfcPolyline", [model.point(0, 0, 0), model.point(1, 0, 0)])
    model.product("IfcBeam", "", [line], (0.0, 0.0, 0.0))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert geometry.drawn.with_body == set()
    assert len(mesh.faces) == 0


def test_that_bodies_that_touch_along_an_edge_are_cut_too(tmp_path: Path):
    model = SmallModel()
    grid = [(x, y, z) for z in (0, 1) for y in (0, 1, 2) for x in (0, 1, 2)]
    points = model.add("IfcCartesianPointList3D", [[float(v) for v in p] for p in grid])
    quads = [(0, 3, 4, 1), (9, 10, 13, 12), (0, 1, 10, 9), (3, 12, 13, 4), (0, 9, 12, 3)]
    quads += [(1, 4, 13, 10)]
    quads += [tuple(i + 4 for i in q) for q in quads]
    faces = [model.add("IfcIndexedPolygonalFace", [i + 1 for i in q]) for q in quads]
    item = model.add("IfcPolygonalFaceSet", points, True, faces, None)
    host = model.product("IfcFurniture", "", [item], (0.0, 0.0, 0.0))
    model.void(host, model.product("IfcOpeningElement", "", [model.box(1, 1, 0.5)], (0, 0, 0)))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    assert volume(mesh) == pytest.approx(1.5, rel=1e-4)
    assert codes(geometry) == []


def test_that_an_open_sheet_is_cut_where_it_runs_through_an_opening(tmp_path: Path):
    model = SmallModel()
    corners = [[0.0, 0.0, 0.0], [4.0, 0.0, 0.0], [4.0, 0.0, 3.0], [0.0, 0.0, 3.0]]
    points = model.add("IfcCartesianPointList3D", corners)
    face = model.add("IfcIndexedPolygonalFace", [1, 2, 3, 4])
    item = model.add("IfcPolygonalFaceSet", points, False, [face], None)
    host = model.product("IfcCovering", "", [item], (0.0, 0.0, 0.0))
    model.void(host, model.product("IfcOpeningElement", "", [model.box(1, 1, 1)], (1, -0.5, 1)))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    corner = mesh.vertices.astype(float)[mesh.faces]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert np.linalg.norm(flat, axis=1).sum() / 2 == pytest.approx(12.0 - 1.0, rel=1e-5)
    assert (flat[:, 1] < 0).all()
    assert codes(geometry) == []


@pytest.mark.parametrize("gap", [0.0, 4e-6, -4e-6, 3e-4, -3e-4])
def test_that_an_opening_as_deep_as_its_wall_leaves_no_sheet(tmp_path: Path, gap: float):
    model = SmallModel()
    wall = model.product("IfcWall", "Wall", [model.box(4.0, 0.300005, 3.0)], (0.0, 0.0, 0.0))
    hole = model.product(
        "IfcOpeningElement", "", [model.box(1.0, 0.300005 + gap, 1.0)], (1.0, 0.0, 1.0)
    )
    model.void(wall, hole)

    mesh, _ = drawn(model.write(tmp_path / "a.ifc"))

    corner = mesh.vertices.astype(float)[mesh.faces]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    facing = np.linalg.norm(flat[np.abs(flat[:, 1]) > 0.9 * np.linalg.norm(flat, axis=1)], axis=1)
    assert facing.sum() / 2 == pytest.approx(2 * (12.0 - 1.0), rel=1e-3)


def test_that_a_clipping_flush_with_the_wall_leaves_no_sheet(tmp_path: Path):
    model = SmallModel()
    plane = model.add("IfcPlane", model.axes((0.0, 0.0, 3.0)))
    corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 0.300004), (0.0, 0.300004), (0.0, 0.0)]
    polygon = model.add("IfcPolyline", [model.point(*c) for c in corners])
    position = model.axes((0.0, 0.0, 0.0))
    half = model.add("IfcPolygonalBoundedHalfSpace", plane, False, position, polygon)
    wall = model.box(4.0, 0.300008, 4.0)
    item = model.add("IfcBooleanClippingResult", "DIFFERENCE", wall, half)
    model.product("IfcWall", "", [item], (0.0, 0.0, 0.0))

    mesh, _ = drawn(model.write(tmp_path / "a.ifc"))

    assert mesh.bounds[1, 2] == pytest.approx(3.0, abs=1e-5)


@pytest.mark.parametrize("is_same", [True, False])
def test_that_a_profile_with_an_arc_has_its_area(tmp_path: Path, is_same: bool):
    model = SmallModel()
    ends = [(2.0, 1.0), (0.0, 1.0), (0.0, -1.0), (2.0, -1.0)]
    straight = model.add("IfcPolyline", [model.point(*e) for e in ends])
    middle = model.add("IfcAxis2Placement2D", model.point(2.0, 0.0), None)
    trims = [[model.add("IfcParameterValue", v)] for v in (-np.pi / 2, np.pi / 2)]
    trims = trims if is_same else trims[::-1]
    circle = model.add("IfcCircle", middle, 1.0)
    arc = model.add("IfcTrimmedCurve", circle, *trims, is_same, "PARAMETER")
    segments = [
        model.add("IfcCompositeCurveSegment", "CONTINUOUS", True, straight),
        model.add("IfcCompositeCurveSegment", "CONTINUOUS", is_same, arc),
    ]
    curve = model.add("IfcCompositeCurve", segments, False)
    profile = model.add("IfcArbitraryClosedProfileDef", "AREA", None, curve)
    upward = model.add("IfcDirection", [0.0, 0.0, 1.0])
    item = model.add("IfcExtrudedAreaSolid", profile, model.axes((0, 0, 0)), upward, 2.0)
    model.product("IfcSlab", "", [item], (0.0, 0.0, 0.0))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"))

    half_circle = 12 * 0.5 * np.sin(np.pi / 12)
    assert volume(mesh) == pytest.approx(2.0 * (4.0 + half_circle), rel=1e-4)
    assert len(mesh.faces) == 2 * 15 + 2 * 13
    assert codes(geometry) == []


def test_that_a_hole_that_is_called_the_outer_bound_stays_a_hole(tmp_path: Path):
    model = SmallModel()

    def bound(kind: str, low: float, high: float) -> object:
        corners = [(low, 0, low), (high, 0, low), (high, 0, high), (low, 0, high)]
        loop = model.add("IfcPolyLoop", [model.point(*c) for c in corners])
        return model.add(kind, loop, True)

    bounds = [bound("IfcFaceBound", 0, 4), bound("IfcFaceOuterBound", 1, 2)]
    shell = model.add("IfcOpenShell", [model.add("IfcFace", bounds)])
    item = model.add("IfcShellBasedSurfaceModel", [shell])
    model.product("IfcPlate", "", [item], (0.0, 0.0, 0.0))

    mesh, _ = drawn(model.write(tmp_path / "a.ifc"))

    corner = mesh.vertices.astype(float)[mesh.faces]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert np.linalg.norm(flat, axis=1).sum() / 2 == pytest.approx(16.0 - 1.0, rel=1e-5)


def test_that_a_host_whose_opening_is_faulty_is_drawn_uncut_and_it_is_said(tmp_path: Path):
    model = SmallModel()
    wall = model.product("IfcWall", "Wall", [model.box(4.0, 0.3, 3.0)], (0.0, 0.0, 0.0))
    shell = model.add("IfcClosedShell", [])
    model.void(
        wall,
        model.product("IfcOpeningElement", "", [model.add("IfcFacetedBrep", shell)], (1, 0, 1)),
    )
    effort = Effort(refused=frozenset({wall.id()}))

    mesh, geometry = drawn(model.write(tmp_path / "a.ifc"), effort)

    assert volume(mesh) == pytest.approx(3.6, rel=1e-5)
    assert codes(geometry) == ["openings-not-cut"]
