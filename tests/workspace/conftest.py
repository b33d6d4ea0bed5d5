"""A workspace whose settings and log lie in the test's own folder, and a portfolio to open."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from importers.test_importers import OFFER
from pytestqt.qtbot import QtBot

from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.store.assessments import save_assessments
from twin.store.buildings import save_buildings
from twin.store.database import create
from twin.store.models import save_model
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, errors
from workspace.small_model import write_small_model


@pytest.fixture(autouse=True)
def settings_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of settings, log and sample of this test."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(folder))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return folder


@pytest.fixture
def workspace(qtbot: QtBot, settings_dir: Path) -> Iterator[Workspace]:
    """A workspace that is closed after the test."""
    made = Workspace()
    yield made
    made.close()


@pytest.fixture
def settled(qtbot: QtBot, workspace: Workspace) -> Settle:
    """Wait until no job of the workspace runs."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not workspace.jobs.running, timeout=60_000)

    return wait


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_model(tmp_path_factory.mktemp("models") / "Lia skole.ifc")


@pytest.fixture(scope="session")
def finished_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(OFFER))
    return path


@pytest.fixture
def folder(tmp_path: Path, house: Path, finished_cache: Path) -> Path:
    """A portfolio of three buildings; the first has the model."""
    database = create(tmp_path / "Bergen.twin")
    buildings = [
        Building(
            f"b0{i}", f"Building {i}", "school", construction_year=1975.0,
            heated_floor_area=80.0, storeys=1,
            footprint=tuple((297_000.0 + 50 * i + x, 6_700_000.0 + y)
                            for x, y in ((0, 0), (10, 0), (10, 8), (0, 8))),
        )
        for i in (1, 2, 3)
    ]  # fmt: skip
    save_buildings(database, buildings)
    save_model(database, "b01", house)
    save_assessments(
        database,
        [
            Assessment(b, "", "23", ConditionGrade(g), 2, "", "", date(2024, 1, 1), "", 1,
                       1.0, 2.0, 3.0, 2024)
            for b, g in (("b01", 3), ("b02", 1))
        ],
    )  # fmt: skip
    database.close()
    (database.folder / "cache").rmdir()
    (database.folder / "cache").symlink_to(finished_cache, target_is_directory=True)
    return database.folder


@pytest.fixture
def opened(workspace: Workspace, settled: Settle, folder: Path) -> Iterator[Workspace]:
    workspace.open_portfolio(folder)
    settled()
    yield workspace
    assert errors(workspace) == []


@pytest.fixture
def entered(opened: Workspace, settled: Settle) -> Workspace:
    opened.enter_building("b01")
    settled()
    return opened
