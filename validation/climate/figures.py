"""Months of the made year beside those of others."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from validation.climate.years import MADE, MEASURED, TYPICAL, Year
from validation.tables import BAND, LINE, OTHERS, OURS, save

SHOWN = {
    "temperature": "mean temperature [°C]",
    "ghi": "global irradiation [kWh/m²]",
    "dni": "direct normal irradiation [kWh/m²]",
}
LABEL = {
    MADE: ("made year 1991–2020", OURS),
    TYPICAL: ("typical year, Flesland 1982–1999", OTHERS),
    MEASURED: ("measured, Florida 2021–2025", LINE),
}


def draw_months(found: Mapping[str, Year], path: Path) -> None:
    """A panel per quantity."""
    figure = Figure(figsize=(12, 4.0), layout="constrained")
    months = np.arange(1, 13)
    for number, (name, title) in enumerate(SHOWN.items()):
        axes = figure.add_subplot(1, len(SHOWN), number + 1)
        for year, (label, colour) in LABEL.items():
            values = getattr(found[year], name)
            if np.isfinite(values).all():
                axes.plot(months, values, "o-", color=colour, markersize=4, label=label)
        axes.set(title=title, xticks=months)
        axes.grid(axis="y", color=BAND)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        if number == 0:
            figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    save(figure, path)
