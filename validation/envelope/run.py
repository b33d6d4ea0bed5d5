"""Compare all models and write the tables."""

import csv
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from validation.envelope.boundaries import external_boundaries
from validation.envelope.compare import Row, rows_of
from validation.envelope.figure import draw
from validation.envelope.models import Case, corpus_cases, corpus_folder, sample_cases
from validation.envelope.reasons import REASONS

_HEAD = (
    "model", "kind", "direction", "parts", "found net m2", "found gross m2", "own m2",
    "difference %", "within the walls m2", "reason",
)  # fmt: skip


def run(out: Path) -> dict[str, object]:
    """Write tables and a figure of areas found beside the models' own into `out`.

    Returns
    -------
    dict
        Per kind the share of area within 5 %, the number of rows, of differences, and of those
        without a reason.
    """
    out.mkdir(parents=True, exist_ok=True)
    folder = corpus_folder()
    with TemporaryDirectory(prefix="envelope-") as scratch:
        cases = [*(corpus_cases(folder) if folder else ()), *sample_cases(Path(scratch))]
        sizes = [_size_row(case) for case in cases]
    rows = [row for case in cases for row in rows_of(case)]
    _write(out / "areas.csv", _HEAD, [_cells(row) for row in rows])
    _write(out / "sizes.csv", tuple(sizes[0]), [tuple(s.values()) for s in sizes])
    (out / "envelope.md").write_text(_markdown(rows, sizes), "utf-8")
    draw(rows, out / "areas.svg")
    large = [row for row in rows if row.is_large]
    return {
        "corpus": folder is not None,
        "models": len(cases),
        "rows": len(rows),
        "rows_apart": len(large),
        "rows_apart_without_reason": sum(not row.reason for row in large),
        "roofs_and_floors_apart_from_plan": sum(row.is_large_within for row in rows),
        "median_difference_percent": _median(rows),
        "within_5_percent_of_area": {
            kind: _share(rows, kind) for kind in ("wall", "window", "door", "roof", "floor")
        },
    }


def _median(rows: list[Row]) -> float:
    known = [abs(r.difference) for r in rows if math.isfinite(r.difference) and r.parts]
    return round(100 * float(np.median(known)), 2)


def _share(rows: list[Row], kind: str) -> float:
    """Share of the own area of a kind in rows that differ by 5 % or less."""
    known = [r for r in rows if r.kind == kind and math.isfinite(r.own)]
    total = sum(r.own for r in known)
    return round(sum(r.own for r in known if not r.is_large) / total, 3) if total else math.nan


def _size_row(case: Case) -> dict[str, object]:
    envelope = case.envelope
    spaces = sum(s.net_floor_area for s in case.model.spaces if s.net_floor_area > 0)
    boundaries = external_boundaries(case.path)
    return {
        "model": case.name,
        "floor area m2": round(envelope.floor_area, 1),
        "from": envelope.floor_area_source,
        "all spaces m2": round(spaces, 1),
        "volume m3": round(envelope.volume, 1),
        "volume from": envelope.volume_source,
        "unheated rooms": len(envelope.unheated_rooms),
        "exposed perimeter m": round(envelope.exposed_perimeter, 1),
        "walls by space boundaries m2": round(boundaries.get("wall", math.nan), 1),
        "windows by space boundaries m2": round(boundaries.get("window", math.nan), 1),
        "walls found m2": round(_total(case, "wall"), 1),
        "windows found m2": round(_total(case, "window"), 1),
        "reason": REASONS.get((case.name, "size", "*"), ""),
    }


def _total(case: Case, kind: str) -> float:
    chosen = np.array([k == kind for k in case.envelope.kind])
    return float(case.envelope.area[chosen].sum())


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.model, row.kind, row.direction, row.parts, round(row.found, 1), round(row.gross, 1),
        round(row.own, 1), round(100 * row.difference, 1), round(row.within, 1),
        row.reason if row.is_large else "",
    )  # fmt: skip


def _write(path: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def _markdown(rows: list[Row], sizes: list[dict[str, object]]) -> str:
    lines = [
        "# Envelopes beside the models' own quantities",
        "",
        "Outer dimensions, net of openings. Differences over 5 % and 1 m² have a reason.",
        "",
        *_table(_HEAD, [_cells(row) for row in rows]),
        "",
        "## Floor area, volume and space boundaries",
        "",
        "Space boundaries are inner dimensions; in some models walls include their openings.",
        "",
        *_table(tuple(sizes[0]), [tuple(s.values()) for s in sizes]),
    ]
    return "\n".join(lines) + "\n"


def _table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    body = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *body]
