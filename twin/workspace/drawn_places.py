"""Places for the solar panels that a user drew on the entered building, with their shade."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from twin.model.building import BuildingModel
from twin.model.choice import Choice
from twin.model.panels import PanelPlace
from twin.model.sketch import DrawnField
from twin.model.thermal import HourlyWeather
from twin.workspace import shade
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.sketching.surface import Surfaces

MOST_SEEN = 200


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What was found out about one model.

    seen : places of fields whose shade was looked at.
    """

    model: BuildingModel
    surfaces: "Surfaces"
    seen: dict[DrawnField, PanelPlace] = field(default_factory=dict[DrawnField, PanelPlace])


_KEPT: deque[_Known] = deque(maxlen=2)
"""Of the models drawn on last."""


def surfaces_of(model: BuildingModel) -> "Surfaces":
    """What finds the surfaces of a model; made once for each."""
    return _known(model).surfaces


def _known(model: BuildingModel) -> _Known:
    from twin.analysis.sketching.surface import Surfaces

    for known in tuple(_KEPT):
        if known.model is model:
            return known
    made = _Known(model, Surfaces(model))
    _KEPT.append(made)
    return made


def drawn_places(
    state: State, weather: HourlyWeather, *, looks_at_shade: bool = True
) -> tuple[PanelPlace, ...]:
    """One place for each drawn field of panels in which anything fits.

    looks_at_shade : False gives those that were not looked at yet without any shade, at once.

    Raises
    ------
    UnreadableFile, InputOutOfRange
        If the horizon of the portfolio cannot be used.
    """
    if state.scenario is None or state.model is None:
        return ()
    found: list[PanelPlace] = []
    for choice in state.scenario.choices:
        if choice.is_on and any(e.kind == "pv" for e in choice.measure.effects):
            found += _places(choice, state, weather, looks_at_shade)
    return tuple(found)


def _places(choice: Choice, state: State, weather: HourlyWeather, looks: bool) -> list[PanelPlace]:
    from twin.analysis.sketching.fields import place_key

    found: list[PanelPlace] = []
    for row, drawn in enumerate(choice.sketch.fields):
        place = place_of(drawn, state, weather, looks_at_shade=looks)
        if place is not None:
            found.append(replace(place, key=place_key(choice.key, row)))
    return found


def known_place(drawn: DrawnField, state: State) -> PanelPlace | None:
    """The place of a field whose shade was looked at, None before."""
    return _known(state.model).seen.get(drawn) if state.model is not None else None


def place_of(
    drawn: DrawnField, state: State, weather: HourlyWeather, *, looks_at_shade: bool = True
) -> PanelPlace | None:
    """The place of one field, in the coordinates of the model; None where nothing fits."""
    from twin.analysis.sketching.fields import field_place, in_model, open_yield

    model = state.model
    if model is None:
        return None
    seen = _known(model).seen
    known = seen.get(drawn)
    if known is not None:
        return known
    place = field_place(surfaces_of(model).of(drawn), drawn, "drawn")
    if place is None:
        return None
    if looks_at_shade:
        (place,) = _with_shade([place], state, weather)
        if len(seen) >= MOST_SEEN:
            seen.clear()
        seen[drawn] = found = in_model(place, model.true_north)
        return found
    made = open_yield(place, weather)
    return in_model(replace(place, specific_yield=(made, made, made)), model.true_north)


def _with_shade(
    places: Sequence[PanelPlace], state: State, weather: HourlyWeather
) -> list[PanelPlace]:
    from twin.analysis.panels.shade_on_panels import looked_at, panel_scenes, with_shadings
    from twin.analysis.sun.obstacles import no_obstacles
    from twin.analysis.sun.position import sun_of

    portfolio = state.portfolio
    assert portfolio is not None  # a building is entered
    around = shade.scene_of(state, portfolio.buildings)
    obstacles = around.obstacles if around is not None else no_obstacles()
    horizon, sun = shade.horizon_of(portfolio.folder), sun_of(weather)
    seen: list[PanelPlace] = []
    for scene in panel_scenes(places, obstacles):
        look = partial(looked_at, scene, sun, horizon)
        key = f"panels-{scene.key(sun, horizon)}"
        found = shade.kept(portfolio.folder, key, scene.points.surfaces, look)
        seen += with_shadings(scene, found, weather)
    return seen
