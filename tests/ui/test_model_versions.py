"""Versions of a model in the window: list, changes, message bar, review of records."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from twin.model.mesh import empty_mesh
from twin.model.version import (
    ElementChange,
    Follow,
    MatchReason,
    ModelDifference,
    ModelVersion,
    Place,
    VersionChanges,
)
from twin.ui.panels.building_tabs import BuildingTabs
from twin.ui.texts.properties import part_of, property_groups
from twin.ui.versions.review import ReviewDialog
from twin.ui.versions.tab import ModelTab
from twin.ui.window.shell import Shell
from twin.workspace.versions_shown import ModelVersions

Settled = Callable[[], None]
NEW = ModelVersion(2, "b0", "two", "new.ifc", datetime(2020, 3, 14, 9), "Kari", 12)
OLD = ModelVersion(1, "b0", "one", "old.ifc", datetime(2019, 3, 14, 9), "", 0)


def place(key: str, name: str = "") -> Place:
    return Place(key, key, "IfcWindow", name or key, "Plan 1", "234")


SURE = Follow("g1", place("g1", "South"), {"Assessment": 2}, (place("w1"),), MatchReason.NAME, 0.9)
DOUBTFUL = Follow("g2", place("g2"), {"Need": 1}, (place("w2"),), MatchReason.PLACE, 0.5)
SEVERAL = Follow("g3", place("g3"), {"WorkOrder": 1}, (place("w1"), place("w2")))
GONE = Follow("g4", place("g4"), {"WorkOrder": 3})


def changes() -> VersionChanges:
    rows = np.arange(11, dtype=np.int32)
    flags = np.zeros(11, np.int32)
    flags[2] = ElementChange.MOVED | ElementChange.PROPERTIES
    found = ModelDifference(
        rows, rows, (MatchReason.GLOBAL_ID,) * 11, np.ones(11), flags,
        added=np.array([11], np.int32), removed=np.array([7], np.int32),
    )  # fmt: skip
    return VersionChanges(OLD, found, empty_mesh(), (place("x", "Old window"),))


@pytest.fixture
def versioned(inside: Shell) -> Shell:
    """Inside a building whose model has an older version, compared with it."""
    shown = ModelVersions((NEW, OLD), changes())
    inside.workspace.change(model_versions=shown)
    inside.window.findChildren(BuildingTabs)[-1].tabs.turn_to("model")
    return inside


def tab_of(shell: Shell) -> ModelTab:
    return shell.window.findChildren(ModelTab)[-1]


def texts(table) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, at).data() for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_that_versions_are_listed_with_date_file_who_and_elements(versioned: Shell):
    assert texts(tab_of(versioned).versions) == [
        ["14.03.2020", "new.ifc", "Kari", "12"],
        ["14.03.2019", "old.ifc", "–", "–"],
    ]


def test_that_the_table_tells_what_was_added_removed_and_changed(versioned: Shell):
    rows = texts(tab_of(versioned).changes)
    assert [row[0] for row in rows] == ["Added", "Removed", "Changed"]
    assert rows[1][1:3] == ["Old window", "Windows · Plan 1"]
    assert rows[2][3] == "moved, properties · same GlobalId"


def test_that_a_change_selects_its_element(versioned: Shell):
    workspace, table = versioned.workspace, tab_of(versioned).changes
    table.selectRow(2)
    assert workspace.selection == {workspace.model.elements[2].key}
    table.selectRow(1)  # what was removed is not in the model
    assert workspace.selection == frozenset()


def test_that_removed_things_are_drawn_only_with_the_overlay_of_changes(versioned: Shell):
    scene, workspace = versioned.stage.scene, versioned.workspace
    assert scene.told["show_gone"][0] is None
    workspace.show_model_changes()
    assert workspace.overlay == "changes"
    assert scene.told["show_gone"][0] is workspace.model_versions.changes.gone
    assert workspace.colouring.counts()[:5] == (1, 1, 1, 0, 10)
    workspace.colour_by("")
    assert scene.told["show_gone"][0] is None


def test_that_an_older_version_says_that_it_is_read_only(versioned: Shell):
    shown = ModelVersions((NEW, OLD), older=OLD)
    versioned.workspace.change(model_versions=shown)
    (message, *_) = versioned.stage.bars.messages()
    assert message.lead == "Model is from 14.03.2019."
    assert message.links[0][0] == "Back to the newest"
    versioned.workspace.change(model_versions=ModelVersions((NEW, OLD)))
    assert message not in versioned.stage.bars.messages()


def test_that_lost_records_are_told_with_a_way_to_review_them(versioned: Shell):
    shown = ModelVersions((NEW, OLD), changes(), (SURE, GONE))
    versioned.workspace.change(model_versions=shown)
    (message, *_) = versioned.stage.bars.messages()
    assert message.lead == "Not in this model: elements of 5 records."
    assert [text for text, _ in message.links] == ["Show changes", "Review…"]
    assert versioned.workspace.findings[0].code == "records-without-element"


@pytest.fixture
def dialog(versioned: Shell) -> ReviewDialog:
    shown = ModelVersions((NEW, OLD), changes(), (SURE, DOUBTFUL, SEVERAL, GONE))
    versioned.workspace.change(model_versions=shown)
    made = ReviewDialog(versioned.window, versioned.workspace)
    made.show()
    return made


def test_that_only_sure_matches_are_ticked_and_nothing_is_guessed(dialog: ReviewDialog):
    assert dialog.accepted_moves() == {"g1": "w1"}
    assert not dialog.boxes["g3"].isEnabled()
    assert "g4" not in dialog.boxes
    assert dialog.hint.text().startswith("2 records follow, 5 keep")


def test_that_ticking_all_leaves_open_choices_alone(dialog: ReviewDialog):
    dialog.tick(all_of_them=True)
    assert dialog.accepted_moves() == {"g1": "w1", "g2": "w2"}
    dialog.tick(all_of_them=False)
    assert dialog.accepted_moves() == {}


def test_that_a_choice_among_several_counts_once_it_is_made(dialog: ReviewDialog):
    dialog.choices["g3"].setCurrentIndex(2)
    assert dialog.accepted_moves()["g3"] == "w2"
    dialog.choices["g3"].setCurrentIndex(0)
    assert "g3" not in dialog.accepted_moves()


def test_that_taking_over_hands_the_accepted_moves_on(
    dialog: ReviewDialog, versioned: Shell, monkeypatch: pytest.MonkeyPatch
):
    told: list[tuple] = []
    monkeypatch.setattr(versioned.workspace, "follow", lambda *said: told.append(said))
    dialog.take_over()
    assert told == [({"g1": "w1"}, "Let 2 records follow their elements")]


def test_that_the_property_card_says_where_a_code_comes_from(inside: Shell):
    workspace = inside.workspace
    element = replace(
        workspace.model.elements[0],
        classification_source="class default",
        classification_table="NS 3451:2022",
    )
    model = replace(workspace.model, elements=(element, *workspace.model.elements[1:]))
    assert part_of(element) == "234 Outer walls (NS 3451:2022 usual for its class)"
    identity = property_groups(model, 0, dict, ())[0]
    assert ("Building part", part_of(element)) in [(n.name, n.value) for n in identity.lines]
