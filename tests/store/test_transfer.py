"""Copies to another folder, and from a file to a server."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.store.postgres import ONLY_SERVER
from twin.cli import app
from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.store.audit import changes
from twin.store.buildings import load_buildings, portfolio_name, save_buildings
from twin.store.database import Database, create, open_database
from twin.store.edits import store_edits, undo
from twin.store.models import save_model, verified_model_file
from twin.store.readings import load_readings, save_many_readings
from twin.store.server import connect_folder, create_on_server
from twin.store.transfer import copy_folder, copy_to_server


@pytest.fixture
def full(file_database: Database, tmp_path: Path) -> Database:
    source = tmp_path / "a.ifc"
    source.write_bytes(b"ISO-10303-21;" * 100_000)
    save_model(file_database, "b01", source)
    meter = Meter("m1", "b01", EnergyCarrier.ELECTRICITY, "Hoved")
    store_edits(file_database, (Edit(None, meter),), "kari", "New meter")
    hours = Readings(datetime(2025, 1, 1), np.arange(48, dtype=np.float32))
    save_many_readings(file_database, (("m1", hours),))
    return file_database


def test_that_a_copied_folder_holds_everything(full: Database, tmp_path: Path) -> None:
    copy_folder(full.folder, tmp_path / "copy.twin")

    again = open_database(tmp_path / "copy.twin")
    assert load_buildings(again) == load_buildings(full)
    assert load_readings(again, "m1") is not None
    assert verified_model_file(again.folder, load_buildings(again)[0].model_sha256)
    again.close()
    with pytest.raises(StoreConflict):
        copy_folder(full.folder, tmp_path / "copy.twin")


@ONLY_SERVER
def test_that_a_portfolio_moves_to_a_server_with_its_log_readings_and_models(
    full: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("new_address")
    team = create_on_server(address, tmp_path / "team.twin")

    copy_to_server(full, team)

    assert load_buildings(team) == load_buildings(full)
    assert portfolio_name(team) == portfolio_name(full)
    assert changes(team) == changes(full)
    readings = load_readings(team, "m1")
    assert readings is not None
    assert readings.values.tolist() == list(range(48))
    undo(team, changes(team)[0].change_id, "ola", "Undo")
    save_buildings(team, (Building("b9", "Ny", "school"),))
    with pytest.raises(StoreConflict, match="not empty"):
        copy_to_server(full, team)
    team.close()
    his = connect_folder(address, tmp_path / "his.twin")
    assert verified_model_file(his.folder, load_buildings(his)[0].model_sha256).is_file()
    his.close()


def test_that_the_command_line_lists_restores_and_checks(tmp_path: Path) -> None:
    from twin.store.backups import back_up

    made = create(tmp_path / "p.twin")
    made.close()
    copy = back_up(tmp_path / "p.twin", "start")
    run = CliRunner()

    listed = run.invoke(app, ["database", "backups", str(tmp_path / "p.twin")])
    restored = run.invoke(app, ["database", "restore", str(tmp_path / "p.twin"), copy.file.name])
    checked = run.invoke(app, ["database", "check", str(tmp_path / "p.twin")])

    assert copy.file.name in listed.output
    assert "was put back" in restored.output
    assert (checked.exit_code, checked.output) == (0, "The portfolio is sound.\n")
