"""Find what every measure would give in every building, in the background."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from twin.model.choice import AS_DEFAULTS, Assumptions
from twin.model.opportunity import Ladders, Opportunities, PlanLimits
from twin.model.proposal import Proposal
from twin.workspace.jobs import JobProgress, Task
from twin.workspace.opportunity_files import (
    keep,
    keep_ladders,
    kept,
    kept_ladders,
    key_of,
    key_of_ladders,
)
from twin.workspace.opportunity_sites import Known, Sites, known_of_all, sites_of
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.analysis.opportunities.find import Setting
    from twin.analysis.opportunities.offers import Offer
    from twin.store.database import Database
    from twin.workspace.workspace import Workspace

TOPIC = "opportunities"
ENGLISH = "en"
FIRST_YEAR = 2000  # of a plan that nobody sees
_FINDING, _CLIMBING = "Calculating every measure on every building", "Putting packages together"
_DRAWING = "Calculating how certain every measure is"


class Telling(Protocol):
    """Progress of a job that also hands on parts of its result; see `JobProgress`."""

    def report(self, fraction: float, text: str) -> None:
        """Say how far the job is."""
        ...

    def send(self, part: object) -> None:
        """Hand on a part of the result."""
        ...


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked.

    assumptions : that everything is calculated under.
    objective : column of `Opportunities` that packages give most of per krone.
    must, never : keys ``building_id/measure key`` that come first in packages, or not at all.
    has_spread : whether P10 and P90 are wanted too, which takes minutes for a thousand buildings.
    """

    assumptions: Assumptions = AS_DEFAULTS
    objective: str = "present_value"
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    has_spread: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Everything that was found, and what it was found from.

    offers : in the order of `Opportunities.measures`.
    ladders : None while packages are put together.
    portfolio : that it was made from; another one makes it stale, see `is_of`.
    seconds : that it took.  was_kept : whether it was read from disk instead.
    """

    inquiry: Inquiry
    offers: tuple["Offer", ...]
    sites: Sites
    found: Opportunities
    portfolio: PortfolioData
    ladders: Ladders | None = None
    seconds: float = 0.0
    was_kept: bool = False
    titles: dict[str, str] = field(default_factory=dict[str, str])

    def is_of(self, portfolio: PortfolioData | None) -> bool:
        """Whether nothing has changed since that would change it."""
        own = self.portfolio
        return portfolio is not None and (
            own is portfolio
            or (
                own.folder == portfolio.folder
                and own.buildings is portfolio.buildings
                and own.assessments is portfolio.assessments
                and own.needs is portfolio.needs
                and own.meters is portfolio.meters
                and own.proposals is portfolio.proposals
                and own.price_year == portfolio.price_year
            )
        )


def find_opportunities(
    workspace: "Workspace", inquiry: Inquiry | None = None, language: str = ""
) -> None:
    """Calculate all opportunities, then the packages; a newer inquiry ends an older one.

    language : of the titles of measures, "" for that of the settings.

    Emits `opportunities_changed` when central values are there, again with the packages, and again
    with P10 and P90.
    """
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None:
        workspace.notices.say("Open a portfolio first.")
        return
    asked = inquiry or Inquiry()
    titled = language or workspace.settings.language or ENGLISH

    def show(board: Board) -> None:
        if workspace.portfolio is not None and workspace.portfolio.folder == portfolio.folder:
            workspace.change(opportunities=board)

    def begin(known: Known) -> None:
        workspace.jobs.run(
            found_in_steps, portfolio, known, asked, titled, on_part=show,
            task=Task(_FINDING, TOPIC),
        )  # fmt: skip

    if database is None:
        begin({})
        return
    workspace.jobs.run(
        _known, database, portfolio, on_done=begin, where="database", task=Task("", TOPIC)
    )


def is_stale(workspace: "Workspace") -> bool:
    """Whether what is shown was found from records that have changed since."""
    board = workspace.state.opportunities
    return board is not None and not board.is_of(workspace.portfolio)


def is_finding(workspace: "Workspace") -> bool:
    """Whether opportunities are being calculated now."""
    return any(j.task.topic == TOPIC and not j.is_outdated for j in workspace.jobs.running)


def offers_of(portfolio: PortfolioData, language: str = "en") -> tuple["Offer", ...]:
    """Measures of the catalogue and of all accepted proposals."""
    from twin.analysis.opportunities.offers import of_catalogue, of_proposal
    from twin.workspace.catalogue import catalogue

    accepted: Sequence[Proposal] = [p for p in portfolio.proposals if p.accepted]
    own = tuple(of_catalogue(one) for one in catalogue(language))
    return (*own, *(offer for p in accepted for offer in of_proposal(p)))


def found_in_steps(
    portfolio: PortfolioData, known: Known, inquiry: Inquiry, language: str, progress: Telling
) -> None:
    """Send the board with all opportunities, then with packages, then with P10 and P90.

    Raises
    ------
    Cancelled
        If the user does not want it any more.
    """
    begun = time.monotonic()
    sites = sites_of(portfolio, known, _Part(progress, 0.0, 0.1, _FINDING))
    offers = offers_of(portfolio, language)
    setting = setting_of(portfolio, inquiry.assumptions)
    folder = _folder(portfolio)
    key = key_of(sites.sites, offers, inquiry.assumptions, setting.weather.name)
    titles = {offer.key: offer.measure.title for offer in offers}
    found, was_kept = kept(folder, key), True
    if found is None:
        found, was_kept = _found(sites, offers, setting, progress), False
        keep(folder, key, found)
    seconds = time.monotonic() - begun
    board = Board(
        inquiry, offers, sites, found, portfolio,
        seconds=seconds, was_kept=was_kept, titles=titles,
    )  # fmt: skip
    progress.send(board)
    board = replace(board, ladders=_ladders(board, setting, key, progress))
    _make_ready(board)
    progress.send(board)
    if not found.draws and inquiry.has_spread:
        drawn = _drawn(board, setting, progress)
        keep(folder, key, drawn)
        progress.send(replace(board, found=drawn))


def setting_of(portfolio: PortfolioData, assumptions: Assumptions) -> "Setting":
    """Weather, default values and lives of parts under some assumptions."""
    from twin.analysis.opportunities.find import Setting
    from twin.workspace.defaults import defaults
    from twin.workspace.upkeep_tables import upkeep_tables
    from twin.workspace.weather import weather_of

    weather = weather_of(portfolio.folder, assumptions.weather)
    return Setting(weather, defaults(), assumptions, upkeep_tables())


def _found(
    sites: Sites, offers: Sequence["Offer"], setting: "Setting", progress: Telling
) -> Opportunities:
    from twin.analysis.opportunities.find import opportunities

    part = _Part(progress, 0.1, 0.4, _FINDING)
    found = opportunities(sites.sites, offers, setting, part.stop)
    reasons = Counter(found.not_applicable)
    for reason, count in sites.reasons.items():
        reasons[reason] += count * len(offers)
    return replace(found, not_applicable=dict(reasons))


def _ladders(board: Board, setting: "Setting", key: str, progress: Telling) -> Ladders:
    from twin.analysis.opportunities.ladders import Wanted, ladders

    asked = board.inquiry
    wanted = Wanted(asked.objective, frozenset(asked.must), frozenset(asked.never))
    folder, own_key = _folder(board.portfolio), key_of_ladders(key, wanted)
    known = kept_ladders(folder, own_key, board.found)
    if known is not None:
        return known
    part = _Part(progress, 0.4, 0.6, _CLIMBING)
    made = ladders(board.sites.sites, board.offers, board.found, setting, wanted, part.stop)
    keep_ladders(folder, own_key, made)
    return made


def _make_ready(board: Board) -> None:
    """Make a first plan, so that the window need not load the code for it at the first limit."""
    from twin.analysis.plan.make import greedy_plan

    if board.ladders is not None:
        greedy_plan(board.ladders, PlanLimits(FIRST_YEAR, (1.0,)), 0.0)


def _drawn(board: Board, setting: "Setting", progress: Telling) -> Opportunities:
    from twin.analysis.opportunities.spread import with_spread

    part = _Part(progress, 0.6, 1.0, _DRAWING)
    return with_spread(board.found, board.sites.sites, board.offers, setting, stop=part.stop)


def _folder(portfolio: PortfolioData) -> Path | None:
    from twin.store.models import cache_folder

    return cache_folder(portfolio.folder)


def _known(database: "Database", portfolio: PortfolioData, progress: JobProgress) -> Known:
    progress.report(0.0, _FINDING)
    return known_of_all(database, portfolio.buildings)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the work of a job."""

    progress: Telling
    first: float
    last: float
    text: str

    def stop(self, done: float) -> None:
        """Tell how far the part is; raises `Cancelled` where the job is to end."""
        self.progress.report(self.first + done * (self.last - self.first), self.text)

    def report(self, fraction: float, text: str) -> None:
        """As `Progress`; the text is that of the part."""
        del text
        self.stop(fraction)
