"""Inputs that are made to agree with meters, and savings that rest on them."""

from dataclasses import replace
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
from twin.model.proposal import Selector
from twin.model.scenario import Scenario, Statement
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL, effect, measure, proposal

TIGHT = measure(Selector(), effect("n50", 1.0, "1/h"), basis="building")
PUMP = measure(Selector(), effect("heat_pump", 3.0, "1", 0.9), basis="power")
LEAKY = dict.fromkeys(NAMES, 0.5) | {"n50": 0.97, "u_opaque": 0.9, "lighting": 0.2}


def real_year(draw=LEAKY, noise=0.01):
    """Months of the building as it really is, counted by two meters with a small error."""
    zone, known = zone_from_archetype(SCHOOL, defaults()), defaults()
    variant = Variant(drawn_zone(zone, draw, known), drawn_physics(known, draw))
    months = simulate_many([variant], normal_year(), known)[0].delivered.monthly()
    rng = np.random.default_rng(5)
    monthly = {c: m * rng.normal(1.0, noise, 12) for c, m in months.items() if m.sum() > 0}
    return MeteredYear(2025, replace(normal_year(), year=2025), monthly, ("Main",))


@cache
def leaky() -> Calibrated:
    return calibrated_zone(zone_from_archetype(SCHOOL, defaults()), defaults(), real_year())


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
        calibrated_zone(case().zone, defaults(), replace(year, monthly=few))


def test_that_a_misfit_is_called_doubtful():
    year = real_year()
    wild = {c: m * (1 + 0.9 * (-1.0) ** np.arange(12)) for c, m in year.monthly.items()}

    found = calibrated_zone(case().zone, defaults(), replace(year, monthly=wild)).result

    assert found.is_calibrated
    assert not found.passes
    assert any("doubtful" in s.text for s in found.statements)
