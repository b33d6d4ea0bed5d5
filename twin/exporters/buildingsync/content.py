"""What is written: buildings with their choices, and what was calculated for them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from twin.model.audit import ExchangeRate
from twin.model.building import Building
from twin.model.choice import Choice

Carriers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Calculated:
    """Delivered energy per carrier before and after. [kWh/year]

    investment : of all choices together. [NOK]
    cost_saving : of energy. [NOK/year]
    """

    before: Carriers
    after: Carriers
    investment: float = math.nan
    cost_saving: float = math.nan


NOT_CALCULATED = Calculated({}, {})


@dataclass(frozen=True, slots=True)
class ScenarioBuilding:
    """One building and what is chosen in it; calculated: `NOT_CALCULATED` where nobody did."""

    building: Building
    choices: tuple[Choice, ...]
    calculated: Calculated = NOT_CALCULATED


@dataclass(frozen=True, slots=True)
class ScenarioToWrite:
    """A scenario over one or many buildings.

    day : ISO date of the file.
    rate : of the dollar, for BuildingSync counts in dollars; None leaves sums out of its own
        fields, and NOK alone stand in fields under names of our own.
    """

    name: str
    day: str
    buildings: tuple[ScenarioBuilding, ...]
    rate: ExchangeRate | None = None
    notes: str = ""
