"""Net need of archetypes beside the national model and the frames of the code."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from validation.archetypes.cases import CATEGORIES, PURPOSES, Row, all_rows, standard_climate
from validation.archetypes.figures import draw_needs
from validation.archetypes.reasons import REASONS
from validation.tables import markdown, picture, write_csv

LIMIT = 0.15
FRAME_LIMIT = 0.10
WORTH_A_REASON = 0.10
HEAD = (
    "category", "code", "Twin", "NVE", "%",
    *(f"{name} {who}" for name in PURPOSES for who in ("Twin", "NVE")),
    "frame", "% of frame",
)  # fmt: skip


def run(out: Path) -> dict[str, object]:
    """Write a table by purpose and a figure into `out` and return the figures of the summary."""
    out.mkdir(parents=True, exist_ok=True)
    rows = all_rows(standard_climate())
    write_csv(out / "archetypes.csv", HEAD, [_cells(row) for row in rows])
    draw_needs(rows, out / "needs.png")
    figures = summary(rows)
    (out / "archetypes.md").write_text(_text(rows, figures), "utf-8")
    return figures


def summary(rows: Sequence[Row]) -> dict[str, object]:
    """How many lie near what is published, and which do not."""
    framed = [row for row in rows if np.isfinite(row.frame)]
    return {
        "archetypes": len(rows),
        "within 15 % of the national model": sum(abs(row.deviation) <= LIMIT for row in rows),
        "mean deviation %": round(100 * float(np.mean([row.deviation for row in rows])), 1),
        "TEK17 archetypes": len(framed),
        "within 10 % of the legal frame": sum(abs(r.from_frame) <= FRAME_LIMIT for r in framed),
        "deviation from the national model %": {
            category: [round(100 * r.deviation) for r in rows if r.category == category]
            for category in CATEGORIES
        },
        "deviation from the legal frame %": {
            row.category: round(100 * row.from_frame, 1) for row in framed
        },
        "outside": [
            f"{row.category} {row.code}: {row.need:.0f}, NVE {row.reference:.0f}"
            f" ({100 * row.deviation:+.1f} %)"
            for row in rows
            if abs(row.deviation) > LIMIT
        ],
    }


def _text(rows: Sequence[Row], figures: dict[str, object]) -> str:
    large = [row for row in rows if abs(row.deviation) > WORTH_A_REASON]
    return "\n".join(
        [
            "# Archetypes\n",
            "Net need in standard operation and standard climate, kWh/(m2 year), beside NVE ebm"
            " 1.2.0 (computed in SIMIEN) and the frames of TEK17 14-2. Defaults before 2016 were"
            " chosen to meet NVE's table and are no independent check; those of 2016 and later"
            " are levels of the code.\n",
            *(f"- {name}: {value}" for name, value in figures.items() if name != "outside"),
            "",
            picture(
                "needs.png", "Needs by purpose and code; the black line is the frame of TEK17"
            ),
            markdown(HEAD[:5] + HEAD[-2:], [_cells(r)[:5] + _cells(r)[-2:] for r in rows]),
            "## Where more than 10 % come from\n",
            markdown(
                ("category", "code", "%", "mostly", "kWh/m2", "why"),
                [(r.category, r.code, f"{100 * r.deviation:+.0f}", *_largest(r)) for r in large],
            ),
        ]
    )


def _largest(row: Row) -> tuple[str, str, str]:
    """The purpose that differs most in the direction of the whole, by how much, and why."""
    gap = {name: row.ours[name] - row.theirs[name] for name in PURPOSES}
    sign = np.sign(row.deviation)
    name = max(gap, key=lambda purpose: sign * gap[purpose])
    reason = REASONS.get((row.category, row.code), "not explained")
    return name.replace("_", " "), f"{gap[name]:+.1f}", reason


def _cells(row: Row) -> tuple[object, ...]:
    has_frame = bool(np.isfinite(row.frame))
    return (
        row.category, row.code, round(row.need, 1), round(row.reference, 1),
        round(100 * row.deviation, 1),
        *(round(need[name], 1) for name in PURPOSES for need in (row.ours, row.theirs)),
        row.frame if has_frame else "", round(100 * row.from_frame, 1) if has_frame else "",
    )  # fmt: skip
