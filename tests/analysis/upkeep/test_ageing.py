"""Ageing by service life and by the portfolio's own history."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.upkeep.cases import NAN, TABLES, WINDOWS, building, seen, things_of
from twin.analysis.condition import NOT_ASSESSED, worst_of_elements
from twin.analysis.upkeep.forecast import forecast, installed_years, remaining_lives
from twin.analysis.upkeep.inspections import inspections
from twin.analysis.upkeep.service_life import Ageing, chain, yearly_steps
from twin.analysis.upkeep.transitions import History, fitted, histories, learnt
from twin.model.building import Element

BEGINS = (0.2, 0.6, 1.0)


def ageing(grade, age):
    return Ageing(WINDOWS, np.atleast_1d(np.int32(grade)), np.atleast_1d(np.float64(age)), BEGINS)


def test_that_short_and_long_are_p10_and_p90_of_the_life():
    """ln(40 / 25) = 0.4700 and ln(60 / 40) = 0.4055, mean 0.4377, over 1.2816: 0.3416."""
    assert WINDOWS.log_spread == pytest.approx(0.34157, abs=1e-4)


def test_that_the_seen_grade_is_certain_on_the_day_it_was_seen():
    for grade, age in ((0, 4.0), (1, 15.0), (2, 30.0), (3, 45.0), (1, NAN)):
        assert ageing(grade, age).chances(np.array([0.0]))[0, 0, grade] == pytest.approx(1.0)


def test_a_new_part_is_worn_out_at_its_medium_life_with_even_chance():
    """TG0 at age 1 says hardly anything of the life, so half are in TG3 after 39 more years."""
    chance = ageing(0, 1.0).chances(np.array([39.0]))[0, 0]

    assert chance[3] == pytest.approx(0.5, abs=0.01)
    assert chance.sum() == pytest.approx(1.0)


def test_chance_of_tg3_by_hand():
    """TG2 at age 30: the life is between 30 / 1.0 = 30 and 30 / 0.6 = 50 years.

    After 10 years it is TG3 if the life is at most 40. With z = ln(L / 40) / 0.34157:
    F(30) = N(-0.8422) = 0.1998, F(40) = 0.5, F(50) = N(0.6533) = 0.7432.
    (0.5 - 0.1998) / (0.7432 - 0.1998) = 0.5524.
    """
    assert ageing(2, 30.0).chances(np.array([10.0]))[0, 0, 3] == pytest.approx(0.5524, abs=1e-3)


def test_remaining_life_of_a_new_part_is_its_life():
    """Medium life 40 less the year it is old; P10 and P90 are 25.8 and 62.0 years, less one."""
    low, middle, high = ageing(0, 1.0).remaining()[0]

    assert middle == pytest.approx(39, abs=1)
    assert (low, high) == pytest.approx((24.8, 61.0), abs=1.5)
    assert ageing(3, 50.0).remaining()[0].tolist() == [0, 0, 0]


def test_remaining_life_counts_from_the_year_looked_at():
    """New in 2024 and seen in 2025 at age 1 (taken as 0.5): 39 years from 2025, 29 from 2035."""
    things = things_of(seen(0, year=2025), seen(-1, "26"), seen(1, "999"))
    made = np.array([2024.0, NAN, NAN])

    left = {year: remaining_lives(things, year, TABLES, made) for year in (2025, 2035)}

    assert left[2025][0, 1] == pytest.approx(39.5, abs=1)
    assert left[2035][0, 1] == left[2025][0, 1] - 10
    assert np.isnan(left[2025][1:]).all()


def test_that_an_old_part_in_a_good_grade_counts_as_renewed():
    """80 years old and TG0 cannot be the first windows: it ages like one of unknown age."""
    old, unknown = (ageing(0, age).chances(np.array([10.0, 20.0])) for age in (80.0, NAN))

    np.testing.assert_allclose(old, unknown)


@given(st.integers(0, 3), st.one_of(st.floats(0, 120), st.just(NAN)))
def test_that_chances_add_up_and_only_get_worse(grade, age):
    chances = ageing(grade, age).chances(np.arange(0.0, 41.0))[0]
    at_least = chances[:, ::-1].cumsum(axis=1)[:, ::-1]

    np.testing.assert_allclose(chances.sum(axis=1), 1.0, atol=1e-9)
    assert (chances >= -1e-9).all()
    assert (np.diff(at_least, axis=0) >= -1e-6).all()


def test_steps_of_the_service_life():
    """Spans 0.2, 0.4 and 0.4 of 40 years are 8, 16 and 16 years: 1/8, 1/16, 1/16 a year."""
    assert yearly_steps(WINDOWS, BEGINS) == pytest.approx([0.125, 0.0625, 0.0625])


def test_two_years_of_the_chain_by_hand():
    """0.5 a year out of TG0, 0.2 out of TG1.

    After two years: TG0 0.25; TG1 0.5 * 0.5 + 0.5 * 0.8 = 0.65; TG2 0.5 * 0.2 = 0.10.
    """
    matrix = chain(np.array([0.5, 0.2, 0.1]))

    assert (matrix @ matrix)[0] == pytest.approx([0.25, 0.65, 0.10, 0.0])
    assert (matrix.sum(axis=1) == 1).all()
    assert matrix[3].tolist() == [0, 0, 0, 1]


def history(*rows):
    before, after, years = np.array(rows, dtype=np.int32).T
    return History(before, after, years)


def test_the_estimate_is_prior_and_counts_together():
    """40 windows in TG1 seen a year later, 10 of them worse.

    The prior is worth 1 / 0.34157**2 = 8.571 steps in 8.571 / 0.0625 = 137.14 years, so the
    most likely chance is (8.571 + 10) / (137.14 + 40) = 0.1048; TG0 and TG2 keep the prior.
    """
    wear = fitted(history(*[(1, 1, 1)] * 30, *[(1, 2, 1)] * 10), WINDOWS, TABLES)

    assert wear.steps[1] == pytest.approx(0.1048, abs=5e-4)
    assert wear.steps[[0, 2]] == pytest.approx([0.125, 0.0625], abs=5e-4)
    assert wear.pairs == 40


def test_that_draws_spread_as_the_posterior_does():
    """Beta(8.571 + 10, 128.57 + 30): sd sqrt(0.1048 * 0.8952 / 178.1) = 0.0230.

    P10 and P90 are about 1.2816 of it away from the mean.
    """
    wear = fitted(history(*[(1, 1, 1)] * 30, *[(1, 2, 1)] * 10), WINDOWS, TABLES, draws=2000)
    low, _, high = wear.interval()[:, 1]

    assert high - low == pytest.approx(2 * 1.2816 * 0.0230, rel=0.1)


def test_that_much_history_finds_the_truth():
    random, true = np.random.default_rng(0), np.array([0.2, 0.1, 0.04])
    rows = []
    for before in (0, 1, 2):
        for years in (1, 3, 5):
            chance = np.linalg.matrix_power(chain(true), years)[before]
            rows += [(before, after, years) for after in random.choice(4, 400, p=chance)]

    wear = fitted(history(*rows), WINDOWS, TABLES)

    assert wear.steps == pytest.approx(true, rel=0.1)
    assert (wear.draws.min(axis=0) < true).all()
    assert (true < wear.draws.max(axis=0)).all()


def test_that_intervals_hold_the_truth_as_often_as_they_say():
    """Truth drawn from the prior, 60 pairs each: P10 to P90 should hold it in 80 % of cases."""
    random, held = np.random.default_rng(7), []
    worth = 1 / WINDOWS.log_spread**2
    expected = yearly_steps(WINDOWS, BEGINS)
    for case in range(50):
        true = random.beta(worth, worth * (1 - expected) / expected)
        before, years = random.integers(0, 3, 60), random.integers(1, 8, 60)
        powers = [np.linalg.matrix_power(chain(true), int(y)) for y in range(8)]
        after = [random.choice(4, p=powers[y][b]) for b, y in zip(before, years, strict=True)]
        low, _, high = fitted(
            history(*zip(before, after, years, strict=True)), WINDOWS, TABLES, seed=case
        ).interval()
        held += ((low < true) & (true < high)).tolist()

    assert 0.70 < np.mean(held) < 0.90


def test_that_renewals_and_tgiu_say_nothing_of_wear():
    known = inspections(
        [
            seen(1, year=2010), seen(-1, year=2012), seen(2, year=2015), seen(0, year=2020),
            seen(1, year=2023),
        ]
    )  # fmt: skip

    found = histories(known)["234"]

    assert found.before.tolist() == [1, 0]
    assert found.after.tolist() == [2, 1]
    assert found.years.tolist() == [5, 3]
    assert found.improved == 1


def test_that_too_little_history_leaves_it_to_the_service_life():
    few = inspections(
        [seen(1 + y // 2020, thing=str(i), year=y) for i in range(5) for y in (2015, 2020)]
    )
    many = inspections(
        [seen(1 + y // 2020, thing=str(i), year=y) for i in range(25) for y in (2015, 2020)]
    )

    assert not learnt(few, TABLES)
    assert set(learnt(many, TABLES)) == {"234"}


def test_expected_share_of_two_equal_things():
    """One in TG3 stays there; one in TG2 at 30 years is TG3 after 10 years by 0.5524 (above).

    Built 1996 and seen in 2026; expected share of TG3 in 2036 is (1 + 0.5524) / 2 = 0.776.
    """
    things = things_of(
        seen(3, thing="a", day=date(2026, 1, 1)), seen(2, thing="b", day=date(2026, 1, 1))
    )
    built = installed_years(things, [building(construction_year=1996)])

    found = forecast(things, range(2026, 2057), TABLES, built, {})

    assert found.expected[10, 3] == pytest.approx(0.776, abs=1e-3)
    assert found.expected[0].tolist() == pytest.approx([0, 0, 0.5, 0.5])
    assert (found.share[0] <= found.share[2]).all()
    assert (np.diff(found.mean_grade[1]) > -0.1).all()
    assert found.likeliest(30).tolist() == [3, 3]


def test_that_a_forecast_says_what_it_does_not_speak_for():
    """A part without a service life and one nobody could inspect: 1 of 2 graded things."""
    things = things_of(seen(1), seen(1, "999"), seen(-1, "365"))

    found = forecast(things, [2026, 2036], TABLES, installed_years(things, [building()]), {})

    assert found.coverage == pytest.approx(0.5)
    assert found.class_of.tolist()[1:] == [-1, -1]
    assert found.likeliest(1).tolist()[1:] == [-1, -1]


def test_that_elements_take_the_grade_a_forecast_expects():
    """The window of TG2 above is likeliest TG3 after 30 years; the roof nobody graded is not."""
    things = things_of(seen(2, thing="w", year=2025))
    elements = (
        Element("w", "w", 1, "IfcWindow", classification="234"),
        Element("r", "r", 2, "IfcRoof", classification="26"),
    )
    found = forecast(things, [2026, 2056], TABLES, np.array([1996.0]), {})

    grades = [worst_of_elements(elements, things, found.likeliest(i)).tolist() for i in (0, 1)]

    assert grades == [[2, NOT_ASSESSED], [3, NOT_ASSESSED]]


def test_that_own_history_counts_before_the_service_life():
    rows = [seen(1 + y // 2020, thing=str(i), year=y) for i in range(40) for y in (2015, 2020)]
    known = inspections(rows)
    things = things_of(*rows)
    wear = learnt(known, TABLES)
    unknown = np.full(len(things.at), NAN)

    fast = forecast(things, [2026], TABLES, unknown, wear)
    usual = forecast(things, [2026], TABLES, unknown, {})

    assert fast.learnt == ("234",)
    assert usual.learnt == ()
    assert fast.expected[0, 3] != pytest.approx(usual.expected[0, 3], abs=1e-3)
