"""Read the real meters of the corpus."""

import csv
import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from twin.analysis.meters.alignment import Aligned, aligned
from twin.analysis.meters.periods import by_day
from twin.analysis.meters.series import checked_series
from twin.model.arrays import FloatArray
from twin.model.finding import Finding
from twin.model.metering import MeterSeries, RawReadings, TimeArray

_HOUR = np.timedelta64(3600, "s")


@dataclass(frozen=True, slots=True, eq=False)
class RealMeter:
    """A real meter with its weather.

    hourly : its hours, or None when it comes as days or billing periods.
    known : annual loads its source states, by name, and the saving that follows; or empty.
    before_end, after_start : of the known change between both parts of the series.
    weather : where the temperature is from.
    """

    name: str
    aligned: Aligned
    hourly: MeterSeries | None
    findings: tuple[Finding, ...]
    known: dict[str, float]
    weather: str
    unit: str = "kWh"
    before_end: str = ""
    after_start: str = ""


def real_meters(folder: Path) -> list[RealMeter]:
    """All meters of the corpus folder ``energy`` that are read here, in order of name."""
    described = json.loads((folder / "eemeter_metadata.json").read_text(encoding="utf-8"))
    meters = [
        _illinois(folder, entry) for entry in described.values() if _is_illinois(folder, entry)
    ]
    meters += [
        _illinois(folder, entry, 1)
        for entry in described.values()
        if _is_illinois(folder, entry) and entry["freq"] == "hourly"
    ]
    meters += [_british(folder, entry) for entry in described.values() if entry["id"][:2] == "uk"]
    return [*meters, _daily_test(folder), _danish(folder)]


def register_rows(folder: Path) -> RawReadings:
    """The Danish heat meter as its file has it."""
    path = folder / "danish_heat_processed_final_data_sample.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    times = np.array([row["time_rounded"].removesuffix("Z") for row in rows], "datetime64[s]")
    values = np.array([float(row["energy_heat_kwh"]) for row in rows])
    return RawReadings(times, values, clock="utc")


def _is_illinois(folder: Path, entry: dict[str, str]) -> bool:
    return entry["id"].startswith("il-") and (folder / f"eemeter_{entry['id']}.csv.gz").is_file()


def _illinois(folder: Path, entry: dict[str, str], hours_per_mean: int = 24) -> RealMeter:
    """Loads are stated for the years before and after a change."""
    times, values = _rows(folder / f"eemeter_{entry['meter_data_filename']}", "start", "value")
    weather, fahrenheit = _rows(folder / "eemeter_il-tempF.csv.gz", "dt", "tempF")
    first, hourly = _hourly(weather, (fahrenheit - 32.0) / 1.8)
    findings: tuple[Finding, ...] = ()
    hours: MeterSeries | None = None
    if entry["freq"] == "hourly":
        checked = checked_series(RawReadings(times, values, "kWh", "interval", "utc"))
        hours, findings = checked.series, checked.findings
        series = by_day(hours)
    else:
        spans = np.diff(times).astype(np.int64) / 3600.0
        step = "day" if entry["freq"] == "daily" else "irregular"
        series = MeterSeries(times[:-1], spans, values[:-1], step, "utc")
    known = {key: float(entry[key]) for key in entry if key.startswith("annual_")}
    known |= {
        key: (float(entry[key]) - 32.0) / 1.8 for key in entry if key.endswith("balance_point")
    }
    known["saving"] = _stated_saving(entry, known, first, hourly)
    return RealMeter(
        f"{entry['id']}-degree-hours" if hours_per_mean == 1 else entry["id"],
        aligned(series, first, hourly, hours_per_mean),
        hours,
        findings,
        known,
        "station 724390, from the same source",
        entry["unit"],
        entry["blackout_start_date"],
        entry["blackout_end_date"],
    )


def _stated_saving(
    entry: dict[str, str], known: dict[str, float], first: np.datetime64, hourly: FloatArray
) -> float:
    """Saving in the weather of the second year, as share of the first year's use in it.

    The stated loads are those of each year's own weather, so the heating and cooling of the
    first year are carried over by degree hours.
    """
    begins = (
        np.datetime64(entry["blackout_start_date"], "s") - np.timedelta64(365, "D"),
        np.datetime64(entry["blackout_end_date"], "s"),
    )
    rows = [int((begin - first) // _HOUR) for begin in begins]
    before, after = (hourly[row : row + 8760] for row in rows)
    expected = known["annual_baseline_base_load"]
    for load, sign in (("heating", 1.0), ("cooling", -1.0)):
        balance = known.get(f"baseline_{load}_balance_point", np.nan)
        degrees = [
            float(np.nansum(np.maximum(sign * (balance - year), 0.0))) for year in (before, after)
        ]
        if degrees[0] > 0:
            expected += known[f"annual_baseline_{load}_load"] * degrees[1] / degrees[0]
    return 1.0 - known["annual_reporting_total_load"] / expected


def _british(folder: Path, entry: dict[str, str]) -> RealMeter:
    """Homes; the loads stated with them are placeholders, so none is compared."""
    times, values = _rows(folder / f"eemeter_{entry['meter_data_filename']}", "start", "value")
    weather, celsius = _rows(folder / f"eemeter_{entry['temperature_filename']}", "dt", "tempC")
    first, hourly = _hourly(weather, celsius)
    checked = checked_series(RawReadings(times, values, "kWh", "interval", "utc"))
    days = aligned(by_day(checked.series), first, hourly)
    return RealMeter(
        entry["id"], days, checked.series, checked.findings, {}, "from the same source"
    )


def _daily_test(folder: Path) -> RealMeter:
    with (folder / "eemeter_daily_test_data.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    starts = np.array([row["datetime"][:19].replace(" ", "T") for row in rows], "datetime64[s]")
    temperature = (np.array([float(row["temperature"]) for row in rows]) - 32.0) / 1.8
    use = np.array([float(row["observed"]) for row in rows])
    count = len(rows)
    days = Aligned(
        use, temperature, np.arange(count, dtype=np.int32), starts, np.full(count, 24.0)
    )
    return RealMeter("eemeter-daily-test", days, None, (), {}, "from the same source", "")


def _danish(folder: Path) -> RealMeter:
    """A house in Aalborg; no weather of its place and time is at hand."""
    checked = checked_series(register_rows(folder), 150.0)
    series = by_day(checked.series)
    courses = [
        _yearly_course(folder.parent / "weather" / name)
        for name in ("NLD_Amsterdam062400_IWEC.epw", "SWE_Stockholm.epw")
    ]
    day_of_year = (
        series.starts.astype("datetime64[D]") - series.starts.astype("datetime64[Y]")
    ).astype(np.int64)
    course = np.mean(courses, axis=0)[np.minimum(day_of_year, 364)]
    count = len(series.values)
    days = Aligned(
        series.daily_rate, course, np.arange(count, dtype=np.int32), series.starts, series.hours
    )
    return RealMeter(
        "danish-heat-772",
        days,
        checked.series,
        checked.findings,
        {},
        "NOT of its place: mean yearly course of Amsterdam and Stockholm, smoothed",
    )


def _yearly_course(path: Path) -> FloatArray:
    """Daily means of a typical year, smoothed over three weeks, shape (365,)."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.reader(file))[8:]
    days = np.array([float(row[6]) for row in rows]).reshape(365, 24).mean(axis=1)
    around = np.concatenate([days[-10:], days, days[:10]])
    return np.convolve(around, np.ones(21) / 21.0, "valid")


def _rows(path: Path, time_name: str, value_name: str) -> tuple[TimeArray, FloatArray]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    times = np.array([_utc(row[time_name]) for row in rows], "datetime64[s]")
    return times, np.array([float(row[value_name] or "nan") for row in rows])


def _utc(text: str) -> datetime:
    """Time without offset in UTC; a time that states no offset is taken as UTC."""
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def _hourly(times: TimeArray, values: FloatArray) -> tuple[np.datetime64, FloatArray]:
    """First hour and a value for every hour from it, NaN where there is none."""
    row = ((times - times.min()) // _HOUR).astype(np.int64)
    placed = np.full(int(row.max()) + 1, np.nan)
    placed[row] = values
    return times.min(), placed
