"""The Norwegian energy label: two schemes that are never mixed, nor mixed with meters."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

LETTERS = "ABCDEFG"
"""Best first; everything above the last limit is the last letter."""
HEATING_GRADES = ("green", "light green", "yellow", "orange", "red")
"""Least electricity and fossil fuel for heating first."""


@dataclass(frozen=True, slots=True)
class LabelEnergy:
    """Energy as one scheme of the label counts it: normed use, normed climate, maybe weighted.

    It has no arithmetic on purpose: it cannot be added to, or drawn on, metered energy or the
    energy of another scheme.

    kwh_per_m2 : per heated floor area and year. [kWh/m2]
    """

    scheme: str
    kwh_per_m2: float


@dataclass(frozen=True, slots=True)
class MeteredEnergy:
    """Energy that meters counted; no arithmetic with `LabelEnergy`, see there.

    kwh_per_m2 : per heated floor area. [kWh/m2]  period : what was counted, for example ``2025``.
    """

    period: str
    kwh_per_m2: float


@dataclass(frozen=True, slots=True)
class LabelScale:
    """Upper limits of the letters A to F for one building category.

    limits : each of length 6. [kWh/(m2 year)]
    area_terms : added to the limits after division by the heated floor area, length 6; nought
        for all but homes. [kWh/year]
    """

    category: str
    limits: tuple[float, ...]
    area_terms: tuple[float, ...]
    source: str
    verified: bool

    def limits_at(self, floor_area: float) -> tuple[float, ...]:
        """Limits of a building of `floor_area` m2, length 6. [kWh/(m2 year)]"""
        pairs = zip(self.limits, self.area_terms, strict=True)
        return tuple(limit + term / floor_area for limit, term in pairs)


@dataclass(frozen=True, slots=True)
class LabelScheme:
    """One edition of the energy label.

    name : ``2015`` or ``2026``; what a certificate keeps.
    valid_until : last day, None while it is valid.
    is_weighted : whether carriers count by `weights`, else each kWh counts as one.
    weights : per carrier; a carrier whose weight nobody has found is missing.
    degree_days : of the climate that the label is given for, base 17 degree C; NaN where no
        source is found. [K d]
    scales : per building category.
    verified : whether weights and scales were read in the regulation itself.
    note : what has still to be checked, "" where nothing.
    """

    name: str
    valid_from: date
    valid_until: date | None
    is_weighted: bool
    weights: Mapping[str, float]
    degree_days: float
    scales: Mapping[str, LabelScale]
    source: str
    verified: bool
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether a certificate issued on `day` is of this scheme."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class ClimateCorrection:
    """What turns climate-dependent energy of a place into that of the label's climate."""

    factor: float
    source: str


@dataclass(frozen=True, slots=True)
class Label:
    """A letter with what it rests on.

    limit : of this letter; infinite for the last. [kWh/(m2 year)]
    to_next : less energy needed for the next better letter; 0 for the best. [kWh/(m2 year)]
    verified : False where weights or scale come from second hand; say so wherever it is shown.
    """

    letter: str
    energy: LabelEnergy
    category: str
    limit: float
    to_next: float
    correction: ClimateCorrection
    verified: bool
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A label as issued. It keeps its scheme however the rules change.

    energy : None where the certificate does not tell.
    number : in the register of certificates, "" if unknown.
    heating_grade : one of `HEATING_GRADES`, "" where the certificate has none.
    expires : last day, None if unknown.  entered : day it was written down, None if unknown.
    """

    building_id: str
    letter: str
    scheme: str
    issued: date | None = None
    energy: LabelEnergy | None = None
    number: str = ""
    heating_grade: str = ""
    expires: date | None = None
    entered: date | None = None


@dataclass(frozen=True, slots=True)
class LabelInput:
    """Delivered energy of a year in standard operation, as a label counts it.

    delivered : per carrier, after own solar electricity. [kWh/year]
    climate_dependent : the part of it that heats rooms and supply air. [kWh/year]
    operation : must be ``standard``.
    """

    category: str
    floor_area: float
    delivered: Mapping[str, float]
    climate_dependent: Mapping[str, float] = field(default_factory=dict[str, float])
    operation: str = "standard"


NO_LIMIT = math.inf


def bar_values(energies: Sequence[LabelEnergy] | Sequence[MeteredEnergy]) -> tuple[float, ...]:
    """Heights of bars that may stand on one axis or on each other. [kWh/m2]

    Raises
    ------
    TypeError
        If label and metered energy, or two label schemes, are mixed: each counts something else.
    """
    kinds = {e.scheme if isinstance(e, LabelEnergy) else "metered" for e in energies}
    if len(kinds) > 1:
        raise TypeError(f"these count different things and share no bar: {sorted(kinds)}")
    return tuple(e.kwh_per_m2 for e in energies)
