"""Write docs/measures.md: what each measure of the catalogue changes, with every source.

``python scripts/measures.py`` writes the page; a test compares it with the files.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from twin.model.catalogue import CatalogueMeasure
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.proposal import Effect, Range
from twin.workspace.catalogue import catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "measures.md"
OPENING = """\
# The catalogue of measures

Every measure that the program knows by itself, one file each in `resources/measures`: what it
changes in the energy balance, in the condition of parts, in maintenance and in the accounts, and
where every number is from. *Recomputed* effects are simulated by the hour, together with all
others; *claimed* ones are taken as they are told, and those of the catalogue have no evidence. The
date of a number is that of its source, or the day on which it was estimated. Money is NOK without
VAT. This page is made by `python scripts/measures.py`; a test fails where it is out of date.
"""
PER = {
    "area": "m² of the part", "count": "piece", "floor_area": "m² of heated floor", "power": "kW",
    "capacity": "kWh", "length": "m", "building": "building",
}  # fmt: skip
Row = tuple[str, str, str, str, str]
"""What, its kind, its value with range and unit, date and source of a number."""


def page() -> str:
    """The whole page."""
    found = catalogue()
    lines = [
        OPENING,
        "| measure | energy balance | condition | maintenance and people | accounts |",
    ]
    lines += ["| --- | --- | --- | --- | --- |"]
    lines += [_overview(one) for one in found]
    group = ""
    for one in found:
        if one.group != group:
            group = one.group
            lines += ["", f"## {group.capitalize()}"]
        lines += ["", f"### {one.title}", "", one.description, "", *_about(one), ""]
        lines += [
            "| what | | value (low – high) | date | source |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [f"| {' | '.join(row)} |" for row in rows(one)]
    return "\n".join(lines) + "\n"


def rows(one: CatalogueMeasure) -> Iterator[Row]:
    """Every number of a measure."""
    measure, per = one.measure, PER[one.measure.cost_basis]
    for effect in measure.effects:
        yield _row(one, effect.kind, _kind(effect), effect.value, effect.unit)
    yield _row(one, "investment", f"per {per}", measure.unit_cost, "NOK")
    if measure.fixed_cost.value:
        yield _row(one, "investment", "fixed", measure.fixed_cost, "NOK")
    if measure.running_cost.value:
        yield _row(one, "running cost", f"per {per}", measure.running_cost, "NOK/year")
    if one.renewal_part:
        yield _row(
            one, f"plain renewal of {one.renewal_part}", f"per {per}", one.renewal_cost, "NOK"
        )
    if one.reduces_maintenance:
        source = one.sources["renewal.reduces"]
        yield _row(one, "yearly maintenance that goes", "", _sure(one.reduces_maintenance, source))
    yield _row(one, "embodied carbon", f"per {per}", measure.embodied_carbon, "kgCO2e")
    yield _row(one, "service life", "", _sure(measure.service_life, one.sources["life"]), "year")
    away, source = measure.disturbance, one.sources["disturbance"]
    yield _row(one, "work in the building", "", _sure(away.weeks, source), "weeks")
    yield _row(one, "rooms closed", "share", _sure(away.closed_share, source))
    if away.decanting.value:
        yield _row(one, "temporary premises", "per m² and week", away.decanting, "NOK")


def _overview(one: CatalogueMeasure) -> str:
    effects = [e for e in one.measure.effects if e.kind != "condition_reset"]
    balance = [e.kind for e in effects if EFFECT_KINDS[e.kind].acts_on == ZONE]
    others = [e.kind for e in effects if EFFECT_KINDS[e.kind].acts_on != ZONE]
    condition = [k for k in others if EFFECT_KINDS[k].acts_on == "condition"]
    people = [k for k in others if k not in condition]
    if one.measure.renews:
        condition.insert(0, f"renews {', '.join(one.measure.renews)}")
    if one.reduces_maintenance:
        people.append(f"{one.reduces_maintenance:.0%} less maintenance")
    cells = [one.title, *(", ".join(some) or "–" for some in (balance, condition, people))]
    return f"| {' | '.join(cells)} | {_accounts(one)} |"


def _about(one: CatalogueMeasure) -> list[str]:
    target = one.measure.selector
    asked = {
        "parts": ", ".join((*target.kinds, *target.part_codes, *target.adjacency)),
        "U-value from": f"{target.minimum_u_value:g} W/(m² K)" if target.minimum_u_value else "",
        "grade from": f"TG{target.minimum_grade}" if target.minimum_grade >= 0 else "",
        "built from": str(target.built_from or ""),
        "built to": str(target.built_to or ""),
        "categories": ", ".join(target.categories),
        "excludes": ", ".join(one.measure.excludes),
        "needs first": ", ".join(one.measure.needs_first),
        "accounts (NS 3454:2013)": _accounts(one),
        "price level": one.price_level,
    }
    told = "; ".join(f"{name} {value}" for name, value in asked.items() if value)
    return [f"`{one.key}`, {one.measure.measure_type}; {told}."]


def _accounts(one: CatalogueMeasure) -> str:
    upkeep = f"{one.maintenance_account} maintenance, " if one.maintenance_account else ""
    return f"{upkeep}{one.development_account} development"


def _kind(effect: Effect) -> str:
    return "claimed" if effect.is_claimed else "recomputed"


def _sure(value: float, source: str) -> Range:
    return Range(value, value, value, source)


def _row(one: CatalogueMeasure, what: str, kind: str, value: Range, unit: str = "") -> Row:
    spread = f" ({value.low:g} – {value.high:g})" if value.high > value.low else ""
    unit = "" if unit in ("", "1") else f" {unit}"
    years = re.findall(r"\b(?:19|20)\d\d\b", value.source)
    date = years[-1] if years else one.as_of
    return what, kind, f"{value.value:g}{spread}{unit}", date, value.source.replace("|", "/")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
