"""How far an engine is from EnergyPlus: needs, savings, and what lies inside the limits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray
from validation.energyplus.cases import Case
from validation.energyplus.catalogue import BASE, MEASURES, all_cases, variants
from validation.energyplus.reference import Reference, References, reference_of, references

Engine = Callable[[Case], tuple[FloatArray, FloatArray]]
"""Heating (rooms and supply air) and cooling of a case by month, each of shape (12,). [kWh]"""

HEATING_LIMIT = 0.05
SAVING_LIMIT = 0.05
COOLING_LIMIT = 0.15
COOLING_ROOM = 5.0  # allowed whatever the percentage. [kWh/m2]
SMALL_SAVING = 0.5  # a deviation nobody would see on a bill. [kWh/m2]


@dataclass(frozen=True, slots=True)
class Row:
    """One variant of one case: the engine against EnergyPlus. [kWh/(m2 year)]

    saving : of heating against the base; 0 for the base itself.
    heating_cv_rmse : of the twelve months of heating.
    """

    case: Case
    variant: str
    heating: float
    reference_heating: float
    cooling: float
    reference_cooling: float
    saving: float
    reference_saving: float
    heating_cv_rmse: float

    @property
    def is_base(self) -> bool:
        """Whether this is the building as it is."""
        return self.variant == BASE

    @property
    def is_cooled(self) -> bool:
        """Whether the building has cooling."""
        return self.case.operation.cooling_in_use is not None

    @property
    def heating_deviation(self) -> float:
        """Of the reference, 0.05 is five per cent too much."""
        return _deviation(self.heating, self.reference_heating)

    @property
    def saving_deviation(self) -> float:
        """Of the reference saving; NaN for the base."""
        return np.nan if self.is_base else _deviation(self.saving, self.reference_saving)

    @property
    def cooling_deviation(self) -> float:
        """Of the reference; NaN without cooling."""
        return _deviation(self.cooling, self.reference_cooling) if self.is_cooled else np.nan

    @property
    def heating_is_inside(self) -> bool:
        """Whether heating is within five per cent."""
        return abs(self.heating_deviation) <= HEATING_LIMIT

    @property
    def saving_is_inside(self) -> bool:
        """Whether the saving is within five per cent."""
        return abs(self.saving_deviation) <= SAVING_LIMIT

    @property
    def cooling_is_inside(self) -> bool:
        """Whether cooling is within fifteen per cent or 5 kWh/m2."""
        difference = abs(self.cooling - self.reference_cooling)
        return difference <= COOLING_ROOM or abs(self.cooling_deviation) <= COOLING_LIMIT


def compare(engine: Engine, cases: Iterable[Case] | None = None) -> tuple[Row, ...]:
    """Run `engine` on all variants of `cases` (all if None) against the committed results.

    Raises
    ------
    LookupError
        If a case has changed since EnergyPlus ran it.
    """
    known = references()
    chosen = all_cases() if cases is None else cases
    return tuple(row for case in chosen for row in _rows_of(case, engine, known))


def summary(rows: Iterable[Row]) -> dict[str, object]:
    """The figures of a comparison: counts inside, worst rows, mean deviation.

    Counts are texts such as ``22 of 24``; deviations in per cent.
    """
    rows = tuple(rows)
    base = [row for row in rows if row.is_base]
    measured = [row for row in rows if not row.is_base]
    cooled = [row for row in base if row.is_cooled]
    return {
        "cases": len(base),
        "heating inside 5 %": _count(row.heating_is_inside for row in base),
        "heating of all variants inside 5 %": _count(row.heating_is_inside for row in rows),
        "worst heating": _worst(base, "heating_deviation"),
        "mean heating deviation %": _mean(row.heating_deviation for row in base),
        "mean monthly heating CV(RMSE) %": _mean(row.heating_cv_rmse for row in base),
        "savings inside 5 %": _count(row.saving_is_inside for row in measured),
        "savings inside 5 % or 0.5 kWh/m2": _count(_saving_is_close(row) for row in measured),
        "worst saving": _worst(measured, "saving_deviation"),
        "mean saving deviation %": _mean(row.saving_deviation for row in measured),
        "savings inside 5 % by measure": {
            measure: _count(row.saving_is_inside for row in rows if row.variant == measure)
            for measure in MEASURES
        },
        "cooling inside 15 % or 5 kWh/m2": _count(row.cooling_is_inside for row in cooled),
        "worst cooling": _worst(cooled, "cooling_deviation"),
        "rows inside": _count(_is_inside(row) for row in rows),
    }


def _rows_of(case: Case, engine: Engine, known: References) -> Iterable[Row]:
    base, base_reference = 0.0, 0.0
    for variant, changed in variants(case).items():
        reference = reference_of(changed, variant, known)
        heating, cooling = engine(changed)
        area = reference.floor_area
        need, wanted = float(heating.sum()) / area, float(reference.heating.sum()) / area
        if variant == BASE:
            base, base_reference = need, wanted
        yield Row(
            case=case,
            variant=variant,
            heating=need,
            reference_heating=wanted,
            cooling=float(cooling.sum()) / area,
            reference_cooling=float(reference.cooling.sum()) / area,
            saving=base - need,
            reference_saving=base_reference - wanted,
            heating_cv_rmse=_cv_rmse(heating, reference),
        )


def _cv_rmse(heating: FloatArray, reference: Reference) -> float:
    errors = heating - reference.heating
    return float(np.sqrt(np.mean(errors**2)) / np.mean(reference.heating))


def _deviation(value: float, reference: float) -> float:
    if reference == 0:
        return 0.0 if value == 0 else float(np.copysign(np.inf, value))
    return (value - reference) / abs(reference)


def _is_inside(row: Row) -> bool:
    """Whether all that is asked of this row holds."""
    asked = row.heating_is_inside if row.is_base else row.saving_is_inside
    return asked and (row.cooling_is_inside or not (row.is_base and row.is_cooled))


def _saving_is_close(row: Row) -> bool:
    return row.saving_is_inside or abs(row.saving - row.reference_saving) <= SMALL_SAVING


def _count(truths: Iterable[bool]) -> str:
    values = list(truths)
    return f"{sum(values)} of {len(values)}"


def _mean(values: Iterable[float]) -> float:
    return round(100 * float(np.mean(list(values))), 2)


def _worst(rows: Iterable[Row], name: str) -> str:
    """The row that is farthest off, as ``+7.1 % CASE VARIANT``; empty without rows."""
    row = max(rows, key=lambda row: abs(getattr(row, name)), default=None)
    if row is None:
        return ""
    return f"{100 * getattr(row, name):+.1f} % {row.case.name} {row.variant}"
