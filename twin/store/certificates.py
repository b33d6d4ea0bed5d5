"""Energy certificates as they were issued; earlier ones stay."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.label import Certificate, LabelEnergy
from twin.store.database import Database
from twin.store.edits import store_row_edits
from twin.store.kinds import kind_of, kind_of_table
from twin.store.known_tables import certificates
from twin.store.replacement import Step, next_key
from twin.store.row_edit import RowEdit
from twin.store.write_rows import held_rows

CERTIFICATES = certificates.name
"""Name of their table in the log of changes."""


def save_certificates(
    database: Database, found: Sequence[Certificate], step: Step = ("", "Energy certificates")
) -> None:
    """Add certificates in one step of the log; each building shows the letter of its newest one.

    step : who, and what was done.

    Raises
    ------
    StoreConflict
        If the portfolio has no such building; nothing is stored then.
    """
    kind = kind_of(Building)
    with database.writing() as connection:
        newest = {one.building_id: one for one in found}
        stored = held_rows(connection, kind, list(newest))
        for key in newest.keys() - stored.keys():
            raise StoreConflict(
                "The portfolio has no building {building_id}; the certificate was not stored.",
                "Open the portfolio again.",
                building_id=key,
            )
        letters = [
            RowEdit(kind, key, stored[key], {**stored[key], "energy_label": one.letter,
                    "energy_label_scheme": one.scheme})
            for key, one in newest.items()
        ]  # fmt: skip
        store_row_edits(database, letters + certificate_rows(connection, found), *step)


def load_certificates(database: Database) -> tuple[Certificate, ...]:
    """All certificates, in the order in which they were stored."""
    query = select(certificates).order_by(certificates.c.certificate_id)
    with database.reading() as connection:
        return tuple(_certificate(row) for row in connection.execute(query))


def certificate_rows(connection: Connection, found: Sequence[Certificate]) -> list[RowEdit]:
    """New certificates as edits, for a step that can be taken back."""
    kind, first = kind_of_table(certificates.name), next_key(connection, certificates)
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
