"""What a measure saved by the meters: what is compared, and what came out of it."""

import math
from dataclasses import dataclass
from datetime import date

from twin.model.arrays import FloatArray
from twin.model.finding import Finding

STEPS = ("day", "week", "month")
METER, CARRIER = "meter", "carrier"


@dataclass(frozen=True, slots=True)
class KnownChange:
    """A change between the periods that has nothing to do with the measure.

    reason : why, for example ``new wing from 1 March``.
    energy : what it adds to the use of the reporting period; negative if it lowers it. [kWh]
    """

    reason: str
    energy: float


@dataclass(frozen=True, slots=True)
class SavingCheck:
    """Which readings are compared to see what a measure saved.

    All dates are included; the days between baseline and reporting period count on neither side.

    subject : ``meter:ID``, or ``carrier:NAME`` for the sum of all meters of a carrier.
    step : ``day`` | ``week`` | ``month``, what the baseline is fitted to.
    claimed : saving that was promised, NaN if none was. [kWh/year]
    claimed_source : who promised it, or where it stands.
    """

    building_id: str
    subject: str
    baseline_first: date
    baseline_last: date
    reporting_first: date
    reporting_last: date
    step: str = "week"
    changes: tuple[KnownChange, ...] = ()
    claimed: float = math.nan
    claimed_source: str = ""


@dataclass(frozen=True, slots=True)
class BaselineFit:
    """The baseline's equation and how near it comes to the readings it was made from.

    Energy a day is base + heating_slope max(heating_balance - T, 0)
    + cooling_slope max(T - cooling_balance, 0); NaN where the model has no such part.

    model : name of the change-point model, for example ``3PH``.
    base [kWh/day]; slopes [kWh/(K day)]; balances [degree C].
    cv_rmse, nmbe, r_squared : of the fit. [1]
    cv_limit, nmbe_limit : what ASHRAE Guideline 14 asks of a baseline. [1]
    """

    model: str
    base: float
    heating_slope: float
    heating_balance: float
    cooling_slope: float
    cooling_balance: float
    n_periods: int
    cv_rmse: float
    nmbe: float
    r_squared: float
    cv_limit: float
    nmbe_limit: float

    @property
    def passes(self) -> bool:
        """Within the limits of ASHRAE Guideline 14."""
        return self.cv_rmse <= self.cv_limit and abs(self.nmbe) <= self.nmbe_limit


@dataclass(frozen=True, slots=True, eq=False)
class SavingReport:
    """What a measure saved, in the days of the reporting period that have readings.

    expected : baseline in the weather of the reporting period, changes included. [kWh]
    measured, saving : [kWh]  low, high : P10 and P90 of the saving. [kWh]
    half_90 : half width of the interval that holds the saving in 90 of 100 cases. [kWh]
    fraction : saving as share of `expected`.
    days : of the reporting period with readings.  share : of all its days.
    months : first day of each month, as ``datetime64[D]`` in `FloatArray`s' order.
    expected_monthly, measured_monthly : of the days with readings, shape (m,). [kWh]
    ends : last day of each step.  cumulative : saving up to it, shape (n,). [kWh]
    claimed : saving that was promised for as many days; NaN if none was. [kWh]
    uncertainty : of the saving at 68 % confidence, as share of it.
    """

    check: SavingCheck
    fit: BaselineFit
    expected: float
    measured: float
    saving: float
    low: float
    high: float
    half_90: float
    fraction: float
    uncertainty: float
    days: float
    share: float
    months: tuple[date, ...]
    expected_monthly: FloatArray
    measured_monthly: FloatArray
    ends: tuple[date, ...]
    cumulative: FloatArray
    claimed: float
    findings: tuple[Finding, ...] = ()

    @property
    def is_significant(self) -> bool:
        """Whether the interval of 90 % leaves zero out."""
        return abs(self.saving) > self.half_90

    @property
    def verdict(self) -> str:
        """``saved`` | ``more`` | ``unclear``: what the readings show."""
        if not self.is_significant:
            return "unclear"
        return "saved" if self.saving > 0 else "more"

    @property
    def against_claim(self) -> str:
        """``met`` | ``less`` | ``more`` | "": the promise against the interval of 90 %."""
        if not math.isfinite(self.claimed):
            return ""
        if self.claimed > self.saving + self.half_90:
            return "less"
        return "more" if self.claimed < self.saving - self.half_90 else "met"
