"""Relations of a file as pairs, and reads that survive values of a wrong kind."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

import ifcopenshell

from twin.model.finding import Finding, Severity

Entity = ifcopenshell.entity_instance
T = TypeVar("T")


def related(
    file: ifcopenshell.file, ifc_class: str, *, many: int, one: int
) -> Iterator[tuple[int, Entity]]:
    """STEP number of each related object and what it is related to, in file order.

    Parameters
    ----------
    file : ifcopenshell.file
    ifc_class : str
        A relation; a class unknown to the schema gives nothing.
    many, one : int
        Positions of the related objects (one or a list) and of the relating object.
    """
    for relation in all_of(file, ifc_class):
        relating = relation.get_argument(one)
        if not isinstance(relating, Entity):
            continue
        objects = relation.get_argument(many)
        for thing in objects if isinstance(objects, tuple) else (objects,):
            if isinstance(thing, Entity):
                yield thing.id(), relating


def all_of(file: ifcopenshell.file, ifc_class: str) -> list[Entity]:
    """Instances of a class and its subclasses, none if the schema does not know it."""
    try:
        return list(file.by_type(ifc_class))
    except RuntimeError:
        return []


def text(value: object) -> str:
    """The value if it is text, else ""."""
    return value if isinstance(value, str) else ""


class Attempts:
    """Reads of one file, with a count of those that failed per subject.

    Files that break their schema hold a number where a name belongs, or a wall where a material
    belongs; what cannot be read is left out and said, and the rest is read on.
    """

    def __init__(self) -> None:
        self._failed: Counter[str] = Counter()

    def read(self, subject: str, reading: Callable[[], T], otherwise: T) -> T:
        """What `reading` gives, else `otherwise`."""
        try:
            return reading()
        except (AttributeError, TypeError, ValueError, RuntimeError, LookupError):
            self._failed[subject] += 1
            return otherwise

    def findings(self) -> tuple[Finding, ...]:
        """One finding per subject of which something could not be read."""
        return tuple(
            Finding(
                "unreadable-values",
                Severity.WARNING,
                "{subject}: {count} could not be read, as the file breaks its schema there.",
                "They are shown without what stands there.",
                "Check the export with a validator and tell the maker of the program.",
                values={"count": count, "subject": subject},
            )
            for subject, count in self._failed.items()
        )
