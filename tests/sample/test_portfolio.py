"""The whole sample portfolio as the program opens it."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Polygon
from shapely.strtree import STRtree

from twin.analysis.proposals import parse_proposal
from twin.errors import StoreConflict
from twin.model.condition import ConditionGrade
from twin.model.meter import EnergyCarrier
from twin.sample.footprints import scattered_buildings
from twin.sample.meters import last_year_readings, readings
from twin.sample.portfolio import buildings, write_sample
from twin.sample.proposals import proposal_files
from twin.sample.weather import sample_weather
from twin.store.assessments import load_assessments
from twin.store.buildings import load_buildings
from twin.store.database import Database, open_database
from twin.store.proposals import load_proposals
from twin.store.readings import load_meter_years, load_meters, load_readings
from twin.store.work_orders import load_needs, load_work_orders


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp("sample") / "Sample.twin"
    write_sample(folder, buildings=14)
    return open_database(folder)


def test_that_twelve_buildings_have_models_and_the_rest_outlines(sample: Database) -> None:
    stored = load_buildings(sample)

    assert len(stored) == 14
    assert [bool(b.model_sha256) for b in stored] == [True] * 12 + [False] * 2
    assert all((sample.folder / "models" / f"{b.model_sha256}.ifc").is_file() for b in stored[:12])
    assert all(len(b.footprint) >= 4 and Polygon(b.footprint).is_valid for b in stored)
    assert min(b.gross_floor_area for b in stored[:12]) < 400
    assert 11_000 < max(b.gross_floor_area for b in stored[:12]) < 12_000


def test_that_modelled_buildings_have_three_years_of_readings_with_gaps(sample: Database) -> None:
    meters = load_meters(sample, "b01")
    measured = [load_readings(sample, m.meter_id) for m in meters]

    assert [m.carrier for m in meters] == [EnergyCarrier.ELECTRICITY, EnergyCarrier.DISTRICT_HEAT]
    for values in measured:
        assert values is not None
        assert values.start == datetime(2023, 1, 1)
        assert len(values.values) == 24 * (365 + 366 + 365)
        assert 0 < np.isnan(values.values).sum() < 0.1 * len(values.values)


def test_that_metered_energy_is_what_norwegian_buildings_use(sample: Database) -> None:
    area = {b.building_id: b.heated_floor_area for b in load_buildings(sample)[:12]}
    used = dict.fromkeys(area, 0.0)
    for year in load_meter_years(sample):
        building_id = year.meter_id.partition("-")[0]
        if year.year == 2024 and building_id in used:
            used[building_id] += year.energy / year.coverage
    specific = [used[b] / area[b] for b in area]

    assert 60 < min(specific) < 130
    assert 220 < max(specific) < 420


def test_that_elements_and_parts_have_grades_of_every_kind(sample: Database) -> None:
    found = load_assessments(sample)

    assert {a.grade for a in found} == set(ConditionGrade)
    assert len([a for a in found if a.global_id]) > 500
    assert all(
        a.cost_low <= a.cost_central <= a.cost_high for a in found if a.grade >= ConditionGrade.TG0
    )
    assert all(np.isnan(a.cost_central) for a in found if a.grade is ConditionGrade.TGIU)


def test_that_orders_needs_and_proposals_are_there(sample: Database) -> None:
    proposals = load_proposals(sample)

    assert len(load_work_orders(sample)) > 40
    assert len([n for n in load_needs(sample) if len(n.need_id) == 3]) == 24
    assert len(proposals) == 12
    assert all(p.accepted and not p.unknown_fields for p in proposals)


def test_that_a_sample_is_not_written_over_something(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("mine")

    with pytest.raises(StoreConflict):
        write_sample(tmp_path, buildings=1)


def test_that_the_needs_of_a_proposal_are_known(sample: Database) -> None:
    known = {n.need_id for n in load_needs(sample)}

    assert all(set(parse_proposal(raw).needs) <= known for raw in proposal_files().values())


def test_that_a_thousand_outlines_do_not_overlap() -> None:
    taken = buildings()

    stock = (*taken, *scattered_buildings(taken, 988, seed=1))
    outlines = [Polygon(b.footprint) for b in stock]
    pairs = STRtree(outlines).query(outlines, predicate="intersects")

    assert len({b.building_id for b in stock}) == 1000
    assert len({b.name for b in stock}) == 1000
    assert pairs.shape[1] == 1000  # each with itself alone


def test_that_the_same_seed_gives_the_same_buildings_and_another_does_not() -> None:
    first, again = (scattered_buildings((), 20, seed=3) for _ in range(2))

    assert first == again
    assert first != scattered_buildings((), 20, seed=4)


def test_that_heat_follows_the_weather_and_the_working_day() -> None:
    weather = sample_weather(seed=1)
    school = next(
        b
        for b in scattered_buildings((), 200, seed=2)
        if b.category == "school" and 1960 < b.construction_year < 1985
    )

    heat = last_year_readings(school, EnergyCarrier.DISTRICT_HEAT, weather, 1)
    values = heat[f"{school.building_id}-varme"].values
    of_year = weather.year == 2025
    hour, temperature = weather.hour_of_day[of_year], weather.temperature[of_year]
    working = (weather.weekday[of_year] < 5) & (weather.is_school_holiday[of_year] == 0)

    assert np.nanmean(values[temperature < 2]) > 2 * np.nanmean(values[temperature > 14])
    morning = np.nanmean(values[working & (hour > 4) & (hour < 9)])
    night = np.nanmean(values[working & (hour < 4)])
    assert morning > 1.2 * night


def test_that_the_stuck_damper_shows_in_one_winter(sample: Database) -> None:
    measured = load_readings(sample, "b01-varme")
    assert measured is not None
    start = datetime(2023, 1, 1)

    def per_degree(first: datetime, last: datetime) -> float:
        weather = sample_weather(seed=1)
        hours = slice(*((t - start).days * 24 for t in (first, last)))
        degrees = np.clip(17.0 - weather.temperature[hours], 0.5, None)
        return float(np.nansum(measured.values[hours]) / degrees.sum())

    faulty = per_degree(datetime(2024, 11, 10), datetime(2025, 3, 10))
    sound = per_degree(datetime(2023, 11, 10), datetime(2024, 3, 10))

    assert faulty > 1.12 * sound


def test_that_readings_of_the_same_seed_are_the_same() -> None:
    weather = sample_weather(seed=5)
    building = scattered_buildings((), 1, seed=5)[0]

    first, again = (readings(building, EnergyCarrier.ELECTRICITY, weather, 5) for _ in range(2))

    for meter_id, values in first.items():
        np.testing.assert_array_equal(values.values, again[meter_id].values)


def test_that_a_thousand_buildings_spread_over_their_districts() -> None:
    stock = scattered_buildings((), 988, seed=1)
    middles = np.array([np.mean(b.footprint, axis=0) for b in stock])
    distance = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    nearest = np.sort(distance, axis=1)[:, 1]
    districts = np.array([b.district for b in stock])

    assert np.quantile(nearest, 0.15) > 180  # so that blocks can be drawn larger
    for district in ("Fana", "Ytrebygda", "Åsane", "Laksevåg", "Arna"):
        assert 3_000 < np.ptp(middles[districts == district], axis=0).max() < 14_000
