"""All tables of a portfolio; a module of tables that is not named here is not part of it."""

from twin.store import (  # noqa: F401  they join the tables
    audit_tables,
    care_tables,
    file_tables,
    known_tables,
    register_tables,
    saving_tables,
    scenario_tables,
    series_tables,
    supplier_tables,
)
from twin.store.tables import metadata

__all__ = ["metadata"]
