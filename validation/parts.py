"""The parts of the validation, each imported only when it runs."""

import csv
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from validation.aims import AIMS, Aim

Run = Callable[[Path], dict[str, object]]
QUICK_CASES = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its folder under the report, what it shows, and how it runs."""

    name: str
    title: str
    run: Run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a part gave: figures and aims, or why it gave none.

    status : ``done`` | ``skipped`` | ``failed``.
    """

    part: Part
    status: str
    reason: str
    seconds: float
    figures: Mapping[str, object]
    aims: tuple[Aim, ...]


def parts(quick: bool = False) -> tuple[Part, ...]:
    """All parts in the order of the report.

    quick : fewer synthetic meters.
    """
    return (
        Part("ashrae140", "ASHRAE 140-2020", _function("validation.ashrae140.run")),
        Part("energyplus", "EnergyPlus 25.2 in Bergen", _energyplus),
        Part(
            "archetypes", "National model and legal frame", _function("validation.archetypes.run")
        ),
        Part("balance", "Energy balance and kernels", _function("validation.balance.run")),
        Part("meters", "Synthetic and real meters", _meters(QUICK_CASES if quick else 100)),
        Part("envelope", "Envelopes of models", _function("validation.envelope.run")),
        Part("climate", "Climate of Bergen", _function("validation.climate.run")),
        Part(
            "photovoltaics",
            "Solar panels in Bergen",
            _function("validation.photovoltaics.run"),
        ),
        Part(
            "contracts_epc",
            "Energy-performance contracts",
            _function("validation.contracts_epc.run"),
        ),
    )


def aims_of(part: Part, figures: Mapping[str, Any]) -> tuple[Aim, ...]:
    """What is asked of a part, judged by its figures."""
    return tuple(AIMS[part.name](figures))


def _function(module: str) -> Run:
    def run(out: Path) -> dict[str, object]:
        return importlib.import_module(module).run(out)

    return run


def _meters(cases: int) -> Run:
    def run(out: Path) -> dict[str, object]:
        return importlib.import_module("validation.meters.report").run(out, cases)

    return run


def _energyplus(out: Path) -> dict[str, object]:
    from twin.importers.weather.epw import read_epw
    from validation.energyplus import report
    from validation.energyplus.catalogue import all_cases
    from validation.energyplus.run import executable, weather_file
    from validation.energyplus.twin_engine import needs_of

    weather = {c.site.weather: read_epw(weather_file(c)) for c in all_cases()[:1]}
    for case in all_cases():
        if case.site.weather not in weather:
            weather[case.site.weather] = read_epw(weather_file(case))
    try:
        program = f"{executable().name} found, stored results used all the same"
    except FileNotFoundError:
        program = "not installed: stored results used (validation/energyplus/results.csv)"
    found = report.run(out, lambda case: needs_of(case, weather[case.site.weather]))
    return {**found, "EnergyPlus": program, "outside": _outside(out / "energyplus.csv")}


def _outside(table: Path) -> list[str]:
    """Rows that miss what is asked, in kWh/(m2 year)."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["inside"] == "NO"]
    return [
        f"{row['case']} {row['variant']}: "
        + (
            f"saving {row['saving']}, EnergyPlus {row['saving E+']} ({row['saving %']} %)"
            if row["saving"]
            else f"heating {row['heating']}, EnergyPlus {row['heating E+']} ({row['%']} %)"
        )
        for row in rows
    ]
