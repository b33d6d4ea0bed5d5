"""What a BuildingSync file says of buildings and measures, in SI units, before it is a proposal.

Sums of money stay in the file's US dollars. NaN and "" where the file is silent.
"""

import math
from dataclasses import dataclass

from twin.model.finding import Finding

NAN = math.nan


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What one unit of another currency is worth. [NOK]

    on : ISO date.  source : who says so.
    """

    nok: float
    on: str
    source: str


@dataclass(frozen=True, slots=True)
class FuelSaving:
    """Energy saved in a year. amount, unit: as the file says; energy: [kWh/year], NaN unknown."""

    resource: str
    amount: float
    unit: str
    energy: float = NAN


@dataclass(frozen=True, slots=True)
class AuditSavings:
    """What is said to be saved in a year.

    energy : delivered, of all fuels. [kWh/year]
    fuels : one by one.
    cost : of energy; upkeep : of operation and maintenance. [USD/year]
    method : how it was found, in the words of the file.
    incentives : one-off support, of any kind. [USD]
    """

    energy: float = NAN
    fuels: tuple[FuelSaving, ...] = ()
    cost: float = NAN
    upkeep: float = NAN
    method: str = ""
    incentives: float = NAN


NO_SAVINGS = AuditSavings()


@dataclass(frozen=True, slots=True)
class AuditMeasure:
    """One measure of the file.

    measure_type : as in `OfferedMeasure.measure_type`, "" unknown.
    technologies : (technology category, measure name) in the words of the schema.
    first_cost : of the whole measure: total, or installation and material together. [USD]
    verification_cost : of measurement and verification. [USD]
    option : IPMVP ``A`` to ``D``, "" where none is named.
    status : as in the schema, for example ``Proposed``.
    premises : ids of buildings it is linked to.
    line : where it stands in the file.
    """

    key: str
    title: str
    description: str = ""
    measure_type: str = ""
    system: str = ""
    technologies: tuple[tuple[str, str], ...] = ()
    first_cost: float = NAN
    verification_cost: float = NAN
    useful_life: float = NAN
    option: str = ""
    status: str = ""
    premises: tuple[str, ...] = ()
    savings: AuditSavings = NO_SAVINGS
    line: int = 0


@dataclass(frozen=True, slots=True)
class AuditPackage:
    """A scenario with a package of measures. first_cost: of the whole package. [USD]"""

    key: str
    title: str
    measures: tuple[str, ...]
    savings: AuditSavings = NO_SAVINGS
    first_cost: float = NAN
    verification_cost: float = NAN
    guaranteed_share: float = 0.0
    line: int = 0


@dataclass(frozen=True, slots=True)
class AuditBuilding:
    """A building the file is about. floor_area: gross, or the largest that is told. [m2]"""

    key: str
    name: str
    use: str = ""
    floor_area: float = NAN
    built: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the file that no proposal has a place for.

    path : of the element, without those that repeat, for example ``Systems/HVACSystems``.
    count : how many there are.  line : of the first.
    """

    path: str
    count: int
    line: int


@dataclass(frozen=True, slots=True)
class AuditFile:
    """A whole BuildingSync file.

    delivered : energy delivered in a year today, of all fuels, NaN unknown. [kWh/year]
    audited : ISO date of the audit, "" unknown.
    findings : what is wrong or was done otherwise; each names its line.
    """

    version: str
    auditor: str = ""
    contact: str = ""
    audited: str = ""
    delivered: float = NAN
    buildings: tuple[AuditBuilding, ...] = ()
    measures: tuple[AuditMeasure, ...] = ()
    packages: tuple[AuditPackage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
