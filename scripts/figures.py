"""Write docs/figures.md: where every default is from, and how far it was checked.

``python scripts/figures.py`` writes the page; a test compares it with the tables.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "figures.md"
FOLDERS = ("defaults", "climate")
STATUSES = {
    "read": "read in the source that is named, or in a public work or statement of its publisher",
    "confirmed": "not read in the source itself, but two or more public works agree on it",
    "computed": "computed here from observations that are named",
    "definition": "true by definition, or a condition of a test and not a finding",
    "second hand": "read in one work that cites the source; to be checked",
    "estimate": "nobody's number: an estimate or assumption, with its range",
}
TITLES = {
    "archetypes.csv": "Form of buildings without a model",
    "assumptions.toml": "Values that stand alone",
    "bergen_2050.toml": "Climate of about 2050",
    "bergen_normals.csv": "Monthly normals of Bergen",
    "bergen_normals.toml": "Hourly character of the normal year",
    "blinds.csv": "Solar shading",
    "emission_factors.csv": "Emission factors",
    "energy_label_scale.csv": "Limits of the energy label",
    "energy_label_schemes.toml": "Editions of the energy label, with their weights",
    "energy_weights.csv": "Weights of energy",
    "envelope_by_category.csv": "Envelope and ventilation where the code asks more of a use",
    "envelope_by_era.csv": "Envelope and ventilation by building code",
    "heating_systems.csv": "Efficiency of heating as a whole",
    "hot_water_profiles.csv": "Hot water by hour",
    "known_values.csv": "Uncertainty of measured and documented values",
    "prices.csv": "Prices of energy",
    "standard_operation.csv": "Standard operation by category",
    "systems.csv": "Heat pumps, boilers, circuits, tariffs",
}
OPENING = """\
# Figures and their sources

Every default of the energy model with the source it names, the year (or day) of that source, and
how far the number was checked. The words of a source stand beside the number in the program too.
This page is made by `python scripts/figures.py`; a test fails where it is out of date.

"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a default is from. date : of the source, "" where it tells none."""

    status: str
    date: str
    source: str


def page() -> str:
    """The whole page."""
    tables = {path.name: Counter(origins(path)) for path in _tables()}
    whole = Counter(origin.status for t in tables.values() for origin in t.elements())
    lines = [OPENING, "| status | defaults | meaning |", "| --- | --- | --- |"]
    lines += [f"| {name} | {whole[name]} | {words} |" for name, words in STATUSES.items()]
    for name, found in tables.items():
        lines += ["", f"## {TITLES.get(name, name)}", "", _about(name, found)]
        lines += ["", "| status | date | defaults | source |", "| --- | --- | --- | --- |"]
        order = sorted(found.items(), key=lambda pair: _place(pair[0]))
        lines += [
            f"| {one.status} | {one.date or '–'} | {count} | {one.source.replace('|', '/')} |"
            for one, count in order
        ]
    return "\n".join(lines) + "\n"


def origins(path: Path) -> Iterator[Origin]:
    """One per default in a table."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                yield _origin(row)
        return
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    checks = document.pop("verification", {})
    yield from (
        _origin({"source": text, **checks.get(key, {})})
        for key, text in document.items()
        if key.endswith("_source")
    )
    yield from _entries(document)


def _entries(document: Mapping[str, Any]) -> Iterator[Origin]:  # Any: TOML values
    for value in document.values():
        if isinstance(value, Mapping) and "source" in value:
            yield _origin(value)
        elif isinstance(value, Mapping):
            yield from _entries(value)


def _origin(row: Mapping[str, Any]) -> Origin:  # Any: TOML values
    source = f"{row['source']} {row.get('note', '')}".strip()
    status = str(row.get("status") or _by_words(source)).replace("_", " ")
    years = re.findall(r"\b(?:19|20)\d\d\b", source)
    return Origin(status, str(row.get("date") or (years[-1] if years else "")), source)


def _by_words(source: str) -> str:
    """Status of a row that has none of its own."""
    if re.match(r"(Estimate|Assum)", source):
        return "estimate"
    doubtful = re.search(r"not checked|undated|adjusted|stimate|ssum", source)
    return "second hand" if doubtful else "read"


def _about(name: str, found: Counter[Origin]) -> str:
    folder = next(f for f in FOLDERS if (ROOT / "resources" / f / name).exists())
    return f"`resources/{folder}/{name}`, {found.total()} defaults."


def _place(origin: Origin) -> tuple[int, str, str]:
    return list(STATUSES).index(origin.status), origin.date, origin.source


def _tables() -> list[Path]:
    return [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / "resources" / folder).iterdir())
        if path.suffix in (".csv", ".toml")
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
