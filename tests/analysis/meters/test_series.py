from datetime import datetime

import numpy as np
import pytest

from twin.analysis.meters.clock import from_utc, to_utc
from twin.analysis.meters.periods import by_day, by_month, model_year, stored_series
from twin.analysis.meters.series import checked_series
from twin.errors import InputOutOfRange, MissingInput
from twin.model.finding import Severity
from twin.model.meter import Readings
from twin.model.metering import CheckedSeries, RawReadings

from .cases import DAY, HOUR, hours, school_use


def codes(checked: CheckedSeries) -> set[str]:
    return {f.code for f in checked.findings}


def test_that_a_clean_year_is_taken_as_it_is():
    times = hours("2023-01-01", 8760)
    use = school_use(times)

    checked = checked_series(RawReadings(times, use, clock="normal time"), 1000.0)

    assert checked.findings == ()
    assert checked.series.step == "hour"
    assert checked.series.values == pytest.approx(use)
    assert checked.series.starts[0] == np.datetime64("2022-12-31T23:00:00")


def test_that_rows_in_disorder_are_ordered():
    times = hours("2023-01-01", 500)
    use = school_use(times)
    shuffled = np.random.default_rng(3).permutation(500)

    checked = checked_series(RawReadings(times[shuffled], use[shuffled], clock="utc"))

    assert checked.series.values == pytest.approx(use)


def test_that_repeated_rows_count_once():
    times = hours("2023-01-01", 100)
    use = school_use(times)
    twice = RawReadings(np.r_[times, times[5:8]], np.r_[use, use[5:8]], clock="utc")

    checked = checked_series(twice)

    assert codes(checked) == {"repeated-rows"}
    assert checked.series.values.sum() == pytest.approx(use.sum())


def test_that_an_hour_with_two_different_values_is_unknown():
    times = hours("2023-01-01", 100)
    use = school_use(times)
    torn = RawReadings(np.r_[times, times[5]], np.r_[use, use[5] + 1.0], clock="utc")

    checked = checked_series(torn)

    assert np.isnan(checked.series.values[5])
    assert np.isfinite(np.delete(checked.series.values, 5)).all()
    assert "duplicate-readings" in codes(checked)


@pytest.mark.parametrize("clock", ["local", "utc", "normal time", "unknown"])
def test_that_readings_with_summer_time_keep_every_hour(clock: str):
    utc = hours("2022-12-31T23:00", 8760)
    use = school_use(utc)

    checked = checked_series(RawReadings(from_utc(utc, "local"), use, "kWh", "interval", clock))

    assert checked.series.clock == "local"
    assert checked.series.values == pytest.approx(use)
    assert ("clock-is-local" in codes(checked)) == (clock in ("utc", "normal time"))


def test_that_days_of_a_clock_change_have_23_and_25_hours():
    utc = hours("2022-12-31T23:00", 8760)
    checked = checked_series(
        RawReadings(from_utc(utc, "local"), np.ones(8760), "kWh", "interval", "local")
    )

    days = by_day(checked.series)

    assert len(days.values) == 365
    assert days.values == pytest.approx(days.hours)
    wall = from_utc(days.starts, "local")
    assert wall[days.hours == 23].astype(str).tolist() == ["2023-03-26T00:00:00"]
    assert wall[days.hours == 25].astype(str).tolist() == ["2023-10-29T00:00:00"]


def test_that_readings_in_the_skipped_hour_are_not_local_time():
    times = hours("2023-03-01", 24 * 60)

    checked = checked_series(RawReadings(times, school_use(times), kind="interval", clock="local"))

    assert "clock-not-local" in codes(checked)
    assert checked.series.clock == "normal time"
    assert checked.series.coverage == 1.0


def test_that_both_ways_between_clocks_agree():
    utc = hours("2023-03-20", 24 * 10)

    back, _, _ = to_utc(from_utc(utc, "local"), "local")

    assert (back == utc).all()


def test_that_gaps_and_not_a_number_stay_empty_and_are_told():
    times = hours("2023-01-01", 1000)
    use = school_use(times)
    use[100:150] = np.nan
    keep = np.r_[0:300, 310:1000]

    checked = checked_series(RawReadings(times[keep], use[keep], clock="utc"))

    assert np.isnan(checked.series.values[100:150]).all()
    assert np.isnan(checked.series.values[300:310]).all()
    finding = next(f for f in checked.findings if f.code == "missing-readings")
    assert (finding.values["gaps"], finding.values["hours"]) == (2, 60)
    assert np.isnan(by_day(checked.series).values[4])


def test_that_a_register_becomes_energy_per_hour():
    times = hours("2023-01-01", 1001)
    use = school_use(times[:-1])
    register = 12_000.0 + np.r_[0.0, np.cumsum(use)]

    checked = checked_series(RawReadings(times, register, clock="utc"))

    assert checked.series.values == pytest.approx(use)


def test_that_a_register_given_as_energy_per_period_is_refused():
    times = hours("2023-01-01", 200)
    register = 12_000.0 + np.cumsum(school_use(times))

    with pytest.raises(InputOutOfRange, match="only rise"):
        checked_series(RawReadings(times, register, kind="interval", clock="utc"))


def test_that_energy_per_period_given_as_a_register_is_refused():
    times = hours("2023-01-01", 200)

    with pytest.raises(InputOutOfRange, match="fall"):
        checked_series(RawReadings(times, school_use(times), kind="register", clock="utc"))


def test_that_too_few_readings_of_unknown_kind_are_refused():
    times = np.datetime64("2023-01-01", "s") + np.arange(4) * DAY

    with pytest.raises(MissingInput, match="do not tell"):
        checked_series(RawReadings(times, np.array([1.0, 2.0, 3.0, 4.0])))


def test_that_an_exchanged_meter_leaves_one_period_empty():
    times = hours("2023-01-01", 1001)
    use = school_use(times[:-1])
    register = 12_000.0 + np.r_[0.0, np.cumsum(use)]
    register[500:] -= register[500]

    checked = checked_series(RawReadings(times, register, kind="register", clock="utc"))

    assert np.flatnonzero(np.isnan(checked.series.values)).tolist() == [499]
    assert "register-fell" in codes(checked)


def test_that_a_register_passing_its_highest_number_loses_nothing():
    times = hours("2023-01-01", 1001)
    use = school_use(times[:-1])
    register = (90_000.0 + np.r_[0.0, np.cumsum(use)]) % 100_000.0

    checked = checked_series(RawReadings(times, register, kind="register", clock="utc"))

    assert checked.series.values.sum() == pytest.approx(use.sum())
    assert "register-passed-highest" in codes(checked)


def test_that_the_energy_of_a_register_gap_is_told_and_not_spread():
    times = hours("2023-01-01", 1001)
    use = school_use(times[:-1])
    register = 12_000.0 + np.r_[0.0, np.cumsum(use)]
    keep = np.r_[0:300, 320:1001]

    checked = checked_series(RawReadings(times[keep], register[keep], clock="utc"))

    finding = next(f for f in checked.findings if f.code == "register-gaps")
    assert finding.values["energy"] == pytest.approx(use[299:320].sum(), abs=0.51)
    assert np.isnan(checked.series.values[299:320]).all()


def test_that_negative_energy_is_left_empty():
    times = hours("2023-01-01", 100)
    use = school_use(times)
    use[10:12] = -4.0

    checked = checked_series(RawReadings(times, use, clock="utc"))

    assert np.isnan(checked.series.values[10:12]).all()
    finding = next(f for f in checked.findings if f.code == "negative-energy")
    assert finding.values["energy"] == -8.0


@pytest.mark.parametrize(
    ("factor", "code"), [(1e-3, "unit-too-low"), (1e3, "unit-too-high"), (0.02, "use-unlikely")]
)
def test_that_a_wrong_unit_is_found_by_floor_area(factor: float, code: str):
    times = hours("2023-01-01", 8760)

    checked = checked_series(RawReadings(times, school_use(times) * factor, clock="utc"), 1500.0)

    assert codes(checked) == {code}
    assert checked.is_usable == (code == "use-unlikely")


def test_that_a_stretch_in_another_unit_is_left_empty():
    times = hours("2023-01-01", 8760)
    use = school_use(times)
    use[5000:6000] /= 1000.0

    checked = checked_series(RawReadings(times, use, clock="utc"))

    finding = next(f for f in checked.findings if f.code == "unit-changes")
    assert finding.severity is Severity.ERROR
    assert not checked.is_usable
    known = checked.series.values[np.isfinite(checked.series.values)]
    assert known.min() > 5.0


def test_that_megawatt_hours_become_kilowatt_hours():
    times = hours("2023-01-01", 100)
    use = school_use(times)

    checked = checked_series(RawReadings(times, use / 1000.0, "MWh", clock="utc"))

    assert checked.series.values == pytest.approx(use)


def test_that_an_unknown_unit_is_refused():
    with pytest.raises(InputOutOfRange, match="therm"):
        checked_series(RawReadings(hours("2023-01-01", 50), np.ones(50), "therm"))


def test_that_a_leap_day_is_left_out_of_a_model_year():
    times = hours("2024-01-01", 8784)
    use = school_use(times)
    checked = checked_series(RawReadings(times, use, clock="normal time"))

    year, findings = model_year(checked.series, 2024)

    assert year == pytest.approx(np.delete(use, slice(59 * 24, 60 * 24)))
    assert findings[0].values["energy"] == pytest.approx(use[59 * 24 : 60 * 24].sum(), abs=0.06)


def test_that_a_common_year_fills_the_model_year():
    times = hours("2023-01-01", 8760)
    use = school_use(times)
    checked = checked_series(RawReadings(times, use, clock="normal time"))

    year, findings = model_year(checked.series, 2023)

    assert year == pytest.approx(use)
    assert findings == ()


def test_that_quarters_of_an_hour_are_summed_and_a_torn_hour_is_unknown():
    times = np.datetime64("2023-01-01", "s") + np.arange(400) * np.timedelta64(900, "s")
    values = np.random.default_rng(1).uniform(1.0, 2.0, 400)
    keep = np.arange(400) != 41

    checked = checked_series(RawReadings(times[keep], values[keep], clock="utc"))

    expected = values.reshape(100, 4).sum(axis=1)
    assert np.isnan(checked.series.values[10])
    assert np.delete(checked.series.values, 10) == pytest.approx(np.delete(expected, 10))


def test_that_stored_readings_keep_their_hours():
    use = school_use(hours("2023-01-01", 8760)).astype(np.float32)

    series = stored_series(Readings(datetime(2023, 1, 1), use))

    assert series.starts[0] == np.datetime64("2022-12-31T23:00:00")
    assert model_year(series, 2023)[0] == pytest.approx(use)


def test_that_months_are_sums_of_whole_months():
    times = hours("2023-01-01", 8760)
    use = school_use(times)
    use[800] = np.nan
    checked = checked_series(RawReadings(times, use, clock="normal time"))

    months = by_month(checked.series)

    assert len(months.values) == 12
    assert np.isnan(months.values[1])
    assert months.values[0] == pytest.approx(use[: 31 * 24].sum())
    assert months.hours[2] == 31 * 24


def test_that_monthly_readings_get_the_length_of_their_months():
    months = np.arange("2023-01", "2024-03", dtype="datetime64[M]")
    values = np.random.default_rng(2).uniform(1e3, 9e3, len(months))

    checked = checked_series(RawReadings(months, values, kind="interval", clock="local"))

    assert checked.series.step == "month"
    assert checked.series.hours[1] == 28 * 24
    assert checked.series.hours[2] == 31 * 24 - 1
    assert checked.series.values == pytest.approx(values)


def test_that_billing_periods_last_until_the_next_reading():
    days = np.array([0, 29, 61, 90, 122])
    times = np.datetime64("2023-01-05", "s") + days * DAY

    checked = checked_series(
        RawReadings(times, np.array([5.0, 4.0, 3.0, 2.0, np.nan]), kind="interval", clock="utc")
    )

    assert checked.series.step == "irregular"
    assert checked.series.hours.tolist() == [29 * 24, 32 * 24, 29 * 24, 32 * 24]


def test_that_times_at_the_end_of_the_hour_are_moved_to_its_start():
    times = hours("2023-01-01T01:00", 50)

    checked = checked_series(
        RawReadings(times, school_use(times), "kWh", "interval", "utc", "end")
    )

    assert checked.series.starts[0] == times[0] - HOUR


def test_that_a_real_heat_meter_is_read_as_a_register(corpus):
    rows = np.genfromtxt(
        corpus / "energy" / "danish_heat_processed_final_data_sample.csv",
        delimiter=",", skip_header=1, usecols=(2, 3), dtype=None, encoding="utf-8",
    )  # fmt: skip
    times = np.array([row[0].removesuffix("Z") for row in rows], "datetime64[s]")
    values = np.array([row[1] for row in rows])

    checked = checked_series(RawReadings(times, values, clock="utc"), 150.0)

    assert checked.is_usable
    assert checked.series.step == "hour"
    assert checked.series.values.sum() == pytest.approx(values[-1] - values[0])
