"""Which buildings need a new energy certificate, and when."""

from dataclasses import dataclass
from datetime import date

from twin.analysis.certificates import CertificateState, duty_area, end_of, state_of
from twin.model.building import Building
from twin.model.label import Certificate
from twin.workspace.portfolio import PortfolioData

ORDER = tuple(CertificateState)
"""The worst first."""
DUE = (
    CertificateState.EXPIRED,
    CertificateState.MISSING,
    CertificateState.SOON,
    CertificateState.UNDATED,
)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """How one building stands.  area : that the duty is judged by, NaN if unknown. [m2]"""

    building: Building
    state: str
    certificate: Certificate | None
    end: date | None
    area: float

    @property
    def building_id(self) -> str:
        """Of the building."""
        return self.building.building_id

    @property
    def is_due(self) -> bool:
        """Whether somebody has to do something."""
        return self.state in DUE


def certificate_lines(portfolio: PortfolioData, today: date) -> list[CertificateLine]:
    """All buildings, those that need a new certificate first."""
    found: list[CertificateLine] = []
    for building in portfolio.buildings:
        one = portfolio.certificate_of(building.building_id)
        area = duty_area(building)
        state = state_of(one, area, today)
        found.append(CertificateLine(building, state, one, end_of(one) if one else None, area))
    return sorted(
        found,
        key=lambda n: (ORDER.index(CertificateState(n.state)), n.end or date.max, n.building.name),
    )
