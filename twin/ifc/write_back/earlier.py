"""Remove what an earlier write-back added, and property sets that a new one replaces."""

from collections.abc import Iterable

import ifcopenshell

from twin.ifc.write_back.history import IDENTIFIER, Entity


def remove_earlier(file: ifcopenshell.file) -> int:
    """Remove everything that an earlier write-back added; how many roots that were."""
    applications = [
        a for a in file.by_type("IfcApplication") if a.ApplicationIdentifier == IDENTIFIER
    ]
    histories = [h for h in file.by_type("IfcOwnerHistory") if h.OwningApplication in applications]
    own = {h.id() for h in histories}
    roots = [
        root for root in file.by_type("IfcRoot")
        if root.OwnerHistory is not None and root.OwnerHistory.id() in own
    ]  # fmt: skip
    relations = [r for r in roots if r.is_a("IfcRelationship")]
    others = [r for r in roots if not r.is_a("IfcRelationship")]
    remove_whole(file, [*relations, *others])
    remove_whole(file, histories)
    return len(roots)


def remove_whole(file: ifcopenshell.file, entities: Iterable[Entity]) -> None:
    """Remove entities and all that only they refer to."""
    for number in [entity.id() for entity in entities]:
        _remove(file, number)


def _remove(file: ifcopenshell.file, number: int) -> None:
    waiting = [number]
    while waiting:
        entity = _by_id(file, waiting.pop())
        if entity is None:
            continue
        parts = [p.id() for p in file.traverse(entity, max_levels=1)[1:] if p.id()]
        file.remove(entity)
        waiting += [p for p in parts if _is_loose(_by_id(file, p), file)]


def _is_loose(entity: Entity | None, file: ifcopenshell.file) -> bool:
    if entity is None or entity.is_a("IfcRoot"):
        return False
    return file.get_total_inverses(entity) == 0


def _by_id(file: ifcopenshell.file, number: int) -> Entity | None:
    try:
        return file.by_id(number)
    except RuntimeError:
        return None


def detach(file: ifcopenshell.file, product: Entity, name: str) -> None:
    """Take the property set `name` away from a product; others that have it keep it."""
    for relation in getattr(product, "IsDefinedBy", ()) or ():
        if not relation.is_a("IfcRelDefinesByProperties"):
            continue
        definition = relation.RelatingPropertyDefinition
        if getattr(definition, "Name", None) != name:
            continue
        rest = [p for p in relation.RelatedObjects if p.id() != product.id()]
        if rest:
            relation.RelatedObjects = rest
            continue
        is_shared = len([i for i in file.get_inverse(definition) if i.id() != relation.id()]) > 0
        remove_whole(file, [relation])
        if not is_shared:
            remove_whole(file, [definition])
