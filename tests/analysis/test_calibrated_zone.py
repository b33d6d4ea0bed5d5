"""Inputs that are made to agree with meters, and savings that rest on them."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from twin.analysis.calibrated_zone import NAMES, Calibrated, MeteredYear, calibrated_zone
from twin.analysis.draws import drawn_physics, drawn_zone
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.explain_calibration import not_calibrated
from twin.analysis.heat_balance import simulate_many
from twin.analysis.zone.variants import Variant
from twin.analysis.zones import zone_from_archetype
from twin.errors import MissingInput
from twin.model.operation import ActualOperation, Override
from twin.model.proposal import Selector
from twin.model.scenario import Scenario, Statement
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL, effect, measure, proposal

TIGHT = measure(Selector(), effect("n50", 1.0, "1/h"), basis="building")
PUMP = measure(Selector(), effect("heat_pump", 3.0, "1", 0.9), basis="power")
LEAKY = dict.fromkeys(NAMES, 0.5) | {"n50": 0.97, "u_opaque": 0.9, "lighting": 0.2}


def real_year(draw=LEAKY, noise=0.01, year=2025, weather=None, actual=None):
    """Months of the building as it really is, counted by two meters with a small error."""
    zone, known = zone_from_archetype(SCHOOL, defaults()), defaults()
    weather = weather or replace(normal_year(), year=year)
    variant = Variant(drawn_zone(zone, draw, known), drawn_physics(known, draw))
    months = simulate_many([variant], weather, known, actual)[0].delivered.monthly()
    rng = np.random.default_rng(5)
    monthly = {c: m * rng.normal(1.0, noise, 12) for c, m in months.items() if m.sum() > 0}
    return MeteredYear(year, weather, monthly, ("Main",))


def colder(kelvin, year):
    usual = normal_year()
    name = f"Bergen {year}"
    return replace(usual, temperature=usual.temperature - kelvin, year=year, name=name)


@cache
def leaky() -> Calibrated:
    return calibrated_zone(zone_from_archetype(SCHOOL, defaults()), defaults(), (real_year(),))


def case(calibrated=None):
    zone = zone_from_archetype(SCHOOL, defaults())
    return Case(SCHOOL, None, (), zone, normal_year(), defaults(), calibrated)


def width(spread):
    return spread.p90 - spread.p10


def test_that_the_calibrated_model_meets_its_meters():
    result = leaky().result

    assert result.is_calibrated
    assert result.passes
    assert (result.year, result.meters) == (2025, ("Main",))
    for fit in result.fits:
        assert fit.cv_rmse[1] < fit.cv_rmse[0]
        assert abs(fit.nmbe[1]) < 0.02
    assert result.effective_draws > 20


def test_that_known_inputs_are_recovered():
    draws = leaky().draws

    losses = [d["n50"] + d["u_opaque"] for d in draws]
    light = [d["lighting"] for d in draws]
    assert np.mean(losses) > 1.15
    assert np.quantile(light, 0.1) < LEAKY["lighting"] + 0.2 < 0.75
    assert set(draws[0]) == set(NAMES)


def test_that_savings_rest_on_the_calibrated_draws():
    scenario = Scenario("b01").with_proposal(proposal(PUMP))
    plain, calibrated = evaluate(scenario, case()), evaluate(scenario, case(leaky()))
    metered = sum(m.sum() for m in real_year().monthly.values())

    assert calibrated.before.delivered_total == pytest.approx(metered, rel=0.05)
    assert abs(plain.before.delivered_total / metered - 1) > 0.05
    assert calibrated.saving.p50 > plain.saving.p50
    relative = [width(r.saving) / r.saving.p50 for r in (plain, calibrated)]
    assert relative[1] < relative[0]
    low, high = calibrated.saving.p10, calibrated.saving.p90
    assert low < calibrated.before.delivered_total - calibrated.after.delivered_total < high


def test_that_only_standard_use_has_the_label():
    plain, calibrated = (
        evaluate(Scenario("b01"), case(), 2),
        evaluate(Scenario("b01"), case(leaky()), 2),
    )

    assert (plain.before.operation, calibrated.before.operation) == ("standard", "actual")
    assert calibrated.before.labels == plain.before.labels
    assert calibrated.before.floor_area == plain.before.floor_area


def test_that_a_building_without_meters_keeps_its_assumptions_and_says_so():
    why = Calibrated(not_calibrated(Statement("Not calibrated: no meters.")))
    scenario = Scenario("b01").with_proposal(proposal(TIGHT))

    plain, told = evaluate(scenario, case(), 16), evaluate(scenario, case(why), 16)

    assert told.saving == plain.saving
    assert told.before.delivered == plain.before.delivered
    assert plain.calibration is None
    assert not told.calibration.is_calibrated
    assert str(told.calibration.statements[0]) == "Not calibrated: no meters."


def test_that_half_a_year_less_a_month_is_too_little():
    year = real_year()
    few = {c: np.where(np.arange(12) < 2, m, np.nan) for c, m in year.monthly.items()}

    with pytest.raises(MissingInput, match="too few"):
        calibrated_zone(case().zone, defaults(), (replace(year, monthly=few),))


def test_that_a_misfit_is_called_doubtful():
    year = real_year()
    wild = {c: m * (1 + 0.9 * (-1.0) ** np.arange(12)) for c, m in year.monthly.items()}

    found = calibrated_zone(case().zone, defaults(), (replace(year, monthly=wild),)).result

    assert found.is_calibrated
    assert not found.passes
    assert any("doubtful" in s.text for s in found.statements)


def test_that_each_year_is_met_in_its_own_weather():
    zone = zone_from_archetype(SCHOOL, defaults())
    years = tuple(
        real_year(year=year, weather=colder(kelvin, year))
        for year, kelvin in ((2023, -2.0), (2025, 2.0))
    )

    result = calibrated_zone(zone, defaults(), years).result

    heat = [sum(m.sum() for m in year.monthly.values()) for year in years]
    assert heat[1] > 1.1 * heat[0]
    assert result.passes
    assert result.years == (2023, 2025)
    assert {fit.months for fit in result.fits} == {24}
    assert not any("counted" in s.text for s in result.statements)


def test_that_a_year_in_which_something_changed_is_told():
    zone = zone_from_archetype(SCHOOL, defaults())
    years = real_year(year=2024), real_year(year=2025)
    halved = {c: 0.5 * m for c, m in years[1].monthly.items()}

    result = calibrated_zone(
        zone, defaults(), (years[0], replace(years[1], monthly=halved))
    ).result

    told = [str(s) for s in result.statements if "counted" in s.text]
    assert len(told) == 2
    assert "2024" in told[0]
    assert "more" in told[0]
    assert "less" in told[1]


def test_that_the_normal_year_judges_nothing_and_leaves_more_open():
    zone = zone_from_archetype(SCHOOL, defaults())
    unknown = replace(real_year(), has_own_weather=False)

    found = calibrated_zone(zone, defaults(), (unknown,))

    assert found.result.is_calibrated
    assert not found.result.passes
    assert any("normal year" in s.text for s in found.result.statements)
    assert any("no judge" in s.text for s in found.result.statements)

    def spread(one):
        return np.std([d["u_opaque"] + d["n50"] for d in one.draws])

    assert spread(found) > spread(leaky())


LONG_DAYS = ActualOperation(
    "b01", "school", 2025,
    tuple(
        Override(name, value, "K. Moe", date(2026, 1, 1), "schedule")
        for name, value in (("first_hour", 6), ("last_hour", 22), ("lighting", 9.0))
    ),
)  # fmt: skip


def test_that_the_actual_operation_is_met_and_its_numbers_are_not_asked_of_meters():
    zone = zone_from_archetype(SCHOOL, defaults())
    draw = dict.fromkeys(NAMES, 0.5)
    year = real_year(draw, actual=LONG_DAYS)

    standard = calibrated_zone(zone, defaults(), (year,))
    actual = calibrated_zone(zone, defaults(), (year,), LONG_DAYS)

    def missed(found):
        return max(fit.cv_rmse[0] for fit in found.result.fits)

    assert missed(actual) < 0.1 < missed(standard)
    assert (standard.result.operation, actual.result.operation) == ("standard", "actual")
    assert {d["lighting"] for d in actual.draws} == {0.5}
    assert len({d["equipment"] for d in actual.draws}) > 5
    assert any("actual operation" in s.text for s in actual.result.statements)


def test_that_savings_are_calculated_in_the_actual_operation():
    year = real_year(dict.fromkeys(NAMES, 0.5), actual=LONG_DAYS)
    found = calibrated_zone(case().zone, defaults(), (year,), LONG_DAYS)
    metered = sum(m.sum() for m in year.monthly.values())

    result = evaluate(Scenario("b01").with_proposal(proposal(TIGHT)), case(found))

    assert result.before.delivered_total == pytest.approx(metered, rel=0.05)
    assert result.before.labels == evaluate(Scenario("b01"), case(), 2).before.labels
