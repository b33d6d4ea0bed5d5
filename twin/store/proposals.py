"""Suppliers' proposals: the file as received, what was read from it, and its acceptance."""

import getpass
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Row, select, update

from twin.errors import TwinError
from twin.model.proposal import Proposal
from twin.store import tables
from twin.store.database import Database
from twin.store.files import fetch_file, share_file
from twin.store.put import put_new
from twin.store.supplier_keys import load_keys

_PROPOSAL = TypeAdapter(Proposal)
NOBODY: Mapping[str, str] = {}


def save_proposal(database: Database, raw: bytes, proposal: Proposal, who: str = "") -> str:
    """Keep a proposal as received; it stays quarantined until `accept_proposal`.

    The same file again changes nothing: hash, time of receipt and who took it in stay.

    who : takes it in, "" for the name the computer knows.

    Returns
    -------
    str
        SHA-256 of `raw`, the name of the file in the folder ``proposals``.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    suffix = ".pproposal" if raw.startswith(b"PK") else ".json"
    path = database.folder / "proposals" / f"{sha256}{suffix}"
    _write(path, raw)
    row = {
        "sha256": sha256,
        "proposal_id": proposal.proposal_id,
        "suffix": suffix,
        "received_at": datetime.now(UTC).replace(tzinfo=None),
        "is_accepted": proposal.accepted,
        "content_json": json.dumps(asdict(replace(proposal, sha256=sha256))),
        "received_by": who or getpass.getuser(),
    }
    with database.writing() as connection:
        share_file(connection, database, path)
        put_new(connection, tables.proposals, [row])
    return sha256


def load_proposals(database: Database) -> tuple[Proposal, ...]:
    """The newest file of each proposal, in the order in which they came.

    Those that nobody accepted are there too, to be looked at; see `Proposal.accepted`.
    """
    table = tables.proposals
    query = select(table).order_by(table.c.received_at, table.c.sha256)
    names = {key.public_key: key.name for key in load_keys(database)}
    with database.reading() as connection:
        found = [proposal_of(row, names) for row in connection.execute(query)]
    return tuple({proposal.proposal_id: proposal for proposal in found}.values())


def accept_proposal(database: Database, sha256: str, who: str = "") -> None:
    """Let a proposal be applied; a person has looked at it.

    who : "" for the name the computer knows. Who accepted first stays.
    """
    table = tables.proposals
    values = {
        "is_accepted": True,
        "accepted_by": who or getpass.getuser(),
        "accepted_at": datetime.now(UTC).replace(tzinfo=None),
    }
    with database.writing() as connection:
        connection.execute(
            update(table)
            .where(table.c.sha256 == sha256, table.c.is_accepted.is_(False))
            .values(**values)
        )


def received_file(database: Database, sha256: str) -> Path | None:
    """The file of a proposal as it was received, None if it is not there."""
    fetch_file(database, f"proposals/{sha256}")
    folder = database.folder / "proposals"
    found = (folder / f"{sha256}{suffix}" for suffix in (".json", ".pproposal"))
    return next((path for path in found if path.is_file()), None)


def proposal_of(row: Row[tuple[object, ...]], names: Mapping[str, str] = NOBODY) -> Proposal:
    """The proposal in a row of the table ``proposals``.

    names : of suppliers by public key.
    """
    proposal = _PROPOSAL.validate_python(json.loads(row.content_json))
    known = names.get(proposal.public_key, "")
    if known:
        proposal = replace(proposal, signature="valid", signer=known)
    return replace(
        proposal,
        accepted=row.is_accepted,
        received_at=_time(row.received_at),
        received_by=row.received_by,
        accepted_at=_time(row.accepted_at),
        accepted_by=row.accepted_by,
    )


def _time(stored: datetime | None) -> str:
    return stored.isoformat(timespec="seconds") if stored is not None else ""


def _write(path: Path, raw: bytes) -> None:
    temporary = path.with_suffix(".arriving")
    try:
        temporary.write_bytes(raw)
        temporary.replace(path)
    except OSError as error:
        raise TwinError(
            "The proposal cannot be stored in {folder} ({reason}).",
            "Free some space, or check that the folder can be written.",
            folder=str(path.parent),
            reason=error.strerror or str(error),
        ) from error
