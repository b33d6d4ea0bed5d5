"""The collecting report: Markdown, one HTML file with everything in it, and the summary."""

import base64
import csv
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from validation.parts import Outcome
from validation.tables import markdown

KINDS = {".png": "image/png", ".svg": "image/svg+xml"}
MOST_ROWS = 60
TITLES = {
    1: "ASHRAE 140-2020", 2: "EnergyPlus 25.2 in Bergen", 3: "Archetypes", 4: "Balance",
    5: "Meters", 6: "Speed", 7: "Envelopes", 8: "Climate",
    9: "Contracts",
}  # fmt: skip
BEGIN, END = "<!-- results:", "<!-- end of results -->"
SPEED = "Speed is measured by `make bench` (out/bench.json)."
STYLE = """
body{font:15px/1.5 Inter,system-ui,sans-serif;color:#1d262d;max-width:1180px;margin:2rem auto;
padding:0 1rem}h1{margin-top:3rem;border-top:2px solid #c4541a;padding-top:1rem}
h1:first-child{border:0;margin-top:0}table{border-collapse:collapse;font-size:13px;display:block;
overflow-x:auto;margin:1rem 0}td,th{border-bottom:1px solid #d9e0e5;padding:.25rem .6rem;
text-align:left;font-variant-numeric:tabular-nums;vertical-align:top}th{background:#f1f4f6}
img{max-width:100%}nav a{margin-right:1.2rem}.yes{color:#2c6e49}.NO{color:#b3261e;font-weight:600}
"""


def write_report(out: Path, outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Write ``report.md``, ``report.html`` and ``summary.json`` into `out`; return the summary."""
    out.mkdir(parents=True, exist_ok=True)
    summary = summary_of(outcomes)
    opening = _opening(outcomes)
    sections = {o.part.name: _section(out, o) for o in outcomes}
    whole = [opening, *(_moved(text, name) for name, text in sections.items())]
    (out / "report.md").write_text("\n".join(whole), "utf-8")
    (out / "report.html").write_text(_html(out, opening, sections, outcomes), "utf-8")
    text = json.dumps(summary, indent=1, ensure_ascii=False, default=str)
    (out / "summary.json").write_text(text + "\n", "utf-8")
    return summary


def write_results(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Put the table of aims between the marks of a document.

    Raises
    ------
    ValueError
        If the document has no such marks.
    """
    text = path.read_text("utf-8")
    begin = text.index("\n", text.index(BEGIN)) + 1
    path.write_text(
        text[:begin] + "\n" + _aims(outcomes) + "\n" + text[text.index(END) :], "utf-8"
    )


def summary_of(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Every figure and aim, by point of what must be shown."""
    aims = [aim for outcome in outcomes for aim in outcome.aims]
    return {
        "date": date.today().isoformat(),
        "aims": len(aims),
        "met": sum(aim.is_met for aim in aims),
        "missed": [
            f"{aim.point} {aim.asked}: {aim.found}" + (f" ({aim.misses})" if aim.misses else "")
            for aim in aims
            if not aim.is_met
        ],
        "not run": [f"{o.part.title}: {o.reason}" for o in outcomes if o.status != "done"],
        "points": [
            {
                "point": point,
                "title": title,
                "aims": [
                    {"asked": a.asked, "found": a.found, "met": a.is_met, "misses": a.misses}
                    for a in aims
                    if a.point == point
                ],
            }
            for point, title in TITLES.items()
            if point != 6
        ],
        "speed": SPEED,
        "parts": {
            outcome.part.name: {
                "status": outcome.status,
                "reason": outcome.reason,
                "seconds": round(outcome.seconds, 1),
                "figures": outcome.figures,
            }
            for outcome in outcomes
        },
    }


def _aims(outcomes: Sequence[Outcome]) -> str:
    aims = [aim for outcome in outcomes for aim in outcome.aims]
    rows = [(a.point, a.asked, a.found, "yes" if a.is_met else "NO", a.misses) for a in aims]
    met = sum(a.is_met for a in aims)
    return f"{date.today().isoformat()}. {met} of {len(aims)} aims met. {SPEED}\n\n" + markdown(
        ("point", "asked", "found", "met", "what fails"), rows
    )


def _opening(outcomes: Sequence[Outcome]) -> str:
    state = [
        (o.part.title, o.status, f"{o.seconds:.0f} s", o.reason or _link(o)) for o in outcomes
    ]
    return "\n".join(
        [
            "# Validation\n",
            _aims(outcomes),
            markdown(("part", "state", "time", ""), state),
        ]
    )


def _link(outcome: Outcome) -> str:
    return f"[to the part](#{outcome.part.name})"


def _section(out: Path, outcome: Outcome) -> str:
    """A part's own text, else its figures; pictures and tables it does not name follow."""
    if outcome.status != "done":
        return f"# {outcome.part.title}\n\n{outcome.status}: {outcome.reason}\n"
    folder = out / outcome.part.name
    written = "\n".join(p.read_text("utf-8") for p in sorted(folder.glob("*.md")))
    text = [written or f"# {outcome.part.title}\n\n{_listed(outcome.figures)}"]
    text += [
        f"![{path.stem}]({path.name})\n"
        for path in sorted(folder.iterdir())
        if path.suffix in KINDS and f"({path.name})" not in written
    ]
    if not written:
        text += [_table_of(path) for path in sorted(folder.glob("*.csv"))]
    return "\n".join(text)


def _listed(figures: Mapping[str, object], depth: int = 0) -> str:
    lines: list[str] = []
    for name, value in figures.items():
        if isinstance(value, Mapping):
            lines += [f"{'  ' * depth}- {name}", _listed(value, depth + 1).rstrip("\n")]
        else:
            lines.append(f"{'  ' * depth}- {name}: {value}")
    return "\n".join(lines) + "\n"


def _table_of(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    more = f"\nand {len(rows) - MOST_ROWS} more rows in {path.name}\n"
    return f"## {path.stem.replace('_', ' ')}\n\n" + markdown(head, rows[:MOST_ROWS]) + (
        more if len(rows) > MOST_ROWS else ""
    )  # fmt: skip


def _moved(text: str, folder: str) -> str:
    """Pictures seen from the folder above."""
    return re.sub(r"\]\(([\w-]+\.(?:png|svg))\)", rf"]({folder}/\1)", text)


def _html(
    out: Path, opening: str, sections: Mapping[str, str], outcomes: Sequence[Outcome]
) -> str:
    parser = MarkdownIt("commonmark").enable("table")
    links = "".join(f'<a href="#{o.part.name}">{escape(o.part.title)}</a>' for o in outcomes)
    body = [f"<nav>{links}</nav>", parser.render(opening)]
    for name, text in sections.items():
        inside = _embedded(parser.render(text), out / name)
        body.append(f'<section id="{name}">{inside}</section>')
    marked = re.sub(r"<td>(yes|NO)</td>", r'<td class="\1">\1</td>', "\n".join(body))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Twin: validation</title>'
        f"<style>{STYLE}</style>{marked}</html>\n"
    )


def _embedded(html: str, folder: Path) -> str:
    """The same with pictures inside."""

    def inside(found: re.Match[str]) -> str:
        path = folder / found[1]
        if not path.is_file():
            return found[0]
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        return f'src="data:{KINDS[path.suffix]};base64,{data}"'

    return re.sub(r'src="([\w-]+\.(?:png|svg))"', inside, html)
