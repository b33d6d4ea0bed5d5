"""What the condition of a portfolio is calculated from, to remember results by.

A step that changes work orders makes another portfolio, but not another condition: results are
remembered by the records that they were made of, which are the same objects before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.register import Component
from twin.workspace.portfolio import PortfolioData


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """Records that condition and backlog follow from; equal where all are the same objects."""

    assessments: Sequence[Assessment]
    components: Sequence[Component]
    buildings: tuple[Building, ...]
    price_year: int

    def __eq__(self, other: object) -> bool:
        """Whether it is of the very same records."""
        return isinstance(other, Basis) and self._ids() == other._ids()

    def __hash__(self) -> int:
        """Of the identities of the records, which live as long as this does."""
        return hash(self._ids())

    def _ids(self) -> tuple[int, int, int, int]:
        records = (self.assessments, self.components, self.buildings)
        return id(records[0]), id(records[1]), id(records[2]), self.price_year


def basis_of(portfolio: PortfolioData) -> Basis:
    """What the condition of a portfolio is calculated from."""
    return Basis(
        portfolio.assessments,
        portfolio.of_kind(Component),
        portfolio.buildings,
        portfolio.price_year,
    )
