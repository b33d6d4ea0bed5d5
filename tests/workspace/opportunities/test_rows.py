"""Opportunities as rows of a table, and what is written of them."""

from pathlib import Path

import numpy as np
import pytest

from twin.exporters.layouts.opportunities import OpportunityRecord
from twin.workspace.export_tables import export_records
from twin.workspace.opportunities import Board
from twin.workspace.opportunity_rows import (
    LAST_RESORTS,
    OpportunityRows,
    Records,
    ordinary,
    steps_of_singles,
    titles_of,
)
from twin.workspace.plan import PlanShown
from workspace.table_files import sheet_rows


@pytest.fixture
def rows(board: Board, shown: PlanShown) -> OpportunityRows:
    every = np.arange(len(board.found), dtype=np.int32)
    return OpportunityRows(board, every, shown.plan)


def test_that_packages_arrive_after_the_opportunities(boards: list[Board]) -> None:
    assert [b.ladders is None for b in boards] == [True, False]


def test_that_rows_hold_the_figures_of_their_opportunity(
    board: Board, rows: OpportunityRows
) -> None:
    record = rows[7].record

    assert record.saving == board.found.saving[7, 1]
    assert record.building_name.startswith("Bygg ")
    assert record.title == titles_of(board)[record.measure_key]
    assert record.is_own


def test_that_columns_say_the_same_as_rows(rows: OpportunityRows) -> None:
    some = rows[3:40]

    assert [r.record.investment for r in some] == rows.column("investment")[3:40].tolist()
    years = [float(r.year) or np.nan for r in some]
    np.testing.assert_array_equal(years, rows.years()[3:40])


def test_that_rows_know_the_step_and_year_of_the_plan(
    board: Board, shown: PlanShown, rows: OpportunityRows
) -> None:
    assert board.ladders is not None
    taken = np.flatnonzero(shown.plan.year > 0)
    single = int(board.ladders.single[taken[0]])

    assert rows[single].step == taken[0]
    assert rows[single].year == shown.plan.year[taken[0]]
    assert np.count_nonzero(np.isfinite(rows.years())) == len(taken)
    assert np.count_nonzero(steps_of_singles(board) >= 0) == len(board.ladders.single)


def test_that_wishes_are_told(board: Board) -> None:
    rows = OpportunityRows(board, np.arange(3, dtype=np.int32), None)
    must, never = rows[0].key, rows[1].key
    wished = OpportunityRows(board, rows.rows, None, (frozenset({must}), frozenset({never})))

    assert [r.wish for r in wished[:]] == ["must", "never", ""]


def test_that_buildings_of_rows_are_found_at_once(rows: OpportunityRows) -> None:
    places = np.array([0, 5, 60], np.intp)

    assert rows.buildings(places) == {rows[int(i)].record.building_id for i in places}


def test_that_demolition_is_shown_only_to_those_who_look_for_it(board: Board) -> None:
    keys = np.array(board.found.measures)[board.found.measure]

    assert set(LAST_RESORTS) <= set(keys.tolist())
    assert not set(LAST_RESORTS) & set(keys[ordinary(board, frozenset())].tolist())
    assert ordinary(board, frozenset(LAST_RESORTS)).all()


@pytest.mark.parametrize("name", ["rows.xlsx", "rows.csv"])
def test_that_rows_are_written_with_units_and_names(
    board: Board, rows: OpportunityRows, tmp_path: Path, name: str
) -> None:
    records = Records(rows)
    assert isinstance(records[0], OpportunityRecord)
    assert len(records[2:5]) == 3

    count = export_records(board.portfolio, records, tmp_path / name)

    written = sheet_rows(tmp_path / name)
    assert count == len(board.found)
    assert len(written) == count + 1
    assert "Spart energi, kWh/år" in written[0]
    assert any("Bygg 3" in row for row in written[1:])
