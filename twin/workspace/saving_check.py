"""What a measure in the entered building saved, by its meters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twin.errors import MissingInput, TwinError
from twin.model.importing import Progress
from twin.model.maintenance import WorkOrder
from twin.model.meter import Meter, Readings
from twin.model.saving import CARRIER, METER, SavingCheck, SavingReport
from twin.store.database import Database
from twin.store.readings import load_readings
from twin.store.saving_checks import save_saving_checks
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

TOPIC = "saving"
LONGEST_WORK = timedelta(days=550)
"""Work orders that were open longer tell nothing of when the work was done."""
_BEFORE, _AFTER = timedelta(days=300), timedelta(days=180)
"""Readings that must lie before and after a work order for it to be proposed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A meter, or all meters of a carrier, that a saving can be seen in.

    key : for `SavingCheck.subject`.  meters : one, or those that are summed.
    """

    key: str
    name: str
    meters: tuple[Meter, ...]


def subjects(meters: Sequence[Meter]) -> tuple[Subject, ...]:
    """Every meter, and the sum of each carrier that has several."""
    single = tuple(Subject(f"{METER}:{m.meter_id}", m.name, (m,)) for m in meters)
    carriers = dict.fromkeys(m.carrier for m in meters)
    several: list[Subject] = []
    for carrier in carriers:
        found = tuple(m for m in meters if m.carrier is carrier)
        if len(found) > 1:
            several.append(Subject(f"{CARRIER}:{carrier.value}", carrier.value, found))
    return (*several, *single)


def proposed(
    building_id: str, subject: str, span: tuple[date, date], orders: Sequence[WorkOrder]
) -> SavingCheck:
    """A comparison to begin with: around the newest finished work that readings surround.

    span : first and last day of the readings.
    """
    from twin.analysis.meters.saving_report import usual_periods

    first, last = span
    works = [
        (order.opened_on, order.closed_on)
        for order in orders
        if order.closed_on is not None
        and order.closed_on - order.opened_on <= LONGEST_WORK
        and order.opened_on - first >= _BEFORE
        and last - order.closed_on >= _AFTER
    ]
    work = max(works, key=lambda w: w[1], default=None)
    return SavingCheck(building_id, subject, *usual_periods(first, last, work))


def read_span(
    workspace: "Workspace", subject: Subject, on_done: Callable[[tuple[date, date] | None], object]
) -> None:
    """First and last day on which all meters of a subject have readings, None without any."""
    if workspace.database is not None:
        workspace.jobs.run(
            _span,
            workspace.database,
            subject,
            on_done=on_done,
            where="database",
            task=Task(topic="span of readings"),
        )


def compare(
    workspace: "Workspace",
    check: SavingCheck,
    subject: Subject,
    on_done: Callable[[SavingReport | TwinError], object],
) -> None:
    """What was saved, in the background; `on_done` gets the report or why there is none."""
    if workspace.database is not None:
        workspace.jobs.run(
            reported,
            workspace.database,
            check,
            subject,
            on_done=on_done,
            where="database",
            task=Task(topic=TOPIC),
        )


def reported(
    database: Database, check: SavingCheck, subject: Subject, progress: Progress
) -> SavingReport | TwinError:
    """Report of a comparison, or why there is none."""
    from twin.analysis.meters.compared import MeteredHours
    from twin.analysis.meters.periods import stored_series
    from twin.analysis.meters.saving_report import saving_report
    from twin.workspace.outdoor import outdoors

    del progress
    readings = _summed(database, subject)
    if readings is None:
        return MissingInput(
            "{meter} has no readings, so no saving was calculated.",
            "Choose another meter.",
            meter=subject.name,
        )
    weather = outdoors(database.folder)
    if weather is None:
        return MissingInput(
            "The portfolio has no weather of any year, so no saving was calculated: without the"
            " temperature nobody can tell a saving from a mild winter.",
            "Import hourly weather of the years before and after the measure.",
        )
    hours = MeteredHours(stored_series(readings), weather.first, weather.temperature)
    try:
        return saving_report(check, hours)
    except TwinError as reason:
        return reason


def keep(
    workspace: "Workspace", building_id: str, checks: Sequence[SavingCheck], step: tuple[str, str]
) -> None:
    """Store the comparisons of a building.

    step : who, and what was done.
    """
    database = workspace.database
    if database is not None and not database.is_read_only:
        workspace.jobs.run(_store, database, building_id, tuple(checks), step, where="database")


def write_table(workspace: "Workspace", path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write a table for a spreadsheet in a job; a notice says where it is."""

    def tell(_result: object) -> None:
        workspace.notices.say("The table is in {name}.", name=str(path))

    workspace.jobs.run(
        _write, path, rows, on_done=tell, task=Task("Writing {name}", values={"name": path.name})
    )


def _write(path: Path, rows: Sequence[Sequence[str]], progress: Progress) -> None:
    del progress
    text = "\r\n".join(";".join(_quoted(cell) for cell in row) for row in rows)
    path.write_text("\ufeff" + text + "\r\n", encoding="utf-8", newline="")


def _quoted(cell: str) -> str:
    needs = any(sign in cell for sign in ';"\r\n')
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def _store(
    database: Database,
    building_id: str,
    checks: tuple[SavingCheck, ...],
    step: tuple[str, str],
    progress: Progress,
) -> None:
    del progress  # once it is stored there is nothing left to stop
    save_saving_checks(database, building_id, checks, step)


def _span(database: Database, subject: Subject, progress: Progress) -> tuple[date, date] | None:
    del progress
    readings = _summed(database, subject)
    if readings is None:
        return None
    last = readings.start + timedelta(hours=len(readings.values) - 1)
    return readings.start.date(), last.date()


def _summed(database: Database, subject: Subject) -> Readings | None:
    """Sum of the meters in the hours that all of them span, NaN where one is; None without any."""
    found = [load_readings(database, meter.meter_id) for meter in subject.meters]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    start = max(one.start for one in known)
    end = min(one.start + timedelta(hours=len(one.values)) for one in known)
    count = (end - start) // timedelta(hours=1)
    if count <= 0:
        return None
    if any(one.step not in ("hour", "day") for one in known):
        raise MissingInput(
            "A meter of this comparison is read by the month or now and then;"
            " its days are not known, so nothing was compared.",
            "Import hourly or daily readings of it.",
        )
    values = np.zeros(count, np.float32)
    for one in known:
        first = (start - one.start) // timedelta(hours=1)
        values += one.values[first : first + count]
    return Readings(start, values)
