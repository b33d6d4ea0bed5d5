"""What looks after the sample buildings, and what is needed in them."""

from datetime import date, timedelta
from math import isnan

import pytest

from twin.model.building import Building
from twin.model.maintenance import DutyState, WorkOrderState
from twin.model.meter import EnergyCarrier
from twin.sample.care import CareRecords, care
from twin.sample.care_tables import duty_register
from twin.sample.model.ifc_document import Written
from twin.sample.needs import NEEDS, answered, needs, outlined_needs

TODAY = date(2026, 11, 23)
HOME = Building(
    "b04", "Håvikåsen sykehjem", "nursing_home", construction_year=1985.0,
    gross_floor_area=5962.0, storeys=4,
)  # fmt: skip
UNIT = Written("unit-1", "IfcUnitaryEquipment", "365", "360.01", 3)


@pytest.fixture(scope="module")
def home() -> CareRecords:
    return care(HOME, EnergyCarrier.DISTRICT_HEAT, (UNIT,), 1, TODAY)


def test_that_the_air_handling_unit_of_the_model_is_a_component(home: CareRecords) -> None:
    units = [c for c in home.components if c.component_type == "air handling unit"]
    assert [(u.global_id, u.tag) for u in units] == [("unit-1", "360.01")]
    assert sum(c.component_type == "lift" for c in home.components) == 2
    assert all(1985 <= c.installed_year <= 2024 for c in home.components)


def test_that_plans_and_failures_hang_on_components(home: CareRecords) -> None:
    known = {c.component_id for c in home.components}
    assert {p.component_id for p in home.plans} - {""} <= known
    failures = [o for o in home.orders if o.is_failure]
    assert failures and {o.component_id for o in failures} <= known
    assert all(o.opened_on < TODAY for o in failures)
    done = [o for o in failures if o.state is WorkOrderState.DONE]
    assert all(o.closed_on and o.closed_on < TODAY and o.downtime > 0 for o in done)
    assert len({o.order_id for o in home.orders}) == len(home.orders)


def test_that_every_usual_duty_is_there_and_few_are_late() -> None:
    late = total = 0
    for number in range(60):
        building = Building(
            f"b{number}", "A", "school", construction_year=1990.0, gross_floor_area=3000.0,
            storeys=2,
        )  # fmt: skip
        duties = care(building, EnergyCarrier.ELECTRICITY, (), 1, TODAY).duties
        assert {d.kind for d in duties} == {
            k.kind for k in duty_register() if k.is_usual("school", 3000.0) and k.kind != "lift"
        }
        total += len(duties)
        late += sum(d.next_due is not None and d.next_due < TODAY for d in duties)
        assert all(d.state is DutyState.NOT_DONE for d in duties if d.last_done is None)
    assert 0.01 < late / total < 0.08


def test_that_coming_work_lies_in_the_future(home: CareRecords) -> None:
    coming = [o for o in home.orders if o.order_id.startswith("P-")]
    assert all(o.planned_on and o.planned_on > TODAY and not isnan(o.estimate) for o in coming)


def test_that_the_same_seed_gives_the_same_records_and_the_day_moves_them(
    home: CareRecords,
) -> None:
    assert care(HOME, EnergyCarrier.DISTRICT_HEAT, (UNIT,), 1, TODAY).duties == home.duties
    later = care(HOME, EnergyCarrier.DISTRICT_HEAT, (UNIT,), 1, TODAY + timedelta(days=400))
    for before, after in zip(home.duties, later.duties, strict=True):
        if before.last_done and after.last_done:
            assert (after.last_done - before.last_done).days == 400


def test_that_needs_are_felt_at_elements_and_answered_by_proposals() -> None:
    windows = tuple(Written(f"w{i}", "IfcWindow", "234", f"V-{i}", 0) for i in range(20))
    school = Building("b01", "Lyngåsen skole", "school")
    found = {n.need_id: n for n in needs(school, windows, answered())}
    assert found["n01"].places == tuple(f"w{i}" for i in range(14))
    assert found["n01"].answers and found["n01"].theme and found["n01"].votes > 0
    assert found["n11"].places == ()
    assert {n.building_id for n in NEEDS} == {f"b{i:02d}" for i in range(1, 13)}


def test_that_some_buildings_without_a_model_have_needs() -> None:
    counts = [
        len(outlined_needs(Building(f"b{i}", "A", "school"), 1, TODAY)) for i in range(13, 213)
    ]
    assert 0.3 < sum(counts) / len(counts) < 0.6
    assert all(
        1 <= n.pain <= 5 and n.theme and n.raised_on < TODAY
        for i in range(13, 60)
        for n in outlined_needs(Building(f"b{i}", "A", "school"), 1, TODAY)
    )
