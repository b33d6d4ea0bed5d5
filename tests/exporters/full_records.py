"""A small portfolio in which every field of every record says something."""

from datetime import date
from pathlib import Path

import numpy as np

from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.model.maintenance import (
    Duty,
    DutyState,
    MaintenancePlan,
    ServiceAgreement,
    Trigger,
    WorkOrder,
    WorkOrderState,
)
from twin.model.need import Need, NeedKind, NeedStatus
from twin.model.register import Component, Document
from twin.workspace.portfolio import PortfolioData

SCHOOL = Building(
    "b01", "Lia skole", "school", district="Åsane", address="Liaveien 1",
    building_number="139245678", construction_year=1972.0, gross_floor_area=4321.5,
    heated_floor_area=4000.25, storeys=3, footprint=((0.0, 0.0), (20.0, 0.0), (20.0, 10.0)),
    ground_level=42.15, height=9.5, energy_label="E", energy_label_scheme="2015",
    property_id="p1", type_code="613", kostra_function="222", usable_area=4100.0,
    owner_unit="Etat for utbygging", protected=True, protection="Verneklasse 2",
)  # fmt: skip
NURSERY = Building("b02", "Åsen barnehage", "kindergarten", building_number="139245686")
BUILDINGS = (SCHOOL, NURSERY)
ASSESSMENT = Assessment(
    "b01", "2O2Fr$t4X7Zf8NOew3FNr2", "231", ConditionGrade.TG2, 2, "Råte; -3 bord",
    "Skift kledning", date(2024, 5, 2), "Kari Ås", 2, 100_000.0, 150_000.5, 200_000.0, 2024,
    2027, "a1",
    kg_safety=1, kg_health=0, kg_economy=2, kg_use=1, kg_appearance=2, reference_level="TEK97",
    cause="Sol", is_development=True, quantity=12.5, unit="m2", survey="2024",
)  # fmt: skip
UNSEEN = Assessment(
    "b02", "", "26", ConditionGrade.TGIU, -1, "", "", date(2023, 1, 31), "", 1, np.nan, np.nan,
    np.nan, 0, assessment_id="a2",
)  # fmt: skip
ORDER = WorkOrder(
    "w1", "b01", "2O2Fr$t4X7Zf8NOew3FNr2", "31", "Tett sluk", WorkOrderState.IN_PROGRESS, True,
    date(2026, 1, 2), date(2026, 2, 3), None, "Rør AS", 1234.56, is_failure=True, priority=2,
    description="To linjer,\n\"sitat\"; slutt", planned_on=date(2026, 1, 10),
    started_on=date(2026, 1, 11), downtime=3.25, estimate=2000.0, account="33",
    component_id="c1", plan_id="m1",
)  # fmt: skip
PLAN = MaintenancePlan(
    "m1", "b01", "Smøring", Trigger.RUN_HOURS, "2O2Fr$t4X7Zf8NOew3FNr2", "36", component_id="c1",
    interval_months=6, interval_hours=500.0, hours_per_year=3000.0, due_grade=2,
    last_done=date(2025, 11, 1), supplier="Vift AS", cost=1500.0, price_year=2025, account="32",
)  # fmt: skip
AGREEMENT = ServiceAgreement(
    "s1", "b01", "Heis AS", "Heisservice", "62", valid_from=date(2024, 1, 1),
    valid_until=date(2027, 12, 31), yearly_cost=24_500.0, price_year=2024, response_hours=4.0,
    account="31",
)  # fmt: skip
COMPONENT = Component(
    "c1", "b01", "Aggregat 360.001", "36", component_type="air handling unit",
    global_id="2O2Fr$t4X7Zf8NOew3FNr2", tag="360.001", manufacturer="Ventex",
    model_reference="VX-9", serial_number="0012345", installed_year=2009, quantity=1.0,
    unit="stk", life_low=15.0, life_central=20.5, life_high=25.0, replacement_low=100_000.0,
    replacement_central=150_000.0, replacement_high=250_000.0, price_year=2024,
    warranty_until=date(2014, 6, 30), source="FDV",
)  # fmt: skip
DUTY = Duty(
    "d1", "b01", "fire alarm", "Brannalarm kontroll", "Forskrift om brannforebygging § 5", 12,
    date(2025, 10, 1), date(2026, 10, 1), DutyState.DEVIATION, "Per", "Sløyfe 3",
)  # fmt: skip
NEED = Need(
    "n1", "b01", "Kaldt om morgenen", "Rom 101 holder 16 grader", "elever", 4, date(2025, 2, 3),
    NeedKind.WITH, causes="Trekk", effects="Fravær", evidence="Logg", owner="Rektor",
    status=NeedStatus.CHOSEN, theme="Inneklima", votes=7,
)  # fmt: skip
DOCUMENT = Document("k1", "b01", "Tilstandsrapport", "rapport", place="X:/fdv/rapport.pdf",
                    dated=date(2024, 5, 2))  # fmt: skip


def portfolio(**fields: object) -> PortfolioData:
    """The portfolio; `fields` replace those of `PortfolioData`."""
    registers = {
        MaintenancePlan: (PLAN,), ServiceAgreement: (AGREEMENT,), Component: (COMPONENT,),
        Duty: (DUTY,), Document: (DOCUMENT,),
    }  # fmt: skip
    given = {
        "folder": Path("made-up.twin"), "name": "Prøve", "buildings": BUILDINGS,
        "assessments": (ASSESSMENT, UNSEEN), "work_orders": (ORDER,), "needs": (NEED,),
        "meters": (), "proposals": (), "delivered_per_m2": np.full(len(BUILDINGS), np.nan),
        "delivered_year": (0,) * len(BUILDINGS), "registers": registers,
    }  # fmt: skip
    return PortfolioData(**{**given, **fields})  # pyright: ignore[reportArgumentType]
