"""The twelve offers of the sample: whole, of the newest version, and applicable somewhere."""

import json

import pytest

from twin.analysis.evaluate import Case, evaluate
from twin.analysis.proposal_format.write import proposal_document, proposal_text
from twin.analysis.proposals import check_proposal, parse_proposal, reach
from twin.analysis.zones import zone_from_archetype
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.finding import Severity
from twin.model.proposal import Proposal
from twin.model.scenario import Scenario
from twin.sample.portfolio import buildings
from twin.sample.proposals import proposal_files
from twin.workspace.defaults import defaults, normal_year

FILES = proposal_files()
TODAY = "2026-11-24"


def read(name: str) -> Proposal:
    return parse_proposal(FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_that_a_sample_passes_the_check(name: str) -> None:
    check = check_proposal(FILES[name], TODAY)

    assert check.proposal is not None
    said = {r.finding.code for r in check.remarks if r.finding.severity is not Severity.INFO}
    assert said <= {"proposal-no-evidence"}
    assert check.proposal.version == "1.2"
    assert check.proposal.valid_from <= TODAY <= check.proposal.valid_until


@pytest.mark.parametrize("name", FILES)
def test_that_a_sample_is_written_as_it_was_read(name: str) -> None:
    proposal = read(name)
    document = proposal_document(proposal)
    again = parse_proposal(proposal_text(document))

    assert proposal_document(again) == document
    assert again.measures == proposal.measures
    assert (again.evidence, again.verification) == (proposal.evidence, proposal.verification)


@pytest.mark.parametrize("name", FILES)
def test_that_a_sample_applies_to_a_building_without_a_model(name: str) -> None:
    measures = read(name).measures
    found = [
        reach(read(name), building, None, (), zone_from_archetype(building, defaults()))
        for building in buildings()
    ]
    for row, measure in enumerate(measures):
        if measure.selector.minimum_grade < 0:  # worn parts alone: nobody graded any here
            assert any(not reaches[row].reason for reaches in found), measure.title


def test_that_there_is_one_for_each_archetype_and_half_change_little_energy() -> None:
    proposals = [read(name) for name in FILES]
    kinds = [{e.kind for m in p.measures for e in m.effects} for p in proposals]
    without_energy = [k for k in kinds if not any(EFFECT_KINDS[n].acts_on == ZONE for n in k)]

    assert len({p.supplier for p in proposals}) == 12
    assert len(without_energy) == 6
    assert {e for k in kinds for e in k} >= {
        "man_hours", "failure_factor", "response_time", "condition_knowledge", "risk_factor",
        "comfort_hours", "running_cost", "ageing_factor", "claimed_saving", "heat_pump", "pv",
    }  # fmt: skip
    assert sum(bool(m.kit) for p in proposals for m in p.measures) >= 5
    assert any(e.cases for p in proposals for e in p.evidence)


def test_that_suppliers_are_made_up() -> None:
    for name, raw in FILES.items():
        supplier = json.loads(raw)["supplier"]
        assert supplier["contact"].endswith(".example"), name
        assert supplier["orgnr"].startswith("999 100 "), name


@pytest.mark.parametrize("name", FILES)
def test_that_a_sample_is_calculated_in_a_what_if(name: str) -> None:
    school = buildings()[0]
    zone = zone_from_archetype(school, defaults())
    case = Case(school, None, (), zone, normal_year(), defaults())
    proposal = read(name)

    found = evaluate(Scenario(school.building_id, proposals=(proposal,)), case, n_draws=4)

    kinds = {e.kind for m in proposal.measures for e in m.effects}
    if any(EFFECT_KINDS[kind].acts_on == ZONE for kind in kinds):
        assert found.after.delivered_total != found.before.delivered_total or not any(
            not r.reason for r in found.reaches
        )
    else:
        assert found.after.delivered_total == found.before.delivered_total
        assert found.claims or not any(not r.reason for r in found.reaches)
    assert found.investment.p50 >= 0
