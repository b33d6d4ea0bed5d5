"""What is measured or documented of the entered building: checked, kept, and put to use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.model.known import ENVELOPE_KINDS, U_VALUE, Beside, Calculated, KnownValue
from twin.model.known import UsualUncertainty as UsualUncertainty
from twin.model.thermal import Sourced
from twin.store.database import Database, open_database
from twin.store.known_values import load_known_values, save_known_values

if TYPE_CHECKING:
    from twin.model.thermal import ThermalZone
    from twin.workspace.state import State
    from twin.workspace.workspace import Workspace

_SEVERAL = "several"


def problem(values: Sequence[KnownValue], today: date) -> TwinError | None:
    """Why values cannot be those of a building, None where they can."""
    from twin.analysis.known_values import check_known

    try:
        for value in values:
            check_known(value, today)
    except TwinError as error:
        return error
    return None


def usual_uncertainty(quantity: str, kind: str) -> UsualUncertainty:
    """How uncertain a value that is known like this usually is."""
    from twin.workspace.defaults import usual_uncertainties

    name = U_VALUE if quantity.startswith("u_") else quantity
    return usual_uncertainties()[name, kind]


def heating_choices() -> tuple[str, ...]:
    """Names of what can make the heat of a building."""
    from twin.analysis.known_heating import CHOICES

    return CHOICES


def beside(state: "State") -> Beside:
    """What the program takes for the entered building without any known value.

    Empty where it cannot be calculated.
    """
    from twin.workspace.run_scenario import case_of

    history = state.history
    unknown = replace(state, history=history.learnt((), "")) if history else state
    try:
        zone = case_of(unknown).zone
    except TwinError:
        return Beside()
    numbers = {f"u_{kind}": _u_value(zone, kind) for kind in ENVELOPE_KINDS}
    for name in ("n50", "thermal_bridge", "heat_recovery", "specific_fan_power", "floor_area"):
        numbers[name] = _calculated(getattr(zone, name))
    numbers["g_window"] = _g_value(zone)
    numbers["airflow"] = _standard_airflow(zone)
    main = max(zone.heating, key=lambda system: system.share)
    numbers["heating"] = _calculated(main.efficiency)
    return Beside(numbers, main.name)


def known_of(folder: Path, building_id: str) -> tuple[KnownValue, ...]:
    """What is stored of a building of the portfolio in `folder`.

    Raises
    ------
    TwinError
        If there is no portfolio that can be read.
    """
    database = open_database(folder, read_only=True)
    try:
        return load_known_values(database, building_id)
    finally:
        database.close()


def keep(
    workspace: "Workspace", building_id: str, known: tuple[KnownValue, ...], step: tuple[str, str]
) -> None:
    """Store what is known of a building.

    step : who, and what was done.
    """
    database = workspace.database
    if database is not None and not database.is_read_only:
        workspace.jobs.run(_store, database, building_id, known, step, where="database")


def _store(
    database: Database,
    building_id: str,
    known: tuple[KnownValue, ...],
    step: tuple[str, str],
    progress: Progress,
) -> None:
    del progress  # once it is stored there is nothing left to stop
    save_known_values(database, building_id, known, step)


def _u_value(zone: "ThermalZone", kind: str) -> Calculated:
    """Area-weighted over all parts of the kind that lose heat."""
    parts = [s for s in zone.surfaces if s.kind == kind and s.faces != "heated"]
    area = sum(s.area for s in parts)
    if not area:
        return Calculated(np.nan, "", "")
    mean = sum(s.area * s.u_value.value for s in parts) / area
    bases = {s.u_value.basis for s in parts}
    sources = dict.fromkeys(s.u_value.source for s in parts)
    basis = bases.pop() if len(bases) == 1 else _SEVERAL
    return Calculated(mean, basis, " ".join(sources))


def _g_value(zone: "ThermalZone") -> Calculated:
    panes = [s for s in zone.surfaces if s.kind == "window"]
    area = sum(s.area for s in panes)
    if not area:
        return Calculated(np.nan, "", "")
    return Calculated(sum(s.area * s.g_value for s in panes) / area, "", "")


def _standard_airflow(zone: "ThermalZone") -> Calculated:
    from twin.workspace.defaults import defaults

    standard = defaults().operations[zone.category]
    return Calculated(standard.airflow_in_use, "default", standard.source)


def _calculated(value: Sourced) -> Calculated:
    return Calculated(value.value, value.basis, value.source)
