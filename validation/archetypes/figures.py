"""Needs by purpose, ours beside the national model's."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from validation.archetypes.cases import CATEGORIES, PURPOSES, Row
from validation.tables import LINE, save

COLOUR = {
    "space_heating": "#c4541a", "hot_water": "#e0a458", "fans": "#5b8aa6", "lighting": "#e8d37a",
    "equipment": "#8d9b7a", "cooling": "#a9c8dc",
}  # fmt: skip
NAME = {
    "space_heating": "rooms and supply air", "hot_water": "hot water", "fans": "fans (and pumps)",
    "lighting": "lighting", "equipment": "equipment", "cooling": "cooling",
}  # fmt: skip
WIDTH = 0.38


def draw_needs(rows: Sequence[Row], path: Path) -> None:
    """A panel per category: two stacks per code, ours left, and the frame of TEK17."""
    figure = Figure(figsize=(13, 8), layout="constrained")
    present = {row.category for row in rows}
    for number, category in enumerate(name for name in CATEGORIES if name in present):
        axes = figure.add_subplot(2, 3, number + 1)
        _panel(axes, [row for row in rows if row.category == category])
        axes.set_title(category.replace("_", " "), fontsize=10)
    keys = [Patch(color=COLOUR[name], label=NAME[name]) for name in PURPOSES]
    keys += [
        Patch(facecolor="white", edgecolor=LINE, label="left: Twin"),
        Patch(facecolor="white", edgecolor=LINE, hatch="////", label="right, hatched: NVE ebm"),
    ]
    figure.legend(handles=keys, loc="outside lower center", ncols=8, frameon=False, fontsize=9)
    save(figure, path)


def _panel(axes: Axes, rows: Sequence[Row]) -> None:
    place = np.arange(len(rows))
    for side, needs in ((-1, [row.ours for row in rows]), (1, [row.theirs for row in rows])):
        base = np.zeros(len(rows))
        for name in PURPOSES:
            height = np.array([need[name] for need in needs])
            axes.bar(
                place + side * WIDTH / 2, height, WIDTH, bottom=base, color=COLOUR[name],
                edgecolor="white", linewidth=0.4, hatch="" if side < 0 else "////",
            )  # fmt: skip
            base += height
    for number, row in enumerate(rows):
        top = np.nanmax([row.need, row.reference, row.frame])
        axes.annotate(f"{100 * row.deviation:+.0f} %", (number, top + 4), ha="center", fontsize=8)
        if np.isfinite(row.frame):
            axes.hlines(row.frame, number - 0.45, number + 0.45, color="black", linewidth=1.6)
    axes.set_xticks(place, [_short(row.code) for row in rows], fontsize=8)
    axes.set_ylim(0, 1.08 * max(max(row.need, row.reference) for row in rows))
    axes.set_ylabel("kWh/(m² year)", fontsize=8)
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _short(code: str) -> str:
    return "–49" if code == "PRE_TEK49" else code.removeprefix("TEK")
