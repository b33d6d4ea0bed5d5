"""A new version of a model arrives: records follow their elements, and nothing is lost."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import ifcopenshell
import ifcopenshell.api.root
import ifcopenshell.guid
import pytest

from twin.analysis.overlays.changes import ADDED, CHANGED, REMOVED, SAME
from twin.model.condition import Assessment, ConditionGrade
from twin.model.edit import Edit
from twin.model.known import U_VALUE, KnownValue
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.need import Need
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

DAY = date(2025, 5, 1)
_ROOT = re.compile(r"(?m)^(#\d+=IFC[A-Z0-9]+\()'([0-3][0-9A-Za-z_$]{21})'")
Bring = Callable[..., None]


def renewed(text: str) -> str:
    """All GlobalIds new, everything else the same."""
    return _ROOT.sub(lambda m: f"{m[1]}'{ifcopenshell.guid.compress(uuid.uuid4().hex)}'", text)


@pytest.fixture
def bring(entered: Workspace, settled: Settle, house: Path, tmp_path: Path) -> Bring:
    """Import the house as a new version, without a wall or with other GlobalIds."""

    def make(*, without: str = "", new_ids: bool = False, name: str = "Lia v2.ifc") -> None:
        file = ifcopenshell.open(house)
        for wall in (w for w in list(file.by_type("IfcWall")) if w.Name == without):
            ifcopenshell.api.root.remove_product(file, product=wall)  # pyright: ignore[reportArgumentType]  an entity of a file
        path = tmp_path / name
        text = file.to_string()
        path.write_text(renewed(text) if new_ids else text)
        entered.import_source([path], as_new_version=True)
        settled()

    return make


def element(workspace: Workspace, name: str) -> str:
    assert workspace.model is not None
    return next(e.global_id for e in workspace.model.elements if e.name == name)


def write_records(workspace: Workspace, settled: Settle) -> dict[str, str]:
    """An assessment, a work order, a need and a known value of walls; GlobalIds by name."""
    ids = {name: element(workspace, name) for name in ("Wall 0", "Wall 1")}
    one, other = ids.values()
    workspace.store(
        [
            Edit(None, Assessment("b01", one, "", ConditionGrade.TG3, 2, "Crack", "", DAY, "AN", 1,
                                  1.0, 2.0, 3.0, 2025, assessment_id="a1")),
            Edit(None, WorkOrder("o1", "b01", other, "", "Paint", WorkOrderState.OPEN, False, DAY,
                                 None, None, "", 10.0)),
            Edit(None, Need("n1", "b01", "Cold", "", "", 3, DAY, places=(one, other))),
        ],
        "Records",
    )  # fmt: skip
    value = KnownValue("b01", U_VALUE, 0.8, 0.1, "measured", DAY, "AN", "", DAY, elements=(one,))
    workspace.change_known((value,))
    settled()
    return ids


def placed(workspace: Workspace) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    portfolio = workspace.portfolio
    assert portfolio is not None
    (assessment,) = (a for a in portfolio.assessments if a.assessment_id == "a1")
    (order,) = (o for o in portfolio.work_orders if o.order_id == "o1")
    (need,) = (n for n in portfolio.needs if n.need_id == "n1")
    return assessment.global_id, order.global_id, need.places, workspace.known[0].elements


def test_that_a_building_lists_its_versions_with_who_and_how_many(entered, bring):
    entered.change_settings(user_name="Kari")
    assert [v.name for v in entered.model_versions.known] == ["Lia skole.ifc"]
    assert entered.model_versions.known[0].elements == len(entered.model.elements)
    bring(without="Wall 3")
    newest, first = entered.model_versions.known
    assert (newest.name, newest.who, newest.elements) == ("Lia v2.ifc", "Kari", 5)
    assert first.elements == 6


def test_that_changes_are_compared_by_themselves_and_shown_when_asked(entered, settled, bring):
    assert entered.model_versions.changes is None
    bring(without="Wall 3")
    changes = entered.model_versions.changes
    assert [p.name for p in changes.gone_places] == ["Wall 3"]
    assert len(changes.gone.faces) > 0
    assert entered.overlay == ""
    entered.show_model_changes()
    settled()
    assert entered.overlay == "changes"
    counts = entered.colouring.counts()
    assert (counts[ADDED], counts[REMOVED], counts[CHANGED], counts[SAME]) == (0, 1, 0, 5)


def test_that_records_stay_until_somebody_accepts_where_they_go(entered, settled, bring):
    before = write_records(entered, settled)
    bring(new_ids=True)
    assert placed(entered)[0] == before["Wall 0"]
    follows = entered.model_versions.follows
    assert {f.was.name for f in follows} == {"Wall 0", "Wall 1"}
    assert all(f.is_certain for f in follows)
    assert entered.model_versions.lost == 5  # the need names both, the known value the first


def test_that_records_follow_in_one_step_that_can_be_taken_back(entered, settled, bring):
    before = write_records(entered, settled)
    was = placed(entered)
    bring(new_ids=True)
    accepted = {f.name: f.candidates[0].global_id for f in entered.model_versions.follows}
    entered.follow(accepted, "Followed")
    settled()
    one, other = element(entered, "Wall 0"), element(entered, "Wall 1")
    assert one not in before.values()
    assert placed(entered) == (one, other, (one, other), (one,))
    assert entered.model_versions.follows == () and entered.findings == entered.model.findings
    entered.undo()
    settled()
    assert placed(entered) == was
    assert entered.model_versions.lost == 5
    entered.redo()
    settled()
    assert placed(entered) == (one, other, (one, other), (one,))
    assert entered.model_versions.follows == ()


def test_that_only_what_is_accepted_moves(entered, settled, bring):
    before = write_records(entered, settled)
    bring(new_ids=True)
    (first,) = (f for f in entered.model_versions.follows if f.was.name == "Wall 0")
    entered.follow({first.name: first.candidates[0].global_id}, "Followed")
    settled()
    one = element(entered, "Wall 0")
    assert placed(entered) == (one, before["Wall 1"], (one, before["Wall 1"]), (one,))
    assert {f.was.name for f in entered.model_versions.follows} == {"Wall 1"}


def test_that_records_of_a_removed_element_are_kept_and_listed(entered, settled, bring):
    before = write_records(entered, settled)
    bring(without="Wall 0")
    assert placed(entered)[0] == before["Wall 0"]
    (gone,) = entered.model_versions.follows
    assert gone.was.name == "Wall 0" and gone.was.storey == "1" and gone.candidates == ()
    summary, one, *_ = (f.text() for f in entered.findings)
    assert summary.startswith("Records that lost their element or space: 3.")
    assert "Wall 0 (IfcWall), storey 1" in one


def test_that_a_record_without_a_part_gets_the_part_of_its_removed_element(
    entered, settled, bring
):
    write_records(entered, settled)
    code = next(e.classification for e in entered.model.elements if e.name == "Wall 0")
    assert code
    bring(without="Wall 0")
    entered.follow({}, "Kept")
    settled()
    (assessment,) = (a for a in entered.portfolio.assessments if a.assessment_id == "a1")
    assert assessment.part_code == code


def test_that_the_loss_is_seen_again_the_next_time(entered, settled, bring):
    write_records(entered, settled)
    bring(new_ids=True)
    entered.leave_building()
    entered.enter_building("b01")
    settled()
    assert {f.was.name for f in entered.model_versions.follows} == {"Wall 0", "Wall 1"}
    assert all(f.is_certain for f in entered.model_versions.follows)


def test_that_an_older_version_is_shown_and_nothing_is_changed_in_it(entered, settled, bring):
    bring(without="Wall 3")
    newest, first = entered.model_versions.known
    entered.open_model_version(first)
    settled()
    assert len(entered.model.elements) == 6
    assert entered.model_versions.older == first
    entered.store([Edit(None, Need("n9", "b01", "x", "", "", 3, DAY))], "Need")
    entered.set_mode("what-if")
    settled()
    assert entered.mode == "building"
    assert not [n for n in entered.portfolio.needs if n.need_id == "n9"]
    assert any("older version" in n.text() for n in entered.notices.shown)
    entered.open_model_version(newest)
    settled()
    assert len(entered.model.elements) == 5 and entered.model_versions.older is None
    assert entered.model_versions.changes is not None


def test_that_another_version_can_be_compared_with(entered, settled, bring):
    bring(without="Wall 3")
    bring(without="Wall 2", name="Lia v3.ifc")
    assert entered.model_versions.changes.since.name == "Lia v2.ifc"
    first = entered.model_versions.known[-1]
    entered.show_model_changes(first)
    settled()
    changes = entered.model_versions.changes
    assert changes.since == first
    assert [p.name for p in changes.gone_places] == ["Wall 2"]
