"""Two versions side by side, and which of their elements have found each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.versions.shapes import Rows, Shapes, shapes
from twin.model.arrays import BoolArray, FloatArray
from twin.model.building import BuildingModel, Element
from twin.model.version import MatchReason, Unsure


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One version as it is matched. family : of each element, equal for kinds of one class."""

    elements: Sequence[Element]
    shapes: Shapes
    family: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Board:
    """What is matched so far; grows step by step.

    partner : row of the newer version of each old row, -1 without one, shape (n,).
    is_taken : of each new row, shape (m,).
    score : of each old row, shape (n,).
    shift : how far the whole building was moved, shape (3,). [m]
    """

    old: Side
    new: Side
    partner: Rows
    is_taken: BoolArray
    score: FloatArray
    reason: list[MatchReason | None]
    shift: FloatArray = field(default_factory=lambda: np.zeros(3))
    unsure: dict[int, Unsure] = field(default_factory=dict[int, Unsure])

    def match(self, old: int, new: int, reason: MatchReason, score: float) -> None:
        """Take two rows for the same thing."""
        self.partner[old], self.is_taken[new] = new, True
        self.score[old], self.reason[old] = score, reason
        self.unsure.pop(old, None)

    def doubt(self, old: int, candidates: Sequence[int]) -> None:
        """Leave a row to people."""
        self.unsure[old] = Unsure(old, tuple(candidates))

    @property
    def open_old(self) -> Rows:
        """Rows of the older version without a partner."""
        return np.flatnonzero(self.partner < 0)

    @property
    def open_new(self) -> Rows:
        """Rows of the newer version without a partner."""
        return np.flatnonzero(~self.is_taken)


def board(old: BuildingModel, new: BuildingModel) -> Board:
    """Two versions before anything is matched."""
    n, m = len(old.elements), len(new.elements)
    nobody: list[MatchReason | None] = [None] * n
    return Board(
        _side(old),
        _side(new),
        np.full(n, -1, dtype=np.intp),
        np.zeros(m, dtype=np.bool_),
        np.full(n, np.nan),
        nobody,
    )


def _side(model: BuildingModel) -> Side:
    families = tuple(family(e.ifc_class) for e in model.elements)
    return Side(model.elements, shapes(model.mesh, len(model.elements)), families)


def family(ifc_class: str) -> str:
    """Class without the endings that only say how its shape is written down."""
    return ifc_class.removesuffix("StandardCase").removesuffix("ElementedCase")
