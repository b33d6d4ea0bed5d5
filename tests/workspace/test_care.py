"""The register of duties, the edits of maintenance, and votes."""

from dataclasses import replace
from datetime import date

import pytest

from twin.model.building import Building
from twin.model.care import duty_kind
from twin.model.maintenance import Duty, WorkOrder, WorkOrderState
from twin.model.need import Need, NeedStatus, NeedVote
from twin.workspace.care import moved
from twin.workspace.duty_kinds import duty_kinds, missing_duties, usual_duties
from twin.workspace.needs import gravest_first, themes, vote_edits

TODAY = date(2026, 11, 23)
SCHOOL = Building("b1", "Lia", "school", gross_floor_area=3000.0)


def test_that_every_duty_has_a_legal_basis_an_interval_and_a_source() -> None:
    kinds = {k.kind: k for k in duty_kinds()}
    assert len(kinds) == len(duty_kinds()) > 20
    for kind in kinds.values():
        assert kind.interval_months > 0
        assert "FOR-" in kind.legal_basis or "lov" in kind.legal_basis.lower(), kind
        assert kind.status in ("second_hand", "unverified"), kind
        assert kind.read_on == "2026-11-23"
    assert kinds["lift"].interval_months == 24
    assert "§ 29-9" in kinds["lift"].legal_basis


@pytest.mark.parametrize(
    ("category", "area", "there", "absent"),
    [
        ("kindergarten", 600.0, "playground", "energy certificate"),
        ("school", 3000.0, "radon", "sprinkler"),
        ("nursing_home", 5000.0, "sprinkler", "playground"),
        ("fire_station", 900.0, "oil separator", "radon"),
        ("office", float("nan"), "energy certificate", "pool"),
    ],
)
def test_that_duties_follow_category_and_area(
    category: str, area: float, there: str, absent: str
) -> None:
    building = Building("b1", "A", category, gross_floor_area=area)
    kinds = {k.kind for k in missing_duties(building, ())}
    assert there in kinds and absent not in kinds


def test_that_only_what_a_building_lacks_is_added() -> None:
    known = [Duty("d1", "b1", "radon", "Radon"), Duty("d2", "b9", "fire drill", "Drill")]
    keys = iter(range(100))
    added = [e.after for e in usual_duties([SCHOOL], known, lambda: str(next(keys)), str.upper)]
    kinds = {d.kind for d in added if isinstance(d, Duty)}
    assert "radon" not in kinds and "fire drill" in kinds
    assert all(isinstance(d, Duty) and d.title.isupper() for d in added)
    assert len({d.duty_id for d in added if isinstance(d, Duty)}) == len(added)


def test_that_a_row_of_the_register_is_read() -> None:
    kind = duty_kind({
        "kind": "lift", "title": "Lift", "part_code": "621", "usual_for": "office school",
        "legal_basis": "x", "interval_months": "24", "from_area": "1500", "status": "unverified",
        "source": "y", "date": "2026-11-23",
    })  # fmt: skip
    assert kind.is_usual("school", 1500.0) and not kind.is_usual("school", 1499.0)
    assert not kind.is_usual("sports", 9000.0)


def test_that_moving_an_order_moves_plan_and_deadline_but_not_a_start() -> None:
    order = WorkOrder(
        "o1", "b1", "", "", "", WorkOrderState.OPEN, True, date(2026, 10, 1), date(2026, 12, 1),
        None, "", 0.0,
    )  # fmt: skip
    later = moved(order, 14)
    assert (later.planned_on, later.deadline) == (date(2026, 10, 15), date(2026, 12, 15))
    assert later.opened_on == order.opened_on
    begun = moved(replace(order, started_on=TODAY, deadline=None), 7)
    assert (begun.planned_on, begun.deadline, begun.started_on) == (None, None, TODAY)


def need(key: str, theme: str, pain: int, votes: int, **more: NeedStatus) -> Need:
    return Need(key, "b1", key, "", "", pain, TODAY, theme=theme, votes=votes, **more)


def test_that_themes_with_most_votes_come_first_and_answered_needs_no_longer_hurt() -> None:
    found = themes([
        need("a", "Air", 3, 2), need("b", "", 5, 9), need("c", "Cold", 2, 4),
        need("d", "Air", 5, 3, status=NeedStatus.ANSWERED),
    ])  # fmt: skip
    assert [(t.name, t.votes, t.pain) for t in found] == [
        ("Air", 5, 3.0), ("Cold", 4, 2.0), ("", 9, 5.0),
    ]  # fmt: skip
    assert [n.need_id for n in found[0].needs] == ["d", "a"]
    assert [n.need_id for n in gravest_first(found[0].needs)] == ["a"]


def test_that_a_second_vote_of_the_same_name_takes_the_first_one_back() -> None:
    wanted = need("a", "", 3, 4)
    first = vote_edits([], wanted, " Kari ", lambda: "v1")
    vote = first[0].after
    assert isinstance(vote, NeedVote) and (vote.who, vote.need_id) == ("Kari", "a")
    again = vote_edits([vote], wanted, "KARI", lambda: "v2")
    assert again[0].before == vote and again[0].after is None
    assert [getattr(e[1].after, "votes", 0) for e in (first, again)] == [5, 3]
