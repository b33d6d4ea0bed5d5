"""The shade of the entered building: looked at once in the background, kept on disk."""

import os
import zipfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twin.errors import Cancelled, MissingInput, UnreadableFile
from twin.model.building import Building, BuildingModel
from twin.model.importing import Progress, Silent
from twin.model.shading import Shading, ZoneShading
from twin.store.models import cache_folder
from twin.workspace import building_energy, run_scenario
from twin.workspace.jobs import Task
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.shade import MapPlace, Scene
    from twin.analysis.sun.horizon import Horizon
    from twin.workspace.workspace import Workspace

HORIZON = "horizon.csv"
"""Table of the land around a portfolio, in its folder; see `parse_horizon` for its forms."""
FORMAT = 1
"""Raised when shade is looked at or stored differently than before."""
PANELS = "panels"  # topic of the job that looks for places for panels
FARTHEST = 100.0  # of a model from the footprint that the portfolio has for it. [m]
AHEAD = 100.0  # along the model's y, to see where that points on the map. [m]
_SILENT = Silent()
_DAMAGED = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def look(workspace: "Workspace") -> None:
    """Look at the shade of the entered building in the background, then calculate with it.

    Without geometry, and with a horizon that cannot be read, a usual
    share of the sun is lost instead.
    """
    state = workspace.state
    building, model = state.building, state.model
    if building is None or state.portfolio is None:
        return

    def is_still_shown() -> bool:
        return workspace.building == building and workspace.model is model

    from twin.workspace import surface_sun

    def use(found: ZoneShading | None) -> None:
        if is_still_shown():
            workspace.jobs.drop("result")
            workspace.jobs.drop(PANELS)
            workspace.change(shading=found, places=None, sun=None, result=None)
            surface_sun.look_if_wanted(workspace)
            run_scenario.run_if_wanted(workspace)
            building_energy.refresh(workspace)

    def tell(error: BaseException) -> None:
        if not isinstance(error, Cancelled | MissingInput):  # the calculation tells what it lacks
            workspace.notices.show(error)
        use(None)

    workspace.jobs.run(
        shading_of,
        state,
        on_done=use,
        on_error=tell,
        task=Task("Looking at the shade of {name}", run_scenario.SHADE, {"name": building.name}),
    )


def look_if_moved(workspace: "Workspace", before: PortfolioData | None) -> None:
    """Look again where buildings came, went, or got another shape."""
    now = workspace.portfolio
    if workspace.building is None or now is None:
        return
    if before is None or _shapes(before) != _shapes(now):
        look(workspace)


def _shapes(portfolio: PortfolioData) -> list[tuple[object, ...]]:
    return [
        (b.building_id, b.footprint, b.height, b.storeys, b.ground_level)
        for b in portfolio.buildings
    ]


def shading_of(state: State, progress: Progress = _SILENT) -> ZoneShading | None:
    """Shade on the entered building; None where neither model nor footprint show its shape.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    UnreadableFile, InputOutOfRange
        If the horizon of the portfolio cannot be used.
    """
    from twin.analysis.shade import looked_at, zone_shading
    from twin.analysis.sun.position import sun_of

    case = run_scenario.case_of(state)
    assert state.portfolio is not None  # or there were no case
    progress.report(0.1, "Looking at the shade")
    horizon = horizon_of(state.portfolio.folder)
    buildings = state.portfolio.buildings
    scene = scene_of(state, buildings)
    if scene is None:
        return None
    progress.report(0.3, "Looking at the shade")
    sun = sun_of(case.weather)
    key, groups = scene.key(sun, horizon), len(scene.groups)
    found = kept(state.portfolio.folder, key, groups, lambda: looked_at(scene, sun, horizon))
    return zone_shading(scene, found, sun, horizon)


def horizon_of(folder: Path) -> "Horizon":
    """Land around a portfolio by the table in its folder, flat and unknown without one.

    Raises
    ------
    UnreadableFile, InputOutOfRange
        If there is a table and it is no horizon.
    """
    from twin.analysis.sun.horizon import flat_horizon, parse_horizon

    path = folder / HORIZON
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        return flat_horizon()
    except OSError as error:
        raise UnreadableFile(
            "{file} could not be read ({reason}), so the land around is unknown.",
            "Check that you may read the file.",
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    return parse_horizon(text, path.name)


def place_of(model: BuildingModel, building: Building) -> "MapPlace | None":
    """Where the model stands on the portfolio's map.

    None where the file does not say, says so by latitude and longitude alone (good to 30 m), or
    the portfolio shows the building elsewhere.
    """
    from twin.analysis.shade import MapPlace
    from twin.ifc.envelope.footprint import MAP_COORDINATES, on_map

    georeference, corners = model.summary.georeference, model.mesh.vertices
    if not len(corners):
        return None
    is_placed = georeference is not None and georeference.source == "map conversion"
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2 + model.mesh.origin
    x, y = float(middle[0]), float(middle[1])
    if not is_placed and max(abs(x), abs(y)) < MAP_COORDINATES:
        return None
    ends = on_map(((x, y), (x, y + AHEAD)), georeference)
    if ends is None or _is_away(ends[0], building):
        return None
    (east, north), (end_east, end_north) = ends
    turn = np.arctan2(end_east - east, end_north - north)
    zero_east = east - (x * np.cos(turn) + y * np.sin(turn))
    zero_north = north - (y * np.cos(turn) - x * np.sin(turn))
    height = georeference.height if georeference is not None else np.nan
    if not np.isfinite(height):
        level = building.ground_level - float(corners[:, 2].min() + model.mesh.origin[2])
        height = level if np.isfinite(level) else 0.0
    zero = float(zero_east), float(zero_north), float(height)
    return MapPlace(zero, (float(east), float(north)), float(np.degrees(turn)) + model.true_north)


def _is_away(position: tuple[float, float], building: Building) -> bool:
    if not building.footprint:
        return False
    corners = np.array(building.footprint)
    middle, size = corners.mean(axis=0), np.ptp(corners, axis=0).max()
    return bool(np.hypot(*(middle - position)) > FARTHEST + size)


def shows_building(state: State) -> bool:
    """Whether the model of the entered building draws the parts that it loses heat through."""
    zone = run_scenario.case_of(state).zone
    return state.model is not None and any(s.elements for s in zone.surfaces)


def scene_of(state: State, buildings: tuple[Building, ...]) -> "Scene | None":
    """The entered building among what stands around it, None where its shape is unknown."""
    from twin.analysis.shade import footprint_scene, model_scene

    case = run_scenario.case_of(state)
    building, model = case.building, state.model
    if model is not None and shows_building(state):
        return model_scene(case.zone, model, buildings, place_of(model, building))
    return footprint_scene(case.zone, building, buildings, case.weather.latitude)


def kept(
    folder: Path, key: str, surfaces: int, look: Callable[[], tuple[Shading, ...]]
) -> tuple[Shading, ...]:
    """Shading of so many surfaces, from disk where it was looked at before.

    key : of all that it depends on.
    """
    from twin.analysis.sun.visibility import forget_geometry

    cache = cache_folder(folder)
    name = blake2b(f"{key}-{FORMAT}".encode(), digest_size=16).hexdigest()
    path = cache / f"shade-{name}.npz" if cache is not None and cache.is_dir() else None
    if path is not None and path.is_file():
        try:
            return _read(path, surfaces)
        except _DAMAGED:
            path.unlink(missing_ok=True)
    found = look()
    forget_geometry()
    if path is not None:
        _write(path, found)
    return found


def _read(path: Path, groups: int) -> tuple[Shading, ...]:
    with np.load(path, allow_pickle=False) as kept:
        beam, sky, ground = kept["beam"], kept["sky"], kept["ground"]
    if len(beam) != groups:
        raise ValueError("another number of planes")
    return tuple(Shading(b, float(s), float(g)) for b, s, g in zip(beam, sky, ground, strict=True))


def _write(path: Path, found: tuple[Shading, ...]) -> None:
    """Keep what was found; a full disk only means that it is looked at again."""
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            np.savez_compressed(
                file,
                beam=np.array([s.beam for s in found]).reshape(len(found), -1),
                sky=np.array([s.sky for s in found]),
                ground=np.array([s.ground for s in found]),
            )
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
