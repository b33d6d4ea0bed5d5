"""The delivered energy of a calculated year, hour by hour, as a table."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from twin.exporters.csv_file import STYLES, write_csv
from twin.exporters.layout import ExportSheet, SheetColumn
from twin.model.importing import Progress
from twin.model.table_format import ValueKind
from twin.model.thermal import EnergyResult
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_YEAR = datetime(2023, 1, 1)  # any year of 365 days; it is not written
_HOURS = 8760


def hours_sheet(
    result: EnergyResult, time: tuple[str, str, str], carriers: Mapping[str, str]
) -> ExportSheet:
    """One row per hour of normal time: month, day, hour it begins at, kWh of each carrier.

    Parameters
    ----------
    time : titles of month, day and hour.
    carriers : title of each carrier by its name; others keep their name.
    """
    kept = list(result.hourly)
    titles = (*time, *(f"{carriers.get(c, c)}, kWh" for c in kept))
    columns = tuple(
        SheetColumn(t, ValueKind.NUMBER, 0 if i < 3 else 3) for i, t in enumerate(titles)
    )
    moments = (_YEAR + timedelta(hours=i) for i in range(_HOURS))
    amounts = [result.hourly[c].tolist() for c in kept]
    rows = [
        (at.month, at.day, at.hour, *(values[i] for values in amounts))
        for i, at in enumerate(moments)
    ]
    return ExportSheet("hours", "", columns, rows)


def export_hours(workspace: "Workspace", path: Path, sheet: ExportSheet, style: str) -> None:
    """Write the hours in a job; a notice says where they are.

    Parameters
    ----------
    style : ``norwegian`` or ``technical``, see `twin.exporters.csv_file`.
    """

    def tell(_: object) -> None:
        workspace.notices.say("The table is in {name}.", name=str(path))

    workspace.jobs.run(
        _written, path, sheet, style, on_done=tell,
        task=Task("Writing {name}", values={"name": path.name}),
    )  # fmt: skip


def _written(path: Path, sheet: ExportSheet, style: str, progress: Progress) -> None:
    del progress
    write_csv(path, sheet, STYLES[style])
