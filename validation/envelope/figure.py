"""Found areas against the models' own."""

import math
from pathlib import Path

from matplotlib.figure import Figure

from validation.envelope.compare import Row

_COLOURS = {
    "wall": "#c2703d", "window": "#4f8fc0", "door": "#b59a2c", "roof": "#a63d40",
    "floor": "#4a7c59",
}  # fmt: skip


def draw(rows: list[Row], path: Path) -> None:
    """One point per kind and direction of a model, with the line of agreement."""
    figure = Figure(figsize=(6.5, 6.0), layout="constrained")
    axes = figure.add_subplot()
    known = [row for row in rows if math.isfinite(row.own) and row.own > 0 and row.found > 0]
    for kind, colour in _COLOURS.items():
        of_kind = [row for row in known if row.kind == kind]
        own, found = [r.own for r in of_kind], [r.found for r in of_kind]
        axes.scatter(own, found, s=18, color=colour, label=kind)
    if known:
        ends = [min(r.own for r in known) * 0.8, max(r.own for r in known) * 1.2]
        axes.plot(ends, ends, color="#555555", linewidth=0.8)
        for factor in (0.95, 1.05):
            axes.plot(ends, [factor * e for e in ends], color="#bbbbbb", linewidth=0.6)
    axes.set(xscale="log", yscale="log", xlabel="the model's own area, m²", ylabel="found, m²")
    axes.set_title("Parts of the envelope by kind and direction")
    axes.legend(frameon=False)
    figure.savefig(path)
