"""Views of the portfolio or of a building that are kept under a name and called up again."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from twin.model.edit import Edit
from twin.model.register import SavedView
from twin.workspace import enter_building
from twin.workspace.visibility import Visibility

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

NUMBERS_OF_CAMERA = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What a view shows.

    overlay : name, "" for the realistic picture.  year : looked at, 0 for today.
    camera : where it is and where it looks, in coordinates of the map; () to fit all. [m]
    filtering : of the portfolio, as the window understands it.
    selection, hidden, isolated : element keys; the selection of a portfolio: building ids.
    """

    overlay: str = ""
    year: int = 0
    camera: tuple[float, ...] = ()
    selection: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    isolated: tuple[str, ...] = ()
    xray: bool = False
    storey: str = ""
    filtering: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def seen_now(
    workspace: "Workspace", camera: tuple[float, ...], filtering: Mapping[str, Any]
) -> Seen:
    """What is shown now, seen from a camera through a filter of the portfolio."""
    state = workspace.state
    sight = state.visibility
    return Seen(
        state.overlay, state.year, camera, tuple(sorted(state.selection)),
        tuple(sorted(sight.hidden)), tuple(sorted(sight.isolated)), sight.xray, sight.storey,
        {} if state.shows_building else dict(filtering),
    )  # fmt: skip


def written(seen: Seen) -> str:
    """What a view shows as JSON."""
    return json.dumps({**asdict(replace(seen, filtering={})), "filtering": dict(seen.filtering)},
                      ensure_ascii=False, sort_keys=True)  # fmt: skip


def read(content: str) -> Seen:
    """What a stored view shows; what is missing or makes no sense is as at first."""
    try:
        found = json.loads(content)
    except ValueError:
        return Seen()
    if not isinstance(found, dict):
        return Seen()
    camera = _numbers(found.get("camera"))
    return Seen(
        _text(found.get("overlay")), _year(found.get("year")), camera,
        _texts(found.get("selection")), _texts(found.get("hidden")),
        _texts(found.get("isolated")), found.get("xray") is True, _text(found.get("storey")),
        found["filtering"] if isinstance(found.get("filtering"), dict) else {},
    )  # fmt: skip


def views_of(workspace: "Workspace", building_id: str) -> tuple[SavedView, ...]:
    """Views of a building, or of the portfolio where it is "", in their order."""
    portfolio = workspace.portfolio
    found: Sequence[SavedView] = portfolio.of_kind(SavedView) if portfolio else ()
    own = (view for view in found if view.building_id == building_id)
    return tuple(sorted(own, key=lambda view: (view.position, view.name.casefold())))


def place_of(workspace: "Workspace") -> str:
    """Building whose views are shown now, "" for those of the portfolio."""
    building = workspace.building
    return building.building_id if building and workspace.state.shows_building else ""


def save_view(workspace: "Workspace", name: str, seen: Seen, what: str) -> None:
    """Keep what is shown under a name; a view of that name in the same place is replaced."""
    place, content = place_of(workspace), written(seen)
    others = views_of(workspace, place)
    same = next((view for view in others if view.name.casefold() == name.casefold()), None)
    if same is not None:
        workspace.store([Edit(same, replace(same, name=name, content=content))], what)
        return
    last = max((view.position for view in others), default=0)
    made = SavedView(workspace.new_key(), place, name, last + 1, content)
    workspace.store([Edit(None, made)], what)


def go_to(workspace: "Workspace", view: SavedView) -> bool:
    """Go to the place of a view; False while its model is being read."""
    if not view.building_id:
        if workspace.building is not None:
            enter_building.leave_building(workspace)
        workspace.set_mode("portfolio")
        return True
    building = workspace.building
    if building is None or building.building_id != view.building_id:
        workspace.enter_building(view.building_id)
    workspace.set_mode("building")
    building = workspace.building
    if building is None or building.building_id != view.building_id:
        return False  # it is gone; a notice says so
    return workspace.model is not None or not building.model_sha256


def show(workspace: "Workspace", view: SavedView) -> Seen:
    """Show all of a view but its camera and filter; the place must be entered."""
    seen = read(view.content)
    known = _keys(workspace)
    sight = Visibility(
        frozenset(seen.hidden) & known, frozenset(seen.isolated) & known, seen.xray, seen.storey
    )
    if seen.overlay != workspace.overlay:
        names = {choice.name for choice in workspace.overlays} | {""}
        workspace.colour_by(seen.overlay if seen.overlay in names else "")
    workspace.look_at(seen.year)
    selection = frozenset(seen.selection) & known
    if view.building_id:
        workspace.change(visibility=sight, selection=selection)
    else:
        workspace.select(selection)
    gone = len({*seen.selection, *seen.hidden, *seen.isolated} - known)
    if gone:
        workspace.notices.say(
            "{count} elements or buildings of the view {name} are there no more.",
            "Save the view again under the same name to forget them.",
            count=gone,
            name=view.name,
        )
    return seen


def _keys(workspace: "Workspace") -> frozenset[str]:
    if workspace.state.shows_building:
        return frozenset(e.key for e in workspace.model.elements) if workspace.model else (
            frozenset())  # fmt: skip
    return frozenset(workspace.portfolio.row_of) if workspace.portfolio else frozenset()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _year(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _numbers(value: object) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != NUMBERS_OF_CAMERA:
        return ()
    good = all(isinstance(v, int | float) and math.isfinite(v) for v in value)
    return tuple(float(v) for v in value) if good else ()
