from datetime import date, datetime

import numpy as np

from twin.model.meter import EnergyCarrier, Readings
from twin.workspace.monthly_energy import by_month, by_year
from twin.workspace.oddities import is_for_heat, oddities


def test_that_each_month_is_the_sum_of_its_hours():
    readings = Readings(datetime(2025, 1, 1), np.ones(8760, np.float32))
    months = by_month(readings, 2025)
    assert months.tolist() == [744, 672, 744, 720, 744, 720, 744, 744, 720, 744, 720, 744]


def test_that_missing_hours_count_as_the_mean_of_the_others():
    values = np.ones(8760, np.float32)
    values[:100] = np.nan
    assert by_month(Readings(datetime(2025, 1, 1), values), 2025)[0] == 744


def test_that_a_month_with_most_hours_missing_is_unknown():
    values = np.ones(8760, np.float32)
    values[:400] = np.nan
    months = by_month(Readings(datetime(2025, 1, 1), values), 2025)
    assert np.isnan(months[0])
    assert months[1] == 672


def test_that_a_year_outside_the_readings_is_unknown():
    readings = Readings(datetime(2025, 1, 1), np.ones(8760, np.float32))
    assert np.isnan(by_month(readings, 2024)).all()


def test_that_each_year_is_the_sum_of_its_months_by_carrier():
    hours = np.ones(8760 + 8784, np.float32)
    found = [("electricity", Readings(datetime(2023, 1, 1), hours)),
             ("electricity", Readings(datetime(2023, 1, 1), hours)),
             ("district heat", Readings(datetime(2024, 1, 1), hours[:8784]))]  # fmt: skip
    years = by_year(found)
    assert list(years) == [2023, 2024]
    assert years[2024] == {"electricity": 2 * 8784.0, "district heat": 8784.0}
    assert years[2023]["electricity"] == 2 * 8760.0
    assert np.isnan(years[2023]["district heat"])


def test_that_a_year_that_has_just_begun_is_unknown():
    readings = Readings(datetime(2024, 12, 1), np.ones(31 * 24 + 5, np.float32))
    years = by_year([("electricity", readings)])
    assert list(years) == [2024, 2025]
    assert np.isnan([years[2024]["electricity"], years[2025]["electricity"]]).all()


def test_that_a_year_with_few_gaps_counts_them_as_the_mean_and_with_more_is_unknown():
    values = np.ones(8760, np.float32)
    values[:876] = np.nan
    start = datetime(2025, 1, 1)
    assert by_year([("electricity", Readings(start, values))]) == {2025: {"electricity": 8760.0}}
    values = values.copy()
    values[876] = np.nan
    assert np.isnan(by_year([("electricity", Readings(start, values))])[2025]["electricity"])


def test_that_no_readings_give_no_years():
    assert by_year([]) == {}


def _year(night: float, winter: float = 1.0) -> Readings:
    """Days at 10 kWh, weekends too, nights at `night`, winter months at `winter` times that."""
    hour = np.arange(8760)
    month = (np.datetime64("2025-01-01T00") + hour).astype("datetime64[M]").astype(int) % 12
    values = np.where((hour % 24 >= 8) & (hour % 24 < 16), 10.0, night)
    values = values * np.where(np.isin(month, (11, 0, 1)), winter, 1.0)
    values += np.random.default_rng(1).uniform(0.0, 0.2, 8760)
    return Readings(datetime(2025, 1, 1), values.astype(np.float32))


def _codes(carrier: EnergyCarrier, readings: Readings) -> set[str]:
    return {one.finding.code for one in oddities("Main", carrier, readings, None)}


def test_that_lights_left_on_at_night_are_found_and_low_nights_are_not():
    electricity = EnergyCarrier.ELECTRICITY

    assert "night-load" in _codes(electricity, _year(8.0))
    assert _codes(electricity, _year(1.0)) == {"weekend-load"}


def test_that_electricity_that_heats_may_run_at_night():
    heating = _year(8.0, winter=4.0)

    assert is_for_heat(heating)
    assert not is_for_heat(_year(8.0))
    assert "night-load" not in _codes(EnergyCarrier.ELECTRICITY, heating)


def test_that_a_carrier_without_a_usual_limit_is_looked_at_for_gaps_alone():
    values = _year(8.0).values.copy()
    values[100:200] = np.nan

    found = oddities("Tank", EnergyCarrier.OIL, Readings(datetime(2025, 1, 1), values), None)

    assert [one.finding.code for one in found] == ["gap"]
    assert (found[0].first, found[0].last) == (date(2025, 1, 5), date(2025, 1, 9))
    assert (found[0].begin, len(found[0].days)) == (date(2025, 1, 1), 365)
