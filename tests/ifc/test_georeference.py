"""Where a model lies on earth."""

import math
from pathlib import Path

import pytest

from twin.ifc.elements.records import Records, read_records
from twin.ifc.source.reader import open_ifc

from .tiny import FRAME, HOUSE, step, write


def records(folder: Path, data: str, schema: str = "IFC4") -> Records:
    return read_records(open_ifc(write(folder, step(data, schema)), folder))


def converted(
    values: str, system: str = "'EPSG:25832',$,$,$,$,$,#102", unit: str = ".METRE."
) -> str:
    prefix = "$" if unit == ".METRE." else ".MILLI."
    return (
        f"#100=IFCMAPCONVERSION(#5,#101,{values});\n#101=IFCPROJECTEDCRS({system});\n"
        f"#102=IFCSIUNIT(*,.LENGTHUNIT.,{prefix},.METRE.);\n"
    )


def test_that_the_site_gives_latitude_and_longitude(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE).georeference

    assert found.source == "site"
    assert found.latitude == pytest.approx(60.39)
    assert found.longitude == pytest.approx(5.33)
    assert found.height == 12.0
    assert math.isnan(found.eastings)


def test_that_a_map_conversion_is_preferred_over_the_site(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE + converted("297780.,6700479.,12.,0.866025404,0.5,0.001"))
    place = found.georeference

    assert (place.source, place.crs) == ("map conversion", "EPSG:25832")
    assert (place.eastings, place.northings, place.height) == (297780.0, 6700479.0, 12.0)
    assert place.rotation == pytest.approx(30.0)
    assert place.scale == pytest.approx(1.0)
    assert found.true_north == pytest.approx(30.0)
    assert found.findings == ()


def test_that_a_site_far_from_the_map_conversion_is_a_warning(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE + converted("597780.,6700479.,12.,$,$,$"))

    (finding,) = found.findings
    assert finding.code == "site-and-map-disagree"
    assert finding.values["distance"] == 300
    assert found.georeference.eastings == 597780.0


def test_that_a_map_in_another_unit_is_converted(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE + converted("297780000.,6700479000.,0.,$,$,1.", unit="milli"))

    assert found.georeference.eastings == pytest.approx(297780.0)
    assert found.georeference.scale == pytest.approx(1.0)


def test_that_a_conversion_off_the_earth_is_read_in_millimetres(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE + converted("297780000.,6700479000.,0.,$,$,$"))

    assert found.georeference.eastings == pytest.approx(297780.0)
    assert [f.code for f in found.findings] == ["map-conversion-in-millimetres"]


def test_that_a_scale_without_map_unit_tells_the_unit(tmp_path: Path) -> None:
    system = "'EPSG:25832',$,$,$,$,$,$"

    found = records(tmp_path, FRAME + converted("297780.,6700479.,12.,1.,0.,0.001", system))

    assert found.georeference.eastings == 297780.0
    assert found.georeference.scale == pytest.approx(1.0)


def test_that_a_blank_conversion_is_passed_over(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE + converted("0.,0.,0.,$,$,$", "'',$,$,$,$,$,$"))

    assert found.georeference.source == "site"
    assert [f.code for f in found.findings] == ["blank-map-conversion"]


def test_that_ifc2x3_keeps_its_conversion_in_a_property_set(tmp_path: Path) -> None:
    data = """#10=IFCSITE('0000000000000000000010',$,'Site',$,$,$,$,$,.ELEMENT.,$,$,$,$,$);
#100=IFCPROPERTYSET('0000000000000000000100',$,'ePSet_MapConversion',$,(#101,#102,#103,#104));
#101=IFCPROPERTYSINGLEVALUE('Eastings',$,IFCREAL(297780.),$);
#102=IFCPROPERTYSINGLEVALUE('Northings',$,IFCREAL(6700479.),$);
#103=IFCPROPERTYSINGLEVALUE('XAxisAbscissa',$,IFCREAL(0.),$);
#104=IFCPROPERTYSINGLEVALUE('XAxisOrdinate',$,IFCREAL(1.),$);
#105=IFCPROPERTYSET('0000000000000000000105',$,'ePSet_ProjectedCRS',$,(#106));
#106=IFCPROPERTYSINGLEVALUE('Name',$,IFCLABEL('EPSG:25832'),$);
#107=IFCRELDEFINESBYPROPERTIES('0000000000000000000107',$,$,$,(#10),#100);
#108=IFCRELDEFINESBYPROPERTIES('0000000000000000000108',$,$,$,(#10),#105);
"""
    place = records(tmp_path, FRAME + data, "IFC2X3").georeference

    assert (place.crs, place.eastings, place.northings) == ("EPSG:25832", 297780.0, 6700479.0)
    assert place.rotation == pytest.approx(90.0)


@pytest.mark.parametrize(
    ("site", "latitude"),
    [
        ("(0,0,0),(0,0,0)", math.nan),
        ("(270600745,4,0),(0,0,0)", math.nan),
        ("(-60,-30),(5,0)", -60.5),
    ],
)
def test_that_a_position_nobody_can_be_at_counts_as_none(
    tmp_path: Path, site: str, latitude: float
) -> None:
    found = records(tmp_path, HOUSE.replace("(60,23,24),(5,19,48)", site)).georeference

    assert found.latitude == pytest.approx(latitude, nan_ok=True)
    assert found.source == ("" if math.isnan(latitude) else "site")


def test_that_true_north_is_clockwise_from_model_y(tmp_path: Path) -> None:
    turned = FRAME.replace("1.0E-5,#6,$", "1.0E-5,#6,#9") + "#9=IFCDIRECTION((1.,1.));\n"

    assert records(tmp_path, turned).true_north == pytest.approx(45.0)


def test_that_a_template_position_is_noticed_in_a_real_file(corpus: Path, tmp_path: Path) -> None:
    found = read_records(open_ifc(corpus / "ifc" / "geonovum_brienenoord_4x3.ifc", tmp_path))

    assert (found.georeference.eastings, found.georeference.northings) == (96400.0, 435000.0)
    assert "site-and-map-disagree" in [f.code for f in found.findings]
