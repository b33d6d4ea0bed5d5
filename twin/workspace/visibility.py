"""What of the model is shown, hidden or ghosted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import BoolArray
from twin.model.building import Element


@dataclass(frozen=True, slots=True)
class Visibility:
    """Choices of the user.

    hidden, isolated : element keys; where some are isolated, the others are ghosted.
    xray : everything that is not isolated is ghosted, nothing isolated: that is not selected.
    storey : GlobalId of the one storey shown, "" for all.
    """

    hidden: frozenset[str] = frozenset()
    isolated: frozenset[str] = frozenset()
    xray: bool = False
    storey: str = ""

    def hidden_rows(self, elements: Sequence[Element]) -> BoolArray:
        """True for each element that is not shown at all, shape (n,)."""
        hidden = [
            e.key in self.hidden or (bool(self.storey) and e.storey != self.storey)
            for e in elements
        ]
        return np.array(hidden, dtype=np.bool_)

    def ghosted_rows(
        self, elements: Sequence[Element], selection: frozenset[str] = frozenset()
    ) -> BoolArray:
        """True for each element that is shown see-through, shape (n,)."""
        if not self.isolated and not self.xray:
            return np.zeros(len(elements), dtype=np.bool_)
        solid = self.isolated or selection
        return np.array([e.key not in solid for e in elements], dtype=np.bool_)
