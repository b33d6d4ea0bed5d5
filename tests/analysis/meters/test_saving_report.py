from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from twin.analysis.meters.compared import MeteredHours
from twin.analysis.meters.saving_report import saving_report, usual_periods
from twin.errors import InputOutOfRange, MissingInput
from twin.model.metering import MeterSeries
from twin.model.saving import KnownChange, SavingCheck

from .cases import temperatures

DAYS = 1096  # 2023 to 2025
FIRST = np.datetime64("2022-12-31T23", "s")
TEMPERATURE = np.repeat(temperatures(DAYS), 24)
CHECK = SavingCheck(
    "b01", "meter:m", date(2023, 1, 1), date(2023, 12, 31), date(2024, 3, 1), date(2025, 2, 28)
)


def hours(saved: float = 0.2, noise: float = 0.15, seed: int = 1) -> MeteredHours:
    """Hours of a heated building whose use is lower from February 2024, errors by day."""
    errors = np.random.default_rng(seed).normal(size=DAYS)
    for day in range(1, DAYS):
        errors[day] = 0.5 * errors[day - 1] + 0.866 * errors[day]
    clean = 8.0 + 1.2 * np.maximum(14.0 - TEMPERATURE, 0.0)
    starts = FIRST + np.arange(24 * DAYS) * np.timedelta64(3600, "s")
    is_after = starts >= np.datetime64("2024-02-01")
    values = clean * (1.0 + noise * np.repeat(errors, 24)) * np.where(is_after, 1.0 - saved, 1.0)
    values = values * (1.0 + 0.01 * np.random.default_rng(seed + 1).normal(size=len(values)))
    return MeteredHours(
        MeterSeries(starts, np.ones(len(starts)), values, "hour"), FIRST, TEMPERATURE
    )


def without(found: MeteredHours, first: int, last: int) -> MeteredHours:
    values = found.series.values.copy()
    values[24 * first : 24 * last] = np.nan
    series = found.series
    return replace(
        found, series=MeterSeries(series.starts, series.hours, values, "hour", series.clock)
    )


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_that_a_known_saving_is_found_and_called_significant(step: str):
    found = saving_report(replace(CHECK, step=step), hours())

    assert found.fraction == pytest.approx(0.2, abs=0.04)
    assert found.low < 0.2 * found.expected < found.high
    assert found.half_90 > (found.high - found.low) / 2
    assert found.verdict == "saved"
    assert found.fit.model.startswith("3PH") or found.fit.model == "2PH"
    assert abs(found.fit.nmbe) < 1e-6
    assert found.fit.cv_limit == (0.20 if found.days < 365 else 0.25)


def test_that_months_and_the_running_sum_add_up_to_the_saving():
    found = saving_report(CHECK, hours())

    assert len(found.months) == 12
    assert (found.months[0], found.ends[-1]) == (date(2024, 3, 1), date(2025, 2, 28))
    assert found.expected_monthly.sum() == pytest.approx(found.expected)
    assert found.measured_monthly.sum() == pytest.approx(found.measured)
    assert found.cumulative[-1] == pytest.approx(found.saving)


def test_that_no_saving_is_unclear():
    found = saving_report(CHECK, hours(0.0, seed=4))

    assert found.verdict == "unclear"
    assert abs(found.fraction) < 0.08


def test_that_more_use_is_told():
    assert saving_report(CHECK, hours(-0.3)).verdict == "more"


def test_that_a_known_change_moves_the_baseline():
    plain = saving_report(CHECK, hours())
    wing = KnownChange("new wing", 12_000.0)

    found = saving_report(replace(CHECK, changes=(wing,)), hours())

    assert found.expected == pytest.approx(plain.expected + 12_000.0)
    assert found.saving == pytest.approx(plain.saving + 12_000.0)
    assert found.expected_monthly.sum() == pytest.approx(found.expected)


def test_that_a_promise_is_judged_by_the_interval():
    plain = saving_report(CHECK, hours())
    whole = plain.saving * 365.0 / plain.days

    def judged(promise: float) -> str:
        return saving_report(replace(CHECK, claimed=promise), hours()).against_claim

    assert [judged(share * whole) for share in (0.3, 1.0, 2.0)] == ["more", "met", "less"]
    assert plain.against_claim == ""


def test_that_too_few_months_are_refused_in_plain_words():
    with pytest.raises(MissingInput, match=r"baseline has readings .* at least 270"):
        saving_report(replace(CHECK, baseline_first=date(2023, 7, 1)), hours())
    with pytest.raises(MissingInput, match=r"reporting period has readings .* at least 28"):
        saving_report(replace(CHECK, reporting_last=date(2024, 3, 10)), hours())


def test_that_many_gaps_are_refused_and_some_are_told():
    with pytest.raises(MissingInput, match="so many gaps"):
        saving_report(CHECK, without(hours(), 450, 600))

    found = saving_report(CHECK, without(hours(), 450, 500))

    assert "reporting-gaps" in {f.code for f in found.findings}
    assert found.share == pytest.approx(315 / 365)


def test_that_doubtful_readings_are_left_out_and_told():
    broken = hours()
    values = broken.series.values.copy()
    values[24 * 500 : 24 * 503] = 3000.0 * np.arange(1, 73)  # impossible, and not stuck
    series = MeterSeries(broken.series.starts, broken.series.hours, values, "hour")

    found = saving_report(CHECK, replace(broken, series=series))

    assert {"spike", "doubtful-left-out"} <= {f.code for f in found.findings}
    assert found.fraction == pytest.approx(0.2, abs=0.05)


def test_that_periods_in_the_wrong_order_are_refused():
    with pytest.raises(InputOutOfRange, match="begins before the baseline ends"):
        saving_report(replace(CHECK, reporting_first=date(2023, 6, 1)), hours())
    with pytest.raises(InputOutOfRange, match="ends before it begins"):
        saving_report(replace(CHECK, baseline_last=date(2022, 6, 1)), hours())


def test_that_years_without_weather_are_refused():
    found = hours()
    late = replace(found, temperature=np.where(np.arange(24 * DAYS) < 9000, np.nan, TEMPERATURE))

    with pytest.raises(MissingInput, match="readings and weather on 0 of"):
        saving_report(CHECK, late)


def test_that_periods_are_proposed_around_the_work_or_the_middle():
    first, last = date(2023, 1, 1), date(2025, 12, 31)

    around = usual_periods(first, last, (date(2024, 6, 10), date(2024, 8, 1)))
    middle = usual_periods(first, last, None)

    assert around == (date(2023, 6, 11), date(2024, 6, 9), date(2024, 8, 2), date(2025, 8, 1))
    assert middle[1] < date(2024, 7, 2) < middle[2]
    assert (middle[2] - middle[1]).days == 31
