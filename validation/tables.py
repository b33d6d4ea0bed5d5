"""Tables and figures as files, the same for every part."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from matplotlib.figure import Figure

OURS, OTHERS, BAND, LINE = "#c4541a", "#9db4c6", "#e3e9ee", "#4a5560"
DOTS_PER_INCH = 120


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table with its head."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The same as Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines) + "\n"


def picture(name: str, text: str) -> str:
    """A figure in Markdown, a paragraph of its own."""
    return f"![{text}]({name})\n"


def save(figure: Figure, path: Path) -> None:
    """Write a figure."""
    figure.savefig(path, dpi=DOTS_PER_INCH)
