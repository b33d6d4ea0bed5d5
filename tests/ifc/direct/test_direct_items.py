"""Triangles read straight from the text agree with hand calculation and with the kernel."""

from pathlib import Path

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import pytest

from twin.ifc.direct.item_meshes import ItemMeshes
from twin.ifc.direct.items import direct_items
from twin.ifc.direct.step_index import StepIndex
from twin.ifc.direct.swept import swept_items

POINTS = """#1=IFCCARTESIANPOINT((0.,0.));
#2=IFCCARTESIANPOINT((4.,0.));
#3=IFCCARTESIANPOINT((4.,3.));
#4=IFCCARTESIANPOINT((0.,3.));
#5=IFCPOLYLINE((#1,#2,#3,#4,#1));
#6=IFCCARTESIANPOINT((1.,1.));
#7=IFCCARTESIANPOINT((2.,1.));
#8=IFCCARTESIANPOINT((2.,2.));
#9=IFCPOLYLINE((#6,#7,#8,#6));
#10=IFCCARTESIANPOINT((10.,20.,30.));
#11=IFCAXIS2PLACEMENT3D(#10,$,$);
#12=IFCDIRECTION((0.,0.,1.));
"""


def volume(meshes: ItemMeshes, index: int = 0) -> float:
    vertices = meshes.vertices[meshes.vertex_start[index] : meshes.vertex_start[index + 1]]
    faces = meshes.faces[meshes.face_start[index] : meshes.face_start[index + 1]]
    corner = (vertices - vertices.mean(axis=0))[faces]
    return float(np.einsum("ni,ni->", corner[:, 0], np.cross(corner[:, 1], corner[:, 2])) / 6)


def swept(lines: str) -> ItemMeshes:
    return swept_items(StepIndex((POINTS + lines).encode()))


def test_that_an_extruded_polygon_has_the_volume_of_base_times_depth():
    meshes = swept(
        "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,'a #1 b',#5);\n"
        "#21=IFCEXTRUDEDAREASOLID(#20,#11,#12,2.5);\n"
    )

    assert meshes.item.tolist() == []  # a reference-like name is not certain: left to the kernel

    meshes = swept(
        "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,'plain',#5);\n"
        "#21=IFCEXTRUDEDAREASOLID(#20,#11,#12,2.5);\n"
    )

    assert meshes.item.tolist() == [21]
    assert volume(meshes) == pytest.approx(4 * 3 * 2.5)
    assert meshes.vertices.min(axis=0).tolist() == [10.0, 20.0, 30.0]


def test_that_a_hole_in_a_profile_goes_through_the_solid():
    meshes = swept(
        "#20=IFCARBITRARYPROFILEDEFWITHVOIDS(.AREA.,$,#5,(#9));\n"
        "#21=IFCEXTRUDEDAREASOLID(#20,#11,#12,2.);\n"
    )

    assert volume(meshes) == pytest.approx((12 - 0.5) * 2)


def test_that_a_downward_sweep_still_has_its_faces_outward():
    meshes = swept(
        "#13=IFCDIRECTION((0.,0.,-1.));\n"
        "#20=IFCRECTANGLEPROFILEDEF(.AREA.,$,$,2.,5.);\n"
        "#21=IFCEXTRUDEDAREASOLID(#20,#11,#13,3.);\n"
    )

    assert volume(meshes) == pytest.approx(30.0)


def test_that_a_tube_is_hollow():
    meshes = swept(
        "#20=IFCCIRCLEHOLLOWPROFILEDEF(.AREA.,$,$,1.,0.5);\n"
        "#21=IFCEXTRUDEDAREASOLID(#20,#11,#12,1.);\n"
    )

    assert volume(meshes) == pytest.approx(np.pi * 0.75, rel=0.02)


def test_that_an_unknown_profile_is_left_to_the_kernel():
    meshes = swept(
        "#20=IFCISHAPEPROFILEDEF(.AREA.,$,$,1.,1.,0.1,0.1,$);\n"
        "#21=IFCEXTRUDEDAREASOLID(#20,#11,#12,1.);\n"
    )

    assert len(meshes.item) == 0


def test_that_an_empty_file_gives_nothing():
    assert len(direct_items(b"").item) == 0


@pytest.mark.parametrize(
    "name",
    ["AC20-FZK-Haus_webifc.ifc", "schependomlaan_houten_kozijnen.ifc", "duplex_A_2x3.ifc"],
)
def test_that_real_items_agree_with_the_kernel(corpus: Path, name: str):
    path = corpus / "ifc" / name
    meshes = direct_items(path.read_bytes())
    settings = ifcopenshell.geom.settings()
    settings.set("convert-back-units", True)
    model = ifcopenshell.open(path)
    chosen = np.random.default_rng(1).permutation(len(meshes.item))[:60]

    for index in chosen.tolist():
        item = model.by_id(int(meshes.item[index]))
        shape = ifcopenshell.geom.create_shape(settings, item)
        theirs = np.frombuffer(shape.verts_buffer).reshape(-1, 3)
        ours = meshes.vertices[meshes.vertex_start[index] : meshes.vertex_start[index + 1]]
        tolerance = 0.01 * np.ptp(theirs, axis=0).max()
        np.testing.assert_allclose(ours.min(axis=0), theirs.min(axis=0), atol=tolerance)
        np.testing.assert_allclose(ours.max(axis=0), theirs.max(axis=0), atol=tolerance)
