"""The shipped register of legal duties, and which of them a building lacks."""

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from twin import resources
from twin.model.building import Building
from twin.model.care import DutyKind, duty_kind
from twin.model.edit import Edit
from twin.model.maintenance import Duty


@cache
def duty_kinds() -> tuple[DutyKind, ...]:
    """Every kind of `resources/upkeep/duties.csv`, in order."""
    with resources.path("upkeep/duties.csv").open(encoding="utf-8", newline="") as table:
        return tuple(duty_kind(row) for row in csv.DictReader(table))


def missing_duties(building: Building, known: Iterable[Duty]) -> tuple[DutyKind, ...]:
    """Kinds that such a building usually has and for which it has no duty yet."""
    there = {d.kind for d in known if d.building_id == building.building_id}
    return tuple(
        kind
        for kind in duty_kinds()
        if kind.kind not in there and kind.is_usual(building.category, building.gross_floor_area)
    )


def usual_duties(
    buildings: Sequence[Building],
    known: Sequence[Duty],
    new_key: Callable[[], str],
    titled: Callable[[str], str] = str,
) -> list[Edit]:
    """Edits that add the usual duties that buildings lack; their dates are not known yet.

    titled : puts a title of the register into the user's language.
    """
    by_building: dict[str, list[Duty]] = {}
    for duty in known:
        by_building.setdefault(duty.building_id, []).append(duty)
    return [
        Edit(
            None,
            Duty(
                new_key(), building.building_id, kind.kind, titled(kind.title), kind.legal_basis,
                kind.interval_months,
            ),
        )
        for building in buildings
        for kind in missing_duties(building, by_building.get(building.building_id, ()))
    ]  # fmt: skip
