"""The year's sun on the faces of the entered building, calculated when it is coloured by that."""

from typing import TYPE_CHECKING

from twin.errors import Cancelled
from twin.model.overlay import ElementSun
from twin.workspace import shade
from twin.workspace.jobs import JobProgress, Task
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

OVERLAY, TOPIC = "surface_sun", "surface sun"
_TEXT = "Looking at the sun on every face"


def look_if_wanted(workspace: "Workspace") -> None:
    """Calculate in the background where the model is coloured by sun and nobody has yet.

    Colours come as they are found. Cancelled, the model keeps those it has.
    """
    state = workspace.state
    model = state.model
    is_wanted = state.shows_building and state.building_overlay == OVERLAY
    if model is None or not is_wanted or state.sun is not None or _is_looking(workspace):
        return

    def use(found: ElementSun) -> None:
        if workspace.model is model:
            workspace.change(sun=found)

    def tell(error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            workspace.notices.show(error)

    name = state.building.name if state.building else ""
    workspace.jobs.run(
        sun_on_faces,
        state,
        on_done=use,
        on_error=tell,
        on_part=use,
        task=Task("Looking at the sun on {name}", TOPIC, {"name": name}),
    )


def sun_on_faces(state: State, progress: JobProgress) -> ElementSun:
    """Sun of a normal year on each element, NaN for what is inside, shape (n,). [kWh/m2]

    Raises
    ------
    MissingInput
        If no building with a model is entered.
    UnreadableFile, InputOutOfRange
        If the horizon of the portfolio cannot be used.
    Cancelled
        If the user does not want it any more.
    """
    import numpy as np

    from twin.analysis.sun.obstacles import model_obstacles
    from twin.analysis.sun.surface_sun import sun_on_elements, yearly_sky
    from twin.analysis.sun.visibility import forget_geometry
    from twin.workspace.defaults import normal_year

    model, portfolio = state.model, state.portfolio
    if model is None or portfolio is None:
        return ElementSun(np.zeros(0))
    progress.report(0.05, _TEXT)
    scene = shade.scene_of(state, portfolio.buildings) if shade.shows_building(state) else None
    around = scene.obstacles if scene else model_obstacles(model, model.true_north)
    sky = yearly_sky(normal_year(), shade.horizon_of(portfolio.folder))
    found = np.full(len(model.elements), np.nan)
    for done, found in sun_on_elements(model, around, sky):
        progress.report(0.1 + 0.9 * done, _TEXT)
        if done < 1:
            progress.send(ElementSun(found))
    forget_geometry()
    return ElementSun(found)


def _is_looking(workspace: "Workspace") -> bool:
    return any(job.task.topic == TOPIC and not job.is_outdated for job in workspace.jobs.running)
