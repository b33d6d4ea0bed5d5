"""`twin opportunities` finds measures, makes a plan and writes both."""

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from twin.cli import app
from twin.errors import TwinError
from twin.model.building import Building
from twin.store.buildings import save_buildings
from twin.store.database import create

KINDS = ("school", "kindergarten", "sports")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("found") / "Three.twin"
    database = create(place, "Three buildings")
    save_buildings(database, [
        Building(
            f"b{i}", f"Bygg {i}", kind, construction_year=1960.0 + 10 * i,
            gross_floor_area=1500.0, heated_floor_area=1400.0,
        )
        for i, kind in enumerate(KINDS)
    ])  # fmt: skip
    database.close()
    return place


def test_that_opportunities_and_the_plan_of_a_budget_are_written(folder, tmp_path):
    table, plan = tmp_path / "all.csv", tmp_path / "plan.xlsx"
    wish = ["--budget", "500000", "--years", "3", "--to", str(table), "--plan-to", str(plan)]
    result = CliRunner().invoke(app, ["opportunities", str(folder), *wish])

    assert result.exit_code == 0, result.output
    assert "opportunities in 3 buildings" in result.output
    found = int(result.output.split(" opportunities")[0].split()[-1])
    assert found > 50
    assert 50 < len(table.read_text("utf-8-sig").splitlines()) <= found + 10
    assert len(CalamineWorkbook.from_path(plan).get_sheet_by_index(0).to_python()) > 3
    spent = [
        float(line.split(": ")[1].split(" MNOK")[0])
        for line in result.output.splitlines()
        if line[:5].rstrip(":").isdigit() and " MNOK" in line
    ]
    assert len(spent) == 3
    assert 0 < max(spent) <= 0.5


def test_that_a_plan_without_a_budget_is_refused(folder, tmp_path):
    wish = ["--plan-to", str(tmp_path / "plan.xlsx")]
    result = CliRunner().invoke(app, ["opportunities", str(folder), *wish])

    assert isinstance(result.exception, TwinError)
    assert not (tmp_path / "plan.xlsx").exists()
