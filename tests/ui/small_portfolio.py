"""Four buildings, and a model of twelve elements on two storeys."""

import math
from datetime import date, datetime
from pathlib import Path

import numpy as np

from twin.model.building import (
    Building,
    BuildingModel,
    Element,
    ElementDetails,
    Envelope,
    MaterialLayer,
    ModelSummary,
    Storey,
)
from twin.model.condition import Assessment, ConditionGrade
from twin.model.finding import Finding, Severity
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.mesh import empty_mesh
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.store.assessments import save_assessments
from twin.store.buildings import save_buildings
from twin.store.database import create
from twin.store.readings import save_many_readings, save_meters
from twin.store.work_orders import save_work_orders

SQUARE = ((0.0, 0.0), (20.0, 0.0), (20.0, 10.0), (0.0, 10.0))


def write_portfolio(folder: Path) -> None:
    database = create(folder, "Four buildings")
    save_buildings(database, [
        building("b0", "Lyngbø skole", "school", 1974.0, "E"),
        building("b1", "Åsgård rådhus", "office", 1937.0, "F"),
        building("b2", "Ærfuglveien barnehage", "kindergarten", 2012.0, ""),
        building("b3", "Varden skole", "school", math.nan, "B"),
    ])  # fmt: skip
    save_assessments(database, [
        assessment("b0", "w1", ConditionGrade.TG3, 600_000.0),
        assessment("b0", "w2", ConditionGrade.TG1, math.nan),
        assessment("b1", "", ConditionGrade.TG2, 200_000.0),
    ])  # fmt: skip
    save_work_orders(database, [order("b0", "w1")])
    save_meters(database, [Meter("m0", "b0", EnergyCarrier.ELECTRICITY, "Main")])
    save_many_readings(
        database, (("m0", Readings(datetime(2025, 1, 1), np.ones(8760, np.float32))),)
    )
    database.close()


def building(key: str, name: str, category: str, year: float, label: str) -> Building:
    return Building(
        key, name, category, "Fana", f"{name.split()[0]}vegen 1",
        construction_year=year, gross_floor_area=1000.0, heated_floor_area=900.0,
        footprint=SQUARE, height=7.0, energy_label=label,
    )  # fmt: skip


def assessment(key: str, global_id: str, grade: ConditionGrade, cost: float) -> Assessment:
    return Assessment(
        key, global_id, "" if global_id else "23", grade, 2, "Rot", "Replace", date(2024, 6, 1),
        "K. Moe", 1, cost * 0.8, cost, cost * 1.5, 2026,
    )  # fmt: skip


def order(key: str, global_id: str) -> WorkOrder:
    return WorkOrder(
        "o1", key, global_id, "234", "New seals", WorkOrderState.OPEN, False, date(2026, 3, 1),
        None, None, "Glass AS", 40_000.0,
    )  # fmt: skip


def small_model(per_class: int = 3) -> BuildingModel:
    """Windows ``w1…`` and walls ``v1…`` on two storeys; one U-value is unknown."""
    elements, details = [], []
    for storey in ("s1", "s2"):
        for ifc_class, letter in (("IfcWindow", "w"), ("IfcWall", "v")):
            for _ in range(per_class):
                key = f"{letter}{len(elements) + 1}"
                elements.append(
                    Element(key, key, len(elements) + 1, ifc_class, name=f"{ifc_class} {key}",
                            storey=storey, classification="234" if letter == "w" else "231")
                )  # fmt: skip
                sets = {"Pset_WindowCommon": {"ThermalTransmittance": 2.8, "IsExternal": True}}
                details.append(ElementDetails(sets, {"Qto": {"NetArea": 3.4}},
                                              (MaterialLayer("Glass", 0.024),)))  # fmt: skip
    n = 2
    envelope = Envelope(
        np.array([0, 1]), ("window",) * n, np.array([3.4, 2.0]), np.zeros(n), np.full(n, 90.0),
        np.array([2.8, math.nan]), np.full(n, math.nan), ("property", ""),
    )  # fmt: skip
    findings = (Finding("missing-u-value", Severity.WARNING, "{count} more", values={"count": 1}),)
    return BuildingModel(
        ModelSummary(schema="IFC4", status="ok"), tuple(elements),
        (Storey("s1", "Plan 1", 0.0), Storey("s2", "Plan 2", 3.0)), (), (), empty_mesh(),
        tuple(details), envelope, findings,
    )  # fmt: skip
