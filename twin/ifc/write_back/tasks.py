"""Work orders and recurring work as tasks with their places and costs."""

from collections.abc import Sequence

import ifcopenshell

from twin.ifc.write_back.history import Entity, stable_id
from twin.ifc.write_back.sets import Sets
from twin.model.write_back import Facts, TaskNote, WriteBack

WORK = "Twin_Work"
CURRENCY = "NOK"


def add_tasks(
    sets: Sets, places: Sequence[tuple[TaskNote, Sequence[Entity]]], what: WriteBack
) -> list[Entity]:
    """A task for each note, assigned to its products, with a cost item where it has a cost."""
    made = []
    for note, products in places:
        task = _task(sets, note)
        _assign(sets, note, task, products)
        sets.attach_facts([task], WORK, facts_of(note))
        if note.cost:
            _add_cost(sets, note, task)
        made.append(task)
    if made and sets.has_dates:
        _add_schedule(sets, made, what)
    return made


def facts_of(note: TaskNote) -> Facts:
    """Everything a task says, as a property set has it; the same in every edition of IFC."""
    own: Facts = {
        "Key": note.key, "Kind": note.kind, "Status": note.status, "StartDate": note.begins,
        "FinishDate": note.ends,
    }  # fmt: skip
    if note.priority:
        own["Priority"] = note.priority
    if note.cost:
        own["CostNOK"] = note.cost
    return {**own, **note.facts}


def _task(sets: Sets, note: TaskNote) -> Entity:
    file = sets.file
    common = {
        "GlobalId": stable_id("task", note.kind, note.key),
        "OwnerHistory": sets.history,
        "Name": note.name[:255] or note.key,
        "Description": note.description or None,
        "ObjectType": note.kind,
        "Status": note.status or None,
        "IsMilestone": False,
        "Priority": note.priority or None,
    }
    if not sets.has_dates:
        return file.create_entity("IfcTask", **common, TaskId=note.key)
    return file.create_entity(
        "IfcTask",
        **common,
        Identification=note.key,
        TaskTime=_time(file, note),
        PredefinedType="MAINTENANCE",
    )


def _time(file: ifcopenshell.file, note: TaskNote) -> Entity | None:
    if not note.begins and not note.ends:
        return None
    is_done = note.status == "done"
    names = ("ActualStart", "ActualFinish") if is_done else ("ScheduleStart", "ScheduleFinish")
    times = {
        name: f"{day}T00:00:00"
        for name, day in zip(names, (note.begins, note.ends), strict=True)
        if day
    }
    return file.create_entity("IfcTaskTime", **times)


def _assign(sets: Sets, note: TaskNote, task: Entity, products: Sequence[Entity]) -> None:
    if products:
        sets.file.create_entity(
            "IfcRelAssignsToProcess",
            GlobalId=stable_id("on", note.kind, note.key),
            OwnerHistory=sets.history,
            RelatedObjects=list(products),
            RelatingProcess=task,
        )


def _add_cost(sets: Sets, note: TaskNote, task: Entity) -> None:
    file = sets.file
    unit = file.create_entity("IfcMonetaryUnit", CURRENCY)
    amount = file.create_entity("IfcMonetaryMeasure", float(note.cost))
    money = file.create_entity("IfcMeasureWithUnit", amount, unit)
    common = {
        "GlobalId": stable_id("cost", note.kind, note.key),
        "OwnerHistory": sets.history,
        "Name": note.name[:255] or note.key,
        "ObjectType": note.kind,
    }
    kind = str(note.facts.get("Account", "")) or "cost"
    if sets.has_dates:
        value = file.create_entity("IfcCostValue", AppliedValue=money, Category=kind)
        item = file.create_entity(
            "IfcCostItem", **common, Identification=note.key, CostValues=[value]
        )
    else:
        value = file.create_entity("IfcCostValue", AppliedValue=money, CostType=kind)
        item = file.create_entity("IfcCostItem", **common)
        file.create_entity(
            "IfcRelAssociatesAppliedValue",
            GlobalId=stable_id("value", note.kind, note.key),
            OwnerHistory=sets.history,
            RelatedObjects=[item],
            RelatingAppliedValue=value,
        )
    _control(sets, [task], item)


def _add_schedule(sets: Sets, tasks: Sequence[Entity], what: WriteBack) -> None:
    moment = what.at[:19]
    schedule = sets.file.create_entity(
        "IfcWorkSchedule",
        GlobalId=stable_id("schedule", what.portfolio, what.schedule),
        OwnerHistory=sets.history,
        Name=what.schedule[:255],
        Description=what.source[:255],
        CreationDate=moment,
        StartTime=moment,
        PredefinedType="PLANNED",
    )
    _control(sets, tasks, schedule)


def _control(sets: Sets, objects: Sequence[Entity], control: Entity) -> None:
    sets.file.create_entity(
        "IfcRelAssignsToControl",
        GlobalId=stable_id("controls", control.GlobalId),
        OwnerHistory=sets.history,
        RelatedObjects=list(objects),
        RelatingControl=control,
    )
