"""What every overlay promises."""

import inspect
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from twin.analysis import overlays
from twin.analysis.u_values import element_u_values
from twin.model.building import (
    Building,
    BuildingModel,
    Element,
    ElementDetails,
    Envelope,
    ModelSummary,
    Storey,
)
from twin.model.condition import Assessment, ConditionGrade
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.mesh import empty_mesh
from twin.model.overlay import NO_DATA, Overlay, OverlayInput, RowCondition
from twin.registry import load

OVERLAYS = load(overlays, "OVERLAY", object)
CLASSES = ("IfcWallStandardCase", "IfcWindow", "IfcDoor", "IfcSlab", "IfcRoof")


def assessment(building: str, global_id: str, grade: ConditionGrade) -> Assessment:
    return Assessment(
        building, global_id, "234", grade, 2, "", "", date(2025, 5, 1), "AN", 1, 1, 2, 3, 2025
    )


def order(building: str, global_id: str, state: WorkOrderState) -> WorkOrder:
    day = date(2026, 1, 5)
    return WorkOrder("o", building, global_id, "", "", state, False, day, None, None, "", 0)


def building_source(n: int = 6) -> OverlayInput:
    elements = tuple(
        Element(f"e{i}", f"e{i}", i, CLASSES[i % 5], storey=f"s{i % 3}") for i in range(n)
    )
    storeys = tuple(Storey(f"s{i}", f"Plan {i}", 3.0 * i) for i in range(2))
    model = BuildingModel(
        ModelSummary(), elements, storeys, (), (), empty_mesh(),
        tuple(ElementDetails() for _ in elements), None, (),
    )  # fmt: skip
    u_value = np.array([np.nan, 0.1, 0.22, 0.9, 2.6, 1.2])[:n]
    u_value.setflags(write=False)
    grades = [ConditionGrade.TG3, ConditionGrade.TG0, ConditionGrade.TGIU]
    return OverlayInput(
        (Building("b1", "A", "school"),),
        model,
        tuple(assessment("b1", f"e{i}", g) for i, g in enumerate(grades)),
        (order("b1", "e1", WorkOrderState.OPEN), order("b1", "e1", WorkOrderState.DONE)),
        u_value,
        np.zeros(0),
    )


def portfolio_source(n: int = 4) -> OverlayInput:
    delivered = np.array([np.nan, 99.9, 100.0, 312.0])[:n]
    delivered.setflags(write=False)
    return OverlayInput(
        tuple(Building(f"b{i}", str(i), "school") for i in range(n)),
        None,
        (assessment("b0", "x", ConditionGrade.TG1), assessment("b0", "y", ConditionGrade.TGIU)),
        (order("b2", "x", WorkOrderState.IN_PROGRESS),),
        np.zeros(0),
        delivered,
    )


def sources(overlay: Overlay) -> list[OverlayInput]:
    found = []
    if overlay.scope in ("building", "both"):
        found += [building_source(), building_source(0)]
    if overlay.scope in ("portfolio", "both"):
        found += [portfolio_source(), portfolio_source(0)]
    return found


def rows(source: OverlayInput) -> int:
    return len(source.model.elements) if source.model else len(source.buildings)


@pytest.fixture(params=sorted(OVERLAYS))
def overlay(request) -> Overlay:
    return OVERLAYS[request.param]


def test_that_the_named_overlays_exist():
    assert set(OVERLAYS) >= {
        "condition", "u_value", "energy_use", "open_work_orders", "storey", "ifc_class",
        "u_value_source",
    }  # fmt: skip


def test_that_each_overlay_is_documented_and_says_where_it_applies(overlay):
    assert isinstance(overlay, Overlay)
    assert inspect.getdoc(type(overlay)) and inspect.getdoc(type(overlay).colour)
    assert inspect.getmodule(type(overlay)).__doc__
    assert overlay.scope in ("building", "portfolio", "both")
    assert overlay.label


def test_that_every_row_has_a_class_of_the_legend_or_no_data(overlay):
    for source in sources(overlay):
        colouring = overlay.colour(source)

        assert colouring.classes.shape == colouring.values.shape == (rows(source),)
        assert colouring.classes.dtype == np.int32
        assert colouring.values.dtype == np.float64
        assert colouring.classes.min(initial=0) >= NO_DATA
        assert colouring.classes.max(initial=-1) < len(colouring.legend.classes)
        assert colouring.colours().shape == (rows(source), 3)
        assert sum(colouring.counts()) == rows(source)


def test_that_legend_colours_are_distinct_hexes_with_labels(overlay):
    legend = overlay.colour(sources(overlay)[0]).legend

    colours = [*(c.colour for c in legend.classes), legend.no_data_colour]
    assert all(re.fullmatch("#[0-9A-F]{6}", c) for c in colours)
    assert len(set(colours)) == len(colours)
    assert all(c.label for c in legend.classes)
    assert legend.title


def test_that_inputs_are_unchanged_and_results_repeat(overlay):
    for source in sources(overlay):
        before = source.u_value.copy(), source.delivered_per_m2.copy()

        first, second = overlay.colour(source), overlay.colour(source)

        np.testing.assert_array_equal(source.u_value, before[0])
        np.testing.assert_array_equal(source.delivered_per_m2, before[1])
        np.testing.assert_array_equal(first.classes, second.classes)


@pytest.mark.parametrize("name", ["u_value", "energy_use"])
def test_that_an_unknown_number_is_no_data_and_a_bound_belongs_above(name):
    source = building_source() if name == "u_value" else portfolio_source()

    colouring = OVERLAYS[name].colour(source)

    labels = [c.label for c in colouring.legend.classes]
    assert colouring.classes[0] == NO_DATA
    assert labels[colouring.classes[1]].startswith("<")
    assert not labels[colouring.classes[2]].startswith("<")
    assert labels[0].startswith("≥")


def test_that_tgiu_is_its_own_class_and_never_assessed_is_no_data():
    colouring = OVERLAYS["condition"].colour(building_source())

    labels = [c.label for c in colouring.legend.classes]
    assert labels[0] == "TG3 major"
    assert [labels[c] for c in colouring.classes[:3]] == [
        "TG3 major", "TG0 none", "TGIU not inspected",
    ]  # fmt: skip
    assert list(colouring.classes[3:]) == [NO_DATA] * 3
    assert np.isnan(colouring.values[2])


def test_that_a_building_takes_its_worst_grade_and_ignores_tgiu_beside_it():
    colouring = OVERLAYS["condition"].colour(portfolio_source())

    assert colouring.legend.classes[colouring.classes[0]].label == "TG1 minor"
    assert list(colouring.classes[1:]) == [NO_DATA] * 3


def test_that_done_orders_are_not_open():
    colouring = OVERLAYS["open_work_orders"].colour(building_source())

    assert colouring.values[1] == 1
    assert colouring.legend.classes[colouring.classes[0]].label == "None"


def test_that_storeys_are_listed_from_the_top_and_a_missing_one_is_no_data():
    colouring = OVERLAYS["storey"].colour(building_source())

    assert [c.label for c in colouring.legend.classes] == ["Plan 1", "Plan 0"]
    assert list(colouring.classes[:3]) == [1, 0, NO_DATA]


def test_that_standard_case_walls_are_walls():
    colouring = OVERLAYS["ifc_class"].colour(building_source())

    assert colouring.legend.classes[0].label == "IfcWall"
    assert colouring.counts()[0] == 2


@pytest.mark.parametrize("kind", ["deuteranomaly", "protanomaly", "tritanomaly"])
def test_that_classes_stay_apart_for_colour_blind_users_or_carry_a_badge(kind, overlay):
    classes = overlay.colour(sources(overlay)[0]).legend.classes
    sight = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    rgb = [[int(c.colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in classes]

    seen = [np.clip(cspace_convert(c, sight, "sRGB1"), 0, 1) for c in rgb]

    for i, one in enumerate(seen):
        for j, other in enumerate(seen[:i]):
            apart = deltaE(one, other, input_space="sRGB1")
            badges = {classes[i].badge, classes[j].badge}
            assert apart >= 8 or len(badges) == 2, (classes[i], classes[j], apart)


def enveloped() -> OverlayInput:
    source, envelope = building_source(5), parts_of_sources()
    u_value = element_u_values(5, envelope, None)
    return replace(source, model=replace(source.model, envelope=envelope), u_value=u_value)


def test_that_the_source_of_a_u_value_is_that_of_the_largest_part():
    colouring = OVERLAYS["u_value_source"].colour(enveloped())

    labels = [c.label for c in colouring.legend.classes]
    found = [labels[c] if c != NO_DATA else "" for c in colouring.classes]
    assert found == ["From properties", "Computed from layers", "Assumed by year", "", ""]
    np.testing.assert_array_equal(colouring.values, [30.0, 20.0, 6.0, np.nan, np.nan])
    assert colouring.areas == (0.0, 25.0, 25.0, 6.0)


def test_that_u_values_of_a_what_if_are_shown_as_offered():
    source = enveloped()
    offered = source.u_value.copy()
    offered[[1, 2]] = 0.15

    colouring = OVERLAYS["u_value_source"].colour(replace(source, u_value=offered))

    labels = [c.label for c in colouring.legend.classes]
    found = [labels[c] if c != NO_DATA else "" for c in colouring.classes]
    assert found == ["From properties", "As offered", "As offered", "", ""]
    assert colouring.areas == (0.0, 25.0, 5.0, 0.0, 26.0)


def test_that_known_u_values_have_their_own_classes():
    source = enveloped()
    envelope = replace(source.model.envelope, u_source=(
        "documented", "property", "measured", "", "assumed",
    ))  # fmt: skip
    known = replace(source, model=replace(source.model, envelope=envelope))

    colouring = OVERLAYS["u_value_source"].colour(known)

    labels = [c.label for c in colouring.legend.classes]
    found = [labels[c] if c != NO_DATA else "" for c in colouring.classes]
    assert found == ["Documented", "Measured", "Assumed by year", "", ""]
    assert labels.index("Measured") == 0
    assert "As offered" not in labels
    assert sum(colouring.areas) == 56.0


def test_that_a_model_without_envelope_has_no_source_of_u_values():
    colouring = OVERLAYS["u_value_source"].colour(building_source())

    assert set(colouring.classes) == {NO_DATA}
    assert colouring.areas == (0.0, 0.0, 0.0, 0.0)


def parts_of_sources() -> Envelope:
    """The first element has two parts; the last is no part of the envelope."""
    n = 5
    return Envelope(
        element=np.array([0, 0, 1, 2, 2]),
        kind=("wall",) * n,
        area=np.array([25.0, 5.0, 20.0, 6.0, np.nan]),
        azimuth=np.zeros(n),
        tilt=np.full(n, 90.0),
        u_value=np.array([0.3, 0.2, 0.4, np.nan, np.nan]),
        g_value=np.full(n, np.nan),
        u_source=("property", "layers", "layers", "", "layers"),
    )


CONDITION = (
    "condition", "condition_weighted", "risk", "remaining_life", "maintenance_backlog",
    "data_age", "data_quality",
)  # fmt: skip


def in_year(source: OverlayInput, year: int, *, is_forecast: bool = False) -> OverlayInput:
    """Worn, good, not inspected, never assessed, and so on again."""
    n = rows(source)
    worst = np.resize(np.array([3, 0, -1, -2], dtype=np.int32), n)
    known = np.where(worst >= 0, 1.0, np.nan)
    condition = RowCondition(
        year, is_forecast, True, worst, worst * known, np.nan_to_num(known),
        np.where(worst >= 0, np.where(worst == 3, 3, 1), -1).astype(np.int32),
        np.where(worst == 3, 0.0, 30.0) * known, np.where(worst == 3, 4000.0, 0.0) * known,
        2.0 * known, 2.0 * known, price_year=2026,
    )  # fmt: skip
    return replace(source, condition=condition)


@pytest.mark.parametrize("name", CONDITION)
def test_that_tgiu_and_never_assessed_are_outside_the_ramp(name):
    for source in (building_source(), portfolio_source()):
        colouring = OVERLAYS[name].colour(in_year(source, 2026))

        classes = colouring.legend.classes
        assert classes[colouring.classes[2]].badge == "IU"
        assert colouring.classes[3] == NO_DATA
        assert np.isnan(colouring.values[2]) and np.isnan(colouring.values[3])
        assert classes[colouring.classes[0]] != classes[colouring.classes[1]] or name in (
            "data_age", "data_quality",
        )  # fmt: skip


@pytest.mark.parametrize("name", CONDITION)
def test_that_a_forecast_says_so_in_its_legend(name):
    past = OVERLAYS[name].colour(in_year(portfolio_source(), 2012)).legend
    later = OVERLAYS[name].colour(in_year(portfolio_source(), 2040, is_forecast=True)).legend

    assert past.period.format(**past.values) == "2012"
    assert later.period.format(**later.values) == "forecast 2040"


@pytest.mark.parametrize("name", CONDITION)
def test_that_worse_is_listed_before_better(name):
    colouring = OVERLAYS[name].colour(in_year(portfolio_source(), 2026))

    assert colouring.classes[0] <= colouring.classes[1]
