"""Which parts of the entered building a measure is painted on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from twin.model.building import BuildingModel
from twin.model.choice import Choice
from twin.model.proposal import Reach
from twin.workspace import choices
from twin.workspace.selecting import WAYS

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def rows_for(model: BuildingModel, choice: Choice) -> tuple[int, ...]:
    """Elements a measure may be painted on: of the kinds or classes that it is for."""
    selector = choice.measure.selector
    envelope = model.envelope
    if selector.kinds and envelope is not None:
        pairs = zip(envelope.element.tolist(), envelope.kind, strict=True)
        return tuple(sorted({row for row, kind in pairs if kind in selector.kinds and row >= 0}))
    wanted = set(selector.ifc_classes)
    return tuple(
        row for row, e in enumerate(model.elements) if not wanted or e.ifc_class in wanted
    )


def keys_of(model: BuildingModel, choice: Choice, reach: Reach | None) -> frozenset[str]:
    """Keys of the elements that a measure touches, of those painted before that is known."""
    if reach is not None and reach.elements and not choice.sketch.fields:
        return frozenset(model.elements[row].key for row in reach.elements)
    ids = set(choice.elements)
    return frozenset(e.key for e in model.elements if e.global_id in ids)


def paint(
    workspace: "Workspace", choice: Choice, rows: Sequence[int], spread: str, *, takes: bool
) -> None:
    """Paint elements, and those that go with them; or take them away.

    Painting begins with nothing, taking away with all that the measure touches.

    spread : a way of `selecting.WAYS`, "" for the elements alone.
    """
    model = workspace.model
    if model is None:
        return
    own = frozenset(model.elements[row].key for row in rows)
    if spread:
        own = WAYS[spread](model, own)
    suited = {model.elements[row].key for row in rows_for(model, choice)}
    own &= suited
    if not own:
        workspace.notices.say("{title} is for other parts of the building.",
                              title=choice.measure.title)  # fmt: skip
        return
    before = _before(workspace, model, choice, takes=takes)
    after = before - own if takes else before | own
    if not after:
        workspace.notices.say(
            "One part at least stays painted.", "Switch the measure off, or delete it."
        )
        return
    ids = (e.global_id for e in model.elements if e.key in after)
    choices.paint(workspace, choice.key, tuple(dict.fromkeys(ids)))


def _before(
    workspace: "Workspace", model: BuildingModel, choice: Choice, *, takes: bool
) -> frozenset[str]:
    if choice.elements:
        ids = set(choice.elements)
        return frozenset(e.key for e in model.elements if e.global_id in ids)
    if not takes:
        return frozenset()
    (reach,) = choices.reach_of(workspace.state, (replace(choice, is_on=True),))
    return frozenset(model.elements[row].key for row in reach.elements)
