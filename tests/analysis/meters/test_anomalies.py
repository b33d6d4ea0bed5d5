import numpy as np
import pytest

from twin.analysis.meters.alignment import Aligned
from twin.analysis.meters.anomalies import USUAL_LIMITS, IdleLimits, anomalies, sudden_steps
from twin.analysis.meters.clock import from_utc
from twin.analysis.meters.usual_use import grouped_median, hour_of_day
from twin.errors import InputOutOfRange
from twin.model.meter import EnergyCarrier
from twin.model.metering import Anomaly, MeterSeries

from .cases import DAY, hours, school_use, temperatures

UTC = hours("2022-12-31T23:00", 8760)
LIMITS = USUAL_LIMITS[EnergyCarrier.ELECTRICITY]


def year(values: np.ndarray) -> MeterSeries:
    return MeterSeries(UTC, np.ones(len(values)), values, "hour")


def use() -> np.ndarray:
    return school_use(from_utc(UTC, "local"))


def only(found: tuple[Anomaly, ...], kind: str) -> Anomaly:
    matching = [a for a in found if a.kind == kind]
    assert len(matching) == 1
    return matching[0]


def kinds(values: np.ndarray) -> set[str]:
    return {a.kind for a in anomalies(year(values), LIMITS)}


def test_that_a_well_run_building_has_none():
    assert anomalies(year(use()), LIMITS) == ()


def test_that_night_load_is_found_with_its_energy():
    values = use()
    night = (hour_of_day(year(values)) >= 23) | (hour_of_day(year(values)) < 5)
    values[night] += 30.0

    found = only(anomalies(year(values), LIMITS), "night-load")

    weekday_nights = 261 * 6
    assert found.energy == pytest.approx((45.0 - 0.45 * 60.0) * weekday_nights, rel=0.03)
    assert "75 %" in found.finding.text()


def test_that_weekend_load_is_found_in_its_months_only():
    values = use()
    wall = from_utc(UTC, "local")
    weekday = (wall.astype("datetime64[D]").astype(np.int64) + 3) % 7
    hour = hour_of_day(year(values))
    june = wall.astype("datetime64[M]") == np.datetime64("2023-06")
    values[(weekday >= 5) & (hour >= 8) & (hour < 15)] -= 5.0
    values[june & (weekday >= 5) & (hour >= 8) & (hour < 15)] += 400.0

    found = only(anomalies(year(values), LIMITS), "weekend-load")

    assert "2023-06-01" in found.finding.text()
    assert found.energy == pytest.approx((410.0 - 30.0) * 8 * 7, rel=0.02)


def test_that_limits_are_the_users_to_set():
    assert not anomalies(year(use()), IdleLimits(0.45, 0.5))
    assert anomalies(year(use()), IdleLimits(0.1, 0.1))


def test_that_a_gap_is_told_with_what_it_usually_holds():
    values = use()
    usual = values[3000:3100].sum()
    values[3000:3100] = np.nan

    found = only(anomalies(year(values), LIMITS), "gap")

    assert found.first == UTC[3000]
    assert found.last == UTC[3099]
    assert found.energy == pytest.approx(usual, rel=0.05)


def test_that_a_stuck_meter_is_found():
    values = use()
    values[4000:4060] = 33.0

    found = only(anomalies(year(values), LIMITS), "stuck-meter")

    assert found.first == UTC[4000]
    assert found.finding.values["hours"] == 60


def test_that_a_steady_meter_is_not_called_stuck():
    assert "stuck-meter" not in kinds(np.full(8760, 12.0))


def test_that_zero_is_odd_only_where_the_meter_usually_counts():
    values = use()
    values[2000:2100] = 0.0
    assert "zero-meter" in kinds(values)

    summer_off = np.where((UTC.astype("datetime64[M]").astype(int) % 12) // 3 == 2, 0.0, use())
    assert "zero-meter" not in kinds(summer_off)


def test_that_a_spike_is_found_with_its_excess():
    values = use()
    usual = values[5000]
    values[5000] = 5000.0

    found = only(anomalies(year(values), LIMITS), "spike")

    assert found.energy == pytest.approx(5000.0 - usual, rel=0.05)


def test_that_an_empty_series_has_nothing_but_silence():
    assert anomalies(year(np.full(8760, np.nan)), LIMITS) == ()


def test_that_days_cannot_show_nights():
    series = MeterSeries(UTC[::24], np.full(365, 24.0), np.ones(365), "day")

    with pytest.raises(InputOutOfRange, match="hourly"):
        anomalies(series, LIMITS)


def days(rates: np.ndarray, temperature: np.ndarray) -> Aligned:
    count = len(rates)
    starts = np.datetime64("2021-12-31T23:00", "s") + np.arange(count) * DAY
    return Aligned(
        rates, temperature, np.arange(count, dtype=np.int32), starts, np.full(count, 24.0)
    )


def daily_use(temperature: np.ndarray, noise: float = 0.08) -> np.ndarray:
    clean = 300.0 + 25.0 * np.maximum(13.0 - temperature, 0.0)
    errors = np.random.default_rng(7).normal(size=len(clean))
    for day in range(1, len(errors)):
        errors[day] = 0.5 * errors[day - 1] + 0.866 * errors[day]
    return clean + noise * clean.mean() * errors


def test_that_a_step_is_found_on_its_day_with_its_energy():
    temperature = temperatures(730)
    rates = daily_use(temperature)
    rates[500:] += 120.0

    (found,) = sudden_steps(days(rates, temperature))

    assert found.kind == "use-rose"
    assert abs((found.first - days(rates, temperature).starts[500]) // DAY) <= 3
    assert found.energy == pytest.approx(120.0 * 230, rel=0.2)


def test_that_weather_and_weekdays_are_no_steps():
    temperature = temperatures(730)
    rates = daily_use(temperature)
    rates[np.arange(730) % 7 < 2] -= 90.0

    assert sudden_steps(days(rates, temperature)) == ()


def test_that_random_years_hardly_ever_show_a_step():
    false = 0
    for seed in range(40):
        temperature = temperatures(365, seed=seed)
        noise = np.random.default_rng(seed).normal(size=365)
        for day in range(1, 365):
            noise[day] = 0.6 * noise[day - 1] + 0.8 * noise[day]
        false += bool(sudden_steps(days(daily_use(temperature, 0.0) + 40.0 * noise, temperature)))

    assert false <= 2


def test_that_grouped_medians_are_medians():
    values = np.array([1.0, 2.0, 9.0, 4.0, 6.0, np.nan])
    group = np.array([0, 0, 0, 1, 1, 2], np.int32)

    assert grouped_median(values, group, 3).tolist() == [2.0, 5.0, 4.0]


def test_that_a_change_that_ends_again_is_found_once_among_three_years_with_holidays():
    temperature = temperatures(1096)
    noise = np.random.default_rng(3).normal(size=1096)
    rates = daily_use(temperature, 0.0) * (1.0 + 0.08 * noise)
    month = days(rates, temperature).starts.astype("datetime64[M]").astype(int)
    rates = np.where(month % 12 == 6, 0.4 * rates, rates)  # closed every July
    rates[600:660] *= 1.4

    (found,) = sudden_steps(days(rates, temperature))

    assert found.kind == "use-rose"
    start = days(rates, temperature).starts
    assert abs(found.first - start[600]) <= np.timedelta64(3, "D")
    assert abs(found.last - start[659]) <= np.timedelta64(3, "D")
    assert found.energy == pytest.approx(0.4 / 1.4 * rates[600:660].sum(), rel=0.25)
