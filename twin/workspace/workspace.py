"""What the user is working on; panels ask it to do things and hear from it what changed.

Use cases are imported when they are first used: the window is there before the database library.
"""

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from twin.model.building import Building, BuildingModel
from twin.model.edit import Edit
from twin.model.finding import Finding
from twin.model.known import KnownValue
from twin.model.operation import ActualOperation
from twin.model.overlay import Colouring
from twin.model.panels import PanelChoice
from twin.model.proposal import Reach
from twin.model.saving import SavingCheck
from twin.model.scenario import SavedScenario, Scenario, ScenarioResult
from twin.model.version import ModelVersion
from twin.workspace import colour_by
from twin.workspace.compare import Comparison, comparison
from twin.workspace.history import History
from twin.workspace.jobs import Jobs, Task
from twin.workspace.known_model import with_known_values
from twin.workspace.log import Log
from twin.workspace.notices import Notices
from twin.workspace.portfolio import PortfolioData
from twin.workspace.scenarios import flow as scenario_flow
from twin.workspace.settings import load_settings, save_settings, settings_folder
from twin.workspace.state import (
    BUILDING_MODES,
    PORTFOLIO_MODES,
    SCENARIO_MODES,
    SIGNALS,
    Mode,
    State,
)
from twin.workspace.versions_shown import ModelVersions, is_older
from twin.workspace.visibility import Visibility
from twin.workspace.weather import WeatherChoice, choices

if TYPE_CHECKING:
    from twin.store.database import Database
    from twin.workspace.building_energy import BuildingEnergy
    from twin.workspace.watch import Watch

Say = Callable[..., str]
"""A template in the language of the user, its named fields filled."""
_COLOURED_BY = ("portfolio", "building", "model", "shows_building", "overlay", "known", "sun",
               "year", "outlook", "mode", "model_versions", "opportunities", "plan",
               "measures_looked_at")  # fmt: skip


class Workspace(QObject):
    """What the user is working on. Everything here is called on the GUI thread.

    Setters emit once, and only when the value differs; all signals are emitted after the whole
    state is in place. `portion_arrived` carries a `MeshBatch` of the building being read,
    `conflict_found` an `EditConflict` when others changed the same record, `password_needed` the
    folder of a portfolio whose server wants one. `say` words what is
    stored, as the names of steps in the log.
    """

    portfolio_changed = Signal()
    building_changed = Signal()
    portion_arrived = Signal(object)
    model_changed = Signal()
    selection_changed = Signal(frozenset)
    colouring_changed = Signal()
    visibility_changed = Signal()
    scenario_changed = Signal()
    record_steps_changed = Signal()
    conflict_found = Signal(object)
    password_needed = Signal(object)
    versions_changed = Signal()
    model_versions_changed = Signal()
    places_changed = Signal()
    result_changed = Signal()
    energy_changed = Signal()
    mode_changed = Signal(str)
    settings_changed = Signal()
    year_changed = Signal()
    outlook_changed = Signal()
    opportunities_changed = Signal()
    plan_changed = Signal()
    shelf_changed = Signal()
    comparing_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State()
        self.database: Database | None = None
        self.watch: Watch | None = None
        self.notices = Notices(self)
        self.jobs = Jobs(self.notices.show, self)
        self.settings = load_settings()
        self.log = Log(settings_folder())
        self.say: Say = in_english
        scenario_flow.connect(self)

    @property
    def portfolio(self) -> PortfolioData | None:
        """The open portfolio."""
        return self.state.portfolio

    @property
    def building(self) -> Building | None:
        """The entered building."""
        return self.state.building

    @property
    def model(self) -> BuildingModel | None:
        """The model of the entered building; None while it is read and where there is none."""
        return self.state.model

    @property
    def mode(self) -> Mode:
        """What the window is for now."""
        return self.state.mode

    @property
    def overlay(self) -> str:
        """Name of the overlay in use, "" for the realistic picture."""
        return self.state.overlay

    @property
    def overlays(self) -> tuple[colour_by.OverlayChoice, ...]:
        """Overlays that can colour what is shown now."""
        return colour_by.choices(self.state)

    @property
    def follows_years(self) -> bool:
        """Whether the overlay in use shows the condition of the year looked at."""
        return self.overlay in colour_by.FOLLOWS_YEARS

    @property
    def colouring(self) -> Colouring | None:
        """Colours of the buildings in portfolio mode, else of the elements."""
        return self.state.colouring

    @property
    def comparison(self) -> Comparison | None:
        """Colours before and after the what-if and the rows that differ; None without a result."""
        return comparison(self.state)

    @property
    def selection(self) -> frozenset[str]:
        """Element keys, or building ids in portfolio mode."""
        return self.state.selection

    @property
    def visibility(self) -> Visibility:
        """What is hidden, isolated and see-through."""
        return self.state.visibility

    @property
    def hidden(self) -> frozenset[str]:
        """Element keys the user hid."""
        return self.state.visibility.hidden

    @property
    def isolated(self) -> frozenset[str]:
        """Element keys the user isolated; empty when everything is shown."""
        return self.state.visibility.isolated

    @property
    def xray(self) -> bool:
        """Whether the rest of the model is see-through."""
        return self.state.visibility.xray

    @property
    def storey(self) -> str:
        """GlobalId of the one storey shown, "" for all."""
        return self.state.visibility.storey

    @property
    def scenario(self) -> Scenario | None:
        """The what-if of the entered building."""
        return self.state.scenario

    @property
    def history(self) -> History | None:
        """The what-if's edits; says what undo and redo would do."""
        return self.state.history

    @property
    def versions(self) -> tuple[SavedScenario, ...]:
        """Named versions of the entered building's what-if, oldest first."""
        return self.state.versions

    @property
    def model_versions(self) -> ModelVersions:
        """Versions of the entered building's model, and what records lost in this one."""
        return self.state.model_versions

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the model shown, and with the records that name its elements."""
        found = self.model.findings if self.model else ()
        return (*self.model_versions.findings, *found)

    def show_model_changes(self, since: ModelVersion | None = None) -> None:
        """Colour by what changed since a version of the model, the one before if not named."""
        from twin.workspace import model_versions

        model_versions.show_changes(self, since)

    def open_model_version(self, version: ModelVersion) -> None:
        """Show a version of the entered building's model; older ones read only."""
        from twin.workspace import model_versions

        model_versions.open_older(self, version)

    def follow(self, accepted: Mapping[str, str], what: str) -> None:
        """Let records name what their elements are called now, as one undoable step."""
        from twin.workspace import follow_records

        follow_records.follow(self, accepted, what)

    @property
    def result(self) -> ScenarioResult | None:
        """Before and after of the what-if; None while it is calculated."""
        return self.state.result

    @property
    def energy(self) -> "BuildingEnergy | None":
        """Calculated for the entered building as it is today; None until the first result."""
        return self.state.energy

    def warm_up(self) -> None:
        """Load in the background what is needed soon; call when the first page is shown."""
        from twin.workspace import warm_up

        self.jobs.run(warm_up.load_all, task=Task(topic="warm-up"))

    def create_portfolio(self, folder: Path) -> None:
        """Make an empty portfolio and open it."""
        from twin.workspace import open_portfolio

        open_portfolio.create_portfolio(self, folder)

    def open_portfolio(self, folder: Path) -> None:
        """Open a portfolio; what was open is closed when the new one is there."""
        from twin.workspace import open_portfolio

        open_portfolio.open_portfolio(self, folder)

    def open_sample(self) -> None:
        """Open the sample portfolio; it is written first where it is absent."""
        from twin.workspace import open_sample

        open_sample.open_sample(self)

    def import_source(self, paths: Sequence[Path], *, as_new_version: bool = False) -> None:
        """Take IFC models and proposals into the portfolio.

        as_new_version : the model is a new version of the entered building, not a new building.
        """
        from twin.workspace import import_source

        import_source.import_source(self, paths, as_new_version=as_new_version)

    def import_proposal(self, path: Path) -> None:
        """Take one supplier's proposal into the portfolio."""
        from twin.workspace import import_source

        import_source.import_source(self, (path,), as_new_version=False)

    def change_building(self, changed: Building) -> None:
        """Correct what is known of a building; what depends on it is calculated anew."""
        from twin.workspace import edit_building

        edit_building.change_building(self, changed)

    def enter_building(self, building_id: str) -> None:
        """Show a building and read its model; portions arrive first, the whole model last."""
        from twin.workspace import enter_building

        enter_building.enter_building(self, building_id)

    def leave_building(self) -> None:
        """Go back to the portfolio."""
        from twin.workspace import enter_building

        enter_building.leave_building(self)

    def set_mode(self, mode: Mode) -> None:
        """Show another side of the work; without a portfolio or building nothing happens."""
        if mode in BUILDING_MODES and self.building is None:
            self.notices.say("Enter a building first.", "Double-click one of the buildings.")
        elif mode in PORTFOLIO_MODES and self.portfolio is None:
            self.notices.say("Open a portfolio first.")
        elif mode in SCENARIO_MODES and is_older(self):
            return
        elif mode != self.mode:
            changes_rows = (mode in BUILDING_MODES) != self.state.shows_building
            kept = frozenset() if changes_rows else self.selection
            self.change(mode=mode, selection=kept)
            from twin.workspace import run_scenario

            run_scenario.run_if_wanted(self)

    def select(self, keys: frozenset[str]) -> None:
        """Select elements, or buildings in portfolio mode."""
        self.change(selection=frozenset(keys))

    def colour_by(self, name: str) -> None:
        """Colour by an overlay, "" for the realistic picture."""
        from twin.workspace import surface_sun

        part = "building_overlay" if self.state.shows_building else "portfolio_overlay"
        self.change(**{part: name})
        surface_sun.look_if_wanted(self)

    def look_at(self, year: int) -> None:
        """Show the condition of a year: as it stood, or as it is to come; 0 is today."""
        from twin.workspace import look_ahead, outlook

        self.change(year=outlook.as_shown(year))
        look_ahead.look_ahead_if_wanted(self)

    def look_ahead(self) -> None:
        """Calculate the condition to come in the background, unless it is there."""
        from twin.workspace import look_ahead

        look_ahead.look_ahead(self)

    def choose_prices(self, year: int) -> None:
        """Show costs at the price level of a year from now on; 0 is the newest."""
        from twin.workspace import price_level

        price_level.choose_prices(self, year)

    def isolate(self, keys: frozenset[str]) -> None:
        """Show only these elements; none of them shows all again."""
        self._see(isolated=frozenset(keys))

    def hide(self, keys: frozenset[str]) -> None:
        """Hide these elements too."""
        self._see(hidden=self.hidden | frozenset(keys))

    def show_all(self) -> None:
        """Show everything again, as solid as it is."""
        self.change(visibility=Visibility())

    def set_xray(self, on: bool) -> None:
        """Make what is not isolated or selected see-through, or solid again."""
        self._see(xray=on)

    def show_storey(self, global_id: str) -> None:
        """Show one storey, "" for all."""
        self._see(storey=global_id)

    def preview_proposal(self, proposal_id: str) -> tuple[Reach, ...]:
        """What a proposal would touch in the entered building; nothing is applied."""
        from twin.workspace import edit_scenario

        return edit_scenario.preview_proposal(self, proposal_id)

    def apply_proposal(self, proposal_id: str) -> None:
        """Add a proposal to the what-if; applying it accepts the supplier's file."""
        from twin.workspace import edit_scenario

        edit_scenario.apply_proposal(self, proposal_id)

    @property
    def weather_choices(self) -> tuple[WeatherChoice, ...]:
        """Weather that the what-if can be calculated in."""
        return choices(self.portfolio.weather if self.portfolio else ())

    def choose_weather(self, key: str) -> None:
        """Calculate the what-if in other weather, see `weather_choices`."""
        from twin.workspace import edit_scenario

        edit_scenario.choose_weather(self, key)

    def choose_panels(self, panels: tuple[PanelChoice, ...]) -> None:
        """Put the solar panels of the what-if where the user wants them; (): the best places."""
        from twin.workspace import edit_scenario

        edit_scenario.choose_panels(self, panels)

    @property
    def operation(self) -> ActualOperation | None:
        """How the entered building is really used, None for the standard."""
        return self.state.operation

    def change_operation(self, operation: ActualOperation | None) -> None:
        """Describe how the entered building is really used; None: as in the standard."""
        from twin.workspace import edit_scenario

        edit_scenario.change_operation(self, operation)

    @property
    def known(self) -> tuple[KnownValue, ...]:
        """What is measured or documented of the entered building."""
        return self.state.known

    @property
    def known_model(self) -> BuildingModel | None:
        """The model with known U-values in place of its own."""
        return with_known_values(self.model, self.known)

    def change_known(self, known: tuple[KnownValue, ...]) -> None:
        """Write down what is measured or documented of the entered building."""
        from twin.workspace import edit_scenario

        edit_scenario.change_known(self, known)

    def take_back(self, kelvin: float) -> None:
        """Assume that rooms are kept so much warmer after the measures of the what-if."""
        from twin.workspace import edit_scenario

        edit_scenario.take_back(self, kelvin)

    @property
    def who(self) -> str:
        """Who is working, for the log of changes."""
        return self.settings.user_name or getpass.getuser()

    def new_key(self) -> str:
        """A key for a new record."""
        from twin.store.keys import new_key

        return new_key()

    def store(self, edits: Sequence[Edit], what: str) -> None:
        """Store edits of records as one step that can be taken back, and show them."""
        from twin.workspace import edit_records

        edit_records.store(self, edits, what)

    @property
    def saving_checks(self) -> tuple[SavingCheck, ...]:
        """Which readings of the entered building are compared to see what measures saved."""
        return self.state.history.checks if self.state.history else ()

    def compare_savings(self, checks: tuple[SavingCheck, ...]) -> None:
        """Keep which readings of the entered building are compared."""
        from twin.workspace import edit_scenario

        edit_scenario.compare_savings(self, checks)

    def undo(self) -> None:
        """Take back the last step: of the records, or of the what-if where that is open."""
        from twin.workspace import edit_records, edit_scenario
        from twin.workspace.scenarios import edit as edit_whole
        from twin.workspace.scenarios import undoing

        if self.state.undoes_records:
            edit_records.undo_step(self)
        elif undoing.step_back(self.state) is not None:
            edit_whole.undo(self)
        else:
            edit_scenario.undo(self)

    def redo(self) -> None:
        """Repeat the step that was taken back."""
        from twin.workspace import edit_records, edit_scenario
        from twin.workspace.scenarios import edit as edit_whole
        from twin.workspace.scenarios import undoing

        if self.state.redoes_records:
            edit_records.redo_step(self)
        elif undoing.step_forward(self.state) is not None:
            edit_whole.redo(self)
        else:
            edit_scenario.redo(self)

    def save_scenario(self, name: str) -> None:
        """Keep the what-if as a named version."""
        from twin.workspace import edit_scenario

        edit_scenario.save_scenario(self, name)

    def open_version(self, scenario_id: int) -> None:
        """Go on working from a named version; undo goes back to what was there."""
        from twin.workspace import edit_scenario

        edit_scenario.open_version(self, scenario_id)

    def change_settings(self, **changes: Any) -> None:  # Any: fields of Settings
        """Change preferences and store them."""
        changed = replace(self.settings, **changes)
        if changed != self.settings:
            self.settings = changed
            self.settings_changed.emit()
            try:
                save_settings(changed)
            except OSError as error:
                self.notices.warn(
                    "The settings could not be stored ({reason}); they hold until you close.",
                    reason=error.strerror or str(error),
                )

    def change(self, **parts: Any) -> None:  # Any: fields of State
        """Put new parts into the state, colour anew if needed, emit one signal per difference.

        For the use cases of this package.
        """
        before = self.state
        changed = {k for k, v in parts.items() if not _is_same(getattr(before, k), v)}
        if not changed:
            return
        self.state = replace(before, **{k: parts[k] for k in changed})
        if any(not _is_same(getattr(before, p), getattr(self.state, p)) for p in _COLOURED_BY):
            self._colour(before)
        after = self.state  # a slot may change the state again; those differences are its own
        for part, signal in SIGNALS.items():
            if not _is_same(getattr(before, part), getattr(after, part)):
                argument = {"mode": (self.mode,), "selection": (self.selection,)}.get(part, ())
                getattr(self, signal).emit(*argument)

    def close(self) -> None:
        """Stop all jobs, finish storing, release the portfolio and the log."""
        from twin.workspace import warm_up

        if self.watch is not None:
            self.watch.stop()
        self.jobs.close()
        warm_up.cool_down()
        if self.database is not None:
            self.database.close()
            self.database = None
        self.log.close()

    def _see(self, **changes: Any) -> None:  # Any: fields of Visibility
        self.change(visibility=replace(self.visibility, **changes))

    def _colour(self, before: State) -> None:
        try:
            colouring = colour_by.colouring(self.state)
        except Exception as error:  # a failing overlay is logged and told, and stops nothing
            self.state = replace(
                self.state,
                colouring=before.colouring,
                portfolio_overlay=before.portfolio_overlay,
                building_overlay=before.building_overlay,
            )
            self.notices.show(error)
        else:
            self.state = replace(self.state, colouring=colouring)


def in_english(text: str, /, **values: object) -> str:
    """A template filled as it is; the window puts its own language in this place."""
    return text.format(**values)


def _is_same(one: object, other: object) -> bool:
    return one is other or (type(one) is type(other) and one == other)
