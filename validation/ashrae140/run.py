"""All cases against the standard: tables, figures, and what lies outside and why."""

from collections.abc import Sequence
from itertools import compress
from pathlib import Path

import numpy as np

from twin.importers.weather.epw import read_epw
from validation.ashrae140.compare import (
    SUNSPACE,
    Profile,
    Row,
    all_needs,
    hour_profiles,
    load_rows,
    month_profiles,
    solar_rows,
)
from validation.ashrae140.figures import draw_bars, draw_profiles
from validation.ashrae140.reasons import NOT_COVERED, REASONS
from validation.ashrae140.references import PROGRAMS
from validation.corpus import corpus_file
from validation.tables import markdown, picture, write_csv

WEATHER = "weather/725650TYCST_Denver_TMY3.epw"
HEAD = (
    "case", "quantity", "unit", "Twin", "lower limit", "upper limit", "in limits", "least", "most",
    "in range", *PROGRAMS,
)  # fmt: skip
GROUPS = {
    "annual_heating_MWh": "Annual heating",
    "annual_cooling_MWh": "Annual cooling",
    "peak_heating_kW": "Peak heating",
    "peak_cooling_kW": "Peak cooling",
    "maximum_temperature": "Free float: highest temperature",
    "minimum_temperature": "Free float: lowest temperature",
    "average_temperature": "Free float: mean temperature",
    "solar": "Sun on faces and through windows, a year",
}


def run(out: Path) -> dict[str, object]:
    """Write tables and figures into `out` and return the figures of the summary.

    Raises
    ------
    FileNotFoundError
        If the corpus or its weather file is not there.
    """
    weather = read_epw(corpus_file(WEATHER))
    out.mkdir(parents=True, exist_ok=True)
    needs = all_needs(weather)
    loads, solar = load_rows(needs), solar_rows(weather)
    days, months = hour_profiles(needs), month_profiles(needs)
    write_csv(out / "ashrae140.csv", HEAD, [_cells(row) for row in (*loads, *solar)])
    _write_profiles(out / "profiles.csv", [*days, *months])
    draw_profiles(days, out / "days.png")
    draw_profiles(months, out / "months.png")
    figures = summary(loads, solar, [*days, *months])
    text = [_opening(figures), *_groups(out, loads, solar), _outside([*loads, *solar])]
    text += ["## Hours of two days\n", picture("days.png", "Hours of two days among the programs")]
    text += ["## Months of cases 600 and 900\n", picture("months.png", "Months")]
    (out / "ashrae140.md").write_text("\n".join(text), "utf-8")
    return figures


def summary(
    loads: Sequence[Row], solar: Sequence[Row], profiles: Sequence[Profile] = ()
) -> dict[str, object]:
    """Counts inside limits and ranges, and the rows outside."""
    limited = [row for row in loads if row.has_limits]
    peaks = [row for row in loads if row.quantity.startswith("peak")]
    free = [row for row in loads if "temperature" in row.quantity]
    setback = [row for row in peaks if row.case in ("640", "940") and "heating" in row.quantity]
    outside = [row for row in (*loads, *solar) if not (row.in_range and row.in_limits)]
    values = sum(len(profile.value) for profile in profiles)
    return {
        "annual loads": len(limited),
        "annual loads in limits": sum(row.in_limits for row in limited),
        "annual loads in range": sum(row.in_range for row in limited),
        "peaks": len(peaks),
        "peaks in range": sum(row.in_range for row in peaks),
        "peaks after setback": len(setback),
        "peaks after setback in range": sum(row.in_range for row in setback),
        "free-float temperatures": len(free),
        "free-float temperatures in range": sum(row.in_range for row in free),
        "sunspace": sum(row.case == SUNSPACE for row in loads),
        "sunspace in range": sum(row.case == SUNSPACE and row.in_range for row in loads),
        "solar figures": len(solar),
        "solar figures in range": sum(row.in_range for row in solar),
        "hours and months": values,
        "hours and months in range": sum(profile.inside for profile in profiles),
        "outside": [
            f"{row.case} {row.quantity}: {row.value:.4g}, programs {row.programs.least:g} to"
            f" {row.programs.most:g} ({100 * row.off:+.1f} %)" for row in outside
        ],
        "not covered": NOT_COVERED,
    }  # fmt: skip


def _opening(figures: dict[str, object]) -> str:
    lines = ["# ASHRAE 140-2020\n", "No setting differs from case to case but what cases say.\n"]
    lines += [f"- {name}: {value}" for name, value in figures.items() if isinstance(value, int)]
    return "\n".join([*lines, f"- not covered: {NOT_COVERED}", ""])


def _groups(out: Path, loads: Sequence[Row], solar: Sequence[Row]) -> list[str]:
    text: list[str] = []
    for key, title in GROUPS.items():
        rows = list(solar) if key == "solar" else [row for row in loads if row.quantity == key]
        name = f"{key.removesuffix('_MWh').removesuffix('_kW')}.png"
        draw_bars(rows, title, out / name)
        text += [f"## {title}\n", picture(name, f"{title} by case"), _table(rows)]
    return text


def _table(rows: Sequence[Row]) -> str:
    """The rows without columns that are empty."""
    cells = [[_short(cell) for cell in _cells(row)] for row in rows]
    filled = [any(line[column] for line in cells) for column in range(len(HEAD))]
    return markdown(list(compress(HEAD, filled)), [list(compress(line, filled)) for line in cells])


def _outside(rows: Sequence[Row]) -> str:
    outside = [row for row in rows if not (row.in_range and row.in_limits)]
    cells = [
        (row.case, row.quantity, f"{row.value:.4g}", f"{100 * row.off:+.1f} %", _reason(row))
        for row in outside
    ]
    head = ("case", "quantity", "Twin", "off the range by", "why")
    return "## Outside the six programs' range\n\n" + markdown(head, cells)


def _reason(row: Row) -> str:
    return next(
        (text for (start, kind), text in REASONS.items()
         if row.case.startswith(start) and kind in row.quantity),
        "not explained",
    )  # fmt: skip


def _cells(row: Row) -> tuple[object, ...]:
    limits = (row.lower, row.upper, _yes(row.in_limits)) if row.has_limits else ("", "", "")
    return (
        row.case, row.quantity, row.unit, round(row.value, 4), *limits, row.programs.least,
        row.programs.most, _yes(row.in_range), *row.programs.programs,
    )  # fmt: skip


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "NO"


def _short(cell: object) -> str:
    if isinstance(cell, float):
        return "" if np.isnan(cell) else f"{cell:.5g}"
    return str(cell).replace("_", " ")


def _write_profiles(path: Path, profiles: Sequence[Profile]) -> None:
    head = ("case", "quantity", "period", "step", "unit", "Twin", *PROGRAMS)
    rows = [
        (p.case, p.quantity, p.period, step + 1, p.unit, round(float(value), 4), *others)
        for p in profiles
        for step, (value, others) in enumerate(zip(p.value, p.programs, strict=True))
    ]
    write_csv(path, head, rows)
