"""Which keys of suppliers a portfolio knows, and who said so."""

import getpass
from datetime import UTC, datetime

from sqlalchemy import delete, select

from twin.model.supplier_key import SupplierKey
from twin.store.database import Database
from twin.store.put import put
from twin.store.supplier_tables import supplier_keys


def add_key(database: Database, public_key: str, name: str, who: str = "") -> None:
    """Trust a key from now on; known already, it gets the new name.

    who : "" for the name the computer knows.
    """
    row = {
        "public_key": public_key,
        "name": name,
        "added_at": datetime.now(UTC).replace(tzinfo=None),
        "added_by": who or getpass.getuser(),
    }
    with database.writing() as connection:
        put(connection, supplier_keys, [row])


def remove_key(database: Database, public_key: str) -> bool:
    """Trust a key no longer; False if it was not known."""
    table = supplier_keys
    with database.writing() as connection:
        done = connection.execute(delete(table).where(table.c.public_key == public_key))
    return bool(done.rowcount)


def load_keys(database: Database) -> tuple[SupplierKey, ...]:
    """All known keys by name."""
    query = select(supplier_keys).order_by(supplier_keys.c.name)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        SupplierKey(row.public_key, row.name, row.added_at.isoformat(), row.added_by)
        for row in rows
    )
