"""Energy balance, monotony and the two kernels: a table and a figure."""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather
from twin.workspace.defaults import normal_year
from validation.archetypes.cases import CATEGORIES, archetype
from validation.ashrae140.cases import wall_layers
from validation.balance.checks import both_kernels, heating_by, wall_residual
from validation.tables import OURS, markdown, picture, save, write_csv

CODES = ("TEK69", "TEK17")
Curves = dict[str, tuple[FloatArray, FloatArray]]


def run(out: Path) -> dict[str, object]:
    """Write a table and a figure into `out` and return the figures of the summary."""
    out.mkdir(parents=True, exist_ok=True)
    weather = normal_year()
    curves = heating_by(archetype("school", "TEK69"), weather)
    figures = summary(weather, curves)
    write_csv(
        out / "monotone.csv",
        ("quantity", "value", "heating kWh/m2"),
        [
            (name, value, round(float(heating), 3))
            for name, (values, all_heating) in curves.items()
            for value, heating in zip(values, all_heating, strict=True)
        ],
    )
    _draw(curves, out / "monotone.png")
    (out / "balance.md").write_text(_text(figures), "utf-8")
    return figures


def summary(weather: HourlyWeather, curves: Curves) -> dict[str, object]:
    """Residuals, differences between the kernels, and whether each curve only rises."""
    zones = [archetype(category, code) for category in CATEGORIES for code in CODES]
    both = both_kernels(zones, weather)
    walls = {name: wall_residual(layers) for name, layers in wall_layers().items()}
    return {
        "zones": len(zones),
        "residual of the zone balance": both.residual,
        "residual of the wall balance": max(walls.values()),
        "largest hourly difference of the kernels": {
            name: round(value, 6) for name, value in both.difference.items()
        },
        "largest yearly difference of the kernels": both.yearly,
        "the same in single precision": both.single,
        "rises with": {name: bool(np.all(np.diff(h) > 0)) for name, (_, h) in curves.items()},
    }


def _text(figures: dict[str, object]) -> str:
    rows = [(name, _shown(value)) for name, value in figures.items()]
    return "\n".join(
        [
            "# Energy balance, monotony, two kernels\n",
            "Residuals are of the worst hour, against the flows of that hour. Zones are the"
            " archetypes of six categories and two codes in the normal year of Bergen.\n",
            markdown(("check", "value"), rows),
            picture("monotone.png", "Heating of a school of 1975"),
        ]
    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_shown(part)}" for name, part in value.items())
    return f"{value:.2g}" if isinstance(value, float) else str(value)


def _draw(curves: Curves, path: Path) -> None:
    figure = Figure(figsize=(10, 3.2), layout="constrained")
    for number, (name, (values, heating)) in enumerate(curves.items()):
        axes = figure.add_subplot(1, len(curves), number + 1)
        axes.plot(values, heating, "o-", color=OURS, markersize=4)
        axes.set(xlabel=name, ylim=(0, 1.08 * heating.max()))
        axes.set_ylabel("heating [kWh/(m² year)]" if number == 0 else "")
        axes.spines[["top", "right"]].set_visible(False)
    save(figure, path)
