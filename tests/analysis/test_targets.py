"""What an offer would touch, and the reason where it is nothing."""

from dataclasses import replace
from datetime import date

import pytest

from twin.analysis import targets
from twin.analysis.targets import kinds_of, reach
from twin.analysis.zones import zone_from_archetype, zone_from_model
from twin.model.condition import Assessment, ConditionGrade
from twin.model.proposal import Selector
from twin.workspace.defaults import defaults

from .cases import SCHOOL, effect, measure, model, proposal

U_08 = effect("u_value", 0.8, "W/(m2 K)")


def only(selector, *effects, basis="area", building=SCHOOL, of=None, assessments=(), zone=None):
    offer = proposal(measure(selector, *(effects or (U_08,)), basis=basis))
    return reach(offer, building, of or model(), assessments, zone)[0]


def grade(global_id, value, part="234"):
    return Assessment(
        "b01", global_id, part, value, 2, "", "", date(2025, 1, 1), "", 1, 0, 0, 0, 2025
    )


def test_that_windows_above_a_u_value_are_found_with_their_area():
    found = only(Selector(kinds=("window",), minimum_u_value=1.6))

    assert (found.elements, found.quantity, found.unit) == ((2,), 100.0, "m2")
    assert found.reason == ""


@pytest.mark.parametrize(
    ("basis", "quantity", "unit"),
    [("area", 160.0, "m2"), ("count", 2.0, "pieces"), ("floor_area", 1200.0, "m2"),
     ("building", 1.0, "building")],
)  # fmt: skip
def test_that_the_quantity_is_in_the_unit_of_the_cost(basis, quantity, unit):
    found = only(Selector(kinds=("window",)), basis=basis)

    assert (found.quantity, found.unit) == (quantity, unit)


def test_that_a_standard_case_wall_is_a_wall():
    assert only(Selector(ifc_classes=("IfcWall",))).elements == (0, 1)


def test_that_a_part_code_matches_by_its_beginning():
    assert only(Selector(part_codes=("23",))).elements == (0, 1, 2, 3)


def test_that_an_unknown_u_value_is_judged_by_the_default_of_the_zone():
    zone = zone_from_model(SCHOOL, model().envelope, defaults())
    selector = Selector(kinds=("wall",), minimum_u_value=0.5)

    assert only(selector, zone=zone).reason == targets.NO_U_VALUE
    assert only(selector).elements == (1,)


def test_that_only_elements_in_bad_condition_are_taken():
    known = [grade("g2", ConditionGrade.TG1), grade("g3", ConditionGrade.TG3)]
    selector = Selector(kinds=("window",), minimum_grade=2)

    assert only(selector, assessments=known).elements == (3,)
    assert only(selector, assessments=known[:1]).reason == targets.NO_GRADE
    assert only(selector).reason == targets.NOT_GRADED


# The windows of the model: g2 with U 2.6, g3 with U 1.2.
@pytest.mark.parametrize(
    ("grades", "minimum_u_value", "reason"),
    [
        pytest.param((3, 3), 3.0, targets.NO_U_VALUE, id="worn, well insulated"),
        pytest.param((1, 1), 1.6, targets.NO_GRADE, id="kept, one badly insulated"),
        pytest.param((1, 0), 3.0, targets.NO_NEED, id="kept, well insulated"),
        pytest.param((1, 3), 1.6, targets.NO_PART_WITH_BOTH, id="one worn, the other leaking"),
        pytest.param((-1, -1), 1.6, targets.NOT_GRADED, id="looked for, not inspected"),
        pytest.param((-1, -1), 3.0, targets.NO_U_VALUE, id="not inspected, well insulated"),
        pytest.param((3, 1), 1.6, "", id="one worn and leaking"),
    ],
)
def test_that_the_reason_says_what_the_parts_are_too_good_in(grades, minimum_u_value, reason):
    known = [grade(f"g{row}", g) for row, g in enumerate(map(ConditionGrade, grades), start=2)]
    selector = Selector(kinds=("window",), minimum_grade=2, minimum_u_value=minimum_u_value)

    assert only(selector, assessments=known).reason == reason


@pytest.mark.parametrize(
    ("value", "minimum_u_value", "reason"),
    [
        pytest.param(1, 0.1, targets.NO_GRADE, id="kept"),
        pytest.param(3, 9.0, targets.NO_U_VALUE, id="well insulated"),
        pytest.param(1, 9.0, targets.NO_NEED, id="both"),
        pytest.param(3, 0.1, "", id="neither"),
    ],
)
def test_that_a_building_without_a_model_gets_the_same_reasons(value, minimum_u_value, reason):
    selector = Selector(
        kinds=("window",), part_codes=("234",), minimum_grade=2, minimum_u_value=minimum_u_value
    )
    offer = proposal(measure(selector, U_08, basis="area"))
    zone = zone_from_archetype(SCHOOL, defaults())
    known = [grade("", ConditionGrade(value))]

    assert reach(offer, SCHOOL, None, known, zone)[0].reason == reason


@pytest.mark.parametrize(
    ("selector", "effects", "reason"),
    [
        (Selector(categories=("sports",)), (U_08,), targets.OTHER_CATEGORY),
        (Selector(ifc_classes=("IfcBoiler",)), (U_08,), targets.NO_ELEMENT),
        (Selector(), (U_08,), targets.NO_SURFACE),
        (Selector(kinds=("window",), minimum_u_value=3.0), (U_08,), targets.NO_U_VALUE),
    ],
)
def test_that_nothing_found_has_a_reason(selector, effects, reason):
    found = only(selector, *effects)

    assert (found.reason, found.elements, found.quantity) == (reason, (), 0.0)


def test_that_a_building_without_a_model_is_reached_through_its_archetype():
    zone = zone_from_archetype(SCHOOL, defaults())
    offer = proposal(measure(Selector(ifc_classes=("IfcWindow",)), U_08, basis="area"))

    found = reach(offer, SCHOOL, None, (), zone)[0]

    windows = sum(s.area for s in zone.surfaces if s.kind == "window")
    assert found.reason == ""
    assert found.elements == ()
    assert found.quantity == pytest.approx(windows)


def test_that_without_model_and_zone_an_area_is_unknown():
    offer = proposal(measure(Selector(kinds=("window",)), U_08, basis="area"))

    assert reach(offer, SCHOOL, None, ())[0].reason == targets.NO_QUANTITY


def test_that_panels_are_paid_by_their_power_on_the_roof():
    found = only(Selector(), effect("pv", 100.0, "W/m2"), basis="power")

    assert (found.quantity, found.unit) == (60.0, "kW")


def test_that_a_heat_pump_for_most_of_the_heat_is_smaller_than_the_load():
    most = only(Selector(), effect("heat_pump", 3.0, "1", 0.9), basis="power").quantity
    everything = only(Selector(), effect("heat_pump", 3.0, "1", 1.0), basis="power").quantity

    assert 0.4 * everything < most < 0.7 * everything


def test_that_kinds_follow_from_classes_and_parts():
    assert kinds_of(Selector(part_codes=("234",), ifc_classes=("IfcWindow",))) == {"window"}
    assert kinds_of(Selector(part_codes=("2621",))) == {"roof"}
    assert kinds_of(Selector(part_codes=("36",))) == frozenset()


def test_that_a_roof_the_model_lacks_is_reached_through_the_archetype():
    bare = model(with_envelope=False)
    zone = zone_from_model(SCHOOL, None, defaults())
    selector = Selector(kinds=("roof",))

    found = only(selector, of=bare, zone=zone)

    assert (found.reason, found.elements) == ("", ())
    assert found.quantity == pytest.approx(sum(s.area for s in zone.surfaces if s.kind == "roof"))
    assert only(selector, of=bare).reason == targets.NO_ELEMENT


def test_that_parts_to_a_neighbours_heated_rooms_are_not_touched():
    known = model()
    assert known.envelope is not None
    facing = ("heated", "outside", "outside", "heated", "outside", "ground")
    beside = replace(known, envelope=replace(known.envelope, adjacency=facing))
    walls = measure(Selector(kinds=("wall",)), effect("u_value", 0.2), basis="area")
    parts = measure(Selector(part_codes=("23",)), effect("u_value", 0.2), basis="area")

    by_kind, by_code = (
        reach(
            proposal(m), SCHOOL, beside, (), zone_from_model(SCHOOL, beside.envelope, defaults())
        )
        for m in (walls, parts)
    )

    assert (by_kind[0].elements, by_kind[0].quantity) == ((1,), 200.0)
    assert by_code[0].quantity == 300.0
