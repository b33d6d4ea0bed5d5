"""Loading, keeping and finding models again."""

import os
import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from twin.errors import Cancelled
from twin.ifc import load
from twin.ifc.load import load_model
from twin.model.building import BuildingModel, Element
from twin.model.mesh import MeshBatch

from .small_ifc import SmallModel


@pytest.fixture
def house(tmp_path: Path) -> Path:
    model = SmallModel()
    wall = model.product("IfcWall", "Wall", [model.box(4.0, 0.3, 3.0)], (0.0, 0.0, 0.0))
    hole = model.product("IfcOpeningElement", "", [model.box(1.0, 0.3, 1.0)], (1.0, 0.0, 1.0))
    model.void(wall, hole)
    model.product("IfcSlab", "Slab", [model.box(4.0, 4.0, 0.2)], (0.0, 0.0, -0.2))
    return model.write(tmp_path / "house.ifc")


def no_child(*arguments: object) -> None:
    raise AssertionError("the file was read again")


def same(one: BuildingModel, other: BuildingModel) -> bool:
    names = [f.name for f in fields(MeshBatch)]
    arrays = all(np.array_equal(getattr(one.mesh, n), getattr(other.mesh, n)) for n in names)
    records = one.elements == other.elements and tuple(one.details) == tuple(other.details)
    return arrays and records and repr(one.summary) == repr(other.summary)


def test_that_a_model_has_its_elements_and_triangles(house: Path):
    model = load_model(house, None)

    assert model.summary.status == "ok"
    assert [e.ifc_class for e in model.elements] == ["IfcWall", "IfcSlab"]
    assert (model.summary.products, model.summary.with_body, model.summary.drawn) == (2, 2, 2)
    assert set(model.mesh.slot_element.tolist()) == {0, 1}
    assert model.summary.triangles == len(model.mesh.faces)
    assert len(model.details) == 2
    assert model.summary.peak_memory_mb > 20.0


def test_that_relative_paths_are_those_of_the_caller(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    model = load_model(Path(house.name), Path("kept"))

    assert model.summary.status == "ok"
    assert model.findings == load_model(house, None).findings


def test_that_the_second_open_reads_nothing(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = load_model(house, tmp_path / "cache")
    monkeypatch.setattr(load, "read_in_child", no_child)

    second = load_model(house, tmp_path / "cache")

    assert same(first, second)


def test_that_a_changed_file_is_read_again(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    load_model(house, tmp_path / "cache")
    house.write_bytes(house.read_bytes() + b"\n/* changed */\n")
    monkeypatch.setattr(load, "read_in_child", no_child)

    with pytest.raises(AssertionError, match="read again"):
        load_model(house, tmp_path / "cache")


@pytest.mark.parametrize("name", ["mesh/faces.bin", "model.json", "elements.json"])
def test_that_a_damaged_cache_is_replaced(house: Path, tmp_path: Path, name: str):
    cache = tmp_path / "cache"
    first = load_model(house, cache)
    damaged = next(cache.iterdir()) / name
    damaged.write_bytes(damaged.read_bytes()[:50])

    again = load_model(house, cache)

    assert again.elements == first.elements
    assert np.array_equal(again.mesh.faces, first.mesh.faces)


def test_that_nothing_but_the_model_stays_in_the_cache(house: Path, tmp_path: Path):
    cache = tmp_path / "cache"

    load_model(house, cache)
    load_model(tmp_path / "absent.ifc", cache)

    assert len(list(cache.iterdir())) == 1


def test_that_portions_arrive_with_the_rows_of_the_finished_model(house: Path):
    portions: list[tuple[MeshBatch, tuple[Element, ...]]] = []

    model = load_model(house, None, on_portion=lambda b, e: portions.append((b, e)))

    assert sum(len(b.faces) for b, _ in portions) == len(model.mesh.faces)
    for batch, elements in portions:
        assert [e.key for e in elements] == [e.key for e in model.elements]
        assert set(batch.slot_element.tolist()) <= set(range(len(elements)))


def test_that_a_file_that_is_no_model_is_refused_with_a_sentence(tmp_path: Path):
    path = tmp_path / "letter.ifc"
    path.write_text("Dear reader")

    model = load_model(path, tmp_path / "cache")

    assert model.summary.status == "refused"
    assert model.summary.reason.endswith(".")
    assert len(model.mesh.faces) == 0
    assert [f.code for f in model.findings] == ["file-refused"]
    assert model.shortfall is model.findings[0]
    assert model.summary.reason == f"{model.findings[0].message} {model.findings[0].next_step}"


def test_that_an_absent_file_is_refused(tmp_path: Path):
    model = load_model(tmp_path / "absent.ifc", None)

    assert model.summary.status == "refused"
    assert "absent.ifc" in model.summary.reason
    assert model.findings[0].message == "{file} is not there."
    assert model.findings[0].values == {"file": "absent.ifc"}


def test_that_what_the_child_says_of_a_refusal_is_kept_as_template_and_values(tmp_path: Path):
    path = tmp_path / "letter.ifc"
    path.write_text(
        "ISO-10303-21;HEADER;FILE_SCHEMA(('IFC9'));ENDSEC;DATA;ENDSEC;END-ISO-10303-21;"
    )

    refused = load_model(path, None).findings[0]

    assert refused.message.startswith("The file is written in {declared}")
    assert refused.values["declared"] == "IFC9"
    assert refused.next_step


def test_that_stopping_leaves_nothing_behind(house: Path, tmp_path: Path):
    class Stopping:
        def report(self, fraction: float, text: str) -> None:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        load_model(house, tmp_path / "cache", Stopping())

    assert list((tmp_path / "cache").iterdir()) == []


def test_that_details_can_be_taken_by_range_and_from_the_end(house: Path, tmp_path: Path):
    model = load_model(house, tmp_path / "cache")

    assert model.details[-1] == model.details[1]
    assert len(model.details[0:2]) == 2
    with pytest.raises(IndexError):
        model.details[2]


def test_that_a_process_kept_ready_reads_the_next_file(house: Path):
    load.warm_up()
    try:
        waiting = load.spare._child
        models = [load_model(house, None) for _ in range(2)]
    finally:
        load.cool_down()

    assert waiting is not None
    assert not waiting.is_running()
    assert [m.summary.status for m in models] == ["ok", "ok"]
    assert load.spare._child is None


def test_that_a_model_with_an_element_that_cannot_be_drawn_is_partial(tmp_path: Path):
    model = SmallModel()
    model.product("IfcWall", "Wall", [model.box(4.0, 0.3, 3.0)], (0.0, 0.0, 0.0))
    empty = model.add("IfcFacetedBrep", model.add("IfcClosedShell", []))
    model.product("IfcSlab", "Slab", [empty], (0.0, 0.0, 0.0))

    found = load_model(model.write(tmp_path / "a.ifc"), None)

    assert found.summary.status == "partial"
    assert found.summary.reason == "1 of 2 elements with a body could not be drawn."
    assert found.shortfall is not None
    assert found.shortfall.text().startswith(found.summary.reason)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (rb"IFCSTYLEDITEM\((#\d+),\(#\d+\),\$\)", rb"IFCSTYLEDITEM(\1,.T.,$)"),
        (rb"IFCRELVOIDSELEMENT\(('[^']+'),\$,'',\$,#\d+,", rb"IFCRELVOIDSELEMENT(\1,$,'',$,$,"),
        (rb"IFCWALL\(('[^']+'),\$,'Wall'", rb"IFCWALL(\1,$,5."),
    ],
)
def test_that_a_faulty_entity_does_not_cost_the_model(
    tmp_path: Path, pattern: bytes, written: bytes
):
    model = SmallModel()
    solid = model.box(4.0, 0.3, 3.0)
    model.colour(solid, 1.0, 0.0, 0.0, 0.0)
    wall = model.product("IfcWall", "Wall", [solid], (0.0, 0.0, 0.0))
    hole = model.product("IfcOpeningElement", "", [model.box(1.0, 0.3, 1.0)], (1.0, 0.0, 1.0))
    model.void(wall, hole)
    path = model.write(tmp_path / "a.ifc")
    text, changes = re.subn(pattern, written, path.read_bytes())
    path.write_bytes(text)

    summary = load_model(path, None).summary

    assert changes == 1
    assert summary.status in ("ok", "partial")
    assert (summary.with_body, summary.drawn) == (1, 1)


def test_that_old_unfinished_readings_are_swept_and_new_ones_stay(house: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    for name in ("reading-old", "reading-new"):
        (cache / name).mkdir(parents=True)
    os.utime(cache / "reading-old", (0, 0))

    load_model(house, cache)

    assert not (cache / "reading-old").exists()
    assert (cache / "reading-new").exists()


def test_that_true_north_is_kept_with_the_model(tmp_path: Path):
    model = SmallModel()
    model.product("IfcWall", "Wall", [model.box(4.0, 0.3, 3.0)], (0.0, 0.0, 0.0))
    context = model.file.by_type("IfcGeometricRepresentationContext", include_subtypes=False)[0]
    context.TrueNorth = model.file.create_entity("IfcDirection", (1.0, 1.0))
    turned = model.write(tmp_path / "turned.ifc")

    first, again = (load_model(turned, tmp_path / "cache") for _ in range(2))

    assert first.true_north == pytest.approx(45.0)
    assert again.true_north == first.true_north
