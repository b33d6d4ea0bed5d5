"""Charts of a comparison: energy by carrier, value and backlog by year, and what decides."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes

from twin.model.arrays import FloatArray
from twin.model.comparison import ScenarioOutcome
from twin.ui.report.figures import Ink
from twin.ui.texts import numbers
from twin.ui.texts.comparing import NOTHING, TODAY, name_of
from twin.ui.texts.language import tr

COLOURS = ("#858E9A", "#2A5BD0", "#C8641B", "#3F8F4F")
"""Doing nothing first, then the scenarios in their order; told apart without red against green."""
CARRIERS = ("#2A5BD0", "#C8641B", "#5E8C4A", "#8A6BB0", "#3C9AA8", "#9A7A38", "#777777")
_STYLES = ("-", "-", "--", "-.")
MOST_INPUTS = 8
SMALL = 8


def colour_of(key: str, outcomes: Sequence[ScenarioOutcome]) -> str:
    """Colour of a scenario, the same in all charts."""
    keys = [o.key for o in outcomes if o.key != TODAY]
    return COLOURS[keys.index(key) % len(COLOURS)]


def draw_carriers(axes: Axes, outcomes: Sequence[ScenarioOutcome], ink: Ink) -> None:
    """Bought energy by carrier in MWh per year, one lying bar a scenario."""
    carriers = sorted({c for o in outcomes for c in o.by_carrier})
    places = np.arange(len(outcomes))[::-1]
    left = np.zeros(len(outcomes))
    for number, carrier in enumerate(carriers):
        width = np.array([o.by_carrier.get(carrier, 0.0) / 1e3 for o in outcomes])
        colour = CARRIERS[number % len(CARRIERS)]
        axes.barh(places, width, 0.62, left=left, color=colour, label=tr(carrier))
        left += width
    for place, total in zip(places, left, strict=True):
        axes.annotate(numbers.number(total), (total, place), (4, 0), textcoords="offset points",
                      va="center", fontsize=SMALL, color=ink.text)  # fmt: skip
    axes.set_xlim(0, max(float(left.max(initial=1.0)) * 1.14, 1.0))
    axes.set_yticks(places, [_short(name_of(o)) for o in outcomes])
    _style(axes, ink, is_lying=True)
    _legend(axes, ink, is_above=True)


def draw_worth(axes: Axes, outcomes: Sequence[ScenarioOutcome], ink: Ink) -> None:
    """Net present value built up by year in million NOK; band P10 to P90, line P50."""
    axes.axhline(0, color=ink.axis, linewidth=1)
    for outcome in outcomes:
        if outcome.key in (TODAY, NOTHING) or not outcome.worth.shape[1]:
            continue
        _band(axes, outcome, outcome.worth / 1e6, outcomes)
    _style(axes, ink)
    _legend(axes, ink)


def draw_backlog(axes: Axes, outcomes: Sequence[ScenarioOutcome], ink: Ink) -> None:
    """Backlog by year in million NOK; band low to high, line central."""
    for outcome in outcomes:
        if outcome.key == TODAY or not outcome.backlog.shape[1]:
            continue
        _band(axes, outcome, outcome.backlog / 1e6, outcomes)
    axes.set_ylim(bottom=0)
    _style(axes, ink)
    _legend(axes, ink)


def draw_tornado(axes: Axes, inputs: Sequence[tuple[str, float, float]], ink: Ink) -> None:
    """What decides: mean difference where an input is low and where it is high.

    inputs : title, value at the low end, value at the high end; the weightiest first.
    """
    some = list(inputs)[:MOST_INPUTS]
    places = np.arange(len(some))[::-1]
    axes.axvline(0, color=ink.axis, linewidth=1)
    for place, (_, low, high) in zip(places, some, strict=True):
        for value, colour in ((low, COLOURS[2]), (high, COLOURS[1])):
            axes.plot([value], [place], "o", color=colour, markersize=6)
        axes.plot([low, high], [place, place], color=ink.axis, linewidth=3, alpha=0.5, zorder=0)
    axes.set_yticks(places, [_short(title, 34) for title, *_ in some])
    _style(axes, ink, is_lying=True)
    axes.plot([], [], "o", color=COLOURS[2], label=tr("input low"))
    axes.plot([], [], "o", color=COLOURS[1], label=tr("input high"))
    _legend(axes, ink, is_above=True)


def _band(
    axes: Axes,
    outcome: ScenarioOutcome,
    values: FloatArray,
    all_of_them: Sequence[ScenarioOutcome],
) -> None:
    years = np.array(outcome.years[: values.shape[1]], dtype=np.float64)
    colour = colour_of(outcome.key, all_of_them)
    low, middle, high = values[:, : len(years)]
    style = _STYLES[COLOURS.index(colour)]
    axes.fill_between(years, low, high, color=colour, alpha=0.14, linewidth=0)
    axes.plot(years, middle, style, color=colour, linewidth=2, label=_short(name_of(outcome)))


def _style(axes: Axes, ink: Ink, *, is_lying: bool = False) -> None:
    """Grid across the values, no frame, small quiet figures."""
    axes.grid(visible=True, axis="x" if is_lying else "y", color=ink.grid, linewidth=1)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL, colors=ink.secondary)
    values = axes.xaxis if is_lying else axes.yaxis
    values.set_major_locator(ticker.MaxNLocator(4))
    values.set_major_formatter(lambda value, _place: _tick(value))
    if not is_lying:
        axes.xaxis.set_major_locator(ticker.MaxNLocator(5, integer=True))


def _tick(value: float) -> str:
    is_whole = abs(value - round(value)) < 1e-9
    return numbers.number(value, 0 if is_whole else 1)


def _legend(axes: Axes, ink: Ink, *, is_above: bool = False) -> None:
    """Where it hides least; above the bars of a chart that is full of them."""
    over: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0.0, 1.0), "ncols": 3}
    best: dict[str, Any] = {"loc": "best"}
    place = over if is_above else best
    handles, labels = axes.get_legend_handles_labels()
    if handles:
        axes.legend(handles, labels, fontsize=SMALL, frameon=False, labelcolor=ink.secondary,
                    handlelength=1.6, borderaxespad=0.2, **place)  # fmt: skip


def _short(text: str, room: int = 24) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
