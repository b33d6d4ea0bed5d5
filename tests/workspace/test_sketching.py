"""Choosing, painting, drawing and placing measures in an entered house of 10 x 8 x 3 m."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.sketching.site import site_of
from twin.model.proposal import Product
from twin.model.sketch import DrawnField, Massing
from twin.workspace import choices, painted, placing, storeys
from twin.workspace.estimate import estimate_of
from twin.workspace.part_filter import PartFilter, filtered
from twin.workspace.run_scenario import evaluated
from twin.workspace.sketch import (
    can_be_painted,
    is_drawn_on,
    is_massing,
    laid,
    laid_panels,
    look_at_shade,
    surface_at,
    surface_of,
    with_field,
)
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said

TOP = 3.2


def add(workspace: Workspace, key: str):
    made = choices.add_from_catalogue(workspace, key, "en")
    found = choices.choice_of(workspace.state, made)
    assert found is not None
    return found


def rows(workspace: Workspace, ifc_class: str) -> list[int]:
    return [r for r, e in enumerate(workspace.model.elements) if e.ifc_class == ifc_class]


def last(workspace: Workspace):
    return workspace.scenario.choices[-1]


def roof(workspace: Workspace):
    """The surface of the roof, looked at from above."""
    site = site_of(workspace.model)
    height = float(site.heights.max())
    row = next(
        r for r in range(len(workspace.model.elements))
        if workspace.model.elements[r].ifc_class in ("IfcRoof", "IfcSlab")
        and _top(workspace, r) == pytest.approx(height)
    )  # fmt: skip
    x, y = site.footprint.centroid.coords[0]
    return surface_at(workspace, row, np.array([x, y, height]), np.array([x, y, height + 50]))


def _top(workspace: Workspace, row: int) -> float:
    mesh = workspace.model.mesh
    faces = mesh.faces[mesh.face_element == row]
    return float(mesh.vertices[faces][..., 2].max() + mesh.origin[2]) if len(faces) else -1e9


def field(workspace: Workspace, **other) -> DrawnField:
    surface = roof(workspace)
    site = site_of(workspace.model)
    x0, y0, x1, y1 = site.footprint.bounds
    z = float(site.heights.max())
    corners = ((x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z))
    return DrawnField(corners, element=surface.element, **other)


def test_that_every_edit_is_a_step_that_can_be_taken_back(entered: Workspace, settled: Settle):
    first = add(entered, "wall_external_insulation")
    add(entered, "led_lighting")
    choices.switch(entered, first.key, False)
    choices.move(entered, first.key, 1)
    choices.copy(entered, first.key)
    settled()
    ids = [c.measure.measure_id for c in entered.scenario.choices]
    assert ids == ["led_lighting", "wall_external_insulation", "wall_external_insulation"]
    assert [c.is_on for c in entered.scenario.choices] == [True, False, False]
    for _ in range(5):
        entered.undo()
    settled()
    assert entered.scenario.choices == ()
    for _ in range(5):
        entered.redo()
    settled()
    assert [c.measure.measure_id for c in entered.scenario.choices] == ids


def test_that_the_catalogue_says_what_suits_and_holds_what_is_drawn(entered: Workspace):
    found = {one.measure.key: one for one in choices.suited(entered.state, "nb")}

    assert found["wall_external_insulation"].reach.quantity > 50
    assert found["extension"].measure.title == "Tilbygg"
    assert found["wing_removal"].times == 0


def test_that_paint_begins_with_what_is_clicked_and_grows(entered: Workspace, settled: Settle):
    one = add(entered, "wall_external_insulation")
    walls = rows(entered, "IfcWall")
    painted.paint(entered, one, walls[:1], "", takes=False)
    painted.paint(entered, last(entered), walls[1:2], "", takes=False)
    settled()

    ids = [entered.model.elements[r].global_id for r in walls[:2]]
    assert sorted(last(entered).elements) == sorted(ids)
    (reach,) = estimate_of(entered.state)[0].reaches
    assert set(reach.elements) == set(walls[:2])


def test_that_taking_away_begins_with_all_that_suits(entered: Workspace, settled: Settle):
    one = add(entered, "wall_external_insulation")
    walls = rows(entered, "IfcWall")
    painted.paint(entered, one, walls[:1], "", takes=True)
    settled()

    assert len(last(entered).elements) == len(walls) - 1
    painted.paint(entered, last(entered), walls, "", takes=True)
    assert said(entered).startswith("One part at least")
    assert len(last(entered).elements) == len(walls) - 1


def test_that_all_alike_are_painted_at_once(entered: Workspace, settled: Settle):
    one = add(entered, "wall_external_insulation")
    walls = rows(entered, "IfcWall")
    painted.paint(entered, one, walls[:1], "select_alike", takes=False)
    settled()

    assert len(last(entered).elements) == len(walls)


def test_that_other_parts_are_not_painted_and_said_to_be_others(entered: Workspace):
    one = add(entered, "window_replacement")
    painted.paint(entered, one, rows(entered, "IfcWall")[:1], "", takes=False)

    assert last(entered).elements == ()
    assert "is for other parts" in said(entered)


def test_that_what_is_selected_is_painted(entered: Workspace, settled: Settle):
    one = add(entered, "wall_external_insulation")
    choices.paint_selection(entered, one.key)
    assert said(entered).startswith("Select parts")
    wall = entered.model.elements[rows(entered, "IfcWall")[0]]
    entered.select(frozenset({wall.key}))
    choices.paint_selection(entered, one.key)
    settled()

    assert last(entered).elements == (wall.global_id,)


def test_that_a_filter_finds_the_walls_that_face_one_way(entered: Workspace):
    one = add(entered, "wall_external_insulation")
    every, _ = filtered(entered.state, one, PartFilter())
    south, _ = filtered(entered.state, one, PartFilter(facing="south"))
    sides = [filtered(entered.state, one, PartFilter(facing=f))[0]
             for f in ("north", "east", "south", "west")]  # fmt: skip

    assert 0 < len(south) < len(every)
    assert sorted(i for side in sides for i in side) == sorted(every)


def test_that_a_filter_by_storey_and_u_value_leaves_out_the_others(entered: Workspace):
    one = add(entered, "wall_external_insulation")
    storey = entered.model.storeys[0].global_id

    assert filtered(entered.state, one, PartFilter(storey=storey))[0]
    assert filtered(entered.state, one, PartFilter(storey="none"))[0] == ()
    leaky, reach = filtered(entered.state, one, PartFilter(least_u_value=3.0))
    assert leaky == ()
    assert reach.reason


def test_that_measures_say_how_they_are_sketched(entered: Workspace):
    kinds = {
        key: (is_drawn_on(c), can_be_painted(c), is_massing(c))
        for key in ("pv_roof", "green_roof", "window_replacement", "extension", "led_lighting")
        for c in [add(entered, key)]
    }

    assert kinds == {
        "pv_roof": (True, False, False),
        "green_roof": (True, True, False),
        "window_replacement": (False, True, False),
        "extension": (False, False, True),
        "led_lighting": (False, False, False),
    }


def test_that_a_drawn_field_has_its_shade_looked_at(entered: Workspace, settled: Settle):
    drawn = field(entered)
    surface = surface_of(entered, drawn)
    before = laid(entered, surface, drawn, as_panels=True)
    look_at_shade(entered.state, drawn)
    after = laid(entered, surface, drawn, as_panels=True)
    settled()

    assert before.figures.panels == after.figures.panels > 5
    assert np.isnan(before.shade_loss)
    assert 0 <= after.shade_loss < 0.3
    assert after.made <= before.figures.made * 1.05


def test_that_drawn_fields_make_the_power_of_the_result(entered: Workspace, settled: Settle):
    one = add(entered, "pv_roof")
    drawn = field(entered)
    choices.change(entered, with_field(one, 0, drawn), "Draw a field of {title}")
    settled()
    result = evaluated(entered.state)
    modules = laid_panels(entered, None, -1, None)

    shown = laid(entered, surface_of(entered, drawn), drawn, as_panels=True)
    assert result.panels.power == pytest.approx(shown.figures.power)
    assert len(modules) == shown.figures.panels
    smaller = replace(drawn, setback=2.0)
    assert len(laid_panels(entered, last(entered), 0, smaller)) < len(modules)


def test_that_deleting_the_last_field_lets_the_program_choose_again(
    entered: Workspace, settled: Settle
):
    one = add(entered, "pv_roof")
    choices.change(entered, with_field(one, 0, field(entered)), "Draw a field of {title}")
    choices.change(entered, with_field(last(entered), 0, None), "Delete a field of {title}")
    settled()

    assert last(entered).sketch.is_empty
    assert laid_panels(entered, None, -1, None) is None


def test_that_an_extension_is_drawn_on_the_ground_beside_the_house(
    entered: Workspace, settled: Settle
):
    one = add(entered, "extension")
    site = site_of(entered.model)
    _, y0, x1, y1 = site.footprint.bounds
    beside = storeys.level_at(entered, -1, np.array([x1 + 5, y0, 0.0]),
                              np.array([x1 + 5, y0, 90.0]), on_roofs=True)  # fmt: skip
    assert beside.plane.origin[2] == pytest.approx(site.ground)
    drawn = DrawnField(tuple((x, y, site.ground) for x, y in (
        (x1, y0), (x1 + 6, y0), (x1 + 6, y1), (x1, y1),
    )), storeys.LEVEL)  # fmt: skip
    massing = storeys.massing_from(drawn, None, is_removed=False)
    choices.change(entered, storeys.with_storeys(one, 0, massing), "Draw {title}")
    settled()

    about = storeys.about(entered, massing)
    result = evaluated(entered.state)
    grown = result.after.floor_area - result.before.floor_area
    assert grown == pytest.approx(about.area)
    assert storeys.span_of(entered, massing) == pytest.approx(
        (site.ground, site.ground + 2 * storeys.STOREY_HEIGHT)
    )
    assert storeys.outline_of(massing).corners == drawn.corners


def test_that_a_flat_roof_that_is_pointed_at_can_be_built_on(entered: Workspace):
    site = site_of(entered.model)
    surface = roof(entered)
    x, y = site.footprint.centroid.coords[0]
    z = float(site.heights.max())
    row = next(r for r, e in enumerate(entered.model.elements)
               if e.global_id == surface.element)  # fmt: skip
    found = storeys.level_at(entered, row, np.array([x, y, z]), np.array([x, y, z + 9]),
                             on_roofs=True)  # fmt: skip

    assert found.plane.origin[2] == pytest.approx(z)


def test_that_what_goes_reaches_from_the_ground_to_its_roof(entered: Workspace):
    site = site_of(entered.model)
    x0, y0, x1, y1 = site.footprint.bounds
    half = Massing(((x0, y0), ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), (x0, y1)), 1, base=3.0,
                   is_removed=True)  # fmt: skip

    low, high = storeys.span_of(entered, half)
    assert low == pytest.approx(site.ground)
    assert high >= float(site.heights.max()) - 0.05
    assert storeys.about(entered, half).share == pytest.approx(0.5, rel=0.02)


SENSOR = Product("sensor", "Sensor", (0.1, 0.1, 0.1), "roof", coverage=20.0)


def test_that_a_piece_stands_only_where_its_product_does(entered: Workspace, settled: Settle):
    one = add(entered, "led_lighting")
    surface = roof(entered)
    site = site_of(entered.model)
    x, y = site.footprint.centroid.coords[0]
    on_roof = replace(one, measure=replace(one.measure, kit=(SENSOR,)))
    made = placing.placed(entered, on_roof, SENSOR, surface, (x, y, float(site.heights.max())))
    assert made.sketch.products[0].product_id == "sensor"
    assert placing.placed(entered, on_roof, replace(SENSOR, surface="wall"), surface,
                          (x, y, 3.0)) is None  # fmt: skip
    assert said(entered) == "Sensor hangs on a wall."

    covered = placing.covered(entered, made)
    assert (covered.pieces, covered.area) == (1, pytest.approx(20.0, rel=0.02))
    assert placing.taken_away(made, 0).sketch.products == ()
    settled()


def test_that_the_estimate_is_what_the_full_result_says_in_the_middle(
    entered: Workspace, settled: Settle
):
    add(entered, "wall_external_insulation")
    add(entered, "heat_pump_air")
    settled()
    quick, seconds = estimate_of(entered.state)
    full = evaluated(entered.state)

    assert seconds < 5
    assert quick.before.delivered_total == pytest.approx(full.before.delivered_total, rel=1e-9)
    assert quick.after.delivered_total == pytest.approx(full.after.delivered_total, rel=1e-9)
    assert quick.investment == pytest.approx(full.investment.p50, rel=0.25)


def test_that_an_estimate_of_the_next_edit_knows_today_already(
    entered: Workspace, settled: Settle
):
    add(entered, "wall_external_insulation")
    settled()
    first, _ = estimate_of(entered.state)
    one = add(entered, "heat_pump_air")
    settled()
    second, _ = estimate_of(entered.state)
    assert second.before is first.before
    choices.remove(entered, one.key)
    entered.choose_weather("")
    settled()
    third, _ = estimate_of(entered.state)

    assert third.after.delivered_total == pytest.approx(first.after.delivered_total, rel=1e-9)
