"""Matching of elements and what is different, on boxes whose answer is plain to see."""

import time
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from analysis.versions.boxes import boxes, element, moved, nameless, renewed
from twin.analysis.versions.compare import compare
from twin.model.building import ClassificationReference, ElementDetails, MaterialLayer, Space
from twin.model.version import ElementChange, MatchReason, Unsure

PLACES = [(0.0, 0.0, 0.0), (3.0, 0.0, 0.0), (6.0, 0.0, 0.0), (9.0, 0.0, 0.0)]


def four(**known: str):
    return boxes([element(i, name=f"Wall {i}", **known) for i in range(4)], PLACES)


def pairs(found) -> dict[int, int]:
    return dict(zip(found.old.tolist(), found.new.tolist(), strict=True))


def test_that_a_model_is_the_same_as_itself():
    found = compare(four(), four())
    assert pairs(found) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert set(found.reason) == {MatchReason.GLOBAL_ID}
    assert not found.changes.any() and not len(found.added) and not len(found.removed)


def test_that_every_row_is_matched_removed_or_unsure():
    rng = np.random.default_rng(5)
    old = boxes([element(i) for i in range(60)], rng.uniform(0, 6, (60, 3)))
    new = renewed(boxes([element(i) for i in range(70)], rng.uniform(0, 6, (70, 3))))
    found = compare(old, new)
    rows = [*found.old.tolist(), *found.removed.tolist(), *(u.old for u in found.unsure)]
    assert sorted(rows) == list(range(60))
    candidates = {c for u in found.unsure for c in u.candidates}
    new_rows = {*found.new.tolist(), *found.added.tolist()} | candidates
    assert new_rows == set(range(70))
    assert len(set(found.new.tolist())) == len(found.new)


def test_that_added_and_removed_elements_are_told():
    old = boxes([element(i) for i in (0, 1, 2)], PLACES[:3])
    new = boxes([element(i) for i in (0, 2, 3)], [PLACES[0], PLACES[2], (40.0, 0, 0)])
    found = compare(old, new)
    assert found.removed.tolist() == [1] and found.added.tolist() == [2]


def test_that_renewed_global_ids_are_matched_by_class_and_name():
    found = compare(four(), renewed(four()))
    assert pairs(found) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert set(found.reason) == {MatchReason.NAME}
    assert not found.changes.any()  # another id of the same storey is no change
    assert {(r.old, r.new) for r in found.rooms} == {("s1", "ns1"), ("s2", "ns2")}


def test_that_nameless_elements_are_matched_by_place():
    new = renewed(nameless(four()))
    shuffled = replace(new, elements=new.elements)
    found = compare(nameless(four()), shuffled)
    assert pairs(found) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert set(found.reason) == {MatchReason.PLACE}
    assert (found.score > 0.9).all()


def test_that_a_whole_building_that_moved_has_not_changed():
    by = (297_000.25, 6_700_000.5, 12.0)
    found = compare(four(), moved(four(), by))
    assert not found.changes.any()
    assert found.shift == pytest.approx(by, abs=1e-6)


def test_that_a_moved_building_with_new_ids_and_no_names_is_found():
    found = compare(nameless(four()), moved(renewed(nameless(four())), (50.0, -20.0, 3.0)))
    assert pairs(found) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert found.shift == pytest.approx((50.0, -20.0, 3.0))


def test_that_one_moved_element_is_told_as_moved():
    places = [*PLACES[:3], (9.0, 0.4, 0.0)]
    found = compare(four(), boxes([element(i, name=f"Wall {i}") for i in range(4)], places))
    assert found.changes.tolist() == [0, 0, 0, ElementChange.MOVED]
    assert found.changed.tolist() == [3] and found.same.tolist() == [0, 1, 2]


def test_that_a_larger_element_is_told_as_resized():
    sizes = [(1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 2.5)]
    found = compare(four(), boxes(four().elements, PLACES, sizes))
    assert found.changes[3] & ElementChange.RESIZED and not found.changes[:3].any()


def test_that_another_shape_in_the_same_box_is_told():
    new = four()
    vertices = np.array(new.mesh.vertices)
    vertices[8 * 2, 0] += 0.3  # one corner of the third box, inside its box
    new = replace(new, mesh=replace(new.mesh, vertices=vertices))
    assert compare(four(), new).changes.tolist() == [0, 0, ElementChange.RESHAPED, 0]


def test_that_rounding_is_not_told_as_a_change():
    rng = np.random.default_rng(1)
    new = four()
    noise = rng.uniform(-2e-4, 2e-4, new.mesh.vertices.shape).astype(np.float32)
    new = replace(new, mesh=replace(new.mesh, vertices=new.mesh.vertices + noise))
    assert not compare(four(), new).changes.any()


@pytest.mark.parametrize(
    ("known", "change"),
    [
        ({"storey": "s2"}, ElementChange.STOREY),
        ({"classification": "231"}, ElementChange.CLASSIFICATION),
        ({"type_name": "Concrete 200"}, ElementChange.RENAMED),
        ({"ifc_class": "IfcWallStandardCase"}, ElementChange.CLASS),
    ],
)
def test_that_what_the_file_says_otherwise_is_told(known, change):
    new = four()
    elements = (replace(new.elements[0], **known), *new.elements[1:])
    assert compare(four(), replace(new, elements=elements)).changes.tolist() == [change, 0, 0, 0]


@pytest.mark.parametrize(
    ("details", "change"),
    [
        (ElementDetails({"Pset_WallCommon": {"FireRating": "EI60"}}), ElementChange.PROPERTIES),
        (ElementDetails(quantity_sets={"Q": {"Width": 0.2}}), ElementChange.PROPERTIES),
        (ElementDetails(layers=(MaterialLayer("Brick", 0.1),)), ElementChange.LAYERS),
        (ElementDetails(classifications=(ClassificationReference("NS 3451", "2022", "231"),)),
         ElementChange.CLASSIFICATION),
    ],
)  # fmt: skip
def test_that_details_that_differ_are_told(details, change):
    new = replace(four(), details=(details, *four().details[1:]))
    assert compare(four(), new).changes.tolist() == [change, 0, 0, 0]


def test_that_the_last_digits_of_a_number_are_no_change():
    def with_area(area: float):
        details = ElementDetails({"P": {"Area": area}}, layers=(MaterialLayer("Air"),))
        return replace(four(), details=(details, *four().details[1:]))

    assert not compare(with_area(10.0), with_area(10.0 + 1e-7)).changes.any()
    assert compare(with_area(10.0), with_area(10.01)).changes[0] == ElementChange.PROPERTIES


def test_that_two_alike_in_one_place_are_left_to_people():
    old = boxes([element(0)], [(0.0, 0.0, 0.0)])
    new = boxes([element(8), element(9)], [(0.2, 0.0, 0.0), (-0.2, 0.0, 0.0)])
    found = compare(old, renewed(new))
    assert [(u.old, set(u.candidates)) for u in found.unsure] == [(0, {0, 1})]
    assert not len(found.old) and not len(found.added) and not len(found.removed)


def test_that_two_that_might_be_each_other_are_left_to_people():
    old = boxes([element(0), element(1)], [(0.0, 0, 0), (0.4, 0, 0)])
    new = boxes([element(8), element(9)], [(0.2, 0.2, 0), (0.2, -0.2, 0)])
    found = compare(old, new)
    assert [u.old for u in found.unsure] == [0, 1]
    assert found.unsure[0] == Unsure(0, found.unsure[0].candidates)


def test_that_a_name_is_not_believed_far_away_at_another_size():
    old = boxes([element(0, name="Window")], [(0.0, 0, 0)])
    far = boxes([element(9, name="Window")], [(30.0, 0, 0)], [(2.0, 0.1, 1.0)])
    found = compare(boxes([*old.elements, element(1)], [(0.0, 0, 0), (60.0, 0, 0)]),
                    boxes([*far.elements, element(1)], [(30.0, 0, 0), (60.0, 0, 0)],
                          [(2.0, 0.1, 1.0), (1, 1, 1)]))  # fmt: skip
    assert found.removed.tolist() == [0] and found.added.tolist() == [0]


def test_that_a_repeated_global_id_is_not_matched_by_it():
    twice = [replace(element(i, name=f"W {i}"), key=f"same#{i}", global_id="same") for i in (1, 2)]
    old, new = boxes(twice, PLACES[:2]), boxes(twice[::-1], PLACES[1::-1])
    found = compare(old, new)
    assert pairs(found) == {0: 1, 1: 0}
    assert MatchReason.GLOBAL_ID not in found.reason


def test_that_a_whole_is_found_by_its_parts():
    whole = element(9, "IfcStair")
    parts = [element(i, "IfcStairFlight", name=f"F {i}", parent="g9") for i in range(3)]
    old = boxes([*parts, whole], [*PLACES[:3], (0, 0, 0)])
    faces = old.mesh.faces[: 12 * 3]  # the stair itself has no shape
    old = replace(old, mesh=replace(old.mesh, faces=faces))
    found = compare(old, renewed(old))
    assert pairs(found)[3] == 3


def test_that_rooms_are_matched_by_name_and_storey():
    space = Space("r1", "101", "Classroom", "s1")
    old = replace(four(), spaces=(space, Space("r2", "102", "Office", "s1")))
    new = renewed(replace(old, spaces=old.spaces[:1]))
    assert {(r.old, r.new) for r in compare(old, new).rooms} >= {("r1", "nr1")}


def many(n: int, rng: np.random.Generator):
    side = round(n ** (1 / 3)) + 1
    grid = np.stack(np.meshgrid(*[np.arange(side)] * 3), -1).reshape(-1, 3)[:n] * 1.7
    sizes = rng.uniform(0.2, 1.2, (n, 3))
    classes = ("IfcWall", "IfcWindow", "IfcDoor", "IfcSlab", "IfcColumn")
    psets = [{"P": {"a": float(i), "b": f"t{i}", "c": True}} for i in range(n)]
    return boxes(
        [element(i, classes[i % 5], name=f"E {i // 3}") for i in range(n)], grid, sizes,
        [ElementDetails(p) for p in psets],
    )  # fmt: skip


@pytest.mark.parametrize("is_renewed", [False, True])
def test_that_thirty_thousand_elements_are_compared_quickly(is_renewed):
    rng = np.random.default_rng(2)
    old = many(30_000, rng)
    new = moved(renewed(nameless(old)), (0.0, 7.3, 0.0)) if is_renewed else old
    begun = time.process_time()
    found = compare(old, new)
    seconds = time.process_time() - begun
    assert len(found.old) == 30_000 and (found.old == found.new).all()
    expected = MatchReason.PLACE if is_renewed else MatchReason.GLOBAL_ID
    assert Counter(found.reason) == {expected: 30_000}
    assert seconds < 3.0
