"""A small portfolio database and values to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from twin.model.building import Building
from twin.store.buildings import save_buildings
from twin.store.database import Database, create


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new portfolio with the buildings ``b01`` and ``b02``."""
    made = create(tmp_path / "Bærum æøå.twin", "Bærum")
    save_buildings(
        made, (Building("b01", "Lia skole", "school"), Building("b02", "Hall", "sports"))
    )
    yield made
    made.close()
