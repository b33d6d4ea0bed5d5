"""Which models a building has and had, who brought them and how large they are."""

from pathlib import Path

from twin.store.database import Database
from twin.store.model_versions import count_elements, load_model_versions
from twin.store.models import save_model


def written(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(f"ISO-10303-21; {name}")
    return path


def test_that_versions_are_listed_newest_first(database: Database, tmp_path: Path):
    first = save_model(database, "b01", written(tmp_path, "a.ifc"), "Kari", 120)
    second = save_model(database, "b01", written(tmp_path, "b.ifc"), "Ola")
    found = load_model_versions(database, "b01")
    assert [(v.sha256, v.name, v.who, v.elements) for v in found] == [
        (second, "b.ifc", "Ola", 0),
        (first, "a.ifc", "Kari", 120),
    ]
    assert load_model_versions(database, "b02") == ()


def test_that_elements_are_counted_once(database: Database, tmp_path: Path):
    sha256 = save_model(database, "b01", written(tmp_path, "a.ifc"))
    count_elements(database, sha256, 77)
    count_elements(database, sha256, 78)
    assert [v.elements for v in load_model_versions(database, "b01")] == [77]
