"""Buildings and models that several tests use."""

from dataclasses import replace

import numpy as np

from twin.model.building import (
    Building,
    BuildingModel,
    Element,
    ElementDetails,
    Envelope,
    ModelSummary,
)
from twin.model.mesh import empty_mesh
from twin.model.proposal import Effect, OfferedMeasure, Proposal, Range, Selector

SCHOOL = Building(
    "b01", "Lia skole", "school", construction_year=1974, heated_floor_area=1200.0, storeys=2
)

# Walls and windows to the south and north, a roof and a slab: 20 x 30 m, two storeys.
PARTS = (
    ("IfcWall", "231", "wall", 200.0, 180.0, 90.0, 0.45),
    ("IfcWallStandardCase", "231", "wall", 200.0, 0.0, 90.0, np.nan),
    ("IfcWindow", "234", "window", 100.0, 180.0, 90.0, 2.6),
    ("IfcWindow", "234", "window", 60.0, 0.0, 90.0, 1.2),
    ("IfcRoof", "26", "roof", 600.0, np.nan, 0.0, 0.35),
    ("IfcSlab", "252", "floor", 600.0, np.nan, 180.0, np.nan),
    ("IfcUnitaryEquipment", "365", "", 0.0, np.nan, np.nan, np.nan),
)


def envelope() -> Envelope:
    rows = [(row, part) for row, part in enumerate(PARTS) if part[2]]
    columns = list(zip(*(part for _, part in rows), strict=True))
    return Envelope(
        element=np.array([row for row, _ in rows]),
        kind=columns[2],
        area=np.array(columns[3]),
        azimuth=np.array(columns[4]),
        tilt=np.array(columns[5]),
        u_value=np.array(columns[6]),
        g_value=np.full(len(rows), np.nan),
        u_source=tuple("property" if np.isfinite(u) else "" for u in columns[6]),
        floor_area=1200.0,
        volume=3960.0,
        floor_area_source="spaces",
    )


def model(with_envelope: bool = True) -> BuildingModel:
    elements = tuple(
        Element(f"g{row}", f"g{row}", row, part[0], classification=part[1])
        for row, part in enumerate(PARTS)
    )
    return BuildingModel(
        ModelSummary(status="ok"), elements, (), (), (), empty_mesh(),
        tuple(ElementDetails() for _ in elements), envelope() if with_envelope else None, (),
    )  # fmt: skip


def exactly(value: float) -> Range:
    return Range(value, value, value)


def effect(kind: str, value: float, unit: str = "", share: float = 1.0) -> Effect:
    return Effect(kind, exactly(value), unit, kind in ("man_hours", "claimed_saving"), "", share)


def measure(selector: Selector, *effects: Effect, basis: str = "building") -> OfferedMeasure:
    return OfferedMeasure(
        "m1", "A measure", selector, effects, basis, exactly(1000.0), exactly(0.0), 40.0,
        exactly(0.0),
    )  # fmt: skip


def proposal(*measures: OfferedMeasure) -> Proposal:
    named = tuple(replace(m, measure_id=f"m{i}") for i, m in enumerate(measures))
    return Proposal("p1", "A proposal", "Fjord AS", "2027-12-31", 2026, named)
