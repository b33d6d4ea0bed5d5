"""Real meters fitted, and compared with the loads their sources state."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.analysis.meters.alignment import Aligned
from twin.analysis.meters.fit_quality import Agreement, agreement
from twin.analysis.meters.fitting import fit_signatures
from twin.analysis.meters.signature import Signatures, predicted_rates, split_rates
from twin.analysis.meters.verification import VerifiedSaving, verified_saving
from twin.errors import TwinError
from twin.model.arrays import BoolArray
from validation.meters.figures import signature_figure
from validation.meters.readers import RealMeter, real_meters

LOADS = ("base", "heating", "cooling")


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A real meter with what was found in its first part.

    shares : base, heating and cooling as share of all; known_shares : as stated, or None.
    saving : of the second part against the first, where the change is known.
    """

    meter: RealMeter
    signature: Signatures
    agreement: Agreement
    shares: tuple[float, float, float]
    known_shares: tuple[float, float, float] | None
    saving: VerifiedSaving | None
    refused: str = ""


def fitted_meters(folder: Path, out: Path) -> list[Fitted]:
    """All real meters fitted, one figure each in `out`."""
    found = [_fitted(meter) for meter in real_meters(folder)]
    for one in found:
        title = (
            f"{one.meter.name}: {one.signature.model_name(0)},"
            f" CV(RMSE) {100 * one.agreement.cv_rmse:.1f} %;"
            f" temperature: {one.meter.weather}"
        )
        baseline = RealMeter(
            one.meter.name, _baseline(one.meter), None, (), {}, one.meter.weather, one.meter.unit
        )
        signature_figure(baseline, one.signature, title, out / f"{one.meter.name}.png")
    return found


def part(days: Aligned, is_kept: BoolArray) -> Aligned:
    """Some of the periods, with their days."""
    kept = np.flatnonzero(is_kept)
    is_day = np.isin(days.period_of_day, kept)
    return Aligned(
        days.rates[kept],
        days.temperature[is_day],
        np.searchsorted(kept, days.period_of_day[is_day]).astype(np.int32),
        days.starts[kept],
        days.hours[kept],
    )


def _fitted(meter: RealMeter) -> Fitted:
    days = _baseline(meter)
    fit = fit_signatures(days.rates[None, :], days.temperature, days.period_of_day)
    expected = predicted_rates(fit, days.temperature, days.period_of_day)[0]
    n_coefficients = {"": 0, "1P": 1, "2PH": 2, "2PC": 2, "3PH": 3, "3PC": 3, "4P": 4, "5P": 5}
    step = "day" if float(days.hours.mean()) < 48 else "month"
    fitted = agreement(days.rates, expected, step, n_coefficients[fit.model_name(0)])
    sums = np.array(
        [float(load[0].sum()) for load in split_rates(fit, days.temperature, days.period_of_day)]
    )
    shares = sums / sums.sum()
    saving, refused = _saving(meter)
    return Fitted(
        meter,
        fit,
        fitted,
        (float(shares[0]), float(shares[1]), float(shares[2])),
        _known_shares(meter),
        saving,
        refused,
    )


def _baseline(meter: RealMeter) -> Aligned:
    """The year before a known change, else all."""
    days = meter.aligned
    if not meter.before_end:
        return days
    end = np.datetime64(meter.before_end, "s")
    ends = days.starts + (days.hours * 3600).astype("timedelta64[s]")
    return part(days, (ends <= end + np.timedelta64(1, "D")) & (days.starts >= end - _YEAR))


_YEAR = np.timedelta64(372, "D")


def _saving(meter: RealMeter) -> tuple[VerifiedSaving | None, str]:
    if not meter.before_end:
        return None, ""
    start = np.datetime64(meter.after_start, "s")
    days = meter.aligned
    after = part(days, (days.starts >= start) & (days.starts < start + _YEAR))
    try:
        return verified_saving(_baseline(meter), after), ""
    except TwinError as error:
        return None, str(error)


def _known_shares(meter: RealMeter) -> tuple[float, float, float] | None:
    if not meter.known:
        return None
    total = meter.known["annual_baseline_total_load"]
    shares = [meter.known[f"annual_baseline_{load}_load"] / total for load in LOADS]
    return shares[0], shares[1], shares[2]
