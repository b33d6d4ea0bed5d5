"""How the entered building is really used: what may be entered, and keeping it."""

import math
from typing import TYPE_CHECKING

from twin.errors import MissingInput, TwinError
from twin.model.importing import Progress
from twin.model.operation import ActualOperation
from twin.store.database import Database
from twin.store.operations import remove_operation, save_operation

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def of_building(category: str, construction_year: float) -> dict[str, float]:
    """What the standard leaves to the building or to assumptions, by names in `QUANTITIES`."""
    from twin.workspace.defaults import defaults

    known = defaults()
    return {
        "airing_temperature": known.values["airing.temperature"].value,
        "blinds": 100 * known.usual_blinds(category, construction_year).value,
        "blind_factor": 100 * known.values["blinds.factor"].value,
        "blind_threshold": known.values["blinds.threshold"].value,
    }


def usual_numbers(category: str, construction_year: float = math.nan) -> dict[str, float]:
    """The standard operation of a category, by the names in `QUANTITIES`.

    construction_year : of the building, whose code tells the usual solar shading.

    Raises
    ------
    MissingInput
        If the category has none.
    """
    from twin.analysis.operation import standard_numbers
    from twin.workspace.defaults import defaults

    known = defaults().operations
    if category not in known:
        raise MissingInput(
            "There is no standard operation for the building category {category}.",
            "Correct the category of the building.",
            category=category,
        )
    return standard_numbers(known[category]) | of_building(category, construction_year)


def problem(operation: ActualOperation) -> TwinError | None:
    """Why an operation cannot be that of a building, None where it can."""
    from twin.analysis.actual_operation import check_operation
    from twin.workspace.defaults import defaults

    try:
        usual_numbers(operation.category)
        check_operation(operation, defaults().operations[operation.category])
    except TwinError as error:
        return error
    return None


def keep(
    workspace: "Workspace",
    building_id: str,
    operation: ActualOperation | None,
    step: tuple[str, str],
) -> None:
    """Store how a building is used, or that it is in standard operation again.

    step : who, and what was done.
    """
    database = workspace.database
    if database is not None and not database.is_read_only:
        workspace.jobs.run(_store, database, building_id, operation, step, where="database")


def _store(
    database: Database,
    building_id: str,
    operation: ActualOperation | None,
    step: tuple[str, str],
    progress: Progress,
) -> None:
    del progress  # once it is stored there is nothing left to stop
    if operation is None:
        remove_operation(database, building_id, step)
    else:
        save_operation(database, operation, step)
