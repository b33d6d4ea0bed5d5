"""The catalogue of measures, read from ``resources/measures`` and ``resources/massing``."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from twin import resources
from twin.analysis.measure_rules import faults, is_claimed
from twin.analysis.measure_rules import parameter_value as parameter_value
from twin.errors import InputOutOfRange, UnreadableFile
from twin.model.catalogue import CatalogueMeasure, Parameter
from twin.model.proposal import (
    NOTHING,
    Disturbance,
    Effect,
    OfferedMeasure,
    Range,
    Selector,
)

FOLDER, MASSING_FOLDER = "measures", "massing"
ENGLISH = "en"
Table = Mapping[str, Any]  # Any: TOML values


@cache
def catalogue(language: str = ENGLISH) -> tuple[CatalogueMeasure, ...]:
    """Every measure the program knows, by group and key.

    Parameters
    ----------
    language : of titles and descriptions, ``en`` or ``nb``.

    Raises
    ------
    UnreadableFile
        If a file lacks a field, or a number is outside what proposals may have.
    """
    found = [_read(path, language) for path in resources.path(FOLDER).glob("*.toml")]
    return tuple(sorted(found, key=lambda one: (GROUPS.index(one.group), one.key)))


@cache
def massings(language: str = ENGLISH) -> tuple[CatalogueMeasure, ...]:
    """Measures that have to be drawn before they are any: an extension, a wing that goes.

    They are no part of `catalogue`, because nothing can be said of a building without a drawing.

    Raises
    ------
    UnreadableFile
        As `catalogue`.
    """
    found = [_read(path, language) for path in resources.path(MASSING_FOLDER).glob("*.toml")]
    kept = [replace(one, measure=replace(one.measure, catalogue="")) for one in found]
    return tuple(sorted(kept, key=lambda one: one.key))


GROUPS = ("envelope", "air", "heat", "electricity", "solar", "operation", "use")
"""In the order in which they are shown."""


@cache
def by_key(language: str = ENGLISH) -> Mapping[str, CatalogueMeasure]:
    """The catalogue by key."""
    return {one.key: one for one in catalogue(language)}


def with_parameters(measure: CatalogueMeasure, values: Mapping[str, float]) -> OfferedMeasure:
    """The measure with other values of its parameters; its spread stays in proportion.

    Parameters
    ----------
    values : by name of the parameter; those that are not named stay.

    Raises
    ------
    InputOutOfRange
        If the measure has no such parameter, or a value is outside its limits.
    """
    known = {one.name: one for one in measure.parameters}
    offered = measure.measure
    for name, value in values.items():
        if name not in known or not known[name].value.low <= value <= known[name].value.high:
            _refuse(measure, known.get(name), name, value)
        offered = _set(offered, known[name].target, value)
    return offered


def _refuse(
    measure: CatalogueMeasure, parameter: Parameter | None, name: str, value: float
) -> None:
    if parameter is None:
        raise InputOutOfRange(
            "The measure {measure} has no parameter {name}, so its value would change nothing.",
            "Choose one of these: {known}.",
            measure=measure.title,
            name=name,
            known=", ".join(one.name for one in measure.parameters) or "–",
        )
    raise InputOutOfRange(
        "{name} of the measure {measure} is {value} {unit}; nothing was changed.",
        "Enter a value from {low} to {high} {unit}.",
        measure=measure.title,
        name=parameter.title,
        value=f"{value:g}",
        low=f"{parameter.value.low:g}",
        high=f"{parameter.value.high:g}",
        unit=parameter.unit,
    )


def _set(offered: OfferedMeasure, target: str, value: float) -> OfferedMeasure:
    match target:
        case "unit_cost":
            return replace(offered, unit_cost=_moved(offered.unit_cost, value))
        case "fixed_cost":
            return replace(offered, fixed_cost=_moved(offered.fixed_cost, value))
        case "service_life":
            return replace(offered, service_life=value)
        case _:
            kind, _, what = target.partition(".")
            effects = (_changed(e, what, value) if e.kind == kind else e for e in offered.effects)
            return replace(offered, effects=tuple(effects))


def _changed(effect: Effect, what: str, value: float) -> Effect:
    if what == "share":
        return replace(effect, share=value)
    return replace(effect, value=_moved(effect.value, value))


def _moved(spread: Range, value: float) -> Range:
    """The spread around another value, in proportion to it."""
    if not spread.value:
        return replace(spread, value=value, low=value, high=value)
    low, high = sorted((spread.low / spread.value * value, spread.high / spread.value * value))
    return replace(spread, value=value, low=low, high=high)


def _read(path: Path, language: str) -> CatalogueMeasure:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        measure = _measure(path.stem, table, language)
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(path.name, f"{type(error).__name__}: {error}") from error
    found = faults(measure)
    if found:
        raise _unreadable(path.name, found[0])
    return measure


def _unreadable(name: str, reason: str) -> UnreadableFile:
    return UnreadableFile(
        "The measure in {file} of the catalogue cannot be used: {reason}.",
        "Install the program again, or correct the file.",
        file=name,
        reason=reason,
    )


def _measure(key: str, table: Table, language: str) -> CatalogueMeasure:
    renewal, accounts = table.get("renewal", {}), table["accounts"]
    return CatalogueMeasure(
        key=key,
        title=table["title"][language],
        description=table["description"][language],
        group=table["group"],
        measure=_offered(key, table, language),
        parameters=tuple(_parameter(p, language) for p in table.get("parameters", ())),
        renewal_part=renewal.get("part", ""),
        renewal_cost=_range(renewal.get("cost")),
        maintenance_account=accounts.get("maintenance", ""),
        development_account=accounts["development"],
        reduces_maintenance=renewal.get("reduces_maintenance", 0.0),
        price_level=table["cost"]["price_level"],
        as_of=table["as_of"],
        sources=_sources(table),
    )


def _offered(key: str, table: Table, language: str) -> OfferedMeasure:
    cost, disturbance = table["cost"], table["disturbance"]
    return OfferedMeasure(
        measure_id=key,
        title=table["title"][language],
        selector=_selector(table.get("target", {})),
        effects=tuple(_effect(one) for one in table["effects"]),
        cost_basis=cost["per"],
        unit_cost=_range(cost["unit_cost"]),
        fixed_cost=_range(cost.get("fixed")),
        service_life=table["life"]["years"],
        embodied_carbon=_range(table["embodied_carbon"]),
        measure_type=table["measure_type"],
        account=table["accounts"]["development"],
        running_cost=_range(cost.get("running")),
        disturbance=Disturbance(
            disturbance["weeks"],
            disturbance["closed_share"],
            _range(disturbance.get("decanting")),
        ),
        renews=tuple(table.get("renews", ())),
        needs_first=tuple(table.get("needs_first", ())),
        excludes=tuple(table.get("excludes", ())),
        catalogue=key,
    )


def _selector(target: Table) -> Selector:
    fields: dict[str, Any] = {  # Any: TOML values
        name: tuple(value) if isinstance(value, list) else value
        for name, value in target.items()
        if name != "source"
    }
    return Selector(**fields)


def _effect(table: Table) -> Effect:
    own = {name: table[name] for name in _OWN if name in table}
    surfaces = tuple(table.get("surfaces", ("roof",)))
    return Effect(
        table["kind"],
        _range(table),
        table["unit"],
        is_claimed=is_claimed(table["kind"]),
        surfaces=surfaces,
        **own,
    )


_OWN = ("evidence", "share", "rows", "minimum_yield", "source_of_heat", "account")


def _parameter(table: Table, language: str) -> Parameter:
    value = Range(table["value"], table["low"], table["high"])
    title = table["title"][language]
    return Parameter(table["name"], title, table["target"], table["unit"], value)


def _range(table: Table | None) -> Range:
    if table is None:
        return NOTHING
    return Range(table["value"], table["low"], table["high"], table["source"])


def _sources(table: Table, path: str = "") -> dict[str, str]:
    """Source of every number, by its path in the file."""
    found: dict[str, str] = {}
    for name, value in table.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            found |= _sources(value, here)
        elif isinstance(value, list):
            for place, one in enumerate(value):
                if isinstance(one, dict):
                    found |= _sources(one, f"{here}[{place}]")
        elif name == "source" or name.endswith("_source"):
            found[path if name == "source" else here.removesuffix("_source")] = value
    return found
