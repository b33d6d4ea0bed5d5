"""A what-if: which proposals are applied to a building, and what that gives."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from twin.model.choice import Choice
from twin.model.panels import PanelChoice, PanelsResult
from twin.model.proposal import Proposal, Reach
from twin.model.thermal import EnergyResult

MOST_TAKE_BACK = 5.0
"""Rooms are hardly ever kept more than this warmer after an upgrade. [K]"""
NORMAL_YEAR, YEAR_OF_2050 = "", "2050"
"""Weather that is shipped with the program."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Immutable list of applied proposals; every edit makes a new one.

    weather : of the year that is calculated: `NORMAL_YEAR`, `YEAR_OF_2050`, or the key of
        weather in the portfolio.
    take_back : by how much rooms are kept warmer once measures are carried out. [K]
    panels : places for solar panels the user chose, () for the best first.
    choices : single measures, applied after the proposals in their order; the year in which each
        is carried out does not count here.
    """

    building_id: str
    name: str = "Today"
    proposals: tuple[Proposal, ...] = ()
    weather: str = NORMAL_YEAR
    take_back: float = 0.0
    panels: tuple[PanelChoice, ...] = ()
    choices: tuple[Choice, ...] = ()

    def with_proposal(self, proposal: Proposal) -> "Scenario":
        """This scenario with one proposal more, at the end."""
        return replace(self, proposals=(*self.proposals, proposal))


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """A stored what-if. saved_at: UTC, no tzinfo."""

    scenario_id: int
    is_draft: bool
    saved_at: datetime
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Spread:
    """P10, P50 and P90 of a paired difference or a total."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence, with its unit and its range.

    low, high : ends of the range, NaN where there is none.
    """

    value: float
    unit: str = ""
    low: float = math.nan
    high: float = math.nan

    @property
    def has_range(self) -> bool:
        """Whether the number is less certain than it looks."""
        return self.high > self.low

    @property
    def decimals(self) -> int:
        """Decimals that show value and range with at most three significant digits."""
        shown = (self.value, self.low, self.high) if self.has_range else (self.value,)
        return max(_decimals(number) for number in shown)

    def __str__(self) -> str:
        """In English: ``4.5 1/h (4.0 – 10.0)``."""
        digits = self.decimals
        text = f"{self.value:,.{digits}f} {self.unit}".rstrip()
        return (
            f"{text} ({self.low:,.{digits}f} – {self.high:,.{digits}f})"
            if self.has_range
            else text
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about a result and what it rests on.

    text : one sentence; a template with named fields (``{name}``), so that it can be translated
        before it is filled in.
    values : of the fields: names, counts and quantities.
    source : where it comes from: publisher, title or table and year; says so where nothing is
        published, and is "" where the sentence needs none.
    """

    text: str
    values: Mapping[str, str | int | Quantity] = field(
        default_factory=dict[str, str | int | Quantity]
    )
    source: str = ""

    def __str__(self) -> str:
        """Sentence and source in English, as a terminal shows them."""
        sentence = self.text.format(**self.values)
        return f"{sentence} Source: {self.source}" if self.source else sentence


def _decimals(number: float) -> int:
    if not math.isfinite(number) or abs(number) >= 100:
        return 0
    return len(f"{number:.3g}".partition(".")[2])


@dataclass(frozen=True, slots=True)
class CarrierFit:
    """How the months of one carrier agree with the model, before and after calibration.

    months : that have readings.
    cv_rmse, nmbe : coefficient of variation of the error and mean bias, before and after; the
        bias is positive where the model uses too little. [1]
    passes : after calibration within the monthly limits of ASHRAE Guideline 14.
    """

    carrier: str
    months: int
    cv_rmse: tuple[float, float]
    nmbe: tuple[float, float]
    passes: bool


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """What the meters of a building say about its model, or why nothing was asked of them.

    is_calibrated : whether the result rests on inputs that agree with the meters.
    statements : against which meters, months and weather, how well, or why not.
    year : the newest whose months were compared, 0 where none were.
    weather : of that year, its name.
    effective_draws : equally weighted draws that the weighted ones are worth.
    years : all whose months were compared, oldest first.
    in_own_weather : whether the building was calculated in the weather of its readings.
    operation : ``standard`` | ``actual``, where the hours of use are from.
    """

    is_calibrated: bool
    statements: tuple[Statement, ...]
    year: int = 0
    weather: str = ""
    meters: tuple[str, ...] = ()
    fits: tuple[CarrierFit, ...] = ()
    effective_draws: float = math.nan
    years: tuple[int, ...] = ()
    in_own_weather: bool = True
    operation: str = "standard"

    @property
    def passes(self) -> bool:
        """Calibrated as ASHRAE Guideline 14 asks: in the readings' weather, each carrier near."""
        return self.is_calibrated and self.in_own_weather and all(f.passes for f in self.fits)


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioResult:
    """Before, after and the difference.

    saving : delivered energy saved per year. [kWh/year]
    cost_saving : [NOK/year]
    emission_saving : per electricity basis. [kgCO2e/year]
    investment : [NOK]
    net_present_value : over `period` years at `discount_rate`. [NOK]
    grades_before, grades_after : worst TG per touched element row, TGIU = -1.
    assumptions : what it rests on, with sources.
    claims : effects that no physics recomputes.
    calibration : whether `before` and `after` agree with the meters; None where nobody asked.
        Calibrated ones are in actual operation, with the labels of the standard one.
    weather : name of the year's weather.
    take_back : by how much rooms are kept warmer afterwards; in `after` and all savings. [K]
    taken_back : delivered energy that this costs, central. [kWh/year]
    panels : what its solar panels make; None without any.
    maintenance : the part of `investment` that renews what has to be renewed anyway; it does not
        count in `net_present_value`. [NOK]
    """

    before: EnergyResult
    after: EnergyResult
    reaches: tuple[Reach, ...]
    saving: Spread
    cost_saving: Spread
    emission_saving: dict[str, Spread]
    investment: Spread
    net_present_value: Spread
    discount_rate: float
    period: int
    grades_before: dict[int, int]
    grades_after: dict[int, int]
    assumptions: tuple[Statement, ...]
    claims: tuple[Statement, ...] = ()
    calibration: CalibrationResult | None = None
    weather: str = ""
    take_back: float = 0.0
    taken_back: float = 0.0
    panels: PanelsResult | None = None
    maintenance: Spread = Spread(0.0, 0.0, 0.0)

    @property
    def taken_back_share(self) -> float:
        """Part of the saving that warmer rooms take back, 0 where nothing is saved."""
        without = self.before.delivered_total - self.after.delivered_total + self.taken_back
        return self.taken_back / without if without > 0 else 0.0
