"""Condition, service life and work in a copy of a model: same values, no new errors."""

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import ifcopenshell
import ifcopenshell.util.element
import ifcopenshell.validate
import pytest

from tests.exporters.full_records import ASSESSMENT, COMPONENT, ORDER, PLAN, SCHOOL, portfolio
from twin.errors import TwinError, UnreadableFile
from twin.ifc.load import load_model
from twin.ifc.write_back.change import differences, write_into
from twin.ifc.write_back.copy import write_copy
from twin.ifc.write_back.read_back import read_back
from twin.model.building import Element
from twin.model.condition import ConditionGrade
from twin.model.importing import Silent
from twin.model.write_back import ConditionNote, LifeNote, TaskNote, WriteBack
from twin.sample.portfolio import write_sample
from twin.store.database import open_database
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.write_back import condition_notes, export_model, write_back_of

MODELS = ("AC20-FZK-Haus_webifc.ifc", "duplex_A_2x3.ifc", "office_A_20110811_2x3.ifc",
          "xbim_wall_door_column_rgb4x3.ifc")  # fmt: skip


def _errors(path: Path) -> Counter[str]:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(str(path), log)
    return Counter(str(said["message"]) for said in log.statements)


def _what(file: ifcopenshell.file) -> WriteBack:
    elements = [e.GlobalId for e in file.by_type("IfcElement")][:6]
    spaces = tuple(e.GlobalId for e in file.by_type("IfcSpace"))[:1]
    facts = {"ConsequenceGrade": 2, "MethodLevel": 2, "CostCentralNOK": 150_000.25,
             "Development": False, "Cause": "x" * 400}  # fmt: skip
    return WriteBack(
        "Twin", "1.2.3", "Kari Ås", "Bergen", "condition of Lia skole", "2026-11-23T19:00:00",
        (
            ConditionNote(tuple(elements[:3]), "TG3", "2024-05-02", "Råte i kledning", facts),
            ConditionNote((elements[1],), "TG1", "2023-05-02", ""),
            ConditionNote(spaces, "TG2", "2023-05-02", "Fukt"),
            ConditionNote((), "TGIU", "2022-01-01", "ikke undersøkt"),
        ),
        (LifeNote(elements[-1], 20.0, 30.5, 40.0, {"InstalledYear": 1999}),),
        (
            TaskNote("w1", "work order", tuple(elements[:2]), "Skift kledning", "Nordvegg", "open",
                     2, "2026-01-01", "2026-02-01", 1234.56,
                     {"Supplier": "Tak AS", "Account": "33"}),
            TaskNote("w2", "work order", (), "Vask", status="done", ends="2026-03-01"),
            TaskNote("w1", "recurring work", (), "Smøring", facts={"IntervalMonths": 6}),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_that_a_copy_says_the_same_and_is_as_valid_as_the_original(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    original, target = corpus / "ifc" / name, tmp_path / "copy.ifc"
    before = hashlib.sha256(original.read_bytes()).hexdigest()
    source = ifcopenshell.open(str(original))
    what = _what(source)
    written = write_copy(original, target, what)
    copy = ifcopenshell.open(str(target))
    assert differences(copy, what) == []
    assert (written.tasks, written.costs, written.lives) == (3, 1, 1)
    assert _errors(target) - _errors(original) == Counter()
    assert hashlib.sha256(original.read_bytes()).hexdigest() == before
    assert len(copy.by_type("IfcProduct")) == len(source.by_type("IfcProduct"))
    found = read_back(copy)
    first = copy.by_guid(what.conditions[0].places[0])
    sets = ifcopenshell.util.element.get_psets(first)
    assert sets["Pset_Condition"]["AssessmentCondition"] == "TG3"
    assert sets["Pset_Condition"]["AssessmentDate"] == "2024-05-02"
    assert sets["NO_NS3424"]["CostCentralNOK"] == 150_000.25
    assert len(found.assessments[what.conditions[1].places[0]]) == 2
    assert found.tasks["work order/w1"]["cost"] == 1234.56
    assert found.tasks["work order/w1"]["places"] == tuple(sorted(what.tasks[0].places))
    assert copy.by_type("IfcCostItem")


def test_that_writing_again_replaces_what_was_written(corpus: Path, tmp_path: Path) -> None:
    original = corpus / "ifc" / MODELS[1]
    what = _what(ifcopenshell.open(str(original)))
    first, second = tmp_path / "first.ifc", tmp_path / "second.ifc"
    write_copy(original, first, what)
    changed = replace(
        what, conditions=(replace(what.conditions[0], grade="TG1"),), tasks=what.tasks[:1]
    )
    write_copy(first, second, changed)
    copy = ifcopenshell.open(str(second))
    assert differences(copy, changed) == []
    assert len(copy.by_type("IfcTask")) == 1
    assert len(copy.by_type("IfcApplication")) == 2  # its own and ours, once
    found = read_back(copy)
    assert {v["AssessmentCondition"] for v in found.conditions.values()} == {"TG1"}
    write_copy(first, second, what)
    once = len(list(ifcopenshell.open(str(first))))
    assert len(list(ifcopenshell.open(str(second)))) == once


def test_that_a_condition_of_another_program_is_replaced_for_the_graded_element_alone() -> None:
    file = _small()
    walls = file.by_type("IfcWall")
    old = file.create_entity(
        "IfcPropertySet", "0" * 21 + "a", None, "Pset_Condition", None,
        [file.create_entity("IfcPropertySingleValue", Name="AssessmentCondition",
                            NominalValue=file.create_entity("IfcLabel", "good"))],
    )  # fmt: skip
    file.create_entity("IfcRelDefinesByProperties", "0" * 21 + "b", None, None, None, walls, old)
    note = ConditionNote((walls[0].GlobalId,), "TG2", "2024-01-01", "")
    write_into(file, _only(note), "copy.ifc")
    get = ifcopenshell.util.element.get_psets
    assert get(walls[0])["Pset_Condition"]["AssessmentCondition"] == "TG2"
    assert get(walls[1])["Pset_Condition"]["AssessmentCondition"] == "good"


def test_that_a_difference_is_found() -> None:
    file = _small()
    note = ConditionNote((file.by_type("IfcWall")[0].GlobalId,), "TG2", "2024-01-01", "Sprekk")
    what = _only(note)
    write_into(file, what, "copy.ifc")
    assert differences(file, what) == []
    assert differences(file, _only(replace(note, grade="TG1"))) != []
    assert differences(file, _only(replace(note, description="Riss"))) != []


def test_that_places_the_model_lacks_are_told_and_stand_at_the_building() -> None:
    file = _small()
    written = write_into(file, _only(ConditionNote(("gone",), "TG2", "2024-01-01", "")), "c.ifc")
    assert written.missing == ("gone",)
    building = file.by_type("IfcBuilding")[0]
    assert read_back(file).assessments[building.GlobalId][0]["ConditionGrade"] == "TG2"


def test_that_the_header_says_program_version_and_source() -> None:
    file = _small()
    what = replace(_only(), source="condition of Lia skole as of 2026-11-23")
    write_into(file, what, "Lia med tilstand.ifc")
    assert file.header.file_description.description[-1] == (
        "Twin 1: condition of Lia skole as of 2026-11-23"
    )
    assert file.header.file_name.name == "Lia med tilstand.ifc"
    note = ConditionNote((), "TG1", "2024-01-01", "")
    write_into(file, replace(what, conditions=(note,)), "b.ifc")
    said = [d for d in file.header.file_description.description if d.startswith("Twin ")]
    assert len(said) == 1
    made = file.by_type("IfcPropertySet")[0]
    assert made.OwnerHistory.OwningApplication.Version == "1"
    assert made.OwnerHistory.OwningUser.ThePerson.FamilyName == "Kari"


def test_that_the_original_is_never_written_over(corpus: Path, tmp_path: Path) -> None:
    original = tmp_path / "model.ifc"
    original.write_bytes((corpus / "ifc" / MODELS[3]).read_bytes())
    with pytest.raises(TwinError, match="never written over"):
        write_copy(original, original, _only())
    with pytest.raises(TwinError, match=r"does not end with \.ifc"):
        write_copy(original, tmp_path / "copy.txt", _only())


def test_that_a_cut_off_model_gives_no_copy(corpus: Path, tmp_path: Path) -> None:
    whole = (corpus / "ifc" / MODELS[1]).read_bytes()
    original, target = tmp_path / "half.ifc", tmp_path / "copy.ifc"
    original.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="no copy was written"):
        write_copy(original, target, _only())
    assert not target.exists()


def test_that_no_model_at_all_is_a_sentence(tmp_path: Path) -> None:
    original = tmp_path / "x.ifc"
    original.write_text("hello")
    with pytest.raises(UnreadableFile):
        write_copy(original, tmp_path / "copy.ifc", _only())


def test_that_a_part_counts_for_its_elements_that_have_no_grade_of_their_own() -> None:
    elements = [_element("a", "231"), _element("b", "234"), _element("c", "231")]
    part = replace(ASSESSMENT, global_id="", part_code="23", grade=ConditionGrade.TG1)
    own = replace(ASSESSMENT, global_id="c", grade=ConditionGrade.TG3)
    bare = replace(part, part_code="62", assessment_id="x")
    notes = condition_notes(elements, (part, own, bare))
    assert [(n.grade, n.places) for n in notes] == [
        ("TG3", ("c",)), ("TG1", ("a", "b")), ("TG1", ()),
    ]  # fmt: skip
    assert notes[0].facts["CostCentralNOK"] == 150_000.5
    assert notes[0].facts["KGHealth"] == 0  # a grade of none is known, not unknown


def test_that_what_is_unknown_is_left_out() -> None:
    what = write_back_of(portfolio(assessments=()), SCHOOL, (), "Kari")
    life, (order, plan) = what.lives[0], what.tasks
    assert (life.low, life.central, life.high) == (
        COMPONENT.life_low, COMPONENT.life_central, COMPONENT.life_high,
    )  # fmt: skip
    assert order.cost == ORDER.cost
    assert plan.facts["IntervalMonths"] == PLAN.interval_months
    assert "Plan" not in _facts_without_plan()


def test_that_the_sample_building_is_exported_with_the_grades_of_the_window(
    tmp_path: Path,
) -> None:
    write_sample(tmp_path / "s.twin", buildings=1, seed=1, progress=Silent())
    database = open_database(tmp_path / "s.twin")
    try:
        found = portfolio_data(database)
    finally:
        database.close()
    building, target = found.buildings[0], tmp_path / "copy.ifc"
    written = export_model(found, building, target, "Kari")
    assert written.elements > 10
    assert written.missing == ()
    original = next((tmp_path / "s.twin" / "models").glob(f"{building.model_sha256}*"))
    assert _errors(target) - _errors(original) == Counter()
    model = load_model(target, None)
    assert model.summary.status == "ok"
    details = dict(zip((e.global_id for e in model.elements), model.details, strict=True))
    notes = condition_notes(model.elements, found.assessments_of(building.building_id))
    for note in notes:
        for place in note.places:
            graded = details[place].property_sets["NO_NS3424"]["ConditionGrade"]
            assert isinstance(graded, str)
            assert graded >= note.grade or note.grade == "TGIU"


def _facts_without_plan() -> dict[str, object]:
    found = portfolio(assessments=(), work_orders=(replace(ORDER, plan_id=""),))
    return dict(write_back_of(found, SCHOOL, (), "Kari").tasks[0].facts)


def _element(key: str, code: str) -> Element:
    return Element(key, key, 1, "IfcWall", classification=code)


def _only(*notes: ConditionNote) -> WriteBack:
    return WriteBack("Twin", "1", "Kari", "Bergen", "s", "2026-11-23T19:00:00", tuple(notes))


def _small() -> ifcopenshell.file:
    file = ifcopenshell.file(schema="IFC4")
    file.create_entity("IfcBuilding", "0" * 21 + "1", Name="Lia")
    for place in "23":
        file.create_entity("IfcWall", "0" * 21 + place, Name=f"wall {place}")
    return file
