"""Two people at odds: what is chosen is stored, and nothing else of the step is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from twin.model.building import Building
from twin.model.edit import Edit, EditConflict
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.store.buildings import save_buildings
from twin.store.database import Database, create
from twin.store.edits import store_edits
from twin.store.work_orders import load_work_orders
from twin.workspace.changes import lines_of
from twin.workspace.conflicts import disagreements, settled

ORDER = WorkOrder(
    "AO-1", "b1", "", "234", "Skift", WorkOrderState.OPEN, False, date(2026, 3, 1), None, None,
    "", np.nan,
)  # fmt: skip
HERS = replace(ORDER, supplier="Rør AS", cost=5000.0, state=WorkOrderState.DONE)
MINE = replace(ORDER, supplier="Varme AS", cost=7000.0, title="Bytt")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = create(tmp_path / "p.twin")
    save_buildings(made, (Building("b1", "Lia skole", "school"),))
    store_edits(made, (Edit(None, ORDER),), "kari", "New")
    yield made
    made.close()


def conflict_of(database: Database, *edits: Edit) -> EditConflict:
    with pytest.raises(EditConflict) as caught:
        store_edits(database, edits, "ola", "Mine")
    return EditConflict(caught.value.conflicts, edits, "Mine")


def orders(database: Database) -> dict[str, WorkOrder]:
    return {o.order_id: o for o in load_work_orders(database)}


def store_chosen(database: Database, conflict: EditConflict, *keeps_mine: bool) -> None:
    edits = settled(
        conflict, disagreements(conflict), keeps_mine, lambda _, key: orders(database).get(key)
    )
    store_edits(database, edits, "ola", conflict.what)


def test_that_values_at_odds_are_shown_as_people_know_them(database: Database) -> None:
    store_edits(database, (Edit(ORDER, HERS),), "kari", "Hers")
    conflict = conflict_of(database, Edit(ORDER, MINE))
    points = {p.field: (p.seen, p.mine, p.theirs) for p in disagreements(conflict)}
    assert points["supplier"] == ("", "Varme AS", "Rør AS")
    assert np.isnan(points["cost"][0])
    assert points["cost"][1:] == (7000.0, 5000.0)


@pytest.mark.parametrize(
    ("keeps_mine", "supplier", "cost"),
    [
        ((True, True), "Varme AS", 7000.0),
        ((False, False), "Rør AS", 5000.0),
        ((True, False), "Varme AS", 5000.0),
    ],
)
def test_that_each_field_is_stored_as_chosen_and_the_rest_merged(
    database: Database, keeps_mine: tuple[bool, bool], supplier: str, cost: float
) -> None:
    store_edits(database, (Edit(ORDER, HERS),), "kari", "Hers")
    new = replace(ORDER, order_id="AO-2")
    conflict = conflict_of(database, Edit(ORDER, MINE), Edit(None, new))

    store_chosen(database, conflict, *keeps_mine)

    stored = orders(database)
    assert stored["AO-1"] == replace(HERS, supplier=supplier, cost=cost, title="Bytt")
    assert stored["AO-2"] == new


def test_that_a_field_changed_once_more_meanwhile_is_a_conflict_again(database: Database) -> None:
    store_edits(database, (Edit(ORDER, HERS),), "kari", "Hers")
    conflict = conflict_of(database, Edit(ORDER, MINE))
    store_edits(database, (Edit(HERS, replace(HERS, supplier="Ny AS")),), "kari", "Once more")

    with pytest.raises(EditConflict):
        store_chosen(database, conflict, True, True)

    assert orders(database)["AO-1"].supplier == "Ny AS"


def test_that_what_others_removed_comes_back_only_if_chosen(database: Database) -> None:
    store_edits(database, (Edit(ORDER, None),), "kari", "Removed")
    conflict = conflict_of(database, Edit(ORDER, MINE))

    store_chosen(database, conflict, False)
    assert orders(database) == {}
    store_chosen(database, conflict, True)
    assert orders(database) == {"AO-1": MINE}


def test_that_what_others_changed_is_removed_only_if_chosen(database: Database) -> None:
    store_edits(database, (Edit(ORDER, HERS),), "kari", "Hers")
    conflict = conflict_of(database, Edit(ORDER, None))

    store_chosen(database, conflict, False)
    assert orders(database) == {"AO-1": HERS}
    store_chosen(database, conflict, True)
    assert orders(database) == {}


def test_that_the_log_is_shown_field_by_field(database: Database) -> None:
    from twin.store.audit import history_of

    store_edits(database, (Edit(ORDER, HERS),), "kari", "Hers")
    made, changed = history_of(database, "work_orders", "AO-1")
    (line,) = lines_of(made)
    fields = {x.field: (x.before, x.after) for x in lines_of(changed)}
    assert (line.kind, line.name, line.field) == ("added", "Skift", "")
    assert fields["state"] == (WorkOrderState.OPEN, WorkOrderState.DONE)
    assert fields["supplier"] == ("", "Rør AS")
    assert np.isnan(fields["cost"][0])
