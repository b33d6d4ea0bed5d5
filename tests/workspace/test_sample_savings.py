"""The sample proposals applied to a sample building: draws and central result agree."""

from pathlib import Path

import pytest

from twin.analysis.evaluate import Case, evaluate
from twin.analysis.zones import zone_from_model
from twin.model.scenario import Scenario
from twin.sample.portfolio import write_sample
from twin.workspace.defaults import defaults, normal_year
from twin.workspace.enter_building import read_building
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.portfolio import PortfolioData

FULL_OF_ENERGY = (
    "no.vestlandsvinduer.2026-01", "no.takpartner-fjord.2026-02",
    "no.klimavent-bergen.2026-03", "no.fjordvarme-energi.2026-04",
)  # fmt: skip


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> PortfolioData:
    folder: Path = tmp_path_factory.mktemp("sample") / "Sample.twin"
    write_sample(folder, buildings=1)
    return read_portfolio(folder)


def test_that_the_central_saving_is_the_middle_of_the_draws(portfolio: PortfolioData) -> None:
    school = portfolio.buildings[0]
    model = read_building(portfolio.folder, school)
    assert model is not None
    carriers = {m.carrier.value for m in portfolio.meters_of(school.building_id)}
    zone = zone_from_model(school, model.envelope, defaults(), carriers)
    assessments = portfolio.assessments_of(school.building_id)
    case = Case(school, model, assessments, zone, normal_year(), defaults())

    # Old buildings may lose more than usual rather than less: the middle of the draws lies above
    # the central value by as much as 11 % (a heat pump takes its share of all heat).
    offers = [p for p in portfolio.proposals if p.proposal_id in FULL_OF_ENERGY]
    assert len(offers) == 4
    for proposal in offers:
        found = evaluate(Scenario(school.building_id, proposals=(proposal,)), case)
        central = found.before.delivered_total - found.after.delivered_total
        cost = found.before.cost - found.after.cost

        assert 0 < found.saving.p10 < central < found.saving.p90
        assert found.saving.p50 == pytest.approx(central, rel=0.15), proposal.title
        assert found.cost_saving.p10 < cost < found.cost_saving.p90
