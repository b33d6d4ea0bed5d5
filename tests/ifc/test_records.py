"""What is read from a file in words and numbers."""

import math
from pathlib import Path

import pytest

from twin.ifc.elements.classifications import Subject, building_part
from twin.ifc.elements.records import Records, element_products, read_records
from twin.ifc.elements.space_shapes import floor_area_and_volume
from twin.ifc.elements.units import read_units
from twin.ifc.source.reader import open_ifc
from twin.model.building import ClassificationReference, Element, ElementDetails

from .tiny import FRAME, HOUSE, step, write


def records(folder: Path, data: str = HOUSE, schema: str = "IFC4") -> Records:
    return read_records(open_ifc(write(folder, step(data, schema)), folder))


def element(found: Records, name: str) -> tuple[Element, ElementDetails]:
    return next(
        (e, d) for e, d in zip(found.elements, found.details, strict=True) if e.name == name
    )


def test_that_elements_are_physical_products_in_step_order(tmp_path: Path) -> None:
    found = records(tmp_path)

    assert [e.step_id for e in found.elements] == [30, 31, 33, 34, 35]
    assert len(found.details) == len(found.elements)


def test_that_a_site_with_terrain_is_an_element_and_one_without_is_not(tmp_path: Path) -> None:
    terrain = """#100=IFCSHAPEREPRESENTATION(#5,'Body','Brep',());
#101=IFCPRODUCTDEFINITIONSHAPE($,$,(#100));
#102=IFCSITE('0000000000000000000102',$,'Terreng',$,$,$,#101,$,.ELEMENT.,$,$,$,$,$);
"""
    opened = open_ifc(write(tmp_path, step(HOUSE + terrain)), tmp_path)

    assert [p.Name for p in element_products(opened.file)][-1] == "Terreng"
    assert len(element_products(opened.file)) == 6


def test_that_identity_names_type_and_tag_are_read(tmp_path: Path) -> None:
    wall, _ = element(records(tmp_path), "Yttervegg")

    assert (wall.key, wall.global_id) == ("0000000000000000000030",) * 2
    assert (wall.ifc_class, wall.tag, wall.type_name) == ("IfcWall", "T-1", "YV-1")
    assert wall.predefined_type == "SOLIDWALL"


def test_that_a_user_defined_type_is_named_by_object_type(tmp_path: Path) -> None:
    desk, _ = element(
        records(tmp_path, HOUSE.replace("'Pult',$,$", "'Pult',$,'Elevpult'")), "Pult"
    )

    assert desk.predefined_type == "Elevpult"


def test_that_storeys_are_found_through_spaces_openings_and_assemblies(tmp_path: Path) -> None:
    found = records(tmp_path)
    plan_1 = "0000000000000000000012"

    assert {e.name: e.storey for e in found.elements} == dict.fromkeys(
        ("Yttervegg", "Vindu", "Pult", "Del", "Ramme"), plan_1
    )
    assert element(found, "Pult")[0].space == "0000000000000000000014"
    assert element(found, "Del")[0].parent == "0000000000000000000035"
    assert element(found, "Yttervegg")[0].parent == ""


def test_that_storeys_come_from_below_in_metres(tmp_path: Path) -> None:
    found = records(tmp_path)

    assert [(s.name, s.elevation) for s in found.storeys] == [("Plan 1", 0.0), ("Plan 2", 3.2)]
    assert (found.units, found.length_unit) == ("millimetre", 0.001)


def test_that_spaces_have_area_and_storey(tmp_path: Path) -> None:
    (space,) = records(tmp_path).spaces

    assert (space.name, space.long_name) == ("101", "Klasserom")
    assert space.storey == "0000000000000000000012"
    assert space.net_floor_area == 61.5
    assert math.isnan(space.net_volume)


def test_that_properties_of_the_occurrence_override_those_of_the_type(tmp_path: Path) -> None:
    _, details = element(records(tmp_path), "Yttervegg")

    common = details.property_sets["Pset_WallCommon"]
    assert common == {"ThermalTransmittance": 0.22, "IsExternal": True}


def test_that_quantities_and_layers_are_in_si_units(tmp_path: Path) -> None:
    _, details = element(records(tmp_path), "Yttervegg")

    assert details.quantity_sets["Qto_WallBaseQuantities"] == {"Length": 5.0, "NetSideArea": 12.5}
    assert [(one.name, one.thickness) for one in details.layers] == [
        ("Betong", pytest.approx(0.18)),
        ("Mineralull", pytest.approx(0.2)),
    ]


def test_that_every_kind_of_property_is_read(tmp_path: Path) -> None:
    kinds = """
#100=IFCPROPERTYSET('0000000000000000000100',$,'Set',$,(#101,#102,#103,#104,#105,#107));
#101=IFCPROPERTYENUMERATEDVALUE('Status',$,(IFCLABEL('NEW'),IFCLABEL('EXISTING')),$);
#102=IFCPROPERTYBOUNDEDVALUE('Range',$,IFCLENGTHMEASURE(3000.),IFCLENGTHMEASURE(1000.),$,$);
#103=IFCPROPERTYLISTVALUE('List',$,(IFCINTEGER(1),IFCINTEGER(2)),$);
#104=IFCCOMPLEXPROPERTY('Outer',$,'',(#106));
#105=IFCPROPERTYSINGLEVALUE('Unknown',$,IFCLOGICAL(.U.),$);
#106=IFCPROPERTYSINGLEVALUE('Inner',$,IFCPLANEANGLEMEASURE(3.14159265358979),$);
#107=IFCPROPERTYSINGLEVALUE('Empty',$,$,$);
#108=IFCRELDEFINESBYPROPERTIES('0000000000000000000108',$,$,$,(#33),#100);
"""
    _, details = element(records(tmp_path, HOUSE + kinds), "Pult")

    assert details.property_sets["Set"] == {
        "Status": "NEW, EXISTING",
        "Range": "1.0 to 3.0",
        "List": "1, 2",
        "Outer.Inner": pytest.approx(180.0),
        "Unknown": None,
        "Empty": None,
    }


def test_that_a_unit_of_its_own_wins_over_that_of_the_project(tmp_path: Path) -> None:
    foot = """#100=IFCPROPERTYSINGLEVALUE('Width',$,IFCLENGTHMEASURE(2.),#101);
#101=IFCCONVERSIONBASEDUNIT(#104,.LENGTHUNIT.,'FOOT',#102);
#102=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(304.8),#3);
#103=IFCPROPERTYSET('0000000000000000000103',$,'Set',$,(#100));
#104=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);
#105=IFCRELDEFINESBYPROPERTIES('0000000000000000000105',$,$,$,(#33),#103);
"""
    _, details = element(records(tmp_path, HOUSE + foot), "Pult")

    assert details.property_sets["Set"]["Width"] == pytest.approx(0.6096)


def test_that_a_classification_reference_gives_the_building_part(tmp_path: Path) -> None:
    wall, details = element(records(tmp_path), "Yttervegg")

    assert details.classifications == (
        ClassificationReference("NS 3451", "2022", "231", "Bærende yttervegger"),
    )
    assert (wall.classification, wall.classification_source) == ("231", "reference")
    assert wall.classification_table == "NS 3451:2022"


def subject(**known: object) -> Subject:
    base = {
        "kind": "IfcWall",
        "predefined_type": "",
        "names": (),
        "property_sets": {},
        "references": (),
        "is_external": None,
        "is_load_bearing": None,
    }
    return Subject(**{**base, **known})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("known", "part"),
    [
        ({"references": (ClassificationReference("NS 3451", "", "232.1"),)}, ("232", "reference")),
        ({"references": (ClassificationReference("Uniclass", "", "232"),)}, ("", "")),
        ({"property_sets": {"A": {"NS3451": "231 Vegg"}}}, ("231", "property")),
        ({"property_sets": {"A": {"Bygningsdelskode": 242}}}, ("242", "property")),
        ({"names": ("231 Yttervegg",)}, ("231", "name")),
        ({"names": ("=360.001-JV501",)}, ("360", "name")),
        ({"names": ("250 mm betong",)}, ("", "")),
        ({"names": ("Basic Wall:92mm:231562",)}, ("", "")),
        ({"is_external": True, "is_load_bearing": True}, ("231", "class default")),
        ({"is_external": True}, ("232", "class default")),
        ({"is_external": False}, ("242", "class default")),
        ({"kind": "IfcDoor", "is_external": False}, ("244", "class default")),
        ({"kind": "IfcSlab", "predefined_type": "ROOF"}, ("261", "class default")),
        ({"kind": "IfcSlab", "predefined_type": "FLOOR"}, ("251", "class default")),
        ({"kind": "IfcPipeSegment"}, ("", "")),
        ({"kind": "IfcPipeSegment", "systems": ("320.001 Varme",)}, ("322", "class default")),
        ({"kind": "IfcPipeFitting", "systems": ("310 Sanitær",)}, ("312", "class default")),
        ({"kind": "IfcPipeSegment", "systems": ("S1", "HEATING")}, ("322", "class default")),
        ({"kind": "IfcPipeSegment", "systems": ("DOMESTICCOLDWATER",)}, ("312", "class default")),
        ({"kind": "IfcValve", "systems": ("Sprinkler plan 1",)}, ("332", "class default")),
        ({"kind": "IfcPipeSegment", "systems": ("Kjøling",)}, ("372", "class default")),
        ({"kind": "IfcPipeSegment", "systems": ("Varme", "Kjøling")}, ("", "")),
        ({"kind": "IfcLightFixture"}, ("442", "class default")),
        ({"kind": "IfcLightFixture", "names": ("Nødlys utgang",)}, ("443", "class default")),
        ({"kind": "IfcCivilElement"}, ("7", "class default")),
        (
            {
                "names": ("231 Yttervegg",),
                "property_sets": {"A": {"NS3451": "242"}},
                "is_external": True,
            },
            ("242", "property"),
        ),
        (
            {
                "references": (ClassificationReference("NS 3451", "", "233"),),
                "property_sets": {"A": {"NS3451": "242"}},
            },
            ("233", "reference"),
        ),
    ],
)
def test_that_the_building_part_says_where_it_comes_from(
    known: dict[str, object], part: tuple[str, str]
) -> None:
    code, _, source = building_part(subject(**known))
    assert (code, source) == part


@pytest.mark.parametrize(
    ("known", "table"),
    [
        ({"references": (ClassificationReference("NS 3451", "2009", "231"),)}, "NS 3451:2009"),
        ({"references": (ClassificationReference("NS3451:2022", "", "231"),)}, "NS 3451:2022"),
        ({"property_sets": {"A": {"Bygningsdel": "231"}}}, "NS 3451:2022"),
        ({"property_sets": {"A": {"NS3451-2009": "231"}}}, "NS 3451:2009"),
        ({"kind": "IfcFan"}, "NS 3451:2022"),
        ({"kind": "IfcBuildingElementProxy"}, ""),
    ],
)
def test_that_a_code_goes_with_its_table(known: dict[str, object], table: str) -> None:
    assert building_part(subject(**known))[1] == table


def test_that_zones_and_systems_have_members(tmp_path: Path) -> None:
    found = {g.kind: g for g in records(tmp_path).groups}

    assert (found["zone"].name, found["zone"].members) == ("Fløy A", ("0000000000000000000014",))
    assert found["system"].members == ("0000000000000000000033",)


def test_that_elements_with_one_global_id_get_keys_of_their_own(tmp_path: Path) -> None:
    twice = HOUSE.replace("IFCBEAM('0000000000000000000034'", "IFCBEAM('0000000000000000000033'")

    found = records(tmp_path, twice)

    assert {e.key for e in found.elements if e.name in ("Pult", "Del")} == {
        "0000000000000000000033#33",
        "0000000000000000000033#34",
    }
    (finding,) = [f for f in found.findings if f.code == "duplicate-global-id"]
    assert "2 elements share" in finding.text()


def test_that_a_file_without_length_unit_is_read_in_metres_and_said(tmp_path: Path) -> None:
    found = records(tmp_path, HOUSE.replace("(#3,#4,#8)", "(#4)"))

    assert (found.units, found.length_unit) == ("metre", 1.0)
    assert "no-length-unit" in [f.code for f in found.findings]


def test_that_an_incomplete_conversion_unit_does_not_stop_reading(tmp_path: Path) -> None:
    broken = FRAME.replace(
        "#3=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.)",
        "#3=IFCCONVERSIONBASEDUNIT($,.LENGTHUNIT.,'FOOT',$)",
    )

    found = records(tmp_path, broken)

    assert found.length_unit == 1.0


def test_that_a_file_without_anything_gives_empty_records(tmp_path: Path) -> None:
    found = records(tmp_path, "#1=IFCPERSON($,$,'',$,$,$,$,$);\n")

    assert (found.elements, found.storeys, found.spaces, found.groups) == ((), (), (), ())


def test_that_conductivities_of_materials_are_read(tmp_path: Path) -> None:
    thermal = """#100=IFCMATERIALPROPERTIES('Pset_MaterialThermal',$,(#101),#70);
#101=IFCPROPERTYSINGLEVALUE('ThermalConductivity',$,IFCTHERMALCONDUCTIVITYMEASURE(1.65),$);
"""
    assert records(tmp_path, HOUSE + thermal).materials["Betong"].conductivity == 1.65


def test_that_a_real_model_is_read_whole(corpus: Path, tmp_path: Path) -> None:
    found = read_records(open_ifc(corpus / "ifc" / "AC20-FZK-Haus_webifc.ifc", tmp_path))

    assert len(found.elements) == 83
    assert [s.name for s in found.storeys] == ["Erdgeschoss", "Dachgeschoss"]
    assert sum(s.net_floor_area for s in found.spaces) == pytest.approx(173.3, abs=0.1)
    outer = [e for e in found.elements if e.name.startswith("Wand-Ext")]
    assert {e.classification for e in outer} <= {"231", "232", "23", ""}
    assert all(e.storey for e in outer)


def test_that_a_space_without_quantities_is_measured_by_its_shape(tmp_path: Path) -> None:
    shape = """
#100=IFCCARTESIANPOINT((0.,0.));
#101=IFCCARTESIANPOINT((6000.,0.));
#102=IFCCARTESIANPOINT((6000.,5000.));
#103=IFCCARTESIANPOINT((0.,5000.));
#104=IFCPOLYLINE((#100,#101,#102,#103,#100));
#105=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#104);
#106=IFCDIRECTION((0.,0.,1.));
#107=IFCEXTRUDEDAREASOLID(#105,#6,#106,2700.);
#108=IFCSHAPEREPRESENTATION(#5,'Body','SweptSolid',(#107));
#109=IFCPRODUCTDEFINITIONSHAPE($,$,(#108));
"""
    drawn = HOUSE.replace("$,'101',$,$,$,$,", "$,'101',$,$,$,#109,").replace("(#14),#64", "(),#64")

    (space,) = records(tmp_path, drawn + shape).spaces

    assert space.net_floor_area == pytest.approx(30.0)
    assert space.net_volume == pytest.approx(81.0)


def test_that_shapes_of_spaces_agree_with_stated_areas(corpus: Path, tmp_path: Path) -> None:
    opened = open_ifc(corpus / "ifc" / "janesville_restaurant_revit2012_2x3.ifczip", tmp_path)
    length = read_units(opened.file).length
    shapes = [floor_area_and_volume(s, length)[0] for s in opened.file.by_type("IfcSpace")]

    assert sum(shapes) == pytest.approx(
        sum(s.net_floor_area for s in read_records(opened).spaces), rel=0.001
    )


@pytest.mark.parametrize(
    ("written", "spoilt"),
    [
        ("(#3,#4,#8)", "(#3,#30,#7)"),
        ("IFCMATERIALLAYERSET((#72,#73)", "IFCMATERIALLAYERSET((#72,#30)"),
        ("'Plan 1',$", "#30,$"),
        ("#30),#75)", "#30),'x')"),
        ("(60,23,24)", "(60,'x',24)"),
        ("$,$,$,12500.,$", "$,$,'x',$,$"),
    ],
)
def test_that_values_of_a_wrong_kind_cost_only_what_hangs_on_them(
    tmp_path: Path, written: str, spoilt: str
) -> None:
    found = records(tmp_path, HOUSE.replace(written, spoilt))

    assert [e.name for e in found.elements] == ["Yttervegg", "Vindu", "Pult", "Del", "Ramme"]
    assert found.details[2] == records(tmp_path).details[2]


def test_that_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    spoilt = HOUSE.replace("IFCMATERIALLAYERSET((#72,#73)", "IFCMATERIALLAYERSET((#72,#30)")

    (finding,) = [f for f in records(tmp_path, spoilt).findings if f.code == "unreadable-values"]

    assert finding.text().startswith("Properties and materials: 1 could not be read")
