"""Yearly yield of unshaded panels in Bergen by tilt and direction: a table and a figure."""

import csv
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from twin.analysis.sun.photovoltaics import PanelField, PanelYield, panel_yield
from twin.analysis.sun.shading import unshaded
from twin.analysis.sun.transposition import plane_sun
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather
from twin.workspace.defaults import normal_year
from validation.tables import LINE, OTHERS, OURS, markdown, picture, save, write_csv

TILTS = (0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
SIDES = {"south": 180.0, "south-east": 135.0, "east": 90.0, "west": 270.0, "north": 0.0}
LABELS = {"south": ("south", 5), "south-east": ("south-east", -6), "west": ("", 0)}
PUBLISHED = Path(__file__).parent / "published.csv"
NOTE = (
    "Nothing is fitted. Panels are open to the sky (no shade, no mountains); the range is poor"
    " care in a dull year to good care in a bright one. Published yields are of plants in the"
    " south of Norway, where more sun falls than in Bergen, so they are also given scaled by the"
    " sun on a level plane (Bergen's normal year against Oslo). PVGIS itself was out of reach"
    " here; its figures for Bergen remain to be compared.\n"
)


def run(out: Path) -> dict[str, object]:
    """Write tables and a figure into `out` and return the figures of the summary."""
    out.mkdir(parents=True, exist_ok=True)
    weather, published = normal_year(), _published()
    found = {(t, name): _yield(weather, t, side) for name, side in SIDES.items() for t in TILTS}
    write_csv(
        out / "photovoltaics.csv",
        ("tilt", "towards", "low kWh/kWp", "central", "high", "sun kWh/m2", "performance ratio"),
        [
            (t, name, *(round(v) for v in (y.low, y.central, y.high)), *_sun(weather, t, name, y))
            for (t, name), y in found.items()
        ],
    )
    _draw(found, out / "photovoltaics.png")
    figures = _figures(weather, found, published)
    (out / "photovoltaics.md").write_text(_text(figures), "utf-8")
    return figures


def _yield(weather: HourlyWeather, tilt: float, azimuth: float) -> PanelYield:
    return panel_yield(PanelField(1.0, tilt, azimuth), weather, unshaded())


def _sun(weather: HourlyWeather, tilt: float, name: str, made: PanelYield) -> tuple[int, float]:
    plane = float(plane_sun(weather, tilt, SIDES[name]).total.sum()) / 1000
    return round(plane), round(made.central / plane, 3)


def _published() -> dict[str, dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return {row["quantity"]: row for row in csv.DictReader(file)}


def _figures(
    weather: HourlyWeather,
    found: dict[tuple[float, str], PanelYield],
    published: dict[str, dict[str, str]],
) -> dict[str, object]:
    level = float(weather.ghi.sum()) / 1000
    known = float(published["sun on a level plane in Bergen"]["value"])
    oslo = float(published["sun on a level plane in Oslo (Blindern)"]["value"])
    low, high = (float(published["roof in Norway"][end]) for end in ("low", "high"))
    rows = (found[10.0, "east"].central + found[10.0, "west"].central) / 2
    ours = {
        "low rows to east and west": rows,
        "30 degrees or more to the south": found[30.0, "south"].central,
        "well-placed facade": found[90.0, "south"].central,
    }
    best = max(TILTS, key=lambda tilt: found[tilt, "south"].central)
    return {
        "sun on a level plane [kWh/m2]": round(level),
        "published sun on a level plane [kWh/m2]": known,
        "sun against published [%]": round(100 * (level / known - 1), 1),
        "yield [kWh/kWp]": {name: round(value) for name, value in ours.items()},
        "published yield, southern Norway [kWh/kWp]": {
            name: float(published[name]["value"]) for name in ours
        },
        "yield against published scaled by sun [%]": {
            name: round(100 * (value / (float(published[name]["value"]) * level / oslo) - 1))
            for name, value in ours.items()
        },
        "30 degrees south within roofs in Norway": low <= found[30.0, "south"].central <= high,
        "best tilt to the south [degree]": best,
        "performance ratio, 30 degrees south": _sun(weather, 30.0, "south", found[30.0, "south"])[
            1
        ],
        "north roof of 30 degrees against south": round(
            found[30.0, "north"].central / found[30.0, "south"].central, 2
        ),
    }


def _text(figures: dict[str, object]) -> str:
    rows = [(name, _shown(value)) for name, value in figures.items()]
    sources = [(row["quantity"], row["source"]) for row in _published().values()]
    return "\n".join(
        [
            "# Solar panels in Bergen\n",
            NOTE,
            markdown(("figure", "value"), rows),
            picture("photovoltaics.png", "Yield by tilt and direction"),
            markdown(("published", "source"), sources),
        ]
    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return str(value)


def _draw(found: dict[tuple[float, str], PanelYield], path: Path) -> None:
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot()
    south = [found[t, "south"] for t in TILTS]
    axes.fill_between(TILTS, [y.low for y in south], [y.high for y in south], color="#f2ddd2")
    for name in SIDES:
        made: FloatArray = np.array([found[t, name].central for t in TILTS])
        axes.plot(TILTS, made, color=OURS if name == "south" else OTHERS)
        words, shift = LABELS.get(name, (name, 0))
        axes.annotate(words, (90.0, made[-1]), (4, shift), textcoords="offset points", va="center")
    axes.plot([10, 30, 90], [700, 900, 700], "o", color=LINE, label="Haumann (2016), south Norway")
    axes.axhspan(650, 1000, color="#eef1f4", zorder=0, label="roofs in Norway, NVE")
    axes.set(
        xlabel="tilt [degree]", ylabel="kWh/kWp in a normal year", xlim=(0, 102), ylim=(0, None)
    )
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    save(figure, path)
