"""Elements of a model whose values a package of measures changes."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from twin.analysis.applied import Package
from twin.model.building import BuildingModel
from twin.model.scenario_copy import ChangedPart

TRACE = 1e-9  # [m2]
_Values = tuple[float, float, float, float, float]
"""Area, U-value before and after, g-value before and after."""


def changed_parts(
    package: Package, gone: Sequence[Mapping[int, float]], model: BuildingModel
) -> Iterator[ChangedPart]:
    """Elements with another U-value or g-value afterwards, and those that go.

    In the order of the model; of several surfaces of one element the mean by area. Elements
    without a GlobalId are left out.

    Parameters
    ----------
    gone : shares of elements that go, by row, one mapping for each measure.
    """
    values = _values(package)
    rows = {row for shares in gone for row in shares}
    for row in sorted(rows.union(values)):
        if model.elements[row].global_id:
            removed = max((shares.get(row, 0.0) for shares in gone), default=0.0)
            yield _part(model.elements[row].global_id, values.get(row, []), removed)


def _values(package: Package) -> dict[int, list[_Values]]:
    """Surfaces of the elements that are changed, by row."""
    after = package.applied(package.zone)
    touched = frozenset(row for step in package.steps for row in step.surfaces)
    found: dict[int, list[_Values]] = defaultdict(list)
    changed: set[int] = set()
    for row, (old, new) in enumerate(zip(package.zone.surfaces, after.surfaces, strict=False)):
        one = (old.u_value.value, new.u_value.value, old.g_value, new.g_value)
        is_changed = row in touched and (one[0] != one[1] or _differ(one[2], one[3]))
        for element in old.elements:
            found[element].append((max(old.area, TRACE), *one))
            if is_changed:
                changed.add(element)
    return {element: found[element] for element in changed}


def _part(place: str, known: Sequence[_Values], removed: float) -> ChangedPart:
    if not known:
        return ChangedPart(place, removed=removed)
    whole = math.fsum(one[0] for one in known)
    before, after, g_before, g_after = (
        _known(math.fsum(one[0] * one[column] for one in known) / whole) for column in (1, 2, 3, 4)
    )
    return ChangedPart(
        place,
        after if after != before else 0.0,
        before,
        g_after if g_after != g_before else 0.0,
        removed,
    )


def _differ(one: float, other: float) -> bool:
    """Whether two values are others; NaN is none."""
    return one != other and not (one != one and other != other)


def _known(value: float) -> float:
    return value if value == value else 0.0
