"""Matching on real pairs of versions, and on real models whose GlobalIds are all new."""

import re
import uuid
from pathlib import Path

import ifcopenshell.guid
import pytest

from analysis.versions.boxes import moved, nameless, renewed
from twin.analysis.versions.compare import compare
from twin.ifc.load import load_model
from twin.model.building import BuildingModel
from twin.model.version import ElementChange, MatchReason, ModelDifference

_ROOT = re.compile(rb"(?m)^(#\d+\s*=\s*IFC[A-Z0-9]+\(\s*)'([0-3][0-9A-Za-z_$]{21})'")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def model_of(corpus: Path, cache: Path):
    def load(name: str) -> BuildingModel:
        return load_model(corpus / "ifc" / name, cache)

    return load


def names(model: BuildingModel, rows) -> list[str]:
    return [model.elements[row].name for row in rows.tolist()]


def flags(found: ModelDifference, new: BuildingModel, ifc_class: str) -> list[int]:
    return [
        int(c)
        for row, c in zip(found.new.tolist(), found.changes.tolist(), strict=True)
        if new.elements[row].ifc_class == ifc_class and c
    ]


def test_that_the_removed_slab_is_the_only_thing_gone(model_of):
    old, new = model_of("duplex_rev_baseline.ifc"), model_of("duplex_rev_delslab.ifc")
    found = compare(old, new)
    assert names(old, found.removed) == ["Floor:150mm Exterior Slab on Grade:216552"]
    assert not len(found.added) and not found.unsure


def test_that_the_moved_door_is_told_as_moved_and_its_wall_as_reshaped(model_of):
    old, new = model_of("duplex_rev_baseline.ifc"), model_of("duplex_rev_movedoor.ifc")
    found = compare(old, new)
    assert flags(found, new, "IfcDoor") == [ElementChange.MOVED]
    assert flags(found, new, "IfcWallStandardCase") == [ElementChange.RESHAPED]
    assert not len(found.added) and not len(found.removed)


def test_that_the_exchanged_door_keeps_its_identity(model_of):
    old, new = model_of("duplex_rev_baseline.ifc"), model_of("duplex_rev_doubledoor.ifc")
    found = compare(old, new)
    (change,) = flags(found, new, "IfcDoor")
    for kind in (ElementChange.RESIZED, ElementChange.RENAMED, ElementChange.PROPERTIES):
        assert change & kind


def test_that_the_pasted_window_is_new_and_the_cut_one_gone(model_of):
    old, new = model_of("duplex_rev_baseline.ifc"), model_of("duplex_rev_cutpastewindow.ifc")
    found = compare(old, new)
    assert names(old, found.removed) == ["M_Fixed:4835mm x 2420mm:4835mm x 2420mm:146016"]
    assert names(new, found.added) == ["M_Fixed:4835mm x 2420mm:4835mm x 2420mm:221125"]


def test_that_the_handover_model_follows_the_one_of_the_design(model_of):
    old, new = model_of("duplex_A_2x3.ifc"), model_of("duplex_rev_baseline.ifc")
    found = compare(old, new)
    assert len(found.old) > 0.9 * len(old.elements)


def test_that_a_file_with_new_global_ids_is_matched_without_a_mistake(corpus, cache, tmp_path):
    source = corpus / "ifc" / "duplex_rev_baseline.ifc"
    fresh: dict[bytes, bytes] = {}

    def renew(match: re.Match[bytes]) -> bytes:
        made = ifcopenshell.guid.compress(uuid.uuid4().hex).encode()
        return match[1] + b"'" + fresh.setdefault(match[2], made) + b"'"

    rewritten = tmp_path / "renewed.ifc"
    rewritten.write_bytes(_ROOT.sub(renew, source.read_bytes()))
    old, new = load_model(source, cache), load_model(rewritten, None)
    ids = {e.global_id for e in old.elements}
    assert not ids & {e.global_id for e in new.elements}
    found = compare(old, new)
    assert len(found.old) == len(old.elements) == len(new.elements)
    for one, other in zip(found.old.tolist(), found.new.tolist(), strict=True):
        before, after = old.elements[one], new.elements[other]
        assert fresh[before.global_id.encode()].decode() == after.global_id
    assert set(found.reason) == {MatchReason.NAME}
    assert not found.changes.any()
    storeys = {m.old for m in found.rooms}
    assert storeys >= {s.global_id for s in old.storeys} | {s.global_id for s in old.spaces}


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("duplex_rev_baseline.ifc", 0.97),
        ("AC20-FZK-Haus_webifc.ifc", 1.0),
        ("schependomlaan_staal_berNTS.ifc", 1.0),
        ("office_A_20110811_2x3.ifc", 0.99),
    ],
)
def test_that_place_alone_finds_nearly_all_and_never_a_wrong_one(model_of, name, least):
    old = model_of(name)
    found = compare(old, moved(renewed(nameless(old)), (100.3, -40.0, 3.0)))
    assert (found.old == found.new).all()
    assert len(found.old) >= least * len(old.elements)
    assert found.shift == pytest.approx((100.3, -40.0, 3.0), abs=0.005)
