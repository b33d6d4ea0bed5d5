"""A building as measures meet it: its zone today, its worn parts, its needs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.model.building import Building, BuildingModel, Envelope
from twin.model.condition import Assessment
from twin.model.need import Need, NeedStatus
from twin.model.proposal import Selector
from twin.model.thermal import Sourced, ThermalZone

NEEDS_WORK = 2  # TG
TRUST = {
    "measured": 1.0, "documented": 0.9, "model": 0.7, "computed": 0.6, "assumed": 0.4,
    "default": 0.1,
}  # fmt: skip
"""How far a number of each basis is relied on, 0 to 1 (estimate)."""


@dataclass(frozen=True, slots=True)
class Worn:
    """A graded thing of a building.

    grade : TG, -1 where nobody could inspect it.  weight : how much it counts in the mean.
    backlog : cost of bringing it to TG1, central; 0 where there is none, NaN if unknown. [NOK]
    is_of_space : True where it was graded in one room alone.
    """

    part_code: str
    grade: int
    weight: float = 1.0
    backlog: float = 0.0
    global_id: str = ""
    is_of_space: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """One building with all that a measure may act on.

    zone : today.  model : None where the archetype stands in.
    assessments : of this building alone.  worn : of the same, graded today.
    needs : of this building.
    """

    building: Building
    zone: ThermalZone
    model: BuildingModel | None = None
    assessments: tuple[Assessment, ...] = ()
    worn: tuple[Worn, ...] = ()
    needs: tuple[Need, ...] = ()

    @property
    def envelope(self) -> Envelope | None:
        """Of the model."""
        return self.model.envelope if self.model else None

    def parts(self, codes: Sequence[str], selector: Selector | None = None) -> list[Worn]:
        """Graded things whose code begins with one of `codes`, and that a selector may mean."""
        if not codes:
            return []
        wanted = tuple(codes)
        least = selector.minimum_grade if selector else -1
        return [w for w in self.worn if w.part_code.startswith(wanted) and w.grade >= least]

    def worst(self, codes: Sequence[str]) -> int:
        """Worst grade of such things, -2 where nobody looked."""
        return max((w.grade for w in self.parts(codes)), default=-2)

    def pain(self, answer: str) -> float:
        """Summed pain of open needs that something answers, by id."""
        closed = NeedStatus.ANSWERED, NeedStatus.DROPPED
        return sum(
            float(n.pain)
            for n in self.needs
            if answer and answer in n.answers and n.status not in closed
        )


def trust(zone: ThermalZone) -> dict[str, float]:
    """How far the numbers of a zone are relied on, 0 to 1, by what they are about."""
    envelope = [
        (s.area * s.u_value.value, _trusted(s.u_value)) for s in zone.surfaces if s.area > 0
    ]
    weight = sum(w for w, _ in envelope)
    return {
        "area": _trusted(zone.floor_area),
        "envelope": sum(w * t for w, t in envelope) / weight if weight > 0 else 0.0,
        "air": float(np.mean([_trusted(zone.n50), _trusted(zone.heat_recovery)])),
        "fans": _trusted(zone.specific_fan_power),
        "plant": float(np.mean([_trusted(s.efficiency) for s in zone.heating])),
    }


def _trusted(value: Sourced) -> float:
    return TRUST.get(value.basis, 0.0)
