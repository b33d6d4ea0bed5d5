"""A scenario in a copy of a model: values, new elements, what goes, and nothing else changed."""

from collections import Counter
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.util.element
import ifcopenshell.util.placement
import ifcopenshell.validate
import numpy as np
import pytest

from twin.errors import TwinError, UnreadableFile
from twin.ifc.elements.units import read_units
from twin.ifc.load import load_model
from twin.ifc.scenario_copy.change import scenario_differences, write_scenario
from twin.ifc.write_back.copy import write_copy
from twin.ifc.write_back.plain import keep_content, read_content
from twin.model.scenario_copy import (
    OTHER,
    SENSOR,
    SOLAR,
    ChangedPart,
    MeasureNote,
    NewPart,
    ScenarioCopy,
)
from twin.model.sketch import Point
from twin.model.write_back import SCENARIO, TaskNote, WriteBack

MODELS = ("AC20-FZK-Haus_webifc.ifc", "office_A_20110811_2x3.ifc", "xbim_simplehouse.ifc",
          "xbim_wall_door_column_rgb4x3.ifc", "SampleHouse4_xbim_IFC4.ifc")  # fmt: skip
"""IFC4 and IFC2X3 in metres, IFC2X3 in millimetres, IFC4X3 in feet, IFC4 in millimetres."""
HOSTILE = "'); DROP \\X2\\0041\\X0\\ <script>x</script> #1=IFCWALL('y'); Åge & \u202esønner 😀"


def get_psets(thing: Any) -> dict[str, Any]:  # Any: how the library types its entities
    return ifcopenshell.util.element.get_psets(thing)


def errors(path: Path) -> Counter[str]:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(str(path), log)
    return Counter(str(said["message"]) for said in log.statements)


def roots(file: ifcopenshell.file) -> dict[str, str]:
    return {root.GlobalId: root.is_a() for root in file.by_type("IfcRoot")}


def at(file: ifcopenshell.file, place: str) -> ifcopenshell.entity_instance:
    return next(e for e in file.by_type("IfcElement") if e.GlobalId == place)


def square(x: float, y: float, z: float, side: float = 2.0) -> tuple[Point, ...]:
    return ((x, y, z), (x + side, y, z), (x + side, y + side, z), (x, y + side, z))


def scenario(
    file: ifcopenshell.file, where: Point = (3.0, 4.0, 1.0), schedule: str = "A"
) -> ScenarioCopy:
    """A wall and a window that are better, a wall that goes, and three things that are new."""
    walls = [e.GlobalId for e in file.by_type("IfcWall")][:2]
    windows = [e.GlobalId for e in file.by_type("IfcWindow")][:1]
    x, y, z = where
    added = (
        NewPart("pv", SOLAR, "Solceller", "Solar panels",
                (square(x, y, z), square(x + 3, y, z)), 0.04, facts={"PowerKW": 3.36}),
        NewPart("s", SENSOR, "Romboks", "Room sensors", (square(x, y, z + 0.5, 0.1),), 0.1),
        NewPart("e", OTHER, "Tilbygg 1", "Extension", (square(x, y + 5, z, 6.0),), 3.3),
        NewPart("flat", OTHER, "no area", "Field", (((0, 0, 0), (1, 0, 0), (2, 0, 0)),), 0.1),
    )  # fmt: skip
    facts = {"Measure": "Etterisolering", "Supplier": HOSTILE, "Year": 2028, "Status": "proposed",
             "CostCentralNOK": 123_456.5, "Effects": "u_value 0.18 " * 40}  # fmt: skip
    task = TaskNote(f"k@{schedule}", "scenario measure", tuple(walls), "Etterisolering", HOSTILE,
                    "proposed", 0, "2028-01-01", "2028-12-31", 123_456.5)  # fmt: skip
    base = WriteBack("Twin", "1.2.3", "Kari Ås", "Bergen", "scenario A", "2026-11-24T01:00:00",
                     tasks=(task,), purpose=SCENARIO, schedule=f"Scenario {schedule}")  # fmt: skip
    return ScenarioCopy(
        base,
        (
            MeasureNote("c1", (*walls, *windows), (), facts),
            MeasureNote("c2", tuple(walls[:1]), ("pv", "s", "e"), {"Measure": "Alt nytt"}),
            MeasureNote("c3", (), (), {"Measure": "Nattsenking"}),
        ),
        (
            *(ChangedPart(w, 0.18, 0.9) for w in walls[:1]),
            *(ChangedPart(w, 0.8, 2.4, 0.35) for w in windows),
            *(ChangedPart(w, removed=0.99) for w in walls[1:]),
        ),
        added,
    )


@pytest.mark.parametrize("name", MODELS)
def test_that_a_copy_holds_the_scenario_and_all_that_was_there(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    original, target = corpus / "ifc" / name, tmp_path / "copy.ifc"
    source = ifcopenshell.open(str(original))
    what = scenario(source)
    written = write_copy(original, target, what)
    copy = ifcopenshell.open(str(target))
    assert scenario_differences(copy, what) == []
    assert (written.added, written.tasks, written.costs) == (3, 1, 1)
    assert written.removed == len(what.base.tasks[0].places[1:])
    assert errors(target) - errors(original) == Counter()
    before, after = roots(source), roots(copy)
    assert {key: after.get(key) for key in before} == before
    assert len(copy.by_type("IfcElement")) == len(source.by_type("IfcElement")) + 3

    factor = read_units(copy).factor("IfcThermalTransmittanceMeasure")
    wall = at(copy, what.changed[0].place)
    said = get_psets(wall)
    assert said["Pset_WallCommon"]["ThermalTransmittance"] * factor == pytest.approx(0.18)
    assert said["Twin_Scenario"]["Supplier"] == HOSTILE
    assert said["Twin_Scenario"]["CostCentralNOK"] == 123_456.5
    assert said["Twin_Scenario (2)"]["Measure"] == "Alt nytt"
    assert said["Twin_ScenarioPart"]["UValueBefore"] == 0.9
    for part in what.changed:
        there = get_psets(at(copy, part.place))
        if part.g_value:
            glass = there["Pset_DoorWindowGlazingType"]
            assert glass["SolarHeatGainTransmittance"] == pytest.approx(0.35)
        if part.removed:
            assert there["Pset_WallCommon"]["Status"] == ["DEMOLISH"]
            assert there["Twin_ScenarioPart"]["RemovedShare"] == 0.99
    task = next(t for t in copy.by_type("IfcTask") if t.Status == "proposed")
    assert task.Description == HOSTILE
    building = (copy.by_type("IfcBuilding") or copy.by_type("IfcProject"))[0]
    assert get_psets(building)["Twin_Scenario"]["Measure"] == "Nattsenking"


@pytest.mark.parametrize("name", MODELS)
def test_that_new_elements_lie_where_they_were_drawn(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    original, target = corpus / "ifc" / name, tmp_path / "copy.ifc"
    before = load_model(original, None)
    low, high = before.mesh.bounds
    x, y, z = ((low + high) / 2).round(2).tolist()
    write_copy(original, target, scenario(ifcopenshell.open(str(original)), (x, y, z)))
    after = load_model(target, None)
    known = {e.key for e in before.elements}
    assert known <= {e.key for e in after.elements}
    new = {row: e for row, e in enumerate(after.elements) if e.key not in known}
    assert {e.name for e in new.values()} == {"Solceller", "Romboks", "Tilbygg 1"}
    assert after.summary.drawn == before.summary.drawn + 3
    expected = {
        "Solceller": ((x, y, z), (x + 5, y + 2, z + 0.04)),
        "Romboks": ((x, y, z + 0.5), (x + 0.1, y + 0.1, z + 0.6)),
        "Tilbygg 1": ((x, y + 5, z), (x + 6, y + 11, z + 3.3)),
    }
    mesh = after.mesh
    for row, element in new.items():
        corners = mesh.vertices[mesh.faces[mesh.face_element == row]].reshape(-1, 3) + mesh.origin
        found = (corners.min(axis=0), corners.max(axis=0))
        assert np.allclose(found, expected[element.name], atol=2e-3), element.name
        if after.storeys:
            assert element.storey
    assert after.summary.georeference == before.summary.georeference
    assert after.summary.units == before.summary.units


def test_that_classes_follow_the_schema(corpus: Path) -> None:
    for name, solar in ((MODELS[0], "IfcSolarDevice"), (MODELS[2], "IfcBuildingElementProxy")):
        file = ifcopenshell.open(str(corpus / "ifc" / name))
        known = roots(file)
        write_scenario(file, scenario(file), "copy.ifc")
        new = [e for e in file.by_type("IfcElement") if e.GlobalId not in known]
        kinds = {e.Name: e.is_a() for e in new}
        assert kinds["Solceller"] == solar
        assert kinds["Tilbygg 1"] == "IfcBuildingElementProxy"
        if solar == "IfcSolarDevice":
            assert kinds["Romboks"] == "IfcSensor"
            panel = next(e for e in new if e.Name == "Solceller")
            assert get_psets(panel)["Pset_SolarDeviceTypeCommon"]["Status"] == ["NEW"]


def test_that_a_shared_set_is_changed_for_one_element_alone() -> None:
    file = ifcopenshell.file(schema="IFC4")
    file.create_entity("IfcBuilding", "0" * 21 + "1", Name="Lia")
    walls = [file.create_entity("IfcWall", "0" * 21 + c, Name=c) for c in "234"]
    one = file.create_entity("IfcPropertySingleValue", Name="ThermalTransmittance",
                             NominalValue=file.create_entity("IfcReal", 1.5))  # fmt: skip
    outside = file.create_entity("IfcPropertySingleValue", Name="IsExternal",
                                 NominalValue=file.create_entity("IfcBoolean", True))  # fmt: skip
    shared = file.create_entity("IfcPropertySet", "0" * 21 + "a", None, "Pset_WallCommon", None,
                                [one, outside])  # fmt: skip
    file.create_entity("IfcRelDefinesByProperties", "0" * 21 + "b", None, None, None, walls[:2],
                       shared)  # fmt: skip
    file.create_entity("IfcRelDefinesByProperties", "0" * 21 + "c", None, None, None, walls[2:],
                       shared)  # fmt: skip
    base = WriteBack("Twin", "1", "K", "P", "s", "2026-11-24T01:00:00", purpose=SCENARIO)
    what = ScenarioCopy(base, changed=tuple(ChangedPart(walls[i].GlobalId, 0.2) for i in (0, 2)))
    write_scenario(file, what, "copy.ifc")
    said = [get_psets(wall)["Pset_WallCommon"] for wall in walls]
    assert [s["ThermalTransmittance"] for s in said] == [0.2, 1.5, 0.2]
    assert all(s["IsExternal"] for s in said)
    assert scenario_differences(file, what) == []
    other = ScenarioCopy(base, changed=(ChangedPart(walls[1].GlobalId, 0.3),))
    assert scenario_differences(file, other) == [f"U-value of {walls[1].GlobalId}"]


def test_that_a_second_scenario_stands_beside_the_first(corpus: Path, tmp_path: Path) -> None:
    original, first = corpus / "ifc" / MODELS[0], tmp_path / "first.ifc"
    second = tmp_path / "second.ifc"
    source = ifcopenshell.open(str(original))
    write_copy(original, first, scenario(source))
    again = scenario(source, (9.0, 4.0, 1.0), "B")
    write_copy(first, second, again)
    copy = ifcopenshell.open(str(second))
    assert scenario_differences(copy, again) == []
    assert scenario_differences(copy, scenario(source)) == []
    assert errors(second) - errors(original) == Counter()
    assert len(copy.by_type("IfcElement")) == len(source.by_type("IfcElement")) + 6
    assert len({r.GlobalId for r in copy.by_type("IfcRoot")}) == len(copy.by_type("IfcRoot"))


def test_that_what_crosses_the_process_is_the_same(tmp_path: Path) -> None:
    file = ifcopenshell.file(schema="IFC4")
    file.create_entity("IfcWall", "0" * 21 + "2")
    what = scenario(file)
    keep_content(tmp_path / "x.json", what, "navn æ.ifc")
    assert read_content(tmp_path / "x.json") == (what, "navn æ.ifc")
    keep_content(tmp_path / "x.json", what.base, "y.ifc")
    assert read_content(tmp_path / "x.json") == (what.base, "y.ifc")


def test_that_no_right_to_write_and_a_full_disk_are_sentences(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = corpus / "ifc" / MODELS[3]
    what = scenario(ifcopenshell.open(str(original)))
    with pytest.raises(TwinError, match="could not be written"):
        write_copy(original, tmp_path / "missing" / "copy.ifc", what)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("twin.ifc.write_back.copy.shutil.copyfile", full)
    with pytest.raises(TwinError, match="No space left on device"):
        write_copy(original, tmp_path / "copy.ifc", what)
    assert list(tmp_path.iterdir()) == []


def test_that_a_cut_off_model_gives_no_copy(corpus: Path, tmp_path: Path) -> None:
    whole = (corpus / "ifc" / MODELS[2]).read_bytes()
    original, target = tmp_path / "half.ifc", tmp_path / "copy.ifc"
    original.write_bytes(whole[: len(whole) // 2])
    what = scenario(ifcopenshell.file(schema="IFC2X3"))
    with pytest.raises(UnreadableFile, match="no copy was written"):
        write_copy(original, target, what)
    assert not target.exists()
