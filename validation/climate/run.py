"""The made year of Bergen against others: a table by month, a figure, and the land around."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from twin.workspace.defaults import bergen_normals
from validation.climate.figures import draw_months
from validation.climate.land import effect_of_land
from validation.climate.years import FUTURE, MADE, MEASURED, SUNSHINE, TYPICAL, Year, years
from validation.tables import markdown, picture, write_csv

HEAD = (
    "month", "normal °C", "made °C", "typical °C", "measured °C", "made kWh/m2", "typical kWh/m2",
    "made direct kWh/m2", "typical direct kWh/m2",
)  # fmt: skip
WORDS = (
    "`made` is the shipped year (decisions 0011, 0016), `typical` the IWEC file of Flesland"
    " (1982–1999, of the corpus, not shipped), `measured` the mean of the station at Florida in"
    " 2021–2025. The typical year is colder because it is older; its sun was modelled from clouds,"
    " and the made year has its monthly sums. The made year puts them on fewer, clearer days, so"
    " it has more direct sun. Newspapers counted {sunshine:.0f} hours of sunshine a year at"
    " Flesland in 2016–2022, more than either: the direct sun of Bergen is known no better."
)


def run(out: Path) -> dict[str, object]:
    """Write a table and a figure into `out` and return the figures of the summary.

    Raises
    ------
    FileNotFoundError
        If the corpus is not there.
    """
    out.mkdir(parents=True, exist_ok=True)
    found = years()
    rows = _rows(found)
    write_csv(out / "months.csv", HEAD, rows)
    draw_months(found, out / "months.png")
    figures = {**summary(found), "land 10 degrees high": effect_of_land()}
    (out / "climate.md").write_text(_text(rows, figures), "utf-8")
    return figures


def summary(found: Mapping[str, Year]) -> dict[str, object]:
    """How far the made year lies from its normals and from other years."""
    made, typical, measured = found[MADE], found[TYPICAL], found[MEASURED]
    normals = bergen_normals()
    return {
        "mean temperature": {
            name: round(float(year.temperature.mean()), 2) for name, year in found.items()
        },
        "largest monthly difference from the normals K": round(
            float(np.abs(made.temperature - normals.temperature_mean).max()), 3
        ),
        "monthly difference from the typical year K": _list(made.temperature, typical.temperature),
        "monthly difference from the measured years K": _list(
            made.temperature, measured.temperature
        ),
        "degree days below 17": {name: round(year.degree_days) for name, year in found.items()},
        "99.6 % design temperature": {name: round(y.design, 1) for name, y in found.items()},
        "coldest three days": {name: round(y.three_days, 1) for name, y in found.items()},
        "global irradiation kWh/m2": _sums(found, "ghi"),
        "direct normal irradiation kWh/m2": _sums(found, "dni"),
        "direct against the typical year %": round(
            100 * (float(made.dni.sum() / typical.dni.sum()) - 1), 1
        ),
        "hours of sunshine": {
            MADE: round(made.sunshine), TYPICAL: round(typical.sunshine),
            "published, Flesland 2016–2022": round(SUNSHINE),
        },
        "wind m/s": {name: round(year.wind, 2) for name, year in found.items()},
        "warming of 2050 K": round(
            float((found[FUTURE].temperature - made.temperature).mean()), 2
        ),
    }  # fmt: skip


def _list(ours: np.ndarray, theirs: np.ndarray) -> list[float]:
    return [round(float(one), 1) for one in ours - theirs]


def _sums(found: Mapping[str, Year], name: str) -> dict[str, int]:
    return {key: round(float(getattr(found[key], name).sum())) for key in (MADE, TYPICAL)}


def _rows(found: Mapping[str, Year]) -> list[tuple[object, ...]]:
    made, typical, measured = found[MADE], found[TYPICAL], found[MEASURED]
    columns = (
        np.array(bergen_normals().temperature_mean), made.temperature, typical.temperature,
        measured.temperature, made.ghi, typical.ghi, made.dni, typical.dni,
    )  # fmt: skip
    return [(row + 1, *(round(float(column[row]), 1) for column in columns)) for row in range(12)]


def _text(rows: list[tuple[object, ...]], figures: dict[str, object]) -> str:
    land = figures["land 10 degrees high"]
    if not isinstance(land, Mapping):
        raise TypeError("a table per form of the land")
    whole = [(name, _shown(value)) for name, value in figures.items() if value is not land]
    head = ("school", *next(iter(land.values())))
    return "\n".join(
        [
            "# Climate of Bergen\n",
            WORDS.format(sunshine=SUNSHINE) + "\n",
            markdown(HEAD, rows),
            picture("months.png", "Temperature and sun by month"),
            markdown(("figure", "value"), whole),
            "Land 10 degrees high takes from a school of three storeys in the open:\n",
            markdown(head, [(name, *values.values()) for name, values in land.items()]),
        ]
    )


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
