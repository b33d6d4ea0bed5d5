"""Figures of the validation against meters."""

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from twin.analysis.meters.signature import Signatures, predicted_rates
from twin.model.arrays import FloatArray
from validation.meters.readers import RealMeter

mpl.use("Agg")
_READ, _FIT, _BAND = "#7a8a99", "#c2410c", "#0f766e"


def signature_figure(meter: RealMeter, fit: Signatures, title: str, path: Path) -> None:
    """Energy against temperature with the fitted line, and both over time."""
    days = meter.aligned
    expected = predicted_rates(fit, days.temperature, days.period_of_day)[0]
    means = np.bincount(days.period_of_day, days.temperature) / np.bincount(days.period_of_day)
    grid = np.linspace(days.temperature.min(), days.temperature.max(), 200)
    unit = f"{meter.unit}/day" if meter.unit else "as given, per day"
    figure = Figure(figsize=(10.0, 3.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(2, 3))
    left.scatter(means, days.rates, s=9, color=_READ, alpha=0.6, linewidths=0, label="read")
    left.plot(grid, predicted_rates(fit, grid)[0], color=_FIT, lw=2, label=fit.model_name(0))
    left.set(xlabel="outdoor temperature [°C]", ylabel=unit, ylim=(0, None))
    left.legend(frameon=False)
    right.plot(days.starts, days.rates, color=_READ, lw=0.8, label="read")
    right.plot(days.starts, expected, color=_FIT, lw=1.2, label="fitted")
    right.set(ylabel=unit, ylim=(0, None))
    right.tick_params(axis="x", rotation=30)
    figure.suptitle(title, fontsize=10)
    figure.savefig(path, dpi=110)


def coverage_figure(
    names: tuple[str, ...], inside: dict[str, tuple[FloatArray, FloatArray]], path: Path
) -> None:
    """Share of cases inside both intervals, per parameter and setting."""
    figure = Figure(figsize=(10.0, 3.2 * len(inside)), layout="constrained")
    axes = np.atleast_1d(figure.subplots(len(inside), 1, sharex=True))
    places = np.arange(len(names))
    for axis, (setting, (narrow, wide)) in zip(axes, inside.items(), strict=True):
        axis.bar(places - 0.2, 100 * narrow, 0.38, color=_BAND, label="P10 to P90")
        axis.bar(places + 0.2, 100 * wide, 0.38, color=_READ, label="P2.5 to P97.5")
        axis.axhline(80, color=_BAND, lw=1, ls="--")
        axis.axhline(95, color=_READ, lw=1, ls="--")
        axis.axhline(85, color=_FIT, lw=1, ls=":", label="85 of 100")
        axis.set(ylim=(0, 105), ylabel="% of cases inside", title=setting)
    figure.legend(
        *axes[0].get_legend_handles_labels(), ncols=3, loc="outside upper right", frameon=False
    )
    axes[-1].set_xticks(places, names, rotation=20)
    figure.savefig(path, dpi=110)
