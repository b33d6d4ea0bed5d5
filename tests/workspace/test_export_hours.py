"""Hours of a calculated year as a table."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from twin.model.thermal import EnergyResult
from twin.workspace.export_hours import export_hours, hours_sheet
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

RESULT = EnergyResult(
    100.0, {}, {"electricity": 8760.0 * 1.5}, {}, 0.0, 0.0, 0.0, 0.0, {},
    hourly={"electricity": np.full(8760, 1.5)},
)  # fmt: skip


def test_that_every_hour_is_written_and_sums_to_the_year(
    opened: Workspace, settled: Settle, tmp_path: Path
) -> None:
    sheet = hours_sheet(RESULT, ("Month", "Day", "Hour"), {"electricity": "Electricity"})
    export_hours(opened, tmp_path / "hours.csv", sheet, "technical")
    settled()
    with (tmp_path / "hours.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["Month", "Day", "Hour", "Electricity, kWh"]
    assert (rows[0][:3], rows[-1][:3]) == (["1", "1", "0"], ["12", "31", "23"])
    assert sum(float(row[3]) for row in rows) == pytest.approx(RESULT.delivered["electricity"])


def test_that_a_result_without_hours_has_the_times_alone() -> None:
    sheet = hours_sheet(replace(RESULT, hourly={}), ("Month", "Day", "Hour"), {})
    assert len(sheet.columns) == 3
