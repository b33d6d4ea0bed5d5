"""One selection for all views of the opportunities: what is picked in one filters the others."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from twin.model.arrays import BoolArray
from twin.model.opportunity import Opportunities
from twin.workspace.potential import rows_of

CHART, MAP, TABLE, SCENE = "chart", "map", "table", "3D"
IN_PLAN, NOT_IN_PLAN = "in", "out"


@dataclass(frozen=True, slots=True)
class Picked:
    """What is picked.

    buildings : ids, none for all.  source : view that they were picked in.
    measures : keys, none for all.
    part : ``in`` or ``out`` of the plan, "" for both.
    """

    buildings: frozenset[str] = frozenset()
    source: str = ""
    measures: frozenset[str] = frozenset()
    part: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is picked."""
        return not (self.buildings or self.measures or self.part)

    def rows(self, found: Opportunities, admitted: frozenset[str], view: str = "") -> BoolArray:
        """Rows that a view shows, shape (n,); one does not filter by its own pick.

        admitted : ids of the buildings that pass the filters of the portfolio.
        """
        wanted = self.shown(found.buildings, admitted, view)
        return rows_of(found, wanted, self.measures)

    def shown(
        self, buildings: tuple[str, ...], admitted: frozenset[str], view: str = ""
    ) -> BoolArray:
        """Buildings that a view shows, shape (b,)."""
        picks = bool(self.buildings) and not (view and view == self.source)
        wanted = [b in admitted and (not picks or b in self.buildings) for b in buildings]
        return np.array(wanted, np.bool_)


class Crossing(QObject):
    """What is picked, and what the plan must and must never hold.

    Signals: `changed` when another thing is picked; `wishes_changed` for musts and nevers.
    """

    changed = Signal()
    wishes_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picked = Picked()
        self._must: frozenset[str] = frozenset()
        self._never: frozenset[str] = frozenset()

    @property
    def picked(self) -> Picked:
        """What is picked now."""
        return self._picked

    @property
    def must(self) -> frozenset[str]:
        """Keys ``building/measure`` that the plan must hold."""
        return self._must

    @property
    def never(self) -> frozenset[str]:
        """Keys that it must not hold."""
        return self._never

    def pick_buildings(self, ids: frozenset[str], source: str) -> None:
        """Pick buildings in one view; none for all."""
        self._use(replace(self._picked, buildings=ids, source=source if ids else ""))

    def pick_measures(self, keys: frozenset[str]) -> None:
        """Look at these measures alone; none for all."""
        self._use(replace(self._picked, measures=keys))

    def pick_part(self, part: str) -> None:
        """Look at what is in the plan, what is not, or both."""
        self._use(replace(self._picked, part=part))

    def clear(self) -> None:
        """Pick nothing."""
        self._use(Picked())

    def wish(self, keys: frozenset[str], wish: str) -> None:
        """Say that a plan must hold some opportunities, must ``never``, or may: ""."""
        must = self._must | keys if wish == "must" else self._must - keys
        never = self._never | keys if wish == "never" else self._never - keys
        if (must, never) != (self._must, self._never):
            self._must, self._never = must, never
            self.wishes_changed.emit()

    def wish_of(self, key: str) -> str:
        """``must``, ``never`` or ""."""
        return "must" if key in self._must else "never" if key in self._never else ""

    def _use(self, picked: Picked) -> None:
        if picked != self._picked:
            self._picked = picked
            self.changed.emit()
