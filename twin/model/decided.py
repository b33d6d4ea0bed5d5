"""What a decision record holds: everything that lets the comparison be run again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twin.model.procurement import Missing, Round
from twin.model.proposal import Proposal

BUILDING, ASSESSMENTS, COMPONENTS, ORDERS, METERS, READINGS, KNOWN, OPERATION = (
    "building", "assessments", "components", "work orders", "meters", "readings", "known values",
    "operation",
)  # fmt: skip
OTHERS, TABLES, WEATHER, PROGRAM, OFFERS = (
    "other buildings", "tables", "weather", "program", "offers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InputVersion:
    """Version of one kind of input.

    kind : one of the words above.  building_id : "" for what is no matter of one building.
    parts : hash or value of each part by its key, so that a change can be named.
    sha256 : of all parts.
    """

    kind: str
    building_id: str
    parts: Mapping[str, str]
    sha256: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One outcome of an offer on record. offer_id: "" for doing nothing."""

    offer_id: str
    key: str
    p10: float
    p50: float
    p90: float
    basis: str
    supported: float


@dataclass(frozen=True, slots=True)
class Score:
    """What an offer got. points: by key of the criterion; chance_first: NaN without draws."""

    offer_id: str
    name: str
    total: float
    rank: int
    chance_first: float
    points: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """A round as it was decided on.

    round : with all assumptions filled in.  proposals : whole, as they were weighed.
    day, first_year, draws, is_quick : how it was calculated.
    log_entry, schema : how far the log of the portfolio had come, and the form of its database.
    missing : what the offers lacked.
    chosen : offer id, "" where none was chosen.
    decided_at : UTC, ISO.
    """

    title: str
    decided_by: str
    decided_at: str
    chosen: str
    reasons: str
    program: str
    schema: int
    log_entry: int
    day: str
    first_year: int
    draws: int
    is_quick: bool
    round: Round
    proposals: tuple[Proposal, ...]
    inputs: tuple[InputVersion, ...]
    figures: tuple[Figure, ...]
    scores: tuple[Score, ...]
    missing: tuple[Missing, ...] = ()

    def title_of(self, offer_id: str) -> str:
        """Title of an offer, "" for doing nothing."""
        return next((p.title for p in self.proposals if p.proposal_id == offer_id), "")
