"""Break-even prices and life cycle costs of a comparison, each found again by another way."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analysis.cases import SCHOOL, model
from twin.analysis.applied import Case
from twin.analysis.comparison.accounts import account_cost
from twin.analysis.comparison.break_even import INVESTMENT, break_evens
from twin.analysis.comparison.drawn_years import building_years
from twin.analysis.comparison.ground import Ground, Recorded
from twin.analysis.comparison.money import Prices
from twin.analysis.comparison.outcomes import DO_NOTHING, TODAY, kept, outcomes
from twin.analysis.comparison.purchases import bought
from twin.analysis.comparison.service import service
from twin.analysis.comparison.shared_draws import SharedDraws
from twin.analysis.comparison.totals import InBuilding, life_cycle, money
from twin.analysis.zones import zone_from_model
from twin.model.choice import AS_DEFAULTS, Assumptions, Choice, PortfolioScenario
from twin.model.compared import BreakEven
from twin.model.proposal import Disturbance, OfferedMeasure, Range
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year
from twin.workspace.upkeep_tables import upkeep_tables

DRAWS = 4
KEYS = ("window_replacement", "led_lighting", "heat_recovery_unit")


def ground(assumptions: Assumptions = AS_DEFAULTS) -> Ground:
    known = model()
    zone = zone_from_model(SCHOOL, known.envelope, defaults())
    case = Case(SCHOOL, known, (), zone, normal_year(), defaults())
    own = {SCHOOL.building_id: case}
    return Ground(
        own, 2026, assumptions, None, {SCHOOL.building_id: Recorded(4.0, 50.0)}, by_key(), {},
        upkeep_tables().prices,
    )  # fmt: skip


def scenario(share: float = 1.0, keys: Sequence[str] = KEYS) -> PortfolioScenario:
    """Measures of the catalogue at a share of their prices."""
    measures = [at_share(by_key()[key].measure, share) for key in keys]
    choices = tuple(Choice(m.measure_id, SCHOOL.building_id, m) for m in measures)
    return PortfolioScenario("a", "a", choices)


def at_share(measure: OfferedMeasure, share: float) -> OfferedMeasure:
    return replace(
        measure,
        unit_cost=_times(measure.unit_cost, share),
        fixed_cost=_times(measure.fixed_cost, share),
        disturbance=replace(
            measure.disturbance, decanting=_times(measure.disturbance.decanting, share)
        ),
    )


def _times(amount: Range, share: float) -> Range:
    return Range(share * amount.value, share * amount.low, share * amount.high)


def in_building(own: PortfolioScenario, known: Ground) -> tuple[list[InBuilding], Prices]:
    """A scenario calculated step by step; the last draw is the middle."""
    case = known.cases[SCHOOL.building_id]
    applied, _ = kept(own, case, known)
    draws = SharedDraws.of([applied], True, DRAWS)
    years = building_years(case, [applied], draws)
    found = InBuilding(
        applied, years.today, years.stages[0], bought(applied, known, draws),
        service(applied, known, draws),
    )  # fmt: skip
    return [found], Prices.of(known, draws)


def worth(own: PortfolioScenario, known: Ground) -> float:
    return float(money(*in_building(own, known))[0]["present_value"][-1])


@pytest.fixture(scope="module")
def even() -> dict[str, BreakEven]:
    return {one.price: one for one in break_evens(*in_building(scenario(), ground()))}


def test_that_yearly_costs_go_to_their_accounts_and_renewed_parts_need_less_maintenance() -> None:
    """Half of 10,000 kroner for windows goes; cleaning gives 19 a m2 back and costs 4."""
    recorded = Recorded(4.0, 50.0, {"234": 9000.0, "2341": 1000.0, "365": 7777.0})
    known = replace(ground(), recorded={SCHOOL.building_id: recorded})
    found, _ = in_building(scenario(keys=("window_replacement", "cleaning_on_demand")), known)
    windows, cleaning = found[0].measures

    area = SCHOOL.heated_floor_area
    assert {k: float(v[-1]) for k, v in windows.yearly.items()} == {"31": 0.0, "32": -5000.0}
    assert cleaning.yearly["6"][-1] == pytest.approx(-19.0 * area)
    assert cleaning.yearly["31"][-1] == pytest.approx(4.0 * area)
    assert cleaning.running[-1] == pytest.approx(-15.0 * area)


def test_that_a_present_value_is_zero_when_run_at_the_break_even_price(
    even: dict[str, BreakEven],
) -> None:
    usual = worth(scenario(), ground())
    carriers = [name for name in even if name != INVESTMENT and even[name].at == even[name].at]
    assert carriers
    for carrier in carriers:
        at = even[carrier].at
        again = worth(scenario(), ground(Assumptions(prices={carrier: Range(at, at, at)})))

        assert abs(usual) > 1e4
        assert again == pytest.approx(0.0, abs=1e-6 * abs(usual)), carrier


def test_that_a_present_value_is_zero_when_run_at_the_break_even_share_of_the_offer(
    even: dict[str, BreakEven],
) -> None:
    usual = worth(scenario(), ground())

    again = worth(scenario(even[INVESTMENT].at), ground())

    assert even[INVESTMENT].at > 0
    assert again == pytest.approx(0.0, abs=1e-6 * abs(usual))


@pytest.mark.parametrize("period", [30, 60])
def test_that_the_main_accounts_add_up_to_the_life_cycle_cost(period: int) -> None:
    found, prices = in_building(scenario(), ground())

    by_account = account_cost(found, prices, period)

    whole = float(life_cycle(found, prices, None)[f"cost_{period}"][-1])
    assert by_account.total == pytest.approx(whole, rel=1e-9)
    assert by_account.by_account["4"] > 0
    assert by_account.by_account["5"] > 0


def test_that_today_and_doing_nothing_stand_before_every_scenario() -> None:
    found = outcomes([scenario(keys=KEYS[:1])], ground(), draws=2)

    assert [o.key for o in found.outcomes] == [TODAY, DO_NOTHING, "a/0"]
    nothing = found.outcomes[1]
    assert nothing.of("investment").value.p50 == 0.0
    assert nothing.of("present_value").value.p50 == 0.0
    assert set(found.outcomes[2].accounts) == {30, 60}


def test_that_carriers_add_up_to_what_is_bought() -> None:
    for draws in (4, 5):
        for outcome in outcomes([scenario(keys=KEYS[:1])], ground(), draws=draws).outcomes:
            bought = sum(outcome.by_carrier.values())
            assert bought == pytest.approx(outcome.of("bought_energy").value.p50, rel=1e-9)


def test_that_two_like_scenarios_are_alike_in_every_draw() -> None:
    one = scenario(keys=KEYS[:2])
    other = replace(one, key="b")

    found = outcomes([one, other], ground(), draws=8)

    first, second = found.outcomes[2:]
    for key, drawn in first.samples.items():
        assert drawn == pytest.approx(second.samples[key], rel=1e-9, nan_ok=True), key
    assert len(set(first.samples["present_value"].tolist())) > 4


def test_that_others_paying_half_leaves_half_the_price() -> None:
    choices = [  # temporary premises are nobody's offer
        replace(c, measure=replace(c.measure, disturbance=Disturbance()))
        for c in scenario().choices
    ]
    own = replace(scenario(), choices=tuple(choices))
    whole, _ = in_building(own, ground())
    half, _ = in_building(own, ground(Assumptions(incentives={"": 0.5})))

    for one, other in zip(whole[0].measures, half[0].measures, strict=True):
        assert other.amount == pytest.approx(0.5 * one.amount)


def test_that_prices_follow_the_index_to_the_asked_level() -> None:
    index = upkeep_tables().prices
    entry = by_key()[KEYS[0]]
    own, level = int(entry.price_level[:4]), index.years[0]
    ratio = index.values[0] / index.values[index.years.index(own)]

    usual, _ = in_building(scenario(keys=KEYS[:1]), ground())
    old, _ = in_building(
        scenario(keys=KEYS[:1]), ground(Assumptions(price_level=f"{level}-01-01"))
    )

    assert ratio < 0.95
    assert old[0].measures[0].amount == pytest.approx(ratio * usual[0].measures[0].amount)


def test_that_a_later_year_is_paid_for_and_saves_later() -> None:
    now, prices = in_building(scenario(keys=KEYS[:1]), ground())
    known = ground()
    choices = tuple(replace(c, year=2031) for c in scenario(keys=KEYS[:1]).choices)
    case = known.cases[SCHOOL.building_id]
    later = PortfolioScenario("a", "a", choices)
    applied, _ = kept(later, case, known)
    draws = SharedDraws.of([applied], True, DRAWS)
    years = building_years(case, [applied], draws)
    found = InBuilding(
        applied, years.today, years.stages[0], bought(applied, known, draws),
        service(applied, known, draws),
    )  # fmt: skip

    flow, before = found.flow(prices, 30), now[0].flow(prices, 30)

    assert not flow.invested[:, :5].any()
    assert flow.invested[:, 5] == pytest.approx(before.invested[:, 0])
    assert (flow.energy[-1, 1:6] > before.energy[-1, 1:6]).all()
    assert flow.energy[-1, 6:] == pytest.approx(before.energy[-1, 6:])
