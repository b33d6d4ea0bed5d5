"""Needs: what hurts in a building, for whom and why; the starting point of a partnership."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NeedKind(StrEnum):
    """Whose need it is."""

    FOR = "for the building"
    WITH = "with the building"
    IN = "in the building"


class NeedStatus(StrEnum):
    """How far a need has come."""

    NEW = "new"
    DISCUSSED = "discussed"
    CHOSEN = "chosen"
    ANSWERED = "answered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Need:
    """What hurts in a building, for whom, and how much.

    affects : who feels it.
    pain : 1 (nuisance) to 5 (cannot be used).
    places : GlobalIds of spaces and elements, () for the whole building.
    votes : given by participants of a workshop.
    theme : what it is grouped under, "" if nothing.
    answers : proposal_ids that answer it.
    """

    need_id: str
    building_id: str
    title: str
    description: str
    affects: str
    pain: int
    raised_on: date
    kind: NeedKind = NeedKind.IN
    places: tuple[str, ...] = ()
    causes: str = ""
    effects: str = ""
    evidence: str = ""
    owner: str = ""
    status: NeedStatus = NeedStatus.NEW
    theme: str = ""
    votes: int = 0
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedVote:
    """One participant's vote for a need; nobody has two. who: name of the participant."""

    vote_id: str
    need_id: str
    who: str
