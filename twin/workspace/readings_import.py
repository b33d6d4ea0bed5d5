"""Take a file of readings in: read it, ask what it does not say, try it out, store it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from twin.analysis.meters.periods import as_stored
from twin.analysis.meters.plausibility import unit_findings
from twin.analysis.meters.series import checked_series
from twin.analysis.sensors import regular
from twin.errors import TwinError
from twin.exporters.csv_file import write_csv
from twin.exporters.layout import ExportSheet, SheetColumn
from twin.importers.tables.readings.rows import holds_readings, read_readings
from twin.model.building import Building
from twin.model.edit import Change, Edit
from twin.model.finding import Finding, Severity
from twin.model.importing import Progress, Silent
from twin.model.meter import EnergyCarrier, Meter
from twin.model.metering import CheckedSeries, RawReadings
from twin.model.readings_plan import (
    CLOCKS,
    METERS,
    SENSORS,
    UNITS,
    RawSeries,
    ReadingsChoice,
    ReadingsFile,
    ReadingsPlan,
    SeriesChoice,
    SeriesPlan,
)
from twin.model.register import Sensor
from twin.model.table_plan import Question, RejectedCell, Stock, TakenIn
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.store.imports import remember_mapping, save_import
from twin.store.keys import new_key
from twin.store.readings import merged_blocks
from twin.store.sensors import merged_sensor_blocks
from twin.store.series_steps import METER, SENSOR, replace_blocks
from twin.workspace.readings_proposed import LOOKED_AT, answers, columns_key, proposed_choice

_SILENT = Silent()
_CHECKING = "Checking the readings"
_STORING = "Storing"
__all__ = ["holds_readings", "open_readings", "placed", "proposed_choice", "take_in", "tried"]


@dataclass(frozen=True, slots=True, eq=False)
class CheckedFile:
    """All series of a file as far as they are checked without knowing where they belong.

    questions : what nobody may guess and the user has not said yet.
    """

    file: ReadingsFile
    choice: ReadingsChoice
    series: tuple[SeriesPlan, ...]
    checked: Mapping[str, CheckedSeries]
    questions: tuple[Question, ...] = ()


def open_readings(path: Path, progress: Progress = _SILENT) -> ReadingsFile:
    """Read a file of readings; nothing is stored.

    Raises
    ------
    UnreadableFile
        If it holds none.
    Cancelled
        If `progress` was told to stop.
    """
    return read_readings(path, None, progress)


def tried(file: ReadingsFile, choice: ReadingsChoice, progress: Progress = _SILENT) -> CheckedFile:
    """Check all series; nothing is stored.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    questions = _questions(file, choice)
    plans: list[SeriesPlan] = []
    checked: dict[str, CheckedSeries] = {}
    for i, raw in enumerate(file.series):
        progress.report(i / len(file.series), _CHECKING)
        place = choice.series.get(raw.name, SeriesChoice(raw.name))
        plan = SeriesPlan(raw.name, place, len(raw.times), True)
        if questions:
            plans.append(plan)
            continue
        try:
            if choice.purpose == SENSORS:
                plans.append(_sensor_plan(plan, raw, choice))
            else:
                checked[raw.name] = checked_series(_raw(raw, choice))
                plans.append(_meter_plan(plan, checked[raw.name]))
        except TwinError as error:
            plans.append(replace(plan, problem=_as_finding(error)))
    return CheckedFile(file, choice, tuple(plans), checked, questions)


def placed(found: CheckedFile, choice: ReadingsChoice, stock: Stock) -> ReadingsPlan:
    """What storing would do, once it is said where each series belongs; quick."""
    buildings = {b.building_id: b for b in stock.buildings}
    meters = {m.meter_id: m for m in stock.of_kind(Meter)}
    sensors = {s.sensor_id: s for s in stock.of_kind(Sensor)}
    series: list[SeriesPlan] = []
    edits: list[Edit] = []
    keys: set[str] = set()
    for plan in found.series:
        place = choice.series.get(plan.name, plan.choice)
        stored = (meters if choice.purpose == METERS else sensors).get(place.key)
        plan = replace(plan, choice=place, is_new=stored is None)
        if place.key in keys and plan.problem is None and place.building_id:
            plan = replace(plan, problem=_TWICE)
        if choice.purpose == METERS:
            plan = _of_building(plan, found, buildings.get(place.building_id))
        plan = _known_place(plan, choice.purpose)
        series.append(plan)
        if plan.is_taken:
            keys.add(place.key)
            if stored is None:
                edits.append(Edit(None, _new_record(plan, choice.purpose)))
    return ReadingsPlan(found.file, choice, tuple(series), tuple(edits), found.questions)


def take_in(
    database: Database, plan: ReadingsPlan, step: tuple[str, str], progress: Progress = _SILENT
) -> Change:
    """Store new meters and all readings as one step that can be taken back, or nothing.

    Parameters
    ----------
    step : who takes it in, and what the step is called.

    Raises
    ------
    StoreConflict
        If the portfolio cannot be written, or others added the same meter meanwhile.
    Cancelled
        If `progress` was told to stop.
    """
    who, what = step
    taken = plan.taken
    with database.writing() as connection:
        change = store_edits(database, plan.edits, who, what)
        for i, one in enumerate(taken):
            progress.report(i / max(len(taken), 1), _STORING)
            if one.readings is not None:
                blocks = merged_blocks(connection, one.choice.key, one.readings)
                replace_blocks(connection, change, METER, blocks)
            elif one.values is not None:
                blocks = merged_sensor_blocks(connection, one.choice.key, one.values)
                replace_blocks(connection, change, SENSOR, blocks)
        save_import(database, _done(plan, change))
        remember_mapping(database, columns_key(plan.file), answers(plan.choice))
    return replace(change, records=len(plan.edits) + len(taken))


def save_report(
    path: Path,
    file: ReadingsFile,
    say: Callable[[RejectedCell], str] = RejectedCell.text,
    heads: tuple[str, str, str] = ("Row", "Column", "Reason"),
) -> None:
    """Write the lines that are left out, with the reasons, for whoever sent the file.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    rows = [[str(r.row), r.column, say(r)] for r in file.rejects]
    columns = tuple(SheetColumn(t, width=w) for t, w in zip(heads, (8, 24, 60), strict=True))
    write_csv(path, ExportSheet("left_out", heads[2], columns, rows))


def _questions(file: ReadingsFile, choice: ReadingsChoice) -> tuple[Question, ...]:
    asked: list[Question] = []
    if choice.purpose == METERS and choice.unit not in UNITS:
        asked.append(Question("unit", "unit", "In which unit are the readings?", UNITS))
    if choice.clock not in CLOCKS and _needs_clock(file.series):
        asked.append(Question("clock", "clock", "By which clock are the times?", CLOCKS))
    return tuple(asked)


def _needs_clock(series: Sequence[RawSeries]) -> bool:
    """Days and months begin at midnight by whichever clock; hours do not."""
    spans = [np.diff(np.unique(s.times)) for s in series[:LOOKED_AT]]
    known = np.concatenate(spans) if spans else np.zeros(0, "timedelta64[s]")
    return len(known) == 0 or bool(np.median(known.astype(np.int64)) < 80_000)


def _raw(raw: RawSeries, choice: ReadingsChoice) -> RawReadings:
    clock = "utc" if raw.is_utc else choice.clock or "local"
    return RawReadings(
        raw.times, raw.values, choice.unit, choice.kind, clock, choice.label or "start"
    )


def _meter_plan(plan: SeriesPlan, checked: CheckedSeries) -> SeriesPlan:
    series = checked.series
    readings = as_stored(series)
    known = np.isfinite(series.values)
    energy, hours = float(series.values[known].sum()), float(series.hours[known].sum())
    last = readings.start + (len(readings.values) - 1) * _HOUR
    if not hours:
        return replace(plan, findings=checked.findings, problem=_NOTHING)
    return replace(
        plan, first=readings.start, last=last, step=series.step, coverage=series.coverage,
        energy=energy, per_year=energy / hours * 8760.0, readings=readings,
        findings=checked.findings,
    )  # fmt: skip


def _sensor_plan(plan: SeriesPlan, raw: RawSeries, choice: ReadingsChoice) -> SeriesPlan:
    clock = "utc" if raw.is_utc else choice.clock or "local"
    values, findings = regular(raw.times, raw.values, clock)
    coverage = float(np.isfinite(values.values).mean())
    return replace(
        plan, first=values.start, last=values.end, step=f"{values.step} s", coverage=coverage,
        values=values, findings=findings,
    )  # fmt: skip


def _of_building(plan: SeriesPlan, found: CheckedFile, building: Building | None) -> SeriesPlan:
    """With what only the building's floor area tells: whether the unit can be right."""
    checked = found.checked.get(plan.name)
    if checked is None or building is None:
        return plan
    more = unit_findings(checked.series, building.heated_floor_area)
    wrong = next((f for f in (*more, *checked.findings) if f.severity is Severity.ERROR), None)
    return replace(plan, findings=(*checked.findings, *more), problem=plan.problem or wrong)


def _known_place(plan: SeriesPlan, purpose: str) -> SeriesPlan:
    """A new series needs to say what it is."""
    if plan.problem is not None or not plan.choice.building_id or not plan.is_new:
        return plan
    if purpose == METERS and plan.choice.carrier is None:
        return replace(plan, problem=_NO_CARRIER)
    if purpose == SENSORS and not (plan.choice.quantity and plan.choice.unit):
        return replace(plan, problem=_NO_QUANTITY)
    return plan


def _new_record(plan: SeriesPlan, purpose: str) -> Meter | Sensor:
    place = plan.choice
    if purpose == METERS:
        return Meter(
            place.key, place.building_id, place.carrier or EnergyCarrier.ELECTRICITY, plan.name
        )
    return Sensor(place.key, place.building_id, plan.name, place.quantity, place.unit)


def _done(plan: ReadingsPlan, change: Change) -> TakenIn:
    new = sum(s.is_new for s in plan.taken)
    return TakenIn(
        new_key(), datetime.now(UTC).replace(tzinfo=None), change.who, plan.file.path.name,
        plan.file.sha256, plan.choice.purpose, change.change_id, new, len(plan.taken) - new,
        len(plan.series) - len(plan.taken), plan.file.rejected, plan.file.rejects,
    )  # fmt: skip


def _as_finding(error: TwinError) -> Finding:
    return Finding(
        "series-refused", Severity.ERROR, error.message, "", error.next_step,
        values={k: v if isinstance(v, int | float) else str(v) for k, v in error.values.items()},
    )  # fmt: skip


_HOUR = np.timedelta64(1, "h").astype(object)
_TWICE = Finding(
    "series-twice", Severity.ERROR, "Another column or meter of the file goes into the same one.",
    "It was left out.", "Give it another name.",
)  # fmt: skip
_NOTHING = Finding(
    "series-empty", Severity.ERROR, "No reading of the meter is usable.", "It was left out.",
    "See what was found in it.",
)  # fmt: skip
_NO_CARRIER = Finding(
    "series-without-carrier", Severity.ERROR, "It is not said what the meter counts.",
    "It was left out.", "Choose electricity, district heat or another carrier.",
)  # fmt: skip
_NO_QUANTITY = Finding(
    "series-without-quantity", Severity.ERROR, "It is not said what the sensor measures.",
    "It was left out.", "Choose a quantity and its unit.",
)  # fmt: skip
