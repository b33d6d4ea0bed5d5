"""Take readings or energy certificates into a portfolio without a window."""

import getpass
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from twin.errors import InputOutOfRange, MissingInput, TwinError
from twin.importers.tables.places import Places
from twin.model.finding import Finding
from twin.model.importing import Progress, Silent
from twin.model.meter import EnergyCarrier
from twin.model.readings_plan import (
    CLOCKS,
    KINDS,
    METERS,
    SENSORS,
    UNITS,
    ReadingsChoice,
    ReadingsPlan,
)
from twin.store.database import Database, create, open_database
from twin.workspace import certificate_import, readings_import
from twin.workspace.import_table_file import Wish
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.portfolio import PortfolioData

_SILENT = Silent()
_BUILDING = ("building_id", "building_number", "building_name")
_ALLOWED = {
    "unit": UNITS, "clock": CLOCKS, "kind": KINDS, "label": ("start", "end"),
    "purpose": (METERS, SENSORS), "carrier": tuple(c.value for c in EnergyCarrier),
}  # fmt: skip
"""What can be said of all readings of a file, and how."""


def import_series_file(
    folder: Path, path: Path, wish: Wish, progress: Progress = _SILENT
) -> tuple[str, ...] | None:
    """What was done with a file of readings or certificates, in sentences; None for other tables.

    Raises
    ------
    InputOutOfRange
        If something is said of the readings that cannot be.
    MissingInput
        If the file does not say what nobody may guess.
    TwinError
        If the file cannot be read, or the portfolio cannot be opened or written.
    """
    if wish.as_format:
        return None
    is_certificates = certificate_import.holds_certificates(path, progress)
    if not is_certificates and not readings_import.holds_readings(path, progress):
        return None
    database = open_database(folder) if folder.exists() else create(folder)
    try:
        take = _certificates if is_certificates else _readings
        return take(database, path, wish, progress)
    finally:
        database.close()


def _certificates(
    database: Database, path: Path, wish: Wish, progress: Progress
) -> tuple[str, ...]:
    plan = certificate_import.tried(path, portfolio_data(database), date.today(), progress)
    if plan.new and not wish.is_trial:
        step = (getpass.getuser(), f"Import energy certificates from {path.name}")
        certificate_import.take_in(database, plan, step)
    done = "would be" if wish.is_trial else "were"
    first = (
        f"Energy certificates; {plan.matched} of {plan.rows} are of buildings here, "
        f"{len(plan.new)} {done} stored, {len(plan.rejects)} rows are left out, "
        f"{len(plan.without)} buildings have none in the file."
    )
    return (first, *(f"row {r.row}: {r.text()}" for r in plan.rejects))


def _readings(database: Database, path: Path, wish: Wish, progress: Progress) -> tuple[str, ...]:
    portfolio = portfolio_data(database)
    file = readings_import.open_readings(path, progress)
    said = _said(wish.constants)
    building_id = _building_in(wish.constants, portfolio)
    choice = readings_import.proposed_choice(file, portfolio, building_id, database)
    choice = _chosen(choice, said)
    plan = readings_import.placed(readings_import.tried(file, choice, progress), choice, portfolio)
    if plan.questions and not wish.is_trial:
        asked = plan.questions[0]
        raise MissingInput(
            "{file} was not taken in. {question}",
            "Say it by --for-all {field}=…, one of: {answers}.",
            file=path.name, question=asked.text, field=asked.name,
            answers=", ".join(_ALLOWED.get(asked.name, ())),
        )  # fmt: skip
    if wish.report is not None:
        readings_import.save_report(wish.report, file)
    if plan.taken and not wish.is_trial:
        step = (getpass.getuser(), f"Import readings from {path.name}")
        readings_import.take_in(database, plan, step, progress)
    return _told(plan, is_trial=wish.is_trial)


def _told(plan: ReadingsPlan, *, is_trial: bool) -> tuple[str, ...]:
    done = "would be" if is_trial else "were"
    lines = [
        f"Readings; {len(plan.taken)} of {len(plan.series)} series {done} taken in, "
        f"{plan.file.rejected} of {plan.file.lines} lines are left out."
    ]
    lines += [q.text for q in plan.questions]
    for one in plan.series:
        if one.is_taken:
            lines.append(
                f"{one.name}: {one.rows} readings, {one.first:%d.%m.%Y} to {one.last:%d.%m.%Y}, "
                f"{one.coverage:.1%} of the hours, {one.energy:,.1f} kWh, {one.choice.building_id}"
            )
        else:
            lines.append(f"{one.name}: left out. {_text(one.problem)}")
    lines += [f"row {r.row}, {r.column or 'no column'}: {r.text()}" for r in plan.file.rejects]
    return tuple(lines)


def _text(problem: Finding | None) -> str:
    if problem is not None:
        return problem.text()
    return "Say where it belongs by --for-all building_id=… and --for-all carrier=…"


def _said(constants: Mapping[str, str]) -> dict[str, str]:
    """What is said of all readings, checked."""
    for name, value in constants.items():
        if name in _BUILDING:
            continue
        if name not in _ALLOWED or value not in _ALLOWED[name]:
            raise InputOutOfRange(
                "“{name}={value}” cannot be said of readings; nothing was taken in.",
                "Say one of: {fields}.",
                name=name, value=value,
                fields="; ".join(f"{k}={' | '.join(v)}" for k, v in _ALLOWED.items()),
            )  # fmt: skip
    return {name: value for name, value in constants.items() if name in _ALLOWED}


def _chosen(choice: ReadingsChoice, said: dict[str, str]) -> ReadingsChoice:
    carrier = said.pop("carrier", "")
    if carrier:
        series = {
            name: replace(one, carrier=one.carrier or EnergyCarrier(carrier))
            for name, one in choice.series.items()
        }
        choice = replace(choice, series=series)
    return replace(choice, **said)


def _building_in(constants: Mapping[str, str], portfolio: PortfolioData) -> str:
    """Building that new meters belong to, "" where none is said."""
    said = {name: constants[name] for name in _BUILDING if constants.get(name)}
    if not said:
        return ""
    found = Places(portfolio.buildings).find(said)
    if found.building_id:
        return found.building_id
    raise TwinError(
        "The portfolio has no building {name}; nothing was taken in.",
        "See the buildings by “twin list”.",
        name=", ".join(said.values()),
    )
