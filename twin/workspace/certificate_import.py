"""Take Enova's public file of energy certificates in: match, preview, store as one step."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from twin.analysis.certificates import check_certificate, expiry_of, newest
from twin.errors import TwinError, UnreadableFile
from twin.importers.tables.enova import EnovaRow, looks_like_enova, read_enova
from twin.importers.tables.places import digits
from twin.importers.tables.read import read_table_file
from twin.importers.tables.text_file import encoding_of
from twin.model.building import Building
from twin.model.edit import Change, Edit
from twin.model.importing import Progress, Silent
from twin.model.label import Certificate, LabelEnergy
from twin.model.table_plan import RejectedCell, TakenIn
from twin.store.certificates import certificate_rows, load_certificates
from twin.store.database import Database
from twin.store.edits import row_edits, store_row_edits
from twin.store.imports import save_import
from twin.store.keys import new_key
from twin.workspace.defaults import label_schemes
from twin.workspace.jobs import Job, OnError, Task
from twin.workspace.portfolio import PortfolioData
from twin.workspace.record_steps import RecordStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from twin.workspace.workspace import Workspace

_SILENT = Silent()
_START = 4096


@dataclass(frozen=True, slots=True, eq=False)
class CertificatePlan:
    """What taking a file of certificates in would do.

    rows : certificates in the file.  matched : of buildings of the portfolio.
    new : those that are not stored yet, the oldest first.
    buildings : that get another letter, before and after.
    without : buildings of the portfolio that the file says nothing of.
    rejects : rows that are no certificate, and certificates that nobody can have issued.
    """

    path: Path
    rows: int
    matched: int
    new: tuple[Certificate, ...]
    edits: tuple[Edit, ...]
    without: tuple[Building, ...]
    rejects: tuple[RejectedCell, ...]


def holds_certificates(path: Path, progress: Progress = _SILENT) -> bool:
    """Whether a file is a list of energy certificates, by its titles."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
        if start[:4] != b"PK\x03\x04":
            return looks_like_enova(start.decode(encoding_of(start, path.name), "replace"))
        sheets = read_table_file(path, progress).sheets
    except (OSError, UnreadableFile):
        return False
    texts = [t for sheet in sheets for c in sheet.columns for t in c.texts[:5]]
    return looks_like_enova(" ".join(texts))


def tried(
    path: Path, portfolio: PortfolioData, today: date, progress: Progress = _SILENT
) -> CertificatePlan:
    """Match a file with the portfolio by building number; nothing is stored.

    Raises
    ------
    UnreadableFile
        If it is no list of certificates.
    Cancelled
        If `progress` was told to stop.
    """
    rows, rejects = read_enova(path, progress)
    by_number = {digits(b.building_number): b for b in portfolio.buildings if b.building_number}
    known = {_identity(c) for c in portfolio.certificates}
    of_building: dict[str, list[Certificate]] = defaultdict(list)
    wrong: list[RejectedCell] = []
    matched = 0
    for row in rows:
        building = by_number.get(row.building_number)
        if building is None:
            continue
        matched += 1
        found = _certificate(row, building.building_id, today)
        try:
            check_certificate(found, label_schemes().get(found.scheme), today)
        except TwinError as error:
            wrong.append(RejectedCell(row.row, "", row.number, error.message, dict(error.values)))
            continue
        of_building[building.building_id].append(found)
    new = [c for found in of_building.values() for c in found if _identity(c) not in known]
    new = list({_identity(c): c for c in new}.values())
    new.sort(key=lambda c: (c.issued or date.min, c.building_id))
    seen = {b.building_id for b in portfolio.buildings} - set(of_building)
    return CertificatePlan(
        path, len(rows), matched, tuple(new), tuple(_letters(portfolio, new)),
        tuple(b for b in portfolio.buildings if b.building_id in seen), (*rejects, *wrong),
    )  # fmt: skip


def take_in(
    database: Database, plan: CertificatePlan, step: tuple[str, str], sha256: str = ""
) -> Change:
    """Store new certificates and the letters that follow as one step that can be taken back.

    step : who takes them in, and what the step is called.
    """
    who, what = step
    with database.writing() as connection:
        edits = row_edits(plan.edits) + certificate_rows(connection, plan.new)
        change = store_row_edits(database, edits, who, what)
        save_import(database, _done(plan, change, sha256))
    return change


def try_out(
    workspace: "Workspace",
    path: Path,
    on_done: "Callable[[CertificatePlan], object]",
    on_error: OnError | None = None,
) -> Job | None:
    """Match a file with the open portfolio in the background."""
    portfolio = workspace.portfolio
    if portfolio is None:
        return None

    def run(progress: Progress) -> CertificatePlan:
        return tried(path, portfolio, date.today(), progress)

    return workspace.jobs.run(
        run, on_done=on_done, on_error=on_error,
        task=Task("Reading {name}", values={"name": path.name}),
    )  # fmt: skip


def store(workspace: "Workspace", plan: CertificatePlan, what: str) -> None:
    """Store what was tried out, and show it."""
    database = workspace.database
    if database is None:
        return

    def run(progress: Progress) -> tuple[Change, tuple[Certificate, ...]]:
        del progress  # it is stored at once
        return take_in(database, plan, (workspace.who, what)), load_certificates(database)

    def show(stored: tuple[Change, tuple[Certificate, ...]]) -> None:
        change, certificates = stored
        if workspace.database is not database or workspace.portfolio is None:
            return
        steps = workspace.state.record_steps.done(RecordStep(change.change_id, change.what))
        after = {e.after.building_id: e.after for e in plan.edits if isinstance(e.after, Building)}
        buildings = tuple(after.get(b.building_id, b) for b in workspace.portfolio.buildings)
        workspace.change(
            record_steps=steps,
            portfolio=replace(workspace.portfolio, buildings=buildings, certificates=certificates),
        )
        workspace.notices.say("{count} energy certificates were taken in.", count=len(plan.new))

    workspace.jobs.run(run, on_done=show, where="database")


def _certificate(row: EnovaRow, building_id: str, today: date) -> Certificate:
    energy = LabelEnergy(row.scheme, row.kwh_per_m2) if math.isfinite(row.kwh_per_m2) else None
    return Certificate(
        building_id, row.letter, row.scheme, row.issued, energy, row.number[:60],
        row.heating_grade, expiry_of(row.issued), today,
    )  # fmt: skip


def _identity(found: Certificate) -> tuple[str, str]:
    """What makes two certificates the same: their number, else building, day and letter."""
    if found.number:
        return found.building_id, found.number
    return found.building_id, f"{found.issued} {found.letter}"


def _letters(portfolio: PortfolioData, new: Sequence[Certificate]) -> list[Edit]:
    """Edits of the buildings whose newest certificate is another one."""
    found: list[Edit] = []
    current = newest((*portfolio.certificates, *new))
    for building_id in dict.fromkeys(c.building_id for c in new):
        building, one = portfolio.building(building_id), current[building_id]
        if building is None:
            continue
        after = replace(building, energy_label=one.letter, energy_label_scheme=one.scheme)
        if after != building:
            found.append(Edit(building, after))
    return found


def _done(plan: CertificatePlan, change: Change, sha256: str) -> TakenIn:
    return TakenIn(
        new_key(), datetime.now(UTC).replace(tzinfo=None), change.who, plan.path.name, sha256,
        "certificates", change.change_id, len(plan.new), len(plan.edits),
        plan.matched - len(plan.new), len(plan.rejects), plan.rejects,
    )  # fmt: skip
