"""What every condition of a selector picks, why it picks nothing, and what it says it missed."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from analysis.cases import SCHOOL, effect, measure, model, proposal
from twin.analysis.selecting import reasons
from twin.analysis.targets import reach
from twin.analysis.zones import zone_from_archetype, zone_from_model
from twin.model.building import BuildingModel, ElementDetails
from twin.model.classification import NS_3457_3
from twin.model.proposal import PropertyCondition, Reach, Selector
from twin.workspace.defaults import defaults

U_08 = effect("u_value", 0.8, "W/(m2 K)")
YEAR = "Pset_ManufacturerTypeInformation.ProductionYear"
TYPED = replace(SCHOOL, type_code="614", type_table=NS_3457_3)


def only(selector: Selector, of: BuildingModel | None = None, **changes: Any) -> Reach:
    building = replace(TYPED, **changes)
    offer = proposal(measure(selector, U_08, basis="area"))
    return reach(offer, building, of or model(), (), None)[0]


def described(*properties: dict[str, Any]) -> BuildingModel:
    """The model with properties of its first elements, in set and name."""
    given = [ElementDetails({"Pset_ManufacturerTypeInformation": p}) for p in properties]
    rest = [ElementDetails()] * (len(model().elements) - len(given))
    return replace(model(), details=(*given, *rest))


@pytest.mark.parametrize(
    ("selector", "changes", "reason"),
    [
        (Selector(building_types=("61",)), {}, ""),
        (Selector(building_types=("614",)), {}, ""),
        (Selector(building_types=("613", "72")), {}, reasons.OTHER_TYPE),
        (Selector(building_types=("613",)), {"type_code": ""}, ""),
        (Selector(built_from=1960, built_to=1979), {}, ""),
        (Selector(built_to=1973), {}, reasons.OTHER_YEAR),
        (Selector(built_from=1975), {}, reasons.OTHER_YEAR),
        (Selector(built_from=1900), {"construction_year": np.nan}, reasons.NO_YEAR),
        (Selector(area_from=1200.0, area_to=1200.0), {}, ""),
        (Selector(area_from=1201.0), {}, reasons.OTHER_SIZE),
        (Selector(area_to=1199.0), {}, reasons.OTHER_SIZE),
        (Selector(spares_protected=True), {}, ""),
        (Selector(spares_protected=True), {"protected": True}, reasons.PROTECTED),
        (Selector(), {"protected": True}, ""),
    ],
)
def test_that_buildings_are_picked_by_type_year_size_and_protection(
    selector: Selector, changes: dict[str, Any], reason: str
):
    found = only(replace(selector, kinds=("window",)), **changes)

    assert (found.reason, bool(found.elements)) == (reason, not reason)


def test_that_a_type_taken_from_the_category_is_said():
    found = only(Selector(kinds=("window",), building_types=("613",)), type_code="")

    assert [r.text() for r in found.remarks] == [
        "The building type is not registered; 613, usual for its category, was used."
    ]


def test_that_a_code_of_another_table_is_no_building_type():
    selector = Selector(kinds=("window",), building_types=("614",))

    assert only(selector, type_table="NS 3451:2022").reason == reasons.OTHER_TYPE


@pytest.mark.parametrize(
    ("sides", "rows", "area", "reason"),
    [
        (("outside",), (0, 1, 4), 1000.0, ""),
        (("ground",), (5,), 600.0, ""),
        (("unheated",), (), 0.0, reasons.OTHER_SIDE),
        (("outside", "ground"), (0, 1, 4, 5), 1600.0, ""),
    ],
)
def test_that_parts_are_picked_by_what_they_face(
    sides: tuple[str, ...], rows: tuple[int, ...], area: float, reason: str
):
    found = only(Selector(kinds=("wall", "roof", "floor"), adjacency=sides))

    assert (found.elements, found.quantity, found.reason) == (rows, area, reason)


@pytest.mark.parametrize(
    ("operator", "value", "rows"),
    [
        ("<", 2008.0, (1,)), ("<=", 2008.0, (0, 1)), (">", 1999.0, (0,)), (">=", 1999.0, (0, 1)),
        ("=", 2008.0, (0,)), ("=", "2008", (0,)), ("!=", 2008.0, (1,)), ("exists", "", (0, 1)),
    ],
)  # fmt: skip
def test_that_parts_are_picked_by_their_properties(
    operator: str, value: str | float, rows: tuple[int, ...]
):
    known = described({"ProductionYear": 2008}, {"ProductionYear": "1999"}, {"Other": 1})
    condition = PropertyCondition(YEAR, operator, value)

    assert only(Selector(properties=(condition,)), known).elements == rows


def test_that_parts_without_a_property_are_counted():
    selector = Selector(kinds=("wall", "window"), properties=(PropertyCondition(YEAR, "<", 2020),))

    found = only(selector, described({"ProductionYear": 2008}))

    assert (found.elements, found.reason) == ((0,), "")
    assert [r.text() for r in found.remarks] == [
        f"3 of 4 parts do not give {YEAR}; they were left out."
    ]
    assert only(selector).reason == reasons.NO_PROPERTY


def test_that_protected_parts_are_left_alone():
    selector = Selector(kinds=("window", "wall"), spares_protected=True)
    known = described({"Vernet": True}, {"Protected": False})

    found = only(selector, known)

    assert found.elements == (1, 2, 3)
    assert [r.code for r in found.remarks] == ["spared"]
    assert only(replace(selector, ifc_classes=("IfcRoof",), kinds=()), known).elements == (4,)


def test_that_named_elements_are_picked_and_those_of_other_models_counted():
    found = only(Selector(global_ids=("g2", "g9", "h1")))

    assert found.elements == (2,)
    assert [r.text() for r in found.remarks] == [
        "2 of 3 elements that the offer names are not in this model."
    ]
    assert only(Selector(global_ids=("h1",))).reason == reasons.NOT_OF_THIS_MODEL


def test_that_missing_u_values_are_counted_and_what_was_used_is_said():
    selector = Selector(kinds=("wall",), minimum_u_value=0.3)
    zone = zone_from_model(SCHOOL, model().envelope, defaults())
    offer = proposal(measure(selector, U_08, basis="area"))

    (with_defaults,) = reach(offer, SCHOOL, model(), (), zone)
    without = only(selector)

    assert [r.text() for r in with_defaults.remarks] == [
        "1 of 2 parts have no U-value in the model; the default for the age of the building was "
        "used."
    ]
    assert [r.text() for r in without.remarks] == [
        "1 of 2 parts have no U-value in the model; they were taken along."
    ]


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        (Selector(kinds=("window",)), ""),
        (Selector(kinds=("window",), without_model="none"), reasons.NO_MODEL),
        (Selector(without_model="none"), reasons.NO_SURFACE),
        (Selector(global_ids=("g2",)), reasons.NOT_OF_THIS_MODEL),
        (Selector(kinds=("window",), adjacency=("unheated",)), reasons.OTHER_SIDE),
        (Selector(kinds=("floor",), adjacency=("ground",)), ""),
    ],
)
def test_that_an_archetype_stands_in_where_the_offer_lets_it(selector: Selector, reason: str):
    zone = zone_from_archetype(SCHOOL, defaults())
    offer = proposal(measure(selector, U_08, basis="area"))

    assert reach(offer, SCHOOL, None, (), zone)[0].reason == reason


def test_that_properties_nobody_can_see_are_said():
    selector = Selector(kinds=("window",), properties=(PropertyCondition(YEAR, "<", 2008),))
    offer = proposal(measure(selector, U_08, basis="area"))
    (found,) = reach(offer, SCHOOL, None, (), zone_from_archetype(SCHOOL, defaults()))

    assert found.reason == ""
    assert found.quantity > 0
    assert [r.code for r in found.remarks] == ["no-model"]


@pytest.mark.parametrize(
    ("basis", "effects", "quantity", "unit"),
    [
        ("capacity", (effect("battery", 120.0, "kWh"),), 120.0, "kWh"),
        ("length", (effect("failure_factor", 0.5, "1"),), 7.5, "m"),
    ],
)
def test_that_stores_and_lengths_are_paid_by_their_own_units(
    basis: str, effects: tuple[Any, ...], quantity: float, unit: str
):
    pipe = replace(ElementDetails(), quantity_sets={"Qto_PipeSegmentBaseQuantities": {
        "Length": 7.5}})  # fmt: skip
    known = replace(model(), details=(*model().details[:-1], pipe))
    selector = Selector(part_codes=("365",)) if basis == "length" else Selector()
    offer = proposal(measure(selector, *effects, basis=basis))

    (found,) = reach(offer, SCHOOL, known, ())

    assert (found.quantity, found.unit, found.reason) == (quantity, unit, "")


def test_that_a_length_nobody_gives_is_the_reason():
    offer = proposal(measure(Selector(part_codes=("365",)), U_08, basis="length"))

    assert reach(offer, SCHOOL, model(), ())[0].reason == reasons.NO_LENGTH
