"""Needs as a workshop works on them: votes, themes, and the proposals that answer them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from twin.model.edit import Edit
from twin.model.need import Need, NeedStatus, NeedVote
from twin.model.proposal import Proposal
from twin.workspace.portfolio import PortfolioData

OVER = (NeedStatus.ANSWERED, NeedStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Theme:
    """Needs grouped under one word, those with most votes first.

    pain : mean of needs that are neither answered nor dropped, 0 without any.
    """

    name: str
    needs: tuple[Need, ...]
    votes: int
    pain: float


def themes(needs: Iterable[Need]) -> tuple[Theme, ...]:
    """Needs by theme, the theme with most votes first, those without a theme last."""
    groups: dict[str, list[Need]] = {}
    for need in needs:
        groups.setdefault(need.theme, []).append(need)
    made = [_theme(name, found) for name, found in groups.items()]
    return tuple(sorted(made, key=lambda t: (t.name == "", -t.votes, t.name.casefold())))


def vote_of(votes: Iterable[NeedVote], need: Need, who: str) -> NeedVote | None:
    """The vote of a participant for a need; upper and lower case are the same name."""
    name = who.strip().casefold()
    return next((v for v in votes if v.need_id == need.need_id and v.who.casefold() == name), None)


def vote_edits(
    votes: Sequence[NeedVote], need: Need, who: str, new_key: Callable[[], str]
) -> list[Edit]:
    """Edits that give a participant's vote, or take it back where it was given."""
    known = vote_of(votes, need, who)
    if known is not None:
        return [Edit(known, None), Edit(need, replace(need, votes=max(need.votes - 1, 0)))]
    vote = NeedVote(new_key(), need.need_id, who.strip())
    return [Edit(None, vote), Edit(need, replace(need, votes=need.votes + 1))]


def answered_by(portfolio: PortfolioData, need: Need) -> tuple[Proposal, ...]:
    """Proposals that answer a need: as written at the need, or said by the supplier."""
    return tuple(
        p for p in portfolio.proposals if p.proposal_id in need.answers or need.need_id in p.needs
    )


def needs_answered(portfolio: PortfolioData, proposal: Proposal) -> tuple[Need, ...]:
    """Needs that a proposal answers, the gravest first."""
    found = [
        n
        for n in portfolio.needs
        if proposal.proposal_id in n.answers or n.need_id in proposal.needs
    ]
    return tuple(sorted(found, key=lambda n: (-n.pain, -n.votes, n.title)))


def gravest_first(needs: Iterable[Need]) -> list[Need]:
    """Needs that still hurt, the gravest and most voted first."""
    alive = [n for n in needs if n.status not in OVER]
    return sorted(alive, key=lambda n: (-n.pain, -n.votes, n.title))


def _theme(name: str, found: Sequence[Need]) -> Theme:
    alive = [n.pain for n in found if n.status not in OVER]
    ordered = sorted(found, key=lambda n: (-n.votes, -n.pain, n.title.casefold()))
    return Theme(
        name,
        tuple(ordered),
        sum(n.votes for n in found),
        sum(alive) / len(alive) if alive else 0.0,
    )
