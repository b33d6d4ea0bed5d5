"""Energy certificates as they were issued; earlier ones stay."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from twin.errors import StoreConflict
from twin.model.label import Certificate, LabelEnergy
from twin.store import tables
from twin.store.database import Database
from twin.store.kinds import kind_of_table
from twin.store.known_tables import certificates
from twin.store.row_edit import RowEdit

CERTIFICATES = certificates.name
"""Name of their table in the log of changes."""


def save_certificates(database: Database, found: Sequence[Certificate]) -> None:
    """Add certificates in one transaction; each building shows the letter of its newest one.

    Raises
    ------
    StoreConflict
        If the portfolio has no such building; nothing is stored then.
    """
    with database.writing() as connection:
        for one in found:
            changed = connection.execute(
                update(tables.buildings)
                .where(tables.buildings.c.building_id == one.building_id)
                .values(energy_label=one.letter, energy_label_scheme=one.scheme)
            )
            if changed.rowcount != 1:
                raise StoreConflict(
                    "The portfolio has no building {building_id}; the certificate was not stored.",
                    "Open the portfolio again.",
                    building_id=one.building_id,
                )
        if found:
            connection.execute(insert(certificates), [_row(one) for one in found])


def load_certificates(database: Database) -> tuple[Certificate, ...]:
    """All certificates, in the order in which they were stored."""
    query = select(certificates).order_by(certificates.c.certificate_id)
    with database.reading() as connection:
        return tuple(_certificate(row) for row in connection.execute(query))


def certificate_rows(connection: Connection, found: Sequence[Certificate]) -> list[RowEdit]:
    """New certificates as edits, for a step that can be taken back."""
    last = connection.execute(select(func.max(certificates.c.certificate_id))).scalar_one()
    kind, first = kind_of_table(certificates.name), (last or 0) + 1
    rows = [{"certificate_id": first + i, **_row(one)} for i, one in enumerate(found)]
    return [RowEdit(kind, kind.key_of(row), None, row) for row in rows]


def _row(one: Certificate) -> dict[str, Any]:  # Any: stored values
    return {
        "building_id": one.building_id,
        "number": one.number,
        "letter": one.letter,
        "scheme": one.scheme,
        "heating_grade": one.heating_grade,
        "kwh_per_m2": one.energy.kwh_per_m2 if one.energy else None,
        "issued": one.issued,
        "expires": one.expires,
        "entered": one.entered,
    }


def _certificate(row: Row[Any]) -> Certificate:
    energy = row.energy_kwh_m2
    return Certificate(
        row.building_id,
        row.letter,
        row.scheme,
        row.issued_on,
        LabelEnergy(row.scheme, energy) if energy is not None else None,
        row.number,
        row.heating_grade,
        row.expires_on,
        row.entered_on,
    )
