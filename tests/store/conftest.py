"""Portfolio databases to test with: a SQLite file, and a PostgreSQL server where there is one."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from tests.store import postgres
from twin.model.building import Building
from twin.store.buildings import save_buildings
from twin.store.database import Database, create
from twin.store.server import create_on_server

KINDS = ("file", "server") if os.environ.get("TWIN_TEST_POSTGRES") else ("file",)
NewDatabase = Callable[[Path], Database]


@pytest.fixture(scope="session")
def server_address() -> Iterator[str]:
    """A server for this run; skips the test where there is none."""
    if reason := postgres.reason_for_none():
        pytest.skip(reason)
    with postgres.server() as address:
        yield address


@pytest.fixture
def new_address(server_address: str) -> str:
    """The address of an empty database on the server."""
    return empty_database(server_address)


def empty_database(address: str) -> str:
    url = make_url(address).set(drivername="postgresql+psycopg")
    name = f"twin_{uuid4().hex[:12]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string()


@pytest.fixture(params=KINDS)
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Makes an empty portfolio in a folder: as a file, then the same test on a server."""
    if request.param == "file":
        return lambda folder: create(folder, folder.stem)
    address = request.getfixturevalue("new_address")
    return lambda folder: create_on_server(address, folder, folder.stem)


@pytest.fixture
def database(tmp_path: Path, new_database: NewDatabase) -> Iterator[Database]:
    """A new portfolio with the buildings ``b01`` and ``b02``."""
    made = new_database(tmp_path / "Bærum.twin")
    yield with_buildings(made)
    made.close()


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """As `database`, only ever a file."""
    made = create(tmp_path / "Bærum æøå.twin", "Bærum")
    yield with_buildings(made)
    made.close()


def with_buildings(made: Database) -> Database:
    save_buildings(
        made, (Building("b01", "Lia skole", "school"), Building("b02", "Hall", "sports"))
    )
    return made
