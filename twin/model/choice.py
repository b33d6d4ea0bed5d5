"""What somebody decides in a what-if: measures on buildings, under stated assumptions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from twin.model.proposal import OfferedMeasure, Range
from twin.model.sketch import NOTHING_DRAWN, Sketch

CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure in one building. Immutable; every edit makes a new one with the same key.

    measure : whole, as it was when it was chosen, so that the scenario can be run again.
    origin : sha256 of the proposal's file, or ``catalogue``.
    supplier : "" for the catalogue.
    elements : GlobalIds it was painted on, () for all that its selector finds.
    year : when it is carried out, 0 for the budget year of the scenario.
    is_on : False while it is put aside: kept in the list, but not applied.
    """

    key: str
    building_id: str
    measure: OfferedMeasure
    origin: str = CATALOGUE
    supplier: str = ""
    elements: tuple[str, ...] = ()
    sketch: Sketch = NOTHING_DRAWN
    year: int = 0
    comment: str = ""
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a scenario takes for granted; NaN, "" and 0 mean: as in the program's defaults.

    prices : per carrier, without VAT. [NOK/kWh]
    weather : key as in `Scenario.weather`.
    discount_rate : real, per year.  price_growth : real, of energy, per year.
    period : [year]
    electricity_basis : name of the CO2 basis that rankings use, for example ``NO``.
    budget_year : the year that choices without one are carried out in.
    price_level : ISO date that all sums of money are turned to.
    round_name : of the comparison they are locked for, "" while they may be changed.
    take_back : by how much rooms are kept warmer once measures are carried out. [K]
    incentives : part of the price that somebody else pays, 0 to 1, by id or catalogue key of the
        measure; "" for all others.
    """

    prices: Mapping[str, Range] = field(default_factory=dict[str, Range])
    weather: str = ""
    discount_rate: float = math.nan
    price_growth: float = math.nan
    period: int = 0
    electricity_basis: str = ""
    budget_year: int = 0
    price_level: str = ""
    take_back: float = 0.0
    round_name: str = ""
    incentives: Mapping[str, float] = field(default_factory=dict[str, float])


AS_DEFAULTS = Assumptions()


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of a scenario. at: UTC, no tzinfo."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PortfolioScenario:
    """A named, immutable list of choices over one or many buildings.

    key : the same for all versions.  version : 0 for the draft, then 1, 2, 3.
    parent : ``key/version`` it was copied or merged from, "" for none.
    """

    key: str
    name: str
    choices: tuple[Choice, ...] = ()
    assumptions: Assumptions = AS_DEFAULTS
    version: int = 0
    parent: str = ""
    saved_at: datetime | None = None
    saved_by: str = ""
    comments: tuple[Comment, ...] = ()

    def of(self, building_id: str) -> tuple[Choice, ...]:
        """Choices in one building, in the order in which they were made."""
        return tuple(c for c in self.choices if c.building_id == building_id)

    @property
    def buildings(self) -> tuple[str, ...]:
        """Ids of the buildings it touches, each once, in the order of the choices."""
        return tuple(dict.fromkeys(c.building_id for c in self.choices))

    def with_choice(self, choice: Choice) -> "PortfolioScenario":
        """With one choice more, or with that of the same key replaced in its place."""
        if any(c.key == choice.key for c in self.choices):
            kept = tuple(choice if c.key == choice.key else c for c in self.choices)
            return replace(self, choices=kept)
        return replace(self, choices=(*self.choices, choice))

    def without(self, key: str) -> "PortfolioScenario":
        """With one choice less."""
        return replace(self, choices=tuple(c for c in self.choices if c.key != key))


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A version of a scenario as the database keeps it.

    scenario_id : ``key/version``; version 0 is the draft and the only one that changes.
    content : JSON of choices and assumptions, see `twin.store.portfolio_scenarios`.
    sha256 : of `content`; goes into decisions.
    saved_at : UTC, no tzinfo.
    """

    scenario_id: str
    scenario_key: str
    version: int
    name: str
    parent: str = ""
    saved_at: datetime | None = None
    saved_by: str = ""
    content: str = "{}"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioComment:
    """What somebody said of a version of a scenario. said_at: UTC, no tzinfo."""

    comment_id: str
    scenario_id: str
    who: str
    said_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A comparison that was decided on, frozen: what was known, assumed and chosen.

    content : JSON that lets it be run again: inputs with hashes, assumptions, criteria, results.
    sha256 : of `content`.
    decided_at : UTC, no tzinfo.
    """

    decision_id: str
    title: str
    decided_at: datetime | None
    decided_by: str
    content: str
    sha256: str
    text: str = ""
