"""Hold something against others who write at the same time, until the transaction ends."""

from sqlalchemy import Connection, func, select


def hold(connection: Connection, name: str) -> None:
    """Wait until nobody else holds `name`, then hold it.

    A SQLite file is held whole by whoever writes, so there is nothing to do; a server lets
    several write at once.

    name : what is replaced as a whole, for example ``known_values b12``.
    """
    if connection.dialect.name == "postgresql":
        key = func.hashtextextended(name, 0)
        connection.execute(select(func.pg_advisory_xact_lock(key)))
