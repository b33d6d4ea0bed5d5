"""Take suppliers' proposals out of quarantine."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from twin.model.importing import Progress
from twin.model.proposal import Proposal
from twin.store.database import Database
from twin.store.proposals import accept_proposal

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def accept(workspace: "Workspace", proposal: Proposal) -> None:
    """From now on the proposal counts in sums and plans; who accepted it and when is stored."""
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None or database is None or proposal.accepted:
        return
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    accepted = replace(proposal, accepted=True, accepted_by=workspace.who, accepted_at=now)
    proposals = tuple(accepted if p.sha256 == proposal.sha256 else p for p in portfolio.proposals)
    workspace.change(portfolio=replace(portfolio, proposals=proposals))
    if not database.is_read_only:
        workspace.jobs.run(_store, database, proposal.sha256, workspace.who, where="database")


def _store(database: Database, sha256: str, who: str, progress: Progress) -> None:
    del progress
    accept_proposal(database, sha256, who)
