"""Which models a building has and had."""

from sqlalchemy import select, update

from twin.model.version import ModelVersion
from twin.store.database import Database
from twin.store.rows import from_rows, select_fields
from twin.store.tables import building_models


def load_model_versions(database: Database, building_id: str) -> tuple[ModelVersion, ...]:
    """Models of a building, the newest first, () if it never had one."""
    query = (
        select_fields(ModelVersion, building_models)
        .where(building_models.c.building_id == building_id)
        .order_by(building_models.c.version_id.desc())
    )
    with database.reading() as connection:
        return from_rows(ModelVersion, connection.execute(query))


def count_elements(database: Database, sha256: str, elements: int) -> None:
    """Write down how many elements a model has, where nobody has yet."""
    of_it = (building_models.c.sha256 == sha256) & (building_models.c.elements == 0)
    with database.reading() as connection:
        found = connection.execute(select(building_models.c.version_id).where(of_it)).first()
    if found is not None and elements and not database.is_read_only:
        with database.writing() as connection:
            connection.execute(update(building_models).where(of_it).values(elements=elements))
