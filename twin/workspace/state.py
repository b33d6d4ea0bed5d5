"""Everything the window shows, as one immutable value."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from twin.model.building import Building, BuildingModel
from twin.model.known import KnownValue
from twin.model.operation import ActualOperation
from twin.model.overlay import Colouring, ElementSun
from twin.model.panels import PanelPlace
from twin.model.scenario import SavedScenario, Scenario, ScenarioResult
from twin.model.shading import ZoneShading
from twin.workspace.history import History
from twin.workspace.portfolio import PortfolioData
from twin.workspace.record_steps import RecordSteps
from twin.workspace.scenarios.comparing import Comparing
from twin.workspace.scenarios.shelf import Shelf
from twin.workspace.versions_shown import ModelVersions
from twin.workspace.visibility import Visibility

if TYPE_CHECKING:
    from twin.workspace.building_energy import BuildingEnergy
    from twin.workspace.opportunities import Board
    from twin.workspace.outlook import Outlook
    from twin.workspace.plan import PlanShown

Mode = Literal["start", "portfolio", "building", "what-if", "compare", "opportunities"]
BUILDING_MODES = ("building", "what-if", "compare")
SCENARIO_MODES = ("what-if", "compare")
PORTFOLIO_MODES = ("portfolio", "opportunities")

SIGNALS = {
    "portfolio": "portfolio_changed",
    "building": "building_changed",
    "mode": "mode_changed",
    "model": "model_changed",
    "visibility": "visibility_changed",
    "selection": "selection_changed",
    "history": "scenario_changed",
    "record_steps": "record_steps_changed",
    "year": "year_changed",
    "outlook": "outlook_changed",
    "versions": "versions_changed",
    "places": "places_changed",
    "model_versions": "model_versions_changed",
    "opportunities": "opportunities_changed",
    "plan": "plan_changed",
    "shelf": "shelf_changed",
    "comparing": "comparing_changed",
    "result": "result_changed",
    "energy": "energy_changed",
    "colouring": "colouring_changed",
}
"""Which signal says that a part of the state is another one, in the order of emission."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What the user is working on.

    portfolio_overlay, building_overlay : names of overlays, "" for the realistic picture.
    selection : element keys, or building ids in portfolio mode.
    versions : named versions of the entered building's what-if, oldest first.
    energy : calculated for the entered building as it is today.
    record_steps : stored edits of records that can be taken back.
    shading : on the entered building; None until it is looked at, and without geometry.
    model_versions : of the entered building, and what records lost in the one that is shown.
    places : for solar panels on it, the best first; None until somebody looked.
    sun : of a year on its elements, None until somebody looked. [kWh/m2]
    year : whose condition is looked at, 0 for today.
    outlook : condition to come, None until somebody looked.
    opportunities : every measure on every building, None until somebody asked.
    plan : made of them for the limits that were set last, None before.
    measures_looked_at : keys of the measures that opportunities are coloured by, none for all.
    shelf : scenarios of the portfolio.  comparing : those that stand side by side.
    """

    portfolio: PortfolioData | None = None
    building: Building | None = None
    model: BuildingModel | None = None
    mode: Mode = "start"
    portfolio_overlay: str = "condition"
    building_overlay: str = ""
    selection: frozenset[str] = frozenset()
    visibility: Visibility = field(default_factory=Visibility)
    history: History | None = None
    versions: tuple[SavedScenario, ...] = ()
    result: ScenarioResult | None = None
    record_steps: RecordSteps = field(default_factory=RecordSteps)
    energy: "BuildingEnergy | None" = None
    shading: ZoneShading | None = None
    model_versions: ModelVersions = field(default_factory=ModelVersions)
    places: tuple[PanelPlace, ...] | None = None
    sun: ElementSun | None = None
    year: int = 0
    outlook: "Outlook | None" = None
    opportunities: "Board | None" = None
    plan: "PlanShown | None" = None
    measures_looked_at: frozenset[str] = frozenset()
    shelf: Shelf = field(default_factory=Shelf)
    comparing: Comparing = field(default_factory=Comparing)
    colouring: Colouring | None = None

    @property
    def shows_building(self) -> bool:
        """True where rows are elements of a building, False where they are buildings."""
        return self.mode in BUILDING_MODES

    @property
    def overlay(self) -> str:
        """Name of the overlay in use, "" for the realistic picture."""
        return self.building_overlay if self.shows_building else self.portfolio_overlay

    @property
    def undoes_records(self) -> bool:
        """Whether undo takes back an edit of records rather than of the what-if."""
        return self.mode not in ("what-if", "compare") and bool(self.record_steps.made)

    @property
    def redoes_records(self) -> bool:
        """Whether redo repeats an edit of records rather than of the what-if."""
        return self.mode not in ("what-if", "compare") and bool(self.record_steps.back)

    @property
    def operation(self) -> ActualOperation | None:
        """How the entered building is really used, None for the standard."""
        return self.history.operation if self.history else None

    @property
    def known(self) -> tuple[KnownValue, ...]:
        """What is measured or documented of the entered building."""
        return self.history.known if self.history else ()

    @property
    def scenario(self) -> Scenario | None:
        """The what-if of the entered building."""
        return self.history.scenario if self.history else None
