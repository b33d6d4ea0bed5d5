"""Suppliers' proposals: the file as received, what was read from it, and its acceptance."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Row, select, update

from twin.errors import TwinError
from twin.model.proposal import Proposal
from twin.store import tables
from twin.store.database import Database
from twin.store.files import share_file
from twin.store.put import put_new

_PROPOSAL = TypeAdapter(Proposal)


def save_proposal(database: Database, raw: bytes, proposal: Proposal) -> str:
    """Keep a proposal as received; it stays quarantined until `accept_proposal`.

    The same file again changes nothing.

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
    }
    with database.writing() as connection:
        share_file(connection, database, path)
        put_new(connection, tables.proposals, [row])
    return sha256


def load_proposals(database: Database) -> tuple[Proposal, ...]:
    """The newest file of each proposal, in the order in which they came."""
    table = tables.proposals
    query = select(table).order_by(table.c.received_at, table.c.sha256)
    with database.reading() as connection:
        found = [proposal_of(row) for row in connection.execute(query)]
    return tuple({proposal.proposal_id: proposal for proposal in found}.values())


def accept_proposal(database: Database, sha256: str) -> None:
    """Let a proposal be applied; a person has looked at it."""
    table = tables.proposals
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.sha256 == sha256).values(is_accepted=True))


def proposal_of(row: Row[tuple[object, ...]]) -> Proposal:
    """The proposal in a row of the table ``proposals``."""
    proposal = _PROPOSAL.validate_python(json.loads(row.content_json))
    return replace(proposal, accepted=row.is_accepted)


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
