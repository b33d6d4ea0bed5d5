"""Put a write-back into an open file, and check what a file holds of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import ifcopenshell

from twin.ifc.write_back.earlier import remove_earlier
from twin.ifc.write_back.history import Entity, make_history, say_in_header
from twin.ifc.write_back.read_back import Found, read_back
from twin.ifc.write_back.sets import LIFE_BOUNDS, Sets
from twin.ifc.write_back.tasks import add_tasks, facts_of
from twin.model.write_back import ConditionNote, LifeNote, TaskNote, WriteBack, Written

_NEAR = 1e-9


class Things:
    """Products of a file by GlobalId; what is not there is the building."""

    def __init__(self, file: ifcopenshell.file) -> None:
        self._by_id: dict[str, list[Entity]] = defaultdict(list)
        for product in file.by_type("IfcProduct"):
            self._by_id[product.GlobalId].append(product)
        whole = file.by_type("IfcBuilding") or file.by_type("IfcProject")
        self.whole: list[Entity] = list(whole[:1])
        self.missing: set[str] = set()

    def at(self, places: Sequence[str]) -> list[Entity]:
        """The products at these places, each once; the building where there are none."""
        self.missing |= {p for p in places if p not in self._by_id}
        found = [e for place in dict.fromkeys(places) for e in self._by_id.get(place, ())]
        return found or self.whole


def write_into(file: ifcopenshell.file, what: WriteBack, name: str) -> Written:
    """Add everything to an open file; what an earlier write-back added is replaced."""
    remove_earlier(file)
    things = Things(file)
    sets = Sets(file, make_history(file, what))
    graded: set[str] = set()
    for note in what.conditions:
        products = things.at(note.places)
        sets.add_condition(products, note)
        graded |= {p.GlobalId for p in products if p.is_a("IfcElement")}
    lives = 0
    for life in what.lives:
        for product in things.at([life.place]):
            if product not in things.whole:
                sets.add_life(product, life)
                lives += 1
    tasks = add_tasks(sets, [(t, things.at(t.places)) for t in what.tasks], what)
    say_in_header(file, what, name)
    costs = sum(bool(t.cost) for t in what.tasks)
    return Written(
        file.schema_identifier, len(graded), len(tasks), costs, lives,
        tuple(sorted(things.missing)),
    )  # fmt: skip


def differences(file: ifcopenshell.file, what: WriteBack) -> list[str]:
    """What a file says otherwise than the write-back does; [] where all is as it was written."""
    found, things = read_back(file), Things(file)
    return [
        *_other_conditions(found, things, what),
        *_other_lives(found, things, what),
        *_other_tasks(found, things, what),
    ]


def _other_conditions(found: Found, things: Things, what: WriteBack) -> Iterator[str]:
    for note in what.conditions:
        for product in things.at(note.places):
            said = found.assessments.get(product.GlobalId, [])
            if not any(_is_same(values, _facts(note)) for values in said):
                yield f"condition of {product.GlobalId}"


def _other_lives(found: Found, things: Things, what: WriteBack) -> Iterator[str]:
    for life in what.lives:
        for product in things.at([life.place]):
            is_there = _is_same(found.lives.get(product.GlobalId, {}), _life_facts(life))
            if product not in things.whole and not is_there:
                yield f"service life of {product.GlobalId}"


def _other_tasks(found: Found, things: Things, what: WriteBack) -> Iterator[str]:
    for task in what.tasks:
        places = tuple(sorted(p.GlobalId for p in things.at(task.places)))
        if not _is_same_task(found.tasks.get(f"{task.kind}/{task.key}"), task, places):
            yield f"task {task.key}"


def _facts(note: ConditionNote) -> dict[str, object]:
    own = {"ConditionGrade": note.grade, "AssessmentDate": note.assessed_on,
           "Symptom": note.description}  # fmt: skip
    return {**own, **note.facts}


def _life_facts(life: LifeNote) -> dict[str, object]:
    years = dict(zip(LIFE_BOUNDS, (life.low, life.central, life.high), strict=True))
    return {**{n: y for n, y in years.items() if y}, **life.facts}


def _is_same_task(said: dict[str, object] | None, task: TaskNote, places: Sequence[str]) -> bool:
    if said is None or tuple(said["places"]) != tuple(places):  # type: ignore[arg-type]
        return False
    facts, cost = said["facts"], said["cost"]
    return (
        isinstance(facts, dict)
        and _is_same(facts, dict(facts_of(task)))
        and isinstance(cost, float)
        and abs(cost - task.cost) <= _NEAR * max(abs(task.cost), 1.0)
        and said["name"] == (task.name[:255] or task.key)
        and said["description"] == task.description
    )


def _is_same(said: dict[str, object], meant: dict[str, object]) -> bool:
    return {n: v for n, v in meant.items() if v != ""} == said
