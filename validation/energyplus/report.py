"""The comparison with EnergyPlus as tables and a figure."""

import csv
from collections.abc import Iterable
from pathlib import Path

from matplotlib.figure import Figure

from validation.energyplus.compare import Engine, Row, compare, summary

COLUMNS = (
    "case", "variant", "era", "heavy", "heating", "heating E+", "%", "saving", "saving E+",
    "saving %", "cooling", "cooling E+", "cooling %", "inside",
)  # fmt: skip


def run(out: Path, engine: Engine) -> dict[str, object]:
    """Compare `engine` with EnergyPlus, write tables and a figure into `out`, return figures."""
    out.mkdir(parents=True, exist_ok=True)
    rows = compare(engine)
    figures = summary(rows)
    _write_table(out / "energyplus.csv", rows)
    _write_markdown(out / "energyplus.md", rows, figures)
    _draw(out / "energyplus.png", rows)
    return figures


def _cells(row: Row) -> tuple[str, ...]:
    verdicts = [row.heating_is_inside if row.is_base else row.saving_is_inside]
    if row.is_base and row.is_cooled:
        verdicts.append(row.cooling_is_inside)
    return (
        row.case.name, row.variant, row.case.era, "yes" if row.case.is_heavy else "no",
        f"{row.heating:.2f}", f"{row.reference_heating:.2f}", _percent(row.heating_deviation),
        *_saving_cells(row), *_cooling_cells(row), "yes" if all(verdicts) else "NO",
    )  # fmt: skip


def _saving_cells(row: Row) -> tuple[str, str, str]:
    if row.is_base:
        return "", "", ""
    return f"{row.saving:.2f}", f"{row.reference_saving:.2f}", _percent(row.saving_deviation)


def _cooling_cells(row: Row) -> tuple[str, str, str]:
    if not row.is_cooled:
        return "", "", ""
    return f"{row.cooling:.2f}", f"{row.reference_cooling:.2f}", _percent(row.cooling_deviation)


def _percent(deviation: float) -> str:
    return f"{100 * deviation:+.1f}"


def _write_table(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_cells(row) for row in rows)


def _write_markdown(path: Path, rows: Iterable[Row], figures: dict[str, object]) -> None:
    lines = ["# Against EnergyPlus 25.2 in Bergen", "", "kWh/(m2 year).", ""]
    lines += [f"- {name}: {value}" for name, value in figures.items()]
    lines += ["", _line(COLUMNS), _line("---" for _ in COLUMNS)]
    lines += [_line(_cells(row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _draw(path: Path, rows: Iterable[Row]) -> None:
    """Heating needs and savings, the engine over EnergyPlus, with bands of five per cent."""
    rows = tuple(rows)
    measured = [row for row in rows if not row.is_base]
    figure = Figure(figsize=(10, 5), layout="constrained")
    _panel(figure, 1, "Heating need", [(row.reference_heating, row.heating) for row in rows])
    _panel(figure, 2, "Saving", [(row.reference_saving, row.saving) for row in measured])
    figure.savefig(path, dpi=120)


def _panel(figure: Figure, place: int, title: str, points: list[tuple[float, float]]) -> None:
    axes = figure.add_subplot(1, 2, place)
    end = 1.05 * max((max(pair) for pair in points), default=1.0)
    axes.fill_between([0, end], [0, 0.95 * end], [0, 1.05 * end], color="0.88", label="±5 %")
    axes.plot([0, end], [0, end], color="0.4", linewidth=0.8)
    axes.plot(*zip(*points, strict=True), "o", markersize=3.5, color="#1f5f8b")
    axes.set(title=title, xlabel="EnergyPlus [kWh/m²]", ylabel="Twin [kWh/m²]")
    axes.set(xlim=(0, end), ylim=(0, end))
    axes.legend(loc="upper left", frameon=False)
