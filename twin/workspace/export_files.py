"""Files that leave a portfolio, told by what is asked for; the same with and without a window."""

import getpass
from dataclasses import dataclass
from pathlib import Path

from twin.errors import TwinError
from twin.exporters.csv_file import STYLES
from twin.exporters.geojson import write_geojson
from twin.model.building import Building
from twin.model.importing import Progress, Silent
from twin.store.database import open_database
from twin.workspace.cobie import export_cobie
from twin.workspace.export_tables import export_tables
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.portfolio import PortfolioData
from twin.workspace.write_back import export_model

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written.

    tables : names of tables, () for all.
    style : of text, "" by the language.  crs : of footprints.
    """

    to: Path
    tables: tuple[str, ...] = ()
    language: str = "nb"
    style: str = ""
    crs: str = "EPSG:4326"


def export_file(folder: Path, wish: ExportWish, progress: Progress = _SILENT) -> str:
    """Write what is asked for; says what was written, in English.

    Raises
    ------
    TwinError
        If the portfolio cannot be opened or the file cannot be written.
    """
    if wish.language not in ("nb", "en") or wish.style not in ("", *STYLES):
        raise TwinError(
            "“{said}” is not known; nothing was exported.",
            "Languages are nb and en, styles norwegian and technical.",
            said=f"{wish.language} {wish.style}".strip(),
        )
    database = open_database(folder)
    try:
        portfolio = portfolio_data(database)
        if wish.to.suffix.lower() == ".geojson":
            count = write_geojson(wish.to, portfolio.buildings, wish.crs)
            return f"{count} footprints are in {wish.to}."
        how = (wish.language, STYLES.get(wish.style))
        count = export_tables(database, portfolio, wish.to, wish.tables, how, progress)
        return f"{count} rows are in {wish.to}."
    finally:
        database.close()


def export_building(folder: Path, building_id: str, to: Path, progress: Progress = _SILENT) -> str:
    """Write a copy of a building's model or its COBie workbook; says what, in English.

    Raises
    ------
    TwinError
        If there is no such building, or the file cannot be written.
    """
    database = open_database(folder)
    try:
        portfolio = portfolio_data(database)
    finally:
        database.close()
    building, who = _one(portfolio, building_id), getpass.getuser()
    if to.suffix.lower() == ".xlsx":
        count = export_cobie(portfolio, building, to, who, progress)
        return f"{count} components are in {to}."
    done = export_model(portfolio, building, to, who, progress)
    return (
        f"{to}: {done.elements} elements with a grade, {done.tasks} tasks, {done.costs} costs, "
        f"{done.lives} service lives."
    )


def export_footprints(
    buildings: tuple[Building, ...], path: Path, progress: Progress = _SILENT
) -> int:
    """Write footprints in degrees of WGS84; how many there are.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    progress.report(0.1, "Writing the file")
    return write_geojson(path, buildings)


def _one(portfolio: PortfolioData, building_id: str) -> Building:
    found = portfolio.building(building_id)
    if found is None:
        raise TwinError(
            "The portfolio has no building “{name}”; nothing was exported.",
            "Choose one of: {names}.",
            name=building_id,
            names=", ".join(b.building_id for b in portfolio.buildings[:12]),
        )
    return found
