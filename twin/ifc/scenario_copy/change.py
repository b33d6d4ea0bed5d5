"""Put a scenario into an open file, and check what a file holds of it."""

from collections import Counter
from collections.abc import Iterator

import ifcopenshell
import ifcopenshell.util.element

from twin.ifc.elements.units import read_units
from twin.ifc.scenario_copy.products import add_parts, can_be_made, part_id
from twin.ifc.scenario_copy.shapes import Shapes
from twin.ifc.scenario_copy.standard_sets import (
    NEW,
    STATUS,
    U_VALUE,
    StandardSets,
    common_set,
)
from twin.ifc.write_back.change import Things, differences
from twin.ifc.write_back.history import Entity, make_history, say_in_header
from twin.ifc.write_back.sets import Sets
from twin.ifc.write_back.tasks import add_tasks
from twin.model.scenario_copy import DEMOLISHED, ChangedPart, MeasureNote, ScenarioCopy
from twin.model.write_back import Facts, Written

SCENARIO, PART = "Twin_Scenario", "Twin_ScenarioPart"
_NEAR = 1e-9
Scenario = tuple[str, ...]


def write_scenario(file: ifcopenshell.file, what: ScenarioCopy, name: str) -> Written:
    """Add a scenario to an open file; nothing it holds is taken away."""
    counts = _counts(file)
    sets, units = Sets(file, make_history(file, what.base)), read_units(file)
    standard = StandardSets(sets, units, _scenario(what))
    made = add_parts(sets, Shapes(file, units.length), what.added, _scenario(what))
    for part in what.added:
        if part.key in made:
            standard.set_status(made[part.key], NEW)
            sets.attach_facts([made[part.key]], PART, part.facts)
    things = Things(file)
    for note in what.measures:
        _add_note(sets, note, _touched(things, note, what), counts)
    for part in what.changed:
        for thing in _at(things, part.place):
            standard.change(thing, part)
            sets.attach_facts([thing], _next(counts, thing, PART), _facts_of(part))
    tasks = add_tasks(sets, [(t, things.at(t.places)) for t in what.base.tasks], what.base)
    say_in_header(file, what.base, name)
    places = {p for note in what.measures for p in note.places} | {c.place for c in what.changed}
    return Written(
        file.schema_identifier, len(places - things.missing), len(tasks),
        sum(bool(t.cost) for t in what.base.tasks), 0, tuple(sorted(things.missing)),
        added=len(made), removed=sum(c.removed >= DEMOLISHED for c in what.changed),
    )  # fmt: skip


def scenario_differences(file: ifcopenshell.file, what: ScenarioCopy) -> list[str]:
    """What a file says otherwise than the scenario does; [] where all is as it was written."""
    things = Things(file)
    return [
        *_other_notes(things, what),
        *_other_values(file, things, what),
        *_other_parts(file, what),
        *differences(file, what.base),
    ]


def _add_note(sets: Sets, note: MeasureNote, touched: list[Entity], counts: Counter[str]) -> None:
    by_name: dict[str, list[Entity]] = {}
    for thing in touched:
        by_name.setdefault(_next(counts, thing, SCENARIO), []).append(thing)
    for name, alike in by_name.items():
        sets.attach_facts(alike, name, note.facts)


def _touched(things: Things, note: MeasureNote, what: ScenarioCopy) -> list[Entity]:
    parts = {part.key: part for part in what.added}
    new = [part_id(parts[key], _scenario(what)) for key in note.parts if key in parts]
    return things.at([*note.places, *new])


def _at(things: Things, place: str) -> list[Entity]:
    return [thing for thing in things.at([place]) if thing not in things.whole]


def _scenario(what: ScenarioCopy) -> Scenario:
    """What tells this scenario from others in the same file."""
    return ("scenario", what.base.portfolio, what.base.schedule)


def _facts_of(part: ChangedPart) -> Facts:
    """What becomes of an element, in W/(m2 K) whatever the units of the file."""
    facts: Facts = {
        "UValueBefore": part.u_value_before, "UValueAfter": part.u_value,
        "GValueAfter": part.g_value, "RemovedShare": part.removed,
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value}


def _counts(file: ifcopenshell.file) -> Counter[str]:
    """How many sets of scenarios elements have already, by GlobalId and name."""
    found: Counter[str] = Counter()
    for relation in file.by_type("IfcRelDefinesByProperties"):
        name = getattr(relation.RelatingPropertyDefinition, "Name", None) or ""
        base = name.split(" ")[0]
        if base in (SCENARIO, PART):
            found.update(f"{thing.GlobalId} {base}" for thing in relation.RelatedObjects)
    return found


def _next(counts: Counter[str], thing: Entity, base: str) -> str:
    counts[f"{thing.GlobalId} {base}"] += 1
    number = counts[f"{thing.GlobalId} {base}"]
    return base if number == 1 else f"{base} ({number})"


def _other_notes(things: Things, what: ScenarioCopy) -> Iterator[str]:
    for note in what.measures:
        meant = {n: v for n, v in note.facts.items() if v != ""}
        for thing in _touched(things, note, what):
            said = _own_sets(thing, SCENARIO)
            if not any(all(one.get(n) == v for n, v in meant.items()) for one in said):
                yield f"measure at {thing.GlobalId}"


def _other_values(file: ifcopenshell.file, things: Things, what: ScenarioCopy) -> Iterator[str]:
    per_unit = read_units(file).factor("IfcThermalTransmittanceMeasure")
    for part in what.changed:
        for thing in _at(things, part.place):
            said = ifcopenshell.util.element.get_pset(thing, common_set(thing)) or {}
            if not common_set(thing):
                continue
            found = said.get(U_VALUE) or 0.0
            if part.u_value and abs(found * per_unit - part.u_value) > _NEAR:
                yield f"U-value of {thing.GlobalId}"
            if part.removed >= DEMOLISHED and said.get(STATUS) != ["DEMOLISH"]:
                yield f"status of {thing.GlobalId}"


def _other_parts(file: ifcopenshell.file, what: ScenarioCopy) -> Iterator[str]:
    ids = {thing.GlobalId for thing in file.by_type("IfcElement")}
    for part in what.added:
        if can_be_made(part) and part_id(part, _scenario(what)) not in ids:
            yield f"new element {part.name}"


def _own_sets(thing: Entity, base: str) -> list[dict[str, object]]:
    sets = ifcopenshell.util.element.get_psets(thing)
    return [values for name, values in sets.items() if name.split(" ")[0] == base]
