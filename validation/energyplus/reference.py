"""The committed results of EnergyPlus, read back by case and variant."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.model.arrays import FloatArray
from validation.energyplus.cases import Case
from validation.energyplus.run import MONTHS, RESULTS, fingerprint

References = dict[tuple[str, str], "Reference"]


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What EnergyPlus found for one variant of a case.

    heating, cooling : by month, shape (12,). [kWh]  peak_heating : greatest hour. [kW]
    fingerprint : of the description it was run with.
    """

    floor_area: float
    heating: FloatArray
    cooling: FloatArray
    peak_heating: float
    fingerprint: str
    energyplus: str


def references(path: Path = RESULTS) -> References:
    """All results by name of case and variant."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["case"], row["variant"]): _reference(row) for row in csv.DictReader(file)}


def reference_of(case: Case, variant: str, known: References) -> Reference:
    """The result for this very description.

    Raises
    ------
    LookupError
        If there is none, or the description has changed since EnergyPlus ran.
    """
    found = known.get((case.name, variant))
    if found is None or found.fingerprint != fingerprint(case):
        raise LookupError(
            f"No EnergyPlus result for {case.name}, {variant}, as it is described now: run"
            " python -m validation.energyplus.run --refresh."
        )
    return found


def _reference(row: dict[str, str]) -> Reference:
    return Reference(
        floor_area=float(row["floor_area_m2"]),
        heating=np.array([float(row[f"heating_{month}"]) for month in MONTHS]),
        cooling=np.array([float(row[f"cooling_{month}"]) for month in MONTHS]),
        peak_heating=float(row["peak_heating_kw"]),
        fingerprint=row["fingerprint"],
        energyplus=row["energyplus"],
    )
