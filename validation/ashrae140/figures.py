"""Figures like those of the standard: every case among the six programs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from validation.ashrae140.compare import MONTHS, Profile, Row
from validation.ashrae140.references import PROGRAMS
from validation.tables import BAND, LINE, OTHERS, OURS, save

SHADES = ("#b9cad7", "#a9bdcc", "#99b0c2", "#89a3b7", "#7996ac", "#6989a1")
COLUMNS = 4
DAYS = {"feb_1": "1 February", "july_14": "14 July"}


def draw_bars(rows: Sequence[Row], title: str, path: Path) -> None:
    """A bar per program and case, ours last, with the limits where there are any."""
    unit = rows[0].unit
    figure = Figure(figsize=(max(7.0, 0.62 * len(rows) + 1.5), 4.2), layout="constrained")
    axes = figure.add_subplot()
    place = np.arange(len(rows))
    width = 0.85 / (len(PROGRAMS) + 1)
    for number, program in enumerate((*PROGRAMS, "Twin")):
        is_ours = number == len(PROGRAMS)
        heights = [row.value if is_ours else row.programs.programs[number] for row in rows]
        axes.bar(
            place + (number - len(PROGRAMS) / 2) * width, heights, width,
            label=program, color=OURS if is_ours else SHADES[number],
        )  # fmt: skip
    _mark_limits(axes, rows)
    axes.set_xticks(place, [_label(row) for row in rows], fontsize=8)
    has_outside = any(not row.in_range for row in rows)
    axes.set(ylabel=unit, xlim=(-0.7, len(rows) - 0.3))
    axes.set_title(f"{title} (* outside the programs' range)" if has_outside else title)
    axes.axhline(0, color=LINE, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(ncols=8, fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.1))
    save(figure, path)


def draw_profiles(profiles: Sequence[Profile], path: Path) -> None:
    """Small panels: the programs as a band with thin lines, ours over it."""
    lines = -(-len(profiles) // COLUMNS)
    figure = Figure(figsize=(3.1 * COLUMNS, 2.25 * lines + 0.4), layout="constrained")
    for number, profile in enumerate(profiles):
        _panel(figure.add_subplot(lines, COLUMNS, number + 1), profile)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    save(figure, path)


def _panel(axes: Axes, profile: Profile) -> None:
    is_monthly = profile.period == "months"
    place = np.arange(1, len(profile.value) + 1)
    least, most = np.nanmin(profile.programs, axis=1), np.nanmax(profile.programs, axis=1)
    axes.fill_between(place, least, most, color=BAND, label="range of the six programs")
    lines = axes.plot(place, profile.programs, color=OTHERS, linewidth=0.7)
    lines[0].set_label("each of them")
    axes.plot(place, profile.value, color=OURS, linewidth=1.6, label="Twin")
    when = "" if is_monthly else f", {DAYS[profile.period]}"
    axes.set_title(f"{profile.case} {_kind(profile)}{when}", fontsize=9)
    axes.set_ylabel(profile.unit, fontsize=8)
    if is_monthly:
        axes.set_xticks(place, [month[0] for month in MONTHS])
    else:
        axes.set_xticks([1, 6, 12, 18, 24])
    axes.tick_params(labelsize=8)
    axes.set_xlim(1, len(place))
    axes.spines[["top", "right"]].set_visible(False)


def _kind(profile: Profile) -> str:
    return {"load": "load", "temp": "air"}.get(profile.quantity, profile.quantity)


def _mark_limits(axes: Axes, rows: Sequence[Row]) -> None:
    known = [(place, row) for place, row in enumerate(rows) if row.has_limits]
    for number, (place, row) in enumerate(known):
        axes.hlines(
            [row.lower, row.upper], place - 0.46, place + 0.46, color="black", linewidth=0.9,
            label="limits" if number == 0 else "_limits",
        )  # fmt: skip


def _label(row: Row) -> str:
    name = row.quantity.partition("transmitted ")[2] or row.quantity.partition("incident ")[2]
    mark = "" if row.in_range else "*"
    return f"{row.case}{mark}\n{name}" if name else f"{row.case}{mark}"
