"""Colours of what is late, what fails and what the law asks for."""

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest

from twin.analysis.overlays import (
    failures_per_year,
    legal_duties,
    needs,
    overdue_work,
    repeat_failures,
)
from twin.model.building import Building, BuildingModel, Element, ElementDetails, ModelSummary
from twin.model.maintenance import Duty, DutyState, WorkOrder, WorkOrderState
from twin.model.mesh import empty_mesh
from twin.model.need import Need, NeedStatus
from twin.model.overlay import NO_DATA, Colouring, OverlayInput
from twin.model.records import Records
from twin.model.register import Component

TODAY = date(2026, 11, 23)
BUILDINGS = tuple(Building(f"b{i}", str(i), "school") for i in range(4))
NAN = float("nan")


def order(building: str, opened: date, deadline: date | None, **more: object) -> WorkOrder:
    made = WorkOrder(
        f"{building}{opened}", building, "", "", "", WorkOrderState.OPEN, False, opened, deadline,
        None, "", NAN,
    )  # fmt: skip
    return replace(made, **more)


def failure(building: str, opened: date, element: str = "e1", component: str = "") -> WorkOrder:
    return order(building, opened, None, state=WorkOrderState.DONE, is_failure=True,
                 global_id=element, component_id=component)  # fmt: skip


def portfolio(orders: tuple[WorkOrder, ...] = (), duties: tuple[Duty, ...] = ()) -> OverlayInput:
    return OverlayInput(
        BUILDINGS, None, (), orders, np.zeros(0), np.zeros(4), duties=duties, today=TODAY
    )


def inside(orders: tuple[WorkOrder, ...], components: tuple[Component, ...] = ()) -> OverlayInput:
    elements = tuple(Element(f"e{i}", f"e{i}", i, "IfcWall") for i in range(3))
    model = BuildingModel(
        ModelSummary(), elements, (), (), (), empty_mesh(),
        tuple(ElementDetails() for _ in elements), None, (),
    )  # fmt: skip
    return OverlayInput(
        BUILDINGS[:1], model, (), orders, np.zeros(3), np.zeros(1), components=components,
        today=TODAY,
    )  # fmt: skip


def labels(found: Colouring) -> list[str]:
    return ["" if c == NO_DATA else found.legend.classes[c].label for c in found.classes]


def test_that_the_latest_order_colours_a_building() -> None:
    orders = (
        order("b0", date(2026, 1, 1), date(2026, 11, 22)),
        order("b0", date(2026, 1, 1), date(2026, 9, 23)),
        order("b1", date(2024, 1, 1), date(2025, 1, 1)),
        order("b2", date(2024, 1, 1), date(2025, 1, 1), state=WorkOrderState.DONE),
        order("b3", date(2026, 1, 1), TODAY),
    )
    found = overdue_work.OVERLAY.colour(portfolio(orders))
    assert found.values.tolist() == [61.0, 691.0, 0.0, 0.0]
    assert labels(found) == [
        "31 – 90 days", "More than a year", "Nothing overdue", "Nothing overdue",
    ]  # fmt: skip


def test_that_without_a_day_nothing_is_known_to_be_late() -> None:
    late = (order("b0", date(2024, 1, 1), date(2025, 1, 1)),)
    found = overdue_work.OVERLAY.colour(replace(portfolio(late), today=None))
    assert labels(found) == [""] * 4
    then = overdue_work.OVERLAY.colour(replace(portfolio(late), as_of=date(2024, 6, 1)))
    assert then.values[0] == 0.0


def test_that_failures_are_the_mean_of_three_years_and_silence_is_no_data() -> None:
    orders = (
        *(failure("b0", date(2026, m, 1)) for m in range(1, 7)),
        failure("b0", date(2023, 11, 23)),  # three years ago to the day: no longer counts
        order("b1", date(2026, 1, 1), None),
    )
    found = failures_per_year.OVERLAY.colour(portfolio(orders))
    assert found.values[:2].tolist() == [2.0, 0.0]
    assert np.isnan(found.values[2:]).all()
    assert labels(found) == ["2 – 3.9", "None", "", ""]


def test_that_a_failure_of_a_component_counts_at_its_element() -> None:
    lift = Component("c1", "b0", "Lift", global_id="e2")
    found = failures_per_year.OVERLAY.colour(
        inside((failure("b0", date(2026, 5, 1), "", "c1"),), (lift,))
    )
    assert np.isnan(found.values[:2]).all()
    assert found.values[2] == pytest.approx(1 / 3)


def test_that_only_failures_that_come_back_soon_are_repeats() -> None:
    orders = (
        failure("b0", date(2026, 5, 1)),
        failure("b0", date(2026, 7, 30)),  # 90 days
        failure("b0", date(2026, 10, 29)),  # 91 days
        failure("b1", date(2026, 5, 1), ""),
        failure("b1", date(2026, 5, 2), ""),  # of nothing in particular
    )
    found = repeat_failures.OVERLAY.colour(portfolio(orders))
    assert found.values[:2].tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("due", "state", "label"),
    [
        (date(2026, 11, 22), DutyState.OK, "Overdue"),
        (date(2026, 11, 22), DutyState.DEVIATION, "Overdue"),
        (date(2029, 1, 1), DutyState.DEVIATION, "Deviation found"),
        (date(2027, 2, 23), DutyState.OK, "Within 3 months"),
        (date(2027, 2, 24), DutyState.OK, "Within 12 months"),
        (date(2029, 1, 1), DutyState.OK, "All in order"),
        (None, DutyState.NOT_DONE, "No date known"),
        (date(2020, 1, 1), DutyState.NOT_APPLICABLE, ""),
    ],
)
def test_that_a_building_shows_its_worst_duty(
    due: date | None, state: DutyState, label: str
) -> None:
    far = Duty("d2", "b1", "lift", "Lift", next_due=date(2030, 1, 1), state=DutyState.OK)
    one = Duty("d1", "b0", "lift", "Lift", next_due=due, state=state)
    found = legal_duties.OVERLAY.colour(portfolio((), (one, far, replace(one, building_id="b1"))))
    assert labels(found)[0] == label
    assert labels(found)[1] == (label or "All in order")
    assert labels(found)[2:] == ["", ""]


def test_that_duties_as_they_are_stored_have_the_same_colours() -> None:
    """A column of stored records holds states as text."""
    states = (DutyState.DEVIATION, DutyState.NOT_APPLICABLE, DutyState.OK)
    duties = tuple(
        Duty(f"d{i}", f"b{i}", "lift", "Lift", next_due=date(2030, 1, 1), state=state)
        for i, state in enumerate(states)
    )
    names = tuple(f.name for f in fields(Duty))
    decoders = tuple(DutyState if name == "state" else None for name in names)
    rows = [tuple(getattr(d, n).value if n == "state" else getattr(d, n) for n in names)
            for d in duties]  # fmt: skip
    stored = Records(Duty, names, decoders, rows)
    found = legal_duties.OVERLAY.colour(replace(portfolio(), duties=stored))
    assert labels(found) == ["Deviation found", "", "All in order", ""]


def test_that_needs_of_the_whole_building_are_told_in_the_legend() -> None:
    def need(key: str, *places: str, status: NeedStatus = NeedStatus.NEW) -> Need:
        return Need(key, "b0", key, "", "", 4, TODAY, places=places, status=status)

    told = (need("n1", "e1"), need("n2"), need("n3", status=NeedStatus.DROPPED))
    found = needs.OVERLAY.colour(replace(inside(()), needs=told))
    assert found.legend.note.format(**found.legend.values) == (
        "Gravest pain; 1 of the whole building"
    )
    placed = needs.OVERLAY.colour(replace(inside(()), needs=told[:1]))
    assert placed.legend.note == "Gravest pain"
