"""Take files of readings in, in the background: read, check, store, show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.edit import Change
from twin.model.importing import Progress
from twin.model.meter import Meter, Readings
from twin.model.readings_plan import ReadingsChoice, ReadingsFile, ReadingsPlan
from twin.model.register import Sensor
from twin.model.sensor import SensorState, SensorValues
from twin.store.database import Database
from twin.store.readings import load_meter_years, load_readings
from twin.workspace import building_energy, readings_import
from twin.workspace.certificate_import import holds_certificates
from twin.workspace.edit_records import with_records
from twin.workspace.jobs import Job, OnError, Task
from twin.workspace.portfolio import PortfolioData, delivered_per_m2
from twin.workspace.portfolio_records import Kept, records_of
from twin.workspace.readings_import import CheckedFile
from twin.workspace.record_steps import RecordStep

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_DAY = np.timedelta64(1, "D")
CHECKING = "readings plan"
"""Topic of checking: a newer choice makes an older check pointless."""


@dataclass(frozen=True, slots=True, eq=False)
class SensorView:
    """A sensor with all its readings, None where it has none."""

    sensor: Sensor
    values: SensorValues | None
    state: SensorState


@dataclass(frozen=True, slots=True)
class SortedFiles:
    """Files of tables by the window they are for."""

    readings: list[Path]
    certificates: list[Path]
    tables: list[Path]


def sorted_out(
    workspace: "Workspace", paths: Sequence[Path], on_done: Callable[[SortedFiles], object]
) -> None:
    """Tell files of readings and of energy certificates from other tables."""

    def run(progress: Progress) -> SortedFiles:
        certificates = [p for p in paths if holds_certificates(p, progress)]
        rest = [p for p in paths if p not in certificates]
        readings = [p for p in rest if readings_import.holds_readings(p, progress)]
        return SortedFiles(readings, certificates, [p for p in rest if p not in readings])

    workspace.jobs.run(run, on_done=on_done, task=Task("Looking at the files"))


def open_file(
    workspace: "Workspace",
    path: Path,
    on_done: Callable[[ReadingsFile], object],
    on_error: OnError | None = None,
) -> Job:
    """Read a file of readings."""

    def read(progress: Progress) -> ReadingsFile:
        return readings_import.open_readings(path, progress)

    return workspace.jobs.run(
        read, on_done=on_done, on_error=on_error,
        task=Task("Reading {name}", values={"name": path.name}),
    )  # fmt: skip


def check(
    workspace: "Workspace",
    file: ReadingsFile,
    choice: ReadingsChoice,
    on_done: Callable[[CheckedFile], object],
    on_error: OnError | None = None,
) -> Job:
    """Check all readings; a newer check ends an older one."""

    def run(progress: Progress) -> CheckedFile:
        return readings_import.tried(file, choice, progress)

    return workspace.jobs.run(run, on_done=on_done, on_error=on_error, task=Task(topic=CHECKING))


def take_in(
    workspace: "Workspace",
    plan: ReadingsPlan,
    what: str,
    on_end: Callable[[BaseException | None], object],
) -> Job | None:
    """Store what a plan says as one step, and show it.

    what : what the step is called, in the user's language.
    on_end : called with what went wrong, None when all is stored.
    """
    database = workspace.database
    if database is None:
        return None

    def show(stored: tuple[Change, Kept]) -> None:
        change, records = stored
        if workspace.database is database and workspace.portfolio is not None:
            steps = workspace.state.record_steps.done(RecordStep(change.change_id, change.what))
            after = with_records(workspace.portfolio, records)
            workspace.change(record_steps=steps)
            show_meters(workspace, after)
        on_end(None)

    return workspace.jobs.run(
        _stored, database, plan, (workspace.who, what),
        on_done=show, on_error=on_end, where="database",
        task=Task("Taking in {name}", values={"name": plan.file.path.name}),
    )  # fmt: skip


def show_meters(workspace: "Workspace", portfolio: PortfolioData) -> None:
    """Show a portfolio whose meters or readings are others, with all figures by meters."""
    database = workspace.database
    if database is None:
        return

    def figures(progress: Progress) -> PortfolioData:
        del progress
        per_m2, years = delivered_per_m2(
            portfolio.buildings, portfolio.meters, load_meter_years(database)
        )
        return replace(portfolio, delivered_per_m2=per_m2, delivered_year=years)

    def show(found: PortfolioData) -> None:
        if workspace.database is database:
            workspace.change(portfolio=found)
            building_energy.refresh(workspace)

    workspace.jobs.run(figures, on_done=show, where="database")


def readings_of(
    workspace: "Workspace",
    meters: Sequence[Meter],
    on_done: Callable[[dict[str, Readings]], object],
) -> None:
    """Read all hours of some meters, by ``meter_id``; meters without any are left out."""
    database = workspace.database
    if database is None:
        return

    def read(progress: Progress) -> dict[str, Readings]:
        del progress
        found = {m.meter_id: load_readings(database, m.meter_id) for m in meters}
        return {key: readings for key, readings in found.items() if readings is not None}

    workspace.jobs.run(read, on_done=on_done, where="database", task=Task(topic="meter readings"))


def days_known(readings: Readings) -> dict[int, FloatArray]:
    """Share of the hours of each day that are known, by year, shape (365 or 366,) each."""
    hours = np.datetime64(readings.start, "h") + np.arange(len(readings.values))
    is_known = np.isfinite(readings.values)
    found: dict[int, FloatArray] = {}
    for year in range(readings.start.year, int(str(hours[-1])[:4]) + 1):
        first = np.datetime64(f"{year}-01-01", "h")
        days = int(
            (np.datetime64(f"{year + 1}-01-01", "D") - first.astype("datetime64[D]")) // _DAY
        )
        place = ((hours[is_known] - first) // np.timedelta64(24, "h")).astype(int)
        inside = place[(place >= 0) & (place < days)]
        found[year] = np.bincount(inside, minlength=days) / 24.0
    return found


def sensors_of(
    workspace: "Workspace",
    sensors: Sequence[Sensor],
    on_done: Callable[[list[SensorView]], object],
    topic: str = "sensor readings",
) -> None:
    """Read some sensors, and how long each was outside its range."""
    database = workspace.database
    if database is None:
        return

    def read(progress: Progress) -> list[SensorView]:
        del progress
        return [_view(database, sensor) for sensor in sensors]

    workspace.jobs.run(read, on_done=on_done, where="database", task=Task(topic=topic))


def _view(database: Database, sensor: Sensor) -> SensorView:
    from twin.analysis.sensors import state_of
    from twin.store.sensors import load_sensor_values

    values = load_sensor_values(database, sensor.sensor_id)
    if values is None:
        return SensorView(sensor, None, SensorState(None, float("nan"), 0.0, 0.0, 0.0))
    return SensorView(sensor, values, state_of(values, sensor.low, sensor.high))


def _stored(
    database: Database, plan: ReadingsPlan, step: tuple[str, str], progress: Progress
) -> tuple[Change, Kept]:
    change = readings_import.take_in(database, plan, step, progress)
    return change, records_of(database, (Meter, Sensor))
