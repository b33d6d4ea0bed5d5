"""Neighbouring editions of IFC, read as the nearest supported one."""

from pathlib import Path

import pytest

from twin.ifc.elements.products import element_products
from twin.ifc.source.reader import OpenedFile, open_ifc
from twin.ifc.source.schemas import is_same, nearest

from .tiny import FRAME, HOUSE, step, write


def opened(folder: Path, data: str, schema: str) -> OpenedFile:
    return open_ifc(write(folder, step(data, schema)), folder)


@pytest.mark.parametrize(
    ("declared", "schema"),
    [
        ("IFC2X3", "IFC2X3"),
        ("ifc2x3", "IFC2X3"),
        ("IFC2X_FINAL", "IFC2X3"),
        ("IFC2X2_FINAL", "IFC2X3"),
        ("IFC2X3_TC1", "IFC2X3"),
        ("IFC4_ADD2", "IFC4"),
        ("IFC4 ADD2 TC1", "IFC4"),
        ("IFC2X4_RC2", "IFC4"),
        ("IFC4X1", "IFC4X3_ADD2"),
        ("IFC4X2", "IFC4X3_ADD2"),
        ("IFC4X3", "IFC4X3_ADD2"),
        ("IFC4X3_ADD1", "IFC4X3_ADD2"),
        ("IFC4X3_RC4", "IFC4X3_ADD2"),
        ("IFC5", ""),
        ("AP214", ""),
    ],
)
def test_that_the_nearest_edition_is_chosen(declared: str, schema: str) -> None:
    assert nearest(declared) == schema


def test_that_only_other_spellings_are_the_same_edition() -> None:
    assert is_same("IFC4_ADD2")
    assert not is_same("IFC4X3")


def test_that_another_spelling_is_ok_and_said(tmp_path: Path) -> None:
    one = opened(tmp_path, HOUSE, "IFC4_ADD2")

    assert (one.status, one.schema, one.declared_schema) == ("ok", "IFC4", "IFC4_ADD2")
    assert [f.code for f in one.findings] == ["other-schema-name"]


def test_that_a_neighbouring_edition_is_partial_and_said(tmp_path: Path) -> None:
    one = opened(tmp_path, HOUSE, "IFC4X2")

    assert one.status == "partial"
    assert "IFC4X2" in one.reason
    assert len(one.file.by_type("IfcWall")) == 1


def test_that_style_assignments_are_dissolved_into_styled_items(tmp_path: Path) -> None:
    styles = """#100=IFCCOLOURRGB($,1.,0.,0.);
#101=IFCSURFACESTYLESHADING(#100,0.);
#102=IFCSURFACESTYLE('Red',.BOTH.,(#101));
#103=IFCPRESENTATIONSTYLEASSIGNMENT((#102));
#104=IFCSTYLEDITEM(#7,(#103),$);
"""
    one = opened(tmp_path, FRAME + styles, "IFC4X2")

    assert one.file.by_type("IfcStyledItem")[0].Styles[0].Name == "Red"


def test_that_drafts_name_the_kind_of_a_facility_part(tmp_path: Path) -> None:
    part = (
        "#100=IFCFACILITYPART('0000000000000000000100',$,'Kjørefelt',$,$,$,$,$,.ELEMENT.,"
        "IFCROADPARTTYPEENUM(.TRAFFICLANE.),.LATERAL.);\n"
    )
    one = opened(tmp_path, FRAME + part, "IFC4X3_RC4")

    lane = one.file.by_type("IfcRoadPart")[0]
    assert (lane.UsageType, lane.PredefinedType) == ("LATERAL", "TRAFFICLANE")


def test_that_missing_attributes_are_unset_and_surplus_ones_cut(tmp_path: Path) -> None:
    text = """#100=IFCCARTESIANPOINTLIST3D(((0.,0.,0.),(1.,0.,0.)));
#101=IFCPROJECTEDCRS('EPSG:25832',$,$,$,$,$,$);
#102=IFCMAPCONVERSION(#5,#101,1.,2.,3.,$,$,$,1.,1.);
"""
    one = opened(tmp_path, FRAME + text, "IFC4X3")

    assert one.file.by_type("IfcCartesianPointList3D")[0].TagList is None
    assert one.file.by_type("IfcMapConversion")[0].OrthogonalHeight == 3.0


def test_that_classes_without_a_counterpart_are_dropped_and_counted(tmp_path: Path) -> None:
    text = (
        "#100=IFCALIGNMENT2DVERTICAL((#101));\n#101=IFCALIGNMENT2DVERSEGLINE($,$,$,0.,1.,2.,3.);\n"
    )

    one = opened(tmp_path, FRAME + text, "IFC4X1")

    assert one.findings[0].values["count"] == 2
    assert "IFCALIGNMENT2DVERTICAL" in one.findings[0].text()


def test_that_a_star_left_out_of_derived_attributes_is_put_back(tmp_path: Path) -> None:
    one = opened(tmp_path, FRAME.replace("IFCSIUNIT(*,", "IFCSIUNIT($,"), "IFC4X3_RC4")

    assert "(*,.LENGTHUNIT." in one.path.read_text()


@pytest.mark.parametrize(
    ("name", "products"),
    [
        ("obim_Allplan-Smiley-West", 436),
        ("geonovum_ifcbridge02_georef", 179),
        ("KIT-Simple-Road_4x3rc2", 66),
        ("obim_ADT-FZK-Haus-2005-2006", 48),
        ("bentley_test2_4x3", 42),
        ("munkerud_NO_ifc2x2", 377),
    ],
)
def test_that_real_neighbouring_files_are_read(
    corpus: Path, tmp_path: Path, name: str, products: int
) -> None:
    one = open_ifc(corpus / "ifc" / f"{name}.ifc", tmp_path)

    assert one.status == "partial"
    assert len(element_products(one.file)) == products
