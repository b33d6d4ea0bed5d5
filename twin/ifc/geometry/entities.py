"""What every entity of a STEP file can be asked, by position."""

from collections.abc import Iterator

import ifcopenshell

Entity = ifcopenshell.entity_instance


FAULTS = (
    RuntimeError, ValueError, TypeError, IndexError, AttributeError, ArithmeticError,
)  # fmt: skip
"""What a faulty entity may raise while it is taken apart."""


def count(entity: Entity) -> int:
    """Attributes the entity has."""
    return len(entity)  # type: ignore[arg-type]  # the wrapper's stub lacks __len__


def references(entity: Entity) -> Iterator[Entity]:
    """Entities an entity refers to directly, in order."""
    for index in range(count(entity)):
        value = entity.get_argument(index)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Entity) and one.id():
                yield one
