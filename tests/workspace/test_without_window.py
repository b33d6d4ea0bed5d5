"""The same use cases for the command line, and the size they must hold."""

import json
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from importers.test_importers import OFFER

from twin.errors import MissingInput
from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.store.assessments import save_assessments
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import create, open_database
from twin.store.readings import save_many_readings, save_meters
from twin.workspace.importing import import_files
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.whatif import whatif
from workspace.small_model import write_small_model


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(OFFER))
    return path


def test_that_files_are_taken_into_a_portfolio_that_is_made(tmp_path: Path, offer: Path) -> None:
    folder = tmp_path / "New.twin"
    house = write_small_model(tmp_path / "Rådhuset.ifc", eastings=None)

    outcomes = import_files(folder, [house, offer, tmp_path / "x.txt", tmp_path / "gone.ifc"])

    assert [o.status for o in outcomes] == ["ok", "ok", "refused", "refused"]
    assert str(outcomes[0]) == "Rådhuset.ifc: Rådhuset was added to the portfolio."
    portfolio = read_portfolio(folder)
    assert [(b.name, b.category) for b in portfolio.buildings] == [("Rådhuset", "office")]
    assert [p.title for p in portfolio.proposals] == ["Walls"]


def test_that_a_what_if_needs_no_window_and_stores_nothing(tmp_path: Path, offer: Path) -> None:
    folder = tmp_path / "New.twin"
    import_files(folder, [write_small_model(tmp_path / "Lia skole.ifc")])
    database = open_database(folder)
    (building,) = load_buildings(database)
    save_buildings(database, [replace(building, construction_year=1975.0, heated_floor_area=80.0)])
    database.close()

    result = whatif(folder, "b01", offer)

    assert result.after.delivered_total < result.before.delivered_total
    assert [r.quantity for r in result.reaches] == [4.0]
    assert read_portfolio(folder).proposals == ()


def test_that_an_unknown_building_is_named_with_those_there_are(
    tmp_path: Path, offer: Path
) -> None:
    database = create(tmp_path / "New.twin")
    save_buildings(database, [Building("b01", "Lia", "school")])
    database.close()

    with pytest.raises(MissingInput, match=r"no building b99.*Choose one of: b01"):
        whatif(database.folder, "b99", offer)


def test_that_a_thousand_buildings_open_within_two_seconds(tmp_path: Path) -> None:
    database = create(tmp_path / "Large.twin")
    ids = [f"b{i:04}" for i in range(1000)]
    outline = ((297_000.0, 6_700_000.0), (297_030.0, 6_700_000.0), (297_030.0, 6_700_020.0))
    hours = np.full(2 * 8760, 5.0, np.float32)
    with database.writing():
        save_buildings(
            database,
            [Building(b, b, "school", heated_floor_area=876.0, footprint=outline) for b in ids],
        )
        save_meters(database, [Meter(b, b, EnergyCarrier.ELECTRICITY, "El") for b in ids])
        save_many_readings(database, ((b, Readings(datetime(2022, 1, 1), hours)) for b in ids))
        save_assessments(
            database,
            [
                Assessment(
                    b, "", part, ConditionGrade.TG2, 1, "", "", date(2024, 1, 1), "", 1,
                    1.0, 2.0, 3.0, 2024,
                )
                for b in ids
                for part in ("21", "23", "26", "31", "36", "41")
            ],
        )  # fmt: skip
    database.close()

    begun = time.perf_counter()
    portfolio = read_portfolio(tmp_path / "Large.twin")
    seconds = time.perf_counter() - begun

    assert len(portfolio.buildings) == 1000
    assert len(portfolio.assessments) == 6000
    np.testing.assert_allclose(portfolio.delivered_per_m2, 50.0)
    assert portfolio.delivered_year == (2023,) * 1000
    assert seconds < 2.0
