"""Matplotlib figures as functions; the same ones on the screen and in the report."""

from dataclasses import dataclass
from io import BytesIO

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager, ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from twin import resources
from twin.model.arrays import FloatArray
from twin.model.scenario import ScenarioResult
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

_FACES = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold")
mpl.use("Agg")
mpl.rcParams |= {"font.family": ["Inter"], "svg.fonttype": "none"}
for _face in _FACES:
    font_manager.fontManager.addfont(str(resources.path(f"fonts/{_face}.otf")))


LINE = 10.5
"""Height of one line of the figures' small text. [pt]"""


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of a figure as ``#rrggbb``."""

    ground: str = "#FFFFFF"
    text: str = "#1A1F26"
    secondary: str = "#515B68"
    grid: str = "#E8EBEF"
    axis: str = "#858E9A"
    accent: str = "#2A5BD0"
    outline: str = "#BDBDBD"


def present_value_by_year(result: ScenarioResult) -> tuple[FloatArray, FloatArray]:
    """Years 0 to `period`, and the discounted value of P10, P50 and P90 in each, shape (3, n).

    All three begin with the median of what counts of the investment (not what had to be renewed
    anyway) and follow the constant yearly saving that leads
    to their own net present value. [NOK]
    """
    years = np.arange(result.period + 1, dtype=np.float64)
    rate = result.discount_rate
    annuity = (1 - (1 + rate) ** -years) / rate if rate else years
    start = result.maintenance.p50 - result.investment.p50
    value = result.net_present_value
    ends = np.array([value.p10, value.p50, value.p90])
    return years, start + (ends - start)[:, None] * (annuity / annuity[-1])[None, :]


def payback_year(result: ScenarioResult) -> float:
    """Years until the median has paid back, NaN where it does not within the period."""
    years, values = present_value_by_year(result)
    paid = np.flatnonzero(values[1] >= 0)
    return float(years[paid[0]]) if len(paid) and result.investment.p50 > 0 else float("nan")


def draw_present_value(axes: Axes, result: ScenarioResult, ink: Ink) -> None:
    """Net present value over time in million NOK: band P10 to P90, line P50, ends labelled."""
    years, values = present_value_by_year(result)
    low, middle, high = values / 1e6
    axes.axhline(0, color=ink.axis, linewidth=1)
    axes.fill_between(years, low, high, color=ink.accent, alpha=0.16, linewidth=0)
    axes.plot(years, middle, color=ink.accent, linewidth=2.2)
    paid = payback_year(result)
    if np.isfinite(paid):
        axes.plot([paid], [0], marker="|", markersize=10, color=ink.accent, markeredgewidth=2)
        text = tr("pays back in {years} years", years=numbers.number(paid))
        axes.annotate(text, (paid, 0), (0, 8), textcoords="offset points", ha="right",
                      fontsize=8, color=ink.secondary)  # fmt: skip
    axes.set_xlim(0, years[-1])
    axes.set_xlabel(tr("years"), fontsize=8, color=ink.secondary)
    _style(axes, ink)
    _label_ends(axes, years[-1], (low[-1], middle[-1], high[-1]), ink)


def draw_months(axes: Axes, before: FloatArray, after: FloatArray, ink: Ink) -> None:
    """Delivered energy by month in MWh: before as outline, after filled."""
    places = np.arange(12)
    axes.bar(places - 0.19, before / 1e3, 0.36, facecolor=ink.ground, edgecolor=ink.secondary,
             linewidth=0.8)  # fmt: skip
    axes.bar(places + 0.19, after / 1e3, 0.36, color=ink.accent)
    axes.set_xticks(places, [tr(m) for m in numbers.MONTHS])
    _style(axes, ink)


def monthly_total(monthly: dict[str, tuple[float, ...]]) -> FloatArray:
    """Sum of all carriers, shape (12,). [kWh]"""
    return np.sum([np.asarray(v, dtype=np.float64) for v in monthly.values()], axis=0)


def new_figure(size: tuple[float, float], dpi: float, ink: Ink) -> tuple[Figure, Axes]:
    """Figure of a size in inches with one axes in the look of the program."""
    figure = Figure(figsize=size, dpi=dpi, facecolor=ink.ground, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_facecolor(ink.ground)
    return figure, axes


def png(figure: Figure) -> bytes:
    """The figure as a PNG file."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", facecolor=figure.get_facecolor())
    return buffer.getvalue()


def svg(figure: Figure) -> bytes:
    """The figure as an SVG file with its text as text."""
    buffer = BytesIO()
    figure.savefig(buffer, format="svg", facecolor=figure.get_facecolor())
    return buffer.getvalue()


def _label_ends(axes: Axes, year: float, ends: tuple[float, float, float], ink: Ink) -> None:
    """Name the ends at the right edge; where values are near, the names stand apart."""
    made: list[Annotation] = []
    for name, value in zip(("P10", "P50", "P90"), ends, strict=True):
        decimals = 1 if abs(value) >= 1 else 2
        label = axes.annotate(
            f"{name} {numbers.signed(value, decimals)}",
            (year, value),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            annotation_clip=False,
            color=ink.text if name == "P50" else ink.secondary,
            fontweight="semibold" if name == "P50" else "normal",
        )
        made.append(label)
    figure = axes.get_figure(root=True)
    assert figure is not None  # the axes were made by `new_figure`
    figure.draw_without_rendering()
    points = axes.transData.transform([(year, value) for value in ends])[:, 1] * 72 / figure.dpi
    box = axes.get_window_extent()
    lowest, highest = (edge * 72 / figure.dpi for edge in (box.y0, box.y1))
    for label, point, place in zip(made, points, _apart(points, lowest, highest), strict=True):
        label.set_position((6, place - point))


def _apart(places: FloatArray, lowest: float, highest: float) -> FloatArray:
    """Three rising places moved from the middle one until each has `LINE` of its own. [pt]

    Parameters
    ----------
    places : shape (3,).
    lowest, highest : the middle one is moved so that all three lie between them.
    """
    middle = np.clip(
        places[1], lowest + 1.5 * LINE, max(highest - 1.5 * LINE, lowest + 1.5 * LINE)
    )
    return np.array([min(places[0], middle - LINE), middle, max(places[2], middle + LINE)])


def _style(axes: Axes, ink: Ink) -> None:
    axes.grid(visible=True, axis="y", color=ink.grid, linewidth=1)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=8, colors=ink.secondary)
    axes.yaxis.set_major_locator(ticker.MaxNLocator(4))
    low, high = axes.get_ylim()
    decimals = 0 if high - low >= 4 else (1 if high - low >= 0.4 else 2)
    axes.yaxis.set_major_formatter(lambda v, _place: numbers.number(v, decimals))
