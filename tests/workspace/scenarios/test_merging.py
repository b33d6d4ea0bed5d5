"""What two scenarios may keep side by side, and where somebody has to choose."""

from dataclasses import replace

from twin.model.choice import PortfolioScenario
from twin.workspace.scenarios.merging import BOTH, FIRST, SECOND, clashes, merged
from workspace.scenarios.offers import fans, wall

MINE = PortfolioScenario("a", "A", (wall(0.2),))
THEIRS = PortfolioScenario("b", "B", (wall(0.15, "c9"), fans()))


def test_that_two_u_values_of_the_same_walls_clash() -> None:
    (clash,) = clashes(MINE, THEIRS)

    assert (clash.building_id, clash.part) == ("b01", "Walls")
    assert (clash.first, clash.second) == (wall(0.2), wall(0.15, "c9"))


def test_that_walls_of_unlike_buildings_and_elements_do_not_clash() -> None:
    elsewhere = replace(THEIRS, choices=(wall(0.15, "c9", "b02"),))
    painted = replace(MINE, choices=(replace(wall(), elements=("1", "2")),))
    others = replace(THEIRS, choices=(replace(wall(0.1, "c9"), elements=("3",)),))

    assert clashes(MINE, elsewhere) == ()
    assert clashes(painted, others) == ()


def test_that_the_answer_says_what_is_kept() -> None:
    (clash,) = clashes(MINE, THEIRS)

    def kept(answer: str) -> list[str]:
        return [c.key for c in merged(MINE, THEIRS, {clash.key: answer}, "m").choices]

    assert kept(FIRST) == ["c1", "c2"]
    assert kept(SECOND) == ["c9", "c2"]
    assert kept(BOTH) == ["c1", "c9", "c2"]


def test_that_what_is_alike_counts_once_and_keys_stay_unlike() -> None:
    same = PortfolioScenario("b", "B", (wall(0.2, "c7"), fans("c1")))
    made = merged(MINE, same, {}, "m")

    assert [c.measure.title for c in made.choices] == ["Walls", "Fans"]
    assert len({c.key for c in made.choices}) == 2
    assert made.parent == "a/0 + b/0"
