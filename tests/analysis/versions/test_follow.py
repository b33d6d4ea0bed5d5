"""Records follow their things to another version of the model; nothing is lost on the way."""

from collections import Counter
from dataclasses import replace
from datetime import date

from analysis.versions.boxes import boxes, element, renewed
from twin.analysis.versions.compare import compare
from twin.analysis.versions.follow import Compared, followed, follows, lost_names, named_by
from twin.model.building import Space
from twin.model.condition import Assessment, ConditionGrade
from twin.model.known import U_VALUE, KnownValue
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.need import Need
from twin.model.version import MatchReason

DAY = date(2025, 5, 1)
PLACES = [(0.0, 0.0, 0.0), (3.0, 0.0, 0.0), (6.0, 0.0, 0.0)]


def assessment(global_id: str, part_code: str = "", space_id: str = "") -> Assessment:
    return Assessment(
        "b1", global_id, part_code, ConditionGrade.TG2, 2, "", "", DAY, "AN", 1, 1, 2, 3, 2025,
        assessment_id=f"a-{global_id}", space_id=space_id,
    )  # fmt: skip


def order(global_id: str) -> WorkOrder:
    return WorkOrder(
        "o", "b1", global_id, "", "", WorkOrderState.OPEN, False, DAY, None, None, "", 0.0
    )


def need(*places: str) -> Need:
    return Need("n", "b1", "Cold", "", "", 3, DAY, places=places)


def known(*keys: str) -> KnownValue:
    return KnownValue("b1", U_VALUE, 0.8, 0.1, "measured", DAY, "AN", "", DAY, elements=keys)


def three():
    model = boxes([element(i, name=f"Wall {i}", classification="231") for i in range(3)], PLACES)
    return replace(model, spaces=(Space("r1", "101", "Classroom", "s1"),))


def test_that_every_kind_of_naming_is_seen():
    assert named_by(assessment("g1", space_id="r1")) == ("g1", "r1")
    assert named_by(need("r1", "g2")) == ("r1", "g2")
    assert named_by(known("g1", "g2")) == ("g1", "g2")
    assert named_by(assessment("", "23")) == ()


def test_that_only_what_the_model_does_not_have_is_lost():
    records = [assessment("g1"), order("g9"), need("g9", "s1", "r1"), known("g9")]
    lost = lost_names(records, three())
    assert lost == {"g9": Counter(WorkOrder=1, Need=1, KnownValue=1)}


def test_that_records_follow_by_name_and_by_room():
    old, new = three(), renewed(three())
    records = [assessment("g1", space_id="r1"), order("g1"), need("s1")]
    found = follows(lost_names(records, new), [Compared(old, new, compare(old, new))])
    ways = {f.was.global_id: f for f in found}
    assert set(ways) == {"g1", "r1", "s1"}
    assert ways["g1"].candidates[0].global_id == "ng1"
    assert ways["g1"].reason is MatchReason.NAME and ways["g1"].count == 2
    assert ways["g1"].was.storey == "Plan 1"
    assert ways["r1"].candidates[0].global_id == "nr1"
    assert all(f.is_certain for f in found)


def test_that_what_is_gone_is_listed_with_where_it_was():
    old = three()
    new = boxes([element(i, name=f"Wall {i}") for i in (0, 2)], [PLACES[0], PLACES[2]])
    (gone,) = follows(lost_names([assessment("g1")], new), [Compared(old, new, compare(old, new))])
    assert gone.candidates == () and not gone.is_certain
    assert (gone.was.name, gone.was.storey, gone.was.code) == ("Wall 1", "Plan 1", "231")


def test_that_what_no_version_knows_is_listed_too():
    (lost,) = follows(lost_names([order("nobody")], three()), [])
    assert lost.was.global_id == "nobody" and lost.candidates == ()


def test_that_open_choices_are_listed_and_not_made():
    old = boxes([element(0)], [(0.0, 0.0, 0.0)])
    new = renewed(boxes([element(8), element(9)], [(0.2, 0, 0), (-0.2, 0, 0)]))
    (choice,) = follows(lost_names([order("g0")], new), [Compared(old, new, compare(old, new))])
    assert {p.global_id for p in choice.candidates} == {"ng8", "ng9"}
    assert not choice.is_certain and choice.reason is None


def test_that_a_name_is_looked_for_in_older_versions_too():
    new = boxes([element(5)], [(50.0, 0, 0)])
    middle = boxes([element(4)], [(50.0, 0, 0)])
    pairs = [Compared(v, new, compare(v, new)) for v in (middle, three())]
    found = follows(lost_names([order("g1"), order("g4")], new), pairs)
    assert {f.was.name for f in found if not f.candidates} == {"Wall 1"}
    assert next(f for f in found if f.was.global_id == "g4").is_certain


def test_that_followed_records_name_what_is_there_now():
    now, codes = {"g1": "n1", "r1": "n2"}, {"gone": "231"}
    assert followed(assessment("g1", "23", "r1"), now, codes) == replace(
        assessment("g1", "23", "r1"), global_id="n1", space_id="n2"
    )
    assert followed(need("g1", "x", "r1"), now, codes).places == ("n1", "x", "n2")
    assert followed(known("g1"), now, codes).elements == ("n1",)


def test_that_a_record_whose_element_is_gone_still_counts_for_its_building_part():
    kept = followed(assessment("gone"), {}, {"gone": "231"})
    assert (kept.global_id, kept.part_code) == ("gone", "231")
    assert followed(assessment("gone", "234"), {}, {"gone": "231"}).part_code == "234"
