"""What the command line writes of a portfolio."""

from pathlib import Path

import pytest

from tests.exporters.full_records import SCHOOL
from twin.errors import TwinError
from twin.store.buildings import save_buildings
from twin.store.database import create
from twin.workspace.export_files import ExportWish, export_building, export_file


@pytest.fixture
def made(tmp_path: Path) -> Path:
    database = create(tmp_path / "p.twin")
    save_buildings(database, (SCHOOL,))
    database.close()
    return tmp_path / "p.twin"


@pytest.mark.parametrize(
    ("name", "tables", "said"),
    [("a.xlsx", (), "rows are in"), ("b.csv", ("buildings",), "1 rows"),
     ("c.geojson", (), "1 footprints")],
)  # fmt: skip
def test_that_the_file_s_name_says_what_is_written(
    made: Path, tmp_path: Path, name: str, tables: tuple[str, ...], said: str
) -> None:
    assert said in export_file(made, ExportWish(tmp_path / name, tables))
    assert (tmp_path / name).stat().st_size > 100


def test_that_a_building_without_a_model_gets_cobie_but_no_model(
    made: Path, tmp_path: Path
) -> None:
    assert "0 components" in export_building(made, "b01", tmp_path / "c.xlsx")
    with pytest.raises(TwinError, match="has no model"):
        export_building(made, "b01", tmp_path / "c.ifc")
    with pytest.raises(TwinError, match="Choose one of: b01"):
        export_building(made, "b99", tmp_path / "c.ifc")


def test_that_unknown_styles_and_languages_are_refused(made: Path, tmp_path: Path) -> None:
    with pytest.raises(TwinError, match="is not known"):
        export_file(made, ExportWish(tmp_path / "a.csv", ("buildings",), "nb", "swedish"))
    with pytest.raises(TwinError, match="is not known"):
        export_file(made, ExportWish(tmp_path / "a.csv", ("buildings",), "sv"))
