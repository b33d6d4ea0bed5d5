"""The whole sample portfolio: buildings, models, meters, condition, orders, needs, proposals."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from twin.analysis.proposals import parse_proposal
from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.importing import Progress, Silent
from twin.model.label import Certificate
from twin.model.meter import EnergyCarrier, Readings
from twin.sample.assessments import assessments, coarse_assessments
from twin.sample.care import care
from twin.sample.certificate import certificate
from twin.sample.earlier import earlier
from twin.sample.footprints import scattered_buildings
from twin.sample.maintenance import TODAY, work_orders
from twin.sample.meters import last_year_readings, meters, readings
from twin.sample.model.ground import footprint
from twin.sample.model.identity import random_source
from twin.sample.model.ifc_document import Written
from twin.sample.model.writer import WrittenModel, write_model
from twin.sample.needs import answered, needs, outlined_needs
from twin.sample.plans.catalogue import PLANS
from twin.sample.plans.plan import BuildingPlan
from twin.sample.proposals import proposal_files
from twin.sample.weather import (
    FIRST_YEAR,
    LAST_YEAR,
    SampleWeather,
    sample_weather,
    weather_year,
)
from twin.store.assessments import save_assessments
from twin.store.buildings import save_buildings
from twin.store.certificates import save_certificates
from twin.store.database import Database, create
from twin.store.models import save_model
from twin.store.proposals import accept_proposal, save_proposal
from twin.store.readings import save_many_readings, save_meters
from twin.store.records import save_records
from twin.store.weather import save_weather
from twin.store.work_orders import save_needs, save_work_orders


@dataclass(frozen=True, slots=True)
class SampleBuilding:
    """A building with what its records are made from.

    elements : of its model, () without one.
    """

    building: Building
    heat: EnergyCarrier
    model: Path | None = None
    elements: tuple[Written, ...] = ()


def write_sample(
    folder: Path,
    buildings: int = 12,
    seed: int = 1,
    progress: Progress = Silent(),  # noqa: B008
    today: date = TODAY,
) -> None:
    """Write a sample portfolio into a new folder.

    The first twelve buildings have models and three years of readings, the others an outline,
    their main parts' condition and one year of readings. The weather of those years lies beside
    them. The same seed and day give the same data.

    Parameters
    ----------
    today : day on which work, plans and duties stand as they are told.

    Raises
    ------
    StoreConflict
        If the folder holds something already.
    Cancelled
        If the user stopped it; the folder is left half written.
    """
    weather = sample_weather(seed)
    database = create(folder, "Eksempelportefølje Bergen")
    try:
        with TemporaryDirectory() as scratch, database.writing():
            stock = _modelled(Path(scratch), min(buildings, len(PLANS)), progress)
            stock += _outlined(stock, buildings - len(stock), seed)
            _store(database, stock, weather, (seed, progress, today))
            _store_care(database, stock, seed, today)
            _store_proposals(database)
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                save_weather(database, weather_year(weather, year))
    finally:
        database.close()
    progress.report(1.0, "Sample portfolio written")


def buildings() -> tuple[Building, ...]:
    """The twelve buildings with models, as far as their plans tell."""
    return tuple(_building(plan, None) for plan in PLANS)


def _modelled(scratch: Path, count: int, progress: Progress) -> list[SampleBuilding]:
    stock: list[SampleBuilding] = []
    for i, plan in enumerate(PLANS[:count]):
        progress.report(0.5 * i / len(PLANS), f"Writing the model of {plan.name}")
        path = scratch / f"{plan.name}.ifc"
        written = write_model(plan, path)
        stock.append(
            SampleBuilding(
                _building(plan, written), EnergyCarrier(plan.heat), path, written.elements
            )
        )
    return stock


def _building(plan: BuildingPlan, written: WrittenModel | None) -> Building:
    return Building(
        building_id=plan.building_id,
        name=plan.name,
        category=plan.category,
        district=plan.place.district,
        address=plan.place.address,
        building_number=plan.building_number,
        construction_year=float(plan.year),
        gross_floor_area=written.gross_floor_area if written else np.nan,
        heated_floor_area=written.heated_floor_area if written else np.nan,
        storeys=len(plan.storey_heights),
        footprint=footprint(plan),
        ground_level=plan.place.ground_level,
        height=plan.levels[-1],
        roof=plan.wings[0].roof.partition("-")[0],
        protected=plan.protected,
    )


def _outlined(stock: list[SampleBuilding], count: int, seed: int) -> list[SampleBuilding]:
    taken = tuple(s.building for s in stock)
    random = random_source(seed, "heat")
    return [
        SampleBuilding(
            building,
            _heat_source(building, random.random()),
        )
        for building in (scattered_buildings(taken, count, seed) if count > 0 else [])
    ]


def _heat_source(building: Building, chance: float) -> EnergyCarrier:
    """Large buildings are mostly connected to district heat, small ones seldom."""
    connected = float(np.interp(building.gross_floor_area, (500, 1500, 5000), (0.05, 0.25, 0.6)))
    return EnergyCarrier.DISTRICT_HEAT if chance < connected else EnergyCarrier.ELECTRICITY


def _store(
    database: Database,
    stock: list[SampleBuilding],
    weather: SampleWeather,
    run: tuple[int, Progress, date],
) -> None:
    seed, progress, today = run
    measured: list[tuple[str, Readings]] = []
    issued: list[Certificate] = []
    for i, sample in enumerate(stock):
        if i % 20 == 0:
            progress.report(0.5 + 0.3 * i / len(stock), "Metering and inspecting the buildings")
        read = readings if sample.model else last_year_readings
        by_meter = read(sample.building, sample.heat, weather, seed)
        issued += _certificates(sample.building, by_meter, seed)
        measured.extend(by_meter.items())
    save_buildings(database, [s.building for s in stock])
    save_certificates(database, issued)
    save_meters(database, [m for s in stock for m in meters(s.building, s.heat)])
    progress.report(0.8, "Storing the readings")
    save_many_readings(database, measured)
    graded = {s.building.building_id: _graded(s, seed) for s in stock}
    save_assessments(database, [a for found in graded.values() for a in found])
    before = (earlier(s.building, graded[s.building.building_id], seed) for s in stock)
    save_assessments(database, [a for found in before for a in found])
    save_work_orders(
        database,
        [
            order
            for s in stock
            for order in work_orders(
                s.building, graded[s.building.building_id], seed, 8 if s.model else 2, today
            )
        ],
    )
    for sample in stock:
        if sample.model:
            save_model(database, sample.building.building_id, sample.model)


def _store_care(database: Database, stock: list[SampleBuilding], seed: int, today: date) -> None:
    """What looks after the buildings, what fails in them and what their users need."""
    answers = answered()
    found = [care(s.building, s.heat, s.elements, seed, today) for s in stock]
    wanted = [
        need
        for s in stock
        for need in (
            needs(s.building, s.elements, answers)
            if s.model
            else outlined_needs(s.building, seed, today)
        )
    ]
    save_needs(database, wanted)
    save_work_orders(database, [order for one in found for order in one.orders])
    for name in ("components", "duties", "plans", "agreements"):
        save_records(database, [record for one in found for record in getattr(one, name)])


def _graded(sample: SampleBuilding, seed: int) -> tuple[Assessment, ...]:
    if sample.model:
        return assessments(sample.building, sample.elements, seed)
    return coarse_assessments(sample.building, seed)


def _certificates(
    building: Building, by_meter: dict[str, Readings], seed: int
) -> list[Certificate]:
    """A certificate for about what the building used last year; some have none."""
    random = random_source(seed, building.building_id, "label")
    if random.random() < 0.08:
        return []
    hours = 8760 if LAST_YEAR % 4 else 8784
    delivered = sum(
        float(np.nanmean(r.values[-hours:].astype(np.float64))) * hours for r in by_meter.values()
    )
    return [certificate(building, delivered, random)]


def _store_proposals(database: Database) -> None:
    for raw in proposal_files().values():
        accept_proposal(database, save_proposal(database, raw, parse_proposal(raw)))
