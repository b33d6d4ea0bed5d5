"""Grade what is selected: one form for one or many elements, a room, or a part of a building."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from twin.model.condition import Assessment
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.form import RecordForm
from twin.ui.records.kinds.assessments import ASSESSMENTS
from twin.ui.records.kinds.shared import WHAT
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.grading import new_assessments
from twin.workspace.workspace import Workspace

_last: list[Assessment] = []
"""What was stored last in this session; the next form begins with it."""


def grade_selection(parent: QWidget, workspace: Workspace) -> RecordForm | None:
    """Open the form for what is selected; None and a notice where there is nothing to grade."""
    last = _last[-1] if _last else None
    made = new_assessments(workspace.state, workspace.who, workspace.new_key, last)
    if not made:
        workspace.notices.say(
            "Choose what to grade first.",
            "Click elements in the 3D view, or a building in the portfolio.",
        )
        return None
    form = RecordForm(
        parent, workspace, grading_kind(workspace, made), made, is_new=True, about=_about(made)
    )
    form.stored.connect(lambda records: _remember(records[-1]))
    form.open()
    return form


def grading_kind(workspace: Workspace, made: tuple[Assessment, ...]) -> RecordKind:
    """Assessments, with the grade first and a choice of rooms where no element is graded."""
    by_name = {f.name: f for f in ASSESSMENTS.fields}
    first = [by_name[name] for name in ("grade", "consequence_grade", "part_code")]
    model = workspace.model if workspace.state.shows_building else None
    if model is not None and model.spaces and not any(a.global_id for a in made):
        rooms = sorted(model.spaces, key=lambda s: (s.name, s.long_name))
        texts = (" ".join(t for t in (s.name, s.long_name) if t) or s.global_id for s in rooms)
        of_rooms = zip((s.global_id for s in rooms), texts, strict=True)
        choices = (("", "the whole building"), *of_rooms)
        first.append(Field("space_id", "Room", Kind.CHOICE, NO_COLUMN, choices))
    names = {f.name for f in first}
    rest = [f for f in ASSESSMENTS.fields if f.name not in names]
    needs_part = not any(a.global_id for a in made)
    top = [replace(f, group=WHAT, is_required=needs_part and f.name == "part_code") for f in first]
    return replace(ASSESSMENTS, fields=(*top, *rest))


def _about(made: tuple[Assessment, ...]) -> str:
    is_element = any(a.global_id for a in made)
    count = numbers.number(len(made))
    if is_element and len(made) > 1:
        return tr("{count} elements: one assessment each, costs are for one of them", count=count)
    if is_element:
        return tr("One element")
    if len(made) > 1:
        return tr("A part of each of {count} buildings", count=count)
    return tr("A part of the building, or of one room")


def _remember(record: Assessment) -> None:
    _last[:] = [record]
