"""Points of offers against sums done by hand."""

import math

import numpy as np
import pytest

from twin.analysis.procurement.blind import blind_names
from twin.analysis.procurement.scoring import score
from twin.errors import InputOutOfRange
from twin.model.comparison import CLAIMED, RECOMPUTED, Outcome, ScenarioOutcome
from twin.model.procurement import PROPORTIONAL, AwardCriterion, Lacking, Offer
from twin.model.scenario import Spread


def offer(name: str, samples: dict[str, list[float]] | None = None, **values: float) -> Offer:
    outcomes = {k: Outcome(Spread(v, v, v), RECOMPUTED) for k, v in values.items()}
    drawn = {k: np.array(v) for k, v in (samples or {}).items()}
    return Offer(name, f"{name} AS", name, ScenarioOutcome(name, name, outcomes, drawn))


def test_that_points_fall_evenly_from_best_to_worst() -> None:
    offers = [offer("a", cost_30=100.0), offer("b", cost_30=150.0), offer("c", cost_30=200.0)]

    found = score(offers, [AwardCriterion("cost_30", 1.0)])

    assert found.points[:, 0].tolist() == [10.0, 5.0, 0.0]
    assert found.rank == (1, 2, 3)


def test_that_a_stated_zero_is_kept_and_nothing_is_negative() -> None:
    offers = [offer("a", cost_30=100.0), offer("b", cost_30=150.0), offer("c", cost_30=500.0)]

    found = score(offers, [AwardCriterion("cost_30", 1.0, zero_at=200.0)])

    assert found.points[:, 0].tolist() == [10.0, 5.0, 0.0]


def test_that_proportion_is_best_over_offered() -> None:
    offers = [offer("a", cost_30=100.0), offer("b", cost_30=125.0)]

    found = score(offers, [AwardCriterion("cost_30", 1.0, PROPORTIONAL)])

    assert found.points[:, 0].tolist() == [10.0, 8.0]


def test_that_weights_are_scaled_and_more_can_be_better() -> None:
    # Cost 10 and 0 points, own use 0 and 10: 30 of 50 parts against 20 of 50.
    offers = [
        offer("a", cost_30=100.0, own_use=10.0),
        offer("b", cost_30=200.0, own_use=90.0),
    ]

    found = score(offers, [AwardCriterion("cost_30", 30.0), AwardCriterion("own_use", 20.0)])

    assert found.total.tolist() == pytest.approx([6.0, 4.0])


def test_that_equal_offers_share_rank_and_full_points() -> None:
    found = score(
        [offer("a", cost_30=100.0), offer("b", cost_30=100.0)], [AwardCriterion("cost_30", 1.0)]
    )

    assert found.points[:, 0].tolist() == [10.0, 10.0]
    assert found.rank == (1, 1)


def test_that_what_is_missing_or_unsupported_gets_no_points_and_is_told() -> None:
    claimed = Outcome(Spread(-90.0, -80.0, -70.0), CLAIMED, supported=0.0)
    offers = [
        offer("a", man_hours=-20.0),
        Offer("b", "B AS", "b", ScenarioOutcome("b", "b", {"man_hours": claimed})),
        offer("c"),
    ]

    found = score(offers, [AwardCriterion("man_hours", 1.0)])

    assert found.points[:, 0].tolist() == [10.0, 0.0, 0.0]
    assert found.lacking == (
        Lacking("b", "man_hours", "no evidence"),
        Lacking("c", "man_hours", "no value"),
    )
    lenient = score(offers, [AwardCriterion("man_hours", 1.0, needs_evidence=False)])
    assert lenient.points[:, 0].tolist() == [0.0, 10.0, 0.0]


def test_that_draws_tell_how_sure_the_first_place_is() -> None:
    offers = [
        offer("a", {"cost_30": [1.0, 1.0, 1.0, 3.0]}, cost_30=1.0),
        offer("b", {"cost_30": [2.0, 2.0, 2.0, 2.0]}, cost_30=2.0),
    ]

    found = score(offers, [AwardCriterion("cost_30", 1.0)])

    assert found.chance_first.tolist() == [0.75, 0.25]


def test_that_without_draws_nobody_knows_how_sure_it_is() -> None:
    found = score([offer("a", cost_30=1.0)], [AwardCriterion("cost_30", 1.0)])

    assert math.isnan(found.chance_first[0])


@pytest.mark.parametrize(
    "criteria",
    [
        [],
        [AwardCriterion("cost_30", 0.0)],
        [AwardCriterion("cost_30", -1.0)],
        [AwardCriterion("cost_30", math.nan)],
        [AwardCriterion("beauty", 1.0)],
        [AwardCriterion("cost_30", 1.0), AwardCriterion("cost_30", 1.0)],
        [AwardCriterion("present_value", 1.0, PROPORTIONAL)],
    ],
)
def test_that_impossible_criteria_are_refused(criteria: list[AwardCriterion]) -> None:
    with pytest.raises(InputOutOfRange):
        score([offer("a", cost_30=1.0, present_value=-5.0)], criteria)


def test_that_blind_letters_are_the_same_again_and_hide_the_order() -> None:
    offers = [offer(f"offer {i}") for i in range(30)]

    names = blind_names(offers, "round 1")

    assert names == blind_names(offers[::-1], "round 1")
    assert sorted(names.values(), key=lambda n: (len(n), n))[24:28] == ["Y", "Z", "AA", "AB"]
    assert list(names) != [o.offer_id for o in offers]
    assert names != blind_names(offers, "round 2")
