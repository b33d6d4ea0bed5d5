"""An offer is looked at: what its claims rest on, held against the model, and accepted."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from twin.model.compared import ABOVE, BELOW, INSIDE, NOT_KNOWN, ClaimCheck
from twin.model.importing import Silent
from twin.model.proposal import Effect, Proposal, Range
from twin.store.proposals import load_proposals
from twin.workspace.acceptance import accept
from twin.workspace.offers import CLAIM, ClaimChecks, checked_here, claimed, claims
from twin.workspace.workspace import Workspace
from workspace.hearing import PROPOSAL_ID, Settle


@pytest.fixture
def inside(entered: Workspace, settled: Settle, offer: Path) -> Workspace:
    entered.import_proposal(offer)
    settled()
    entered.set_mode("what-if")
    settled()
    return entered


def offered(workspace: Workspace) -> Proposal:
    assert workspace.portfolio is not None
    found = workspace.portfolio.proposal(PROPOSAL_ID)
    assert found is not None
    return found


def claiming(proposal: Proposal, percent: float, *, is_only: bool = False) -> Proposal:
    """The same offer with a claimed saving of its first measure."""
    first = proposal.measures[0]
    claim = Effect(CLAIM, Range(percent, percent, percent), "%", is_claimed=True)
    effects = (claim,) if is_only else (*first.effects, claim)
    return replace(proposal, measures=(replace(first, effects=effects),))


def checked(workspace: Workspace, proposal: Proposal) -> ClaimCheck:
    (found,) = checked_here(workspace.state, proposal, Silent())
    return found


def test_that_accepting_is_stored_with_who_and_when(inside: Workspace, settled: Settle) -> None:
    before = offered(inside)
    accept(inside, before)
    settled()

    assert inside.database is not None
    (stored,) = load_proposals(inside.database)
    assert not before.accepted
    assert (stored.accepted, stored.accepted_by) == (True, inside.who)
    shown = offered(inside)
    assert (shown.accepted, shown.accepted_by) == (True, inside.who)
    assert shown.accepted_at[:16] == stored.accepted_at[:16]
    assert inside.scenario is not None
    assert inside.scenario.proposals == ()


def test_that_the_first_who_accepted_stays(inside: Workspace, settled: Settle) -> None:
    accept(inside, offered(inside))
    settled()
    first = offered(inside)
    accept(inside, first)

    assert offered(inside) is first


def test_that_claims_are_told_high_low_and_right(inside: Workspace) -> None:
    model = checked(inside, claiming(offered(inside), 60.0)).model
    high, low, right = (
        checked(inside, claiming(offered(inside), percent))
        for percent in (model.p90 + 5, model.p10 / 2, model.p50)
    )

    assert 0 < model.p10 < model.p50 < model.p90 < 60
    assert [c.position for c in (high, low, right)] == [ABOVE, BELOW, INSIDE]
    assert right.needed == ()
    assert high.needed
    assert high.reason.text.startswith("It would need")
    assert not high.has_evidence


def test_that_what_would_have_to_be_true_gives_the_claim(inside: Workspace) -> None:
    """A U-value that is said to be needed, offered instead, does save what was claimed."""
    model = checked(inside, claiming(offered(inside), 60.0)).model
    wanted = model.p50 - 1.5 * (model.p50 - model.p10)
    found = checked(inside, claiming(offered(inside), wanted))
    assert found.position == BELOW
    needed = next(n for n in found.needed if n.input == "u_value")
    proposal = claiming(offered(inside), wanted)
    first = proposal.measures[0]
    exact = Range(needed.value, needed.value, needed.value)
    effects = tuple(replace(e, value=exact) if e.kind == "u_value" else e for e in first.effects)
    offer = replace(proposal, measures=(replace(first, effects=effects),))

    again = checked(inside, offer)

    assert again.model.p50 == pytest.approx(wanted, rel=0.1)


def test_that_a_claim_without_anything_to_calculate_stands_alone(inside: Workspace) -> None:
    found = checked(inside, claiming(offered(inside), 4.0, is_only=True))

    assert found.position == NOT_KNOWN
    assert found.reason.text.startswith("The offer states nothing")


def test_that_claims_are_checked_in_the_background_and_marked_when_out_of_date(
    inside: Workspace, settled: Settle, qtbot: QtBot
) -> None:
    proposal = claiming(offered(inside), 60.0)
    measure = claims(proposal)[0]
    checks = ClaimChecks(inside)

    checks.look(proposal)
    assert checks.of(proposal, measure) is None
    assert not checks.is_current
    settled()
    first = checks.of(proposal, measure)
    assert first is not None
    assert (first.position, checks.is_current) == (ABOVE, True)

    assert inside.scenario is not None
    other = next(c for c in inside.weather_choices if c.key != inside.scenario.weather)
    inside.choose_weather(other.key)
    assert checks.of(proposal, measure) is first
    assert not checks.is_current
    settled()
    assert checks.is_current
    assert checks.of(proposal, measure) is not first


def test_that_offers_without_claims_are_not_calculated(inside: Workspace) -> None:
    checks = ClaimChecks(inside)
    checks.look(offered(inside))

    assert claims(offered(inside)) == ()
    assert claimed(offered(inside).measures[0]) is None
    assert not inside.jobs.running
