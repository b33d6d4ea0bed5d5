"""Places for solar panels on the entered building: looked at when a what-if needs them."""

from functools import partial
from typing import TYPE_CHECKING

from twin.errors import Cancelled, MissingInput
from twin.model.importing import Progress, Silent
from twin.model.panels import PanelPlace
from twin.workspace import run_scenario, shade
from twin.workspace.jobs import Task
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_WORDS = "Looking for places for solar panels on {name}"
_SILENT = Silent()


def has_panels(state: State) -> bool:
    """Whether the what-if brings solar panels whose places are not drawn."""
    scenario = state.scenario
    if scenario is None:
        return False
    offered = [measure for proposal in scenario.proposals for measure in proposal.measures]
    chosen = [c.measure for c in scenario.choices if c.is_on and not c.sketch.fields]
    return any(effect.kind == "pv" for one in (*offered, *chosen) for effect in one.effects)


def look(workspace: "Workspace") -> None:
    """Look for places in the background, then calculate with them; once per shape.

    Without a known shape, and with a horizon that cannot be read, there are none.
    """
    state = workspace.state
    building, model = state.building, state.model
    if building is None or state.places is not None or _is_looking(workspace):
        return

    def use(found: tuple[PanelPlace, ...]) -> None:
        now = workspace.state
        if now.building == building and now.model is model and now.shading is state.shading:
            anew = {"result": None} if has_panels(now) else {}
            workspace.change(places=found, **anew)
            run_scenario.run_if_wanted(workspace)

    def tell(error: BaseException) -> None:
        if not isinstance(error, Cancelled | MissingInput):  # the calculation tells what it lacks
            workspace.notices.show(error)
        use(())

    workspace.jobs.run(
        places_of,
        state,
        on_done=use,
        on_error=tell,
        task=Task(_WORDS, shade.PANELS, {"name": building.name}),
    )


def places_of(state: State, progress: Progress = _SILENT) -> tuple[PanelPlace, ...]:
    """Places on the entered building with their shade, the best first.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    UnreadableFile, InputOutOfRange
        If the horizon of the portfolio cannot be used.
    Cancelled
        If the user does not want it.
    """
    from twin.analysis.panels.places import footprint_places, in_model, model_places
    from twin.analysis.panels.shade_on_panels import looked_at, panel_scenes, with_shadings
    from twin.analysis.sun.position import sun_of
    from twin.analysis.sun.visibility import forget_geometry

    case, portfolio = run_scenario.case_of(state), state.portfolio
    assert portfolio is not None  # or there were no case
    around = shade.scene_of(state, portfolio.buildings)
    if around is None:
        return ()
    progress.report(0.2, "Looking for roofs and facades")
    model = state.model if state.model is not None and shade.shows_building(state) else None
    latitude = case.weather.latitude
    places = (
        model_places(model)
        if model is not None
        else footprint_places(case.zone, case.building, portfolio.buildings, latitude)
    )
    progress.report(0.5, "Looking at the shade on solar panels")
    horizon, sun = shade.horizon_of(portfolio.folder), sun_of(case.weather)
    seen: list[PanelPlace] = []
    for scene in panel_scenes(places, around.obstacles):
        look = partial(looked_at, scene, sun, horizon)
        key = f"panels-{scene.key(sun, horizon)}"
        found = shade.kept(portfolio.folder, key, scene.points.surfaces, look)
        seen += with_shadings(scene, found, case.weather)
        progress.report(0.8, "Looking at the shade on solar panels")
    forget_geometry()
    best_first = sorted(seen, key=lambda place: -place.specific_yield[1])
    return in_model(best_first, model.true_north if model is not None else 0.0)


def _is_looking(workspace: "Workspace") -> bool:
    return any(
        job.task.topic == shade.PANELS and not job.is_outdated for job in workspace.jobs.running
    )
